import type { Instant } from '../kernel/index.ts';
import { hasWaited, type Reader, sql, type Tx } from '../platform/db/index.ts';
import type { Severity } from '../policy/index.ts';
import type { Group, PendingAlert, Route, RoutedBy, SaidSince } from './decide-group.ts';
import type { HeardMembers, MembersSeen } from './decide-members.ts';
import { MOST_SAID } from './decide-words.ts';

/** A pending alert with what has already been told of it. */
export interface LockedAlert extends PendingAlert, SaidSince, MembersSeen {
  /** Titles that it has not had before, after the one before them. */
  readonly newWords: readonly string[];
  /** It has said as much as is remembered. */
  readonly keepsChanging: boolean;
  readonly incidentId: string | null;
  readonly acknowledgedAt: Instant | null;
  readonly toldAcknowledged: boolean;
  /** The silences that covered it when it was last looked at. */
  readonly silencedBy: readonly string[];
}

/**
 * Locks those of these alerts that wait; those another process is working on are left to it, those held back to their time.
 */
export async function lockPending(tx: Tx, now: Instant, ids: readonly string[]): Promise<LockedAlert[]> {
  const { rows } = await sql<LockedAlert>`
    select a.id, a.integration_id as "integrationId", a.dedup_key as "dedupKey", a.severity, a.status = 'firing' as firing, a.title, a.description,
      a.severity_word as "severityWord", a.earlier_words as "earlierWords", a.source, a.labels, a.links, a.starts_at as "startsAt",
      a.first_seen_at as "firstSeenAt", coalesce(i.system_id, c.system_id, case when a.integration_id like 'drill:%' then a.labels->>'drill_system' end) as "fixedSystemId", a.group_id as "groupId",
      a.incident_id as "incidentId", a.acknowledged_at as "acknowledgedAt", a.told_acknowledged as "toldAcknowledged",
      a.silenced_by as "silencedBy",
      a.new_words as "newWords", cardinality(a.said) >= ${MOST_SAID} as "keepsChanging", a.members,
      a.members_since as "membersSince", a.members_heard as "membersHeard"
    from alert a left join integration i on i.id = a.integration_id
      left join built_in_check c on a.integration_id = 'check:' || c.id
    where a.pending and (a.held_until is null or a.held_until <= ${now}) and a.id = any(${ids}::uuid[])
    order by a.id for update of a skip locked`.execute(tx);
  return rows;
}

/** What an alert that waits is routed by, and the team it was routed to before. */
export interface WaitingAlert extends RoutedBy, SaidSince, Pick<PendingAlert, 'id' | 'groupId'> {
  readonly teamId: string | null;
}

/** Alerts among which the longest waiting of each monitor and severity are looked for; more than that have waited shorter. */
const LOOKED_THROUGH = 50_000;

/**
 * Up to `limit` alerts that wait, unlocked, oldest first: the first ones of each integration and severity, so that one
 * monitor's storm does not hide what another one says.
 */
export async function listWaiting(reader: Reader, limit: number, now: Instant): Promise<WaitingAlert[]> {
  const { rows } = await sql<WaitingAlert>`
    select a.id, a.integration_id as "integrationId", a.dedup_key as "dedupKey", a.severity_word as "severityWord",
      a.earlier_words as "earlierWords", a.source, a.labels, coalesce(i.system_id, c.system_id, case when a.integration_id like 'drill:%' then a.labels->>'drill_system' end) as "fixedSystemId", a.group_id as "groupId", a.team_id as "teamId"
    from (select id from (select id, row_number() over (partition by integration_id, severity_word order by id) as turn
        from (select id, integration_id, severity_word from alert
          where pending and (held_until is null or held_until <= ${now}) order by id limit ${LOOKED_THROUGH}) as waiting) as placed
      order by turn, id limit ${limit}) as first
    join alert a using (id) left join integration i on i.id = a.integration_id
      left join built_in_check c on a.integration_id = 'check:' || c.id order by a.id`.execute(reader);
  return rows;
}

/** Those of these keys that have a group which may still be joined. */
export async function openKeys(reader: Reader, keys: readonly string[]): Promise<ReadonlySet<string>> {
  const { rows } = await sql<{ key: string }>`
    select key from alert_group where key = any(${[...keys]}::text[]) and closed_at is null and incident_id is not null`.execute(
    reader,
  );
  return new Set(rows.map(({ key }) => key));
}

