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
  worst,
} from './decide-words.ts';

/** An application that forgets to commit: as the shipped runbook has it. */
const IDLE_S = 600;
/** As the queries call it. */
const SERVER = 'the server';
const IDLE = /^idle in transaction/;

/** How near the connections are to where the next is refused. The limits are percentages. */
export function pools({ limits, sessions, connected, hidden }: Answers, rule: Limits): CheckResult {
  const all = numberOf(connected?.[0]?.Value) ?? 0;
  const used = (limits ?? []).flatMap(({ what, used: now, allowed }) => {
    const [listed, most] = [numberOf(now), numberOf(allowed)];
    const count = listed === null ? null : what === SERVER ? Math.max(listed, all) : listed;
    // A limit of 0 lets nobody in, and whoever is in is no part of it.
    return count === null || most === null || most <= 0
      ? []
      : [{ what: what ?? '', count, most, percent: Math.round((100 * count) / most) }];
  });
  const [fullest] = used.toSorted((a, b) => b.percent - a.percent);
  if (fullest === undefined)
    return result('unable', 'The database did not say how many connections it allows.', null);
  const idle = (sessions ?? []).filter(({ state }) => IDLE.test(state ?? ''));
  const idleCount = idle.reduce((sum, { sessions: count }) => sum + (numberOf(count) ?? 0), 0);
  const longest = Math.max(0, ...idle.map(({ longest_s: seconds }) => numberOf(seconds) ?? 0));
  const unseen = hiddenWords(hidden);
  const verdict = worst(
    judge(fullest.percent, rule),
    longest > IDLE_S ? 'look' : 'ok',
    unseen === null ? 'ok' : 'unable',
  );
  const stuck =
    idleCount === 0
      ? ''
      : ` ${plural(idleCount, 'session')} ${idleCount === 1 ? 'is' : 'are'} idle in a transaction, the longest for ${spanWords(longest)}.`;
  return result(
    verdict,
    `${fullest.count} of ${plural(fullest.most, 'connection')} of ${fullest.what} are in use (${fullest.percent} %).${stuck}${unseen === null ? '' : ` ${unseen}`}`,
    table(
      ['State', 'Application', 'Sessions', 'Longest'],
      (sessions ?? []).map(({ state, application, sessions: count, longest_s: seconds }) => [
        ...[state ?? '', application ?? '', count ?? ''],
        spanWords(numberOf(seconds) ?? 0),
      ]),
    ),
  );
}
