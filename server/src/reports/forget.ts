import { type TaskHandler, wakeAt } from '../jobs/index.ts';
import type { ReportPorts } from './ports.ts';
import { forgetReporters } from './store.ts';

const TASK = 'reports.forget';
const BATCH = 500;

/** Looks once a day, from now on. Asking again replaces the wake-up that waits. */
export const beginForgetting = ({ clock, database }: ReportPorts): Promise<void> =>
  database.transaction((tx) => wakeAt(tx, { task: TASK, key: 'daily', runAt: clock.now() }));

/**
 * Addresses of people outside are there to answer them: some days after the last answer they are forgotten, on the report and on the
 * messages that went there. A process that is to end leaves the rest of the day's work to another one.
 */
export const forgetTask = ({
  clock,
  database,
  communication,
  reporterDays,
}: ReportPorts): Readonly<Record<string, TaskHandler>> => ({
  [TASK]: async (_payload, _attempt, stopping) => {
    const now = clock.now();
    const before = now.subtract({ hours: reporterDays * 24 });
    let gone = BATCH;
    while (gone === BATCH && stopping?.aborted !== true)
      gone = await database.transaction(async (tx) => {
        const ids = await forgetReporters(tx, before, BATCH);
        if (ids.length > 0) await communication.forgetAddresses(tx, ids);
        return ids.length;
      });
    const runAt = gone === BATCH ? now : now.add({ hours: 24 });
    await database.transaction((tx) => wakeAt(tx, { task: TASK, key: 'daily', runAt }));
  },
});
