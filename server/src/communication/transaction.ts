import type { Database, Tx } from '../platform/db/index.ts';

/** Thrown inside a transaction when a row is no longer as it was read. */
export class Changed extends Error {}

const DEADLOCK = '40P01';
const TRIES = 10;

/**
 * Runs `work` in a transaction, and again on fresh readings when something it had read was changed meanwhile. Who
 * loses a deadlock decides again as well.
 */
export async function decideAgain<T>(database: Database, work: (tx: Tx) => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await database.transaction(work);
    } catch (error) {
      const lost = error instanceof Changed || (error as { code?: unknown }).code === DEADLOCK;
      if (!lost || attempt === TRIES) throw error;
    }
  }
}
