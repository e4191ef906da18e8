import { wakeAt } from '../jobs/index.ts';
import { type Clock, type Instant, isAtOrBefore, plusSeconds } from '../kernel/index.ts';
import { again, type Database, type Reader, type Tx } from '../platform/db/index.ts';
import { type createAsking, type FiringAlert, removeLeft } from './asking.ts';
import { isHeard, isWatched, LOOK_SECONDS, over } from './decide-silence.ts';
import type { WrittenSilence } from './model.ts';
import type { createSettings } from './settings.ts';
import * as store from './store.ts';

export const WATCH = 'writeback.watch';
/** Of one integration; what ended longer ago is then not asked for. */
const MOST_WATCHED = 5_000;

interface AlertPorts {
  /** The newest alerts of an incident, or some by their ids: after a merge they belong to another one only later. */
  readonly alerts: (
    reader: Reader,
    filter: { readonly incidentId?: string; readonly ids?: readonly string[]; readonly status?: 'firing' },
    limit: number,
  ) => Promise<readonly FiringAlert[]>;
}

export interface WatchPorts extends AlertPorts {
  readonly clock: Clock;
  readonly database: Database;
  /** Tells detection that an alert fires again, as its monitor would have done. */
  readonly alertFires: (alert: FiringAlert, startsAt: Instant | null) => Promise<void>;
}

export async function alertsOfRows(ports: AlertPorts, reader: Reader, rows: readonly WrittenSilence[]) {
  const ids = [...new Set(rows.map(({ alertId }) => alertId))];
  const found = await ports.alerts(reader, { ids }, ids.length);
  return new Map(found.map((alert) => [alert.id, alert]));
}

export async function wakeFor(tx: Tx, task: string, key: string, runAt: Instant | null): Promise<void> {
  if (runAt !== null) await wakeAt(tx, { task, key, runAt });
}

/**
 * After the end of its silence: Alertmanager has told of this alert, does not know that its end went unheard, and is silent
 * when it fires again. One question for all of an integration.
 */
export function createWatch(
  ports: WatchPorts,
  settings: Pick<ReturnType<typeof createSettings>, 'all' | 'clientOf'>,
  { askedOf }: Pick<ReturnType<typeof createAsking>, 'askedOf'>,
) {
  const { clock, database } = ports;
  return async function watch(integrationId: string): Promise<void> {
    const reader = database.db;
    const now = clock.now();
    const rows = await store.watched(reader, integrationId, MOST_WATCHED);
    const own = (await settings.all(reader)).find((each) => each.integrationId === integrationId);
    const alerts = await alertsOfRows(ports, reader, rows);
    const due = rows.filter((row) => own !== undefined && isWatched(row, now));
    const after = rows.filter((row) => !due.includes(row)).map(over);
    if (own !== undefined && due.length > 0) {
      const there = askedOf(settings.clientOf(own), [...alerts.values()]);
      for (const row of due) {
        const left = await removeLeft(there, row, row.endsAt === null || isAtOrBefore(row.endsAt, now));
        if (left !== row) after.push(left);
      }
      const firing = await there.firing();
      const early = new Set(
        due.filter((row) => !isHeard(row, now)).map(({ alertId }) => alerts.get(alertId)?.dedupKey),
      );
      for (const row of 'ok' in firing ? due : []) {
        const alert = alerts.get(row.alertId);
        const found = 'ok' in firing ? firing.ok.get(alert?.dedupKey ?? '') : undefined;
        if (alert?.status !== 'resolved' || found === undefined || found.muted) continue;
        if (early.has(alert.dedupKey)) continue;
        await ports.alertFires(alert, found.startsAt);
        after.push(over(row));
      }
    }
    await again(() =>
      database.transaction(async (tx) => {
        for (const row of after) await store.saveWatch(tx, row);
        await store.putOffWatch(tx, integrationId, plusSeconds(clock.now(), LOOK_SECONDS));
        await wakeFor(tx, WATCH, integrationId, await store.nextWatch(tx, integrationId));
      }),
    );
  };
}
