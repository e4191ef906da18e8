import pg from 'pg';

/**
 * No session was asked for, because an attempt to open one has just failed and the next is not due yet (breaker.ts).
 * The cause is why it failed.
 */
export class DatabaseAway extends Error {
  constructor(cause: unknown) {
    super(`The database does not answer: ${cause instanceof Error ? cause.message : String(cause)}`, {
      cause,
    });
    this.name = 'DatabaseAway';
  }
}

// What node-postgres says itself, which has no codes. Not just "connect": a bug of ours may speak of connections, too.
const OF_THE_DRIVER =
  /^Connection terminated|trying to connect|not queryable|connection error|^Query read timeout|^timeout expired$/;

/**
 * Why the database cannot be used at present, as people are told, for an error that `isConnectionLost`: it answers, and
 * cannot take anything.
 */
export function whyUnavailable(error: unknown): string {
  if (error instanceof DatabaseAway) return whyUnavailable(error.cause);
  switch (error instanceof pg.DatabaseError ? error.code : undefined) {
    case '53100':
      return "The database's disk is full.";
    case '53300':
      return 'The database has no connection left for Tocsin.';
    case '25006':
      return 'The database is read-only, as a standby is.';
    default:
      return 'Cannot reach the database.';
  }
}

/**
 * Whether a statement failed because the connection or the database went away, and not because of what it asked: shutdown
 * and failover (class 57P), connection exceptions (08), no connection or no disk to be had (53), a server that has become
 * a standby or was made read-only (25006), a session that PostgreSQL ended
 * because its transaction stood idle (25P03), and whatever the socket or the driver says without PostgreSQL having
 * answered.
 * @see https://www.postgresql.org/docs/current/errcodes-appendix.html
 */
export function isConnectionLost(error: unknown): boolean {
  if (error instanceof pg.DatabaseError) return /^(57P|08|53|25P03|25006)/.test(error.code ?? '');
  if (error instanceof DatabaseAway) return true;
  if (!(error instanceof Error)) return false;
  const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
  return /^(ECONN|EPIPE|ETIMEDOUT|EHOST|ENET|EAI_)/.test(code) || OF_THE_DRIVER.test(error.message);
}

/** Whether the database answered that a statement or a transaction took too long, or waited too long for a lock. */
export const isTakingTooLong = (error: unknown): boolean =>
  error instanceof pg.DatabaseError && /^(57014|55P03|25P04)$/.test(error.code ?? '');
