import { join } from 'node:path';
import { loadSecret } from '../platform/auth/index.ts';
import { systemClock } from '../platform/clock.ts';
import type { Config } from '../platform/config/index.ts';
import {
  type Database,
  type EmbeddedPostgres,
  mainConnections,
  openDatabase,
  sessionsOfPooler,
  startEmbeddedPostgres,
} from '../platform/db/index.ts';
import type { Log } from '../platform/log/index.ts';
import { registerProcess } from '../platform/process/index.ts';
import { type App, build } from './build.ts';
import {
  checkAddress,
  checkDatabase,
  folderFailure,
  listenFailure,
  migrationFailure,
  startFailure,
} from './cannot-start.ts';
import { prepareDatabase } from './prepare.ts';

export interface Tocsin {
  readonly app: App;
  readonly database: Database;
  /** Where this process listens, such as `http://127.0.0.1:7080`; undefined for a pure worker. */
  readonly address: string | undefined;
  /** The one-time link of the first run; undefined once there is an administrator. */
  readonly setupLink: string | undefined;
  /** Drains: takes no new work, finishes what is in hand, closes the database. */
  stop(): Promise<void>;
  /** For a process that ends without having drained: leaves no PostgreSQL behind. Within 3 s. */
  abandon(): Promise<void>;
}

/** Long enough to gather a storm's alerts, too short to be noticed in a page. */
const WAKE_APART_MS = 100;

/** Starts a whole process by its configuration: database, migrations, workers, HTTP. Used by main, demo and benches. */
export async function startTocsin(options: { config: Config; log: Log }): Promise<Tocsin> {
  const { config, log } = options;
  await checkAddress(config);
  const { secret, embedded } = await openFolder(config, log).catch((error) =>
    Promise.reject(folderFailure(config, error)),
  );
  return startOn(
    config.databaseUrl ?? embedded?.urlFor('postgres') ?? '',
    { ...config, secret },
    log,
    embedded,
  );
}

/** What comes from the data folder, as far as it is needed. */
const openFolder = async (config: Config, log: Log) => ({
  secret: await loadSecret(config.secret, config.dataDir),
  embedded: config.databaseUrl === undefined ? await startEmbedded(config, log) : undefined,
});

const startEmbedded = (config: Config, log: Log): Promise<EmbeddedPostgres> =>
  startEmbeddedPostgres({
    dataDir: join(config.dataDir, 'postgres'),
    onLog: (line) => log.debug({ source: 'postgres' }, line),
    onNotice: (text) => log.warn(text),
    onLost: (reason) => {
      // Nothing works without it; whoever supervises us starts us afresh, which recovers it.
      log.fatal({ reason }, 'the embedded PostgreSQL stopped; exiting');
      process.exit(1);
    },
  });

async function startOn(
  url: string,
  config: Config & { secret: string },
  log: Log,
  embedded: EmbeddedPostgres | undefined,
): Promise<Tocsin> {
  /** What is to be undone at the end, or when a later part of the start fails; last made, first undone. */
  const undo: (() => Promise<unknown> | undefined)[] = embedded === undefined ? [] : [() => embedded.stop()];
  const stop = async () => {
    for (const step of undo.splice(0).reverse()) await step();
  };
  try {
    const onError = (err: Error) => log.warn({ err }, 'lost a database connection');
    const max = mainConnections(config.databaseConnections, config.role !== 'api');
    const database = openDatabase(url, { max, name: 'tocsin', onError });
    undo.push(() => database.close());
    await migrateOn(url, log, embedded?.passwordFile);
    if (embedded === undefined) await warnOfSmallPool(url, config.databaseConnections, log);
    const app = await build({ config, clock: systemClock, database, log, wakeApartMs: WAKE_APART_MS });
    undo.push(() => app.close());
    const setupLink = await app.accounts.prepare();
    // A pure worker listens as well: its /healthz, /readyz and /metrics are how an operator sees it.
    const address = await app.server
      .listen({ host: config.host, port: config.port })
      .catch((error) => Promise.reject(listenFailure(config, error)));
    if (config.role !== 'api') await app.beginHousekeeping();
    // The registry tells others which jobs are ours; it is there only once the workers are.
    let replaced = async (_gone: readonly string[]): Promise<void> => undefined;
    const workers = config.role === 'api' ? undefined : await app.startWorkers((gone) => replaced(gone));
    const registry = await registerProcess({
      database,
      clock: systemClock,
      log,
      role: config.role,
      workerIds: () => workers?.poolIds() ?? [],
    });
    replaced = (gone) => registry.replaced(gone);
    undo.push(() => registry.close());
    if (workers !== undefined) undo.push(() => workers.stop());
    const watchdog = workers === undefined ? undefined : app.watchdog.start();
    undo.push(async () => watchdog?.stop());
    // Before the workers: a wake-up of an alert just taken is left to the next process, an alert just sent is not.
    undo.push(() => app.stopServing());
    return { app, database, address, setupLink, stop, abandon: async () => embedded?.stop('hurry') };
  } catch (error) {
    await stop();
    throw startFailure(config, error);
  }
}

/**
 * A pool smaller than what this process may open makes its requests and jobs time out once it opens that much. Asked while
 * nothing else of it has a session. Not refused: in a rolling restart another process may only just be leaving.
 */
async function warnOfSmallPool(url: string, needed: number, log: Log): Promise<void> {
  const got = await sessionsOfPooler(url, needed);
  if (got !== undefined && got < needed)
    log.warn(
      `The connection pooler at DATABASE_URL provided ${got} of the ${needed} sessions this process may need (TOCSIN_DB_CONNECTIONS): ` +
        `raise its pool (pgbouncer: default_pool_size) to at least ${needed} for each process, or requests and jobs will time out.`,
    );
}

/** Brings the schema up to date, over connections that may take their time. */
async function migrateOn(url: string, log: Log, passwordFile: string | undefined): Promise<void> {
  const onError = (err: Error) => log.warn({ err }, 'lost a database connection');
  const database = openDatabase(url, { max: 2, name: 'tocsin-migrate', onError, limits: 'none' });
  try {
    await checkDatabase(database, passwordFile);
    await prepareDatabase({ clock: systemClock, database, log }).catch((error) =>
      Promise.reject(migrationFailure(error)),
    );
  } finally {
    await database.close();
  }
}
