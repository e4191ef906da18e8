import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { scheduler } from 'node:timers/promises';
import pg from 'pg';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { MailServer } from '../fakes/mail-server.ts';
import { cloneDatabase } from '../harness/database.ts';
import { organise } from '../harness/organisation.ts';
import { Fleet } from './fleet.ts';
import { alertName, Load } from './load.ts';

/** `npm run chaos` makes it 200; within `npm test` it is as many as a minute or so holds. */
const KILLS = Number(process.env.CHAOS_KILLS ?? 8);
const PROCESSES = 3;
const TOKEN = 'an administrator of the chaos, long enough';
/** Longest until everything has settled after the last kill: a lease, a retry, and a machine that is busy. */
const SETTLE_MS = 150_000;

let database: { url: string; drop(): Promise<void> };
let mail: MailServer;
let fleet: Fleet;
let client: pg.Client;
/** What Node has compiled, kept from one process to the next: hundreds of starts cost half. */
let compiled: string;

beforeEach(async () => {
  compiled = await mkdtemp(join(tmpdir(), 'tocsin-compiled-'));
  database = await cloneDatabase();
  mail = await MailServer.start();
  client = new pg.Client({ connectionString: database.url });
  await client.connect();
  fleet = await Fleet.start(
    PROCESSES,
    {
      DATABASE_URL: database.url,
      SMTP_URL: mail.url,
      TOCSIN_SECRET: 'the secret of the chaos, which is long enough',
      TOCSIN_URL: 'http://tocsin.test',
      LOG_LEVEL: 'info',
      NODE_COMPILE_CACHE: compiled,
    },
    TOKEN,
  );
});
afterEach(async () => {
  await fleet.close();
  await client.end();
  await mail.close();
  await database.drop();
  await rm(compiled, { recursive: true, force: true });
});

async function until(what: string, holds: () => boolean | Promise<boolean>): Promise<void> {
  const giveUp = performance.now() + SETTLE_MS;
  while (!(await holds())) {
    if (performance.now() > giveUp)
      throw new Error(`Within ${SETTLE_MS / 1000} s it did not happen: ${what}`);
    await scheduler.wait(100);
  }
}

/** For whoever has to find out why: the queue, the outbox and the sessions as they stand. */
async function whatHangs(): Promise<string> {
  const tables = {
    jobs: `select task_identifier, count(*)::int, count(locked_by)::int as locked, min(run_at), min(locked_at),
             min(attempts), max(attempts), max(last_error) from graphile_worker.jobs group by 1`,
    messages:
      'select purpose, state, count(*)::int, min(next_at), min(lease_until) from message group by 1, 2',
    sessions: `select application_name, state, wait_event, count(*)::int, min(xact_start), min(left(query, 100))
               from pg_stat_activity where datname = current_database() group by 1, 2, 3`,
    processes: 'select count(*)::int, min(started_at) from process',
    alerts: 'select count(*)::int from alert where incident_id is null',
  };
  const answers = Object.entries(tables).map(async ([name, text]) => {
    const { rows } = await client.query(text);
    return [name, ...rows.map((row) => `  ${JSON.stringify(row)}`)].join('\n');
  });
  return [...(await Promise.all(answers)), ...fleet.errors().slice(-10)].join('\n');
}

const messagesOpen = async (): Promise<number> => {
  const { rows } = await client.query(
    "select count(*)::int as open from message where state in ('queued', 'sending', 'retrying') and purpose = 'page'",
  );
  return rows[0].open;
};

test(`[ESC-2] [IMM-1] ${KILLS} processes killed at random moments under load: every accepted alert is paged, none after its acknowledgement, the record verifies`, {
  timeout: 60_000 + KILLS * 20_000 + SETTLE_MS * 2,
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
  const running = load.run(2, 400);
  for (let kill = 0; kill < KILLS; kill += 1) {
    // Any moment will do: between two SQL statements, between sending and recording, in the middle of a start.
    await scheduler.wait(Math.random() * 800);
    await fleet.killAndReplace(Math.floor(Math.random() * PROCESSES));
  }
  load.stop();
  await running;
  await until('every accepted alert has its page', () => load.unpaged().length === 0).catch(async (error) => {
    const missing = load.unpaged().map(alertName).join(', ');
    throw new Error(`${error.message}; missing: ${missing}\n${await whatHangs()}`);
  });
  await load.allAcknowledged();
  await until('no page is under way any more', async () => (await messagesOpen()) === 0);

  expect(fleet.kills).toBe(KILLS);
  expect(load.accepted.size).toBeGreaterThan(KILLS);
  expect(load.acknowledged.size).toBeGreaterThan(load.accepted.size / 5);
  expect(await pagedAfterAcknowledgement(load)).toEqual([]);
  expect(await verified()).toEqual({ ok: true, incidents: load.accepted.size });
});

/**
 * Tries that began after somebody had been told that their acknowledgement was done. What a process had in hand at that
 * moment cannot be called back; what is begun later is a broken promise.
 */
async function pagedAfterAcknowledgement(load: Load): Promise<string[]> {
  const { rows } = await client.query<{ subject: string; started: string }>(
    `select m.content->>'subject' as subject, extract(epoch from a.started_at) * 1000 as started
     from message m join message_attempt a on a.message_id = m.id where m.purpose = 'page'`,
  );
  return rows.flatMap(({ subject, started }) => {
    const number = Number(/Alert(\d{5})x/.exec(subject)?.[1]);
    const acknowledgedAt = load.acknowledged.get(number);
    return acknowledgedAt !== undefined && Number(started) > acknowledgedAt ? [subject] : [];
  });
}

async function verified(): Promise<{ ok: boolean; incidents: number }> {
  let incidents = 0;
  let cursor: string | undefined;
  for (;;) {
    const { body } = await fleet.http('POST', '/api/v1/verify', cursor === undefined ? {} : { cursor });
    incidents += body.checked;
    if (!body.ok) throw new Error(JSON.stringify(body.faults));
    if (body.nextCursor === null) return { ok: true, incidents };
    cursor = body.nextCursor;
  }
}
