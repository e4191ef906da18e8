import { createHash } from 'node:crypto';
import { type Clock, Fault, type Instant, isBefore } from '../../kernel/index.ts';
import type { Db } from '../db/index.ts';
import { countTry, giveTryBack } from './store.ts';

/** How often something was tried within the window that is running, and how long that window still lasts. */
export interface Tries {
  readonly tries: number;
  readonly leftMs: number;
}

/** Counts tries by key in windows that begin with the first try. */
export interface Throttle {
  /** Counts one more, also when there were too many already. */
  count(key: string, windowMs: number): Promise<Tries>;
  /** Takes one back, if its window is still running. */
  giveBack(key: string): Promise<void>;
}

/** So that a caller who makes up keys cannot fill the memory. */
const MOST_KEYS = 20_000;

/** Of one process. For what must not cost a query, such as reading the public status page. */
export function memoryThrottle(clock: Clock): Throttle {
  const windows = new Map<string, { readonly tries: number; readonly endsAt: Instant }>();
  const running = (key: string, now: Instant) => {
    const window = windows.get(key);
    return window !== undefined && isBefore(now, window.endsAt) ? window : undefined;
  };
  return {
    async count(key, windowMs) {
      const now = clock.now();
      const { tries, endsAt } = running(key, now) ?? {
        tries: 0,
        endsAt: now.add({ milliseconds: windowMs }),
      };
      // Put back last: the map is then in the order of use, and its first is the one to forget.
      windows.delete(key);
      windows.set(key, { tries: tries + 1, endsAt });
      if (windows.size > MOST_KEYS) windows.delete(windows.keys().next().value ?? key);
      return { tries: tries + 1, leftMs: left(now, endsAt) };
    },
    async giveBack(key) {
      const window = running(key, clock.now());
      if (window !== undefined) windows.set(key, { ...window, tries: Math.max(0, window.tries - 1) });
    },
  };
}

/**
 * Of all processes over one database, so that a second one does not double the guesses. Keys are kept as hashes: they
 * contain addresses of people and networks.
 */
export function sharedThrottle(db: Db, clock: Clock): Throttle {
  const hash = (key: string) => createHash('sha256').update(key).digest();
  return {
    async count(key, windowMs) {
      const now = clock.now();
      const { tries, endsAt } = await countTry(db, hash(key), now, windowMs);
      return { tries, leftMs: left(now, endsAt) };
    },
    giveBack: (key) => giveTryBack(db, hash(key), clock.now()),
  };
}

const left = (now: Instant, endsAt: Instant) => endsAt.epochMilliseconds - now.epochMilliseconds;

/** @param waitMs until the next try is looked at */
export const tooManyAttempts = (waitMs: number): Fault =>
  new Fault(
    'rate_limited',
    'too_many_requests',
    `Too many attempts. Try again in ${Math.ceil(waitMs / 1000)} s.`,
  );
