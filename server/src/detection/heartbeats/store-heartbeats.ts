import type { Instant } from '../../kernel/index.ts';
import { type Reader, sql, type Tx } from '../../platform/db/index.ts';
import type { Heartbeat } from './model.ts';

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
