import { type TaskHandler, wakeAt } from '../jobs/index.ts';
import { type Instant, plusSeconds, Temporal } from '../kernel/index.ts';
import type { Tx } from '../platform/db/index.ts';
import { type ProcessPorts, processBatch, tellOfJoined } from './process-batch.ts';
import * as store from './store-process.ts';

const PROCESS = 'detection.process';
const CLOSE = 'detection.close_alerts';
const MOVE = 'detection.move_alerts';

/** The chapter's tasks. Each may run twice or late: it looks at what is, and a second look finds nothing to do. */
export const detectionTasks = (ports: ProcessPorts): Readonly<Record<string, TaskHandler>> => ({
  [PROCESS]: async () => {
    for (let more = true; more; ) more = await ports.database.transaction((tx) => processBatch(ports, tx));
  },
  'detection.tell': ({ key }) => ports.database.transaction((tx) => tellOfJoined(ports, tx, String(key))),
  [CLOSE]: async ({ key, until }) => {
    const at = Temporal.Instant.from(String(until));
    await ports.database.transaction((tx) => store.closeAlertsOf(tx, String(key), at, ports.clock.now()));
  },
  [MOVE]: ({ key, intoId }) =>
    ports.database.transaction((tx) => store.moveAlerts(tx, String(key), String(intoId))),
});

/**
 * Its incident was resolved: what its monitors still call firing is closed with it, so that their next word is a new alert
 * that pages again, instead of a repeat that nobody hears. By a job of its own: the resolving transaction holds the
 * incident, and `detection.process` takes alerts first and then the incident.
 */
export const closeAlertsLater = (tx: Tx, incidentId: string, at: Instant): Promise<void> =>
  wakeAt(tx, { task: CLOSE, key: incidentId, runAt: at, payload: { until: at.toString() } });

/** Its incident was merged into another, which has its alerts from now on. By a job of its own, as above. */
export const moveAlertsLater = (tx: Tx, incidentId: string, intoId: string, at: Instant): Promise<void> =>
  wakeAt(tx, { task: MOVE, key: incidentId, runAt: at, payload: { intoId } });

/** An alert that nobody has looked at for so long has lost its wake-up. */
const OVERDUE_SECONDS = 30;

/** For the watchdog: alerts without a wake-up get one. @returns how many there were */
export async function repairPending({ clock, database }: ProcessPorts): Promise<number> {
  const now = clock.now();
  const overdue = await store.countOverdue(database.db, plusSeconds(now, -OVERDUE_SECONDS));
  if (overdue > 0)
    await database.transaction((tx) => wakeAt(tx, { task: PROCESS, key: 'watchdog', runAt: now }));
  return overdue;
}
