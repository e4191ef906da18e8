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
});

/** Those of an incident that something is still to be done about. */
export async function openSilences(reader: Reader, incidentId: string): Promise<readonly WrittenSilence[]> {
  const rows = await reader
    .selectFrom('written_silence')
    .selectAll()
    .where('incident_id', '=', incidentId)
    .where('state', '!=', 'over')
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
      next_at = excluded.next_at, state = case when written_silence.silence_id is null then 'wanted' else 'active' end`.execute(
    tx,
  );
}

/** What people did with the incident counts more than what an older look found. @returns whether any are open */
export async function touchSilences(tx: Tx, incidentId: string, now: Instant): Promise<boolean> {
  const { rows } = await sql`update written_silence set version = version + 1, next_at = ${now}
    where incident_id = ${incidentId} and state <> 'over' returning alert_id`.execute(tx);
  return rows.length > 0;
}

/** They follow their alerts to the incident that goes on. */
export async function moveSilences(tx: Tx, fromId: string, intoId: string): Promise<void> {
  await sql`insert into written_silence (incident_id, alert_id, integration_id, state, version, silence_id, ends_at, renewed, next_at)
    select ${intoId}, alert_id, integration_id, state, version + 1, silence_id, ends_at, renewed, next_at
    from written_silence where incident_id = ${fromId} and state <> 'over'
    on conflict (incident_id, alert_id) do nothing`.execute(tx);
  await sql`update written_silence set state = 'over', version = version + 1, silence_id = null, next_at = null
    where incident_id = ${fromId} and state <> 'over'`.execute(tx);
}

/** What a look found. The state only when nobody has done anything since it began. */
export async function saveLook(tx: Tx, row: WrittenSilence, nextAt: Instant | null): Promise<void> {
  await sql`update written_silence set silence_id = ${row.silenceId}, ends_at = ${row.endsAt}, failures = ${row.failures},
      missing = ${row.missing}, renewed = ${row.renewed},
      next_at = case when version = ${row.version} then ${nextAt} else next_at end,
      state = case when version = ${row.version} then ${row.state}
        when ${row.silenceId}::text is null then 'wanted' else 'active' end
    where incident_id = ${row.incidentId} and alert_id = ${row.alertId}`.execute(tx);
}

/** When the silences of an incident are to be looked at; null: there is nothing to do. */
export async function nextLook(reader: Reader, incidentId: string): Promise<Instant | null> {
  const row = await reader
    .selectFrom('written_silence')
    .select(({ fn }) => fn.min('next_at').as('next'))
    .where('incident_id', '=', incidentId)
    .executeTakeFirstOrThrow();
  return row.next;
}

/** The incidents whose look is overdue. */
export async function overdue(reader: Reader, before: Instant): Promise<readonly string[]> {
  const rows = await reader
    .selectFrom('written_silence')
    .select('incident_id')
    .distinct()
    .where('next_at', '<', before)
    .limit(500)
    .execute();
  return rows.map(({ incident_id: id }) => id);
}
