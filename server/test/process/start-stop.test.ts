import { randomBytes } from 'node:crypto';
import { chmod, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import pg from 'pg';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { Gate } from '../fakes/gate.ts';
import { Pooler } from '../fakes/pooler.ts';
import { startProcess, type TocsinProcess } from '../harness/child.ts';
import { cloneDatabase } from '../harness/database.ts';

let database: { url: string; drop(): Promise<void> };
const started: TocsinProcess[] = [];
const folders: string[] = [];
beforeEach(async () => {
  database = await cloneDatabase();
});
afterEach(async () => {
  for (const process of started.splice(0)) await process.dispose();
  for (const folder of folders.splice(0)) await rm(folder, { recursive: true, force: true });
  await database.drop();
});

async function start(env: Record<string, string> = {}): Promise<TocsinProcess> {
  const process = await startProcess({ DATABASE_URL: database.url, ...env });
  started.push(process);
  return process;
}

test('the first start prints the set-up link, answers that it is ready, and SIGTERM ends it cleanly', async () => {
  const tocsin = await start();
  expect(tocsin.output()).toMatch(/http:\/\/127\.0\.0\.1:\d+\/setup\?token=[\w-]{40,}/);
  expect(tocsin.output()).toMatch(/"channel":"email","missing":"SMTP_URL is not set."/);
  const ready = await fetch(`${tocsin.url}/readyz`);
  expect(ready.status).toBe(200);
  expect(await ready.json()).toMatchObject({ ready: true });
  tocsin.child.kill('SIGTERM');
  expect(await tocsin.ended).toBe(0);
});

test('SIGTERM ends the embedded PostgreSQL as well, in order', async () => {
  const tocsin = await start({ DATABASE_URL: '' });
  expect((await fetch(`${tocsin.url}/readyz`)).status).toBe(200);
  tocsin.child.kill('SIGTERM');
  expect(await tocsin.ended).toBe(0);
  expect(tocsin.output()).not.toMatch(/broke|terminating connection/);
});

test('a stream that is open does not keep the process from ending', async () => {
  const token = 'a bootstrap token that is long enough to pass';
  const tocsin = await start({ TOCSIN_BOOTSTRAP_TOKEN: token });
  const stream = await fetch(`${tocsin.url}/api/v1/stream`, {
    headers: { authorization: `Bearer ${token}` },
  });
  expect(stream.status).toBe(200);
  tocsin.child.kill('SIGTERM');
  expect(await tocsin.ended).toBe(0);
  expect(await stream.text()).toContain('retry: 1000');
});

test('wrong settings are all named at once, and nothing is started', async () => {
  const tocsin = await start({ PORT: 'eighty', SMTP_URL: 'mail.example.com', LOG_LEVEL: 'loud' });
  expect(await tocsin.ended).toBe(1);
  for (const name of ['PORT', 'SMTP_URL', 'LOG_LEVEL']) expect(tocsin.output()).toContain(name);
  expect(tocsin.output()).not.toContain('    at ');
});

test('no more connections are opened than TOCSIN_DB_CONNECTIONS allows, however many ask at once', async () => {
  const token = 'a bootstrap token that is long enough to pass';
  const tocsin = await start({ TOCSIN_DB_CONNECTIONS: '20', TOCSIN_BOOTSTRAP_TOKEN: token });
  const answers = await Promise.all(
    Array.from({ length: 100 }, () =>
      fetch(`${tocsin.url}/api/v1/incidents`, { headers: { authorization: `Bearer ${token}` } }),
    ),
  );
  expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
  const client = new pg.Client({ connectionString: database.url });
  await client.connect();
  const { rows } = await client.query(
    "select count(*)::int as count from pg_stat_activity where datname = current_database() and application_name like 'tocsin%'",
  );
  await client.end();
  expect(rows[0].count).toBeGreaterThan(5);
  expect(rows[0].count).toBeLessThanOrEqual(20);
});

test('a database that hangs is said within seconds, and does not keep the process from ending', async () => {
  const url = new URL(database.url);
  const gate = await Gate.before(Number(url.port));
  url.port = String(gate.port);
  const tocsin = await start({ DATABASE_URL: url.toString() });
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

test('a port in use, and a secret of another installation, are said in one sentence', async () => {
  const first = await start({ TOCSIN_SECRET: 'the secret of this installation is this' });
  const port = new URL(first.url).port;
  const second = await start({ PORT: port, TOCSIN_SECRET: 'the secret of this installation is this' });
  expect(await second.ended).toBe(1);
  expect(second.output()).toContain(`Port ${port} on 127.0.0.1 is in use`);
  expect(await fetch(`${first.url}/healthz`)).toMatchObject({ status: 200 });
  const third = await start({ TOCSIN_SECRET: 'the secret of some other installation' });
  expect(await third.ended).toBe(1);
  expect(third.output()).toContain('TOCSIN_SECRET does not match');
  for (const process of [second, third]) expect(process.output()).not.toContain('    at ');
});

test.each([
  { DATABASE_URL: 'postgres://tocsin:x@127.0.0.1:1/tocsin', says: 'PostgreSQL at 127.0.0.1:1/tocsin' },
  { HOST: '192.0.2.7', says: 'HOST is 192.0.2.7' },
])('$says: what is wrong outside is said in one sentence', async ({ says, ...env }) => {
  const tocsin = await start(env);
  expect(await tocsin.ended).toBe(1);
  expect(tocsin.output()).toContain(says);
  expect(tocsin.output()).not.toContain('    at ');
});

/** A data folder as somebody may have left it: files by name, with what they hold. */
async function folderWith(files: Readonly<Record<string, string>>): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'tocsin-left-'));
  folders.push(folder);
  await chmod(folder, 0o711);
  for (const [name, text] of Object.entries(files)) {
    await mkdir(dirname(join(folder, name)), { recursive: true });
    await writeFile(join(folder, name), text);
  }
  return folder;
}

