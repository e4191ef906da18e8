import type { Message } from '../communication/index.ts';
import { COMMANDER, commanderOf, hearsOf, type Incident } from '../incidents/index.ts';
import { type Instant, isBefore, later, Temporal } from '../kernel/index.ts';
import type { ConditionFacts } from '../policy/index.ts';
import type { Answers } from './decide-answers.ts';
import type { NextAsked } from './decide-next.ts';
import { pagedAsTold, peopleOf, stepsAsTold } from './decide-page-facts.ts';
import { bySending } from './decide-plan.ts';
import {
  activeLevels,
  type Recipients,
  recipientsOf,
  type Unavailable,
  unavailableFor,
  type WhoFacts,
} from './decide-recipients.ts';
import { decideStep, type StepDecision, type Told } from './decide-step.ts';
import type { Mode, Page, Step, Via } from './model.ts';

/** How one message to a person went. */
type ContactState = 'waiting' | 'trying' | 'sent' | 'delivered' | 'failed' | 'stopped';

/** One try to page or notify somebody. */
interface Contact {
  readonly mode: Mode;
  readonly at: Instant;
  readonly channel: string | null;
  readonly messageId: string | null;
  readonly state: ContactState;
  readonly reason: string | null;
}

/** What happens to somebody next by itself. */
interface Upcoming {
  readonly mode: Mode;
  readonly at: Instant;
  /** The step of the plan that it comes of; null for the next turn of a page. */
  readonly stepId: string | null;
  /** The page has asked them before. */
  readonly again: boolean;
}

/** Why somebody is in the list: a role as the incident, a schedule or the plan has it. */
export type Part =
  | { readonly kind: 'role'; readonly role: string }
  | { readonly kind: 'on_call'; readonly teamId: string; readonly level: number | null }
  | { readonly kind: 'step'; readonly role: string; readonly teamId: string | null; readonly via: Via | null }
  | { readonly kind: 'responder' };

/**
 * responding: at work, as far as anybody knows. paged: asked by a page that goes on, without an answer. upcoming: nothing
 * has been sent to them yet. notified: something was, and nothing is expected of them. unfilled: nobody was found.
 */
type Standing = 'responding' | 'paged' | 'upcoming' | 'notified' | 'unfilled';

/** One person of an incident, or one place of its plan that nobody fills. */
export interface InvolvedPerson {
  readonly id: string;
  readonly personId: string | null;
  readonly standing: Standing;
  readonly parts: readonly Part[];
  readonly acknowledgedAt: Instant | null;
  /** Oldest first. */
  readonly contacts: readonly Contact[];
  /** Soonest first. */
  readonly upcoming: readonly Upcoming[];
  /** Open pages that ask them; also the page of a team that finds nobody. */
  readonly pageIds: readonly string[];
  /** Steps that were sent to them or will be. */
  readonly stepIds: readonly string[];
  /** Why a place is not filled as planned; empty when nobody is assigned to it. */
  readonly unavailable: readonly Unavailable[];
  readonly gap: boolean;
}

export interface PeopleFacts {
  readonly incident: Incident;
  readonly who: WhoFacts;
  readonly teamIds: readonly string[];
  readonly now: Instant;
  /** Those that are shown, in the order of the plan. */
  readonly steps: readonly Step[];
  readonly pages: readonly Page[];
  /** When its plan began: whoever has heard since then has heard of this incident as it is. */
  readonly since: Instant;
  readonly conditions: ConditionFacts;
  readonly answers: Answers;
  /** The next turn of each open page, by its id. */
  readonly turns: ReadonlyMap<string, Pick<NextAsked, 'at' | 'personIds' | 'others'>>;
  readonly othersMode: Mode;
  /** What was sent to people otherwise than by the tries of a page. */
  readonly notices: readonly NoticeMessage[];
}
export type NoticeMessage = Pick<
  Message,
  'id' | 'personId' | 'channel' | 'state' | 'reason' | 'queuedAt' | 'handedAt' | 'deliveredAt'
>;

/** What a step of the plan comes to at its time, as things stand, and who holds its role now. */
interface Fill extends Recipients {
  readonly decision: StepDecision;
}
/** Each step is looked at once, however many people there are. */
interface Known extends PeopleFacts {
  readonly fills: ReadonlyMap<string, Fill>;
}

