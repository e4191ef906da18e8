import type { AnsweringMail, Channel, Communication, MailIn } from '../communication/index.ts';
import { wakeAt } from '../jobs/index.ts';
import { type Clock, type Instant, plusSeconds } from '../kernel/index.ts';
import type { Database, Reader, Tx } from '../platform/db/index.ts';
import { newId, sha256 } from '../platform/ids.ts';
import { publishLive } from '../platform/live/index.ts';
import { failingContent, recoveredContent } from './decide-messages.ts';
import { troubleOf } from './decide-trouble.ts';
import type { Health } from './model.ts';
import { keyOf } from './parse.ts';
import * as store from './store.ts';

export const READ = 'mailbox.read';
/** What is kept for longer has lost its wake-up. */
const OVERDUE_SECONDS = 120;
/** The same mail does not come again after so long; what it was is no longer of interest either. */
const REMEMBERED_SECONDS = 30 * 86_400;
const LATELY_SECONDS = 86_400;

export interface MailboxPorts {
  readonly clock: Clock;
  readonly database: Database;
  readonly communication: Pick<Communication, 'tellAdministrators'>;
  readonly channels: ReadonlyMap<string, Channel>;
  readonly publicUrl: string;
}

/** The channel that reads mail, and what its addresses mean. */
export const EMAIL = 'email';

/** Mail that comes in, by whichever way: kept, looked at once, and how the mailbox is (ADR 52). */
export class Mailbox implements MailIn {
  readonly #ports: MailboxPorts;
  /** Before this nobody here could have heard of the mailbox. */
  readonly #startedAt: Instant;

  constructor(ports: MailboxPorts) {
    this.#ports = ports;
    this.#startedAt = ports.clock.now();
  }

  /** Undefined when no mailbox is set up. */
  get addresses() {
    return this.#ports.channels.get(EMAIL)?.mailbox;
  }

  keep(raw: Buffer): Promise<void> {
    return this.#keep(keyOf(raw), raw);
  }

  /** Looked at like any other, so that it is counted and logged. */
  unreadable(name: string): Promise<void> {
    return this.#keep(sha256(name), Buffer.alloc(0));
  }

  async #keep(key: string, raw: Buffer): Promise<void> {
    const now = this.#ports.clock.now();
    const id = newId(this.#ports.clock);
    await this.#ports.database.transaction(async (tx) => {
      if (await store.insertMail(tx, { id, key, raw, receivedAt: now }))
        await wakeAt(tx, { task: READ, key: id, runAt: now });
    });
  }

  async heard(): Promise<void> {
    await this.#onHealth(async (tx, health, now) => {
      if (health.toldAt !== null && health.failingSince !== null)
        await this.#ports.communication.tellAdministrators(
          tx,
          `mailbox-back:${health.failingSince}`,
          recoveredContent(health.failingSince, now, this.#ports.publicUrl),
        );
      return { heardAt: now, failingSince: null, problem: null, toldAt: null };
    });
  }

  async failed(problem: string): Promise<void> {
    await this.#onHealth(async (_tx, health, now) => ({
      ...health,
      problem,
      failingSince: health.failingSince ?? now,
    }));
  }

  /** The note of a reply is written, in this transaction. @returns false when that was done before */
  noted(tx: Tx, { id, messageId }: AnsweringMail): Promise<boolean> {
    return store.endMail(tx, id, { kind: 'reply', reason: null, messageId }, this.#ports.clock.now());
  }

  /** How the mailbox is, and what came lately; for people. */
  async show(reader: Reader = this.#ports.database.db) {
    const now = this.#ports.clock.now();
    const counts = await store.countsSince(reader, plusSeconds(now, -LATELY_SECONDS));
    return { addresses: this.addresses, health: await store.readHealth(reader), ...counts };
  }

  /** For the watchdog: mail that nobody is about to look at, and administrators who do not know yet. @returns how many there were */
  watch(): Promise<number> {
    return this.#ports.database.transaction(async (tx) => {
      const now = this.#ports.clock.now();
      const lost = await store.overdueMails(tx, plusSeconds(now, -OVERDUE_SECONDS));
      for (const id of lost) await wakeAt(tx, { task: READ, key: id, runAt: now });
      await store.forgetMails(tx, plusSeconds(now, -REMEMBERED_SECONDS));
      await this.#tell(tx, now);
      return lost.length;
    });
  }

  /** Whether there is a mailbox to fail: one that delivers by a webhook is not asked anything. */
  #isRead(): boolean {
    return this.addresses?.ways.includes('imap') === true;
  }

  async #tell(tx: Tx, now: Instant): Promise<void> {
    if (!this.#isRead() || troubleOf(await store.readHealth(tx), this.#startedAt, now) === undefined) return;
    const health = await store.lockHealth(tx);
    const trouble = troubleOf(health, this.#startedAt, now);
    if (trouble === undefined) return;
    const { since, problem } = trouble;
    const { communication, publicUrl } = this.#ports;
    const content = failingContent(since, now, problem, publicUrl);
    await communication.tellAdministrators(tx, `mailbox:${since}`, content);
    await store.saveHealth(tx, { ...health, failingSince: since, problem, toldAt: now });
  }

  #onHealth(change: (tx: Tx, health: Health, now: Instant) => Promise<Health>): Promise<void> {
    return this.#ports.database.transaction(async (tx) => {
      const before = await store.lockHealth(tx);
      const after = await change(tx, before, this.#ports.clock.now());
      await store.saveHealth(tx, after);
      if ((before.failingSince === null) !== (after.failingSince === null))
        await publishLive(tx, { topic: 'message' });
    });
  }
}
