import type { PostgresPool, PostgresPoolClient } from 'kysely';
import type pg from 'pg';
import { Abandoned, assertWanted, callerSignal } from '../caller.ts';

/** What must reach the server whatever else does not: without it the connection would stay in its transaction. */
const ENDS = /^\s*rollback/i;

/**
 * The pool for work that somebody waits for: once they have gone (platform/caller.ts) the statement under way is cancelled
 * in PostgreSQL, and no further one is sent, a commit neither.
 * @param name the application name of the pool's sessions: nobody else's is ever cancelled
 */
export const abandoning = (pool: pg.Pool, name: string): PostgresPool => ({
  connect: async () => {
    assertWanted();
    const client = await pool.connect();
    const query = (text: string, values: unknown[]) =>
      ENDS.test(text)
        ? client.query(text, values)
        : whileWanted(
            () => client.query(text, values),
            () => cancel(pool, name, client),
          );
    return {
      query,
      release: (destroy?: boolean) => client.release(destroy),
    } as unknown as PostgresPoolClient;
  },
  end: () => pool.end(),
  options: {},
});

async function whileWanted<T>(run: () => Promise<T>, stop: () => Promise<unknown>): Promise<T> {
  const signal = callerSignal();
  if (signal === undefined) return run();
  assertWanted();
  let stopping: Promise<unknown> | undefined;
  const onAbort = () => {
    stopping = stop();
  };
  signal.addEventListener('abort', onAbort, { once: true });
  try {
    return await run();
  } catch (error) {
    throw signal.aborted ? new Abandoned(error) : error;
  } finally {
    signal.removeEventListener('abort', onAbort);
    // A connection handed on before that might have somebody else's statement cancelled.
    await stopping;
  }
}

/** Cannot be done just now: then its statement goes on until its own limit (connection.ts). */
async function cancel(pool: pg.Pool, name: string, client: pg.PoolClient): Promise<void> {
  const { processID } = client as unknown as { processID: number };
  await pool
    .query(
      `select pg_cancel_backend(pid) from pg_stat_activity
       where pid = $1 and application_name = $2 and usename = current_user and state = 'active'`,
      [processID, name],
    )
    .catch(() => undefined);
}
