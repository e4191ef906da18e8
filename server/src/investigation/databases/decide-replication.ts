import { andList, plural } from '../../kernel/index.ts';
import type { CheckResult, Verdict } from '../../runbooks/index.ts';
import {
  type Answers,
  bytesWords,
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

interface Side {
  readonly verdict: Verdict;
  readonly said: string;
}

/** Whether replicas are connected, and how far behind. A server may be both: it follows one and is followed. The limits are seconds. */
export function replication(answers: Answers, rule: Limits): CheckResult {
  const { own, replicas, slots, replica, slave } = answers;
  const followed = (replicas ?? []).map((row) => ({ row, seconds: numberOf(row.behind_s) ?? 0 }));
  const missing = (slots ?? []).map(({ name }) => name ?? '');
  const sides: readonly (Side | null)[] = [
    own?.[0] === undefined ? null : postgresqlFollows(own[0], rule),
    mysqlFollows(replica?.[0] ?? slave?.[0], rule),
    followers(followed, own === undefined, rule),
    missing.length === 0
      ? null
      : { verdict: 'bad', said: `No replica is connected to the slot ${andList(missing)}.` },
  ];
  const found = sides.filter((each) => each !== null);
  if (found.length === 0)
    return result('ok', 'It follows no other server, and no replica is connected.', null);
  return result(
    worst(...found.map(({ verdict }) => verdict)),
    found.map(({ said }) => said).join(' '),
    table(
      ['Replica', 'Address', 'State', 'Sync', 'Behind'],
      followed.map(({ row, seconds }) => [
        ...[row.name ?? '', row.address ?? '', row.state ?? '', row.sync ?? ''],
        own === undefined
          ? 'ask the replica'
          : `${spanWords(seconds)}${row.bytes ? `, ${bytesWords(numberOf(row.bytes) ?? 0)}` : ''}`,
      ]),
    ),
  );
}

/** @param unknown this side cannot tell how far behind they are */
function followers(
  all: readonly { readonly row: Row; readonly seconds: number }[],
  unknown: boolean,
  rule: Limits,
): Side | null {
  const [worstOne] = all.toSorted((a, b) => b.seconds - a.seconds);
  if (worstOne === undefined) return null;
  const connected = `${plural(all.length, 'replica')} ${all.length === 1 ? 'is' : 'are'} connected`;
  if (unknown) return { verdict: 'ok', said: `${connected}; how far behind, the replica itself can say.` };
  return {
    verdict: judge(worstOne.seconds, rule),
    said: `${connected}, at most ${spanWords(worstOne.seconds)} behind (${worstOne.row.name ?? 'without a name'}).`,
  };
}

function postgresqlFollows(row: Row, rule: Limits): Side | null {
  if (row.replica !== 't') return null;
  const seconds = numberOf(row.behind_s);
  const behind = seconds === null ? 'has replayed nothing yet' : `is ${spanWords(seconds)} behind`;
  if (row.receives !== 't')
    return { verdict: 'bad', said: `This replica is not connected to its primary, and ${behind}.` };
  if (row.paused === 't') return { verdict: 'bad', said: `On this replica replay is paused; it ${behind}.` };
  return { verdict: judge(seconds ?? 0, rule), said: `This replica ${behind}.` };
}

/** `show replica status`, in the words of MySQL 8 and of what came before and of MariaDB. */
function mysqlFollows(row: Row | undefined, rule: Limits): Side | null {
  if (row === undefined) return null;
  const [reads, applies] = [
    row.Replica_IO_Running ?? row.Slave_IO_Running,
    row.Replica_SQL_Running ?? row.Slave_SQL_Running,
  ];
  const seconds = numberOf(row.Seconds_Behind_Source ?? row.Seconds_Behind_Master);
  const why = [row.Last_IO_Error, row.Last_SQL_Error]
    .filter((each) => each)
    .map(withoutValues)
    .join('; ');
  if (reads !== 'Yes' || applies !== 'Yes' || seconds === null)
    return {
      verdict: 'bad',
      said: `This replica has stopped (reading: ${reads ?? 'no'}, applying: ${applies ?? 'no'})${why === '' ? '' : `: ${why}`}.`,
    };
  return { verdict: judge(seconds, rule), said: `This replica is ${spanWords(seconds)} behind.` };
}
