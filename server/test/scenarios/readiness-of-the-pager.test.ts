import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import pg from 'pg';
import { afterEach, expect, test } from 'vitest';
import { cloneDatabase } from '../harness/database.ts';
import { Harness } from '../harness/index.ts';
import { organise, theShop } from '../harness/organisation.ts';

let harness: Harness;
afterEach(() => harness.close());

/** From now on every look at a page ends in an error, as a bug of ours would make it. */
const breakPages = () =>
  harness.database.pool.query(
    `create function refuse() returns trigger language plpgsql as $$ begin raise exception 'broken page'; end $$;
     create trigger refuse before update on page for each row execute function refuse()`,
  );
const mendPages = () => harness.database.pool.query('drop trigger refuse on page');

async function declareP3(): Promise<void> {
  const reply = await harness.http('POST', '/api/v1/incidents', {
    title: 'Checkout is slow',
    severity: 'P3',
    systems: ['checkout'],
  });
  expect(reply.status).toBe(201);
  await harness.settle();
}

test('[ESC-2] /readyz says which work is overdue, although its job waits for another try', async () => {
  harness = await Harness.start();
  harness.othersMayWrite();
  harness.expectErrors(/broken page/);
  await organise(harness, theShop);
  await declareP3();
  expect((await harness.http('GET', '/readyz')).status).toBe(200);
  await breakPages();
  await harness.advance('PT6M');
  const { status, body } = await harness.http('GET', '/readyz');
  expect(status).toBe(503);
  expect(body.checks).toContainEqual({ name: 'pages', ok: false, detail: 'overdue by 60 s' });
  await harness.app.watchdog.run();
  expect((await harness.http('GET', '/metrics')).text).toContain(
    'tocsin_work_overdue_seconds{what="pages"} 60',
  );
  await mendPages();
  await harness.settle();
  expect((await harness.http('GET', '/readyz')).status).toBe(200);
});

test('[ESC-2] a watchman outside hears from us each round, and hears nothing when a page is overdue', async () => {
  let beats = 0;
  const watchman = createServer((_request, response) => {
    beats += 1;
    response.end('OK');
  }).listen(0, '127.0.0.1');
  await once(watchman, 'listening');
  const { port } = watchman.address() as AddressInfo;
  harness = await Harness.start({ env: { HEARTBEAT_URL: `http://127.0.0.1:${port}/ping/tocsin` } });
  harness.othersMayWrite();
  harness.expectErrors(/broken page/);
  await organise(harness, theShop);
  await declareP3();
  await harness.app.watchdog.run();
  expect(beats).toBe(1);
  await breakPages();
  await harness.advance('PT6M');
  await harness.app.watchdog.run();
  expect(beats).toBe(1);
  await mendPages();
  await harness.settle();
  await harness.app.watchdog.run();
  expect(beats).toBe(2);
  watchman.close();
  await once(watchman, 'close');
});

test('[DET-1] a database that has become read-only is said so: nothing can be stored', async () => {
  const database = await cloneDatabase();
  harness = await Harness.start({ database });
  harness.othersMayWrite();
  harness.expectErrors(/terminating connection|read-only/);
  expect((await harness.http('GET', '/readyz')).status).toBe(200);
  const name = new URL(database.url).pathname.slice(1);
  const setter = new pg.Client({ connectionString: database.url });
  await setter.connect();
  await setter.query(`alter database "${name}" set default_transaction_read_only = on`);
  await setter.query(
    'select pg_terminate_backend(pid) from pg_stat_activity where datname = $1 and pid <> pg_backend_pid()',
    [name],
  );
  await setter.end();
  await expect
    .poll(async () => (await harness.http('GET', '/readyz')).body.checks)
    .toEqual([{ name: 'database', ok: false, detail: 'is read-only' }]);
  expect(await harness.http('POST', '/api/v1/incidents', { title: 'Down', severity: 'P1' })).toMatchObject({
    status: 503,
    body: { code: 'database_unavailable', detail: expect.stringContaining('read-only') },
  });
});

test('[DET-1] alerts that cannot be processed stop the heartbeat, and not the front door', async () => {
  harness = await Harness.start();
  harness.othersMayWrite();
  harness.expectErrors(/broken incident/);
  await organise(harness, theShop);
  const made = await harness.http('POST', '/api/v1/integrations', { kind: 'webhook', name: 'Scripts' });
  await harness.database.pool.query(
    `create function refuse() returns trigger language plpgsql as $$ begin raise exception 'broken incident'; end $$;
     create trigger refuse before insert on incident for each row execute function refuse()`,
  );
  await harness.http('POST', `/in/webhook/${made.body.key}`, { title: 'Disk is full' }, { as: null });
  await harness.advance('PT2M');
  const { status, body } = await harness.http('GET', '/readyz');
  expect(status).toBe(200);
  expect(body.checks).toContainEqual(expect.objectContaining({ name: 'held alerts', ok: false }));
  await harness.database.pool.query('drop trigger refuse on incident');
  await harness.advance('PT6M');
  expect((await harness.http('GET', '/readyz')).body.checks).toContainEqual(
    expect.objectContaining({ name: 'held alerts', ok: true }),
  );
});