async function refusal(env: Record<string, string>): Promise<string> {
  const tocsin = await start(env);
  expect(await tocsin.ended).toBe(1);
  expect(tocsin.output()).not.toContain('    at ');
  return tocsin.output().trim();
}

test.each([
  {
    what: 'a cluster of another major version',
    files: { 'postgres/pg/PG_VERSION': '17\n' },
    says: 'was made by PostgreSQL 17, this Tocsin brings 18. Move the data with pg_dump',
  },
  {
    what: 'a cluster whose password is gone',
    files: { 'postgres/pg/PG_VERSION': '18\n' },
    says: 'password is missing: it is the key to the database',
  },
  {
    what: 'a cluster that is hardly there',
    files: { 'postgres/pg/PG_VERSION': '18\n', 'postgres/password': 'x' },
    // Root made it here, and root does not run PostgreSQL: what a backup restored by root looks like.
    says: process.getuid?.() === 0 ? 'chown -R 65534:65534' : 'Restore a backup, or move the folder away',
  },
  {
    what: 'a file where the database should be',
    files: { postgres: 'a note' },
    says: 'TOCSIN_DATA must be a folder',
  },
])('$what is said in one sentence', async ({ files, says }) => {
  expect(await refusal({ DATABASE_URL: '', TOCSIN_DATA: await folderWith(files) })).toContain(says);
});

test('a data folder that is a file is said in one sentence', async () => {
  const folder = await folderWith({ data: 'a note' });
  expect(await refusal({ TOCSIN_DATA: join(folder, 'data') })).toContain('TOCSIN_DATA must be a folder');
});

async function asAdministrator(text: string): Promise<void> {
  const client = new pg.Client({ connectionString: database.url });
  await client.connect();
  await client.query(text);
  await client.end();
}

