import { scheduler } from 'node:timers/promises';
import pg from 'pg';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { MailServer } from '../fakes/mail-server.ts';
import { cloneDatabase } from '../harness/database.ts';
import { organise } from '../harness/organisation.ts';
import { Fleet } from './fleet.ts';
import { alertName, Load } from './load.ts';

/** Each time every session of the product is cut at once, as a restart or a failover of PostgreSQL does. */
const DROPS = 12;
const SETTLE_MS = 120_000;
const RECOVER_MS = 30_000;
const TOKEN = 'an administrator of the chaos, long enough';

let database: { url: string; drop(): Promise<void> };
let mail: MailServer;
let fleet: Fleet;
let client: pg.Client;
beforeEach(async () => {
  database = await cloneDatabase();
  mail = await MailServer.start();
  client = new pg.Client({ connectionString: database.url });
  await client.connect();
  const env = {
    DATABASE_URL: database.url,
    SMTP_URL: mail.url,
    TOCSIN_SECRET: 'the secret of the chaos, which is long enough',
    TOCSIN_URL: 'http://tocsin.test',
    LOG_LEVEL: 'info',
  };
  fleet = await Fleet.start(1, env, TOKEN);
});
afterEach(async () => {
  await fleet.close();
  await client.end();
  await mail.close();
  await database.drop();
});

test('[ESC-2] [DET-1] PostgreSQL drops every connection, again and again under load: the process lives on and every accepted alert is paged', {
  timeout: DROPS * RECOVER_MS + SETTLE_MS,
}, async () => {
  await organise(
    { http: (method, path, body) => fleet.http(method, path, body), person: () => Promise.reject() as never },
    {
      people: { ana: 'UTC', mia: 'UTC' },
      teams: { payments: { onCall: [['ana']], roles: { engineering_manager: 'mia' } } },
      systems: {},
    },
  );
  const integration = await fleet.http('POST', '/api/v1/integrations', {
    kind: 'alertmanager',
    name: 'Prometheus',
  });
  const load = new Load(fleet, integration.body.key);
  mail.onMail = load.arrived;
  const running = load.run(3, 60);
  for (let drop = 0; drop < DROPS; drop += 1) {
    // Between two of them it must have worked again, however slow the machine is.
    const before = load.accepted.size;
    await scheduler.wait(100 + Math.random() * 300);
    const recovered = performance.now() + RECOVER_MS;
    while (load.accepted.size === before && performance.now() < recovered) await scheduler.wait(20);
    expect(load.accepted.size).toBeGreaterThan(before);
    await client.query(
      `select pg_terminate_backend(pid) from pg_stat_activity
       where datname = current_database() and application_name like 'tocsin%'`,
    );
    // Nobody restarts it: one that had ended would leave nobody to answer.
    expect(fleet.size()).toBe(1);
  }
  load.stop();
  await running;
  const giveUp = performance.now() + SETTLE_MS;
  while (load.unpaged().length > 0 && performance.now() < giveUp) await scheduler.wait(100);

  expect(load.unpaged().map(alertName)).toEqual([]);
  expect((await fleet.http('GET', '/readyz')).status).toBe(200);
});
