import { afterEach, beforeEach, expect, test } from 'vitest';
import { cloneDatabase } from '../../../test/harness/database.ts';
import { Abandoned, forCaller } from '../caller.ts';
import { type Database, openDatabase, sql } from './index.ts';

let database: Database;
let drop: () => Promise<void>;
beforeEach(async () => {
  const clone = await cloneDatabase();
  drop = clone.drop;
  database = openDatabase(clone.url, { max: 5, name: 'abandoned', onError: () => undefined });
  await database.pool.query('create table noted (what text)');
});
afterEach(async () => {
  await database.close();
  await drop();
});

/** Resolves once PostgreSQL executes a statement like this, or no longer does. */
const running = (pattern: string, count: number) =>
  expect
    .poll(async () => {
      const { rows } = await database.pool.query<{ n: number }>(
        "select count(*)::int as n from pg_stat_activity where state = 'active' and pid <> pg_backend_pid() and query like $1",
        [`%${pattern}%`],
      );
      return rows[0]?.n;
    })
    .toBe(count);

test('a statement that nobody waits for any more is cancelled, and its transaction undone', async () => {
  const gone = new AbortController();
  const work = forCaller(gone.signal, () =>
    database.transaction(async (tx) => {
      await sql`insert into noted values ('half')`.execute(tx);
      await sql`select pg_sleep(25)`.execute(tx);
    }),
  );
  const ended = expect(work).rejects.toBeInstanceOf(Abandoned);
  await running('pg_sleep(25)', 1);
  gone.abort();
  await ended;
  await running('pg_sleep(25)', 0);
  expect((await database.pool.query('select * from noted')).rows).toEqual([]);
});

test('no further statement is sent, a commit neither; the connection is as good as before', async () => {
  const gone = new AbortController();
  const work = forCaller(gone.signal, () =>
    database.transaction(async (tx) => {
      await sql`insert into noted values ('last')`.execute(tx);
      gone.abort();
    }),
  );
  await expect(work).rejects.toBeInstanceOf(Abandoned);
  await expect(forCaller(gone.signal, () => sql`select 1`.execute(database.db))).rejects.toBeInstanceOf(
    Abandoned,
  );
  expect((await sql`select * from noted`.execute(database.db)).rows).toEqual([]);
});
