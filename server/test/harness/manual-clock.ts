import { vi } from 'vitest';
import { type Clock, type Instant, Temporal } from '../../src/kernel/index.ts';
import { systemClock } from '../../src/platform/clock.ts';

/**
 * Time that stands still until the test moves it. It moves the `Date` of the whole process, because libraries (the
 * queue's node time, session expiry) read that; timers stay real, so sockets and pools work as ever.
 * Scenarios live in the 2030s: the queue compares some locks with the database's own clock and takes one that looks
 * more than four hours old for abandoned, so a test's time must not lie in the past.
 */
export class ManualClock implements Clock {
  constructor(start: string) {
    vi.useFakeTimers({ toFake: ['Date'], now: Temporal.Instant.from(start).epochMilliseconds });
  }

  now(): Instant {
    return systemClock.now();
  }

  set(to: Instant): void {
    vi.setSystemTime(to.epochMilliseconds);
  }

  release(): void {
    vi.useRealTimers();
  }
}