test.each([3, 9])(
  'a role that may open %i connections is said in one sentence, wherever the start has got to',
  async (limit) => {
    const role = `few_${randomBytes(6).toString('hex')}`;
    const owner = new pg.Client({ connectionString: database.url });
    await owner.connect();
    const name = new URL(database.url).pathname.slice(1);
    try {
      await owner.query(`create role ${role} login password 'few' connection limit ${limit}`);
      await owner.query(`grant ${new URL(database.url).username} to ${role}`);
      await owner.query(`alter database "${name}" owner to ${role}`);
      const few = new URL(database.url);
      [few.username, few.password] = [role, 'few'];
      const tocsin = await start({ DATABASE_URL: few.toString() });
      expect(await tocsin.ended).toBe(1);
      // Its log has said before what it tried.
      expect(tocsin.output().trim().split('\n').at(-1)).toMatch(
        /^The database has no connection left for Tocsin .*too many connections.*TOCSIN_DB_CONNECTIONS/,
      );
    } finally {
      await owner.query(`alter database "${name}" owner to ${new URL(database.url).username}`);
      await owner.query(`drop role ${role}`);
      await owner.end();
    }
  },
);

test('a database that is a read-only standby, and a user who may not create tables, are said in one sentence', async () => {
  const user = `u_${randomBytes(6).toString('hex')}`;
  await asAdministrator(`create role ${user} login password 'x'`);
  const limited = Object.assign(new URL(database.url), { username: user, password: 'x' }).toString();
  expect(await refusal({ DATABASE_URL: limited })).toContain("is not allowed to create Tocsin's tables");
  await asAdministrator(`drop role ${user}`);
  const name = new URL(database.url).pathname.slice(1);
  await asAdministrator(`alter database ${name} set default_transaction_read_only = on`);
  expect(await refusal({})).toContain('is read-only, as a standby is');
  const wrong = Object.assign(new URL(database.url), { password: 'wrong' }).toString();
  expect(await refusal({ DATABASE_URL: wrong })).toContain('password authentication failed');
  expect(await refusal({ DATABASE_URL: `${database.url}?sslmode=require` })).toContain(
    'does not support SSL',
  );
});

/** The database as seen by whoever goes to it by another port. */
const byWayOf = (port: number): string =>
  Object.assign(new URL(database.url), { port: String(port) }).toString();

test.each([1, 3])(
  'a pooler that gives each transaction another session is refused in one sentence (%i sessions)',
  async (size) => {
    const pooler = await Pooler.before(database.url, size, 'transaction');
    try {
      const tocsin = await start({ DATABASE_URL: byWayOf(pooler.port) });
      expect(await tocsin.ended).toBe(1);
      expect(tocsin.output()).toContain('Use session pooling (pgbouncer: pool_mode = session)');
      expect(tocsin.output()).not.toContain('    at ');
    } finally {
      await pooler.close();
    }
  },
);

test.each([
  [19, true],
  [24, false],
])(
  'a pooler with %i sessions for a process that needs 24: warned of in one sentence: %s',
  async (size, isWarned) => {
    const pooler = await Pooler.before(database.url, size, 'session');
    try {
      const tocsin = await start({ DATABASE_URL: byWayOf(pooler.port), TOCSIN_DB_CONNECTIONS: '24' });
      expect((await fetch(`${tocsin.url}/healthz`)).status).toBe(200);
      const warning = `provided ${size} of the 24 sessions this process may need (TOCSIN_DB_CONNECTIONS)`;
      expect(tocsin.output().includes(warning)).toBe(isWarned);
      expect(tocsin.output().includes('default_pool_size')).toBe(isWarned);
    } finally {
      await pooler.close();
    }
  },
);

test('several processes starting at once on an empty database migrate it once and all become ready', async () => {
  const client = new pg.Client({ connectionString: database.url });
  await client.connect();
  await client.query('drop schema public cascade; drop schema graphile_worker cascade; create schema public');
  await client.end();
  const secret = 'the secret of this installation is this';
  const processes = await Promise.all(Array.from({ length: 4 }, () => start({ TOCSIN_SECRET: secret })));
  for (const tocsin of processes) expect((await fetch(`${tocsin.url}/healthz`)).status).toBe(200);
  expect(processes.filter((tocsin) => tocsin.output().includes('database schema migrated'))).toHaveLength(1);
});
