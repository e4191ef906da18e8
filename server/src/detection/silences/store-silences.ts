import type { Instant } from '../../kernel/index.ts';
import { type Reader, sql, type Tx } from '../../platform/db/index.ts';
import type { Silence } from './model.ts';

const columns = sql`id, integration_id as "integrationId", matchers, starts_at as "startsAt", ends_at as "endsAt",
  created_by as "createdBy", comment, updated_at as "updatedAt"`;

/** Silences of these integrations whose end has not been looked at yet, the oldest first. */
export async function openSilences(reader: Reader, integrationIds: readonly string[]): Promise<Silence[]> {
  const { rows } = await sql<Silence>`select ${columns} from silence
    where integration_id = any(${[...integrationIds]}::text[]) and not ended order by id`.execute(reader);
  return rows;
}

/** Those that are open, and up to `most` that ended last, as they are listed: the latest end first. */
export async function listSilences(reader: Reader, integrationId: string, most: number): Promise<Silence[]> {
  const { rows } = await sql<Silence>`select ${columns} from silence where integration_id = ${integrationId}
    order by ends_at desc, id desc limit ${most}`.execute(reader);
  return rows;
}

export async function findSilence(
  reader: Reader,
  integrationId: string,
  id: string,
): Promise<Silence | undefined> {
  const { rows } = await sql<Silence>`select ${columns} from silence
    where integration_id = ${integrationId} and id = ${id}::uuid`.execute(reader);
  return rows[0];
}

/** Those of these that there are, the one that lasts longest first. */
export async function silencesNamed(reader: Reader, ids: readonly string[]): Promise<Silence[]> {
  const { rows } = await sql<Silence>`select ${columns} from silence where id = any(${[...ids]}::uuid[])
    order by ends_at desc, id`.execute(reader);
  return rows;
}

/** The same, locked, of whatever integration. */
export async function lockSilence(tx: Tx, id: string): Promise<Silence | undefined> {
  const { rows } =
    await sql<Silence>`select ${columns} from silence where id = ${id}::uuid for update`.execute(tx);
  return rows[0];
}

/** Writes a new one, or all that may change of a known one. */
export async function saveSilence(tx: Tx, silence: Silence): Promise<void> {
  const { endsAt, createdBy, comment, updatedAt } = silence;
  await sql`insert into silence (id, integration_id, matchers, starts_at, ends_at, created_by, comment, updated_at)
    values (${silence.id}, ${silence.integrationId}, ${JSON.stringify(silence.matchers)}::jsonb, ${silence.startsAt},
      ${endsAt}, ${createdBy}, ${comment}, ${updatedAt})
    on conflict (id) do update set starts_at = excluded.starts_at, ends_at = excluded.ends_at, created_by = excluded.created_by,
      comment = excluded.comment, updated_at = excluded.updated_at`.execute(tx);
}

/** Its end has been looked at. @returns whether it had not been before */
export async function markEnded(tx: Tx, id: string): Promise<boolean> {
  const { numAffectedRows } =
    await sql`update silence set ended = true where id = ${id}::uuid and not ended`.execute(tx);
  return Number(numAffectedRows ?? 0) > 0;
}

/** How many silences of this integration have not ended. */
export async function countOpen(tx: Tx, integrationId: string): Promise<number> {
  const { rows } = await sql<{ n: number }>`select count(*) as n from silence
    where integration_id = ${integrationId} and not ended`.execute(tx);
  return Number(rows[0]?.n ?? 0);
}

/** What it has covered and still fires. */
export async function silencedAlerts(
  tx: Tx,
  { id, integrationId }: Pick<Silence, 'id' | 'integrationId'>,
): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`select id from alert where integration_id = ${integrationId}
    and status = 'firing' and silenced_by <> '{}' and ${id}::uuid = any(silenced_by)`.execute(tx);
  return rows.map((row) => row.id);
}

export interface GroupedAlert {
  readonly id: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly silencedBy: readonly string[];
}

/** What fires of an integration and is in a group. */
export async function firingInGroups(tx: Tx, integrationId: string): Promise<GroupedAlert[]> {
  const { rows } = await sql<GroupedAlert>`select id, labels, silenced_by as "silencedBy" from alert
    where integration_id = ${integrationId} and status = 'firing' and group_id is not null`.execute(tx);
  return rows;
}

/** These wait to be looked at, as if their monitor had just spoken. Locked in the order in which everybody locks alerts. */
export async function awaken(tx: Tx, ids: readonly string[], now: Instant): Promise<void> {
  await sql`update alert set pending = true, pending_since = coalesce(pending_since, ${now})
    where id in (select id from alert where id = any(${ids}::uuid[]) and status = 'firing' order by id for update)`.execute(
    tx,
  );
}

const LOCK = 'detection.silences';

/**
 * Until the transaction ends, nobody looks at what a silence covers: whoever looks when one begins or ends does so after
 * that, and sees what this transaction has made of its alerts. To be taken before alerts are: so does whoever looks.
 */
export async function holdSilences(tx: Tx): Promise<void> {
  await sql`select pg_advisory_xact_lock_shared(hashtextextended(${LOCK}, 0))`.execute(tx);
}

/** Waits for those who process alerts by the silences of before, and keeps others from beginning. */
export async function lockCovering(tx: Tx): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${LOCK}, 0))`.execute(tx);
}

/** Notes by which silences each of these alerts is covered now, none for one that no longer is. */
export async function saveSilenced(
  tx: Tx,
  alerts: readonly { readonly id: string; readonly by: readonly string[] }[],
): Promise<void> {
  await sql`update alert a set silenced_by = s.by::uuid[]
    from unnest(${alerts.map(({ id }) => id)}::uuid[], ${alerts.map(({ by }) => `{${by.join(',')}}`)}::text[]) as s(id, by)
    where a.id = s.id`.execute(tx);
}

/** Silences that ended before `before` without anybody looking. */
export async function overdueSilences(reader: Reader, before: Instant): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`select id from silence where not ended and ends_at < ${before}
    order by id`.execute(reader);
  return rows.map(({ id }) => id);
}
