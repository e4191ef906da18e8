import { plural } from '../../kernel/index.ts';
import type { CheckResult, CheckTable } from '../../runbooks/index.ts';
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

/** A query that people wrote. One number is judged as that number, anything else by how many rows there are. */
export function writtenQuery({ columns, rows, more }: CheckTable, rule: Limits): CheckResult {
  const [only] = rows;
  const single = rows.length === 1 && columns.length === 1 ? numberOf(only?.[0]) : null;
  const value = single ?? rows.length;
  const said =
    single === null
      ? `${more ? 'More than ' : ''}${plural(rows.length, 'row')}.`
      : `${columns[0]}: ${single.toLocaleString('en-GB')}.`;
  return result(
    isJudged(rule) ? judge(value, rule) : 'look',
    said,
    rows.length === 0 ? null : { columns, rows, more },
  );
}

/** A query of Prometheus: the worst of its values counts. */
export function prometheusValues(values: readonly Labelled[], rule: Limits): CheckResult {
  const known = values.flatMap(({ labels, value }) => (value === null ? [] : [{ labels, value }]));
  if (known.length === 0) return result('look', 'The query gives no values.', null);
  const verdict = isJudged(rule) ? worst(...known.map(({ value }) => judge(value, rule))) : 'look';
  const all = known.map(({ value }) => value);
  const [least, most] = [Math.min(...all), Math.max(...all)];
  const said =
    known.length === 1
      ? `${rounded(most)}.`
      : `${known.length} values from ${rounded(least)} to ${rounded(most)}.`;
  return result(
    verdict,
    said,
    table(
      ['Of', 'Value'],
      known.map(({ labels, value }) => [
        ...[
          Object.entries(labels)
            .map(([name, text]) => `${name}=${text}`)
            .join(' ') || 'all',
        ],
        rounded(value),
      ]),
    ),
  );
}

const rounded = (value: number): string => String(Number(value.toPrecision(4)));

/** Read by its status alone; what it says may hold anything, and is shown in part. */
export function httpAnswer(status: number, contentType: string, text: string): CheckResult {
  const verdict = status < 300 ? 'ok' : status < 400 ? 'look' : 'bad';
  const readable = /json|text|xml/i.test(contentType) ? text.replaceAll(/\s+/g, ' ').trim() : '';
  return result(verdict, `HTTP ${status}.`, table(['Answer'], readable === '' ? [] : [[readable]]));
}
