import { afterEach, beforeEach, expect, test } from 'vitest';
import { cloneDatabase } from '../../test/harness/database.ts';
import { plusSeconds } from '../kernel/index.ts';
import { systemClock } from '../platform/clock.ts';
import { type Database, openDatabase } from '../platform/db/index.ts';
import { createLog } from '../platform/log/index.ts';
import { startWorkers, type TaskGroup, type Workers, wakeAt } from './index.ts';

let database: Database;
let drop: () => Promise<void>;
let workers: Workers | undefined;
/** Subjects in the order in which they were looked at, as `task:key`. */
let seen: string[];
/** What a slow provider waits for. */
let provider: PromiseWithResolvers<void>;
beforeEach(async () => {
  const clone = await cloneDatabase();
  drop = clone.drop;
  database = openDatabase(clone.url, { max: 10, name: 'dispatched', onError: () => undefined });
  seen = [];
  provider = Promise.withResolvers();
});
afterEach(async () => {
  provider.resolve();
  await workers?.stop();
  await database.close();
  await drop();
});

const group = (name: string, handle?: () => Promise<void>): TaskGroup => ({
  name,
  concurrency: 2,
  tasks: {
    [name]: async ({ key }) => {
      seen.push(`${name}:${String(key)}`);
      await handle?.();
    },
  },
});
const start = async (...groups: TaskGroup[]) => {
  workers = await startWorkers(database.pool, groups, createLog('silent'));
};
const wake = (task: string, key: string, seconds = 0) =>
  database.transaction((tx) => wakeAt(tx, { task, key, runAt: plusSeconds(systemClock.now(), seconds) }));
const sessions = async (query: string): Promise<number> =>
  (
    await database.pool.query(
      `select count(pg_terminate_backend(pid))::int as n from pg_stat_activity
       where datname = current_database() and pid <> pg_backend_pid() and query like $1`,
      [query],
    )
  ).rows[0].n;

test('a provider that does not answer holds up its own messages and no others', async () => {
  await start(
    group('slow', () => provider.promise),
    group('pages'),
  );
  for (const key of ['1', '2', '3']) await wake('slow', key);
  await expect.poll(() => seen.length).toBe(2);
  await wake('pages', '1');
  await expect.poll(() => seen.length).toBe(3);
  // Two workers take the first two at the same time, and either may be the first to say so.
  expect(seen.toSorted()).toEqual(['pages:1', 'slow:1', 'slow:2']);
  provider.resolve();
  await expect.poll(() => seen.at(-1)).toBe('slow:3');
});

test('what is due later is taken at its time, by nobody’s word', async () => {
  await start(group('look'));
  await wake('look', 'later', 0.4);
  await wake('look', 'now');
  await expect.poll(() => seen).toEqual(['look:now', 'look:later']);
});

test('all workers listen on one connection; without it what is due is found all the same', async () => {
  await start(group('a'), group('b'), group('c'));
  await wake('a', '1');
  await expect.poll(() => seen).toEqual(['a:1']);
  expect(await sessions('listen%')).toBe(1);
  await wake('b', '1');
  await expect.poll(() => seen).toEqual(['a:1', 'b:1']);
  await wake('c', '1');
  await expect.poll(() => seen).toEqual(['a:1', 'b:1', 'c:1']);
});
