import { clockTime, type MessageContent, moment } from '../communication/index.ts';
import type { Person } from '../directory/index.ts';
import { discretion, type Incident, referenceOf } from '../incidents/index.ts';
import { type Instant, plusSeconds, Temporal } from '../kernel/index.ts';
import { CLOCK_WORDS, type ClockKind, type Meeting } from './model.ts';

export interface NoticeFacts {
  readonly incident: Incident;
  readonly reviewUrl: string;
  readonly now: Instant;
}

const named = ({ incident }: Pick<NoticeFacts, 'incident'>): string =>
  `${referenceOf(incident.number)} ${incident.title}`;

const base = (
  facts: NoticeFacts,
  label: string,
): Pick<MessageContent, 'kind' | 'facts' | 'actions' | 'thread' | 'discreet'> => ({
  kind: 'notice',
  facts: [
    { label: 'Incident', value: named(facts) },
    { label: 'Severity', value: facts.incident.severity },
  ],
  actions: [{ label, url: facts.reviewUrl, kind: 'open' }],
  thread: { id: facts.incident.id, title: named(facts) },
  ...discretion(facts.incident),
});

const BUTTON: Readonly<Record<ClockKind, string>> = {
  schedule: 'Choose a time',
  conduct: 'Open review',
  publish: 'Open report',
};

/** To whoever leads through the review, before a clock runs out (REV-1). */
export function reminderContent(
  facts: NoticeFacts,
  reader: Person,
  clock: { readonly kind: ClockKind; readonly dueAt: Instant },
  /** What is missing from the report. */
  missing: readonly string[],
): MessageContent {
  const due = moment(clock.dueAt, reader.timezone);
  const { todo } = CLOCK_WORDS[clock.kind];
  return {
    ...base(facts, BUTTON[clock.kind]),
    subject: `Review due: ${named(facts)}`,
    headline: `${todo} by ${due}.`,
    paragraphs: [
      ...(clock.kind === 'publish' && missing.length > 0 ? [`Still missing: ${missing.join(', ')}.`] : []),
      'If there is nothing to review, waive it and say why.',
    ],
  };
}

/** To the engineering manager, once per clock (REV-1). */
export function missedContent(
  facts: NoticeFacts,
  reader: Person,
  clock: { readonly kind: ClockKind; readonly dueAt: Instant },
  facilitator: string | null,
): MessageContent {
  const who =
    facilitator === null ? 'The review has no facilitator yet.' : `The facilitator is ${facilitator}.`;
  return {
    ...base(facts, BUTTON[clock.kind]),
    subject: `Review overdue: ${named(facts)}`,
    headline: `${CLOCK_WORDS[clock.kind].late}: it was due ${moment(clock.dueAt, reader.timezone)}.`,
    paragraphs: [`${who} You are receiving this as engineering manager. You will not be reminded again.`],
  };
}

/** To the facilitator, when it can be said whether the actions worked (REV-5). */
export const followUpContent = (facts: NoticeFacts): MessageContent => ({
  ...base(facts, 'Open actions'),
  subject: `Review follow-up: ${named(facts)}`,
  headline: 'Did the actions of this review work?',
  paragraphs: ['Say of each action whether it worked, so that the next incident finds it.'],
});

interface InvitationFacts extends NoticeFacts {
  readonly reviewId: string;
  readonly host: string;
  readonly sequence: number;
  readonly meeting: Meeting;
  readonly attendees: readonly Person[];
  readonly facilitator: string | null;
  readonly agenda: readonly { readonly title: string; readonly minutes: number }[];
}

/** The meeting as calendars get it. Of a restricted incident a calendar, which others may see, says no more than its number. */
export function invitation(
  facts: InvitationFacts,
  method: 'REQUEST' | 'CANCEL',
): NonNullable<MessageContent['invitation']> {
  const { incident, meeting, agenda, facilitator } = facts;
  const restricted = incident.visibility !== 'organisation';
  return {
    method,
    uid: `review-${facts.reviewId}@${facts.host}`,
    sequence: facts.sequence,
    stampedAt: facts.now.toString(),
    startsAt: meeting.at.toString(),
    minutes: meeting.minutes,
    summary: `Review: ${restricted ? `restricted incident ${referenceOf(incident.number)}` : named(facts)}`,
    description: [
      facts.reviewUrl,
      ...(facilitator === null ? [] : [`Facilitator: ${facilitator}`]),
      ...agenda.map(({ title, minutes }) => `${minutes} min  ${title}`),
    ].join('\n'),
    location: meeting.place,
    url: facts.reviewUrl,
    attendees: facts.attendees.map(({ name, email }) => ({ name, address: email })),
  };
}

/** The invitation, its update and its cancellation, with a text for those whose mail knows no calendars. */
export function invitationContent(
  facts: InvitationFacts,
  reader: Person,
  kind: 'invited' | 'moved' | 'cancelled',
): MessageContent {
  const { meeting } = facts;
  const at = moment(meeting.at, reader.timezone);
  const until = plusSeconds(meeting.at, meeting.minutes * 60);
  const words = {
    invited: { subject: 'Review', headline: `You are invited to the review: ${at}.` },
    moved: { subject: 'Review moved', headline: `The review was moved: ${at}.` },
    cancelled: { subject: 'Review cancelled', headline: `The review on ${at} is cancelled.` },
  }[kind];
  return {
    ...base(facts, 'Open review'),
    subject: `${words.subject}: ${named(facts)}`,
    headline: words.headline,
    facts: [
      { label: 'Incident', value: named(facts) },
      { label: 'Ends', value: clockTime(until, reader.timezone, meeting.at) },
      ...(meeting.place === '' ? [] : [{ label: 'Place', value: meeting.place }]),
      ...(facts.facilitator === null ? [] : [{ label: 'Facilitator', value: facts.facilitator }]),
    ],
    paragraphs:
      kind === 'cancelled'
        ? ['It will be scheduled again if it is still needed.']
        : [
            facts.agenda.map(({ title, minutes }) => `${minutes} min  ${title}`).join('\n'),
            'Add what went well and what could be improved beforehand, with your name or without.',
          ],
    invitation: invitation(facts, kind === 'cancelled' ? 'CANCEL' : 'REQUEST'),
  };
}

/** A moment that is already over cannot be met. */
export const isPast = (at: Instant, now: Instant): boolean => Temporal.Instant.compare(at, now) <= 0;
