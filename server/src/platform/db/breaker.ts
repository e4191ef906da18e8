import { backOff, DATABASE_PAUSES } from './back-off.ts';
import { DatabaseAway } from './lost.ts';
import { codeOf } from './trouble.ts';

/** The first may be short: it is one attempt, however many wait. The longest is how late we may notice that it is back. */
const PAUSES = { ...DATABASE_PAUSES, firstMs: 100 };

/**
 * The circuit breaker that every new session of a process goes through. Once an attempt to connect has failed, one
 * attempt at a time is made, later each time, and whoever else wants a session meanwhile is told at once that the
 * database is away; the first attempt that succeeds lets everybody in again.
 *
 * Without it each pool replaces each attempt that it gives up: a frozen database, or a pooler that is paused, is asked by
 * as many as the process may have sessions, again and again, until the pooler's places for clients are full of them and
 * nobody else gets in either. Letting those who wait for the attempt under way wait on was the other choice; they hold a
 * request or a worker meanwhile, and whoever may wait does so by itself (jobs/patient-pool.ts, jobs/patiently.ts).
 */
export class Breaker {
  #failures = 0;
  #why: unknown;
  #notBefore = 0;
  #trying = false;
  /** What an attempt that began before the last change learns says nothing about how things are now. */
  #changes = 0;
  readonly #now: () => number;

  /** @param now milliseconds of a clock that only goes forward */
  constructor(now: () => number = () => performance.now()) {
    this.#now = now;
  }

  /**
   * Makes an attempt: `connect` opens a session and sets it up.
   * @param gaveUp whether it failed because we stopped it, which says nothing about the database
   * @throws DatabaseAway at once, when it is not the turn of this one; else what `connect` throws
   */
  async attempt<T>(connect: () => Promise<T>, gaveUp: () => boolean): Promise<T> {
    const isProbe = this.#failures > 0;
    if (isProbe) {
      if (this.#trying || this.#now() < this.#notBefore) throw new DatabaseAway(this.#why);
      this.#trying = true;
    }
    const changes = this.#changes;
    try {
      const session = await connect();
      this.#succeeded();
      return session;
    } catch (error) {
      if (!gaveUp() && !wasLetIn(error) && changes === this.#changes) this.#failed(error);
      throw error;
    } finally {
      if (isProbe) this.#trying = false;
    }
  }

  /** How long until the next attempt may be made, in milliseconds; 0 when one may be made now, or is under way. */
  dueMs(): number {
    return this.#failures === 0 ? 0 : Math.max(0, this.#notBefore - this.#now());
  }

  #succeeded(): void {
    if (this.#failures === 0) return;
    this.#failures = 0;
    this.#why = undefined;
    this.#changes += 1;
  }

  #failed(error: unknown): void {
    this.#failures += 1;
    this.#why = error;
    this.#notBefore = this.#now() + backOff(this.#failures, PAUSES);
    this.#changes += 1;
  }
}

/**
 * A session that PostgreSQL ended while it was being set up had been let in, so the next one may be as well. Where it really
 * shuts down, it refuses that one.
 */
const wasLetIn = (error: unknown): boolean => codeOf(error) === '57P01';
