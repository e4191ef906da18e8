import type { Audit } from '../directory/index.ts';
import {
  type Incident,
  type IncidentEvent,
  type Incidents,
  isOpen,
  referenceOf,
} from '../incidents/index.ts';
import { type TaskGroup, wakeAt } from '../jobs/index.ts';
import { type Clock, plusSeconds, theProduct, theSystem } from '../kernel/index.ts';
import { createSeal } from '../platform/auth/index.ts';
import { again, type Database, type Reader, type Tx } from '../platform/db/index.ts';
import { publishLive } from '../platform/live/index.ts';
import type { AlertmanagerClient } from './client.ts';
import { entriesOf } from './decide-entries.ts';
import {
  created,
  ended,
  LOOK_SECONDS,
  looked,
  nextStep,
  type Outcome,
  renewed,
  type Seen,
  type Wish,
} from './decide-silence.ts';
import type { Settings, SilencedAlert, WrittenSilence } from './model.ts';
import { createSettings } from './settings.ts';
import * as store from './store.ts';

interface FiringAlert extends SilencedAlert {
  readonly integrationId: string;
}

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

  /** @param troubled what did not answer in this look is not waited for again */
  async function one(about: {
    row: WrittenSilence;
    incident: Incident;
    alert: FiringAlert | undefined;
    set: ReadonlyMap<string, Settings>;
    troubled: Map<string, string>;
  }): Promise<Outcome> {
    const { row, incident, alert, troubled } = about;
    const own = about.set.get(row.integrationId);
    const wish = wishOf(incident, own);
    const step = alert === undefined ? 'nothing' : nextStep(row, wish);
    if (own === undefined || alert === undefined || step === 'nothing')
      return ended(row, wish === 'silence' ? 'over' : wish, { removed: false });
    const client = settings.clientOf(own);
    const asked = async <T>(ask: () => Promise<{ ok: T } | { fault: string }>) => {
      const known = troubled.get(row.integrationId);
      if (known !== undefined) return { fault: known };
      const answer = await ask();
      if ('fault' in answer) troubled.set(row.integrationId, answer.fault);
      return answer;
    };
    if (step === 'create') {
      const comment = `${referenceOf(incident.number)} is acknowledged in Tocsin: ${ports.incidentUrl(incident)}`;
      return created(row, await asked(() => client.silence(alert.labels, comment, clock.now())), clock.now());
    }
    if (step === 'remove') {
      // Its end may have come while it was silenced, and is not sent afterwards: what still fires pages on by itself.
      const fires = wish === 'unacknowledged' ? await asked(() => client.fires(alert, clock.now())) : null;
      const isOver = fires !== null && 'ok' in fires && !fires.ok;
      if (isOver) await ports.alertOver(alert);
      const removed = await asked(() => client.remove(row.silenceId ?? ''));
      return ended(row, isOver || wish === 'silence' ? 'over' : wish, { removed: 'ok' in removed });
    }
    return watch({ row, incident, alert, client, asked });
  }

  /** The state of a silenced alert: it sends no "resolved", so it is asked for. */
  async function watch({ row, incident, alert, client, asked }: Watching): Promise<Outcome> {
    const now = clock.now();
    const answer = await asked(() => client.fires(alert, now));
    const seen: Seen = 'ok' in answer ? (answer.ok ? 'firing' : 'gone') : answer;
    const { row: after, next } = looked(row, seen, now);
    const silenceId = row.silenceId ?? '';
    if (next === 'wait') return { row: after, news: null };
    if (next === 'unreachable') {
      // Asked all the same: what cannot be asked for its alerts may still take this.
      const removed = await client.remove(silenceId);
      const problem = 'fault' in answer ? answer.fault : null;
      return ended(after, 'unreachable', { problem, removed: 'ok' in removed });
    }
    if (next === 'over') {
      const removed = await asked(() => client.remove(silenceId));
      await ports.alertOver(alert);
      return ended(after, 'over', { removed: 'ok' in removed });
    }
    const begun = await asked(() => client.begun(silenceId));
    if ('fault' in begun) return { row: { ...after, failures: after.failures + 1 }, news: null };
    // Whoever ended it in Alertmanager wants to hear of the alert.
    if (begun.ok === null) return ended(after, 'ended_there');
    const comment = `${referenceOf(incident.number)} is acknowledged in Tocsin: ${ports.incidentUrl(incident)}`;
    const renewing = { id: silenceId, startsAt: begun.ok };
    const made = await asked(() => client.silence(alert.labels, comment, now, renewing));
    if ('fault' in made) return { row: { ...after, failures: after.failures + 1 }, news: null };
    return { row: renewed(after, made.ok, now), news: null };
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
    if (outcomes.some(({ row }) => row.state !== 'over'))
      await wakeAt(tx, { task: LOOK, key: incidentId, runAt: nextAt });
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

interface Watching {
  readonly row: WrittenSilence;
  readonly incident: Incident;
  readonly alert: FiringAlert;
  readonly client: AlertmanagerClient;
  readonly asked: <T>(
    ask: () => Promise<{ ok: T } | { fault: string }>,
  ) => Promise<{ ok: T } | { fault: string }>;
}

function wishOf(incident: Incident, own: Settings | undefined): Wish {
  if (own === undefined) return 'turned_off';
  if (!isOpen(incident.status)) return 'resolved';
  return incident.acknowledgedAt === null ? 'unacknowledged' : 'silence';
}
