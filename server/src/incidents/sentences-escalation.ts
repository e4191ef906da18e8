import { channelWord } from '../communication/index.ts';
import { andList, never } from '../kernel/index.ts';
import type { EntryContent } from './model-entries.ts';
import type { LapseReason, PageEndReason, PlanCause, StepReason } from './model-entries-escalation.ts';
import { capital, spaced } from './words.ts';

const KINDS = [
  'step_planned',
  'step_sent',
  'step_skipped',
  'step_cancelled',
  'stakeholders_notified',
  'stakeholders_pending',
  'role_gap',
  'page_started',
  'page_attempt',
  'page_acknowledged',
  'page_exhausted',
  'page_stopped',
  'acknowledgement_lapsed',
  'news_sent',
  'message_delayed',
  'message_failed',
] as const;
type EscalationContent = Extract<EntryContent, { kind: (typeof KINDS)[number] }>;

export const isEscalation = (content: EntryContent): content is EscalationContent =>
  (KINDS as readonly string[]).includes(content.kind);

interface Names {
  readonly person: (id: string) => string;
  readonly team: (id: string) => string;
  readonly role: (role: string) => string;
}

/** Every reason for which a step was not carried out, as the end of a sentence. */
const NOT_SENT: Readonly<Record<StepReason, string>> = {
  condition_not_met: 'its condition does not hold',
  already_told: 'they were told already',
  nobody_holds_role: 'nobody holds this role',
  resolved_before_due: 'the incident was resolved before it was due',
  merged: 'the incident was merged into another',
  superseded: 'a newer plan replaced it',
  reclassified: 'the severity was changed',
  systems_changed: 'the affected systems were changed',
  acknowledged: 'somebody has acknowledged',
  by_hand: 'it was called off by hand',
  drill: 'this is a drill',
};

/** After these another plan follows, perhaps with the same people at other times. */
const REPLANNED: ReadonlySet<StepReason> = new Set(['superseded', 'reclassified', 'systems_changed']);

const PLANNED: Readonly<Record<PlanCause, string>> = {
  declared: 'By the escalation matrix',
  severity_changed: 'By the new severity',
  customer_facing_changed: 'By the changed customer impact',
  systems_changed: 'By the changed systems',
  condition_changed: 'By the changed situation',
  policy_moved: 'By the newer policy',
  reopened: 'After reopening',
  unanswered: 'Because it is worse and nobody has answered',
};

const STOPPED: Readonly<Record<PageEndReason, string>> = {
  acknowledged: 'somebody acknowledged',
  resolved: 'the incident was resolved',
  merged: 'the incident was merged into another',
  superseded: 'another page replaced it',
  by_hand: 'it was called off by hand',
};

const LAPSED: Readonly<Record<LapseReason, string>> = {
  returned: 'an alert that had been clear is firing again, so on-call is paged',
  nobody_on_it: 'there are new alerts and nobody is working on the incident, so on-call is paged',
  not_delivered: 'nobody working on the incident could be told about new alerts, so on-call is paged',
};

const LATE = {
  reclassified: ', late because the incident was reclassified',
  outage: ', late because Tocsin was not running',
  added_later: ', late because it was added later',
  paged_again: ', again',
} as const;

export function escalationSentence(content: EscalationContent, names: Names): string {
  const people = (ids: readonly string[]): string => andList(ids.map(names.person));
  switch (content.kind) {
    case 'step_planned':
      return stepPlanned(content.data, names);
    case 'step_sent':
      return stepSent(content.data, names);
    case 'step_skipped': {
      const whom = content.data.personIds.length > 0 ? ` (${people(content.data.personIds)})` : '';
      return `${capital(names.role(content.data.role))}${whom} is not told: ${NOT_SENT[content.data.reason]}`;
    }
    case 'step_cancelled': {
      const roles = andList([...new Set(content.data.steps.map((step) => names.role(step.role)))]);
      const why = NOT_SENT[content.data.reason];
      return REPLANNED.has(content.data.reason)
        ? `The former plan for ${roles} no longer holds: ${why}`
        : `${capital(roles)} will not be told: ${why}`;
    }
    case 'stakeholders_notified':
      return 'Everybody to be told immediately has been told';
    case 'stakeholders_pending':
      return 'More people are to be told immediately';
    case 'role_gap':
      return roleGap(content.data, names);
    case 'page_started':
      return content.data.target.kind === 'person'
        ? `A page to ${names.person(content.data.target.personId)} began`
        : `A page to ${names.team(content.data.target.teamId)} began`;
    case 'page_attempt':
      return pageAttempt(content.data, names);
    case 'page_acknowledged':
      return content.data.personId === null
        ? 'The page was acknowledged'
        : `${names.person(content.data.personId)} acknowledged the page`;
    case 'page_exhausted': {
      const told = content.data.toldPersonIds;
      const why = content.data.unreached;
      const so =
        why === undefined
          ? 'Nobody has acknowledged yet'
          : `Nobody could be reached: ${why.length === 0 ? 'nobody is on call' : andList(why.map((one) => `${names.person(one.personId)} (${spaced(one.reason)})`))}`;
      return `${so}; paging begins again${told.length > 0 ? ` and ${people(told)} is told` : ''}`;
    }
    case 'page_stopped':
      return `Paging stopped: ${STOPPED[content.data.reason]}`;
    case 'acknowledgement_lapsed':
      return `The acknowledgement no longer counts: ${LAPSED[content.data.because]}`;
    case 'news_sent':
      return `${people(content.data.personIds)} ${content.data.personIds.length === 1 ? 'was' : 'were'} told about new alerts`;
    case 'message_delayed':
      return `${message(content.data, names)} has not gone out yet: ${spaced(content.data.reason)}`;
    case 'message_failed':
      return `${message(content.data, names)} could not be delivered: ${spaced(content.data.reason)}`;
    default:
      return never(content);
  }
}

