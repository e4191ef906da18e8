import { andList, plural } from '../../kernel/index.ts';
import type { CheckResult, Verdict } from '../../runbooks/index.ts';
import {
  type Answers,
  above,
  bytesWords,
  GIGABYTE,
  hiddenWords,
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

/** So much log has nobody confirmed yet, where PostgreSQL gives no time: it gives none of a replica that has everything. */
const NEARLY_ALL = 1e6;
/** So much log is a long way to go, whatever the time says. */
const FAR_BEHIND = { look: above(GIGABYTE), bad: null };

/** Whether replicas are connected, and how far behind. A server may be both: it follows one and is followed. The limits are seconds. */
export function replication(answers: Answers, rule: Limits): CheckResult {
  const { own, replicas, slots, hidden } = answers;
  const followed = replicas ?? [];
  const missing = (slots ?? []).map(({ name }) => name ?? '');
  const unseen = hiddenWords(hidden);
  const sides: readonly (Side | null)[] = [
    own?.[0] === undefined ? null : postgresqlFollows(own[0], rule),
    ...mysqlFollows(answers, rule),
    own === undefined ? connectedTo(followed) : followers(followed, rule),
    missing.length === 0
      ? null
      : { verdict: 'bad', said: `No replica is connected to the slot ${andList(missing)}.` },
    replicas === null || slots === null
      ? { verdict: 'unable', said: 'Which replicas should be connected, the database refused to say.' }
      : null,
    unseen === null ? null : { verdict: 'unable', said: unseen },
  ];
  const found = sides.filter((each) => each !== null);
  if (found.length === 0)
    return result('ok', 'It follows no other server, and no replica is connected.', null);
  return result(
    worst(...found.map(({ verdict }) => verdict)),
    found.map(({ said }) => said).join(' '),
    table(
      ['Replica', 'Address', 'State', 'Sync', 'Behind'],
      followed.map((row) => [
        ...[row.name ?? '', row.address ?? '', row.state ?? 'not shown', row.sync ?? ''],
        own === undefined ? 'ask the replica' : behindWords(row),
      ]),
    ),
  );
}

const connectedWords = (count: number): string =>
  `${plural(count, 'replica')} ${count === 1 ? 'is' : 'are'} connected`;

/** Of MySQL: this side cannot tell how far behind they are. */
const connectedTo = (all: readonly Row[]): Side | null =>
  all.length === 0
    ? null
    : {
        verdict: 'ok',
        said: `${connectedWords(all.length)}; how far behind, the replica itself can say.`,
      };

/** null: not known. No time is no delay only for a replica that has (nearly) all of the log. */
function behindOf({ behind_s: text, bytes }: Row): number | null {
  const [seconds, lacks] = [numberOf(text), numberOf(bytes)];
  return seconds ?? (lacks !== null && lacks <= NEARLY_ALL ? 0 : null);
}

const behindWords = (row: Row): string => {
  const [seconds, lacks] = [behindOf(row), numberOf(row.bytes)];
  return `${seconds === null ? 'not known' : spanWords(seconds)}${lacks === null || lacks <= 0 ? '' : `, ${bytesWords(lacks)}`}`;
};

/** Every one is judged, and the worst counts. */
function followers(all: readonly Row[], rule: Limits): Side | null {
  if (all.length === 0) return null;
  const named = all.map((row) => ({ row, name: row.name || 'one without a name', seconds: behindOf(row) }));
  const known = named.flatMap(({ name, seconds }) => (seconds === null ? [] : [{ name, seconds }]));
  const unknown = named.filter(({ seconds }) => seconds === null).map(({ name }) => name);
  const [last] = known.toSorted((a, b) => b.seconds - a.seconds);
  const elsewhere = all.filter(({ state }) => state !== 'streaming' && state !== null);
  const far = all.filter(({ bytes }) => judge(numberOf(bytes) ?? 0, FAR_BEHIND) !== 'ok');
  const said = [
    last === undefined
      ? `${connectedWords(all.length)}.`
      : `${connectedWords(all.length)}, at most ${spanWords(last.seconds)} behind (${last.name}).`,
    unknown.length === 0 ? '' : `How far ${andList(unknown)} is behind is not known.`,
    ...elsewhere.map(({ name, state }) => `${name || 'One without a name'} is not streaming (${state}).`),
    ...far.map(
      ({ name, bytes }) =>
        `${name || 'One without a name'} lacks ${bytesWords(numberOf(bytes) ?? 0)} of the log.`,
    ),
  ];
  return {
    verdict: worst(
      last === undefined ? 'ok' : judge(last.seconds, rule),
      unknown.length === 0 ? 'ok' : 'unable',
      elsewhere.length + far.length === 0 ? 'ok' : 'look',
    ),
    said: said.filter((each) => each !== '').join(' '),
  };
}

function postgresqlFollows(row: Row, rule: Limits): Side | null {
  if (row.replica !== 't') return null;
  const seconds = numberOf(row.behind_s);
  const behind = seconds === null ? 'has replayed nothing yet' : `is ${spanWords(seconds)} behind`;
  if (row.receives !== 't')
    return { verdict: 'bad', said: `This replica is not connected to its primary, and ${behind}.` };
  if (row.paused === 't') return { verdict: 'bad', said: `On this replica replay is paused; it ${behind}.` };
  return {
    verdict: seconds === null ? 'look' : judge(seconds, rule),
    said: `This replica ${behind}.`,
  };
}

/**
 * A server may follow several. Which of the three ways of asking there is depends on what it is and how old; all refused means that
 * nobody knows whether it follows one.
 */
function mysqlFollows({ own, all, replica, slave }: Answers, rule: Limits): readonly Side[] {
  if (own !== undefined) return [];
  const rows = [all, replica, slave].find((each) => each);
  if (rows === undefined || rows === null)
    return [
      {
        verdict: 'unable',
        said: 'Whether it follows another server, the database refused to say: grant this user REPLICATION CLIENT.',
      },
    ];
  return rows.map((row) => follows(row, rule));
}

/** A row of `show replica status`, in the words of MySQL 8 and of what came before and of MariaDB. */
function follows(row: Row, rule: Limits): Side {
  const [reads, applies] = [
    row.Replica_IO_Running ?? row.Slave_IO_Running,
    row.Replica_SQL_Running ?? row.Slave_SQL_Running,
  ];
  const channel = row.Channel_Name || row.Connection_name;
  const who = `This replica${channel ? ` (${channel})` : ''}`;
  const seconds = numberOf(row.Seconds_Behind_Source ?? row.Seconds_Behind_Master);
  const why = [row.Last_IO_Error, row.Last_SQL_Error]
    .filter((each) => each)
    .map((each) => withoutValues(each, 'mysql'))
    .join('; ');
  if (reads !== 'Yes' || applies !== 'Yes' || seconds === null)
    return {
      verdict: 'bad',
      said: `${who} has stopped (reading: ${reads ?? 'no'}, applying: ${applies ?? 'no'})${why === '' ? '' : `: ${why}`}.`,
    };
  return { verdict: judge(seconds, rule), said: `${who} is ${spanWords(seconds)} behind.` };
}
