import { once } from 'node:events';
import { createServer } from 'node:net';
import type pg from 'pg';
import type { Config } from '../platform/config/index.ts';
import {
  codeOf,
  type Database,
  DatabaseAway,
  EmbeddedTrouble,
  isConnectionLost,
  MigrationChanged,
} from '../platform/db/index.ts';

/** Something outside is not as the settings say: for the administrator to fix, said without a stack. */
export class CannotStart extends Error {}

/**
 * Tries the address before anything is done: a second start by mistake must not first migrate the database of the one
 * that runs.
 * @throws CannotStart
 */
export async function checkAddress(config: Config): Promise<void> {
  const server = createServer();
  try {
    server.listen({ host: config.host, port: config.port });
    await once(server, 'listening');
  } catch (error) {
    throw listenFailure(config, error as NodeJS.ErrnoException);
  }
  server.close();
  await once(server, 'close');
}

/** What a person can do about an address that cannot be listened on; the error itself when that is unknown. */
export function listenFailure({ host, port }: Config, error: NodeJS.ErrnoException): Error {
  if (error.code === 'EADDRINUSE')
    return new CannotStart(
      `Port ${port} on ${host} is in use. Is Tocsin already running? Set PORT to another one.`,
    );
  if (error.code === 'EACCES')
    return new CannotStart(`Port ${port} requires root. Set PORT to a port above 1023.`);
  if (error.code === 'EADDRNOTAVAIL' || error.code === 'ENOTFOUND' || error.code === 'EAI_AGAIN')
    return new CannotStart(
      `HOST is ${host}, which is not an address of this machine. Use 127.0.0.1 for this machine only, 0.0.0.0 for all interfaces.`,
    );
  return error;
}

/**
 * What a person can do about a data folder that cannot be used: the embedded PostgreSQL's own words, or the system's
 * about a file; the error itself when that is unknown.
 */
export function folderFailure({ dataDir }: Pick<Config, 'dataDir'>, error: unknown): unknown {
  if (error instanceof EmbeddedTrouble) return new CannotStart(error.message);
  const { path } = error as NodeJS.ErrnoException;
  if (path === undefined) return error;
  switch (codeOf(error)) {
    case 'EACCES':
    case 'EPERM':
      return new CannotStart(
        `Tocsin has no permission for ${path}. Give ${dataDir} to the user that runs Tocsin (chown -R), or set TOCSIN_DATA to another folder.`,
      );
    case 'EROFS':
      return new CannotStart(
        `${path} is on a read-only file system. Mount it writable, or set TOCSIN_DATA to another folder.`,
      );
    case 'ENOSPC':
    case 'EDQUOT':
      return new CannotStart(`The disk of ${dataDir} is full. Free some space and start Tocsin again.`);
    case 'ENOTDIR':
    case 'EEXIST':
    case 'EISDIR':
    case 'ENAMETOOLONG':
    case 'ELOOP':
      return new CannotStart(
        `${path} is invalid (${(error as Error).message}). TOCSIN_DATA must be a folder used only by Tocsin.`,
      );
    case 'EIO':
      return new CannotStart(
        `The disk of ${dataDir} is failing (${(error as Error).message}). Repair or replace it first.`,
      );
    default:
      return error;
  }
}

const OLDEST = 15;

/**
 * Whatever goes wrong with the first connection has its cause outside: the address, the network, a certificate, a
 * password, a server that is full or starting up, or a pooler that wants something else.
 * @param passwordFile where the password of the embedded PostgreSQL is kept
 * @throws CannotStart when the database cannot be reached, does not let us in, or cannot do what is needed
 */
export async function checkDatabase(database: Database, passwordFile?: string): Promise<void> {
  const { hostname, port, pathname } = new URL(database.url);
  const where = `PostgreSQL at ${hostname}:${port || 5432}${pathname} (DATABASE_URL)`;
  const facts = await factsOf(database).catch((error: Error) => {
    if (passwordFile !== undefined && codeOf(error) === '28P01')
      throw new CannotStart(
        `The password in ${passwordFile} is not the one of the database beside it. Restore the file from a backup.`,
      );
    throw new CannotStart(`${where} cannot be used: ${reasonOf(error)}`);
  });
  const { version, encoding, readOnly } = facts;
  if (version < OLDEST)
    throw new CannotStart(`${where} is version ${version}; Tocsin needs ${OLDEST} or newer.`);
  if (encoding !== 'UTF8')
    throw new CannotStart(
      `${where} is encoded as ${encoding}. Tocsin needs UTF8: create the database with "createdb --encoding=UTF8 --template=template0".`,
    );
  if (readOnly)
    throw new CannotStart(`${where} is read-only, as a standby is. Set DATABASE_URL to the primary server.`);
  if (await sharesSessions(database))
    throw new CannotStart(
      `${where} is a connection pooler in transaction or statement mode, which loses locks and notifications. ` +
        'Use session pooling (pgbouncer: pool_mode = session), or set DATABASE_URL to PostgreSQL itself.',
    );
}

