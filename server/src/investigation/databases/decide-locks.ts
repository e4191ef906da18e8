import { andList, plural } from '../../kernel/index.ts';
import type { CheckResult } from '../../runbooks/index.ts';
import {
  type Answers,
  judge,
  type Limits,
  numberOf,
  type Row,
  result,
  spanWords,
  table,
  withoutValues,
  worst,
} from './decide-words.ts';

/** So many waiting are no coincidence, however short a time they wait. */
const MANY = 5;
const MOST_HEADS = 3;

/** Who waits for whom, and who stands at the head of it all and waits for nobody. The limits are seconds. */
export function locks({ any, waits, older_waits: older, tables }: Answers, rule: Limits): CheckResult {
  const rows = [...(waits ?? []), ...(older ?? [])].filter(({ waiter, blocker }) => waiter && blocker);
  const known = new Set(rows.map(({ waiter }) => waiter));
  const others = (tables ?? []).filter(({ waiter }) => waiter && !known.has(waiter));
  const waiters = new Map([...rows, ...others].map((row) => [row.waiter ?? '', numberOf(row.waits_s)]));
  // MySQL counts them also where it does not say whom they wait for.
  const uncounted = Math.max(0, (numberOf(any?.[0]?.waiting) ?? 0) - known.size);
  const count = waiters.size + uncounted;
  if (count === 0) return nobody([waits, older], tables);
  const spans = [...waiters.values(), uncounted > 0 ? numberOf(any?.[0]?.longest_s) : null].filter(
    (each) => each !== null,
  );
  const longest = spans.length === 0 ? null : Math.max(...spans);
  const verdict = worst('look', judge(longest ?? 0, rule), count >= MANY ? 'bad' : 'ok');
  const heads = headsOf(rows);
  const named = heads.slice(0, MOST_HEADS).map(({ row, held }) => headWords(row, held));
  const first =
    heads.length === 0
      ? 'Which session holds them up, the database does not say.'
      : `At the head: ${andList(named)}${heads.length > MOST_HEADS ? ` and ${heads.length - MOST_HEADS} more` : ''}.`;
  return result(
    verdict,
    `${plural(count, 'session')} ${count === 1 ? 'waits' : 'wait'} for a lock${
      longest === null ? '; for how long, this user may not see' : `, the longest for ${spanWords(longest)}`
    }. ${first}`,
    table(
      ['Waits', 'For', 'Its query', 'Blocked by', 'Which is', 'Its last query'],
      [...rows, ...others].map((row) => [
        ...[row.waiter ?? '', ageWords(row.waits_s), withoutValues(row.waiter_query)],
        ...[row.blocker ?? 'not known', row.blocker ? stateWords(row) : ''],
        withoutValues(row.blocker_query),
      ]),
    ),
  );
}

/** That nobody was found means that nobody waits only where it was said who does. Undefined: that database has no such list. */
function nobody(
  lists: readonly (Answers[string] | undefined)[],
  tables: Answers[string] | undefined,
): CheckResult {
  const refused = !lists.some((each) => each) || tables === null;
  return refused
    ? result(
        'unable',
        'No waiting session is known, but the database refused to say who waits for whom: grant this user SELECT on performance_schema.',
        null,
      )
    : result('ok', 'No session waits for a lock.', null);
}

const ageWords = (text: string | null | undefined): string => {
  const seconds = numberOf(text);
  return seconds === null ? 'not shown' : spanWords(seconds);
};

/** Blockers that wait for nobody, those that hold up the most first; in a ring of locks the one that began first. */
function headsOf(rows: readonly Row[]): readonly { readonly row: Row; readonly held: number }[] {
  const waiting = new Set(rows.map(({ waiter }) => waiter));
  const free = rows.filter(({ blocker }) => !waiting.has(blocker));
  const chosen = free.length > 0 ? free : rows.slice(0, 1);
  return [...new Map(chosen.map((row) => [row.blocker, row])).values()]
    .map((row) => ({ row, held: heldBy(rows, row.blocker ?? '') }))
    .toSorted((a, b) => b.held - a.held);
}

/** How many wait for a session, also by way of others. */
function heldBy(rows: readonly Row[], head: string): number {
  const seen = new Set<string>();
  const next = [head];
  for (let one = next.pop(); one !== undefined; one = next.pop())
    for (const { waiter, blocker } of rows)
      if (blocker === one && waiter && waiter !== head && !seen.has(waiter)) {
        seen.add(waiter);
        next.push(waiter);
      }
  return seen.size;
}

const stateWords = ({ blocker_state: state, blocker_s: seconds }: Row): string => {
  const age = numberOf(seconds);
  return `${state ?? 'not shown'}${age === null ? '' : `, its transaction ${spanWords(age)} old`}`;
};

function headWords(row: Row, held: number): string {
  const who = [row.blocker_user, row.blocker_application].filter((each) => each).join(', ');
  const id = row.blocker === '0' ? 'a prepared transaction' : `session ${row.blocker}`;
  return `${id} (${[who, stateWords(row)].filter((each) => each !== '').join('; ')}), which holds up ${held}`;
}
