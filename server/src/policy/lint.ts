import type { Result } from '../kernel/index.ts';
import { calendarRules } from './lint-calendar.ts';
import { matrixRules } from './lint-matrix.ts';
import { peopleRules } from './lint-people.ts';
import { processRules } from './lint-process.ts';
import type { LintFacts, LintRule } from './lint-rules.ts';
import { targetRules } from './lint-targets.ts';
import { templateRules } from './lint-templates.ts';
import { type ParsedPolicy, type PolicyProblem, parsePolicySource } from './parse.ts';

/** Every rule a policy is held to. */
export const LINT_RULES: readonly LintRule[] = [
  ...matrixRules,
  ...peopleRules,
  ...calendarRules,
  ...targetRules,
  ...templateRules,
  ...processRules,
];

export interface LintReport {
  /** Nothing in the way of publishing; there may be warnings. */
  readonly publishable: boolean;
  readonly problems: readonly PolicyProblem[];
}

const byPlace = (a: PolicyProblem, b: PolicyProblem): number =>
  a.line - b.line || a.column - b.column || a.code.localeCompare(b.code);

function problemsOf({ policy, source }: ParsedPolicy, facts: LintFacts | null): PolicyProblem[] {
  return LINT_RULES.flatMap((rule) =>
    rule.check({ policy, raw: source.data, facts }).map(({ path, message, suggestion }) => ({
      code: rule.code,
      level: rule.level,
      message,
      suggestion,
      path: path.join('.'),
      ...source.place(path),
    })),
  );
}

/** Reads a policy and holds it to every rule; problems come in the order of the text. */
export function lintPolicy(yamlText: string, facts: LintFacts | null): LintReport {
  const parsed: Result<ParsedPolicy, readonly PolicyProblem[]> = parsePolicySource(yamlText);
  const problems = parsed.ok ? problemsOf(parsed.value, facts) : [...parsed.error];
  return {
    publishable: problems.every(({ level }) => level !== 'error'),
    problems: problems.sort(byPlace),
  };
}
