import type { Socket } from 'node:net';
import { createConnection } from 'mysql2';
import type { DatabaseAddress, Session, SqlOptions, Statement, StatementAnswer } from './model.ts';
import { contained, type GuardedSocket } from './socket.ts';
import { hostOf, tlsOf } from './tls.ts';

type Raw = ReturnType<typeof createConnection>;
/** Where the driver takes what the server says, packet by packet. */
interface Reading {
  handlePacket(packet?: unknown): void;
  readonly stream: Socket;
}
type Answered = { readonly rows: unknown; readonly columns: readonly string[] };

/**
 * A session with a MySQL or MariaDB, in a transaction that only reads. What people wrote stands as a table within our own
 * `select`: there the server takes a query and nothing else, neither `into outfile` nor a second statement.
 */
export async function mysql(
  address: DatabaseAddress,
  socket: GuardedSocket,
  { timeoutMs, mostRows }: SqlOptions,
): Promise<Session> {
  const { url, user, password } = address;
  const [host, port] = [hostOf(url), Number(url.port || 3306)];
  const connection = createConnection({
    ...{ host, port, user, password, database: decodeURIComponent(url.pathname.slice(1)) },
    stream: () => socket.connect(port, host),
    ...sslOf(address),
    // A server must not be able to ask for a file of ours.
    flags: ['-LOCAL_FILES'],
    connectTimeout: timeoutMs,
    dateStrings: true,
    supportBigNumbers: true,
    bigNumberStrings: true,
    rowsAsArray: true,
  });
  const reading = connection as unknown as Reading;
  reading.handlePacket = contained(reading.handlePacket.bind(connection), () => reading.stream);
  await new Promise<void>((resolve, reject) => {
    connection.on('error', reject);
    connection.connect((error) => (error === null ? resolve() : reject(error)));
  });
  connection.on('error', () => undefined);
  await prepare(connection, timeoutMs, mostRows);
  return {
    ask: async ({ sql, values = [], written = false }: Statement): Promise<StatementAnswer> => {
      const asked = written ? `select * from (\n${sql}\n) as answer limit ${mostRows + 1}` : sql;
      try {
        const { rows, columns } = await execute(connection, asked, values);
        if (!Array.isArray(rows)) return { fault: 'The statement gives no rows.', code: 'no_rows' };
        const read = rows.slice(0, mostRows).map((row: unknown[]) => row.map(textOf));
        return { ok: { columns, rows: read, more: rows.length > mostRows } };
      } catch (error) {
        const { code, sqlMessage } = error as { code?: string; sqlMessage?: string };
        if (sqlMessage === undefined) throw error;
        return { fault: sqlMessage, code: code ?? 'unknown' };
      }
    },
    close: () => connection.end(() => undefined),
  };
}

/** What the session may do from here on. MariaDB counts in seconds and by another name. */
async function prepare(connection: Raw, timeoutMs: number, mostRows: number): Promise<void> {
  const { rows } = await execute(connection, 'select version()', []);
  const mariadb = /mariadb/i.test(JSON.stringify(rows));
  const limit = mariadb ? `max_statement_time = ${timeoutMs / 1000}` : `max_execution_time = ${timeoutMs}`;
  for (const each of [
    `set session ${limit}, sql_select_limit = ${mostRows + 1}, lock_wait_timeout = 1`,
    'set session transaction read only',
    'start transaction read only',
  ])
    await new Promise<void>((resolve, reject) => {
      connection.query(each, (error) => (error === null ? resolve() : reject(error)));
    });
}

/** As a prepared statement: the server takes one of it and no more, and values stay values. */
const execute = (connection: Raw, sql: string, values: readonly string[]): Promise<Answered> =>
  new Promise((resolve, reject) => {
    connection.execute(sql, [...values], (error, rows, fields) => {
      if (error !== null) reject(error);
      else resolve({ rows, columns: (fields ?? []).map(({ name }) => name) });
    });
  });

const sslOf = (address: DatabaseAddress) => {
  const ssl = tlsOf(address);
  return ssl === false ? {} : { ssl: { ...ssl, verifyIdentity: ssl.rejectUnauthorized } };
};

const textOf = (value: unknown): string | null => {
  if (value === null || value === undefined) return null;
  if (Buffer.isBuffer(value)) return value.toString('utf8');
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
};
