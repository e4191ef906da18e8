import { isWorthAnotherTry } from './trouble.ts';

const TRIES = 5;

/**
 * Does `work`, which is one whole transaction, and again from its beginning when PostgreSQL made it give way (a deadlock, a
 * serialisation failure). At once: what it gave way to holds its locks by then, so the next try waits for those and not for
 * a clock. Nothing that a rollback does not undo may happen in it.
 * @param options.worthIt another view of which failures are worth another try
 */
export async function again<T>(
  work: () => Promise<T>,
  {
    tries = TRIES,
    worthIt = isWorthAnotherTry,
  }: { tries?: number; worthIt?: (error: unknown) => boolean } = {},
): Promise<T> {
  for (let left = tries - 1; ; left -= 1) {
    try {
      return await work();
    } catch (error) {
      if (left <= 0 || !worthIt(error)) throw error;
    }
  }
}
