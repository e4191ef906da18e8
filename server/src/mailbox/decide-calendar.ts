import ICAL from 'ical.js';
import type { Attendance, CalendarAnswer, ReadMail } from './model.ts';

const ANSWERS: Readonly<Record<string, Attendance>> = {
  ACCEPTED: 'accepted',
  DECLINED: 'declined',
  TENTATIVE: 'tentative',
};
const CALENDAR_PARTS = ['text/calendar', 'application/ics'];

/** The answer of somebody's calendar to an invitation (RFC 5546 §3.2.3); undefined when a mail has none. */
export function calendarAnswerIn({ parts }: Pick<ReadMail, 'parts'>): CalendarAnswer | undefined {
  for (const { type, text } of parts) {
    if (!CALENDAR_PARTS.includes(type) || !/^METHOD:REPLY\s*$/im.test(text)) continue;
    const answer = answerIn(text);
    if (answer !== undefined) return answer;
  }
  return undefined;
}

function answerIn(text: string): CalendarAnswer | undefined {
  const event = eventIn(text);
  const attendees = event?.getAllProperties('attendee') ?? [];
  const [attendee] = attendees;
  // An answer is one person's (RFC 5546 §3.2.3).
  if (event === undefined || attendee === undefined || attendees.length !== 1) return undefined;
  const uid = event.getFirstPropertyValue('uid');
  const answer = ANSWERS[String(attendee.getFirstParameter('partstat') ?? '').toUpperCase()];
  const address = /^mailto:(.+)$/i.exec(String(attendee.getFirstValue()))?.[1]?.toLowerCase();
  if (typeof uid !== 'string' || answer === undefined || address === undefined) return undefined;
  const sequence = Number(event.getFirstPropertyValue('sequence') ?? 0);
  return { uid, answer, attendee: address, sequence: Number.isInteger(sequence) ? sequence : 0 };
}

function eventIn(text: string): ICAL.Component | undefined {
  try {
    return new ICAL.Component(ICAL.parse(text)).getFirstSubcomponent('vevent') ?? undefined;
  } catch {
    // No calendar, whatever it calls itself.
    return undefined;
  }
}
