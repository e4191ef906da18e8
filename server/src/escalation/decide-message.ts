import type { MessageContent } from '../communication/index.ts';
import type { DirectoryFacts, Person } from '../directory/index.ts';
import {
  type BadNews,
  COMMANDER,
  discretion,
  type Incident,
  isThere,
  peopleOnIt,
  referenceOf,
} from '../incidents/index.ts';
import { andList, type Instant, millisBetween, plural } from '../kernel/index.ts';
import type { FilledMessage, Policy } from '../policy/index.ts';
import { alsoParagraphs, lastWorse, newsHeadline } from './decide-news-words.ts';
import type { Late, PageCause, Step } from './model.ts';

/** What every message about an incident draws on. Times are written in the reader's own zone. */
export interface MessageFacts {
  readonly incident: Incident;
  readonly directory: DirectoryFacts;
  readonly policy: Policy;
  readonly incidentUrl: string;
  /** Where its responders talk; null when there is no such place. */
  readonly warRoomUrl: string | null;
  /** The channel that the incident has in a chat; null: none. */
  readonly chatRoom: { readonly label: string; readonly url: string } | null;
  readonly now: Instant;
}

/** For a message that names what else is wrong. */
export interface NewsMessageFacts extends MessageFacts {
  /** The bad news on its record, oldest first: what is not in its title. */
  readonly news: readonly BadNews[];
  /** The entry with which it was last acknowledged; 0 when it never was. What is after it nobody has answered yet. */
  readonly answeredSeq: number;
}

/** Writes the policy's first notification to a reader who hears as this role, under the title that counts now. */
export type InitialNotice = (reader: Person, role: string, title: string) => FilledMessage;

/** For a notice of the matrix. */
export interface NoticeFacts extends NewsMessageFacts {
  readonly initial: InitialNotice;
}

/** Why this person is paged, in their words. */
export interface PageReasons {
  readonly because: PageCause;
  readonly teamId: string | null;
  readonly level: number | null;
  /** Who else is asked at this level, by name. */
  readonly alongside: readonly string[];
  /** Who is asked next, and when, if this person does not answer. */
  readonly next: { readonly names: readonly string[]; readonly at: Instant } | null;
}

/** "P1 Checkout is down — INC-12": one line that says it all on a lock screen. */
const subjectOf = (facts: NewsMessageFacts): string =>
  `${facts.incident.severity} ${titleOf(facts)} — ${referenceOf(facts.incident.number)}`;

/** An incident that an alert has made this severe goes by that alert's words: the old ones would not wake anybody. */
function titleOf({ incident, news }: NewsMessageFacts): string {
  const raised = news.findLast(({ what, severity }) => what === 'worsened' && severity === incident.severity);
  return raised?.title ?? incident.title;
}

/** A page: asks for an answer. `ackUrl` is this person's own link. */
export function pageContent(
  facts: NewsMessageFacts,
  reader: Person,
  ackUrl: string,
  why: PageReasons,
): MessageContent {
  const worse = lastWorse(facts.news);
  const alongside =
    why.alongside.length === 0
      ? []
      : [`${andList(why.alongside)} ${why.alongside.length === 1 ? 'is' : 'are'} paged as well.`];
  const next =
    why.next === null
      ? []
      : [
          `If you do not acknowledge, ${andList(why.next.names)} will be paged at ${clock(why.next.at, reader)}.`,
        ];
  return {
    kind: 'page',
    subject: subjectOf(facts),
    headline: `${roleGiven(facts, reader, why)}${worse === undefined ? sentence(facts.incident.title) : newsHeadline(worse, referenceOf(facts.incident.number))} Please acknowledge.`,
    facts: factsOf(facts, reader),
    paragraphs: [...alsoParagraphs(facts), pageReason(facts, reader, why), ...alongside, ...next],
    actions: [{ label: 'Acknowledge', url: ackUrl, kind: 'acknowledge' }, ...openActions(facts)],
    thread: threadOf(facts),
    ...discretion(facts.incident),
    ...contactOf(facts),
  };
}

