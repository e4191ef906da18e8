import type { Audit } from '../directory/index.ts';
import type { Incident, IncidentEvent, Incidents } from '../incidents/index.ts';
import { type TaskGroup, wakeAt } from '../jobs/index.ts';
import { type Clock, plusSeconds, theProduct, theSystem } from '../kernel/index.ts';
import { createSeal } from '../platform/auth/index.ts';
import { again, type Database, type Reader, type Tx } from '../platform/db/index.ts';
import { publishLive } from '../platform/live/index.ts';
import { createAsking, type FiringAlert } from './asking.ts';
import { entriesOf } from './decide-entries.ts';
import { LOOK_SECONDS, type Outcome } from './decide-silence.ts';
import { createSettings } from './settings.ts';
import * as store from './store.ts';

export interface WriteBackPorts {
  readonly clock: Clock;
  readonly database: Database;
  readonly audit: Audit;
  readonly secret: string;
  /** Whether a URL in a private network may be asked. */
  readonly allowed: (url: URL) => boolean;
  readonly integration: Parameters<typeof createSettings>[0]['integration'];
  readonly incidents: Pick<Incidents, 'getMany' | 'lock' | 'append'>;
  readonly incidentUrl: (incident: Incident) => string;
  /** The newest alerts of an incident, or some by their ids: after a merge they belong to another one only later. */
  readonly alerts: (
    reader: Reader,
    filter: { readonly incidentId?: string; readonly ids?: readonly string[]; readonly status?: 'firing' },
    limit: number,
  ) => Promise<readonly FiringAlert[]>;
  /** Tells detection that an alert is over, as its monitor would have done. */
  readonly alertOver: (alert: FiringAlert) => Promise<void>;
}

const LOOK = 'writeback.look';
/** In a storm the first of them are silenced; the rest is grouped by Alertmanager itself. */
const MOST = 50;
const OVERDUE_SECONDS = 30;

export type WriteBack = ReturnType<typeof createWriteBack>;

export function createWriteBack(ports: WriteBackPorts) {
  const { clock, database } = ports;
  const settings = createSettings(ports, createSeal(ports.secret, 'headers of write-back'));
  const one = createAsking(ports, settings.clientOf);

  /** In the transaction of the acknowledgement: nothing is asked there, and nothing waits. */
  async function onIncident(tx: Tx, { type, incidentId, ...event }: IncidentEvent): Promise<void> {
    const now = clock.now();
    if (type === 'incidents.acknowledged') {
      const set = new Set((await settings.all(tx)).map(({ integrationId }) => integrationId));
      if (set.size === 0) return;
      const firing = await ports.alerts(tx, { incidentId, status: 'firing' }, MOST);
      const theirs = firing.filter(
        (alert) => set.has(alert.integrationId) && Object.keys(alert.labels).length > 0,
      );
      if (theirs.length === 0) return;
      await store.wantSilences(tx, incidentId, theirs, now);
      return wakeAt(tx, { task: LOOK, key: incidentId, runAt: now });
    }
    const into = 'intoId' in event ? event.intoId : incidentId;
    if (into !== incidentId) await store.moveSilences(tx, incidentId, into);
    if (await store.touchSilences(tx, into, now)) await wakeAt(tx, { task: LOOK, key: into, runAt: now });
  }

  /** One look at all silences of an incident. Requests are made outside of any transaction. */
  async function look(incidentId: string): Promise<void> {
    const reader = database.db;
    const rows = await store.openSilences(reader, incidentId);
    const [incident] = await ports.incidents.getMany(reader, [incidentId], theProduct);
    if (rows.length === 0 || incident === undefined) return;
    const set = new Map((await settings.all(reader)).map((each) => [each.integrationId, each]));
    const ids = rows.map(({ alertId }) => alertId);
    const found = await ports.alerts(reader, { ids }, ids.length);
    const alerts = new Map(found.map((alert) => [alert.id, alert]));
    const troubled = new Map<string, string>();
    const outcomes: (Outcome & { readonly alert: FiringAlert | undefined })[] = [];
    for (const row of rows) {
      const outcome = await one({ row, incident, alert: alerts.get(row.alertId), set, troubled });
      outcomes.push({ ...outcome, alert: alerts.get(row.alertId) });
    }
    await again(() => database.transaction((tx) => keep(tx, incidentId, outcomes)));
  }

  async function keep(
    tx: Tx,
    incidentId: string,
    outcomes: readonly (Outcome & { readonly alert: FiringAlert | undefined })[],
  ): Promise<void> {
    await ports.incidents.lock(tx, incidentId);
    const nextAt = plusSeconds(clock.now(), LOOK_SECONDS);
    for (const { row } of outcomes) await store.saveLook(tx, row, row.state === 'over' ? null : nextAt);
    const entries = entriesOf(outcomes);
    if (entries.length > 0) {
      await ports.incidents.append(tx, incidentId, theSystem, entries);
      await publishLive(tx, { topic: 'incident', id: incidentId });
    }
    // Sooner, when somebody has done something since the look began.
    const runAt = await store.nextLook(tx, incidentId);
    if (runAt !== null) await wakeAt(tx, { task: LOOK, key: incidentId, runAt });
  }

  const tasks = (): TaskGroup => ({
    // Apart from everything else: an Alertmanager that does not answer holds up its own silences.
    name: 'writeback',
    concurrency: 2,
    tasks: {
      [LOOK]: async ({ key }) => {
        if (typeof key === 'string') await look(key);
      },
    },
  });

  /** For the watchdog. @returns how many looks had lost their wake-up */
  async function repair(): Promise<number> {
    const now = clock.now();
    const late = await store.overdue(database.db, plusSeconds(now, -OVERDUE_SECONDS));
    if (late.length > 0)
      await database.transaction(async (tx) => {
        for (const key of late) await wakeAt(tx, { task: LOOK, key, runAt: now });
      });
    return late.length;
  }

  return { settings, onIncident, tasks, repair };
}
