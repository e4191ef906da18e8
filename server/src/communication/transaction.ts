import { again, type Database, isWorthAnotherTry, type Tx } from '../platform/db/index.ts';

/** Thrown inside a transaction when a row is no longer as it was read. */
export class Changed extends Error {}

/** Thrown inside a transaction when another one is dealing with the row just now: looked at again a little later. */
export class Taken extends Error {}

/** Others change the same message only a few times in its life, but possibly at once. */
const TRIES = 10;

/** Runs `work` in a transaction, and again on fresh readings when something it had read was changed meanwhile. */
export const decideAgain = <T>(database: Database, work: (tx: Tx) => Promise<T>): Promise<T> =>
  again(() => database.transaction(work), {
    tries: TRIES,
    worthIt: (error) => error instanceof Changed || isWorthAnotherTry(error),
  });
