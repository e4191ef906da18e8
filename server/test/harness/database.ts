import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { inject } from 'vitest';
import { migrateJobs } from '../../src/jobs/index.ts';
import { type Database, openDatabase, readMigrations } from '../../src/platform/db/index.ts';
import { createLog } from '../../src/platform/log/index.ts';
import { type Contents, contentsOf, layoutOf, replaceContents } from './contents.ts';
import { TEMPLATE } from './global-setup.ts';

export interface TestDatabase {
  readonly url: string;
  /** Sessions that stay for the next test, and whom to tell of one that breaks; left out: it opens its own. */
  readonly kept?: Pick<Kept, 'database' | 'listener'>;
  /** Ends the test's use of it, and every connection that is left. */
  drop(): Promise<void>;
}

/** A new database, cloned from the migrated template; `drop` removes it. For tests of the database itself and of processes. */
export async function cloneDatabase(): Promise<TestDatabase> {
  const { name, url } = await create();
  return {
    url,
    drop: () => dropDatabase(name),
  };
}

interface Kept {
  readonly name: string;
  readonly url: string;
  readonly layout: string;
  /** Stays, because to connect takes longer than to ask. */
  readonly client: pg.Client;
  /** So do the product's own: a new session takes 25 ms of a core to begin, and more to learn the tables. */
  readonly database: Database;
  readonly listener: { onError: (error: Error) => void };
}

/** The name of the sessions that stay. */
const STAYING = 'test';

/** Databases that no test of this worker is using. */
const kept: Kept[] = [];
/** What the template holds. */
let blank: Contents | undefined;

/**
 * A database like a new one, for scenarios. It is used again with other contents, because creating one copies a thousand
 * files and takes longer than most scenarios; one whose layout a test has changed is dropped.
 * @param contents what it holds; default: what the template holds
 */
export async function borrowDatabase(contents?: Contents): Promise<TestDatabase> {
  const database = kept.pop() ?? (await createKept());
  blank ??= await contentsOf(database.client);
  await replaceContents(database.client, contents ?? blank);
  return { url: database.url, kept: database, drop: () => giveBack(database) };
}

export const readContents = (url: string): Promise<Contents> => withClient(url, contentsOf);

async function createKept(): Promise<Kept> {
  const made = await create();
  const client = await connected(made.url);
  const listener: Kept['listener'] = { onError: () => undefined };
  const onError = (error: Error) => listener.onError(error);
  const database = openDatabase(made.url, { max: 10, name: STAYING, onError });
  // In the driver, not in its types.
  (database.pool.options as { allowExitOnIdle: boolean }).allowExitOnIdle = true;
  return { ...made, client, database, listener, layout: await layoutOf(client) };
}

async function giveBack(database: Kept): Promise<void> {
  database.listener.onError = () => undefined;
  await disconnectOthers(database);
  if ((await layoutOf(database.client)) === database.layout) {
    kept.push(database);
    return;
  }
  await database.database.close();
  await database.client.end();
  await dropDatabase(database.name);
}

/** A transaction that a connection left behind must not commit into the next scenario. What stays must do nothing. */
async function disconnectOthers({ client, name }: Kept): Promise<void> {
  for (;;) {
    const { rowCount } = await client.query(
      `select pg_terminate_backend(pid) from pg_stat_activity where datname = $1 and pid <> pg_backend_pid()
       and not (application_name = $2 and state = 'idle')`,
      [name, STAYING],
    );
    if (rowCount === 0) return;
  }
}

/** One that does not keep the worker from ending. */
async function connected(url: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  // Not in the driver's types.
  (client as pg.Client & { unref(): void }).unref();
  return client;
}

/** A database as it was after this migration and before the next, with contents of that time. */
export async function olderDatabase(lastMigration: string, contents: string): Promise<TestDatabase> {
  const { name, url } = await create('template0');
  const pool = new pg.Pool({ connectionString: url, max: 1 });
  pool.on('error', () => undefined).on('connect', () => undefined);
  for (const migration of await readMigrations())
    if (migration.name <= lastMigration) await pool.query(migration.sql);
  await pool.query(
    'create table migration (name text primary key, checksum text not null, applied_at timestamptz not null)',
  );
  await migrateJobs(pool, createLog('silent'));
  await pool.query(contents);
  await pool.end();
  return { url, drop: () => dropDatabase(name) };
}

const dropDatabase = async (name: string): Promise<void> => {
  await withClient(inject('postgresUrl'), (client) => client.query(`drop database ${name} with (force)`));
};

async function create(template = TEMPLATE): Promise<{ name: string; url: string }> {
  const maintenance = inject('postgresUrl');
  const name = `t_${randomBytes(6).toString('hex')}`;
  await withClient(maintenance, (client) => client.query(`create database ${name} template ${template}`));
  const url = new URL(maintenance);
  url.pathname = `/${name}`;
  return { name, url: url.toString() };
}

async function withClient<T>(url: string, work: (client: pg.ClientBase) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}
