import type { Selectable } from 'kysely';
import type { Instant } from '../kernel/index.ts';
import { type DB, type Reader, sql, type Tx } from '../platform/db/index.ts';
import type { Settings, WrittenSilence } from './model.ts';

const settingsFrom = (row: Selectable<DB['write_back']>): Settings => ({
  integrationId: row.integration_id,
  url: row.url,
  sealedAuthorization: row.sealed_authorization,
});

/** Of integrations that there still are. */
export async function allSettings(reader: Reader): Promise<readonly Settings[]> {
  const rows = await reader
    .selectFrom('write_back')
    .selectAll('write_back')
    .innerJoin('integration', 'integration.id', 'write_back.integration_id')
    .where('integration.removed_at', 'is', null)
    .execute();
  return rows.map(settingsFrom);
}

export async function saveSettings(tx: Tx, settings: Settings, now: Instant): Promise<void> {
  const changing = {
    ...{ url: settings.url, sealed_authorization: settings.sealedAuthorization, changed_at: now },
  };
  await tx
    .insertInto('write_back')
    .values({ integration_id: settings.integrationId, ...changing })
    .onConflict((conflict) => conflict.column('integration_id').doUpdateSet(changing))
    .execute();
}

export async function deleteSettings(tx: Tx, integrationId: string): Promise<boolean> {
  const gone = await tx
    .deleteFrom('write_back')
    .where('integration_id', '=', integrationId)
    .executeTakeFirst();
  return gone.numDeletedRows > 0n;
}

const silenceFrom = (row: Selectable<DB['written_silence']>): WrittenSilence => ({
  ...{ incidentId: row.incident_id, alertId: row.alert_id, integrationId: row.integration_id },
  state: row.state as WrittenSilence['state'],
  ...{ version: row.version, silenceId: row.silence_id, endsAt: row.ends_at },
  ...{ failures: row.failures, missing: row.missing, renewed: row.renewed },
  ...{ hearFrom: row.hear_from, watchUntil: row.watch_until },
});

/** Those of an incident that are to be made, or to last. */
export async function openSilences(reader: Reader, incidentId: string): Promise<readonly WrittenSilence[]> {
  const rows = await reader
    .selectFrom('written_silence')
    .selectAll()
    .where('incident_id', '=', incidentId)
    .where('state', 'in', ['wanted', 'active'])
    .orderBy('alert_id')
    .execute();
  return rows.map(silenceFrom);
}

/** These alerts are to be silenced, those that were before as well. */
export async function wantSilences(
  tx: Tx,
  incidentId: string,
  alerts: readonly { readonly id: string; readonly integrationId: string }[],
  now: Instant,
): Promise<void> {
  await sql`insert into written_silence (incident_id, alert_id, integration_id, state, next_at)
    select ${incidentId}, alert_id, integration_id, 'wanted', ${now}
    from unnest(${alerts.map(({ id }) => id)}::uuid[], ${alerts.map(({ integrationId }) => integrationId)}::text[])
      as wanted (alert_id, integration_id)
    on conflict (incident_id, alert_id) do update set version = written_silence.version + 1, failures = 0, missing = 0,
      hear_from = null, watch_until = null, next_at = excluded.next_at, state = case when written_silence.silence_id is null then 'wanted' else 'active' end`.execute(
    tx,
  );
}

/** What people did with the incident counts more than what an older look found. @returns whether any are open */
export async function touchSilences(tx: Tx, incidentId: string, now: Instant): Promise<boolean> {
  const { rows } = await sql`update written_silence set version = version + 1, next_at = ${now}
    where incident_id = ${incidentId} and state in ('wanted', 'active') returning alert_id`.execute(tx);
  return rows.length > 0;
}

/** They follow their alerts to the incident that goes on. */
export async function moveSilences(tx: Tx, fromId: string, intoId: string): Promise<void> {
  await sql`insert into written_silence (incident_id, alert_id, integration_id, state, version, silence_id, ends_at, renewed, next_at)
    select ${intoId}, alert_id, integration_id, state, version + 1, silence_id, ends_at, renewed, next_at
    from written_silence where incident_id = ${fromId} and state in ('wanted', 'active')
    on conflict (incident_id, alert_id) do update set version = written_silence.version + 1, failures = 0, missing = 0,
      silence_id = coalesce(excluded.silence_id, written_silence.silence_id), hear_from = null, watch_until = null,
      ends_at = excluded.ends_at, next_at = excluded.next_at,
      state = case when coalesce(excluded.silence_id, written_silence.silence_id) is null then 'wanted' else 'active' end`.execute(
    tx,
  );
  await sql`update written_silence set state = 'over', version = version + 1, silence_id = null, ends_at = null, next_at = null
    where incident_id = ${fromId} and state in ('wanted', 'active')`.execute(tx);
}

