import { setImmediate } from 'node:timers/promises';
import { atOnce } from './read.ts';

/** Bytes of a body from which on it is read with pauses. */
const LARGE = 1024 * 1024;

/** The last of the large bodies that are being read, one after the other: what reading takes is memory, too. */
let last: Promise<unknown> = Promise.resolve();

/**
 * Reads a body: a large one with pauses in which everything else in this process goes on (pages leave, /healthz answers), and
 * when no other large one is being read or stored.
 * @param take what is done with it, within the turn
 */
export async function inTurn<T, R>(
  bytes: number,
  read: () => Generator<void, T>,
  take: (read: T) => Promise<R>,
): Promise<R> {
  if (bytes <= LARGE) return take(atOnce(read()));
  const mine = last.then(async () => take(await withPauses(read())));
  last = mine.catch(() => undefined);
  return mine;
}

/** Drives work to its end, and in its pauses lets everything else in this process go on. */
export async function withPauses<T>(work: Generator<void, T>): Promise<T> {
  for (let step = work.next(); ; step = work.next()) {
    if (step.done) return step.value;
    await setImmediate();
  }
}
