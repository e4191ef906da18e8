import type { Instant, Json } from '../kernel/index.ts';
import { type Reader, sql, type Tx } from '../platform/db/index.ts';

/** An alert that Tocsin raises itself: of a heartbeat that is silent, of a check that fails. */
export interface RaisedAlert {
  readonly id: string;
  readonly payloadId: string;
  readonly integrationId: string;
  readonly dedupKey: string;
  readonly severityWord: string;
  readonly source: string;
  readonly title: string;
  readonly description: string;
  readonly labels: Readonly<Record<string, string>>;
  /** Kept as its payload. */
  readonly about: Json;
}

/**
 * Opens it in the transaction that finds it, and not by the way of a monitor's: nobody waits for an answer, and there is no
 * moment between the two. An open one stays as it is.
 * @returns whether it was not open
 */
export async function openRaised(tx: Tx, alert: RaisedAlert, now: Instant): Promise<boolean> {
  const { numAffectedRows } = await sql`with opened as (
      insert into alert (id, integration_id, dedup_key, status, title, description, severity_word, source, labels, links,
        starts_at, first_seen_at, last_seen_at, count, payload_id, latest_payload_id, pending, pending_since, heard_in)
      values (${alert.id}::uuid, ${alert.integrationId}, ${alert.dedupKey}, 'firing', ${alert.title},
        ${alert.description}, ${alert.severityWord}, ${alert.source}, ${JSON.stringify(alert.labels)}::jsonb, '[]', ${now},
        ${now}, ${now}, 1, ${alert.payloadId}::uuid, ${alert.payloadId}::uuid, true, ${now}, pg_current_xact_id())
      on conflict (integration_id, dedup_key) where status = 'firing' do nothing returning payload_id)
    insert into inbound_payload (id, integration_id, received_at, content_type, body)
    select payload_id, ${alert.integrationId}, ${now}, 'application/json', ${Buffer.from(JSON.stringify(alert.about))}::bytea
    from opened`.execute(tx);
  return Number(numAffectedRows ?? 0) > 0;
}

export async function resolveRaised(
  tx: Tx,
  { integrationId, dedupKey }: Pick<RaisedAlert, 'integrationId' | 'dedupKey'>,
  now: Instant,
): Promise<void> {
  await sql`update alert set status = 'resolved', resolved_at = ${now}, ends_at = ${now}, last_seen_at = ${now},
      pending = true, pending_since = coalesce(pending_since, ${now})
    where integration_id = ${integrationId} and dedup_key = ${dedupKey} and status = 'firing'`.execute(tx);
  await sql`update alert set closed_with_incident = false where integration_id = ${integrationId}
    and dedup_key = ${dedupKey} and status = 'resolved' and closed_with_incident`.execute(tx);
}

/** It is worse than it was, by its monitor's own word. */
export async function worsenRaised(
  tx: Tx,
  { integrationId, dedupKey, severityWord }: Pick<RaisedAlert, 'integrationId' | 'dedupKey' | 'severityWord'>,
  now: Instant,
): Promise<void> {
  await sql`update alert set severity_word = ${severityWord}, last_seen_at = ${now}, count = count + 1,
      pending = true, pending_since = coalesce(pending_since, ${now})
    where integration_id = ${integrationId} and dedup_key = ${dedupKey} and status = 'firing'`.execute(tx);
}

/** The first incident that alerts of an integration belong to. */
export async function incidentOfRaised(reader: Reader, integrationId: string): Promise<string | null> {
  const { rows } = await sql<{ id: string }>`select incident_id as id from alert
    where integration_id = ${integrationId} and incident_id is not null order by id limit 1`.execute(reader);
  return rows[0]?.id ?? null;
}

/** The integration of the first alert of an incident; null: it has none. */
export async function integrationOfFirst(reader: Reader, incidentId: string): Promise<string | null> {
  const { rows } = await sql<{ id: string }>`select integration_id as id from alert
    where incident_id = ${incidentId} order by id limit 1`.execute(reader);
  return rows[0]?.id ?? null;
}
