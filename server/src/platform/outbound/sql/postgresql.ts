import type { Socket } from 'node:net';
import pg from 'pg';
import type { DatabaseAddress, Session, SqlOptions, Statement, StatementAnswer } from './model.ts';
import { contained, type GuardedSocket } from './socket.ts';
import { hostOf, tlsOf } from './tls.ts';

/**
 * A session with a PostgreSQL. Each statement is declared as a cursor in a transaction that only reads: the server takes nothing
 * else for one, and hands out no more rows than are fetched. It ends what takes too long itself, also when we are gone.
 */
export async function postgresql(
  address: DatabaseAddress,
  socket: GuardedSocket,
  { timeoutMs, mostRows }: SqlOptions,
): Promise<Session> {
  const { url, user, password } = address;
  const client = new pg.Client({
    ...{ host: hostOf(url), port: Number(url.port || 5432), user, password },
    database: decodeURIComponent(url.pathname.slice(1)) || user,
    // In the driver, which calls it; not as a string in its types.
    stream: () => socket,
    ssl: tlsOf(address),
    application_name: 'Tocsin',
    // Everything as text.
    types: { getTypeParser: () => (value: unknown) => value },
  } as pg.ClientConfig);
  client.on('error', () => undefined);
  containReading(client);
  await client.connect();
  const begin = `begin transaction read only; set local statement_timeout = ${timeoutMs};
    set local lock_timeout = 1000; set local idle_in_transaction_session_timeout = ${2 * timeoutMs}`;
  const table = async ({ sql, values = [] }: Statement): Promise<StatementAnswer> => {
    await client.query(begin);
    try {
      await client.query({
        text: `declare answer no scroll cursor for\n${sql}`,
        values: [...values],
        // Without it a query that has no values is sent the simple way, in which further statements may follow.
        queryMode: 'extended',
      } as pg.QueryConfig);
      const { fields, rows } = await client.query<(string | null)[]>({
        text: `fetch forward ${mostRows + 1} from answer`,
        rowMode: 'array',
      });
      return {
        ok: {
          columns: fields.map(({ name }) => name),
          rows: rows.slice(0, mostRows),
          more: rows.length > mostRows,
        },
      };
    } finally {
      await client.query('rollback');
    }
  };
  return {
    ask: (statement) =>
      table(statement).catch((error: unknown) => {
        if (error instanceof pg.DatabaseError && error.code !== undefined)
          return { fault: error.message, code: error.code };
        throw error;
      }),
    close: () => void client.end().catch(() => undefined),
  };
}

/** The driver's own place where it begins to read a stream, the encrypted one as well. */
interface Reading {
  attachListeners(stream: Pick<Socket, 'on' | 'destroy'>): void;
}

/** Its parser throws at what it does not know, such as a request to authenticate by GSSAPI. */
function containReading(client: pg.Client): void {
  const { connection } = client as unknown as { readonly connection: Reading };
  const attach = connection.attachListeners.bind(connection);
  connection.attachListeners = (stream) =>
    attach({
      destroy: (error) => stream.destroy(error),
      on: (event: string, listener: (...args: never[]) => void) =>
        stream.on(event, contained(listener, () => stream) as () => void),
    } as Pick<Socket, 'on' | 'destroy'>);
}
