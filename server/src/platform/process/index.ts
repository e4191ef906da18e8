import { randomInt } from 'node:crypto';
import { type Clock, plusSeconds } from '../../kernel/index.ts';
import { type Database, type HoldOptions, holdConnection } from '../db/index.ts';
import { newId } from '../ids.ts';
import type { Log } from '../log/index.ts';
import { deleteProcess, freeJobs, insertProcess, takeDeadProcesses, unclaimedWorkers } from './store.ts';

const SWEEP_MS = 2_000;
/** A process registers its workers well within this time of starting them. */
const UNCLAIMED_SECONDS = 20;

export interface ProcessRegistry {
  /** Frees the jobs of processes that died. Runs by itself every 2 s; public for tests and the first start. */
  sweep(): Promise<number>;
  /** This process has other workers than before: says so to the others, and frees what the gone ones had in hand. */
  replaced(gone: readonly string[]): Promise<void>;
  close(): Promise<void>;
}

/**
 * Lets others see that this process lives, and takes over from those that do not. The queue itself would give a dead
 * worker's jobs back only after four hours; a page cannot wait for that. The proof of life is a session's advisory
 * lock, which PostgreSQL drops the moment the process is gone, however it went. Should this process lose that session
 * alone (the database restarted), it takes it again; a job run twice meanwhile decides "nothing" the second time.
 */
export async function registerProcess(options: {
  readonly database: Database;
  readonly clock: Clock;
  readonly log: Log;
  readonly role: string;
  /** The ids of this process's workers, as of now. */
  readonly workerIds: () => readonly string[];
  /** See holdConnection. */
  readonly pause?: HoldOptions['pause'];
}): Promise<ProcessRegistry> {
  const { database, clock, log } = options;
  const id = newId(clock);
  let lockKey = 0;

  const register = (): Promise<void> =>
    insertProcess(database.db, {
      id,
      lockKey,
      workerIds: [...options.workerIds()],
      role: options.role,
      version: process.version,
      startedAt: clock.now(),
    });

  const lock = holdConnection({
    database,
    name: 'tocsin-process',
    // Another key each time: the session before may be unknown to us and alive to PostgreSQL, which then holds the old one.
    opened: async (client) => {
      lockKey = randomInt(2 ** 47);
      await client.query('select pg_advisory_lock($1)', [lockKey]);
      await register();
    },
    onTrouble: (err) => log.warn({ err }, 'lost the process lock, or failed to take it; retrying'),
    ...(options.pause === undefined ? {} : { pause: options.pause }),
  });

  async function sweep(): Promise<number> {
    const dead = await takeDeadProcesses(database.db, id);
    const workerIds = dead.flatMap((row) => row.workerIds);
    const now = clock.now();
    const unclaimed = await unclaimedWorkers(database.db, plusSeconds(now, -UNCLAIMED_SECONDS));
    await freeJobs(database.db, [...workerIds, ...unclaimed], now);
    if (dead.length > 0)
      log.warn({ processes: dead.map((row) => row.id) }, 'took over the jobs of a dead process');
    return dead.length;
  }

  try {
    await lock.first;
    await sweep();
  } catch (error) {
    await lock.close();
    throw error;
  }
  let sweeping = false;
  const timer = setInterval(() => {
    // A database that hangs must not gather sweeps, each with a connection of the pool.
    if (sweeping) return;
    sweeping = true;
    sweep()
      .catch((err: unknown) => log.warn({ err }, 'failed to look for dead processes'))
      .finally(() => {
        sweeping = false;
      });
  }, SWEEP_MS);
  timer.unref();
  return {
    sweep,
    async replaced(gone) {
      await register();
      await freeJobs(database.db, gone, clock.now());
    },
    async close() {
      clearInterval(timer);
      await deleteProcess(database.db, id).catch(() => undefined);
      await lock.close();
    },
  };
}