/** A notice of the matrix, in the words of the policy's initial notification: informs, asks nothing. */
export function noticeContent(
  facts: NoticeFacts,
  reader: Person,
  step: Step,
  late: Late | null,
): MessageContent {
  const { acknowledgedAt, acknowledgedBy } = facts.incident;
  const acknowledged =
    acknowledgedAt === null
      ? 'Not acknowledged yet.'
      : acknowledgedBy?.kind === 'person'
        ? `Acknowledged at ${clock(acknowledgedAt, reader)}; someone is working on it.`
        : `Acknowledged at ${clock(acknowledgedAt, reader)} by a monitor or an API token, not by a person.`;
  const { subject, short, paragraphs, fellBack } = facts.initial(reader, step.role, titleOf(facts));
  return {
    kind: 'notice',
    subject,
    headline: sentence(short),
    facts: [],
    paragraphs: [
      ...paragraphs,
      ...(fellBack === undefined ? [] : [FELL_BACK]),
      ...alsoParagraphs(facts),
      `You are receiving this as ${roleTitle(facts.policy, step.role)}. No response is required. ${acknowledged}`,
      ...lateWords(step, late, reader),
    ],
    actions: openActions(facts),
    thread: threadOf(facts),
    ...discretion(facts.incident),
  };
}

/** The incident first: a channel with room for one link shows that. */
const openActions = ({ incidentUrl, warRoomUrl, chatRoom }: MessageFacts): MessageContent['actions'] => [
  { label: 'Open incident', url: incidentUrl, kind: 'open' },
  ...(warRoomUrl === null ? [] : [{ label: 'Join war room', url: warRoomUrl, kind: 'open' as const }]),
  ...(chatRoom === null ? [] : [{ ...chatRoom, kind: 'open' as const }]),
];

/** Said in the message itself: whoever wrote the template may be its reader, and nobody else would notice. */
export const FELL_BACK =
  "The organisation's template for this message could not be filled, so the shipped one was used.";

/** The weekly review: one message about all incidents that are up for it (ESC-P4). */
export function digestContent(
  items: readonly MessageFacts[],
  reader: Person,
  roles: readonly string[],
  reviewUrl: string,
): MessageContent {
  const [first] = items;
  const count = plural(items.length, 'incident');
  const titles = first === undefined ? roles : roles.map((role) => roleTitle(first.policy, role));
  return {
    kind: 'digest',
    subject: `Weekly review: ${count}`,
    headline: `${count} for your weekly review.`,
    facts: items.map(({ incident }) => ({
      label: referenceOf(incident.number),
      value: `${incident.severity} ${incident.title}, ${incident.status} since ${dateTime(incident.declaredAt, reader)}`,
    })),
    paragraphs: [`You are receiving this as ${andList(titles)}. No response is required.`],
    actions: [{ label: 'Open incidents', url: reviewUrl, kind: 'open' }],
    thread: { id: `weekly-review-${reader.id}`, title: 'Weekly review' },
    ...(items.some(({ incident }) => incident.visibility !== 'organisation') && {
      discreet: `Weekly review: ${count}`,
    }),
  };
}

/** The team a role is asked for, as people say it. */
export const roleTitle = (policy: Policy, role: string): string =>
  policy.roles[role]?.title ?? role.replaceAll('_', ' ');

/** What they have been given, first: the page is about that. Empty when they have handed it on since. */
function roleGiven(facts: MessageFacts, reader: Person, why: PageReasons): string {
  const roles = rolesHeld(facts, reader);
  return why.because !== 'role' || roles.length === 0
    ? ''
    : `You are now ${andList(roles)} of ${referenceOf(facts.incident.number)}. `;
}

const rolesHeld = ({ incident, policy }: MessageFacts, { id }: Person): readonly string[] =>
  Object.entries(incident.roles)
    .filter(([, holder]) => holder === id)
    .map(([role]) => (role === COMMANDER ? INCIDENT_COMMANDER : roleTitle(policy, role)));

const INCIDENT_COMMANDER = 'incident commander';

function pageReason(facts: MessageFacts, reader: Person, why: PageReasons): string {
  const team = facts.directory.teams.get(why.teamId ?? '')?.name ?? why.teamId;
  if (team !== null && why.level !== null) {
    const level = why.level === 1 ? '' : ` (level ${why.level})`;
    return `You are paged because you are on call for ${team}${level}.`;
  }
  switch (why.because) {
    case 'by_hand':
      return 'You are paged because a responder requested you.';
    case 'added':
      return 'You are paged because you were added as a responder.';
    case 'role':
      return rolesHeld(facts, reader).includes(INCIDENT_COMMANDER)
        ? 'You are paged because command was handed to you.'
        : 'You are paged because you were assigned a role.';
    case 'exhausted':
      return `You are paged because no one has acknowledged ${millisBetween(facts.incident.declaredAt, facts.now) < 60_000 ? 'yet' : `for ${minutesOpen(facts)}`}.`;
    case 'matrix':
      return 'You are paged by the escalation matrix.';
    case 'type':
      return `You are paged because it is an incident of the type ${typeTitle(facts)}.`;
    case 'news':
      return 'You are paged because there are new alerts and no responder has been notified.';
  }
}