/**
 * What a person can do about a database that was reached and cannot be brought up to date; the error itself when that is
 * unknown.
 */
export function migrationFailure(error: unknown): unknown {
  if (error instanceof MigrationChanged) return new CannotStart(error.message);
  const reason = error instanceof Error ? error.message : '';
  switch (codeOf(error)) {
    case '42501':
      return new CannotStart(
        `The user of DATABASE_URL is not allowed to create Tocsin's tables (${reason}). Make it the owner of the database: "alter database ... owner to ...".`,
      );
    case '3F000':
      return new CannotStart(
        `The search_path of the user or the database of DATABASE_URL names no schema that exists (${reason}). Set it to one, or reset it: "alter database ... reset search_path".`,
      );
    case '53100':
      return new CannotStart(`The disk of PostgreSQL is full (${reason}). Free some space and start again.`);
    default:
      return isConnectionLost(error)
        ? new CannotStart(`PostgreSQL disconnected while Tocsin was starting (${reason}). Start it again.`)
        : error;
  }
}

/** The same for a later part of the start, which opens most of the connections. */
export function startFailure(
  { databaseConnections }: Pick<Config, 'databaseConnections'>,
  error: unknown,
): unknown {
  if (!isConnectionLost(error)) return error;
  // Of those that were not even tried any more: what the one before them was told.
  if (error instanceof DatabaseAway) return startFailure({ databaseConnections }, error.cause);
  const reason = error instanceof Error ? error.message : String(error);
  // PostgreSQL's own code, and the words of pgbouncer, which has none for it.
  if (codeOf(error) === '53300' || /no more connections allowed/.test(reason))
    return new CannotStart(
      `The database has no connection left for Tocsin (${reason}). This process may open ${databaseConnections} (TOCSIN_DB_CONNECTIONS): ` +
        'raise the limit of the server, the role or the pooler, or lower that setting.',
    );
  return new CannotStart(`PostgreSQL disconnected while Tocsin was starting (${reason}). Start it again.`);
}

interface ServerFacts {
  readonly version: number;
  readonly encoding: string;
  readonly readOnly: boolean;
}

async function factsOf({ pool }: Database): Promise<ServerFacts> {
  const { rows } = await pool.query<ServerFacts>(
    `select current_setting('server_version_num')::int / 10000 as version,
       current_setting('server_encoding') as encoding,
       current_setting('transaction_read_only')::bool as "readOnly"`,
  );
  if (rows[0] === undefined) throw new Error('it returned no answer');
  return rows[0];
}

const LOOKS = 5;

/**
 * Whether two sessions of ours are one at PostgreSQL, or one of ours is now this one and now that: a pooler in between
 * that hands out sessions by the transaction or the statement. Looked at more than once, because a busy pooler need not
 * show it at the first; each look begins a transaction on one session and asks the other who it is.
 */
async function sharesSessions({ pool }: Database): Promise<boolean> {
  const clients: pg.PoolClient[] = [];
  try {
    for (let client = 0; client < 2; client += 1) clients.push(await pool.connect());
    const [one, other] = clients;
    if (one === undefined || other === undefined) return false;
    const first = await backendOf(one);
    for (let look = 0; look < LOOKS; look += 1) {
      await other.query('begin');
      const second = await backendOf(other);
      // Before the other lets go: a pooler with a single session has none to answer with meanwhile.
      const isShared = second === first || (await backendOf(one)) !== first;
      await other.query('rollback');
      if (isShared) return true;
    }
    return false;
  } catch (error) {
    // pgbouncer in statement pooling allows no transactions at all.
    if (/statement pooling/i.test(String(error))) return true;
    if (/^Query read timeout|timeout exceeded when trying to connect/.test((error as Error).message))
      throw new CannotStart(
        'The database did not give this process two sessions at once. Behind a pooler, raise its pool (pgbouncer: default_pool_size) to at least TOCSIN_DB_CONNECTIONS.',
      );
    throw error;
  } finally {
    for (const client of clients) client.release(true);
  }
}

async function backendOf(client: pg.PoolClient): Promise<number> {
  const { rows } = await client.query<{ pid: number }>('select pg_backend_pid() as pid');
  return rows[0]?.pid ?? 0;
}

/** A name with several addresses fails once for each, and the sum of it has no words of its own. */
const reasonOf = (error: Error): string =>
  error.message || (error instanceof AggregateError ? error.errors.map(String).join('; ') : error.name);
