import { afterEach, beforeEach, expect, test } from 'vitest';
import { cloneDatabase } from '../../../test/harness/database.ts';
import { plusSeconds } from '../../kernel/index.ts';
import { systemClock } from '../clock.ts';
import { type Database, type HoldOptions, openDatabase } from '../db/index.ts';
import { createLog } from '../log/index.ts';
import { registerProcess } from './index.ts';

let database: Database;
let drop: () => Promise<void>;
beforeEach(async () => {
  const clone = await cloneDatabase();
  drop = clone.drop;
  database = openDatabase(clone.url, { max: 5, name: 'test', onError: () => undefined });
});
afterEach(async () => {
  await database.close();
  await drop();
});

const atOnce: HoldOptions['pause'] = async (_ms, { signal }) => signal.throwIfAborted();
/** As of a process that is gone: a lock that was lost is not taken again. */
const never: HoldOptions['pause'] = (_ms, { signal }) =>
  new Promise((_resolve, reject) => signal.addEventListener('abort', () => reject(signal.reason)));

const register = (workerIds: string[], pause: HoldOptions['pause'] = atOnce) =>
  registerProcess({
    database,
    clock: systemClock,
    log: createLog('silent'),
    role: 'worker',
    workerIds: () => workerIds,
    pause,
  });

/** Sessions that hold the lock of a process, by the pids of PostgreSQL. */
async function lockSessions(): Promise<number[]> {
  const { rows } = await database.pool.query(
    `select pid from pg_stat_activity where datname = current_database() and application_name = 'tocsin-process'`,
  );
  return rows.map(({ pid }) => pid);
}

/** A job that this worker has in hand since `secondsAgo`. */
async function jobInHand(worker: string, secondsAgo = 0): Promise<void> {
  await database.pool.query('select graphile_worker.add_job($1)', ['look']);
  await database.pool.query(
    'update graphile_worker._private_jobs set locked_by = $1, locked_at = $2 where locked_by is null',
    [worker, plusSeconds(systemClock.now(), -secondsAgo)],
  );
}

const workersWithJobs = async () => {
  const { rows } = await database.pool.query('select locked_by from graphile_worker.jobs order by locked_by');
  return rows.map((row) => row.locked_by);
};

test('the jobs of a process that was killed are free for others at once; those of a living one are not', async () => {
  const victim = await register(['pool-victim'], never);
  const living = await register(['pool-living']);
  const sweeper = await register([]);
  await jobInHand('pool-victim');
  await jobInHand('pool-living');
  // What a kill -9 does, seen from the database: the session that held the lock ends, the row stays.
  await database.pool.query(
    `select pg_terminate_backend(l.pid) from pg_locks l join process p
     on l.objid::bigint = p.lock_key & 4294967295 and l.classid::bigint = p.lock_key >> 32
     where l.locktype = 'advisory' and p.worker_ids = '{pool-victim}'`,
  );
  await expect.poll(() => sweeper.sweep().then(workersWithJobs)).toEqual(['pool-living', null]);
  for (const registry of [victim, living, sweeper]) await registry.close();
});

test('a process that loses its lock again and again takes it back, with one session, and nobody takes its jobs', async () => {
  const losing = await register(['pool-losing']);
  for (let loss = 0; loss < 8; loss += 1) {
    const [pid] = await lockSessions();
    await database.pool.query('select pg_terminate_backend($1)', [pid]);
    await expect.poll(lockSessions).not.toContain(pid);
    await expect.poll(async () => (await lockSessions()).length).toBe(1);
  }
  const locked = `select count(*)::int as count from pg_locks l join process p
     on l.objid::bigint = p.lock_key & 4294967295 and l.classid::bigint = p.lock_key >> 32
     where l.locktype = 'advisory' and l.granted`;
  await expect.poll(async () => (await database.pool.query(locked)).rows[0].count).toBe(1);
  await jobInHand('pool-losing');
  const sweeper = await register([]);
  await sweeper.sweep();
  expect(await workersWithJobs()).toEqual(['pool-losing']);
  for (const registry of [losing, sweeper]) await registry.close();
});

test('a job held by a worker that nobody registered is freed after a while, not at once', async () => {
  const sweeper = await register([]);
  await jobInHand('pool-young', 1);
  await jobInHand('pool-old', 60);
  await sweeper.sweep();
  expect(await workersWithJobs()).toEqual(['pool-young', null]);
  await sweeper.close();
});

test('a job loses no try when its process dies, and one that was replaced meanwhile is gone', async () => {
  const sweeper = await register([]);
  await database.pool.query(
    "select graphile_worker.add_job('look', job_key => key, max_attempts => 2) from unnest('{kept,replaced}'::text[]) key",
  );
  for (let death = 1; death <= 4; death += 1) {
    await database.pool.query(
      `update graphile_worker._private_jobs set locked_by = 'pool-gone', attempts = attempts + 1, locked_at = $1
       where key is not null`,
      [plusSeconds(systemClock.now(), -60)],
    );
    if (death === 1)
      await database.pool.query(
        "select graphile_worker.add_job('look', job_key => 'replaced', max_attempts => 2)",
      );
    await sweeper.sweep();
  }
  const { rows } = await database.pool.query(
    'select key, max_attempts - attempts as left, locked_by from graphile_worker.jobs order by key',
  );
  expect(rows).toEqual([
    { key: 'kept', left: 2, locked_by: null },
    { key: 'replaced', left: 2, locked_by: null },
  ]);
  await sweeper.close();
});
