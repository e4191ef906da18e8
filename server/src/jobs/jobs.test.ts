import { afterEach, beforeEach, expect, test } from 'vitest';
import { cloneDatabase } from '../../test/harness/database.ts';
import { systemClock } from '../platform/clock.ts';
import { type Database, openDatabase } from '../platform/db/index.ts';
import { wakeAt } from './index.ts';

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

const wake = () =>
  database.transaction((tx) => wakeAt(tx, { task: 'look', key: 'page-1', runAt: systemClock.now() }));

test('a wake-up added while a worker is taking the one before is not lost', async () => {
  await wake();
  const worker = await database.pool.connect();
  await worker.query('begin');
  // As a worker takes a job: the row is locked and marked, the commit is yet to come.
  await worker.query("update graphile_worker._private_jobs set locked_by = 'worker', locked_at = now()");
  const added = wake();
  await expect
    .poll(async () => {
      const { rows } = await database.pool.query(
        "select count(*) as waiting from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'",
      );
      return rows[0].waiting;
    })
    .toBe(1);
  await worker.query('commit');
  worker.release();
  await added;
  const { rows } = await database.pool.query(
    'select key, locked_by from graphile_worker.jobs order by locked_by nulls first',
  );
  expect(rows).toEqual([
    { key: 'look:page-1', locked_by: null },
    { key: null, locked_by: 'worker' },
  ]);
});
