import { scheduler } from 'node:timers/promises';
import { backOff, isConnectionLost } from '../platform/db/index.ts';

/** Longer, and it is a failure like any other, which the queue tries again at its own pace. */
const PATIENCE_MS = 30_000;

/**
 * Does `work` again when the database went away under it, until it is back. To leave that to the queue would count it as
 * a failure of the job's own, and after three restarts in a row a page would wait 20 s for its next try.
 * @param work is told how often it has been tried before. Nothing it has done twice may do harm
 * @param stopping once aborted, nothing is tried again
 */
export async function patiently<T>(
  work: (triesBefore: number) => Promise<T>,
  stopping?: AbortSignal,
  patienceMs = PATIENCE_MS,
): Promise<T> {
  const begun = performance.now();
  for (let tries = 0; ; tries += 1) {
    try {
      return await work(tries);
    } catch (error) {
      const isOver = stopping?.aborted === true || performance.now() - begun > patienceMs;
      if (isOver || !isConnectionLost(error)) throw error;
      await scheduler.wait(backOff(tries + 1));
    }
  }
}
