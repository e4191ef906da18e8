import { plural } from '../../kernel/index.ts';
import type { CheckResult, CheckTable, Limit, Verdict } from '../../runbooks/index.ts';
import type { DatabaseKind, Labelled } from '../connectors/model.ts';
import { judge, type Limits, numberOf, result, table, worst } from './decide-words.ts';

/** A query with its values where the database binds them. */
export const statementOf = (pieces: readonly string[], kind: DatabaseKind): string =>
  pieces
    .map((piece, at) =>
      at === pieces.length - 1 ? piece : `${piece}${kind === 'mysql' ? '?' : `$${at + 1}`}`,
    )
    .join('');

const isJudged = ({ look, bad }: Limits): boolean => look !== null || bad !== null;

/**
 * A query that people wrote. One value is judged as that number, anything else by how many rows there are. One value that is no
 * number is not taken for a row: a sum of nothing would be well.
 */
export function writtenQuery({ columns, rows, more }: CheckTable, rule: Limits): CheckResult {
  const shown = rows.length === 0 ? null : { columns, rows, more };
  if (rows.length !== 1 || columns.length !== 1 || more) {
    const verdict = !isJudged(rule)
      ? 'look'
      : more
        ? atLeast(rows.length + 1, rule)
        : judge(rows.length, rule);
    return result(verdict, `${more ? 'More than ' : ''}${plural(rows.length, 'row')}.`, shown);
  }
  const text = rows[0]?.[0] ?? null;
  const value = numberOf(text);
  if (value !== null)
    return result(
      isJudged(rule) ? judge(value, rule) : 'look',
      `${columns[0]}: ${value.toLocaleString('en-GB')}.`,
      shown,
    );
  const said = `${columns[0]}: ${text === null ? 'NULL' : text === '' ? 'empty' : text}`;
  return isJudged(rule)
    ? result('unable', `${said}, which is no number to compare.`, shown)
    : result('look', `${said}.`, shown);
}

/** Of a number of rows that is only known to be so high. A limit that it may lie on either side of keeps it from being well. */
function atLeast(rows: number, { look, bad }: Limits): Verdict {
  const sure = (limit: Limit | null) => limit?.side === 'above' && rows > limit.value;
  const open = (limit: Limit | null) =>
    limit !== null && !sure(limit) && (limit.side === 'above' || rows < limit.value);
  return worst(sure(bad) ? 'bad' : sure(look) ? 'look' : 'ok', open(bad) || open(look) ? 'unable' : 'ok');
}

/** A query of Prometheus: the worst of its values counts, infinite ones as well. What is not a number compares with nothing. */
export function prometheusValues(values: readonly Labelled[], rule: Limits): CheckResult {
  if (values.length === 0) return result('look', 'The query gives no values.', null);
  const known = values.flatMap(({ value }) => (value === null ? [] : [value]));
  const none = values.filter(({ value }) => value === null).map(({ labels }) => labelWords(labels));
  const verdict = isJudged(rule) ? worst('ok', ...known.map((value) => judge(value, rule))) : 'look';
  const [least, most] = [Math.min(...known), Math.max(...known)];
  const said = [
    known.length === 0
      ? ''
      : known.length === 1
        ? `${rounded(most)}.`
        : `${known.length} values from ${rounded(least)} to ${rounded(most)}.`,
    none.length === 0
      ? ''
      : `Not a number: ${none.slice(0, MOST_NAMED).join('; ')}${none.length > MOST_NAMED ? ` and ${none.length - MOST_NAMED} more` : ''}.`,
  ];
  return result(
    worst(verdict, none.length === 0 ? 'ok' : 'look'),
    said.filter((each) => each !== '').join(' '),
    table(
      ['Of', 'Value'],
      values.map(({ labels, value }) => [labelWords(labels), value === null ? 'NaN' : rounded(value)]),
    ),
  );
}

const MOST_NAMED = 3;
const labelWords = (labels: Labelled['labels']): string =>
  Object.entries(labels)
    .map(([name, text]) => `${name}=${text}`)
    .join(' ') || 'all';

const rounded = (value: number): string =>
  Number.isFinite(value) ? String(Number(value.toPrecision(4))) : value > 0 ? '+Inf' : '-Inf';

/** Read by its status alone; what it says may hold anything, and is shown in part. */
export function httpAnswer(status: number, contentType: string, text: string): CheckResult {
  const verdict = status < 300 ? 'ok' : status < 400 ? 'look' : 'bad';
  const readable = /json|text|xml/i.test(contentType) ? text.replaceAll(/\s+/g, ' ').trim() : '';
  return result(verdict, `HTTP ${status}.`, table(['Answer'], readable === '' ? [] : [[readable]]));
}
