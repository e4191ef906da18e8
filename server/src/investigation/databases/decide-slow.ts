import { plural } from '../../kernel/index.ts';
import type { CheckResult } from '../../runbooks/index.ts';
import {
  type Answers,
  hiddenWords,
  judge,
  type Limits,
  numberOf,
  result,
  spanWords,
  table,
  withoutValues,
  worst,
} from './decide-words.ts';

const isTrue = (text: string | null | undefined): boolean => text === 't' || text === 'true' || text === '1';

/** What runs now, longest first, and what has cost the most. The limits are seconds. What waits for a lock is no slow query. */
export function slowQueries({ running, total, hidden }: Answers, rule: Limits): CheckResult {
  const all = (running ?? []).map((row) => ({
    ...{ id: row.id ?? '?', seconds: numberOf(row.runs_s) ?? 0, waits: isTrue(row.waits) },
    who: [row.user, row.application].filter((each) => each).join(', '),
    query: withoutValues(row.query),
  }));
  const [longest] = all.filter(({ waits }) => !waits).toSorted((a, b) => b.seconds - a.seconds);
  const waiting = all.filter(({ waits }) => waits).length;
  const judged = longest === undefined ? 'ok' : judge(longest.seconds, rule);
  const unseen = hiddenWords(hidden);
  const also = unseen === null ? '' : ` ${unseen}`;
  const behind =
    waiting === 0
      ? ''
      : ` ${plural(waiting, 'query', 'queries')} ${waiting === 1 ? 'waits' : 'wait'} for a lock.`;
  if (longest !== undefined && judged !== 'ok')
    return result(
      judged,
      `The longest query has run for ${spanWords(longest.seconds)} (session ${longest.id}${longest.who ? `, ${longest.who}` : ''}).${behind}${also}`,
      table(
        ['Session', 'Runs for', 'Waits for a lock', 'Who', 'Query'],
        all.map(({ id, seconds, waits, who, query }) => [
          ...[id, spanWords(seconds), waits ? 'yes' : 'no', who, query],
        ]),
      ),
    );
  const costs = (total ?? []).map((row) => [
    ...[row.calls ?? '', `${row.mean_ms ?? '?'} ms`, spanWords(numberOf(row.total_s) ?? 0)],
    withoutValues(row.query),
  ]);
  return result(
    worst(judged, unseen === null ? 'ok' : 'unable'),
    `${
      longest === undefined
        ? `No query is running${unseen === null ? '' : ' that this user sees'}.`
        : `No query has run for long: the longest for ${spanWords(longest.seconds)}.`
    }${behind}${also}${costs.length === 0 ? '' : ' The table shows what has cost the most since the statistics were reset.'}`,
    table(['Calls', 'Mean', 'In total', 'Query'], costs),
  );
}
