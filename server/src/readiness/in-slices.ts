import { setImmediate } from 'node:timers/promises';
import { assertWanted } from '../platform/caller.ts';

/**
 * Drives long work from pause to pause and lets whatever else waits in this process go first at each: pages leave while a
 * proof is made. Ends when nobody waits for it any more. A thread of its own would need the facts copied and would compete for the same two cores.
 * @throws Abandoned
 */
export async function inSlices<T>(work: Generator<void, T>): Promise<T> {
  for (let step = work.next(); ; step = work.next()) {
    if (step.done) return step.value;
    await setImmediate();
    assertWanted();
  }
}
