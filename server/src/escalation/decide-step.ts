import { type Incident, isOpen } from '../incidents/index.ts';
import { type Instant, isAtOrBefore, isBefore, plusSeconds } from '../kernel/index.ts';
import type { ConditionFacts } from '../policy/index.ts';
import type { Recipients } from './decide-recipients.ts';
import { conditionsHold } from './decide-replan.ts';
import type { StepReason } from './entries/index.ts';
import { type Late, type Mode, modeRank, type Step, type Via } from './model.ts';

/** "Immediately" is a matter of seconds; only after this long has it to be explained. */
const IMMEDIATELY_SECONDS = 30;

/** Somebody who has heard of the incident, and as what. */
export interface Told {
  readonly personId: string;
  readonly role: string;
  readonly teamId: string | null;
  readonly mode: Mode;
}

export type StepDecision =
  | { readonly kind: 'wait' }
  | {
      readonly kind: 'cancel';
      readonly reason: Extract<StepReason, 'resolved_before_due' | 'merged'>;
    }
  | {
      readonly kind: 'skip';
      readonly reason: Extract<
        StepReason,
        'condition_not_met' | 'already_told' | 'nobody_holds_role' | 'drill'
      >;
      readonly personIds: readonly string[];
    }
  | {
      readonly kind: 'send';
      /** A page planned before the acknowledgement only informs after it (IMM-1: paging stops). */
      readonly mode: Mode;
      readonly personIds: readonly string[];
      /** Who holds the role too but has heard already. */
      readonly alreadyTold: readonly string[];
      readonly via: Via | null;
      /** The team whose on-call levels are walked; null when people are told by name. */
      readonly team: string | null;
      readonly late: Late | null;
      readonly early: boolean;
    };

export interface StepFacts {
  readonly incident: Pick<Incident, 'status' | 'acknowledgedAt'>;
  readonly conditions: ConditionFacts;
  readonly recipients: Recipients;
  /** Whether somebody is told at all: in a drill only those who take part are (TRA-2). Left out: everyone is. */
  readonly hears?: (personId: string) => boolean;
  readonly told: readonly Told[];
  /** A commander wants it now, before its time (ESC-1). */
  readonly early: boolean;
  readonly now: Instant;
}

/** What becomes of a planned step now: at its wake-up, after an outage, or when somebody sends it early. */
export function decideStep(step: Step, facts: StepFacts): StepDecision {
  const { incident, now } = facts;
  if (step.status !== 'planned') return { kind: 'wait' };
  if (incident.status === 'merged') return { kind: 'cancel', reason: 'merged' };
  if (!isOpen(incident.status)) return { kind: 'cancel', reason: 'resolved_before_due' };
  const due = isAtOrBefore(step.sendAt, now);
  if (!due && !facts.early) return { kind: 'wait' };
  if (!conditionsHold(step, facts.conditions))
    return { kind: 'skip', reason: 'condition_not_met', personIds: [] };
  const { personIds: all, via, team } = facts.recipients;
  if (all.length === 0) return { kind: 'skip', reason: 'nobody_holds_role', personIds: [] };
  const personIds = all.filter(facts.hears ?? (() => true));
  // Who would be told is on the record all the same: that is what a drill is there to show.
  if (personIds.length === 0) return { kind: 'skip', reason: 'drill', personIds: all };
  const mode = modeNow(step, incident.acknowledgedAt);
  // A team's page has levels beyond those who have heard, so it is started even when the first of them has.
  const pagesTeam = mode === 'page' && team !== null;
  const alreadyTold = pagesTeam ? [] : personIds.filter((id) => hasHeard(id, step, mode, facts.told));
  if (alreadyTold.length === personIds.length)
    return { kind: 'skip', reason: 'already_told', personIds: alreadyTold };
  return {
    kind: 'send',
    mode,
    personIds: personIds.filter((id) => !alreadyTold.includes(id)),
    alreadyTold,
    via,
    team: pagesTeam ? team : null,
    late: lateness(step, now),
    early: !due,
  };
}

const modeNow = (step: Step, acknowledgedAt: Instant | null): Mode =>
  step.mode === 'page' && acknowledgedAt !== null && isAtOrBefore(step.plannedAt, acknowledgedAt)
    ? 'inform'
    : step.mode;

/**
 * One person in two roles hears once. The same role a second time is another matter: two lines of the matrix for one role
 * are a reminder that the policy wants.
 */
const hasHeard = (personId: string, step: Step, mode: Mode, told: readonly Told[]): boolean =>
  told.some(
    (before) =>
      before.personId === personId &&
      modeRank(before.mode) >= modeRank(mode) &&
      (before.role !== step.role || before.teamId !== step.teamId),
  );

function lateness(step: Step, now: Instant): Late | null {
  if (step.lateBecause !== null) return step.lateBecause;
  const grace = step.due === 'immediately' ? IMMEDIATELY_SECONDS : 0;
  return isBefore(plusSeconds(step.deadline, grace), now) ? 'outage' : null;
}

/**
 * Whether all immediate steps have been handed to a channel (IMM-4). Not where nobody is to be told at once: a tick would
 * say that somebody was told. A role that nobody holds is no notification, one that had heard already is.
 */
export function stakeholdersNotified(
  steps: readonly Pick<Step, 'due' | 'status' | 'reason' | 'handedAt'>[],
): boolean {
  const immediate = steps.filter(({ due, status }) => due === 'immediately' && status !== 'cancelled');
  return (
    immediate.length > 0 &&
    immediate.every(
      ({ status, reason, handedAt }) =>
        handedAt !== null || (status === 'skipped' && reason !== 'nobody_holds_role'),
    )
  );
}

/**
 * Whether steps due immediately that a plan adds have a time of their own (IMM-4): all of before had been sent, or there were none,
 * as when a P4 is raised an hour later. What was to be sent before and was not stays late.
 * @param before the steps of the plan before; null with the first plan, which is measured from detection
 */
export function notifyingBegins(
  before: readonly Pick<Step, 'due' | 'status'>[] | null,
  notifiedAt: Instant | null,
): boolean {
  if (before === null) return false;
  return (
    notifiedAt !== null || !before.some(({ due, status }) => due === 'immediately' && status !== 'cancelled')
  );
}

const REPLACED: ReadonlySet<string> = new Set(['superseded', 'reclassified', 'systems_changed']);

/** Whether a new plan took the place of this step: it is on the record, and the plan shows what stands. */
export const isReplaced = (step: Step, steps: readonly Step[]): boolean =>
  step.status === 'cancelled' &&
  (REPLACED.has(step.reason ?? '') ||
    steps.some(
      ({ role, teamId, generation }) =>
        role === step.role && teamId === step.teamId && generation > step.generation,
    ));
