import type { EventEmitter } from 'node:events';
import { scheduler } from 'node:timers/promises';
import type pg from 'pg';
import { backOff, isConnectionLost } from '../platform/db/index.ts';
import type { Log } from '../platform/log/index.ts';
import { freeUnheard } from './store.ts';

export interface PatientOptions {
  readonly pool: pg.Pool;
  readonly log: Log;
  /** Once aborted, nothing is tried again. */
  readonly signal: AbortSignal;
  /** What is listened on instead of a connection of each runner's own (dispatcher.ts). */
  readonly ear: EventEmitter;
}

/**
 * A pool for the queue whose statements outlast a restart of the database. Graphile Worker gives a finished job back
 * without waiting for the answer, so that any failure at that moment, a lost connection or whatever the database
 * answers, would end the process; its own remedy, batches, shuts all workers down at the first error and then waits for
 * ever (0.18). Here a statement whose connection was lost is sent again on another one, as long as nothing else was done
 * on the one that was lost: each of the queue's own is one statement, and a transaction begins anew or fails as a whole.
 * Giving a job back is tried again whatever the failure, and never fails. Jobs taken by a statement whose answer was lost
 * are freed before it is sent again: nobody would work on them until the watchdog looks, a minute later.
 */
export function patientPool({ ear, ...options }: PatientOptions): pg.Pool {
  const { pool } = options;
  const inHand = new Set<string>();
  const connect = (callback?: Listen) =>
    callback === undefined
      ? Promise.resolve(patientClient({ ...options, inHand }))
      : callback(null, listener(ear), () => undefined);
  return new Proxy(pool, {
    get(target, name) {
      if (name === 'connect') return connect;
      const value = Reflect.get(target, name, target);
      return typeof value === 'function' ? value.bind(target) : value;
    },
  });
}

interface Patience extends Omit<PatientOptions, 'ear'> {
  /** Ids of the jobs that workers have taken and not given back. */
  readonly inHand: Set<string>;
}

/** A statement of the queue's, by the name it prepares it under. */
function readStatement([statement]: readonly unknown[]): {
  kind: 'take' | 'give back' | 'other';
  values: unknown[];
} {
  const { name = '', values = [] } = statement as { name?: string; values?: unknown[] };
  if (/^get_job/.test(name)) return { kind: 'take', values };
  return { kind: /^(?:complete|fail)_job/.test(name) ? 'give back' : 'other', values };
}

/** Jobs of a result that took some. */
const idsIn = (result: unknown): string[] =>
  ((result as pg.QueryResult<{ id?: string }>).rows ?? []).flatMap(({ id }) =>
    id === undefined ? [] : [String(id)],
  );

/** Only to listen does the queue ask for a client by callback. */
type Listen = (error: null, client: ReturnType<typeof listener>, release: () => void) => void;

/** What it uses of a client that listens. */
const listener = (ear: EventEmitter) => ({
  on: (name: string, hear: (...args: unknown[]) => void) => ear.on(name, hear),
  removeListener: (name: string, hear: (...args: unknown[]) => void) => ear.off(name, hear),
  query: async () => ({ rows: [] }),
});

/** What the queue uses of a client. A connection is taken at the first statement, not before. */
function patientClient({ pool, log, signal, inHand }: Patience): Pick<pg.PoolClient, 'query' | 'release'> {
  let client: pg.PoolClient | undefined;
  let used = false;
  const run = async (args: unknown[]): Promise<unknown> => {
    const { kind, values } = readStatement(args);
    let unheard = false;
    for (let failures = 1; ; failures += 1) {
      try {
        client ??= await pool.connect();
        if (unheard) await freeUnheard(client, values[0], values.at(-1), inHand);
        unheard = false;
        const result = await Reflect.apply(client.query, client, args);
        used = true;
        if (kind === 'take') for (const id of idsIn(result)) inHand.add(id);
        if (kind === 'give back') for (const id of idsGivenBack(values)) inHand.delete(id);
        return result;
      } catch (error) {
        if (kind !== 'give back' && (!isConnectionLost(error) || used || signal.aborted)) throw error;
        unheard ||= kind === 'take' && client !== undefined;
        client?.release(true);
        client = undefined;
        if (kind === 'give back' && (signal.aborted || !isConnectionLost(error)))
          log.warn({ err: error }, 'failed to return a job to the queue');
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

/** `complete` names jobs by id, alone or in a list; `fail` in JSON, after the pool. */
function idsGivenBack([first, second]: readonly unknown[]): string[] {
  if (typeof second === 'string' && second.startsWith('['))
    return (JSON.parse(second) as { jobId?: string }[]).map(({ jobId }) => String(jobId));
  return [first].flat().map(String);
}
