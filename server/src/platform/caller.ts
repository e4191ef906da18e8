import { AsyncLocalStorage } from 'node:async_hooks';

const waiting = new AsyncLocalStorage<AbortSignal>();

/** Thrown where work stops because nobody waits for its result any more. Its caller has been answered, or is gone. */
export class Abandoned extends Error {
  constructor(cause?: unknown) {
    super('Nobody waits for this any more.', { cause });
    this.name = 'Abandoned';
  }
}

/**
 * Does `work` for somebody who waits until `signal` is aborted: from then on its statements are neither sent nor waited
 * for (platform/db), and long computations end at their next pause. Carried along instead of handed through every
 * function, because one that forgot to hand it on would go on unseen.
 */
export const forCaller = <T>(signal: AbortSignal, work: () => T): T => waiting.run(signal, work);

/** Aborted once nobody waits; undefined for work that no caller waits for (wake-ups, ingest). */
export const callerSignal = (): AbortSignal | undefined => waiting.getStore();

/** For work that takes long, at each pause. @throws Abandoned */
export function assertWanted(): void {
  const signal = callerSignal();
  if (signal?.aborted === true) throw new Abandoned(signal.reason);
}
