import { firstResponseItems, type IncidentEvent, isOpen } from '../incidents/index.ts';
import { type TaskGroup, wakeAt, wakeupsPending } from '../jobs/index.ts';
import { isBefore, plusSeconds } from '../kernel/index.ts';
import { again, type Tx } from '../platform/db/index.ts';
import { leftOutOf, measuresOf } from './decide-measure.ts';
import { nextDue, promisesOf } from './decide-promises.ts';
import type { InsightPorts } from './ports.ts';
import * as store from './store.ts';

const MEASURE_TASK = 'insights.measure';
const BACKLOG_TASK = 'insights.measure_backlog';
const FIRST_ID = '00000000-0000-0000-0000-000000000000';
const TOGETHER = 50;
/** What happens to an incident at once is measured once. */
const AFTER_SECONDS = 2;
/** Behind whatever pages or tells somebody. */
const PRIORITY = 10;
const OVERDUE_SECONDS = 60;
/** After the time of a promise: by then what was sent in time says so. */
const DUE_SECONDS = 60;

/** What each incident measures, kept as rows that are made anew when it changes. */
export class Measuring {
  readonly #ports: InsightPorts;

  constructor(ports: InsightPorts) {
    this.#ports = ports;
  }

  /** Something that is measured has changed; in that transaction. */
  async onIncident(tx: Tx, { incidentId, at }: IncidentEvent): Promise<void> {
    await store.markStale(tx, incidentId, at);
    await wakeAt(tx, {
      ...{ task: MEASURE_TASK, key: incidentId, priority: PRIORITY },
      runAt: plusSeconds(at, AFTER_SECONDS),
    });
  }

  tasks(): TaskGroup['tasks'] {
    return {
      [MEASURE_TASK]: ({ key }) => this.#renew(String(key)),
      [BACKLOG_TASK]: ({ after }) => this.#renewSome(String(after ?? FIRST_ID)),
    };
  }

  /** Makes what has waited since before the start: incidents older than this chapter, rows by older rules, lost wake-ups. */
  begin(): Promise<void> {
    const now = this.#ports.clock.now();
    return this.#transaction(async (tx) => {
      await store.markOutdated(tx, now);
      await wakeAt(tx, { task: BACKLOG_TASK, key: 'all', payload: { after: FIRST_ID }, runAt: now });
    });
  }

  /**
   * Goes on with what waits although nothing is going to look at it. Never counted as lost work: numbers that are late, or an incident
   * whose log cannot be read, say nothing of the pager, and must not keep its heartbeat from being sent.
   */
  async watch(): Promise<void> {
    const { database, clock } = this.#ports;
    const since = await store.oldestStale(database.db);
    const now = clock.now();
    if (since === null || !isBefore(since, plusSeconds(now, -OVERDUE_SECONDS))) return;
    if ((await wakeupsPending(database.db, BACKLOG_TASK, ['all'])).has('all')) return;
    await this.#transaction((tx) =>
      wakeAt(tx, { task: BACKLOG_TASK, key: 'all', payload: { after: FIRST_ID }, runAt: now }),
    );
  }

  /** Before a report is made: nothing in it is older than it says. A backlog of a new version is not waited for. */
  async catchUp(): Promise<void> {
    for (const id of await store.staleAfter(this.#ports.database.db, FIRST_ID, TOGETHER))
      await this.#renew(id).catch(() => undefined);
  }

  async #renewSome(after: string): Promise<void> {
    const now = this.#ports.clock.now();
    const ids = await store.staleAfter(this.#ports.database.db, after, TOGETHER);
    // What fails stays marked and is tried again later; it holds up no other.
    for (const id of ids) await this.#renew(id).catch(() => undefined);
    const last = ids.at(-1);
    if (last === undefined) return;
    const wakeup = { task: BACKLOG_TASK, key: 'all', payload: { after: last }, priority: PRIORITY };
    await this.#transaction((tx) => wakeAt(tx, { ...wakeup, runAt: now }));
  }

  /** Measures one incident from its record as it is now; with the incident locked, so that no change falls between. */
  #renew(incidentId: string): Promise<void> {
    const { incidents, policies, directory, clock } = this.#ports;
    return this.#transaction(async (tx) => {
      const incident = await incidents.lock(tx, incidentId);
      const { policy } = await policies.version(tx, incident.policyVersion);
      const { organisation } = await directory.facts(tx);
      const now = clock.now();
      const { measures, impact } = measuresOf(incident, {
        from: policy.metrics.find(({ id }) => id === 'mttr')?.from ?? 'detection',
        impacts: await this.#ports.statusPages.impactOf(tx, incidentId),
      });
      const promises = promisesOf({
        firstResponse: firstResponseItems(incident, policy, now),
        steps: await this.#ports.escalation.steps(tx, incidentId),
        updates: await this.#ports.updates.promises(tx, incidentId),
        clocks: await this.#ports.reviews.reads.clocks(tx, incidentId),
        actions: (await this.#ports.actions.of(tx, incidentId)).map(({ number, ...action }) => ({
          ...action,
          reference: `ACT-${number}`,
        })),
        roleTitle: (role) => policy.roles[role]?.title ?? role.replaceAll('_', ' '),
        acknowledgedAt: incident.firstAcknowledgedAt,
        resolvedAt: isOpen(incident.status) ? null : incident.resolvedAt,
        zone: organisation.timezone,
      });
      const { number, declaredAt, severity, systemIds, teamId, typeId } = incident;
      await store.saveMeasurement(
        tx,
        {
          ...{ incidentId, number, declaredAt, severity, systemIds, teamId, typeId, measures, impact },
          ...{ open: isOpen(incident.status), leftOut: leftOutOf(incident) },
        },
        promises,
      );
      // Most promises are kept without an event: it is looked at again once the next of them is due.
      const next = nextDue(promises, now);
      if (next !== null)
        await wakeAt(tx, {
          ...{ task: MEASURE_TASK, key: incidentId, priority: PRIORITY },
          runAt: plusSeconds(next, DUE_SECONDS),
        });
    });
  }

  #transaction<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
    return again(() => this.#ports.database.transaction(work));
  }
}