/** Nobody holds the role, or whoever does is away: two different things for whoever is to mend it. */
function roleGap({ role, teamId, personIds, unavailable = [] }: Data<'role_gap'>, names: Names): string {
  const where = teamId === null ? '' : ` in ${names.team(teamId)}`;
  const missing = unavailable.filter(({ personId }) => !personIds.includes(personId));
  const others = personIds.filter((id) => !unavailable.some(({ personId }) => personId === id));
  const verb = (ids: readonly string[]) => (ids.length === 1 ? 'is' : 'are');
  const people = (ids: readonly string[]) => andList(ids.map(names.person));
  if (unavailable.length === 0) {
    const instead =
      personIds.length > 0 ? `${people(personIds)} ${verb(personIds)} told instead` : 'nobody is told';
    return `Nobody holds the role of ${names.role(role)}${where}: ${instead}`;
  }
  const away = unavailable.filter(({ because }) => because === 'away').map(({ personId }) => personId);
  const lost = unavailable.filter(({ because }) => because !== 'away').map(({ personId }) => personId);
  const why = [
    ...(away.length > 0 ? [`${people(away)} ${verb(away)} away`] : []),
    ...(lost.length > 0 ? [`${people(lost)} cannot be reached`] : []),
  ];
  const instead =
    others.length > 0
      ? `${people(others)} ${verb(others)} told instead`
      : missing.length === 0 && personIds.length > 0
        ? 'told all the same, because nobody else is left'
        : 'nobody is told';
  return `For the role of ${names.role(role)}${where}, ${andList(why)}: ${instead}`;
}

function message(data: Data<'message_delayed' | 'message_failed'>, names: Names): string {
  const whom = data.personId === null ? '' : ` to ${names.person(data.personId)}`;
  const how = data.channel === null ? '' : ` by ${channelWord(data.channel)}`;
  return `A message${whom}${how}`;
}

type Data<K extends EscalationContent['kind']> = Extract<EscalationContent, { kind: K }>['data'];

function stepPlanned(data: Data<'step_planned'>, names: Names): string {
  const roles = [...new Set(data.steps.map((step) => names.role(step.role)))];
  const whom = roles.length === 0 ? 'nobody is to be told' : `${andList(roles)} will be told`;
  return `${PLANNED[data.because]}: ${whom}`;
}

function stepSent(data: Data<'step_sent'>, names: Names): string {
  const who = data.personIds.length > 0 ? ` (${andList(data.personIds.map(names.person))})` : '';
  // Not "was told": the notice is in the outbox now; what became of it is on the message and, if it fails, below.
  const verb = data.mode === 'page' ? 'is being paged' : 'is told';
  const standing =
    data.via === 'deputy' ? ', through the deputy' : data.via === 'fallback' ? ', through the fallback' : '';
  const when = data.late === null ? (data.early ? ', earlier than planned' : '') : LATE[data.late];
  return `${capital(names.role(data.role))}${who} ${verb}${standing}${when}`;
}

function pageAttempt(data: Data<'page_attempt'>, names: Names): string {
  const how = data.channels.length > 0 ? ` by ${andList(data.channels.map(channelWord))}` : '';
  const level = data.level === null ? '' : `, level ${data.level}`;
  const round = data.round > 1 ? `, round ${data.round}` : '';
  return `${names.person(data.personId)} is paged${how}${level}${round}`;
}
