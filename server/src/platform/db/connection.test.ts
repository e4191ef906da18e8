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

test('sessions give up by themselves what a dead process of ours would hold', async () => {
  const { url, drop } = await cloneDatabase();
  const client = new pg.Client(connection(url, 'test'));
  await client.connect();
  const { rows } = await client.query(
    `select name, setting from pg_settings where name in
       ('TimeZone', 'statement_timeout', 'idle_in_transaction_session_timeout', 'tcp_user_timeout', 'tcp_keepalives_idle')
     order by lower(name)`,
  );
  expect(Object.fromEntries(rows.map(({ name, setting }) => [name, setting]))).toMatchObject({
    idle_in_transaction_session_timeout: '60000',
    statement_timeout: '30000',
    tcp_keepalives_idle: '20',
    tcp_user_timeout: '40000',
    TimeZone: 'UTC',
  });
  await client.end();
  await drop();
});
