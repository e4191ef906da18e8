import { randomInt } from 'node:crypto';
import pg from 'pg';
import { type Clock, plusSeconds } from '../../kernel/index.ts';
import { connection, type Database } from '../db/index.ts';
import { newId } from '../ids.ts';
import type { Log } from '../log/index.ts';
import { deleteProcess, freeJobs, insertProcess, takeDeadProcesses, unclaimedWorkers } from './store.ts';

const SWEEP_MS = 2_000;
const RETRY_MS = 500;
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
}): Promise<ProcessRegistry> {
  const { database, clock, log } = options;
  const id = newId(clock);
  const lockKey = randomInt(2 ** 47);
  let holder: pg.Client | undefined;
  let closed = false;
  let retry: NodeJS.Timeout | undefined;

  async function hold(): Promise<void> {
    const client = new pg.Client(connection(database.url, 'tocsin-process'));
    client.on('error', (err) => log.warn({ err }, 'the process lock was lost'));
    client.on('end', again);
    holder = client;
    await client.connect();
    await client.query('select pg_advisory_lock($1)', [lockKey]);
    await register();
  }

  const register = (): Promise<void> =>
    insertProcess(database.db, {
      id,
      lockKey,
      workerIds: [...options.workerIds()],
      role: options.role,
      version: process.version,
      startedAt: clock.now(),
    });

  function again(): void {
    if (closed) return;
    retry = setTimeout(() => void hold().catch(again), RETRY_MS);
    retry.unref();
  }

  async function sweep(): Promise<number> {
    const dead = await takeDeadProcesses(database.db, id);
    const workerIds = dead.flatMap((row) => row.workerIds);
    const now = clock.now();
    const unclaimed = await unclaimedWorkers(database.db, plusSeconds(now, -UNCLAIMED_SECONDS));
    await freeJobs(database.db, [...workerIds, ...unclaimed], now);
    if (dead.length > 0)
      log.warn({ processes: dead.map((row) => row.id) }, 'took over the jobs of a process that is gone');
    return dead.length;
  }

  await hold();
  await sweep();
  const timer = setInterval(() => {
    sweep().catch((err: unknown) => log.warn({ err }, 'could not look for dead processes'));
  }, SWEEP_MS);
  timer.unref();
  return {
    sweep,
    async replaced(gone) {
      await register();
      await freeJobs(database.db, gone, clock.now());
    },
    async close() {
      closed = true;
      clearInterval(timer);
      clearTimeout(retry);
      await deleteProcess(database.db, id).catch(() => undefined);
      await holder?.end().catch(() => undefined);
    },
  };
}
