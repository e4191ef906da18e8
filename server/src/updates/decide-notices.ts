import { clockTime, type MessageContent } from '../communication/index.ts';
import type { Person } from '../directory/index.ts';
import { discretion, type Incident, referenceOf } from '../incidents/index.ts';
import type { Instant, Zone } from '../kernel/index.ts';

/** Messages about how the response goes, to those who are to see to it. */
interface NoticeFacts {
  readonly incident: Incident;
  readonly incidentUrl: string;
  readonly now: Instant;
}

const named = ({ incident }: NoticeFacts): string => `${referenceOf(incident.number)} ${incident.title}`;

const time = (at: Instant, zone: Zone, now: Instant): string =>
  `${clockTime(at, zone, now)} ${zone === 'UTC' ? 'UTC' : `(${zone})`}`;

const base = (
  facts: NoticeFacts,
  label: string,
  path = '',
): Pick<MessageContent, 'kind' | 'facts' | 'actions' | 'thread' | 'discreet'> => ({
  kind: 'notice',
  facts: [
    { label: 'Incident', value: named(facts) },
    { label: 'Severity', value: facts.incident.severity },
  ],
  actions: [{ label, url: `${facts.incidentUrl}${path}`, kind: 'open' }],
  thread: { id: facts.incident.id, title: named(facts) },
  ...discretion(facts.incident),
});

/** To whoever is to write the next update, before it is due (COM-4). */
export function reminderContent(facts: NoticeFacts, reader: Person, dueAt: Instant): MessageContent {
  const at = time(dueAt, reader.timezone, facts.now);
  return {
    ...base(facts, 'Write the update', '?update'),
    subject: `Update due at ${at}: ${named(facts)}`,
    headline: `Stakeholders were promised an update at ${at}.`,
    paragraphs: ['If there is nothing new, say so. If you need more time, move the promise and say why.'],
  };
}

/** To the engineering manager, once per missed promise (COM-4). */
export function missedContent(
  facts: NoticeFacts,
  reader: Person,
  { dueAt, writer }: { readonly dueAt: Instant; readonly writer: string | null },
): MessageContent {
  const at = time(dueAt, reader.timezone, facts.now);
  const who =
    writer === null ? 'No one is working on the incident yet.' : `The point of contact is ${writer}.`;
  return {
    ...base(facts, 'Open incident'),
    subject: `Update overdue: ${named(facts)}`,
    headline: `Stakeholders were promised an update at ${at}. It was not sent.`,
    paragraphs: [`${who} You are receiving this as engineering manager. You will not be reminded again.`],
  };
}

/** To the engineering manager, when the first minutes are over and something of them is open (IMM-5). */
export function firstResponseContent(
  facts: NoticeFacts,
  late: { readonly items: readonly string[]; readonly minutes: number },
): MessageContent {
  return {
    ...base(facts, 'Open incident'),
    subject: `First response late: ${named(facts)}`,
    headline: `Not everything that the first ${late.minutes} minutes ask for is done.`,
    paragraphs: [
      ['Still open:', ...late.items.map((item) => `- ${item}`)].join('\n'),
      'You are receiving this as engineering manager. No response is required.',
    ],
  };
}

/** To those who were promised an update, when it will come at another time (COM-4). */
export function movedContent(
  facts: NoticeFacts,
  zone: Zone,
  moved: {
    readonly from: Instant;
    readonly to: Instant;
    readonly reason: string;
    readonly outside: boolean;
    readonly about: string;
  },
): MessageContent {
  const { outside, about } = moved;
  const at = time(moved.to, zone, facts.now);
  // What outsiders read is written for them, and names no incident of ours.
  const theirs = { facts: [], actions: [], thread: { id: facts.incident.id, title: about } };
  return {
    ...(outside ? theirs : base(facts, 'Open incident')),
    kind: 'update',
    subject: `Next update at ${at}: ${outside ? about : named(facts)}`,
    headline: `The next update will come at ${at} instead of ${time(moved.from, zone, facts.now)}.`,
    paragraphs: [moved.reason],
  };
}
