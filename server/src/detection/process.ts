import { type TaskHandler, wakeAt } from '../jobs/index.ts';
import { plusSeconds } from '../kernel/index.ts';
import { again, isConnectionLost, isWorthAnotherTry, type Tx } from '../platform/db/index.ts';
import { heldContent, heldSeconds } from './decide-held.ts';
import { followTasks } from './follow.ts';
import { type ProcessPorts, pendingUnits, processBatch, tellOfJoined } from './process-batch.ts';
import * as store from './store-process.ts';

const PROCESS = 'detection.process';

/** The chapter's tasks. Each may run twice or late: it looks at what is, and a second look finds nothing to do. */
export const detectionTasks = (ports: ProcessPorts): Readonly<Record<string, TaskHandler>> => ({
  [PROCESS]: async ({ key }, _attempt, stopping) => {
    for (let more = true; more; ) {
      more = await processSome(ports);
      if (!more || stopping?.aborted !== true) continue;
      // The rest is for the process that comes after this one.
      await ports.database.transaction((tx) =>
        wakeAt(tx, { task: PROCESS, key: String(key), runAt: ports.clock.now() }),
      );
      return;
    }
  },
  'detection.tell': ({ key }) => ports.database.transaction((tx) => tellOfJoined(ports, tx, String(key))),
  ...followTasks(ports),
});

/**
 * One batch in one transaction; when that fails, each of its groups in one of its own, so that one that cannot be
 * processed does not hold up those behind it.
 * @returns whether more may wait
 */
async function processSome(ports: ProcessPorts): Promise<boolean> {
  try {
    return await ports.database.transaction((tx) => processBatch(ports, tx));
  } catch (error) {
    // Away, it ends here and the wake-up is tried again; it was only this connection when the database answers.
    if (isConnectionLost(error)) await ports.database.ping();
    ports.log.warn({ err: error }, 'a batch of alerts could not be processed: each group is tried by itself');
  }
  const units = await ports.database.transaction((tx) => pendingUnits(ports, tx));
  for (const ids of units) {
    try {
      await again(() => ports.database.transaction((tx) => processBatch(ports, tx, ids)), {
        tries: TRIES,
        worthIt: isPassing,
      });
    } catch (error) {
      if (isConnectionLost(error)) await ports.database.ping();
      await ports.database.transaction((tx) => hold(ports, tx, ids, error));
    }
  }
  return units.length > 0;
}

const TRIES = 3;
const isPassing = (error: unknown): boolean => isWorthAnotherTry(error) || isConnectionLost(error);

/** Sets alerts aside for a while, in sight: on the alerts themselves, in the log, and to the administrators. */
async function hold(ports: ProcessPorts, tx: Tx, ids: readonly string[], error: unknown): Promise<void> {
  const now = ports.clock.now();
  const held = await store.holdAlerts(tx, ids);
  if (held === undefined) return;
  const until = plusSeconds(now, heldSeconds(held.failures));
  await store.holdUntil(tx, ids, until);
  await wakeAt(tx, { task: PROCESS, key: `held:${held.id}`, runAt: until });
  const { title, failures } = held;
  ports.log.error({ err: error, alerts: ids, failures, until }, 'alerts could not be processed');
  const problem = error instanceof Error ? error.message : String(error);
  const hour = Math.floor(now.epochMilliseconds / 3_600_000);
  await ports.tellAdministrators(tx, `alerts-held:${hour}`, (publicUrl) =>
    heldContent({ title, count: ids.length, problem }, publicUrl),
  );
}

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
