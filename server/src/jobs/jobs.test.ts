import { afterEach, beforeEach, expect, test } from 'vitest';
import { cloneDatabase } from '../../test/harness/database.ts';
import { plusSeconds } from '../kernel/index.ts';
import { systemClock } from '../platform/clock.ts';
import { type Database, openDatabase } from '../platform/db/index.ts';
import { cancelWakeup, wakeAt, wakeupsPending } from './index.ts';

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

test('what one transaction wants of the queue is written at its end: of each subject the last word', async () => {
  const at = systemClock.now();
  const later = plusSeconds(at, 60);
  await database.transaction((tx) =>
    wakeAt(tx, ...['stays', 'goes'].map((key) => ({ task: 'look', key, runAt: at }))),
  );
  await database.transaction(async (tx) => {
    await cancelWakeup(tx, 'look', 'goes');
    await cancelWakeup(tx, 'look', 'stays');
    await wakeAt(tx, { task: 'look', key: 'stays', runAt: later });
    await wakeAt(tx, { task: 'look', key: 'new', runAt: later });
    await cancelWakeup(tx, 'look', 'new');
    await cancelWakeup(tx, 'look', 'never there');
    expect(await wakeupsPending(tx, 'look', ['stays', 'goes', 'new'])).toEqual(new Set(['stays', 'goes']));
  });
  const { rows } = await database.pool.query('select key, run_at from graphile_worker.jobs');
  expect(rows).toEqual([{ key: 'look:stays', run_at: later }]);
});

test('a transaction that rolls back wakes nobody', async () => {
  const lost = database.transaction(async (tx) => {
    await wakeAt(tx, { task: 'look', key: 'page-1', runAt: systemClock.now() });
    throw new Error('rolled back');
  });
  await expect(lost).rejects.toThrow('rolled back');
  const { rows } = await database.pool.query('select key from graphile_worker.jobs');
  expect(rows).toEqual([]);
});

test('a wake-up in a transaction opened in another way is refused and not lost', async () => {
  const lost = database.db
    .transaction()
    .execute((tx) => wakeAt(tx, { task: 'look', key: 'page-1', runAt: systemClock.now() }));
  await expect(lost).rejects.toThrow('inTransaction');
});
