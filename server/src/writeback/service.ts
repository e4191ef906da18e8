import type { Audit } from '../directory/index.ts';
import type { Incident, IncidentEvent, Incidents } from '../incidents/index.ts';
import { type TaskGroup, wakeAt } from '../jobs/index.ts';
import { plusSeconds, theProduct, theSystem } from '../kernel/index.ts';
import { createSeal } from '../platform/auth/index.ts';
import { again, type Tx } from '../platform/db/index.ts';
import { publishLive } from '../platform/live/index.ts';
import { createAsking, type FiringAlert } from './asking.ts';
import { entriesOf } from './decide-entries.ts';
import { LOOK_SECONDS, type Outcome } from './decide-silence.ts';
import { createSettings } from './settings.ts';
import * as store from './store.ts';
import { alertsOfRows, createWatch, WATCH, type WatchPorts, wakeFor } from './watching.ts';

export interface WriteBackPorts extends WatchPorts {
  readonly audit: Audit;
  readonly secret: string;
  /** Whether a URL in a private network may be asked. */
  readonly allowed: (url: URL) => boolean;
  readonly integration: Parameters<typeof createSettings>[0]['integration'];
  readonly incidents: Pick<Incidents, 'getMany' | 'lock' | 'append'>;
  readonly incidentUrl: (incident: Incident) => string;
  /** Tells detection that an alert is over, as its monitor would have done. */
  readonly alertOver: (alert: FiringAlert) => Promise<void>;
  /** Whether the labels that are kept of an alert are all of them, as its monitor has them. */
  readonly isExact: (alert: FiringAlert) => boolean;
}

const LOOK = 'writeback.look';
/** In a storm the first of them are silenced; the rest is grouped by Alertmanager itself. */
const MOST = 50;
const OVERDUE_SECONDS = 30;
const AT_ONCE = 10;
const INEXACT =
  'Tocsin does not have all of its labels exactly as Alertmanager has them, and a silence of the others would cover more than this alert.';

type Told = Outcome & { readonly alert: FiringAlert | undefined };

const notExact = (alert: FiringAlert) => ({
  ...{ alert, row: { integrationId: alert.integrationId } },
  news: { kind: 'failed', problem: INEXACT } as const,
});

async function inPieces<T, R>(all: readonly T[], work: (each: T) => Promise<R>): Promise<readonly R[]> {
  const done: R[] = [];
  for (let from = 0; from < all.length; from += AT_ONCE)
    done.push(...(await Promise.all(all.slice(from, from + AT_ONCE).map(work))));
  return done;
}

export type WriteBack = ReturnType<typeof createWriteBack>;

export function createWriteBack(ports: WriteBackPorts) {
  const { clock, database } = ports;
  const settings = createSettings(ports, createSeal(ports.secret, 'headers of write-back'));
  const asking = createAsking(ports);
  const { one, askedOf } = asking;
  const watch = createWatch(ports, settings, asking);

  /** In the transaction of the acknowledgement: nothing is asked there, and nothing waits. */
  async function onIncident(tx: Tx, { type, incidentId, ...event }: IncidentEvent): Promise<void> {
    const now = clock.now();
    if (type === 'incidents.acknowledged') {
      const set = new Set((await settings.all(tx)).map(({ integrationId }) => integrationId));
      if (set.size === 0) return;
      const firing = await ports.alerts(tx, { incidentId, status: 'firing' }, MOST);
      const theirs = firing.filter((alert) => set.has(alert.integrationId));
      const known = theirs.filter(ports.isExact);
      const inexact = theirs.filter((alert) => !known.includes(alert)).map(notExact);
      if (inexact.length > 0) await ports.incidents.append(tx, incidentId, theSystem, entriesOf(inexact));
      if (known.length === 0) return;
      await store.wantSilences(tx, incidentId, known, now);
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
    const alerts = await alertsOfRows(ports, reader, rows);
    const there = new Map(
      (await settings.all(reader)).map((each) => {
        const own = [...alerts.values()].filter((alert) => alert.integrationId === each.integrationId);
        return [each.integrationId, askedOf(settings.clientOf(each), own)];
      }),
    );
    // Some at a time: one that takes its time to say no must not hold up the others until their silences end.
    const outcomes = await inPieces(rows, async (row) => {
      const alert = alerts.get(row.alertId);
      return { ...(await one({ row, incident, alert, there: there.get(row.integrationId) })), alert };
    });
    await again(() => database.transaction((tx) => keep(tx, incidentId, outcomes)));
  }

  async function keep(tx: Tx, incidentId: string, outcomes: readonly Told[]): Promise<void> {
    await ports.incidents.lock(tx, incidentId);
    const now = clock.now();
    const nextAt = plusSeconds(now, LOOK_SECONDS);
    const rows = outcomes.map(({ row }) => row);
    // What has ended meanwhile is looked at again at once.
    const alerts = await alertsOfRows(ports, tx, rows);
    const wake = new Set([incidentId]);
    for (const row of rows) {
      const lasts = row.state === 'wanted' || row.state === 'active';
      const isOver = lasts && alerts.get(row.alertId)?.status === 'resolved';
      const movedTo = await store.saveLook(tx, row, row.state === 'over' ? null : isOver ? now : nextAt);
      if (movedTo !== null) wake.add(movedTo);
    }
    const entries = entriesOf(outcomes);
    if (entries.length > 0) {
      await ports.incidents.append(tx, incidentId, theSystem, entries);
      await publishLive(tx, { topic: 'incident', id: incidentId });
    }
    // Sooner, when somebody has done something since the look began.
    for (const key of wake) await wakeFor(tx, LOOK, key, await store.nextLook(tx, key));
    const ended = new Set(
      rows.filter(({ state }) => state === 'after').map(({ integrationId }) => integrationId),
    );
    for (const key of ended) await wakeFor(tx, WATCH, key, await store.nextWatch(tx, key));
  }

  const tasks = (): TaskGroup => ({
    // Apart from everything else: an Alertmanager that does not answer holds up its own silences.
    name: 'writeback',
    concurrency: 2,
    tasks: {
      [LOOK]: async ({ key }) => {
        if (typeof key === 'string') await look(key);
      },
      [WATCH]: async ({ key }) => {
        if (typeof key === 'string') await watch(key);
      },
    },
  });

  return { settings, onIncident, tasks, repair: () => repair(ports) };
}

/** For the watchdog. @returns how many looks had lost their wake-up */
async function repair({ clock, database }: Pick<WriteBackPorts, 'clock' | 'database'>): Promise<number> {
  const now = clock.now();
  const late = await store.overdue(database.db, plusSeconds(now, -OVERDUE_SECONDS));
  const wakeups = [
    ...late.incidents.map((key) => ({ task: LOOK, key, runAt: now })),
    ...late.integrations.map((key) => ({ task: WATCH, key, runAt: now })),
  ];
  if (wakeups.length > 0) await database.transaction((tx) => wakeAt(tx, ...wakeups));
  return wakeups.length;
}
