import type { Channel, Communication, MessageDraft, MessageOwner } from '../../communication/index.ts';
import { wakeAt } from '../../jobs/index.ts';
import { type Clock, Fault, type Instant, isBefore, plusSeconds, Temporal } from '../../kernel/index.ts';
import { again, type Database, type Reader, type Tx } from '../../platform/db/index.ts';
import { newId } from '../../platform/ids.ts';
import type { Language, PublicIncident } from '../model.ts';
import { type Pages, pageById } from '../service-pages.ts';
import { affected, type Site } from '../site/index.ts';
import { findPublic } from '../store-public.ts';
import { confirmContent, updateContent } from './content.ts';
import { asks, concerns } from './decide-subscribe.ts';
import { createLinks, type Grant } from './links.ts';
import type { Notice, Subscriber } from './model.ts';
import {
  addNotice,
  confirmSubscriber,
  countSubscribers,
  endSubscriber,
  forgetPending,
  lockNotice,
  moveNotice,
  nextSubscribers,
  noticeById,
  openNotices,
  savePending,
  subscriberAt,
  subscriberById,
} from './store-subscribers.ts';

export interface SubscriberPorts {
  readonly database: Database;
  readonly clock: Clock;
  readonly secret: string;
  readonly pages: Pages;
  readonly channels: ReadonlyMap<string, Channel>;
  /** Made after this. */
  readonly communication: () => Pick<Communication, 'enqueue' | 'subscribersWaiting'>;
}

/** What somebody typed into the form. */
export interface Request {
  readonly kind: Subscriber['kind'];
  readonly address: string;
  readonly language: Language;
  /** Empty: all. */
  readonly components: readonly string[];
}

/** The wake-up of a telling. */
export const TELL = 'statuspage.tell';
const SOURCE = 'status_notice';
/** Put into the outbox at once. */
const BATCH = 200;
/** So many may wait for the channel. The rest of ten thousand is not in the outbox yet, and in nobody's way. */
const MOST_WAITING = 300;
const LOOK_AGAIN_SECONDS = 1;
const CONFIRM_WITHIN_DAYS = 7;
const OVERDUE_SECONDS = 60;

const keyOf = (noticeId: string, subscriberId: string): string => `status:${noticeId}:${subscriberId}`;
const subscriberOfKey = (key: string): string => /^status:[^:]+:([0-9a-f-]{36})/.exec(key)?.[1] ?? '';

/** Those outside who asked to be told: how they come, how they are told, and how they go. */
export class Subscribers {
  readonly #ports: SubscriberPorts;
  readonly #links: ReturnType<typeof createLinks>;

  constructor(ports: SubscriberPorts) {
    this.#ports = ports;
    this.#links = createLinks(ports.secret);
  }

  /** Whether anybody could be written to at all. */
  get isPossible(): boolean {
    return this.#ports.channels.get('email')?.missing === null;
  }