/**
 * Every step still planned as it will be decided when it is due, by the same rule, in the order in which they will be: what
 * an earlier one tells somebody they need not be told by a later one.
 */
function fillsOf(facts: PeopleFacts): ReadonlyMap<string, Fill> {
  const { incident, who, conditions, since, now, steps, pages } = facts;
  const told: Told[] = [...stepsAsTold(steps, since), ...pages.flatMap((page) => pagedAsTold(page, since))];
  const fills = new Map<string, Fill>();
  const hears = (personId: string) => hearsOf(incident, personId);
  for (const step of steps.filter(({ status }) => status === 'planned').sort(bySending)) {
    const recipients = recipientsOf(who, step.role, step.teamId, now, step.mode);
    const at = later(step.sendAt, now);
    const facts = { incident, conditions, recipients, hears, told, early: false, now: at };
    const decision = decideStep(step, facts);
    fills.set(step.id, { ...recipients, decision });
    if (decision.kind !== 'send') continue;
    const { role, teamId } = step;
    told.push(...decision.personIds.map((personId) => ({ personId, role, teamId, mode: decision.mode })));
  }
  return fills;
}

/**
 * Everybody an incident has to do with, each once: whoever is at work, whoever is paged and silent, whom the plan will tell
 * and whom it has told. Somebody who was added or given a role is a responder at once and is paged: until they acknowledge
 * they do not stand with those at work. A place of the plan that nobody fills is a line as well (ESC-3).
 */
export function involvedPeople(given: PeopleFacts): InvolvedPerson[] {
  const facts: Known = { ...given, fills: fillsOf(given) };
  const { incident, pages, steps } = facts;
  const open = pages.filter(({ status }) => status === 'open');
  const ids = new Set([
    ...Object.values(incident.roles),
    ...incident.responderIds,
    ...open.flatMap((page) => [...peopleOf(page)]),
    ...pages.flatMap(({ attempts }) => attempts.map(({ personId }) => personId)),
    ...steps.flatMap((step) => holdersOf(step, facts)),
    ...[...facts.turns.values()].flatMap(({ personIds, others }) => [...personIds, ...others]),
  ]);
  const people = [...ids].map((id) => involved(id, facts, open));
  return [...people, ...unfilled(facts, open)].sort(
    (a, b) => ORDER.indexOf(a.standing) - ORDER.indexOf(b.standing) || compare(a, b, incident),
  );
}

const ORDER: readonly Standing[] = ['responding', 'paged', 'upcoming', 'unfilled', 'notified'];

function compare(a: InvolvedPerson, b: InvolvedPerson, incident: Incident): number {
  if (a.standing === 'responding') return rank(a, incident) - rank(b, incident);
  const time = ({ upcoming, contacts }: InvolvedPerson) => upcoming[0]?.at ?? contacts[0]?.at;
  const [first, second] =
    a.standing === 'upcoming' ? [time(a), time(b)] : [a.contacts[0]?.at, b.contacts[0]?.at];
  return first && second ? Temporal.Instant.compare(first, second) : 0;
}

/** The commander, those with another role, then in the order in which they came. */
function rank({ personId }: InvolvedPerson, incident: Incident): number {
  if (personId === commanderOf(incident)) return -2;
  return Object.values(incident.roles).includes(personId ?? '')
    ? -1
    : incident.responderIds.indexOf(personId ?? '');
}

function involved(id: string, facts: Known, open: readonly Page[]): InvolvedPerson {
  const asking = open.filter((page) => peopleOf(page).has(id));
  const steps = facts.steps.filter((step) => holdersOf(step, facts).includes(id));
  const contacts = [...pageContacts(id, facts.pages), ...noticeContacts(id, facts)].sort((a, b) =>
    Temporal.Instant.compare(a.at, b.at),
  );
  const upcoming = upcomingOf(id, facts, open);
  const named = facts.incident.responderIds.includes(id) || Object.values(facts.incident.roles).includes(id);
  const standing: Standing =
    asking.length > 0
      ? 'paged'
      : named && !isSilent(id, facts)
        ? 'responding'
        : named || contacts.length > 0 || steps.some(({ status }) => status === 'sent')
          ? 'notified'
          : 'upcoming';
  const gaps = steps.filter((step) => facts.fills.get(step.id)?.gap === true);
  return {
    id: `person:${id}`,
    personId: id,
    standing,
    parts: partsOf(id, facts, steps),
    acknowledgedAt: asking.length > 0 ? null : acknowledgedAt(id, facts),
    contacts,
    upcoming,
    pageIds: asking.map((page) => page.id),
    stepIds: steps.map((step) => step.id),
    unavailable: gaps.flatMap((step) => missing(step, facts)),
    gap: gaps.length > 0,
  };
}

