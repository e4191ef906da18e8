import type { ReplannedStep } from '../incidents/index.ts';
import { type Instant, isAtOrBefore, isBefore } from '../kernel/index.ts';
import { type ConditionFacts, stepExcluded } from '../policy/index.ts';
import type { PlanCause, StepReason } from './entries/index.ts';
import { type LatePlan, modeRank, type PlannedStep, type Step } from './model.ts';

/** What a change of the incident makes of its ladder. */
export interface Replan {
  /** Rungs that stay as they are, with the new plan's step each stands for. */
  readonly keep: readonly { readonly step: Step; readonly wanted: PlannedStep }[];
  readonly cancel: readonly { readonly step: Step; readonly reason: StepReason }[];
  readonly add: readonly Addition[];
  /** Pages of the matrix that the new plan no longer asks for. */
  readonly stopPagesOf: readonly Step[];
}
interface Addition {
  readonly wanted: PlannedStep;
  /** Set when its deadline has passed already. */
  readonly lateBecause: LatePlan | null;
  /** The rung it takes the place of. */
  readonly replaces: Step | null;
}

export interface ReplanFacts {
  readonly cause: PlanCause;
  readonly conditions: ConditionFacts;
  /** Ids of steps whose pages were stopped without an answer: they no longer stand for a page. */
  readonly unanswered?: ReadonlySet<string>;
  readonly now: Instant;
}

/** Which reason the log gives for what is dropped. */
const droppedBecause: Readonly<Record<PlanCause, StepReason>> = {
  declared: 'superseded',
  severity_changed: 'reclassified',
  customer_facing_changed: 'superseded',
  systems_changed: 'systems_changed',
  type_changed: 'superseded',
  condition_changed: 'superseded',
  policy_moved: 'superseded',
  reopened: 'superseded',
  unanswered: 'superseded',
};

/**
 * Lays a new plan over the ladder (SEV-5): what was sent stays sent and stands for its step of the new plan; what is still
 * to come stays, moves or is cancelled; what is new is added, due at once where its time has passed. Steps are matched by
 * role and team, not by their line: "the engineering manager has heard" is what counts, not by which severity's line.
 */
export function replan(steps: readonly Step[], wanted: readonly PlannedStep[], facts: ReplanFacts): Replan {
  // The newest first: of a seat that was paged twice, the page that is open is the one that stands.
  const left = new Set(
    steps.filter(({ status }) => status !== 'cancelled').sort((a, b) => b.generation - a.generation),
  );
  const round =
    facts.cause === 'reopened'
      ? Number.POSITIVE_INFINITY
      : Math.max(
          0,
          ...steps.filter((step) => step.plannedBecause === 'reopened').map((step) => step.generation),
        );
  const keep: { step: Step; wanted: PlannedStep }[] = [];
  const cancel: { step: Step; reason: StepReason }[] = [];
  const add: Addition[] = [];
  const reason = droppedBecause[facts.cause];
  const take = (step: Step): Step => {
    left.delete(step);
    return step;
  };
  for (const want of wanted) {
    const candidates = [...left].filter((step) => sameSeat(step, want));
    const settled = candidates.find((step) =>
      step.generation < round ? isAtWork(step, want, facts) : standsFor(step, want, facts),
    );
    if (settled !== undefined) {
      keep.push({ step: take(settled), wanted: want });
      continue;
    }
    const planned = candidates.filter((step) => step.status === 'planned' && step.mode === want.mode);
    const before = planned.find((step) => step.policyStep === want.policyStep) ?? planned[0];
    if (before !== undefined && sameTimes(before, want)) {
      keep.push({ step: take(before), wanted: want });
      continue;
    }
    if (before !== undefined) cancel.push({ step: take(before), reason });
    add.push({ wanted: want, lateBecause: lateBecause(want, facts), replaces: before ?? null });
  }
  const dropped = [...left];
  for (const step of dropped) if (step.status === 'planned') cancel.push({ step, reason });
  const stopPagesOf = dropped.filter((step) => step.status === 'sent' && step.sentMode === 'page');
  return { keep, cancel, add, stopPagesOf };
}

