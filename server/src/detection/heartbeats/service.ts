import { cancelWakeup, type TaskHandler, wakeAt } from '../../jobs/index.ts';
import { type Clock, Fault, type Instant, later, notFound } from '../../kernel/index.ts';
import type { Database, Tx } from '../../platform/db/index.ts';
import { newId } from '../../platform/ids.ts';
import { publishLive } from '../../platform/live/index.ts';
import { tagLabels } from '../model-tags.ts';
import { isListening } from '../store-expiry.ts';
import { openRaised, resolveRaised } from '../store-raised.ts';
import { decidePing, decideSettings, decideSilent, type HeartbeatStep } from './decide-heartbeat.ts';
import { type Heartbeat, type HeartbeatSettings, heartbeatKey } from './model.ts';
import * as store from './store-heartbeats.ts';

const WAKE = 'detection.heartbeat';

export interface HeartbeatsPorts {
  readonly clock: Clock;
  readonly database: Database;
}

/**
 * Heartbeats as Opsgenie has them: created by whoever has the integration's key, watched from the first ping on. When one is
 * due stands in its row, and a wake-up in the same transaction looks then; a restart loses neither.
 */
export class Heartbeats {
  readonly #ports: HeartbeatsPorts;

  constructor(ports: HeartbeatsPorts) {
    this.#ports = ports;
  }

  list(integrationId: string): Promise<readonly Heartbeat[]> {
    return store.listHeartbeats(this.#ports.database.db, integrationId);
  }

  /** @throws Fault `not_found` */
  async get(integrationId: string, name: string): Promise<Heartbeat> {
    const found = (await this.list(integrationId)).find((beat) => beat.name === name);
    if (found === undefined) throw missing(name);
    return found;
  }

  /** @throws Fault `conflict` when there is one of that name */
  create(integrationId: string, name: string, settings: HeartbeatSettings): Promise<Heartbeat> {
    const beat: Heartbeat = {
      ...{ integrationId, name, ...settings },
      ...{ lastPingAt: null, dueAt: null, expired: false },
    };
    return this.#ports.database.transaction(async (tx) => {
      if (!(await store.insertHeartbeat(tx, beat, this.#ports.clock.now())))
        throw new Fault('conflict', 'heartbeat_exists', `Heartbeat with name [${name}] already exists.`);
      return beat;
    });
  }

  /** @throws Fault `not_found` */
  async change(integrationId: string, name: string, change: Partial<HeartbeatSettings>): Promise<Heartbeat> {
    const after = await this.#step(integrationId, name, (before) =>
      decideSettings(before, { ...before, ...change }),
    );
    if (after === undefined) throw missing(name);
    return after;
  }

  /** @throws Fault `not_found` */
  remove(integrationId: string, name: string): Promise<void> {
    return this.#ports.database.transaction(async (tx) => {
      const before = await store.lockHeartbeat(tx, integrationId, name);
      if (before === undefined) throw missing(name);
      await this.#follow(tx, {
        after: { ...before, dueAt: null },
        ...(before.expired ? { alert: 'resolve' } : {}),
      });
      await store.deleteHeartbeat(tx, integrationId, name);
    });
  }

  /** It is well. @returns whether there is such a heartbeat */
  async ping(integrationId: string, name: string): Promise<boolean> {
    const now = this.#ports.clock.now();
    return (await this.#step(integrationId, name, (before) => decidePing(before, now))) !== undefined;
  }

  tasks(): Readonly<Record<string, TaskHandler>> {
    return {
      [WAKE]: ({ integration, name }) => this.#look(String(integration), String(name)),
    };
  }

  /** For the watchdog: those due before `before` get their wake-up. @returns how many there were */
  async repair(before: Instant): Promise<number> {
    const { clock, database } = this.#ports;
    const overdue = await store.overdueHeartbeats(database.db, before);
    for (const beat of overdue) await database.transaction((tx) => wake(tx, beat, clock.now()));
    return overdue.length;
  }

  async #look(integrationId: string, name: string): Promise<void> {
    const { clock, database } = this.#ports;
    // Turned off, no ping can come in: that is no silence. Turned on again, it is watched from its next ping on.
    const listening = await isListening(database.db, integrationId);
    await this.#step(integrationId, name, (before) =>
      listening ? decideSilent(before, clock.now()) : { after: { ...before, dueAt: null } },
    );
  }

  /** Locks it, decides, and saves. @returns it afterwards; undefined when there is none */
  #step(
    integrationId: string,
    name: string,
    decide: (before: Heartbeat) => HeartbeatStep | undefined,
  ): Promise<Heartbeat | undefined> {
    return this.#ports.database.transaction(async (tx) => {
      const before = await store.lockHeartbeat(tx, integrationId, name);
      if (before === undefined) return undefined;
      const step = decide(before) ?? { after: before };
      await store.saveHeartbeat(tx, step.after);
      await this.#follow(tx, step);
      return step.after;
    });
  }

  async #follow(tx: Tx, { after, alert }: HeartbeatStep): Promise<void> {
    const now = this.#ports.clock.now();
    if (after.dueAt === null) await cancelWakeup(tx, WAKE, keyOf(after));
    else await wake(tx, after, later(after.dueAt, now));
    if (alert === undefined) return;
    const ids = { id: newId(this.#ports.clock), payloadId: newId(this.#ports.clock) };
    if (alert === 'resolve') await resolveRaised(tx, raisedBy(after), now);
    else if (!(await openRaised(tx, { ...ids, ...wordsOf(after) }, now))) return;
    await wakeAt(tx, { task: 'detection.process', key: `heartbeat:${keyOf(after)}`, runAt: now });
    await publishLive(tx, { topic: 'alert' });
  }
}

const missing = (name: string): Fault => notFound(`Heartbeat with name [${name}]`);

type Named = Pick<Heartbeat, 'integrationId' | 'name'>;

/** Ids of integrations have no slash, so that this is the only way to read it. */
const keyOf = ({ integrationId, name }: Named): string => `${integrationId}/${name}`;

const wake = (tx: Tx, beat: Named, runAt: Instant): Promise<void> =>
  wakeAt(tx, {
    ...{ task: WAKE, key: keyOf(beat), runAt },
    payload: { integration: beat.integrationId, name: beat.name },
  });

const raisedBy = ({ integrationId, name }: Named) => ({ integrationId, dedupKey: heartbeatKey(name) });

function wordsOf(beat: Heartbeat) {
  const { name, alertMessage, alertTags, interval, unit, lastPingAt, ownerTeam } = beat;
  const every = interval === 1 ? unit.slice(0, -1) : `${interval} ${unit}`;
  return {
    ...{ ...raisedBy(beat), severityWord: beat.alertPriority, source: name },
    about: { heartbeat: name, lastPingAt: lastPingAt?.toString() ?? null },
    title: alertMessage ?? `${name} is expired`,
    description: `No ping of the heartbeat "${name}" since ${lastPingAt?.toString() ?? 'it was created'}; one is expected every ${every}.`,
    labels: {
      ...tagLabels(alertTags),
      alertname: 'HeartbeatExpired',
      heartbeat: name,
      ...(ownerTeam === null ? {} : { responders: ownerTeam }),
    },
  };
}
