import type { Audit, DirectoryFacts } from '../../directory/index.ts';
import { cancelWakeup, type TaskHandler, wakeAt } from '../../jobs/index.ts';
import { type Actor, type Clock, Fault, type Instant, later, notFound } from '../../kernel/index.ts';
import type { Database, Reader, Tx } from '../../platform/db/index.ts';
import { newId } from '../../platform/ids.ts';
import { publishLive } from '../../platform/live/index.ts';
import { openRaised, resolveRaised } from '../store-raised.ts';
import { type CheckStep, decideChange, decideSeen, decideTake } from './decide-check.ts';
import { type Check, type CheckSettings, integrationOf } from './model.ts';
import { look, type ProbePorts } from './probes.ts';
import * as store from './store-checks.ts';

const WAKE = 'detection.check';

export interface ChecksPorts {
  readonly clock: Clock;
  readonly database: Database;
  readonly audit: Audit;
  readonly directory: { facts(reader: Reader): Promise<DirectoryFacts> };
  readonly probes: Omit<ProbePorts, 'clock'>;
  readonly connectorExists: (reader: Reader, id: string) => Promise<boolean>;
}

/**
 * Checks that Tocsin runs itself (DET-2). When one is due stands in its row. A worker moves that in a transaction of its own
 * before it looks, so that a doubled wake-up looks at nothing, and one that dies is replaced when its time is over.
 */
export class Checks {
  readonly #ports: ChecksPorts;

  constructor(ports: ChecksPorts) {
    this.#ports = ports;
  }

  list(reader: Reader = this.#ports.database.db): Promise<readonly Check[]> {
    return store.listChecks(reader);
  }

  /** @throws Fault `not_found` */
  async get(id: string): Promise<Check> {
    const found = await store.findCheck(this.#ports.database.db, id);
    if (found === undefined) throw notFound(`check "${id}"`);
    return found;
  }

  /** Adds a check or changes it; it runs at once. @throws Fault `invalid` */
  async save(id: string, settings: CheckSettings, actor: Actor): Promise<Check> {
    await this.#ports.database.transaction((tx) => this.saveIn(tx, id, settings, actor));
    return this.get(id);
  }

  async saveIn(tx: Tx, id: string, settings: CheckSettings, actor: Actor): Promise<void> {
    const { audit, clock, directory } = this.#ports;
    const { systems } = await directory.facts(tx);
    if (systems.get(settings.systemId)?.archived !== false) {
      const message = `System "${settings.systemId}" not found.`;
      throw new Fault('invalid', 'no_such_system', message, [{ path: 'system', message }]);
    }
    const { probe } = settings;
    if (probe.kind === 'prometheus' && !(await this.#ports.connectorExists(tx, probe.connector))) {
      const message = `Connector "${probe.connector}" not found.`;
      throw new Fault('invalid', 'no_such_connector', message, [{ path: 'probe.connector', message }]);
    }
    const before = await store.lockCheck(tx, id);
    const fresh: Check = {
      ...{ id, ...settings, failed: 0, failing: false, message: null },
      ...{ lastRunAt: null, changedAt: null, nextAt: null },
    };
    await this.#follow(tx, decideChange(before ?? fresh, settings, clock.now()), before);
    const action = before === undefined ? 'check.created' : 'check.changed';
    const details = { name: settings.name, kind: settings.probe.kind, enabled: settings.enabled };
    await audit(tx, { actor, action, subjectKind: 'check', subjectId: id, details });
  }

  remove(id: string, actor: Actor): Promise<void> {
    return this.#ports.database.transaction((tx) => this.removeIn(tx, id, actor));
  }

  /** @throws Fault `not_found` */
  async removeIn(tx: Tx, id: string, actor: Actor): Promise<void> {
    const before = await store.lockCheck(tx, id);
    if (before === undefined) throw notFound(`check "${id}"`);
    const now = this.#ports.clock.now();
    await this.#follow(tx, decideChange(before, { ...before, enabled: false }, now), before);
    await store.removeCheck(tx, id, now);
    await this.#ports.audit(tx, {
      actor,
      action: 'check.removed',
      subjectKind: 'check',
      subjectId: id,
      details: {},
    });
  }

  tasks(): Readonly<Record<string, TaskHandler>> {
    return { [WAKE]: ({ key }) => this.#run(String(key)) };
  }

  /** For the watchdog: those due before `before` get their wake-up. @returns how many there were */
  async repair(before: Instant): Promise<number> {
    const { clock, database } = this.#ports;
    const overdue = await store.overdueChecks(database.db, before);
    for (const { id } of overdue)
      await database.transaction((tx) => wakeAt(tx, { task: WAKE, key: id, runAt: clock.now() }));
    return overdue.length;
  }

  async #run(id: string): Promise<void> {
    const { clock, database, probes } = this.#ports;
    const startedAt = clock.now();
    const taken = await database.transaction(async (tx) => {
      const before = await store.lockCheck(tx, id);
      const after = before && decideTake(before, startedAt);
      if (after !== undefined) await this.#follow(tx, { after }, before);
      return after;
    });
    if (taken === undefined) return;
    const seen = await look(taken.probe, { ...probes, clock });
    await database.transaction(async (tx) => {
      const before = await store.lockCheck(tx, id);
      // Changed meanwhile, or taken by another one: what was seen is not of what it is now.
      if (before === undefined || before.nextAt === null || !isSame(before.nextAt, taken.nextAt)) return;
      await this.#follow(tx, decideSeen(before, seen, startedAt), before);
    });
  }

  /** Saves it with its next wake-up, and opens or ends its alert. */
  async #follow(tx: Tx, { after, alert }: CheckStep, before: Check | undefined): Promise<void> {
    const { clock } = this.#ports;
    const now = clock.now();
    await store.saveCheck(tx, after, now);
    if (after.nextAt === null) await cancelWakeup(tx, WAKE, after.id);
    else await wakeAt(tx, { task: WAKE, key: after.id, runAt: later(after.nextAt, now) });
    if (alert === undefined) return;
    const raised = { integrationId: integrationOf(after.id), dedupKey: raisedKey(before ?? after) };
    const ids = { id: newId(clock), payloadId: newId(clock) };
    if (alert === 'resolve') await resolveRaised(tx, raised, now);
    else if (!(await openRaised(tx, { ...ids, ...raised, ...wordsOf(after) }, now))) return;
    await wakeAt(tx, { task: 'detection.process', key: `check:${after.id}`, runAt: now });
    await publishLive(tx, { topic: 'alert' });
  }
}

const isSame = (one: Instant, other: Instant | null): boolean =>
  one.epochMilliseconds === other?.epochMilliseconds;

const raisedKey = ({ id }: Check): string => `check:${id}`;

const wordsOf = ({ id, name, severity, message, failed, probe, everySeconds }: Check) => ({
  ...{ severityWord: severity, source: name },
  title: `${name} is failing`,
  description:
    `${message ?? ''} Failed ${failed} ${failed === 1 ? 'time' : 'times in a row'}, checked every ${everySeconds} seconds.`.trim(),
  labels: { alertname: 'CheckFailing', check: id, kind: probe.kind },
  about: { check: id, message, failed, probe: JSON.parse(JSON.stringify(probe)) },
});
