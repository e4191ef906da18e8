import { Kysely, PostgresDialect, type Transaction } from 'kysely';
import pg from 'pg';
import { abandoning } from './abandoning.ts';
import { Breaker } from './breaker.ts';
import { connection, endSilentConnections, SHORT_SILENCE_MS, type Source } from './connection.ts';
import type { DB } from './schema.gen.ts';
import { inTransaction } from './transaction.ts';
import { typeParser } from './types.ts';

export { sql } from 'kysely';
export { again } from './again.ts';
export { backOff } from './back-off.ts';
export { commandOf } from './command.ts';
export { connection, endSilentConnections, SHORT_SILENCE_MS, type Source } from './connection.ts';
export {
  DataFolderInUse,
  type EmbeddedPostgres,
  EmbeddedTrouble,
  removeEmbeddedPostgres,
  startEmbeddedPostgres,
} from './embedded/index.ts';
export { type HeldConnection, type HoldOptions, holdConnection } from './held.ts';
export { DatabaseAway, isConnectionLost, isTakingTooLong, whyUnavailable } from './lost.ts';
export { MigrationChanged, migrate, readMigrations } from './migrate.ts';
export { sessionsOfPooler } from './pooler.ts';
export type { DB } from './schema.gen.ts';
export { CONNECTIONS, LEAST_CONNECTIONS, mainConnections } from './shares.ts';
export { asOfOneMoment, beforeCommit, hasWaited, inTransaction, ReadOnce } from './transaction.ts';
export { codeOf, isWorthAnotherTry } from './trouble.ts';

/** The database outside a transaction. For reads; whatever changes two rows takes a Tx. */
export type Db = Kysely<DB>;
/** An open transaction. Whoever is handed one neither commits nor rolls back. */
export type Tx = Transaction<DB>;
/** Either: for stores' reads, which work inside and outside of a transaction. */
export type Reader = Db | Tx;

export interface Database extends Source {
  readonly db: Db;
  readonly pool: pg.Pool;
  /** Resolves when the database answers and can be written to. */
  ping(): Promise<void>;
  /** One transaction: commits when `work` resolves, rolls back when it throws. */
  transaction<T>(work: (tx: Tx) => Promise<T>): Promise<T>;
  close(): Promise<void>;
}

/**
 * Opens the pool. Nothing waits for ever on it (connection.ts); an idle connection that breaks (the database restarts) is reported to `onError`
 * and replaced at the next query instead of ending the process, which an unheard 'error' event would do.
 * @param at its URL; or another pool of the same process, which is away when this one is (breaker.ts)
 */
export function openDatabase(
  at: string | Source,
  options: {
    max: number;
    name: string;
    onError: (error: Error) => void;
    limits?: 'none';
    /** All its statements are short, so that silence is noticed sooner. */
    short?: true;
  },
): Database {
  const { url, breaker } = typeof at === 'string' ? { url: at, breaker: new Breaker() } : at;
  const pool = new pg.Pool({
    ...connection({ url, breaker }, options.name, options.limits),
    max: options.max,
    types: { getTypeParser: typeParser as typeof pg.types.getTypeParser },
  });
  if (options.limits === undefined) endSilentConnections(pool, options.short && SHORT_SILENCE_MS);
  // While it is closed, the embedded server may cut a connection before its good-bye has arrived: no news to anybody.
  let closing = false;
  const onError = (error: Error) => (closing ? undefined : options.onError(error));
  pool.on('error', onError);
  pool.on('connect', (client) => client.on('error', onError));
  const db = new Kysely<DB>({ dialect: new PostgresDialect({ pool: abandoning(pool, options.name) }) });
  return {
    db,
    pool,
    url,
    breaker,
    ping: () => ping(pool),
    transaction: (work) => inTransaction(db, work),
    // Not `db.destroy()`: Kysely ends the pool only if Kysely itself has used it.
    close: () => {
      closing = true;
      return pool.end();
    },
  };
}

/** Reading goes on where nothing can be stored any more, on a standby for one. */
async function ping(pool: pg.Pool): Promise<void> {
  const { rows } = await pool.query<{ readOnly: boolean }>(
    `select current_setting('transaction_read_only')::bool as "readOnly"`,
  );
  if (rows[0]?.readOnly === true) throw new ReadOnly('the database is read-only');
}

/** The database answers, and takes nothing. */
export class ReadOnly extends Error {}
