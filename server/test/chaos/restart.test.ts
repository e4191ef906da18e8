import { execFile } from 'node:child_process';
import { chmod, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { scheduler } from 'node:timers/promises';
import { promisify } from 'node:util';
import pg from 'pg';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type EmbeddedPostgres, startEmbeddedPostgres } from '../../src/platform/db/index.ts';
import { MailServer } from '../fakes/mail-server.ts';
import { freePort } from '../harness/child.ts';
import { organise } from '../harness/organisation.ts';
import { Fleet } from './fleet.ts';
import { alertName, Load } from './load.ts';

/** `npm run chaos` makes it 50 of each; within `npm test` it is a few. */
const RESTARTS = Number(process.env.CHAOS_RESTARTS ?? 3);
const TOKEN = 'an administrator of the chaos, long enough';
/** What a process opens at most, unless it is told otherwise. */
const CONNECTIONS = 35;
/** From the return of the database until every process uses it; a machine that runs other tests beside is slow. */
const ANSWERS_MS = 20_000;
/** And until what has waited for it is done, so that nothing is overdue. */
const READY_MS = 90_000;
/** A page that comes later than this after its alert was accepted is counted as late. */
const LATE_MS = 60_000;
const SETTLE_MS = 150_000;

let folder: string;
let mail: MailServer;
let fleet: Fleet | undefined;
let outside: EmbeddedPostgres | undefined;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tocsin-restart-'));
  await chmod(folder, 0o711);
  mail = await MailServer.start();
});
afterEach(async () => {
  await fleet?.close();
  fleet = undefined;
  await outside?.stop();
  outside = undefined;
  await mail.close();
  await rm(folder, { recursive: true, force: true });
});

const environment = (env: Readonly<Record<string, string>>) => ({
  SMTP_URL: mail.url,
  TOCSIN_SECRET: 'the secret of the chaos, which is long enough',
  TOCSIN_URL: 'http://tocsin.test',
  TOCSIN_DATA: folder,
  LOG_LEVEL: 'info',
  ...env,
});

async function loadOn(fleet: Fleet): Promise<Load> {
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
  return load;
}

/** How long until every process uses its database again, and until it is ready, in milliseconds. */
async function untilReady(
  fleet: Fleet,
  url: () => Promise<string>,
): Promise<{ answers: number; ready: number }> {
  const begun = performance.now();
  let answers: number | undefined;
  for (;;) {
    const refusals = await fleet.notReady();
    const waited = performance.now() - begun;
    if (!refusals.some((refusal) => !refusal.includes('"database","ok":true'))) answers ??= waited;
    if (refusals.length === 0) return { answers: answers ?? waited, ready: waited };
    if (waited > (answers === undefined ? ANSWERS_MS : READY_MS))
      throw new Error(
        `Not ready ${waited / 1000} s after the database was back:\n${[...refusals, ...(await overdueJobs(await url()))].join('\n')}`,
      );
    await scheduler.wait(50);
  }
}

/** Restarts the database again and again under load, and counts what became of the alerts. */
async function endure(fleet: Fleet, url: () => Promise<string>, restart: (number: number) => Promise<void>) {
  const load = await loadOn(fleet);
  const running = load.run(2, 400);
  const slowest = { answers: 0, ready: 0 };
  for (let number = 1; number <= RESTARTS; number += 1) {
    await scheduler.wait(200 + Math.random() * 800);
    await restart(number);
    const { answers, ready } = await untilReady(fleet, url);
    slowest.answers = Math.max(slowest.answers, answers);
    slowest.ready = Math.max(slowest.ready, ready);
  }
  load.stop();
  await running;
  const giveUp = performance.now() + SETTLE_MS;
  while (load.unpaged().length > 0 && performance.now() < giveUp) await scheduler.wait(100);
  await load.allAcknowledged();
  const counted = {
    restarts: RESTARTS,
    ...load.count(LATE_MS),
    databaseUsedAfter: `${(slowest.answers / 1_000).toFixed(1)} s`,
    readyAfter: `${(slowest.ready / 1_000).toFixed(1)} s`,
  };
  process.stdout.write(`${expect.getState().currentTestName}\n  ${JSON.stringify(counted)}\n`);
  expect(load.unpaged().map(alertName)).toEqual([]);
  expect(load.accepted.size).toBeGreaterThan(RESTARTS);
  expect(await fleet.http('POST', '/api/v1/verify', {})).toMatchObject({ status: 200, body: { ok: true } });
}

