import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import type { TestProject } from 'vitest/node';
import { prepareDatabase } from '../../src/app/prepare.ts';
import { systemClock } from '../../src/platform/clock.ts';
import { type EmbeddedPostgres, openDatabase, startEmbeddedPostgres } from '../../src/platform/db/index.ts';
import { createLog } from '../../src/platform/log/index.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Connection string of the test server's maintenance database. */
    postgresUrl: string;
  }
}

export const TEMPLATE = 'tocsin_template';

/**
 * One PostgreSQL for the whole run, migrated once into a template database that every test file clones. Durability is
 * off: what is tested here is us; the chaos suite runs its own server with it on.
 */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const postgres = process.env.TEST_DATABASE_URL
    ? givenServer(process.env.TEST_DATABASE_URL)
    : await embeddedServer();
  const admin = new pg.Client({ connectionString: postgres.urlFor('postgres') });
  await admin.connect();
  await admin.query(`drop database if exists ${TEMPLATE} with (force)`);
  await admin.query(`create database ${TEMPLATE}`);
  await admin.end();
  const log = createLog('error');
  const database = openDatabase(postgres.urlFor(TEMPLATE), {
    max: 2,
    name: 'template',
    onError: () => undefined,
  });
  await prepareDatabase({ clock: systemClock, database, log });
  await database.close();
  project.provide('postgresUrl', postgres.urlFor('postgres'));
  return () => postgres.stop();
}

type Server = Pick<EmbeddedPostgres, 'urlFor' | 'stop'>;

/** A server of somebody's, to run the tests on another version: a superuser's URL, its database name is replaced. */
function givenServer(given: string): Server {
  return {
    urlFor: (database) => Object.assign(new URL(given), { pathname: `/${database}` }).toString(),
    stop: async () => undefined,
  };
}

async function embeddedServer(): Promise<Server> {
  const dataDir = await mkdtemp(join(tmpdir(), 'tocsin-test-'));
  const postgres = await startEmbeddedPostgres({
    dataDir,
    settings: [
      'fsync=off',
      'synchronous_commit=off',
      'full_page_writes=off',
      'max_connections=200',
      // Nothing here lives long enough: the harness vacuums what it uses again.
      'autovacuum=off',
      'jit=off',
      'wal_level=minimal',
      'max_wal_senders=0',
      'checkpoint_timeout=1h',
      'max_wal_size=4GB',
      'shared_buffers=64MB',
    ],
    onLog: () => undefined,
  });
  return {
    urlFor: postgres.urlFor,
    stop: async () => {
      await postgres.stop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}