/** Whoever opens or joins the group of a key is alone at it until the transaction ends. Keys in order: no deadlock. */
export async function lockKeys(tx: Tx, keys: readonly string[]): Promise<void> {
  for (const key of [...new Set(keys)].sort())
    await sql`select pg_advisory_xact_lock(hashtextextended(${`detection.group:${key}`}, 0))`.execute(tx);
  hasWaited(tx);
}

const groupColumns = sql`id, key, closed_at is null as open, severity, last_alert_at as "lastAlertAt", told_at as "toldAt", untold, clear, flaps,
  refired_at as "refiredAt", incident_id as "incidentId", untold_alerts as "untoldAlerts"`;

/** The open groups of these keys and the groups with these ids, locked. */
export async function lockGroups(tx: Tx, keys: readonly string[], ids: readonly string[]): Promise<Group[]> {
  const { rows } = await sql<Group>`
    select ${groupColumns} from alert_group
    where (key = any(${keys}::text[]) and closed_at is null) or id = any(${ids}::uuid[])
    order by id for update`.execute(tx);
  return rows;
}

export interface EarlierPlace {
  readonly id: string;
  readonly groupId: string;
  readonly incidentId: string;
  /** When the alert before was over. */
  readonly overAt: Instant | null;
}

/** For each of these alerts whose key had an alert before: the group and the incident of the last of them. */
export async function earlierPlaces(tx: Tx, alertIds: readonly string[]): Promise<EarlierPlace[]> {
  const { rows } = await sql<EarlierPlace>`
    select a.id, p.group_id as "groupId", p.incident_id as "incidentId", p.resolved_at as "overAt"
    from alert a cross join lateral (
      select group_id, incident_id, resolved_at from alert where integration_id = a.integration_id and dedup_key = a.dedup_key
        and status = 'resolved' and id < a.id order by id desc limit 1) p
    where a.id = any(${alertIds}::uuid[]) and p.group_id is not null and p.incident_id is not null`.execute(
    tx,
  );
  return rows;
}

export async function insertGroup(
  tx: Tx,
  group: Group,
  about: Route & { readonly count: number; readonly now: Instant },
): Promise<void> {
  await tx
    .insertInto('alert_group')
    .values({
      id: group.id,
      key: group.key,
      system_id: about.systemId,
      team_id: about.teamId,
      severity: group.severity,
      opened_at: about.now,
      last_alert_at: group.lastAlertAt,
      clear: group.clear,
      alert_count: about.count,
      told_at: group.toldAt,
    })
    .execute();
}

/** Saves what a decision changed, and adds to the count of its alerts. */
export async function saveGroup(tx: Tx, group: Group, added: number): Promise<void> {
  await sql`update alert_group set severity = ${group.severity}, last_alert_at = ${group.lastAlertAt},
    clear = ${group.clear}, flaps = ${group.flaps}, refired_at = ${group.refiredAt}, untold = ${group.untold},
    untold_alerts = ${JSON.stringify(group.untoldAlerts)}::jsonb, told_at = ${group.toldAt}, alert_count = alert_count + ${added}
    where id = ${group.id}`.execute(tx);
}

/** The group takes no more alerts; the next one of its key opens another. */
export async function closeGroup(tx: Tx, id: string, now: Instant): Promise<void> {
  await tx.updateTable('alert_group').set({ closed_at: now }).where('id', '=', id).execute();
}

const heardJson = (heard: HeardMembers | null): string | null =>
  heard === null ? null : JSON.stringify(heard);

