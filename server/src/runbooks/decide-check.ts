import { readYaml, zodProblems } from '../policy/index.ts';
import { boundIn, filledAs, placeholdersIn, type Values } from './decide-fill.ts';
import type { RunbookProblem } from './model.ts';
import {
  type AskedCheck,
  CHECK_NAMES,
  type CheckKind,
  type CheckResult,
  checkText,
  type DatabaseCheck,
  KEPT,
  type RunbookCheck,
} from './model-check.ts';

const DEFAULT_NAMES: Readonly<Record<Exclude<CheckKind, 'database'>, string>> = {
  sql: 'Query',
  prometheus: 'Prometheus query',
  http: 'HTTP request',
};

const QUOTING = { database: 'sql', sql: 'sql', prometheus: 'promql', http: 'url' } as const;

/** Reads what stands in a block of the language `check`. @param line of its first line, for what is wrong with it */
export function readCheck(
  yaml: string,
  line: number,
): { readonly check: RunbookCheck | null; readonly problems: readonly RunbookProblem[] } {
  const wrong = (at: number, message: string): RunbookProblem => ({ level: 'error', line: at, message });
  const source = readYaml(yaml, { maxBytes: 16_384, maxDepth: 4, maxTokens: 4_000 });
  if (!source.ok)
    return { check: null, problems: source.error.map((each) => wrong(line + each.line - 1, each.message)) };
  const parsed = checkText.safeParse(source.value.data ?? {});
  if (!parsed.success)
    return {
      check: null,
      problems: zodProblems(parsed.error, source.value).map((each) =>
        wrong(line + each.line - 1, each.path === '' ? each.message : `${each.path}: ${each.message}`),
      ),
    };
  const { data } = parsed;
  const kind: CheckKind =
    data.database !== undefined
      ? 'database'
      : data.sql !== undefined
        ? 'sql'
        : data.prometheus !== undefined
          ? 'prometheus'
          : 'http';
  const text = data[kind] ?? '';
  const name = data.name ?? (kind === 'database' ? CHECK_NAMES[text as DatabaseCheck] : DEFAULT_NAMES[kind]);
  const problems = placeholdersIn(text, QUOTING[kind]).flatMap(({ name: value, quoted }) => [
    ...(value === null ? [wrong(line, `"${name}" has a placeholder that Tocsin does not know.`)] : []),
    ...(quoted && kind !== 'http'
      ? [
          wrong(
            line,
            `"${name}" quotes {{ ${value ?? '…'} }}. Values are bound or quoted already: remove the quotes.`,
          ),
        ]
      : []),
  ]);
  const { connector = null, look = null, bad = null, timeout } = data;
  return { check: { kind, name, text, connector, look, bad, timeoutMs: timeout * 1000 }, problems };
}

/** A check with the incident's values; those that it does not have, by name, when it cannot be asked without. */
export function askedOf(
  check: RunbookCheck,
  values: Values,
): { readonly asked: AskedCheck } | { readonly missing: readonly string[] } {
  const { kind, text, name, connector, look, bad, timeoutMs } = check;
  const common = { name, connector, look, bad, timeoutMs };
  if (kind === 'database') return { asked: { ...common, kind, check: text as DatabaseCheck } };
  if (kind === 'sql') {
    const { missing, ...bound } = boundIn(text.replace(/[;\s]+$/, ''), values);
    return missing.length > 0 ? { missing } : { asked: { ...common, kind, ...bound } };
  }
  const filled = filledAs(kind === 'http' ? 'url' : 'promql', text, values);
  if (filled.missing.length > 0) return { missing: filled.missing };
  return {
    asked: kind === 'http' ? { ...common, kind, url: filled.text } : { ...common, kind, query: filled.text },
  };
}

export const lacking = (missing: readonly string[]): CheckResult => ({
  verdict: 'unable',
  sentence: `The incident has no value for ${missing.join(', ')}, and the check names no default.`,
  table: null,
});

/** In place of a result that the log does not take: the check must not be asked again and again because of it. */
export const NOT_RECORDED: CheckResult = {
  verdict: 'unable',
  sentence: 'The check ran, but what it found could not be recorded.',
  table: null,
};

/** @param named the connector that the check names */
export const noConnector = (named: string | null): CheckResult => ({
  verdict: 'unable',
  sentence:
    named === null
      ? 'No connector for this check belongs to the affected systems. Choose the systems of one under Settings, Connectors.'
      : `The connector "${named}" that the check names does not exist.`,
  table: null,
});

/** Control characters and what turns text around: nobody sees them, and a database gives back what somebody wrote into it. */
const INVISIBLE = /[\p{Cc}\p{Cf}\u2028\u2029]+/gu;
const short = (text: string, most: number): string => {
  const clean = text.toWellFormed().replaceAll(INVISIBLE, ' ').trim();
  // Half an emoji could not be written down.
  return clean.length <= most ? clean : `${clean.slice(0, most - 1).toWellFormed()}…`;
};

/** What of a result goes on the record. */
export function kept({ verdict, sentence, table }: CheckResult): CheckResult {
  return {
    verdict,
    sentence: short(sentence, KEPT.sentence),
    table: table && {
      columns: table.columns.slice(0, KEPT.columns).map((each) => short(each, 60)),
      rows: table.rows
        .slice(0, KEPT.rows)
        .map((row) =>
          row.slice(0, KEPT.columns).map((cell) => (cell === null ? null : short(cell, KEPT.chars))),
        ),
      more: table.more || table.rows.length > KEPT.rows,
    },
  };
}
