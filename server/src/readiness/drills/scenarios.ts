import { readdirSync, readFileSync } from 'node:fs';
import { Fault } from '../../kernel/index.ts';
import { readYaml, type SourceProblem, zodProblems } from '../../policy/index.ts';
import { type Scenario, scenarioSchema } from './model.ts';

const FOLDER = new URL('./scenarios/', import.meta.url);

export interface NamedScenario {
  readonly id: string;
  readonly source: string;
  readonly scenario: Scenario;
  readonly ships: boolean;
}

/** Reads a scenario as somebody wrote it. */
export function parseScenario(
  source: string,
): { readonly scenario: Scenario } | { readonly problems: readonly SourceProblem[] } {
  const read = readYaml(source);
  if (!read.ok) return { problems: read.error };
  const parsed = scenarioSchema.safeParse(read.value.data);
  return parsed.success ? { scenario: parsed.data } : { problems: zodProblems(parsed.error, read.value) };
}

/** @throws Fault `invalid` with each problem and its line */
export function readScenario(source: string): Scenario {
  const read = parseScenario(source);
  if ('scenario' in read) return read.scenario;
  const [first] = read.problems;
  throw new Fault(
    'invalid',
    'scenario_invalid',
    first === undefined ? 'The scenario cannot be read.' : `Line ${first.line}: ${first.message}`,
    read.problems.map(({ line, message }) => ({ path: 'source', message: `Line ${line}: ${message}` })),
  );
}

let shipped: readonly NamedScenario[] | undefined;

/** One for each of the runbook's types of incidents ("Common Incident Types"). */
export function shippedScenarios(): readonly NamedScenario[] {
  shipped ??= readdirSync(FOLDER)
    .filter((name) => name.endsWith('.yaml'))
    .sort()
    .map((name) => {
      const source = readFileSync(new URL(name, FOLDER), 'utf8');
      return { id: name.slice(0, -'.yaml'.length), source, scenario: readScenario(source), ships: true };
    });
  return shipped;
}