const typeTitle = ({ incident: { typeId }, policy }: MessageFacts): string =>
  policy.incidentTypes.find(({ id }) => id === typeId)?.title ?? 'that calls you';

const minutesOpen = ({ incident, now }: MessageFacts): string =>
  `${Math.floor(millisBetween(incident.declaredAt, now) / 60_000)} min`;

export function factsOf(
  { incident, directory, policy }: MessageFacts,
  reader: Person,
): MessageContent['facts'] {
  const systems = incident.systemIds.map((id) => directory.systems.get(id)?.name ?? id);
  const confirmed = incident.severityConfirmedAt === null ? ', unconfirmed' : '';
  return [
    {
      label: 'Severity',
      value: `${incident.severity} ${policy.severities[incident.severity].name}${confirmed}`,
    },
    { label: 'System', value: systems.length === 0 ? 'unknown' : systems.join(', ') },
    { label: 'Customer-facing', value: incident.customerFacing ? 'yes' : 'no' },
    ...(incident.symptoms === '' ? [] : [{ label: 'Symptoms', value: incident.symptoms }]),
    { label: 'Started', value: dateTime(incident.startedAt ?? incident.detectedAt, reader) },
    { label: 'Incident', value: referenceOf(incident.number) },
  ];
}

function lateWords(step: Step, late: Late | null, reader: Person): string[] {
  if (late === null) return [];
  const due = `It was due by ${clock(step.deadline, reader)}.`;
  switch (late) {
    case 'reclassified':
      return [`You are notified now because the severity changed. ${due}`];
    case 'paged_again':
      return [];
    case 'added_later':
      return [`You are notified now because the incident was found to affect your area. ${due}`];
    case 'outage':
      return [`This message is late: Tocsin was not running. ${due}`];
  }
}

export const threadOf = ({ incident }: MessageFacts): MessageContent['thread'] => ({
  id: incident.id,
  title: `${referenceOf(incident.number)} ${incident.title}`,
});

/** Point of contact: the commander, else whoever acknowledged, with the way they are reached best (COM-5). */
export function contactOf({ incident, directory, now }: MessageFacts): Pick<MessageContent, 'contact'> {
  const [onIt] = peopleOnIt(incident, isThere(directory, now));
  const contact = directory.people.get(onIt?.personId ?? '');
  if (contact === undefined) return {};
  const phone = contact.contactMethods.find(({ kind }) => directory.kinds.isNumber(kind))?.address;
  const role = onIt?.as === 'commander' ? 'Incident commander' : 'Acknowledged the incident';
  return { contact: { name: contact.name, role, reach: phone ?? contact.email } };
}

const sentence = (text: string): string => (/[.!?]$/.test(text) ? text : `${text}.`);

const pad = (n: number): string => String(n).padStart(2, '0');

/** `14:05`, in the reader's zone. */
function clock(at: Instant, reader: Person): string {
  const local = at.toZonedDateTimeISO(reader.timezone);
  return `${pad(local.hour)}:${pad(local.minute)}`;
}

/** `2031-03-03 14:05 (Europe/Berlin)`. */
function dateTime(at: Instant, reader: Person): string {
  const day = at.toZonedDateTimeISO(reader.timezone).toPlainDate().toString();
  return `${day} ${clock(at, reader)} (${reader.timezone})`;
}

/** To whoever hears that a page has gone unanswered, when the policy says to inform and not to page them. */
export const noticeToOthers = (facts: NewsMessageFacts, reader: Person): MessageContent => ({
  kind: 'notice',
  subject: subjectOf(facts),
  headline: `No one has acknowledged the page. ${sentence(facts.incident.title)}`,
  facts: factsOf(facts, reader),
  paragraphs: ['Everyone on call was paged, and will be paged again until someone acknowledges.'],
  actions: [{ label: 'Open incident', url: facts.incidentUrl, kind: 'open' }],
  thread: threadOf(facts),
  ...discretion(facts.incident),
});
