import { err, ok, type Result } from '@tocsin/kernel';
import { compilePolicy, type Policy } from './decide-compile.ts';
import { policySchema } from './model.ts';
import {
  readYaml,
  type SourceProblem,
  type YamlLimits,
  type YamlSource,
  zodProblems,
} from './yaml-source.ts';

/** Something wrong with a policy text: what, where, and (from lint) what to do about it. */
export interface PolicyProblem extends SourceProblem {
  readonly level: 'error' | 'warning';
  readonly suggestion?: string;
}

/** A policy together with the text it came from, for everything that has to point at a place. */
export interface ParsedPolicy {
  readonly policy: Policy;
  readonly source: YamlSource;
}

/**
 * How long a policy may be: sixteen times the shipped one, and three times its words. Whoever may read the policy may
 * have a text read, on the very process that pages, so that reading the worst one must not be noticed.
 */
const LIMITS: YamlLimits = { maxBytes: 262_144, maxDepth: 24, maxTokens: 15_000 };

const asErrors = (problems: readonly SourceProblem[]): PolicyProblem[] =>
  problems.map((problem) => ({ ...problem, level: 'error' }));

type Parsed = Result<ParsedPolicy, readonly PolicyProblem[]>;

/** The last texts and what they are: one request lints, compiles and compares the same text. */
const recent = new Map<string, Parsed>();
const RECENT = 4;

/** Reads and compiles a policy and keeps the places. All faults are reported at once, in the order of the text. */
export function parsePolicySource(yamlText: string): Parsed {
  const known = recent.get(yamlText);
  if (known) return known;
  const parsed = parse(yamlText);
  if (recent.size >= RECENT) recent.delete([...recent.keys()][0] ?? '');
  recent.set(yamlText, parsed);
  return parsed;
}

function parse(yamlText: string): Parsed {
  const source = readYaml(yamlText, LIMITS);
  if (!source.ok) return err(asErrors(source.error));
  if (source.value.data === null)
    return err(asErrors([{ code: 'empty', message: 'The policy is empty.', path: '', line: 1, column: 1 }]));
  const file = policySchema.safeParse(source.value.data);
  if (!file.success) {
    const problems = asErrors(zodProblems(file.error, source.value));
    return err(problems.sort((a, b) => a.line - b.line || a.column - b.column));
  }
  return ok({ policy: compilePolicy(file.data), source: source.value });
}

/** Reads and compiles a policy. Never throws on bad text: a running policy must survive any draft. */
export function parsePolicy(yamlText: string): Result<Policy, readonly PolicyProblem[]> {
  const parsed = parsePolicySource(yamlText);
  return parsed.ok ? ok(parsed.value.policy) : parsed;
}