/**
 * What a look found. The state only when nobody has done anything since it began.
 * @returns the incident that its alert was merged into meanwhile, which looks after the silence from now on
 */
export async function saveLook(tx: Tx, row: WrittenSilence, nextAt: Instant | null): Promise<string | null> {
  const found = sql`silence_id = ${row.silenceId}, ends_at = ${row.endsAt}, failures = ${row.failures},
      missing = ${row.missing}, renewed = ${row.renewed}`;
  const { numAffectedRows } =
    await sql`update written_silence set ${found}, next_at = ${nextAt}, state = ${row.state},
      hear_from = ${row.hearFrom}, watch_until = ${row.watchUntil}
    where incident_id = ${row.incidentId} and alert_id = ${row.alertId} and version = ${row.version}`.execute(
      tx,
    );
  if (numAffectedRows === 1n) return null;
  const { rows } = await sql<{ incident_id: string }>`update written_silence set ${found},
      state = case when ${row.silenceId}::text is null then 'wanted' else 'active' end
    where alert_id = ${row.alertId} and state in ('wanted', 'active')
    returning incident_id`.execute(tx);
  return rows.map(({ incident_id: id }) => id).find((id) => id !== row.incidentId) ?? null;
}

/** Ended silences of an integration whose alerts are asked for, those first that ended last. */
export async function watched(
  reader: Reader,
  integrationId: string,
  limit: number,
): Promise<readonly WrittenSilence[]> {
  const rows = await reader
    .selectFrom('written_silence')
    .selectAll()
    .where('integration_id', '=', integrationId)
    .where('state', '=', 'after')
    .orderBy('watch_until', 'desc')
    .limit(limit)
    .execute();
  return rows.map(silenceFrom);
}

/** What a watch found; nothing where somebody has done something since. */
export async function saveWatch(tx: Tx, row: WrittenSilence): Promise<void> {
  await sql`update written_silence set silence_id = ${row.silenceId}, ends_at = ${row.endsAt}, state = ${row.state},
      next_at = case when ${row.state} = 'over' then null else next_at end,
      hear_from = ${row.hearFrom}, watch_until = ${row.watchUntil}
    where incident_id = ${row.incidentId} and alert_id = ${row.alertId} and version = ${row.version} and state = 'after'`.execute(
    tx,
  );
}

/** When an integration's ended silences are to be looked at next, set by a look at all of them. */
export async function putOffWatch(tx: Tx, integrationId: string, nextAt: Instant): Promise<void> {
  await sql`update written_silence set next_at = ${nextAt}
    where integration_id = ${integrationId} and state = 'after'`.execute(tx);
}

/** When ended silences are to be looked at; null: there is nothing to do. */
export async function nextWatch(reader: Reader, integrationId: string): Promise<Instant | null> {
  const row = await reader
    .selectFrom('written_silence')
    .select(({ fn }) => fn.min('next_at').as('next'))
    .where('integration_id', '=', integrationId)
    .where('state', '=', 'after')
    .executeTakeFirstOrThrow();
  return row.next;
}

/** When the silences of an incident are to be looked at; null: there is nothing to do. */
export async function nextLook(reader: Reader, incidentId: string): Promise<Instant | null> {
  const row = await reader
    .selectFrom('written_silence')
    .select(({ fn }) => fn.min('next_at').as('next'))
    .where('incident_id', '=', incidentId)
    .where('state', 'in', ['wanted', 'active'])
    .executeTakeFirstOrThrow();
  return row.next;
}

/** The incidents, or of ended silences the integrations, whose look is overdue. */
export async function overdue(
  reader: Reader,
  before: Instant,
): Promise<{ readonly incidents: readonly string[]; readonly integrations: readonly string[] }> {
  const { rows } = await sql<{ key: string; after: boolean }>`
    select distinct case when state = 'after' then integration_id else incident_id::text end as key, state = 'after' as after
    from written_silence where next_at < ${before} limit 500`.execute(reader);
  const keys = (after: boolean) => rows.filter((row) => row.after === after).map(({ key }) => key);
  return { incidents: keys(false), integrations: keys(true) };
}
