import { icsCalendar, icsQuoted, icsStamp, icsText, plusSeconds, Temporal } from '../kernel/index.ts';
import type { MessageContent } from './model.ts';

/**
 * A meeting as iTIP (RFC 5546).
 * @param options.answersAreRead whether a mailbox is read: where nobody reads answers, calendars are not to ask for one, and whoever
 *   cannot come says so to the facilitator
 * @param options.method PUBLISH is a copy to download: it names no attendees, because it invites nobody
 */
export function meetingCalendar(
  meeting: NonNullable<MessageContent['invitation']>,
  {
    method,
    organizer,
    answersAreRead = false,
  }: {
    readonly method: 'REQUEST' | 'CANCEL' | 'PUBLISH';
    readonly organizer: string;
    readonly answersAreRead?: boolean;
  },
): string {
  const startsAt = Temporal.Instant.from(meeting.startsAt);
  const attendees = method === 'PUBLISH' ? [] : meeting.attendees;
  return icsCalendar('Reviews', method, [
    'BEGIN:VEVENT',
    `UID:${meeting.uid}`,
    `SEQUENCE:${meeting.sequence}`,
    `DTSTAMP:${icsStamp(Temporal.Instant.from(meeting.stampedAt))}`,
    `DTSTART:${icsStamp(startsAt)}`,
    `DTEND:${icsStamp(plusSeconds(startsAt, meeting.minutes * 60))}`,
    `SUMMARY:${icsText(meeting.summary)}`,
    `DESCRIPTION:${icsText(meeting.description)}`,
    ...(meeting.location === '' ? [] : [`LOCATION:${icsText(meeting.location)}`]),
    `URL:${meeting.url}`,
    `ORGANIZER;CN=${icsQuoted('Tocsin')}:mailto:${organizer}`,
    ...attendees.map(
      ({ name, address }) =>
        `ATTENDEE;CUTYPE=INDIVIDUAL;ROLE=REQ-PARTICIPANT;PARTSTAT=NEEDS-ACTION;RSVP=${answersAreRead ? 'TRUE' : 'FALSE'};CN=${icsQuoted(name)}:mailto:${address}`,
    ),
    `STATUS:${method === 'CANCEL' ? 'CANCELLED' : 'CONFIRMED'}`,
    'TRANSP:OPAQUE',
    'END:VEVENT',
  ]);
}
