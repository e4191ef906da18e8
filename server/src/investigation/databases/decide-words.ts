import { plural } from '../../kernel/index.ts';
import type { CheckResult, CheckTable, Limit, Verdict } from '../../runbooks/index.ts';

export type Row = Readonly<Record<string, string | null>>;

/** What a database answered, by the name of the query; null of one that it refused. */
export type Answers = Readonly<Record<string, readonly Row[] | null>>;

export interface Limits {
  readonly look: Limit | null;
  readonly bad: Limit | null;
}

export const above = (value: number): Limit => ({ side: 'above', value });

const passes = (value: number, limit: Limit | null): boolean =>
  limit !== null && (limit.side === 'above' ? value > limit.value : value < limit.value);

export const judge = (value: number, { look, bad }: Limits): Verdict =>
  passes(value, bad) ? 'bad' : passes(value, look) ? 'look' : 'ok';

const ORDER: readonly Verdict[] = ['ok', 'unable', 'look', 'bad'];
export const worst = (...verdicts: readonly Verdict[]): Verdict =>
  ORDER[Math.max(...verdicts.map((each) => ORDER.indexOf(each)))] ?? 'ok';

/** A number of a database's, which comes as text; null when it is none. */
export const numberOf = (text: string | null | undefined): number | null => {
  if (text === null || text === undefined || text.trim() === '') return null;
  const value = Number(text);
  return Number.isFinite(value) ? value : null;
};

/** `42 s`, `3 min 12 s`, `2 h 5 min`, `3 d 4 h`. */
export function spanWords(seconds: number): string {
  const whole = Math.max(0, Math.round(seconds));
  const two = (a: number, unit: string, b: number, small: string) =>
    b === 0 ? `${a} ${unit}` : `${a} ${unit} ${b} ${small}`;
  if (whole < 60) return `${whole} s`;
  if (whole < 3600) return two(Math.floor(whole / 60), 'min', whole % 60, 's');
  if (whole < 86_400) return two(Math.floor(whole / 3600), 'h', Math.floor((whole % 3600) / 60), 'min');
  return two(Math.floor(whole / 86_400), 'd', Math.floor((whole % 86_400) / 3600), 'h');
}

const UNITS = ['B', 'kB', 'MB', 'GB', 'TB', 'PB'] as const;
export function bytesWords(bytes: number): string {
  const power = Math.max(0, Math.min(UNITS.length - 1, Math.floor(Math.log10(Math.max(1, bytes)) / 3)));
  const value = bytes / 1000 ** power;
  return `${value >= 100 || power === 0 ? Math.round(value) : Math.round(value * 10) / 10} ${UNITS[power]}`;
}

export const GIGABYTE = 1e9;

/**
 * What a check that looks at sessions cannot see; null: nothing. Counted by PostgreSQL, refused by MySQL, not asked where it makes no
 * difference. What is hidden is not known to be well.
 */
export function hiddenWords(hidden: readonly Row[] | null | undefined): string | null {
  if (hidden === null) return 'The sessions of others are hidden from this user: grant it PROCESS.';
  const count = numberOf(hidden?.[0]?.sessions) ?? 0;
  if (count === 0) return null;
  return `${plural(count, 'session')} ${count === 1 ? 'is' : 'are'} hidden from this user: grant it pg_monitor.`;
}

const COMMENT = String.raw`--[^\n]*|\/\*[\s\S]*?(?:\*\/|$)`;
const NAME = '"(?:[^"]|"")*(?:"|$)';
/** Up to its end, to a backslash, or to where the query was cut off. */
const TEXT = String.raw`'(?:[^'\\]|'')*(?:['\\]|$)`;
/** What matters from left to right: whatever begins first, begins. */
const TOKENS = {
  postgresql: new RegExp(
    String.raw`${NAME}|${COMMENT}|\$((?:[\p{L}_][\p{L}\p{N}_]*)?)\$[\s\S]*?(?:\$\1\$|$)|${TEXT}`,
    'gu',
  ),
  mysql: new RegExp(
    String.raw`\x60[^\x60]*(?:\x60|$)|#[^\n]*|${COMMENT}|"(?:[^"\\]|"")*(?:["\\]|$)|${TEXT}`,
    'gu',
  ),
};
const NUMBER = /(?<![\w.$])-?(?:0[xob][\da-f_]+|(?:\d[\d_]*(?:\.\d*)?|\.\d+)(?:e[+-]?\d+)?)(?!\w)/gi;

/**
 * A query without what stands in it: names of customers, and now and then a password, are not for the record. To MySQL a double
 * quote is one like the others, and a hash begins a comment.
 */
export function withoutValues(
  query: string | null | undefined,
  kind: 'postgresql' | 'mysql' = 'postgresql',
): string {
  const text = query ?? '';
  let plain = '';
  let from = 0;
  let cut = false;
  for (const { 0: token, index } of text.matchAll(TOKENS[kind])) {
    plain += text.slice(from, index).replaceAll(NUMBER, '?');
    from = index + token.length;
    const isName = token.startsWith('`') || (token.startsWith('"') && kind === 'postgresql');
    const isComment = /^(?:--|#|\/\*)/.test(token);
    plain += isName ? token : isComment ? ' ' : '?';
    // Whether a backslash escapes a quote depends on settings that nobody here knows, and where a comment in a comment ends, on the
    // server: from there on nothing is kept.
    cut = (!isName && !isComment && token.endsWith('\\')) || /^\/\*[\s\S]*\/\*/.test(token);
    if (cut) break;
  }
  if (!cut) plain += text.slice(from).replaceAll(NUMBER, '?');
  const short = plain.replaceAll(/\s+/g, ' ').trim().slice(0, 160).toWellFormed();
  return cut ? `${short} …` : short;
}

export const table = (
  columns: readonly string[],
  rows: readonly (readonly (string | null)[])[],
): CheckTable | null => (rows.length === 0 ? null : { columns, rows, more: false });

export const result = (verdict: Verdict, sentence: string, shown: CheckTable | null): CheckResult => ({
  verdict,
  sentence,
  table: shown,
});
