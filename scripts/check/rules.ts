import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { checkSuppressions, checkTests } from './habits.ts';
import { checkCycles, checkLayers } from './layers.ts';
import { checkMigrations, checkOnePlaceEach, checkPurity } from './purity.ts';
import { checkSizes, medianLines } from './sizes.ts';
import { type Finding, readSources, type Source } from './source.ts';
import { checkSqlPlace, checkTableOwners } from './sql.ts';

const rules = [
  checkCycles,
  checkLayers,
  checkPurity,
  checkSqlPlace,
  checkTableOwners,
  checkOnePlaceEach,
  checkSizes,
  checkSuppressions,
  checkTests,
];

/**
 * Everything wrong in `sources`. A line may be excused by `// allow(R8): why` on it or on the line above; the reason is
 * part of the syntax.
 */
export function findings(sources: readonly Source[]): Finding[] {
  const byPath = new Map(sources.map((source) => [source.path, source.text.split('\n')]));
  const excused = ({ rule, path, line }: Finding): boolean => {
    const text = byPath.get(path) ?? [];
    return [text[line - 1], text[line - 2]].some((row) => row?.match(/allow\((\w+)\): .{10}/)?.[1] === rule);
  };
  return rules.flatMap((rule) => rule(sources)).filter((finding) => !excused(finding));
}

/** Checks the repository at `root`; prints nothing. */
export function checkRepository(root: string): { readonly findings: Finding[]; readonly summary: string } {
  const sources = readSources(root);
  const folder = join(root, 'server/db/migrations');
  const migrations = (existsSync(folder) ? readdirSync(folder) : []).map((name) => ({
    path: `server/db/migrations/${name}`,
    text: readFileSync(join(folder, name), 'utf8'),
  }));
  const longest = Math.max(0, ...sources.map((source) => source.lines));
  const summary = `${sources.length} files, median ${medianLines(sources)} lines, longest ${longest}`;
  return { findings: [...findings(sources), ...checkMigrations(migrations)], summary };
}
