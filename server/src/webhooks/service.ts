import type { DirectoryFacts } from '../directory/index.ts';
import type { IncidentEvent } from '../incidents/index.ts';
import { type TaskGroup, wakeAt } from '../jobs/index.ts';
import { type Actor, Fault, type Instant, notFound, plusSeconds, type Viewer } from '../kernel/index.ts';
import { type Reader, ReadOnce, type Tx } from '../platform/db/index.ts';
import { newId } from '../platform/ids.ts';
import { publishLive } from '../platform/live/index.ts';
import {
  inPrivateNetwork,
  isPrivateHost,
  resolvesPrivately,
  webAddress,
} from '../platform/outbound/index.ts';
import { deliverTo, keysOf } from './deliver.ts';
import { DELIVER, delivery, FAN_OUT, fanOut, wakeWebhooks } from './fan-out.ts';
import { KEPT_SECONDS, OVERLAP_SECONDS, PING, type Webhook } from './model.ts';
import type { WebhookBody } from './model-api.ts';
import { PAYLOAD_VERSION } from './model-events.ts';
import type { WebhookPorts } from './ports.ts';
import * as deliveries from './store-deliveries.ts';
import * as store from './store-webhooks.ts';

/** More of them would make every event dear. */
const MOST = 100;
/** What is this late has lost its wake-up. */
const OVERDUE_SECONDS = 30;

/** Signed webhooks: who is told of what happens, what was sent, and what came of it. */
export class Webhooks {
  readonly #ports: WebhookPorts;
  /** Many installations have none, and then an incident costs one question. */
  readonly #once = new ReadOnce<'any', boolean>();

  constructor(ports: WebhookPorts) {
    this.#ports = ports;
  }

  list(reader: Reader = this.#ports.database.db): Promise<readonly Webhook[]> {
    return store.listWebhooks(reader);
  }

  /** @throws Fault `not_found` */
  async get(id: string, reader: Reader = this.#ports.database.db): Promise<Webhook> {
    const found = await store.findWebhook(reader, id);
    if (found === undefined) throw notFound(`webhook "${id}"`);
    return found;
  }

  facts(): Promise<DirectoryFacts> {
    return this.#ports.directory.facts(this.#ports.database.db);
  }

  counts() {
    return deliveries.countHeld(this.#ports.database.db);
  }

  /** Adds one or changes one. @throws Fault `invalid` */
  async save(id: string, body: WebhookBody, actor: Actor): Promise<void> {
    const url = URL.parse(body.url);
    const isForbidden = url !== null && !this.#ports.allowed(url) && (await resolvesPrivately(url.hostname));
    if (isForbidden) throw invalid('url', inPrivateNetwork(url));
    await this.#ports.database.transaction((tx) => this.saveIn(tx, id, body, actor));
  }

  /** The same for org.yaml, which asks no name server. @throws Fault `invalid` */
  async saveIn(tx: Tx, id: string, { url: text, ...filter }: WebhookBody, actor: Actor): Promise<void> {
    const { clock, directory, audit, allowed } = this.#ports;
    const url = webAddress(text);
    if (!url.ok) throw invalid('url', url.error);
    const parsed = new URL(url.value);
    if (!allowed(parsed) && isPrivateHost(parsed.hostname)) throw invalid('url', inPrivateNetwork(parsed));
    const { teams, systems } = await directory.facts(tx);
    for (const [index, team] of filter.teams.entries())
      if (teams.get(team)?.archived !== false) throw invalid(`teams.${index}`, `Team "${team}" not found.`);
    for (const [index, system] of filter.systems.entries())
      if (systems.get(system)?.archived !== false)
        throw invalid(`systems.${index}`, `System "${system}" not found.`);
    const settings = { ...filter, url: url.value };
    const isNew = !(await store.changeWebhook(tx, id, settings));
    if (isNew) {
      if ((await store.listWebhooks(tx)).length >= MOST)
        throw new Fault(
          'conflict',
          'too_many_webhooks',
          `There are ${MOST} webhooks already. Remove one first.`,
        );
      await store.insertWebhook(tx, { id, key: newId(clock), ...settings }, clock.now());
    }
    await audit(tx, {
      ...about(id, actor),
      action: isNew ? 'webhook.created' : 'webhook.changed',
      details: { name: filter.name, host: parsed.host },
    });
    await publishLive(tx, { topic: 'integration' });
  }

  remove(id: string, actor: Actor): Promise<void> {
    return this.#ports.database.transaction((tx) => this.removeIn(tx, id, actor));
  }

  /** Its secrets and its log go with it. @throws Fault `not_found` */
  async removeIn(tx: Tx, id: string, actor: Actor): Promise<void> {
    if (!(await store.deleteWebhook(tx, id))) throw notFound(`webhook "${id}"`);
    await this.#ports.audit(tx, { ...about(id, actor), action: 'webhook.removed' });
    await publishLive(tx, { topic: 'integration' });
  }

  /** Turns it on or off. @param sendHeld what was kept while it was off is sent now */
  turn(id: string, on: boolean, sendHeld: boolean, actor: Actor): Promise<void> {
    return this.#changing(
      id,
      on ? 'webhook.turned_on' : 'webhook.turned_off',
      actor,
      async (tx, webhook, now) => {
        if ((webhook.state === 'on') !== on) await store.setState(tx, id, on ? 'on' : 'off');
        if (!on) await deliveries.hold(tx, id);
        else if (sendHeld) await deliveries.sendAgain(tx, id, { state: 'held' }, now);
        if (on) await wakeWebhooks(tx, [id], now);
      },
    );
  }

