import { type TaskHandler, wakeAt } from '../jobs/index.ts';
import { type Clock, type Instant, later, millisBetween, plusSeconds } from '../kernel/index.ts';
import type { Database, Tx } from '../platform/db/index.ts';
import { publishLive } from '../platform/live/index.ts';
import { decideDue } from './decide-expiry.ts';
import * as store from './store-expiry.ts';

const EXPIRE = 'detection.expire';

interface ExpiryPorts {
  readonly clock: Clock;
  readonly database: Database;
}

/**
 * Makes sure that somebody looks when the next of the integration's alerts is over unless it is repeated. One wake-up per
 * integration: one per alert would be a job per alert and repeat. To be called before a request is answered; should the
 * process die before that, the sender says it again, and the watchdog looks.
 */
export const armExpiry = ({ clock, database }: ExpiryPorts, integrationId: string): Promise<void> =>
  database.transaction(async (tx) => {
    await store.lockExpiry(tx, integrationId);
    await arm(tx, integrationId, clock.now());
  });

async function arm(tx: Tx, integrationId: string, notBefore: Instant): Promise<void> {
  const next = await store.nextExpiry(tx, integrationId);
  if (next !== null) await wakeAt(tx, { task: EXPIRE, key: integrationId, runAt: later(next, notBefore) });
}

export const expiryTasks = (ports: ExpiryPorts): Readonly<Record<string, TaskHandler>> => ({
  [EXPIRE]: ({ key }) => ports.database.transaction((tx) => expire(ports, tx, String(key))),
});

async function expire({ clock }: ExpiryPorts, tx: Tx, integrationId: string): Promise<void> {
  await store.lockExpiry(tx, integrationId);
  const now = clock.now();
  // Turned off, no repeat can come in: that is no end. The next alert that does begins anew.
  if (!(await store.isListening(tx, integrationId))) return;
  const looked = (await store.lockExpired(tx, integrationId, now)).map(({ id, expiresAt, lastSeenAt }) => ({
    id,
    until: decideDue(expiresAt, millisBetween(lastSeenAt, expiresAt) / 1000, now),
  }));
  const over = looked.filter(({ until }) => until === 'over').map(({ id }) => id);
  await store.postpone(
    tx,
    looked.flatMap(({ id, until }) => (until === 'over' ? [] : [{ id, until }])),
  );
  if (over.length > 0) {
    await store.expireAlerts(tx, over, now);
    await wakeAt(tx, { task: 'detection.process', key: `expired:${integrationId}`, runAt: now });
    await publishLive(tx, { topic: 'alert' });
  }
  // Not at once: what somebody was writing was left out.
  await arm(tx, integrationId, plusSeconds(now, 1));
}

/** For the watchdog: alerts whose time passed before `before` get their wake-up. @returns how many integrations had some */
export async function repairExpiry({ clock, database }: ExpiryPorts, before: Instant): Promise<number> {
  const overdue = await store.overdueExpiries(database.db, before);
  for (const key of overdue)
    await database.transaction((tx) => wakeAt(tx, { task: EXPIRE, key, runAt: clock.now() }));
  return overdue.length;
}
