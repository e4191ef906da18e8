import type { AnsweringMail, Channel, Communication, MailIn } from '../communication/index.ts';
import { wakeAt } from '../jobs/index.ts';
import { type Clock, type Instant, isBefore, plusSeconds } from '../kernel/index.ts';
import type { Database, Reader, Tx } from '../platform/db/index.ts';
import { newId } from '../platform/ids.ts';
import { publishLive } from '../platform/live/index.ts';
import { failingContent, recoveredContent } from './decide-messages.ts';
import { keyOf } from './parse.ts';
import * as store from './store.ts';

export const READ = 'mailbox.read';
/** What is kept for longer has lost its wake-up. */
const OVERDUE_SECONDS = 120;
/** The same mail does not come again after so long; what it was is no longer of interest either. */
const REMEMBERED_SECONDS = 30 * 86_400;
/** A mail server that is restarted is no news. */
const TELL_AFTER_SECONDS = 900;
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

  constructor(ports: MailboxPorts) {
    this.#ports = ports;
  }

  /** Undefined when no mailbox is set up. */
  get addresses() {
    return this.#ports.channels.get(EMAIL)?.mailbox;
  }

  async keep(raw: Buffer): Promise<void> {
    const now = this.#ports.clock.now();
    const id = newId(this.#ports.clock);
    await this.#ports.database.transaction(async (tx) => {
      if (await store.insertMail(tx, { id, key: keyOf(raw), raw, receivedAt: now }))
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
    const seen = await store.readHealth(tx);
    if (seen.failingSince === null || seen.toldAt !== null || !this.#isRead()) return;
    if (isBefore(now, plusSeconds(seen.failingSince, TELL_AFTER_SECONDS))) return;
    const health = await store.lockHealth(tx);
    const { failingSince, problem, toldAt } = health;
    if (failingSince === null || toldAt !== null) return;
    const { communication, publicUrl } = this.#ports;
    const content = failingContent(failingSince, now, problem ?? '', publicUrl);
    await communication.tellAdministrators(tx, `mailbox:${failingSince}`, content);
    await store.saveHealth(tx, { ...health, toldAt: now });
  }

  #onHealth(change: (tx: Tx, health: store.Health, now: Instant) => Promise<store.Health>): Promise<void> {
    return this.#ports.database.transaction(async (tx) => {
      const before = await store.lockHealth(tx);
      const after = await change(tx, before, this.#ports.clock.now());
      await store.saveHealth(tx, after);
      if ((before.failingSince === null) !== (after.failingSince === null))
        await publishLive(tx, { topic: 'message' });
    });
  }
}
