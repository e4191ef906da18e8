import { type TaskHandler, wakeAt } from '../jobs/index.ts';
import { plusSeconds } from '../kernel/index.ts';
import { followTasks } from './follow.ts';
import { type ProcessPorts, processBatch, tellOfJoined } from './process-batch.ts';
import * as store from './store-process.ts';

const PROCESS = 'detection.process';

/** The chapter's tasks. Each may run twice or late: it looks at what is, and a second look finds nothing to do. */
export const detectionTasks = (ports: ProcessPorts): Readonly<Record<string, TaskHandler>> => ({
  [PROCESS]: async () => {
    for (let more = true; more; ) more = await ports.database.transaction((tx) => processBatch(ports, tx));
  },
  'detection.tell': ({ key }) => ports.database.transaction((tx) => tellOfJoined(ports, tx, String(key))),
  ...followTasks(ports),
});

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