/**
 * Who was told by a step, or fills its place when it is due; nobody for one that was left out, or would be. Whoever knows by
 * then and is not told once more fills it all the same: a role that nobody seems to have would send somebody looking.
 */
function holdersOf(step: Step, { fills }: Known): readonly string[] {
  if (step.status === 'sent') return step.personIds;
  const fill = fills.get(step.id);
  if (fill === undefined) return [];
  const { decision } = fill;
  const counts = decision.kind === 'send' || (decision.kind === 'skip' && decision.reason === 'already_told');
  return counts ? fill.personIds : [];
}

const missing = (step: Step, { who, now }: PeopleFacts): readonly Unavailable[] =>
  unavailableFor(who, step.role, step.teamId, now, step.mode);

function partsOf(id: string, facts: Known, steps: readonly Step[]): Part[] {
  const { incident } = facts;
  const roles = Object.entries(incident.roles).flatMap(([role, holder]) => (holder === id ? [role] : []));
  const parts: Part[] = roles
    .sort((a, b) => Number(b === COMMANDER) - Number(a === COMMANDER))
    .map((role) => ({ kind: 'role', role }));
  const onCall = facts.teamIds.flatMap((teamId) =>
    activeLevels(facts.who, teamId, facts.now).flatMap(({ level, people }) =>
      people.includes(id) ? [{ teamId, level }] : [],
    ),
  );
  const paged = facts.pages.flatMap(({ target, attempts }) =>
    target.kind === 'team'
      ? attempts.flatMap(({ personId, level }) => (personId === id ? [{ teamId: target.teamId, level }] : []))
      : [],
  );
  for (const { teamId, level } of [...onCall, ...paged])
    if (!parts.some((part) => part.kind === 'on_call' && part.teamId === teamId))
      parts.push({ kind: 'on_call', teamId, level });
  for (const step of steps) {
    if (step.role === 'on_call_engineer' && parts.some(({ kind }) => kind === 'on_call')) continue;
    if (parts.some((part) => part.kind !== 'responder' && 'role' in part && part.role === step.role))
      continue;
    const via = step.status === 'planned' ? (facts.fills.get(step.id)?.via ?? null) : step.via;
    parts.push({ kind: 'step', role: step.role, teamId: step.teamId, via });
  }
  if (incident.responderIds.includes(id) && !parts.some(({ kind }) => kind === 'role'))
    parts.push({ kind: 'responder' });
  return parts;
}

/** What says whether somebody has answered. */
type AnswerFacts = Pick<PeopleFacts, 'incident' | 'pages' | 'answers'>;

/** When they said that they have it. What they said before the acknowledgement lapsed is old: they may have gone home. */
function acknowledgedAt(id: string, { incident, pages, answers: { since } }: AnswerFacts): Instant | null {
  const { acknowledgedBy, acknowledgedAt: first } = incident;
  if (first !== null && acknowledgedBy?.kind === 'person' && acknowledgedBy.personId === id) return first;
  const own = pages.flatMap(({ status, endedBy, endedAt }) =>
    status === 'acknowledged' && endedBy === id && endedAt !== null && !(since && isBefore(endedAt, since))
      ? [endedAt]
      : [],
  );
  return own.sort(Temporal.Instant.compare).at(-1) ?? null;
}

/**
 * Whether nobody knows that they are at work: they have left, or were paged, never answered, and their page was ended by
 * another or by hand. Whoever was never asked is there by their own will, or by somebody's word.
 */
const isSilent = (id: string, facts: PeopleFacts): boolean =>
  facts.who.directory.people.get(id)?.active !== true || hasNotAnswered(id, facts);

/** They were paged, and nothing says that they have heard it. */
export const hasNotAnswered = (id: string, facts: AnswerFacts): boolean =>
  facts.pages.some(({ attempts }) => attempts.some(({ personId }) => personId === id)) &&
  acknowledgedAt(id, facts) === null &&
  !facts.answers.came.has(id);

