import type { Instant } from '../kernel/index.ts';
import { hasWaited, sql, type Tx } from '../platform/db/index.ts';
import type { Severity } from '../policy/index.ts';

/** Whoever brings an incident's alerts in line with it is alone at that until the transaction ends. */
export async function lockFollowing(tx: Tx, incidentId: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`detection.follow:${incidentId}`}, 0))`.execute(
    tx,
  );
  hasWaited(tx);
}

/**
 * To be called in the transaction that resolves an incident: what is not committed by now is news of afterwards. When
 * the incident was reopened and resolved again before its alerts followed, the first resolution counts: a repeat in between
 * was shown to no one.
 */
export async function markCutoff(tx: Tx, incidentId: string, resolvedAt: Instant): Promise<void> {
  await sql`insert into alert_cutoff (incident_id, resolved_at, snapshot)
    values (${incidentId}, ${resolvedAt}, pg_current_snapshot())
    on conflict (incident_id) do update set resolved_at = excluded.resolved_at, followed = false,
      snapshot = case when alert_cutoff.followed then excluded.snapshot else alert_cutoff.snapshot end`.execute(
    tx,
  );
}

/**
 * Closes what fires of an incident and was triggered again after its resolution: a repeat that nobody hears of. Told by the
 * order of commits; by time as well, for rows of a process of before this rule, and because to be paged twice beats not at
 * all. Not what joined after the resolution: that has been told, unless it waits for a sum while the incident is over.
 * @param resolvedAt null when it has been opened again meanwhile
 * @returns their ids
 */
export async function closeRepeated(
  tx: Tx,
  incidentId: string,
  resolvedAt: Instant | null,
  now: Instant,
): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    update alert a set status = 'resolved', resolved_at = ${now}, closed_with_incident = true
    from (select coalesce(c.resolved_at, ${resolvedAt}::timestamptz) as resolved_at, c.snapshot
      from (select) as always left join alert_cutoff c on c.incident_id = ${incidentId} and not c.followed) as cut
    where a.incident_id = ${incidentId} and a.status = 'firing'
      and (cut.snapshot is not null or a.first_seen_at <= cut.resolved_at)
      and case when pg_visible_in_snapshot(a.joined_in, cut.snapshot) is false
        then ${resolvedAt}::timestamptz is not null
          and exists (select from alert_group g where g.id = a.group_id and g.untold > 0)
        else pg_visible_in_snapshot(a.heard_in, cut.snapshot) is false or a.last_seen_at > cut.resolved_at end
    returning a.id`.execute(tx);
  return rows.map(({ id }) => id);
}

/** Closes what still fires of an incident and belonged to it when it was resolved. */
export async function closeAlertsOf(
  tx: Tx,
  incidentId: string,
  resolvedAt: Instant,
  now: Instant,
): Promise<void> {
  await sql`update alert set status = 'resolved', resolved_at = ${now}, closed_with_incident = true
    where incident_id = ${incidentId} and status = 'firing' and (first_seen_at <= ${resolvedAt}
      or exists (select from alert_cutoff where incident_id = ${incidentId} and resolved_at = ${resolvedAt}))`.execute(
    tx,
  );
}

/** The alerts are in line with their incident: its next resolution is a new one. */
export async function markFollowed(tx: Tx, incidentId: string): Promise<void> {
  await sql`update alert_cutoff set followed = true where incident_id = ${incidentId} and not followed`.execute(
    tx,
  );
}

/** New alerts of the words that closed ones said last, as their monitor's next word would have been. */
export async function openAgain(
  tx: Tx,
  copies: readonly { readonly id: string; readonly newId: string }[],
  now: Instant,
): Promise<void> {
  await sql`insert into alert (id, integration_id, dedup_key, status, title, description, severity_word, source, labels,
      links, starts_at, expires_at, first_seen_at, last_seen_at, count, payload_id, latest_payload_id, pending, pending_since, said, members)
    select copy.new_id, a.integration_id, a.dedup_key, 'firing', a.title, a.description, a.severity_word, a.source,
      a.labels, a.links, a.starts_at, a.expires_at, a.last_seen_at, a.last_seen_at, 1, a.latest_payload_id, a.latest_payload_id, true,
      ${now}, a.said, a.members
    from unnest(${copies.map(({ id }) => id)}::uuid[], ${copies.map((copy) => copy.newId)}::uuid[]) as copy(id, new_id)
      join alert a on a.id = copy.id`.execute(tx);
}

/**
 * Its incident is open again: what was closed with it, and not by its monitor since, fires again, so that the monitor's
 * resolve is heard. Not when the key has a newer alert: that one has the monitor's last word.
 * @returns how many
 */
export async function fireAgain(tx: Tx, incidentId: string): Promise<number> {
  const newer = (
    status: 'firing' | 'resolved',
  ) => sql`exists (select from alert n where n.integration_id = a.integration_id
    and n.dedup_key = a.dedup_key and n.status = ${sql.lit(status)} and n.id > a.id)`;
  const { numAffectedRows } = await sql`
    update alert a set status = 'firing', resolved_at = null, closed_with_incident = false
    where a.incident_id = ${incidentId} and a.status = 'resolved' and a.closed_with_incident
      and not ${newer('firing')} and not ${newer('resolved')}`.execute(tx);
  return Number(numAffectedRows ?? 0);
}

/** What is worse than the severity that its incident has by now is news again. */
export async function alignSeverity(tx: Tx, incidentId: string, severity: Severity): Promise<void> {
  await sql`update alert_group set severity = ${severity} where incident_id = ${incidentId} and severity <> ${severity}`.execute(
    tx,
  );
}

/**
 * Everything of one incident belongs to another from now on. The alerts once more at the end: one that was joining a group
 * meanwhile was not to be seen before that group was free. Not only then: alerts are locked before groups everywhere.
 */
export async function moveAlerts(tx: Tx, fromIncidentId: string, toIncidentId: string): Promise<void> {
  for (const table of [sql`alert`, sql`alert_group`, sql`alert`])
    await sql`update ${table} set incident_id = ${toIncidentId} where incident_id = ${fromIncidentId}`.execute(
      tx,
    );
}
