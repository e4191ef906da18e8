import type { CheckResult, StepCheck, WorkedRunbook, WorkedStep } from './api.ts';

/** Steps that are on the way: an optional one only when a finished step's way on led there, or somebody worked on it. */
const isOnTheWay = (step: WorkedStep): boolean => !step.optional || step.state !== 'open';

/** The first that nobody has finished; none when all are. */
export const currentStep = ({ steps }: Pick<WorkedRunbook, 'steps'>): WorkedStep | undefined =>
  steps.find((step) => isOnTheWay(step) && step.state === 'open');

/** "2 of 5 steps", those that only a branch leads to left out until they are worked on. */
export function progressWords({ steps }: Pick<WorkedRunbook, 'steps'>): string {
  const counted = steps.filter(isOnTheWay);
  return `${counted.filter(({ state }) => state !== 'open').length} of ${counted.length} steps`;
}

const ORDER = ['ok', 'unable', 'look', 'bad'] as const;

/** What whoever looks at the list of steps should know: the worst that its checks found; null while none has run. */
export function worstOf(checks: readonly StepCheck[]): CheckResult['verdict'] | null {
  const found = checks.flatMap(({ results }) => results.map(({ verdict }) => ORDER.indexOf(verdict)));
  return found.length === 0 ? null : (ORDER[Math.max(...found)] ?? null);
}