  #linksOf(site: Pick<Site, 'url'>, subscriberId: string) {
    const now = this.#ports.clock.now();
    const link = (purpose: Grant['purpose']) =>
      `${site.url}/${purpose}/${this.#links.token(subscriberId, purpose, now)}`;
    return { confirm: link('confirm'), unsubscribe: link('unsubscribe') };
  }

  /**
   * Somebody asks to be told. Says the same whether the address was known or not.
   * @throws Fault `invalid` for an address that nothing can be sent to
   */
  async ask(site: Site, { kind, address, language, components }: Request): Promise<void> {
    const channel = this.#ports.channels.get(kind);
    const read = channel?.validateAddress(address);
    const bad = new Fault(
      'invalid',
      'bad_address',
      'We cannot send to this address. Check it and try again.',
    );
    if (channel === undefined || read === undefined || !read.ok) throw bad;
    if ((channel.refusalOf?.(read.value) ?? (await channel.lookedUpRefusalOf?.(read.value)) ?? null) !== null)
      throw bad;
    const { clock, database } = this.#ports;
    const listed = new Set(site.components.map(({ id }) => id));
    const chosen = components.filter((id) => listed.has(id));
    await again(() =>
      database.transaction(async (tx) => {
        const where = { pageId: site.page.id, kind, address: read.value };
        const known = await subscriberAt(tx, where);
        const now = clock.now();
        if (!asks(known, now)) return;
        const one: Subscriber = {
          ...{ ...where, id: known?.id ?? newId(clock), language, state: 'pending' },
          ...{ components: chosen.length === 0 ? null : chosen, askedAt: now, confirmedAt: null },
        };
        await savePending(tx, one);
        await this.#ports.communication().enqueue(tx, [
          {
            ...this.#draft(one, `status-confirm:${one.id}:${now.epochMilliseconds}`),
            source: { kind: 'status_confirm', id: one.id, generation: 0 },
            content: confirmContent(site, one, this.#linksOf(site, one.id)),
          },
        ]);
      }),
    );
  }

  #draft(to: Subscriber, key: string): Omit<MessageDraft, 'content' | 'source'> {
    return { key, purpose: 'subscriber', channel: to.kind, address: to.address, drill: false };
  }

  /** Who a link belongs to, while it works. */
  async holder(
    token: string,
  ): Promise<{ readonly grant: Grant; readonly subscriber: Subscriber } | undefined> {
    const grant = this.#links.read(token);
    const subscriber = grant && (await subscriberById(this.#ports.database.db, grant.subscriberId));
    if (grant === undefined || subscriber === undefined) return undefined;
    const expires = Temporal.Instant.fromEpochMilliseconds(grant.issuedAt * 1000).add({
      hours: CONFIRM_WITHIN_DAYS * 24,
    });
    const isOld = grant.purpose === 'confirm' && isBefore(expires, this.#ports.clock.now());
    return isOld ? undefined : { grant, subscriber };
  }

  /** Does what a link is for. @returns the secret of a webhook that was confirmed; false when the link is dead */
  async act({
    grant,
    subscriber,
  }: {
    readonly grant: Grant;
    readonly subscriber: Subscriber;
  }): Promise<string | null | false> {
    const { database, clock, channels } = this.#ports;
    const { id, kind, address } = subscriber;
    const isDone = await database.transaction((tx) =>
      grant.purpose === 'confirm'
        ? confirmSubscriber(tx, id, clock.now())
        : endSubscriber(tx, id, 'unsubscribed', clock.now()).then(() => true),
    );
    if (!isDone) return false;
    return grant.purpose === 'confirm' ? (channels.get(kind)?.signingSecret?.(address, 1) ?? null) : null;
  }

  count(reader: Reader, pageId: string) {
    return countSubscribers(reader, pageId);
  }

  /** An update is to be told; in the transaction that published it. */
  async tell(tx: Tx, incident: Pick<PublicIncident, 'id' | 'pageId'>, updateId: string): Promise<void> {
    const { clock } = this.#ports;
    const now = clock.now();
    const id = newId(clock);
    await addNotice(tx, {
      ...{ id, pageId: incident.pageId, publicId: incident.id, updateId, createdAt: now },
      ...{ toldTo: null, told: 0, doneAt: null },
    });
    await wakeAt(tx, { task: TELL, key: id, runAt: now, priority: 20 });
  }

  /** The next batch of a telling. Where it stands is saved with what was put into the outbox: nobody is told twice, or left out. */
  wake(id: string): Promise<void> {
    return again(() => this.#ports.database.transaction((tx) => this.#tellNext(tx, id)));
  }

  async #tellNext(tx: Tx, id: string): Promise<void> {
    const { clock, pages, communication } = this.#ports;
    const notice = await lockNotice(tx, id);
    if (notice === undefined || notice.doneAt !== null) return;
    const now = clock.now();
    const later = () =>
      wakeAt(tx, { task: TELL, key: id, runAt: plusSeconds(now, LOOK_AGAIN_SECONDS), priority: 20 });
    if ((await communication().subscribersWaiting(tx, MOST_WAITING)) >= MOST_WAITING) return later();
    const site = await pages.site(tx, await pageById(tx, notice.pageId));
    const incident = site.incidents.find((one) => one.id === notice.publicId);
    const update = incident?.updates.find((one) => one.id === notice.updateId);
    // Withdrawn, or restricted since: nobody else hears of it.
    if (incident === undefined || update === undefined || update.removedAt !== null)
      return moveNotice(tx, notice, { ...notice, doneAt: now });
    const touched = affected(site, incident).map(({ component }) => component.id);
    const batch = await nextSubscribers(tx, notice, BATCH);
    const concerned = batch.filter((one) => concerns(one, touched));
    await communication().enqueue(
      tx,
      concerned.map((one) => ({
        ...this.#draft(one, keyOf(id, one.id)),
        source: { kind: SOURCE, id, generation: 0 },
        content: updateContent(site, incident, update, one.language, this.#linksOf(site, one.id)),
      })),
    );
    const isLast = batch.length < BATCH;
    await moveNotice(tx, notice, {
      ...{ toldTo: batch.at(-1)?.id ?? notice.toldTo, told: notice.told + concerned.length },
      doneAt: isLast ? now : null,
    });
    if (!isLast) await wakeAt(tx, { task: TELL, key: id, runAt: now, priority: 20 });
  }

  /** Answers for the messages: wanted while their reader has not left and what they say still stands. */
  owner(): MessageOwner {
    return {
      kind: SOURCE,
      stillWanted: async (reader, { key, source }) => {
        const subscriber = await subscriberById(reader, subscriberOfKey(key));
        if (subscriber?.state !== 'active') return 'unsubscribed';
        return (await this.#stands(reader, await noticeById(reader, source.id))) ? null : 'cancelled';
      },
      refresh: async () => null,
      onEvent: async (tx, event) => {
        if (event.type !== 'communication.settled' || event.outcome !== 'dead') return;
        // There is nobody any more: to go on writing there is what gets a sender blocked.
        if (event.reason === 'bad_address' || event.reason === 'gone')
          await endSubscriber(tx, subscriberOfKey(event.key), event.reason, this.#ports.clock.now());
      },
    };
  }

  async #stands(reader: Reader, notice: Notice | undefined): Promise<boolean> {
    const incident = notice && (await findPublic(reader, notice.publicId));
    const update = incident?.updates.find(({ id }) => id === notice?.updateId);
    return incident?.withdrawnAt === null && update?.removedAt === null;
  }

  /** For the watchdog: tellings that have come to a stand, and whoever never confirmed. @returns how many there were */
  async repair(): Promise<number> {
    const { database, clock } = this.#ports;
    return database.transaction(async (tx) => {
      const now: Instant = clock.now();
      await forgetPending(tx, now.subtract({ hours: CONFIRM_WITHIN_DAYS * 24 }));
      const old = now.subtract({ seconds: OVERDUE_SECONDS });
      const open = (await openNotices(tx)).filter(({ createdAt }) => isBefore(createdAt, old));
      for (const { id } of open) await wakeAt(tx, { task: TELL, key: id, runAt: now, priority: 20 });
      return 0;
    });
  }
}
