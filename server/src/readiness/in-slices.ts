import { setImmediate } from 'node:timers/promises';

/**
 * Drives long work from pause to pause and lets whatever else waits in this process go first at each: pages leave while a
 * proof is made. A thread of its own would need the facts copied and would compete for the same two cores.
 */
export async function inSlices<T>(work: Generator<void, T>): Promise<T> {
  for (let step = work.next(); ; step = work.next()) {
    if (step.done) return step.value;
    await setImmediate();
  }
}
