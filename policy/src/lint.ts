import type { Result } from '@tocsin/kernel';
import { calendarRules } from './lint-calendar.ts';
import { dueRules } from './lint-due.ts';
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
  ...dueRules,
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

/** More are not read by anybody, and finding the place of each costs. */
const MOST_PROBLEMS = 200;

function problemsOf({ policy, source }: ParsedPolicy, facts: LintFacts | null): PolicyProblem[] {
  const problems: PolicyProblem[] = [];
  // Errors first: what stops publication must not be crowded out by what is only worth a look.
  const rules = [...LINT_RULES].sort((a, b) => a.level.localeCompare(b.level));
  for (const { code, level, check } of rules) {
    const room = MOST_PROBLEMS - problems.length;
    if (room <= 0) break;
    for (const { path, message, suggestion, within } of check({ policy, raw: source.data, facts }).slice(
      0,
      room,
    ))
      problems.push({
        code,
        level,
        message,
        suggestion,
        path: path.join('.'),
        ...(within ? source.placeIn(path, within) : source.place(path)),
      });
  }
  return problems;
}

/** Reads a policy and holds it to every rule; problems come in the order of the text, at most 200 of them. */
export function lintPolicy(yamlText: string, facts: LintFacts | null): LintReport {
  const parsed: Result<ParsedPolicy, readonly PolicyProblem[]> = parsePolicySource(yamlText);
  const problems = parsed.ok ? problemsOf(parsed.value, facts) : [...parsed.error];
  return {
    publishable: problems.every(({ level }) => level !== 'error'),
    problems: problems.sort(byPlace),
  };
}
