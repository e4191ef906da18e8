import { wakeAt } from '../../jobs/index.ts';
import type { Instant } from '../../kernel/index.ts';
import type { Tx } from '../../platform/db/index.ts';
import { LIBRARY_TASK } from './model.ts';
import { markStale } from './store.ts';

/** Something by which the incident is found has changed: its document is made anew after this transaction. With the incident locked. */
export async function markForLibrary(tx: Tx, incidentId: string, now: Instant): Promise<void> {
  await markStale(tx, incidentId, now);
  await wakeAt(tx, { task: LIBRARY_TASK, key: incidentId, runAt: now });
}
