import { andList } from '../../kernel/index.ts';
import type { CheckTable } from '../../runbooks/index.ts';
import type { DatabaseKind } from './model.ts';

/** The rows by the names of their columns. */
export const recordsOf = ({
  columns,
  rows,
}: CheckTable): readonly Readonly<Record<string, string | null>>[] =>
  rows.map((row) => Object.fromEntries(columns.map((name, at) => [name, row[at] ?? null])));

/**
 * What is worth knowing about the role that a connector uses: that it may do more than read, or cannot see what the checks look
 * at. null: it may read, and sees all.
 */
export function decideRole(kind: DatabaseKind, table: CheckTable): string | null {
  const { may, lacks } = kind === 'postgresql' ? postgresqlRole(table) : mysqlRole(table);
  const said = [
    may.length === 0
      ? ''
      : `The user may ${andList(may)}. Tocsin only reads; a user that may read and nothing else is safer.`,
    lacks,
  ].filter((each) => each !== '');
  return said.length === 0 ? null : said.join(' ');
}

function postgresqlRole(table: CheckTable) {
  const [row = {}] = recordsOf(table);
  const is = (name: string) => row[name] === 't';
  const may = is('super')
    ? ['do everything (it is a superuser)']
    : [
        ...(Number(row.writable) > 0 ? [`write to ${tables(Number(row.writable))} (${row.example})`] : []),
        ...(is('creates') ? ['create tables'] : []),
        ...(is('roles') ? ['create roles'] : []),
        ...(is('signals') ? ['end the sessions of others'] : []),
        ...(is('programs') ? ['run programs or write files on the server'] : []),
      ];
  const lacks =
    is('super') || is('monitor')
      ? ''
      : `It sees the sessions of others only in part: grant pg_monitor to ${row.role}.`;
  return { may, lacks };
}

const tables = (count: number): string => (count === 1 ? '1 table' : `${count} tables`);

/** All that reads, in the words of MySQL and of MariaDB. */
const READS = new Set([
  ...['USAGE', 'SELECT', 'PROCESS', 'SHOW DATABASES', 'SHOW VIEW', 'REPLICATION CLIENT'],
  ...['REPLICATION SLAVE', 'BINLOG MONITOR', 'SLAVE MONITOR', 'REPLICA MONITOR', 'REPLICATION MASTER ADMIN'],
]);

/** Privileges that only MariaDB has, which shows locks to whoever has PROCESS, and replication to whoever has these. */
const MARIADB = ['BINLOG MONITOR', 'SLAVE MONITOR', 'REPLICA MONITOR'];

function mysqlRole({ rows }: CheckTable) {
  const granted = rows.flatMap(([line]) => {
    const [, list, on] = /^GRANT (.+?) ON (\S+) TO /i.exec(line ?? '') ?? [];
    // A privilege on some columns: `SELECT (id, name)`.
    return list === undefined ? [] : [{ on, each: list.replaceAll(/\([^)]*\)/g, '').split(',') }];
  });
  const names = granted.flatMap(({ each }) => each.map((name) => name.trim().toUpperCase()));
  const may = [...new Set(names)].filter((name) => !READS.has(name));
  const all = may.find((name) => name.startsWith('ALL PRIVILEGES') || name === 'ALL');
  const has = (...each: readonly string[]) => all !== undefined || each.some((name) => names.includes(name));
  const seesLocks =
    has(...MARIADB) ||
    granted.some(
      ({ on, each }) =>
        /^(`?performance_schema`?|\*)\.\*$/i.test(on ?? '') &&
        each.some((name) => name.trim().toUpperCase() === 'SELECT'),
    );
  const lacks = [
    has('PROCESS') ? '' : 'It sees only its own sessions: grant it PROCESS.',
    seesLocks ? '' : 'On MySQL it cannot see who waits for whom: grant it SELECT on performance_schema.',
    has('REPLICATION CLIENT', ...MARIADB)
      ? ''
      : 'It cannot see whom the server follows: grant it REPLICATION CLIENT.',
  ];
  return {
    may: all
      ? ['do everything (ALL PRIVILEGES)']
      : may.length === 0
        ? []
        : [`use ${andList(shortened(may))}`],
    lacks: lacks.filter((each) => each !== '').join(' '),
  };
}

const MOST_NAMED = 5;
const shortened = (names: readonly string[]): readonly string[] =>
  names.length <= MOST_NAMED
    ? names
    : [...names.slice(0, MOST_NAMED - 1), `${names.length - MOST_NAMED + 1} more`];
