import { scheduler } from 'node:timers/promises';
import pg from 'pg';
import { expect, test } from 'vitest';
import { Gate } from '../../../test/fakes/gate.ts';
import { Pooler } from '../../../test/fakes/pooler.ts';
import { cloneDatabase } from '../../../test/harness/database.ts';
import { Breaker } from './breaker.ts';
import { connection, endSilentConnections } from './connection.ts';
import { type Database, isConnectionLost, openDatabase } from './index.ts';

const at = (url: string) => ({ url, breaker: new Breaker() });

test('a connection whose server has gone silent ends, with what waits on it; a slow answer is waited for', async () => {
  const { url: direct, drop } = await cloneDatabase();
  const url = new URL(direct);
  const gate = await Gate.before(Number(url.port));
  url.port = String(gate.port);
  const pool = new pg.Pool({ ...connection(at(url.toString()), 'test'), max: 1 });
  pool.on('error', () => undefined);
  endSilentConnections(pool, 1_000, 50);
  try {
    await pool.query('select pg_sleep(0.5)');
    const client = await pool.connect();
    await client.query('begin');
    gate.freeze();
    await expect(client.query('select 1')).rejects.toThrow('does not answer');
    client.release(true);
    await gate.restore();
    expect((await pool.query('select 1 as one')).rows).toEqual([{ one: 1 }]);
  } finally {
    await pool.end();
    await gate.cut();
    await drop();
  }
});

test('sessions give up by themselves what a dead or stopped process of ours would hold', async () => {
  const { url, drop } = await cloneDatabase();
  const pool = new pg.Pool({ ...connection(at(url), 'test'), max: 1 });
  const { rows } = await pool.query(
    `select name, setting from pg_settings where name in
       ('TimeZone', 'statement_timeout', 'idle_in_transaction_session_timeout', 'transaction_timeout',
        'tcp_user_timeout', 'tcp_keepalives_idle')`,
  );
  const settings = Object.fromEntries(rows.map(({ name, setting }) => [name, setting]));
  expect(settings).toMatchObject({
    idle_in_transaction_session_timeout: '10000',
    statement_timeout: '30000',
    tcp_keepalives_idle: '20',
    tcp_user_timeout: '40000',
    TimeZone: 'UTC',
  });
  // PostgreSQL 17 and newer have it.
  expect(settings.transaction_timeout ?? '120000').toBe('120000');
  await pool.end();
  await drop();
});

test('what a database is set to changes neither what is stored nor how it is read', async () => {
  const { url, drop } = await cloneDatabase();
  const setter = new pg.Client({ connectionString: url });
  await setter.connect();
  const name = new URL(url).pathname.slice(1);
  for (const set of [
    'synchronous_commit = off',
    "datestyle = 'German'",
    "intervalstyle = 'iso_8601'",
    "bytea_output = 'escape'",
    'default_transaction_isolation = serializable',
    'lock_timeout = 1',
    'idle_session_timeout = 1000',
  ])
    await setter.query(`alter database "${name}" set ${set}`);
  await setter.end();
  const pool = new pg.Pool({ ...connection(at(url), 'test'), max: 1 });
  const { rows } = await pool.query(
    `select current_setting('synchronous_commit') as commit, current_setting('transaction_isolation') as isolation,
       '2031-03-04T05:06:07Z'::timestamptz::text as time, '1 day 2 hours'::interval::text as interval, '\\x00ff'::bytea::text as bytes,
       current_setting('lock_timeout') as lock, current_setting('idle_session_timeout') as idle`,
  );
  expect(rows).toEqual([
    {
      commit: 'on',
      isolation: 'read committed',
      time: '2031-03-04 05:06:07+00',
      interval: '1 day 02:00:00',
      bytes: '\\x00ff',
      lock: '0',
      idle: '0',
    },
  ]);
  await pool.end();
  await drop();
});

test('a stronger promise than ours stays: a commit that waits for the replicas', async () => {
  const { url, drop } = await cloneDatabase();
  const setter = new pg.Client({ connectionString: url });
  await setter.connect();
  await setter.query(
    `alter database "${new URL(url).pathname.slice(1)}" set synchronous_commit = remote_apply`,
  );
  await setter.end();
  const pool = new pg.Pool({ ...connection(at(url), 'test'), max: 1 });
  const { rows } = await pool.query('show synchronous_commit');
  expect(rows).toEqual([{ synchronous_commit: 'remote_apply' }]);
  await pool.end();
  await drop();
});

test('a new connection that is let in and gets no answer is given up within seconds, and does not keep its place in the pool', async () => {
  const { url, drop } = await cloneDatabase();
  // A pooler with one session, which somebody else has: as one that is paused.
  const pooler = await Pooler.before(url, 1, 'session');
  const through = new URL(url);
  through.port = String(pooler.port);
  const holder = new pg.Client({ connectionString: through.toString() });
  const pool = new pg.Pool({ ...connection(at(through.toString()), 'test'), max: 1 });
  pool.on('error', () => undefined);
  try {
    await holder.connect();
    await holder.query('select 1');
    await expect(pool.query('select 1')).rejects.toThrow(/timeout/);
    await holder.end();
    await expect
      .poll(
        () =>
          pool.query('select 1 as one').then(
            ({ rows }) => rows,
            () => undefined,
          ),
        { timeout: 20_000 },
      )
      .toEqual([{ one: 1 }]);
  } finally {
    await pool.end();
    await pooler.close();
    await drop();
  }
});

test('a database that is frozen is asked by one connection of a process at a time, however many wait for it; once it is back all of them go on', async () => {
  const { url: direct, drop } = await cloneDatabase();
  const url = new URL(direct);
  const gate = await Gate.before(Number(url.port));
  url.port = String(gate.port);
  const options = { max: 10, name: 'test', onError: () => undefined };
  const database = openDatabase(url.toString(), options);
  const queue = openDatabase(database, options);
  gate.goSilent();
  const stop = new AbortController();
  const failures: unknown[] = [];
  const ask = async ({ pool }: Database) => {
    while (!stop.signal.aborted) {
      const wait = await pool.query('select 1').then(
        () => 10,
        (error: unknown) => {
          failures.push(error);
          return 50;
        },
      );
      await scheduler.wait(wait);
    }
  };
  const asking = [database, queue].flatMap((one) => Array.from({ length: 10 }, () => ask(one)));
  try {
    // All at once, before anybody knows; and then one by one.
    await expect.poll(() => gate.taken).toBe(20);
    await expect.poll(() => gate.open).toBe(0);
    const most = { open: 0 };
    await expect
      .poll(
        () => {
          most.open = Math.max(most.open, gate.open);
          return gate.taken;
        },
        { timeout: 30_000, interval: 5 },
      )
      .toBe(22);
    expect(most.open).toBe(1);
    expect(failures.length).toBeGreaterThan(100);
    expect(failures.filter((error) => !isConnectionLost(error))).toEqual([]);
    await gate.restore();
    await expect.poll(() => gate.open / 2).toBe(20);
  } finally {
    stop.abort();
    await Promise.all(asking);
    await Promise.all([database.close(), queue.close()]);
    await gate.cut();
    await drop();
  }
});
