import type { Instant, Json } from '../../kernel/index.ts';
import { type Reader, sql, type Tx } from '../../platform/db/index.ts';
import { type Heartbeat, heartbeatKey } from './model.ts';

const columns = sql`integration_id as "integrationId", name, description, interval_count as "interval",
  interval_unit as "unit", enabled, owner_team as "ownerTeam", alert_message as "alertMessage", alert_tags as "alertTags",
  alert_priority as "alertPriority", last_ping_at as "lastPingAt", due_at as "dueAt", expired`;

export async function listHeartbeats(reader: Reader, integrationId: string): Promise<Heartbeat[]> {
  const { rows } = await sql<Heartbeat>`select ${columns} from heartbeat
    where integration_id = ${integrationId} order by name`.execute(reader);
  return rows;
}

export async function lockHeartbeat(
  tx: Tx,
  integrationId: string,
  name: string,
): Promise<Heartbeat | undefined> {
  const { rows } = await sql<Heartbeat>`select ${columns} from heartbeat
    where integration_id = ${integrationId} and name = ${name} for update`.execute(tx);
  return rows[0];
}

/** @returns whether there was none of that name */
export async function insertHeartbeat(tx: Tx, beat: Heartbeat, now: Instant): Promise<boolean> {
  const { numAffectedRows } =
    await sql`insert into heartbeat (integration_id, name, description, interval_count,
      interval_unit, enabled, owner_team, alert_message, alert_tags, alert_priority, created_at)
    values (${beat.integrationId}, ${beat.name}, ${beat.description}, ${beat.interval}, ${beat.unit}, ${beat.enabled},
      ${beat.ownerTeam}, ${beat.alertMessage}, ${JSON.stringify(beat.alertTags)}::jsonb, ${beat.alertPriority}, ${now})
    on conflict do nothing`.execute(tx);
  return Number(numAffectedRows ?? 0) > 0;
}

export async function saveHeartbeat(tx: Tx, beat: Heartbeat): Promise<void> {
  await sql`update heartbeat set description = ${beat.description}, interval_count = ${beat.interval},
      interval_unit = ${beat.unit}, enabled = ${beat.enabled}, owner_team = ${beat.ownerTeam},
      alert_message = ${beat.alertMessage}, alert_tags = ${JSON.stringify(beat.alertTags)}::jsonb,
      alert_priority = ${beat.alertPriority}, last_ping_at = ${beat.lastPingAt}, due_at = ${beat.dueAt},
      expired = ${beat.expired}
    where integration_id = ${beat.integrationId} and name = ${beat.name}`.execute(tx);
}

export async function deleteHeartbeat(tx: Tx, integrationId: string, name: string): Promise<void> {
  await sql`delete from heartbeat where integration_id = ${integrationId} and name = ${name}`.execute(tx);
}

/** Heartbeats that were due before `before` without anybody looking, of integrations in use. */
export async function overdueHeartbeats(
  reader: Reader,
  before: Instant,
): Promise<Pick<Heartbeat, 'integrationId' | 'name'>[]> {
  const { rows } = await sql<Pick<Heartbeat, 'integrationId' | 'name'>>`
    select integration_id as "integrationId", name from heartbeat where due_at < ${before} order by due_at`.execute(
    reader,
  );
  return rows;
}

/** The alert of a heartbeat, as it is opened. */
export interface SilentAlert {
  readonly id: string;
  readonly payloadId: string;
  readonly title: string;
  readonly description: string;
  readonly labels: Readonly<Record<string, string>>;
}

/**
 * Opens its alert in the transaction that finds it silent, and not by the way of a monitor's: nobody waits for an answer, and
 * there is no moment between the two. An open one stays as it is.
 */
export async function openAlert(tx: Tx, beat: Heartbeat, alert: SilentAlert, now: Instant): Promise<void> {
  const about: Json = { heartbeat: beat.name, lastPingAt: beat.lastPingAt?.toString() ?? null };
  await sql`with opened as (
      insert into alert (id, integration_id, dedup_key, status, title, description, severity_word, source, labels, links,
        starts_at, first_seen_at, last_seen_at, count, payload_id, latest_payload_id, pending, pending_since, heard_in)
      values (${alert.id}::uuid, ${beat.integrationId}, ${heartbeatKey(beat.name)}, 'firing', ${alert.title},
        ${alert.description}, ${beat.alertPriority}, ${beat.name}, ${JSON.stringify(alert.labels)}::jsonb, '[]', ${now},
        ${now}, ${now}, 1, ${alert.payloadId}::uuid, ${alert.payloadId}::uuid, true, ${now}, pg_current_xact_id())
      on conflict (integration_id, dedup_key) where status = 'firing' do nothing returning payload_id)
    insert into inbound_payload (id, integration_id, received_at, content_type, body)
    select payload_id, ${beat.integrationId}, ${now}, 'application/json', ${Buffer.from(JSON.stringify(about))}::bytea
    from opened`.execute(tx);
}

export async function resolveAlert(
  tx: Tx,
  beat: Pick<Heartbeat, 'integrationId' | 'name'>,
  now: Instant,
): Promise<void> {
  await sql`update alert set status = 'resolved', resolved_at = ${now}, ends_at = ${now}, last_seen_at = ${now},
      pending = true, pending_since = coalesce(pending_since, ${now})
    where integration_id = ${beat.integrationId} and dedup_key = ${heartbeatKey(beat.name)} and status = 'firing'`.execute(
    tx,
  );
  await sql`update alert set closed_with_incident = false where integration_id = ${beat.integrationId}
    and dedup_key = ${heartbeatKey(beat.name)} and status = 'resolved' and closed_with_incident`.execute(tx);
}
