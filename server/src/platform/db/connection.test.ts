import pg from 'pg';
import { expect, test } from 'vitest';
import { Gate } from '../../../test/fakes/gate.ts';
import { cloneDatabase } from '../../../test/harness/database.ts';
import { connection, endSilentConnections } from './connection.ts';

test('a connection whose server has gone silent ends, with what waits on it; a slow answer is waited for', async () => {
  const { url: direct, drop } = await cloneDatabase();
  const url = new URL(direct);
  const gate = await Gate.before(Number(url.port));
  url.port = String(gate.port);
  const pool = new pg.Pool({ ...connection(url.toString(), 'test'), max: 1 });
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
  const pool = new pg.Pool({ ...connection(url, 'test'), max: 1 });
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

test('a new connection that gets no answer is given up within seconds, and does not keep its place in the pool', async () => {
  const { url: direct, drop } = await cloneDatabase();
  const url = new URL(direct);
  const gate = await Gate.before(Number(url.port));
  url.port = String(gate.port);
  const { onConnect, ...rest } = connection(url.toString(), 'test');
  let freezes = 1;
  const pool = new pg.Pool({
    ...rest,
    max: 1,
    onConnect: (client) => {
      if (freezes-- > 0) gate.freeze();
      return onConnect(client);
    },
  });
  try {
    await expect(pool.query('select 1')).rejects.toThrow(/timeout/);
    await gate.restore();
    expect((await pool.query('select 1 as one')).rows).toEqual([{ one: 1 }]);
  } finally {
    await pool.end();
    await gate.cut();
    await drop();
  }
});
