import { randomBytes } from 'node:crypto';
import { chmod, mkdir, mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import pg from 'pg';
import { expect, test } from 'vitest';
import { eachWithProcesses } from './starts.ts';

const starts = eachWithProcesses();

test('wrong settings are all named at once, and nothing is started', async () => {
  const tocsin = await starts.start({ PORT: 'eighty', SMTP_URL: 'mail.example.com', LOG_LEVEL: 'loud' });
  expect(await tocsin.ended).toBe(1);
  for (const name of ['PORT', 'SMTP_URL', 'LOG_LEVEL']) expect(tocsin.output()).toContain(name);
  expect(tocsin.output()).not.toContain('    at ');
});

test('a port in use, and a secret of another installation, are said in one sentence', async () => {
  const first = await starts.start({ TOCSIN_SECRET: 'the secret of this installation is this' });
  const port = new URL(first.url).port;
  const second = await starts.start({ PORT: port, TOCSIN_SECRET: 'the secret of this installation is this' });
  expect(await second.ended).toBe(1);
  expect(second.output()).toContain(`Port ${port} on 127.0.0.1 is in use`);
  expect(await fetch(`${first.url}/healthz`)).toMatchObject({ status: 200 });
  const third = await starts.start({ TOCSIN_SECRET: 'the secret of some other installation' });
  expect(await third.ended).toBe(1);
  expect(third.output()).toContain('TOCSIN_SECRET does not match');
  for (const process of [second, third]) expect(process.output()).not.toContain('    at ');
});

test.each([
  { DATABASE_URL: 'postgres://tocsin:x@127.0.0.1:1/tocsin', says: 'PostgreSQL at 127.0.0.1:1/tocsin' },
  { HOST: '192.0.2.7', says: 'HOST is 192.0.2.7' },
])('$says: what is wrong outside is said in one sentence', async ({ says, ...env }) => {
  const tocsin = await starts.start(env);
  expect(await tocsin.ended).toBe(1);
  expect(tocsin.output()).toContain(says);
  expect(tocsin.output()).not.toContain('    at ');
});

/** A data folder as somebody may have left it: files by name, with what they hold. */
async function folderWith(files: Readonly<Record<string, string>>): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'tocsin-left-'));
  starts.folders.push(folder);
  await chmod(folder, 0o711);
  for (const [name, text] of Object.entries(files)) {
    await mkdir(dirname(join(folder, name)), { recursive: true });
    await writeFile(join(folder, name), text);
  }
  return folder;
}

async function refusal(env: Record<string, string>): Promise<string> {
  const tocsin = await starts.start(env);
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
  const client = new pg.Client({ connectionString: starts.url });
  await client.connect();
  await client.query(text);
  await client.end();
}

test.each([3, 9])(
  'a role that may open %i connections is said in one sentence, wherever the start has got to',
  async (limit) => {
    const role = `few_${randomBytes(6).toString('hex')}`;
    const owner = new pg.Client({ connectionString: starts.url });
    await owner.connect();
    const name = new URL(starts.url).pathname.slice(1);
    try {
      await owner.query(`create role ${role} login password 'few' connection limit ${limit}`);
      await owner.query(`grant ${new URL(starts.url).username} to ${role}`);
      await owner.query(`alter database "${name}" owner to ${role}`);
      const few = new URL(starts.url);
      [few.username, few.password] = [role, 'few'];
      const tocsin = await starts.start({ DATABASE_URL: few.toString() });
      expect(await tocsin.ended).toBe(1);
      // Its log has said before what it tried.
      expect(tocsin.output().trim().split('\n').at(-1)).toMatch(
        /^The database has no connection left for Tocsin .*too many connections.*TOCSIN_DB_CONNECTIONS/,
      );
    } finally {
      await owner.query(`alter database "${name}" owner to ${new URL(starts.url).username}`);
      await owner.query(`drop role ${role}`);
      await owner.end();
    }
  },
);

test('a database that is a read-only standby, and a user who may not create tables, are said in one sentence', async () => {
  const user = `u_${randomBytes(6).toString('hex')}`;
  await asAdministrator(`create role ${user} login password 'x'`);
  const limited = Object.assign(new URL(starts.url), { username: user, password: 'x' }).toString();
  expect(await refusal({ DATABASE_URL: limited })).toContain("is not allowed to create Tocsin's tables");
  await asAdministrator(`drop role ${user}`);
  const name = new URL(starts.url).pathname.slice(1);
  await asAdministrator(`alter database ${name} set default_transaction_read_only = on`);
  expect(await refusal({})).toContain('is read-only, as a standby is');
  const wrong = Object.assign(new URL(starts.url), { password: 'wrong' }).toString();
  expect(await refusal({ DATABASE_URL: wrong })).toContain('password authentication failed');
  expect(await refusal({ DATABASE_URL: `${starts.url}?sslmode=require` })).toContain('does not support SSL');
});
