import pg from 'pg';
import { expect, test } from 'vitest';
import { Gate } from '../fakes/gate.ts';
import { eachWithProcesses } from './starts.ts';

const starts = eachWithProcesses();

test('the first start prints the set-up link, answers that it is ready, and SIGTERM ends it cleanly', async () => {
  const tocsin = await starts.start();
  expect(tocsin.output()).toMatch(/http:\/\/127\.0\.0\.1:\d+\/setup\?token=[\w-]{40,}/);
  expect(tocsin.output()).toMatch(/"channel":"email","missing":"SMTP_URL is not set."/);
  const ready = await fetch(`${tocsin.url}/readyz`);
  expect(ready.status).toBe(200);
  expect(await ready.json()).toMatchObject({ ready: true });
  tocsin.child.kill('SIGTERM');
  expect(await tocsin.ended).toBe(0);
});

test('SIGTERM ends the embedded PostgreSQL as well, in order', async () => {
  const tocsin = await starts.start({ DATABASE_URL: '' });
  expect((await fetch(`${tocsin.url}/readyz`)).status).toBe(200);
  tocsin.child.kill('SIGTERM');
  expect(await tocsin.ended).toBe(0);
  expect(tocsin.output()).not.toMatch(/broke|terminating connection/);
});

test('a stream that is open does not keep the process from ending', async () => {
  const token = 'a bootstrap token that is long enough to pass';
  const tocsin = await starts.start({ TOCSIN_BOOTSTRAP_TOKEN: token });
  const stream = await fetch(`${tocsin.url}/api/v1/stream`, {
    headers: { authorization: `Bearer ${token}` },
  });
  expect(stream.status).toBe(200);
  tocsin.child.kill('SIGTERM');
  expect(await tocsin.ended).toBe(0);
  expect(await stream.text()).toContain('retry: 1000');
});

test('no more connections are opened than TOCSIN_DB_CONNECTIONS allows, however many ask at once', async () => {
  const token = 'a bootstrap token that is long enough to pass';
  const tocsin = await starts.start({ TOCSIN_DB_CONNECTIONS: '20', TOCSIN_BOOTSTRAP_TOKEN: token });
  const answers = await Promise.all(
    Array.from({ length: 100 }, () =>
      fetch(`${tocsin.url}/api/v1/incidents`, { headers: { authorization: `Bearer ${token}` } }),
    ),
  );
  expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
  const client = new pg.Client({ connectionString: starts.url });
  await client.connect();
  const { rows } = await client.query(
    "select count(*)::int as count from pg_stat_activity where datname = current_database() and application_name like 'tocsin%'",
  );
  await client.end();
  expect(rows[0].count).toBeGreaterThan(5);
  expect(rows[0].count).toBeLessThanOrEqual(20);
});

test('a database that hangs is said within seconds, and does not keep the process from ending', async () => {
  const url = new URL(starts.url);
  const gate = await Gate.before(Number(url.port));
  url.port = String(gate.port);
  const tocsin = await starts.start({ DATABASE_URL: url.toString() });
  gate.freeze();
  const ready = await fetch(`${tocsin.url}/readyz`, { signal: AbortSignal.timeout(4_000) });
  expect(ready.status).toBe(503);
  expect(await ready.json()).toMatchObject({ checks: [{ name: 'database', ok: false }] });
  const asked = performance.now();
  tocsin.child.kill('SIGTERM');
  await tocsin.ended;
  expect(performance.now() - asked).toBeLessThan(10_000);
  await gate.cut();
}, 40_000);

test('several processes starting at once on an empty database migrate it once and all become ready', async () => {
  const client = new pg.Client({ connectionString: starts.url });
  await client.connect();
  await client.query('drop schema public cascade; drop schema graphile_worker cascade; create schema public');
  await client.end();
  const secret = 'the secret of this installation is this';
  const processes = await Promise.all(
    Array.from({ length: 4 }, () => starts.start({ TOCSIN_SECRET: secret })),
  );
  for (const tocsin of processes) expect((await fetch(`${tocsin.url}/healthz`)).status).toBe(200);
  expect(processes.filter((tocsin) => tocsin.output().includes('database schema migrated'))).toHaveLength(1);
});
