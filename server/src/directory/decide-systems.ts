import { compilePattern, err, LONGEST_PATTERN, ok, type Pattern, type Result } from '../kernel/index.ts';
import type { DirectoryFacts, LabelCondition, Matcher, System } from './model.ts';

/** A system and the matcher of it (its index) that recognised the labels. */
export interface SystemMatch {
  readonly systemId: string;
  readonly matcher: number;
}

const WEIGHT = { equals: 3, in: 2, regex: 1 } as const;
const weightOf = (condition: LabelCondition): number =>
  'equals' in condition ? WEIGHT.equals : 'in' in condition ? WEIGHT.in : WEIGHT.regex;

/** Compiled patterns by source. Bounded: a directory has some hundred of them, an attacker cannot add any. */
const compiled = new Map<string, Pattern | undefined>();
function patternOf(source: string): Pattern | undefined {
  if (!compiled.has(source)) {
    if (compiled.size >= 2000) compiled.clear();
    const result = compilePattern(source);
    compiled.set(source, result.ok ? result.value : undefined);
  }
  return compiled.get(source);
}

const own = (labels: Readonly<Record<string, string>>, label: string): string | undefined =>
  Object.hasOwn(labels, label) ? labels[label] : undefined;

function holds(condition: LabelCondition, labels: Readonly<Record<string, string>>): boolean {
  const value = own(labels, condition.label);
  if (value === undefined) return false;
  if ('equals' in condition) return value === condition.equals;
  if ('in' in condition) return condition.in.includes(value);
  return patternOf(condition.regex)?.matches(value) === true;
}

/** Whether all conditions of a matcher hold; one without conditions matches nothing (it would swallow every alert). */
export const matches = (matcher: Matcher, labels: Readonly<Record<string, string>>): boolean =>
  matcher.length > 0 && matcher.every((condition) => holds(condition, labels));

/**
 * The system that an alert's labels speak of; undefined when none does. The most specific matcher wins: more
 * conditions before fewer, then exact values before lists before patterns, then the system's id and the matcher's
 * place, so that the answer never depends on the order in which systems were loaded. Archived systems match nothing.
 */
export function matchSystem(
  systems: Iterable<System>,
  labels: Readonly<Record<string, string>>,
): SystemMatch | undefined {
  let best: { match: SystemMatch; rank: readonly [number, number] } | undefined;
  for (const system of systems) {
    if (system.archived) continue;
    for (const [index, matcher] of system.matchers.entries()) {
      if (!matches(matcher, labels)) continue;
      const rank = [matcher.length, matcher.reduce((sum, item) => sum + weightOf(item), 0)] as const;
      const order =
        best === undefined
          ? 1
          : rank[0] - best.rank[0] ||
            rank[1] - best.rank[1] ||
            (system.id < best.match.systemId ? 1 : system.id > best.match.systemId ? -1 : 0);
      if (order > 0) best = { match: { systemId: system.id, matcher: index }, rank };
    }
  }
  return best?.match;
}

/** The team that gets what belongs to no system: the organisation's default, else the first one by id. */
export function defaultTeamOf(facts: Pick<DirectoryFacts, 'organisation' | 'teams'>): string | undefined {
  const { defaultTeam } = facts.organisation;
  if (defaultTeam !== null && facts.teams.get(defaultTeam)?.archived === false) return defaultTeam;
  return [...facts.teams.values()]
    .filter((team) => !team.archived)
    .map((team) => team.id)
    .sort()[0];
}

/** Checks a pattern a user wrote; the error is a sentence for them. */
export function checkPattern(source: string): Result<string, string> {
  const result = compilePattern(source.slice(0, LONGEST_PATTERN + 1));
  return result.ok ? ok(source) : err(result.error);
}

/**
 * A way round in "depends on", as the ids in order with the first repeated at the end; undefined when there is none.
 * Written without recursion: a chain may be as long as the directory.
 */
export function dependencyCycle(dependsOn: ReadonlyMap<string, readonly string[]>): string[] | undefined {
  const done = new Set<string>();
  for (const root of [...dependsOn.keys()].sort()) {
    if (done.has(root)) continue;
    const trail: { id: string; next: number }[] = [{ id: root, next: 0 }];
    const open = new Set([root]);
    for (let top = trail.at(-1); top !== undefined; top = trail.at(-1)) {
      const following = dependsOn.get(top.id)?.[top.next++];
      if (following === undefined) {
        trail.pop();
        open.delete(top.id);
        done.add(top.id);
      } else if (open.has(following)) {
        const ids = trail.map((step) => step.id);
        return [...ids.slice(ids.indexOf(following)), following];
      } else if (!done.has(following)) {
        open.add(following);
        trail.push({ id: following, next: 0 });
      }
    }
  }
  return undefined;
}

/** A system and everything it depends on, nearest first, each once. */
export function withDependencies(
  systems: ReadonlyMap<string, Pick<System, 'dependsOn'>>,
  ids: readonly string[],
): readonly string[] {
  const found = new Set(ids);
  for (const id of found) for (const other of systems.get(id)?.dependsOn ?? []) found.add(other);
  return [...found];
}
