import { scheduler } from 'node:timers/promises';
import type pg from 'pg';
import { backOff, isConnectionLost } from '../platform/db/index.ts';
import type { Log } from '../platform/log/index.ts';

/**
 * A pool for the queue whose statements outlast a restart of the database. Graphile Worker gives a finished job back
 * without waiting for the answer, so that any failure at that moment, a lost connection or whatever the database
 * answers, would end the process; its own remedy, batches, shuts all workers down at the first error and then waits for
 * ever (0.18). Here a statement whose connection was lost is sent again on another one, as long as nothing else was done
 * on the one that was lost: each of the queue's own is one statement, and a transaction begins anew or fails as a whole.
 * Giving a job back is tried again whatever the failure, and never fails.
 * @param signal once aborted, nothing is tried again
 */
export function patientPool(pool: pg.Pool, log: Log, signal: AbortSignal): pg.Pool {
  const connect = (callback?: (...args: unknown[]) => void) =>
    callback === undefined
      ? Promise.resolve(patientClient(pool, log, signal))
      : pool.connect(callback as never);
  return new Proxy(pool, {
    get(target, name) {
      if (name === 'connect') return connect;
      const value = Reflect.get(target, name, target);
      return typeof value === 'function' ? value.bind(target) : value;
    },
  });
}

/** The queue's statements for "done" and "failed", by the names it prepares them under. */
const isGivingBack = ([statement]: readonly unknown[]): boolean =>
  typeof statement === 'object' &&
  statement !== null &&
  'name' in statement &&
  /^(?:complete|fail)_job/.test(String(statement.name));

/** What the queue uses of a client. A connection is taken at the first statement, not before. */
function patientClient(
  pool: pg.Pool,
  log: Log,
  signal: AbortSignal,
): Pick<pg.PoolClient, 'query' | 'release'> {
  let client: pg.PoolClient | undefined;
  let used = false;
  const run = async (args: unknown[]): Promise<unknown> => {
    const givingBack = isGivingBack(args);
    for (let failures = 1; ; failures += 1) {
      try {
        client ??= await pool.connect();
        const result = await Reflect.apply(client.query, client, args);
        used = true;
        return result;
      } catch (error) {
        if (!givingBack && (!isConnectionLost(error) || used || signal.aborted)) throw error;
        client?.release(true);
        client = undefined;
        if (givingBack && (signal.aborted || !isConnectionLost(error)))
          log.warn({ err: error }, 'a job could not be given back to the queue');
        // It stays in hand of this process, which is about to end: the next one frees it.
        if (signal.aborted) return { rows: [], rowCount: 0 };
        await scheduler.wait(backOff(failures));
      }
    }
  };
  return {
    query: ((...args: unknown[]) => run(args)) as pg.PoolClient['query'],
    release: () => client?.release(),
  };
}
