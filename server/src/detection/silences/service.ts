import type { Audit } from '../../directory/index.ts';
import { type TaskHandler, wakeAt } from '../../jobs/index.ts';
import {
  type Actor,
  type Clock,
  Fault,
  type Instant,
  type JsonObject,
  later,
  notFound,
  theSystem,
} from '../../kernel/index.ts';
import type { Database, Tx } from '../../platform/db/index.ts';
import { newId } from '../../platform/ids.ts';
import { publishLive } from '../../platform/live/index.ts';
import { decideChange, matching, stateOf } from './decide-silence.ts';
import { matcherText, type Silence, type WantedSilence } from './model.ts';
import * as store from './store-silences.ts';

const WAKE = 'detection.silence';
/** Silences listed: all that matter and a memory of those before. */
const MOST_LISTED = 1_000;
/** Silences in force of one integration: each alert is held against each of them. */
const MOST_OPEN = 500;

export interface SilencesPorts {
  readonly clock: Clock;
  readonly database: Database;
  readonly audit: Audit;
}

/**
 * Silences as Alertmanager's API has them. They are set by whoever has the integration's key and cover its alerts only.
 * A silence keeps an alert from being processed, never from being stored.
 */
export class Silences {
  readonly #ports: SilencesPorts;

  constructor(ports: SilencesPorts) {
    this.#ports = ports;
  }

  list(integrationId: string): Promise<readonly Silence[]> {
    return store.listSilences(this.#ports.database.db, integrationId, MOST_LISTED);
  }

  /** Those that are in force or will be. */
  open(integrationId: string): Promise<readonly Silence[]> {
    return store.openSilences(this.#ports.database.db, [integrationId]);
  }

  /** @throws Fault `not_found`, also for one of another integration */
  async get(integrationId: string, id: string): Promise<Silence> {
    const found = await store.findSilence(this.#ports.database.db, integrationId, id);
    if (found === undefined) throw notFound(`silence ${id}`);
    return found;
  }

  /**
   * Makes a silence, or changes one.
   * @returns its id
   * @throws Fault `invalid` with the reason, `not_found` for the id of none
   */
  set(integrationId: string, wanted: WantedSilence): Promise<string> {
    return this.#ports.database.transaction(async (tx) => {
      const now = this.#ports.clock.now();
      const before = wanted.id === undefined ? undefined : await this.#locked(tx, integrationId, wanted.id);
      const change = decideChange(before, wanted, now);
      if (change.do === 'refuse') throw new Fault('invalid', 'invalid_silence', change.fault);
      if (change.do === 'create' && (await store.countOpen(tx, integrationId)) >= MOST_OPEN)
        throw new Fault(
          'invalid',
          'too_many_silences',
          `too many silences: at most ${MOST_OPEN} may be in force`,
        );
      if (change.do === 'create' && change.endBefore && before !== undefined)
        await this.#end(tx, before, now);
      const { matchers, createdBy, comment } = wanted;
      const silence: Silence = {
        id: change.do === 'update' ? (before?.id ?? '') : newId(this.#ports.clock),
        ...{ integrationId, matchers, createdBy, comment, ...change.silence, updatedAt: now },
      };
      await this.#save(tx, silence, change.do === 'update' ? 'silence.changed' : 'silence.created');
      return silence.id;
    });
  }

  /** Ends it now; one that has ended stays as it is. @throws Fault `not_found` */
  expire(integrationId: string, id: string): Promise<void> {
    return this.#ports.database.transaction(async (tx) => {
      const now = this.#ports.clock.now();
      const before = await this.#locked(tx, integrationId, id);
      if (stateOf(before, now) !== 'expired') await this.#end(tx, before, now);
    });
  }

  tasks(): Readonly<Record<string, TaskHandler>> {
    return {
      [WAKE]: ({ key }) => this.#ports.database.transaction((tx) => this.#look(tx, String(key))),
    };
  }

  /** For the watchdog: ends without a wake-up get one. @returns how many there were */
  async repair(before: Instant): Promise<number> {
    const { clock, database } = this.#ports;
    const overdue = await store.overdueSilences(database.db, before);
    for (const key of overdue)
      await database.transaction((tx) => wakeAt(tx, { task: WAKE, key, runAt: clock.now() }));
    return overdue.length;
  }

  async #locked(tx: Tx, integrationId: string, id: string): Promise<Silence> {
    const found = await store.lockSilence(tx, id);
    if (found?.integrationId !== integrationId) throw notFound(`silence ${id}`);
    return found;
  }

  /** One that has not begun begins and ends now, as in Alertmanager. */
  async #end(tx: Tx, before: Silence, now: Instant): Promise<void> {
    const startsAt = stateOf(before, now) === 'pending' ? now : before.startsAt;
    await this.#save(tx, { ...before, startsAt, endsAt: now, updatedAt: now }, 'silence.expired');
  }

  async #save(tx: Tx, silence: Silence, action: string): Promise<void> {
    const { id, integrationId, startsAt, updatedAt } = silence;
    await store.saveSilence(tx, silence);
    await this.#record(tx, silence, action, { kind: 'integration', integrationId });
    await wakeAt(tx, { task: WAKE, key: id, runAt: later(startsAt, updatedAt) });
  }

  async #record(tx: Tx, silence: Silence, action: string, actor: Actor): Promise<void> {
    const { id, integrationId, matchers, startsAt, endsAt, createdBy, comment } = silence;
    const details: JsonObject = {
      integration: integrationId,
      ...{ matchers: matchers.map(matcherText), createdBy, comment },
      ...{ startsAt: startsAt.toString(), endsAt: endsAt.toString() },
    };
    await this.#ports.audit(tx, {
      ...{ actor, action, details },
      ...{ subjectKind: 'silence', subjectId: id },
    });
  }

  /** It has begun, or ended, or was moved. Looked at once more, it finds nothing to do. */
  async #look(tx: Tx, id: string): Promise<void> {
    await store.lockCovering(tx);
    const now = this.#ports.clock.now();
    const silence = await store.lockSilence(tx, id);
    if (silence === undefined) return;
    const state = stateOf(silence, now);
    const next = state === 'pending' ? silence.startsAt : silence.endsAt;
    if (state !== 'expired') await wakeAt(tx, { task: WAKE, key: id, runAt: next });
    if (state === 'pending') return;
    const ids = state === 'active' ? await this.#begun(tx, silence) : await store.silencedAlerts(tx, silence);
    if (state === 'expired' && (await store.markEnded(tx, id))) {
      // One that somebody has ended is in the audit log by their act.
      if (!silence.updatedAt.equals(silence.endsAt))
        await this.#record(tx, silence, 'silence.ended', theSystem);
    }
    if (ids.length === 0) return;
    await store.awaken(tx, ids, now);
    await wakeAt(tx, { task: 'detection.process', key: `silence:${id}`, runAt: now });
    await publishLive(tx, { topic: 'alert' });
  }

  /** Alerts of incidents that it covers from now on. */
  async #begun(tx: Tx, silence: Silence): Promise<readonly string[]> {
    const covers = matching(silence);
    const known = await store.firingInGroups(tx, silence.integrationId);
    return known
      .filter((alert) => !alert.silencedBy.includes(silence.id) && covers(alert.labels))
      .map(({ id }) => id);
  }
}