/** Steps are one and the same rung by whom they tell. */
export const sameSeat = (a: PlannedStep, b: PlannedStep): boolean =>
  a.role === b.role && a.teamId === b.teamId;

/** True when an old rung has done, or knowingly not done, what the new step asks. */
function standsFor(step: Step, want: PlannedStep, facts: ReplanFacts): boolean {
  if (step.status === 'sent') {
    const paged = want.mode === 'page' && !facts.conditions.acknowledged;
    if (paged && (facts.cause === 'unanswered' || facts.unanswered?.has(step.id) === true)) return false;
    return modeRank(step.sentMode ?? step.mode) >= modeRank(want.mode) || step.mode === want.mode;
  }
  if (step.status !== 'skipped') return false;
  if (step.reason === 'already_told') return step.mode === want.mode;
  if (step.policyStep !== want.policyStep) return false;
  return step.reason === 'condition_not_met' ? !conditionsHold(want, facts.conditions) : true;
}

/**
 * What of the time before a reopening stands: whoever was told then believes it over, so the matrix begins anew. Only a
 * page is not repeated while somebody is at work.
 */
const isAtWork = (step: Step, want: PlannedStep, { conditions }: ReplanFacts): boolean =>
  step.status === 'sent' && want.mode === 'page' && conditions.acknowledged;

/** Whether the step's own conditions hold right now. */
export const conditionsHold = (
  step: Pick<PlannedStep, 'when' | 'unless'>,
  conditions: ConditionFacts,
): boolean => stepExcluded(step, conditions) === null;

const sameTimes = (a: PlannedStep, b: PlannedStep): boolean =>
  a.deadline.equals(b.deadline) &&
  a.sendAt.equals(b.sendAt) &&
  a.when === b.when &&
  a.unless === b.unless &&
  a.due === b.due;

function lateBecause(want: PlannedStep, { cause, now }: ReplanFacts): LatePlan | null {
  if (cause === 'declared' || !isBefore(want.deadline, now)) return null;
  // A page that begins anew is not late: it was sent in time, and what it is about now has just happened.
  if (cause === 'unanswered' && want.mode === 'page') return 'paged_again';
  return cause === 'severity_changed' || cause === 'unanswered' ? 'reclassified' : 'added_later';
}

/** The difference as it is shown before the change is confirmed. */
export function describeReplan(plan: Replan, now: Instant): ReplannedStep[] {
  const replaced = new Set(plan.add.flatMap(({ replaces }) => (replaces === null ? [] : [replaces.id])));
  const lines = [
    ...plan.keep.map(({ step, wanted }) =>
      step.status === 'planned'
        ? line(wanted, 'kept', step.sendAt, step.sendAt, now)
        : line(wanted, 'sent', null, step.settledAt, now),
    ),
    ...plan.add.map(({ wanted, replaces }) =>
      line(wanted, replaces === null ? 'added' : 'moved', wanted.sendAt, replaces?.sendAt ?? null, now),
    ),
    ...plan.cancel
      .filter(({ step }) => !replaced.has(step.id))
      .map(({ step }) => line(step, 'dropped', null, step.sendAt, now)),
  ];
  return lines.sort((a, b) => order(a) - order(b));
}

const order = (line: ReplannedStep): number => (line.sendAt ?? line.previousSendAt)?.epochMilliseconds ?? 0;

const line = (
  step: PlannedStep,
  change: ReplannedStep['change'],
  sendAt: Instant | null,
  previousSendAt: Instant | null,
  now: Instant,
): ReplannedStep => ({
  stepId: step.policyStep,
  roles: [step.role],
  mode: step.mode,
  change,
  sendAt,
  previousSendAt,
  dueNow: sendAt !== null && isAtOrBefore(sendAt, now),
});