  /** Another secret signs from now on, and the one before for a day as well. */
  async rotate(id: string, actor: Actor): Promise<string> {
    await this.#changing(id, 'webhook.secret_rotated', actor, (tx, { generation }, now) =>
      store.setGeneration(tx, id, generation + 1, plusSeconds(now, OVERLAP_SECONDS)),
    );
    return this.secret(id);
  }

  /** The secret that signs now. @throws Fault `not_found` */
  async secret(id: string): Promise<string> {
    const webhook = await this.get(id);
    const [newest = ''] = keysOf(this.#ports.secret, webhook, this.#ports.clock.now());
    return newest;
  }

  /** Sends a test, also to a webhook that is off. @returns the id of its delivery */
  async ping(id: string, actor: Actor): Promise<string> {
    const { clock } = this.#ports;
    const deliveryId = newId(clock);
    await this.#changing(id, 'webhook.tested', actor, async (tx, webhook, now) => {
      const timestamp = now.toString();
      const data = { version: PAYLOAD_VERSION, webhook: { id, name: webhook.name } };
      const body = JSON.stringify({ type: PING, timestamp, data });
      const test = { eventId: `evt_${deliveryId}`, type: PING, incidentId: null, seq: null, body };
      // Whoever asks for it wants to know now.
      await store.setHealth(tx, id, { ...webhook, restingUntil: null });
      await deliveries.insertDeliveries(tx, [delivery({ id, state: 'on' }, deliveryId, test, now)]);
      await wakeWebhooks(tx, [id], now);
    });
    return deliveryId;
  }

  /** Sends one delivery again, or all since a moment, with the same ids as before. @returns how many */
  async replay(id: string, which: { readonly id: string } | { readonly since: Instant }, viewer: Viewer) {
    if ('id' in which) await this.delivery(id, which.id, viewer);
    let count = 0;
    await this.#changing(id, 'webhook.replayed', viewer.actor, async (tx, webhook, now) => {
      if (webhook.state !== 'on')
        throw new Fault('conflict', 'webhook_off', 'The webhook is off. Turn it on first.');
      count = await deliveries.sendAgain(tx, id, which, now);
      await wakeWebhooks(tx, [id], now);
    });
    return count;
  }

  /** What was sent, newest first; nothing about incidents that the viewer may not see. */
  async log(id: string, page: Omit<deliveries.LogPage, 'hidden'>, viewer: Viewer) {
    const { database, incidents } = this.#ports;
    await this.get(id);
    const hidden = await incidents.hiddenFrom(database.db, viewer);
    return deliveries.listDeliveries(database.db, id, { ...page, hidden });
  }

  /** @throws Fault `not_found`, also when the viewer may not see what it is about */
  async delivery(id: string, deliveryId: string, viewer: Viewer) {
    const { database, incidents } = this.#ports;
    const found = await deliveries.findDelivery(database.db, deliveryId);
    const of = found?.incidentId ?? null;
    const isSeen = of === null || (await incidents.getMany(database.db, [of], viewer)).length > 0;
    if (found?.webhookId !== id || !isSeen) throw notFound('delivery');
    return { delivery: found, attempts: await deliveries.attemptsOf(database.db, [deliveryId]) };
  }

  /** In the transaction of whoever writes the record: a note that there is something to look at, and nothing more. */
  async onRecorded(tx: Tx, event: Extract<IncidentEvent, { type: 'incidents.recorded' }>): Promise<void> {
    if (!(await this.#once.get(tx, 'any', () => store.anyWebhook(tx)))) return;
    const now = this.#ports.clock.now();
    await deliveries.insertNews(tx, event, now);
    await wakeAt(tx, { task: FAN_OUT, key: event.incidentId, runAt: now });
  }

  /** Workers of their own: however slow a receiver is, no page waits for it. */
  taskGroups(): readonly TaskGroup[] {
    return [
      {
        name: 'webhook-events',
        concurrency: 1,
        tasks: { [FAN_OUT]: ({ key }) => fanOut(this.#ports, String(key)) },
      },
      {
        name: 'webhooks',
        concurrency: 8,
        tasks: { [DELIVER]: ({ key }) => deliverTo(this.#ports, String(key)) },
      },
    ];
  }

  /** For the watchdog. @returns how much had lost its wake-up */
  async repair(): Promise<number> {
    const { database, clock } = this.#ports;
    const now = clock.now();
    const before = plusSeconds(now, -OVERDUE_SECONDS);
    const unseen = await deliveries.overdueNews(database.db, before);
    const unsent = await deliveries.overdueWebhooks(database.db, before, now);
    await database.transaction(async (tx) => {
      await wakeAt(tx, ...unseen.map((key) => ({ task: FAN_OUT, key, runAt: now })));
      await wakeWebhooks(tx, unsent, now);
      await deliveries.forget(tx, plusSeconds(now, -KEPT_SECONDS));
    });
    return unseen.length + unsent.length;
  }

  #changing(
    id: string,
    action: string,
    actor: Actor,
    change: (tx: Tx, webhook: Webhook, now: Instant) => Promise<unknown>,
  ): Promise<void> {
    const { database, clock, audit } = this.#ports;
    return database.transaction(async (tx) => {
      await change(tx, await this.get(id, tx), clock.now());
      await audit(tx, { ...about(id, actor), action });
      await publishLive(tx, { topic: 'integration' });
    });
  }
}

const about = (id: string, actor: Actor) => ({ actor, subjectKind: 'webhook', subjectId: id });

const invalid = (path: string, message: string): Fault =>
  new Fault('invalid', 'invalid_request', message, [{ path, message }]);
