import type { Policy } from './decide-compile.ts';
import type { Condition, RoleName, Severity } from './model-matrix.ts';
import { SEVERITIES } from './model-matrix.ts';

/** The entry a person wrote under `key`, never one that every object inherits (`constructor`). */
export const own = <T>(record: Readonly<Record<string, T>>, key: string): T | undefined =>
  Object.hasOwn(record, key) ? record[key] : undefined;

/** The facts of an incident that a matrix step may ask about. */
export interface ConditionFacts {
  readonly customerFacing: boolean;
  readonly acknowledged: boolean;
  /** A person has confirmed or set the severity. */
  readonly confirmed: boolean;
  readonly mitigating: boolean;
}

/** Whether one condition holds. */
function holds(condition: Condition, facts: ConditionFacts): boolean {
  switch (condition) {
    case 'customer_facing':
      return facts.customerFacing;
    case 'acknowledged':
      return facts.acknowledged;
    case 'confirmed':
      return facts.confirmed;
    case 'mitigating':
      return facts.mitigating;
  }
}

/** The condition that keeps a step back right now, and by which word it does; null when none does. */
export function stepExcluded(
  step: { readonly when?: Condition | null; readonly unless?: Condition | null },
  facts: ConditionFacts,
): { readonly condition: Condition; readonly because: 'when' | 'unless' } | null {
  if (step.when && !holds(step.when, facts)) return { condition: step.when, because: 'when' };
  if (step.unless && holds(step.unless, facts)) return { condition: step.unless, because: 'unless' };
  return null;
}

/** Answers to the criteria questions: criterion id to yes (true) or no. Unanswered questions are left out. */
export type CriteriaAnswers = Readonly<Record<string, boolean>>;

/**
 * The suggested severity (SEV-1): the highest level with a "yes". Null when nothing was answered with yes: then
 * nothing is suggested rather than guessed.
 */
export function suggestSeverity(policy: Policy, answers: CriteriaAnswers): Severity | null {
  return (
    SEVERITIES.find((level) => policy.severities[level].criteria.some(({ id }) => answers[id] === true)) ??
    null
  );
}

/**
 * The severity of a monitor's own word (SEV-1 for alerts); unknown or absent words get the default. Of several, as an alert
 * that stands for many has them ("warning, critical"), the worst counts.
 */
export function severityForWord(policy: Policy, word: string | null | undefined): Severity {
  const { severityLabels, defaultSeverity } = policy.detection;
  const one = (text: string): Severity | undefined => own(severityLabels, text.trim().toLowerCase());
  const whole = word ?? '';
  const said = one(whole);
  if (said !== undefined) return said;
  const each = whole.split(',').map((part) => one(part) ?? defaultSeverity);
  return SEVERITIES.find((level) => each.includes(level)) ?? defaultSeverity;
}

/**
 * The roles that stand in for `role` when neither its holder nor a deputy can be reached, nearest first: the role's own
 * fallbacks, theirs, and at last the policy's. `role` itself is never among them and none comes twice (ESC-3).
 */
export function fallbackRoles(policy: Policy, role: RoleName): readonly RoleName[] {
  const found = new Set<RoleName>();
  const queue = [...(own(policy.roles, role)?.fallback ?? []), ...policy.fallback];
  for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
    if (next === role || found.has(next)) continue;
    found.add(next);
    queue.splice(0, 0, ...(own(policy.roles, next)?.fallback ?? []));
  }
  return [...found];
}
