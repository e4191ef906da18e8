import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from '../../server/src/app/build.ts';
import { orgJsonSchema } from '../../server/src/app/config-apply/json-schema.ts';
import { prepareDatabase } from '../../server/src/app/prepare.ts';
import { channelSettings } from '../../server/src/channels/index.ts';
import { systemClock } from '../../server/src/platform/clock.ts';
import { readConfig } from '../../server/src/platform/config/index.ts';
import { type Database, openDatabase, startEmbeddedPostgres } from '../../server/src/platform/db/index.ts';
import { createLog } from '../../server/src/platform/log/index.ts';
import { readCatalog } from './catalog.ts';
import { schemaSql } from './schema-sql.ts';
import { schemaTypes } from './schema-types.ts';

/** The files that come from the product itself, started on a throw-away database. */
export async function productFiles(root: string): Promise<[path: string, text: string][]> {
  const dataDir = await mkdtemp(join(tmpdir(), 'tocsin-generate-'));
  const postgres = await startEmbeddedPostgres({
    dataDir,
    settings: ['fsync=off', 'shared_buffers=16MB', 'autovacuum=off'],
    onLog: () => undefined,
  });
  try {
    const url = postgres.urlFor('postgres');
    const database = openDatabase(url, { max: 4, name: 'generate', onError: () => undefined });
    try {
      return await filesFrom(root, database, url);
    } finally {
      await database.close();
    }
  } finally {
    await postgres.stop();
    await rm(dataDir, { recursive: true, force: true });
  }
}

async function filesFrom(root: string, database: Database, url: string): Promise<[string, string][]> {
  const log = createLog('error');
  await prepareDatabase({ clock: systemClock, database, log });
  const catalog = await readCatalog(database);
  const config = {
    ...readConfig(channelSettings, { DATABASE_URL: url }),
    secret: 'it signs nothing here, the document needs none',
  };
  const app = await build({ config, clock: systemClock, database, log });
  await app.server.ready();
  const document = app.server.swagger();
  const orgSchema = orgJsonSchema(app.config.sections);
  await app.close();
  const { apiTypes } = await import(pathToFileURL(join(root, 'client/scripts/types.mjs')).href);
  return [
    ['server/db/schema.sql', schemaSql(catalog)],
    ['server/src/platform/db/schema.gen.ts', schemaTypes(catalog)],
    ['examples/org.schema.json', orgSchema],
    ['client/openapi.json', `${JSON.stringify(document, null, 2)}\n`],
    ['client/src/generated/api.ts', await apiTypes(structuredClone(document))],
  ];
}