/** What the queue has to say of jobs that are due, the oldest first. */
async function overdueJobs(url: string): Promise<string[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const { rows } = await client.query(
    `select j.task_identifier as task, j.run_at, j.attempts, j.locked_at, j.locked_by, j.last_error, now() as now,
       count(*) over () as overdue
     from graphile_worker.jobs j where j.run_at < now() order by j.run_at limit 12`,
  );
  await client.end();
  return rows.map((row) => JSON.stringify(row));
}

/** Sessions of the product, by what they are for. */
async function sessions(url: string): Promise<Record<string, number>> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const { rows } = await client.query(
    `select application_name as name, count(*)::int as count from pg_stat_activity
     where application_name like 'tocsin%' group by 1`,
  );
  await client.end();
  return Object.fromEntries(rows.map(({ name, count }) => [name, count]));
}

async function expectBounded(url: string, processes: number): Promise<void> {
  // Each comes back by itself, one after a longer pause than the other.
  for (const name of ['tocsin-process', 'tocsin-live'])
    await expect.poll(async () => (await sessions(url))[name]).toBe(processes);
  const all = await sessions(url);
  expect(Object.values(all).reduce((sum, count) => sum + count, 0)).toBeLessThanOrEqual(
    processes * CONNECTIONS,
  );
}

const TIMEOUT = 240_000 + SETTLE_MS + RESTARTS * 30_000;

test('[ESC-2] [DET-1] a PostgreSQL outside restarts, in order and by kill -9, again and again under load', {
  timeout: TIMEOUT,
}, async () => {
  const port = await freePort();
  const begin = async () => {
    outside = await startEmbeddedPostgres({
      dataDir: join(folder, 'outside'),
      settings: [`port=${port}`],
      onLog: () => undefined,
    });
    return Object.assign(new URL(outside.urlFor('postgres')), { port: String(port) }).toString();
  };
  const url = await begin();
  fleet = await Fleet.start(2, environment({ DATABASE_URL: url }), TOKEN);
  await endure(
    fleet,
    async () => url,
    async (number) => {
      if (number % 2 === 0) process.kill(outside?.pid ?? 0, 'SIGKILL');
      await outside?.stop();
      await scheduler.wait(number % 10 === 0 ? 6_000 : Math.random() * 1_500);
      await begin();
      // Nobody starts them again: one that had ended would be missed.
      expect(fleet?.size()).toBe(2);
    },
  );
  await expectBounded(url, 2);
});

async function embeddedUrl(): Promise<string> {
  const password = (await readFile(join(folder, 'postgres/password'), 'utf8')).trim();
  const file = await readFile(join(folder, 'postgres/pg/postmaster.pid'), 'utf8');
  return `postgres://tocsin:${password}@127.0.0.1:${file.split('\n')[3]}/postgres`;
}

const ps = promisify(execFile);

/** Kills a process of the embedded PostgreSQL: one that serves a session, or the first of them. */
async function killInside(which: 'session' | 'postmaster'): Promise<void> {
  const [pid = ''] = (await readFile(join(folder, 'postgres/pg/postmaster.pid'), 'utf8')).split('\n');
  if (which === 'postmaster') {
    process.kill(Number(pid), 'SIGKILL');
    return;
  }
  const { stdout } = await ps('ps', ['-A', '-o', 'pid=,ppid=,command=']);
  const serving = stdout.split('\n').flatMap((line) => {
    const [, child, parent, command = ''] = /^\s*(\d+)\s+(\d+)\s+(.*)$/.exec(line) ?? [];
    return parent === pid && command.includes('127.0.0.1') ? [Number(child)] : [];
  });
  const victim = serving[Math.floor(Math.random() * serving.length)];
  if (victim !== undefined) process.kill(victim, 'SIGKILL');
}

test('[ESC-2] [DET-1] the embedded PostgreSQL crashes and recovers, again and again under load', {
  timeout: TIMEOUT,
}, async () => {
  const running = await Fleet.start(1, environment({ DATABASE_URL: '' }), TOKEN);
  fleet = running;
  await endure(running, embeddedUrl, async (number) => {
    if (number % 5 !== 3) {
      // It ends all sessions and recovers by itself; Tocsin lives on.
      await killInside('session');
      await scheduler.wait(Math.random() * 500);
      expect(running.size()).toBe(1);
      return;
    }
    // Without its database Tocsin ends, for whoever supervises it to start it anew.
    const ended = running.someEnds();
    await killInside('postmaster');
    await ended;
    expect(await running.replaceEnded()).toBe(1);
  });
  await expectBounded(await embeddedUrl(), 1);
});
