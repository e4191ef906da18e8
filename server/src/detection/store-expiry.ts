import type { Instant } from '../kernel/index.ts';
import { hasWaited, type Reader, sql, type Tx } from '../platform/db/index.ts';

/** One at a time per integration: who comes later sees what who came before has committed. */
export async function lockExpiry(tx: Tx, integrationId: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`detection.expiry:${integrationId}`}, 0))`.execute(
    tx,
  );
  hasWaited(tx);
}

/** When the next of the integration's open alerts is over unless it is repeated; null when none is. */
export async function nextExpiry(tx: Tx, integrationId: string): Promise<Instant | null> {
  const { rows } = await sql<{ at: Instant | null }>`select min(expires_at) as at from alert
    where integration_id = ${integrationId} and status = 'firing'`.execute(tx);
  return rows[0]?.at ?? null;
}

export interface Promised {
  readonly id: string;
  readonly expiresAt: Instant;
  readonly lastSeenAt: Instant;
}

/** Open alerts whose time has passed, locked; those that somebody is just writing are left for the next look. */
export async function lockExpired(tx: Tx, integrationId: string, now: Instant): Promise<Promised[]> {
  const { rows } =
    await sql<Promised>`select id, expires_at as "expiresAt", last_seen_at as "lastSeenAt" from alert
    where integration_id = ${integrationId} and status = 'firing' and expires_at <= ${now}
    order by id for update skip locked`.execute(tx);
  return rows;
}

/** Over, at the time until which they were promised. */
export async function expireAlerts(tx: Tx, ids: readonly string[], now: Instant): Promise<void> {
  await sql`update alert set status = 'resolved', resolved_at = ${now}, ends_at = expires_at, pending = true,
    pending_since = coalesce(pending_since, ${now}) where id = any(${ids}::uuid[])`.execute(tx);
}

export async function postpone(
  tx: Tx,
  alerts: readonly { readonly id: string; readonly until: Instant }[],
): Promise<void> {
  for (const { id, until } of alerts)
    await sql`update alert set expires_at = ${until} where id = ${id}::uuid`.execute(tx);
}

/** Integrations with an alert whose time passed before `before`. Only one kind makes such promises, and has few alerts open. */
export async function overdueExpiries(reader: Reader, before: Instant): Promise<string[]> {
  const { rows } = await sql<{
    id: string;
  }>`select i.id from integration i where i.kind = 'prometheus' and i.enabled
    and exists (select from alert a where a.integration_id = i.id and a.status = 'firing' and a.expires_at < ${before})
    order by i.id`.execute(reader);
  return rows.map(({ id }) => id);
}

/** Whether repeats can come in. */
export async function isListening(reader: Reader, integrationId: string): Promise<boolean> {
  const { rows } = await sql`select 1 from integration where id = ${integrationId} and enabled`.execute(
    reader,
  );
  return rows.length > 0;
}
