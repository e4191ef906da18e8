import type { Instant, Json } from '../kernel/index.ts';
import { type Reader, sql, type Tx } from '../platform/db/index.ts';
import { type Alert, findAlertByKey, listAlerts } from './store-alerts.ts';

/** An alert by its id, if it came through this integration. */
export async function ownAlert(
  reader: Reader,
  integrationId: string,
  id: string,
): Promise<Alert | undefined> {
  const { alerts } = await listAlerts(reader, { integrationId, ids: [id] }, [], 1);
  return alerts[0];
}

/** Which of an order, and how many. */
export interface IdPage {
  readonly offset: number;
  readonly limit: number;
  readonly oldestFirst: boolean;
}

const own = (reader: Reader, integrationId: string, status: Alert['status'] | undefined) => {
  const all = reader.selectFrom('alert').where('integration_id', '=', integrationId);
  return status === undefined ? all : all.where('status', '=', status);
};

/** The ids of an integration's alerts (ids are time-ordered). */
export async function ownIds(
  reader: Reader,
  integrationId: string,
  status: Alert['status'] | undefined,
  { offset, limit, oldestFirst }: IdPage,
): Promise<readonly string[]> {
  const found = await own(reader, integrationId, status)
    .select('id')
    .orderBy('id', oldestFirst ? 'asc' : 'desc')
    .offset(offset)
    .limit(limit)
    .execute();
  return found.map(({ id }) => id);
}

/** How many alerts an integration has, counted no further than `most`. */
export async function countOwn(
  reader: Reader,
  integrationId: string,
  status: Alert['status'] | undefined,
  most: number,
): Promise<number> {
  const { count } = await reader
    .selectFrom(own(reader, integrationId, status).select('id').limit(most).as('counted'))
    .select(sql<number>`count(*)`.as('count'))
    .executeTakeFirstOrThrow();
  return count;
}

/** An alert of this integration by its id, locked, with the group it is in. */
export async function lockAlert(
  tx: Tx,
  integrationId: string,
  id: string,
): Promise<(Alert & { readonly groupId: string | null }) | undefined> {
  const { rows } = await sql<{ groupId: string | null }>`select group_id as "groupId" from alert
    where id = ${id}::uuid and integration_id = ${integrationId} for update`.execute(tx);
  const alert = rows[0] === undefined ? undefined : await ownAlert(tx, integrationId, id);
  return alert && { ...alert, groupId: rows[0]?.groupId ?? null };
}

/** The open alert of a key, else the last one that had it. */
export async function newestAlertOfKey(
  reader: Reader,
  integrationId: string,
  dedupKey: string,
): Promise<Alert | undefined> {
  const open = await findAlertByKey(reader, integrationId, dedupKey);
  if (open !== undefined) return open;
  const last = await reader
    .selectFrom('alert')
    .select('id')
    .where('integration_id', '=', integrationId)
    .where('dedup_key', '=', dedupKey)
    .where('status', '=', 'resolved')
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst();
  return last && ownAlert(reader, integrationId, last.id);
}

/** What a monitor changes of an open alert without reporting it again. Absent: stays. */
export interface Amendment {
  readonly title?: string | undefined;
  readonly description?: string | undefined;
  readonly severity?: string | undefined;
  readonly labels?: Readonly<Record<string, string>> | undefined;
}

/**
 * Changes an open alert. Another severity is looked at like that of a repeat (store-ingest.ts); labels and words are only
 * shown, and count for what is routed later.
 * @returns whether it was open, and whether it waits to be looked at
 */
export async function amendAlert(
  tx: Tx,
  id: string,
  change: Amendment,
  now: Instant,
): Promise<{ readonly found: boolean; readonly pending: boolean }> {
  const { title = null, description = null, severity = null, labels } = change;
  const asLabels = labels === undefined ? null : JSON.stringify(labels as Json);
  const other = sql`(${severity}::text is not null and severity_word is distinct from ${severity}::text)`;
  const { rows } = await sql<{ pending: boolean }>`update alert set
      title = coalesce(${title}::text, title), description = coalesce(${description}::text, description),
      labels = coalesce(${asLabels}::jsonb, labels), severity_word = coalesce(${severity}::text, severity_word),
      earlier_words = case when pending and ${other} and array_position(earlier_words, severity_word) is null
          and cardinality(earlier_words) < 16 then earlier_words || severity_word else earlier_words end,
      pending = pending or ${other},
      pending_since = case when pending then pending_since when ${other} then ${now}::timestamptz end
    where id = ${id}::uuid and status = 'firing' returning pending`.execute(tx);
  return { found: rows.length > 0, pending: rows[0]?.pending === true };
}

/** Nobody has it in hand in its monitor any more: it is looked at again. @returns whether it had been acknowledged */
export async function unacknowledgeAlert(tx: Tx, id: string): Promise<boolean> {
  const { numAffectedRows } = await sql`update alert set acknowledged_at = null, told_acknowledged = false
    where id = ${id}::uuid and status = 'firing' and acknowledged_at is not null`.execute(tx);
  return Number(numAffectedRows ?? 0) > 0;
}
