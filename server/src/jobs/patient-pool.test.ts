import { afterEach, beforeEach, expect, test } from 'vitest';
import { cloneDatabase } from '../../test/harness/database.ts';
import { systemClock } from '../platform/clock.ts';
import { type Database, openDatabase } from '../platform/db/index.ts';
import { createLog } from '../platform/log/index.ts';
import { startWorkers, type Workers, wakeAt } from './index.ts';

let database: Database;
let queue: Database;
let drop: () => Promise<void>;
let workers: Workers | undefined;
beforeEach(async () => {
  const clone = await cloneDatabase();
  drop = clone.drop;
  const options = { max: 5, onError: () => undefined };
  database = openDatabase(clone.url, { ...options, name: 'test' });
  queue = openDatabase(clone.url, { ...options, name: 'queue' });
});
afterEach(async () => {
  await workers?.stop();
  await queue.close();
  await database.close();
  await drop();
});

/** Whatever the queue wants to write about a finished job is refused, as a read-only standby after a failover does. */
const refuse = (event: 'delete' | 'update') =>
  database.pool.query(
    `create function refuse() returns trigger language plpgsql as $$ begin
       if tg_op = 'DELETE' or new.locked_by is null then raise exception using errcode = '25006', message = 'read only'; end if;
       return new; end $$;
     create trigger refuse before ${event} on graphile_worker._private_jobs for each row execute function refuse()`,
  );

test.each([
  { event: 'delete', fails: false, says: 'done' },
  { event: 'update', fails: true, says: 'failed' },
] as const)(
  'a job that cannot be given back as $says is given back later, and the process lives on',
  async ({ event, fails }) => {
    let looked = 0;
    const unhandled: unknown[] = [];
    const hear = (error: unknown) => unhandled.push(error);
    process.on('unhandledRejection', hear);
    try {
      await refuse(event);
      const look = async () => {
        looked += 1;
        if (fails) throw new Error('as the test wants it');
      };
      workers = await startWorkers(
        queue.pool,
        [{ name: 'looking', concurrency: 1, tasks: { look } }],
        createLog('silent'),
      );
      for (const key of ['a', 'b'])
        await database.transaction((tx) => wakeAt(tx, { task: 'look', key, runAt: systemClock.now() }));
      // The worker goes on with the next one meanwhile.
      await expect.poll(() => looked).toBe(2);
      const inHand = async () => {
        const { rows } = await database.pool.query(
          'select locked_by from graphile_worker.jobs where locked_by is not null',
        );
        return rows.length;
      };
      expect(await inHand()).toBe(2);
      await database.pool.query('drop trigger refuse on graphile_worker._private_jobs');
      await expect.poll(inHand).toBe(0);
      expect(unhandled).toEqual([]);
    } finally {
      process.off('unhandledRejection', hear);
    }
  },
);

test('a job whose taking was committed and not heard of is taken again at once, with all its tries', async () => {
  let looked = 0;
  const attempts: number[] = [];
  const look = async (_payload: unknown, attempt: number) => {
    looked += 1;
    attempts.push(attempt);
  };
  // Between the commit and its answer the connection is lost, once.
  let lost = false;
  const pool = new Proxy(queue.pool, {
    get: (target, name) => {
      const value = Reflect.get(target, name, target);
      if (name !== 'connect') return typeof value === 'function' ? value.bind(target) : value;
      return async (callback: unknown) => {
        if (callback !== undefined) return Reflect.apply(value, target, [callback]);
        const client = await queue.pool.connect();
        const { query } = client;
        client.query = (async (...args: unknown[]) => {
          const result = (await Reflect.apply(query, client, args)) as { rows: unknown[] };
          const isTaking =
            /^get_job/.test((args[0] as { name?: string }).name ?? '') && result.rows.length > 0;
          if (isTaking && !lost) {
            lost = true;
            throw new Error('Connection terminated unexpectedly');
          }
          return result;
        }) as typeof query;
        return client;
      };
    },
  });
  workers = await startWorkers(
    pool,
    [{ name: 'looking', concurrency: 2, tasks: { look } }],
    createLog('silent'),
  );
  await database.transaction((tx) => wakeAt(tx, { task: 'look', key: 'a', runAt: systemClock.now() }));
  await expect.poll(() => looked).toBe(1);
  expect(attempts).toEqual([1]);
  expect(lost).toBe(true);
});