/** Notes of each alert where it went. */
export async function saveRouted(
  tx: Tx,
  alerts: readonly {
    readonly id: string;
    /** By its newest word. */
    readonly severity: Severity;
    readonly heard: HeardMembers | null;
    readonly route: Route;
    readonly group: Pick<Group, 'id' | 'incidentId'>;
  }[],
): Promise<void> {
  await sql`update alert a set pending = false, pending_since = null, held_until = null, failures = 0, earlier_words = '{}',
      silenced_by = '{}', new_words = '{}', members_since = null, members_heard = r.heard::jsonb,
      joined_in = pg_current_xact_id(), severity = r.severity, system_id = r.system_id, team_id = r.team_id,
      group_id = r.group_id, incident_id = coalesce(a.incident_id, r.incident_id)
    from unnest(${alerts.map(({ id }) => id)}::uuid[], ${alerts.map(({ severity }) => severity)}::text[],
      ${alerts.map(({ route }) => route.systemId)}::text[], ${alerts.map(({ route }) => route.teamId)}::text[],
      ${alerts.map(({ group }) => group.id)}::uuid[], ${alerts.map(({ group }) => group.incidentId)}::uuid[],
      ${alerts.map(({ heard }) => heardJson(heard))}::text[])
      as r(id, severity, system_id, team_id, group_id, incident_id, heard)
    where a.id = r.id`.execute(tx);
}

/** Notes that the newest state of alerts that have a group was looked at. */
export async function saveRevised(
  tx: Tx,
  alerts: readonly {
    readonly id: string;
    readonly severity: Severity;
    readonly heard: HeardMembers | null;
  }[],
): Promise<void> {
  await sql`update alert a set pending = false, pending_since = null, held_until = null, failures = 0, earlier_words = '{}',
      new_words = '{}', members_since = null, members_heard = r.heard::jsonb, severity = r.severity
    from unnest(${alerts.map(({ id }) => id)}::uuid[], ${alerts.map(({ severity }) => severity)}::text[],
      ${alerts.map(({ heard }) => heardJson(heard))}::text[]) as r(id, severity, heard)
    where a.id = r.id`.execute(tx);
}

/** Notes of alerts in no group that they were looked at: where they would belong, so that they are shown there. */
export async function saveUnrouted(
  tx: Tx,
  alerts: readonly { readonly id: string; readonly severity: Severity; readonly route: Route }[],
): Promise<void> {
  await sql`update alert a set pending = false, pending_since = null, held_until = null, failures = 0, earlier_words = '{}',
      new_words = '{}', members_since = null, severity = r.severity, system_id = r.system_id, team_id = r.team_id
    from unnest(${alerts.map(({ id }) => id)}::uuid[], ${alerts.map(({ severity }) => severity)}::text[],
      ${alerts.map(({ route }) => route.systemId)}::text[], ${alerts.map(({ route }) => route.teamId)}::text[])
      as r(id, severity, system_id, team_id)
    where a.id = r.id`.execute(tx);
}

/** Somebody has taken these in their monitor; those taken before keep their time. */
export async function acknowledge(tx: Tx, ids: readonly string[], now: Instant): Promise<void> {
  await sql`update alert set acknowledged_at = coalesce(acknowledged_at, ${now}) where id = any(${ids}::uuid[])`.execute(
    tx,
  );
}

/** Nobody has taken these in their monitor any more. */
export async function forgetAcknowledgement(tx: Tx, ids: readonly string[]): Promise<void> {
  await sql`update alert set acknowledged_at = null, told_acknowledged = false where id = any(${ids}::uuid[])`.execute(
    tx,
  );
}

export async function markAcknowledgementTold(tx: Tx, ids: readonly string[]): Promise<void> {
  await tx.updateTable('alert').set({ told_acknowledged: true }).where('id', 'in', ids).execute();
}

/** Ties alerts, and the groups they are in, to their incident. */
export async function attachAlerts(tx: Tx, alertIds: readonly string[], incidentId: string): Promise<void> {
  await sql`update alert set incident_id = ${incidentId} where id = any(${alertIds}::uuid[])`.execute(tx);
  await sql`update alert_group set incident_id = ${incidentId}
    where incident_id is null and id in (select group_id from alert where id = any(${alertIds}::uuid[]))`.execute(
    tx,
  );
}

/** The groups of these incidents. */
export async function groupsOf(
  tx: Tx,
  incidentIds: readonly string[],
): Promise<Pick<Group, 'id' | 'clear' | 'flaps' | 'refiredAt'>[]> {
  return tx
    .selectFrom('alert_group')
    .select(['id', 'clear', 'flaps', 'refired_at as refiredAt'])
    .where('incident_id', 'in', incidentIds)
    .orderBy('id')
    .execute();
}