const OUTCOMES = {
  pending: 'waiting',
  handed: 'sent',
  delivered: 'delivered',
  failed: 'failed',
  not_sent: 'stopped',
} as const;

const pageContacts = (id: string, pages: readonly Page[]): Contact[] =>
  pages
    .flatMap(({ attempts }) => attempts)
    .filter(({ personId }) => personId === id)
    .map(({ at, channel, messageId, outcome, reason }) => ({
      ...{ mode: 'page' as const, at, channel, messageId, reason },
      state: OUTCOMES[outcome],
    }));

const noticeContacts = (id: string, { notices }: PeopleFacts): Contact[] =>
  notices
    .filter(({ personId }) => personId === id)
    .map((message) => ({
      mode: 'inform',
      at: message.handedAt ?? message.queuedAt,
      channel: message.channel,
      messageId: message.id,
      state: noticeState(message),
      reason: message.state === 'accepted' || message.state === 'delivered' ? null : message.reason,
    }));

function noticeState({ state }: NoticeMessage): ContactState {
  switch (state) {
    case 'accepted':
      return 'sent';
    case 'delivered':
      return 'delivered';
    case 'retrying':
      return 'trying';
    case 'dead':
    case 'suppressed':
      return 'failed';
    case 'stopped':
      return 'stopped';
    case 'queued':
    case 'sending':
      return 'waiting';
  }
}

function upcomingOf(id: string, facts: Known, open: readonly Page[]): Upcoming[] {
  const planned = facts.steps.flatMap((step): Upcoming[] => {
    const decision = facts.fills.get(step.id)?.decision;
    if (decision?.kind !== 'send' || !decision.personIds.includes(id)) return [];
    return [{ mode: decision.mode, at: step.sendAt, stepId: step.id, again: false }];
  });
  const turns = open.flatMap((page): Upcoming[] => {
    const turn = facts.turns.get(page.id);
    if (turn?.personIds.includes(id)) {
      const again = page.attempts.some(({ personId }) => personId === id);
      return [{ mode: 'page', at: turn.at, stepId: null, again }];
    }
    return turn?.others.includes(id)
      ? [{ mode: facts.othersMode, at: turn.at, stepId: null, again: false }]
      : [];
  });
  // Two pages that ask the same person at the same time ask once.
  const [turn] = turns.sort((a, b) => Temporal.Instant.compare(a.at, b.at));
  return [...planned, ...(turn === undefined ? [] : [turn])].sort((a, b) =>
    Temporal.Instant.compare(a.at, b.at),
  );
}

const isLeftEmpty = (fill: Fill | undefined): boolean =>
  fill?.decision.kind === 'skip' && fill.decision.reason === 'nobody_holds_role';

/** Places of the plan and pages of teams that find nobody. */
function unfilled(facts: Known, open: readonly Page[]): InvolvedPerson[] {
  const nobody = {
    personId: null,
    acknowledgedAt: null,
    contacts: [],
    upcoming: [],
    pageIds: [],
    stepIds: [],
  };
  const steps = facts.steps
    .filter(
      (step) =>
        (step.status === 'planned' && isLeftEmpty(facts.fills.get(step.id))) ||
        (step.status === 'skipped' && step.reason === 'nobody_holds_role') ||
        (step.status === 'sent' && step.personIds.length === 0 && step.mode === 'inform'),
    )
    .map((step): InvolvedPerson => {
      const planned = step.status === 'planned';
      return {
        ...nobody,
        id: `step:${step.id}`,
        standing: planned ? 'upcoming' : 'unfilled',
        parts: [{ kind: 'step', role: step.role, teamId: step.teamId, via: null }],
        upcoming: planned ? [{ mode: step.mode, at: step.sendAt, stepId: step.id, again: false }] : [],
        stepIds: [step.id],
        unavailable: missing(step, facts),
        gap: true,
      };
    });
  const pages = open
    .filter((page) => peopleOf(page).size === 0)
    .map(
      (page): InvolvedPerson => ({
        ...nobody,
        id: `page:${page.id}`,
        standing: 'paged',
        parts:
          page.target.kind === 'team' ? [{ kind: 'on_call', teamId: page.target.teamId, level: null }] : [],
        pageIds: [page.id],
        unavailable: [],
        gap: true,
      }),
    );
  return [...steps, ...pages];
}
