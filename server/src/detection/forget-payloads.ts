import { type TaskHandler, wakeAt } from '../jobs/index.ts';
import type { Clock } from '../kernel/index.ts';
import type { Database } from '../platform/db/index.ts';
import { deletePayloads } from './store-payloads.ts';
import { deleteRequests } from './store-requests.ts';

const TASK = 'detection.forget_payloads';
/** Few enough that a transaction is short and monitors do not wait for its disk. */
const BATCH = 2_000;

export interface ForgetPorts {
  readonly clock: Clock;
  readonly database: Database;
  /** How long payloads are kept as received after their alert has ended. */
  readonly payloadDays: number;
}

/** Looks once a day, from now on. Asking again replaces the wake-up that waits. */
export const beginForgetting = ({ clock, database }: ForgetPorts): Promise<void> =>
  database.transaction((tx) => wakeAt(tx, { task: TASK, key: 'daily', runAt: clock.now() }));

/** The day's work, in batches, and the next day's wake-up; a process that is to end leaves the rest to another one. */
export const forgetTasks = ({
  clock,
  database,
  payloadDays,
}: ForgetPorts): Readonly<Record<string, TaskHandler>> => ({
  [TASK]: async (_payload, _attempt, stopping) => {
    const now = clock.now();
    const before = now.subtract({ hours: payloadDays * 24 });
    let gone = BATCH;
    while (gone === BATCH && stopping?.aborted !== true)
      gone = await database.transaction(async (tx) =>
        Math.max(await deletePayloads(tx, before, BATCH), await deleteRequests(tx, before, BATCH)),
      );
    const runAt = gone === BATCH ? now : now.add({ hours: 24 });
    await database.transaction((tx) => wakeAt(tx, { task: TASK, key: 'daily', runAt }));
  },
});
