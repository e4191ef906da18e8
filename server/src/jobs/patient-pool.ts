import type { EventEmitter } from 'node:events';
import { scheduler } from 'node:timers/promises';
import type pg from 'pg';
import { isConnectionLost } from '../platform/db/index.ts';

/** Between two tries; a failover takes seconds, and nobody else is kept waiting. */
const PAUSE_MS = 250;

/**
 * A pool for the queue whose statements outlast a restart of the database. Graphile Worker gives a finished job back
 * without waiting for the answer, so that a connection dropped at that moment would end the process; its own remedy,
 * batches, shuts all workers down at the first error and then waits for ever (0.18). Here the statement is sent again on
 * another connection, as long as nothing else was done on the one that was lost: each of the queue's own is one
 * statement, and a transaction begins anew or fails as a whole.
 * @param signal once aborted, nothing is tried again
 * @param ear what is listened on instead of a connection of each runner's own (dispatcher.ts)
 */
export function patientPool(pool: pg.Pool, signal: AbortSignal, ear: EventEmitter): pg.Pool {
  const connect = (callback?: Listen) =>
    callback === undefined
      ? Promise.resolve(patientClient(pool, signal))
      : callback(null, listener(ear), () => undefined);
  return new Proxy(pool, {
    get(target, name) {
      if (name === 'connect') return connect;
      const value = Reflect.get(target, name, target);
      return typeof value === 'function' ? value.bind(target) : value;
    },
  });
}

/** Only to listen does the queue ask for a client by callback. */
type Listen = (error: null, client: ReturnType<typeof listener>, release: () => void) => void;

/** What it uses of a client that listens. */
const listener = (ear: EventEmitter) => ({
  on: (name: string, hear: (...args: unknown[]) => void) => ear.on(name, hear),
  removeListener: (name: string, hear: (...args: unknown[]) => void) => ear.off(name, hear),
  query: async () => ({ rows: [] }),
});

/** What the queue uses of a client. A connection is taken at the first statement, not before. */
function patientClient(pool: pg.Pool, signal: AbortSignal): Pick<pg.PoolClient, 'query' | 'release'> {
  let client: pg.PoolClient | undefined;
  let used = false;
  const run = async (args: unknown[]): Promise<unknown> => {
    for (;;) {
      try {
        client ??= await pool.connect();
        const result = await Reflect.apply(client.query, client, args);
        used = true;
        return result;
      } catch (error) {
        if (!isConnectionLost(error) || used || signal.aborted) throw error;
        client?.release(true);
        client = undefined;
        await scheduler.wait(PAUSE_MS);
      }
    }
  };
  return {
    query: ((...args: unknown[]) => run(args)) as pg.PoolClient['query'],
    release: () => client?.release(),
  };
}
