import { afterEach, beforeEach, expect, test } from 'vitest';
import { cloneDatabase } from '../../../test/harness/database.ts';
import { again } from './again.ts';
import { type Database, openDatabase, sql, type Tx } from './index.ts';

let database: Database;
let drop: () => Promise<void>;
beforeEach(async () => {
  const clone = await cloneDatabase();
  drop = clone.drop;
  database = openDatabase(clone.url, { max: 4, name: 'test', onError: () => undefined });
  await database.pool.query('create table tally (name text primary key, count int not null)');
  await database.pool.query("insert into tally values ('a', 0), ('b', 0)");
});
afterEach(async () => {
  await database.close();
  await drop();
});

const count = (tx: Tx, name: string) =>
  sql`update tally set count = count + 1 where name = ${name}`.execute(tx);

/** Two transactions that each hold what the other wants: PostgreSQL ends one of them. */
async function crossing(tries: number): Promise<{ tried: number; results: PromiseSettledResult<string>[] }> {
  const both = Promise.withResolvers<void>();
  let holding = 0;
  let tried = 0;
  const take = (first: string, second: string) =>
    again(
      () =>
        database.transaction(async (tx) => {
          tried += 1;
          await count(tx, first);
          if (++holding === 2) both.resolve();
          await both.promise;
          await count(tx, second);
          return first;
        }),
      { tries },
    );
  return { results: await Promise.allSettled([take('a', 'b'), take('b', 'a')]), tried };
}

const tally = async () => (await database.pool.query('select count from tally order by name')).rows;

test('who loses a deadlock tries again, and nothing is done twice', async () => {
  const { tried, results } = await crossing(5);
  expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled']);
  // Nearly always 3. The loser may take its first row again before the other has woken up, and then one of them loses anew.
  expect(tried).toBeGreaterThan(2);
  expect(await tally()).toEqual([{ count: 2 }, { count: 2 }]);
});

test('after the last try the deadlock is told', async () => {
  const { results } = await crossing(1);
  expect(results.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  expect(await tally()).toEqual([{ count: 1 }, { count: 1 }]);
});

test('any other failure is told at once', async () => {
  let tried = 0;
  const work = () =>
    database.transaction(async (tx) => {
      tried += 1;
      await sql`insert into tally values ('a', 0)`.execute(tx);
    });
  await expect(again(work)).rejects.toMatchObject({ code: '23505' });
  expect(tried).toBe(1);
});