/** Whether any alert of the groups of these incidents still fires. */
export async function anyFiring(tx: Tx, incidentIds: readonly string[]): Promise<boolean> {
  const { rows } = await sql<{ firing: boolean }>`
    select exists (select from alert_group g join alert a on a.group_id = g.id and a.status = 'firing'
      where g.incident_id = any(${incidentIds}::uuid[])) as firing`.execute(tx);
  return rows[0]?.firing === true;
}

/** Whether any alert of the incident fires that nobody has acknowledged in its monitor. */
export async function anyUnacknowledged(tx: Tx, incidentId: string): Promise<boolean> {
  const { rows } = await sql<{ found: boolean }>`
    select exists (select from alert where incident_id = ${incidentId} and status = 'firing'
      and acknowledged_at is null) as found`.execute(tx);
  return rows[0]?.found === true;
}

/** All groups of these incidents are clear. */
export async function markClear(tx: Tx, incidentIds: readonly string[]): Promise<void> {
  await sql`update alert_group set clear = true where incident_id = any(${incidentIds}::uuid[])`.execute(tx);
}

/** None of the groups of these incidents is clear. */
export async function markFiring(tx: Tx, incidentIds: readonly string[]): Promise<void> {
  await sql`update alert_group set clear = false where incident_id = any(${incidentIds}::uuid[])`.execute(tx);
}

/** The incidents of these groups, each once. */
export async function incidentsOfGroups(tx: Tx, groupIds: readonly string[]): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`select distinct incident_id as id from alert_group
    where id = any(${groupIds}::uuid[]) and incident_id is not null order by 1`.execute(tx);
  return rows.map(({ id }) => id);
}

/** The incident of each of these alerts that has one. */
export async function incidentsOfAlerts(
  tx: Tx,
  alertIds: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const { rows } = await sql<{ id: string; incidentId: string }>`
    select id, incident_id as "incidentId" from alert where id = any(${alertIds}::uuid[]) and incident_id is not null
    order by id`.execute(tx);
  return new Map(rows.map(({ id, incidentId }) => [id, incidentId]));
}

/** How many alerts have waited to be looked at since `before` or longer. */
export async function countOverdue(reader: Reader, before: Instant): Promise<number> {
  const { rows } = await sql<{ n: number }>`
    select count(*) as n from alert where pending and pending_since < ${before}
      and (held_until is null or held_until < ${before})`.execute(reader);
  return rows[0]?.n ?? 0;
}

/** Counts a failure of their processing. @returns the first of them, and how often it has failed by now */
export async function holdAlerts(
  tx: Tx,
  ids: readonly string[],
): Promise<{ readonly id: string; readonly title: string; readonly failures: number } | undefined> {
  const rows = await tx
    .updateTable('alert')
    .set((eb) => ({ failures: eb('failures', '+', 1) }))
    .where('id', 'in', ids)
    .where('pending', '=', true)
    .returning(['id', 'title', 'failures'])
    .execute();
  return rows.sort((a, b) => (a.id < b.id ? -1 : 1))[0];
}

export async function holdUntil(tx: Tx, ids: readonly string[], until: Instant): Promise<void> {
  await tx
    .updateTable('alert')
    .set({ held_until: until })
    .where('id', 'in', ids)
    .where('pending', '=', true)
    .execute();
}

/** Since when the alert has waited that has waited longest of those held back after a failure. */
export async function oldestHeld(reader: Reader, now: Instant): Promise<Instant | null> {
  const row = await reader
    .selectFrom('alert')
    .select((eb) => eb.fn.min('pending_since').as('since'))
    .where('pending', '=', true)
    .where('held_until', '>', now)
    .executeTakeFirst();
  return row?.since ?? null;
}

/**
 * Since when the alert has waited that has waited longest to be looked at; one held back after a failure waits from the
 * time at which it is to be tried again.
 */
export async function oldestPending(reader: Reader, now: Instant): Promise<Instant | null> {
  const { rows } = await sql<{ since: Instant | null }>`
    select min(greatest(pending_since, held_until)) as since from alert
    where pending and (held_until is null or held_until <= ${now})`.execute(reader);
  return rows[0]?.since ?? null;
}
