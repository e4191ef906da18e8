import type { Clock } from '../kernel/index.ts';
import type { Reader } from '../platform/db/index.ts';
import { addIgnored, type MoreIgnored } from './store-ignored.ts';

/** Characters of a reason that are kept. */
const LONGEST_REASON = 500;

/**
 * Counts what integrations ignore. One write at a time, which takes along all that came since the one before: a sender of
 * a thousand ignored requests a second must not keep the database busy with one row.
 */
export class IgnoredCounter {
  readonly #db: Reader;
  readonly #clock: Clock;
  #waiting = new Map<string, MoreIgnored>();
  #next: Promise<void> | undefined;
  #running: Promise<unknown> = Promise.resolve();

  constructor(db: Reader, clock: Clock) {
    this.#db = db;
    this.#clock = clock;
  }

  /** @param reasons one for each part of a body. Resolves when it is on disk. @throws when the database cannot be asked */
  add(integrationId: string, reasons: readonly string[]): Promise<void> {
    const reason = reasons.at(-1);
    if (reason === undefined) return Promise.resolve();
    const count = (this.#waiting.get(integrationId)?.count ?? 0) + reasons.length;
    this.#waiting.set(integrationId, { count, reason: reason.slice(0, LONGEST_REASON) });
    this.#next ??= this.#write();
    return this.#next;
  }

  async #write(): Promise<void> {
    await this.#running;
    const more = this.#waiting;
    this.#waiting = new Map();
    const written = addIgnored(this.#db, more, this.#clock.now());
    this.#next = undefined;
    this.#running = written.catch(() => undefined);
    await written;
  }
}
