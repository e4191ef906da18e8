import type { Selectable } from 'kysely';
import type { Actor, Clock, Json } from '../kernel/index.ts';
import type { DB, Reader, Tx } from '../platform/db/index.ts';
import { newId } from '../platform/ids.ts';
import type { Impact, Level, Phase, Plan, PublicIncident, PublicUpdate } from './model.ts';

type Row = Selectable<DB['public_incident']>;

const planOf = (row: Row): Plan | null =>
  row.planned_start === null || row.planned_end === null
    ? null
    : {
        ...{ startsAt: row.planned_start, endsAt: row.planned_end },
        ...{ tellStart: row.tell_start, tellEnd: row.tell_end },
      };

const updateFrom = (row: Selectable<DB['public_update']>): PublicUpdate => ({
  id: row.id,
  phase: row.phase as Phase,
  body: row.body,
  workaround: row.workaround,
  levels: row.levels as unknown as Record<string, Level>,
  at: row.at,
  writtenAt: row.written_at,
  writtenBy: row.written_by as unknown as Actor,
  notify: row.notify,
  editedAt: row.edited_at,
  removedAt: row.removed_at,
});

const impactFrom = (row: Selectable<DB['public_impact']>): Impact => ({
  componentId: row.component_id,
  level: row.level as Level,
  startsAt: row.starts_at,
  endsAt: row.ends_at,
});

async function whole(reader: Reader, rows: readonly Row[]): Promise<PublicIncident[]> {
  if (rows.length === 0) return [];
  const ids = rows.map(({ id }) => id);
  const updates = await reader
    .selectFrom('public_update')
    .selectAll()
    .where('public_id', 'in', ids)
    .orderBy('at')
    .orderBy('id')
    .execute();
  const impacts = await reader
    .selectFrom('public_impact')
    .selectAll()
    .where('public_id', 'in', ids)
    .orderBy('starts_at')
    .orderBy('id')
    .execute();
  const updatesOf = Map.groupBy(updates, (row) => row.public_id);
  const impactsOf = Map.groupBy(impacts, (row) => row.public_id);
  return rows.map((row) => ({
    ...{ id: row.id, pageId: row.page_id, code: row.code, title: row.title, incidentId: row.incident_id },
    kind: row.kind as PublicIncident['kind'],
    phase: row.phase as Phase,
    ...{ createdAt: row.created_at, startedAt: row.started_at, resolvedAt: row.resolved_at },
    ...{ plan: planOf(row), withdrawnAt: row.withdrawn_at, revision: row.revision },
    updates: (updatesOf.get(row.id) ?? []).map(updateFrom),
    impacts: (impactsOf.get(row.id) ?? []).map(impactFrom),
  }));
}

/** What was not withdrawn, the newest first. */
export async function loadPublic(reader: Reader, pageId: string): Promise<PublicIncident[]> {
  const rows = await reader
    .selectFrom('public_incident')
    .selectAll()
    .where('page_id', '=', pageId)
    .where('withdrawn_at', 'is', null)
    .orderBy('started_at', 'desc')
    .orderBy('id', 'desc')
    .execute();
  return whole(reader, rows);
}

/** Those about one internal incident, withdrawn ones included, oldest first. */
export async function publicOf(reader: Reader, incidentId: string): Promise<PublicIncident[]> {
  const rows = await reader
    .selectFrom('public_incident')
    .selectAll()
    .where('incident_id', '=', incidentId)
    .orderBy('id')
    .execute();
  return whole(reader, rows);
}

export async function findPublic(reader: Reader, id: string): Promise<PublicIncident | undefined> {
  const rows = await reader.selectFrom('public_incident').selectAll().where('id', '=', id).execute();
  return (await whole(reader, rows))[0];
}

/** The maintenances that the clock has something to do with. */
export async function plannedPublic(reader: Reader): Promise<PublicIncident[]> {
  const rows = await reader
    .selectFrom('public_incident')
    .selectAll()
    .where('kind', '=', 'maintenance')
    .where('resolved_at', 'is', null)
    .where('withdrawn_at', 'is', null)
    .where('phase', 'in', ['scheduled', 'in_progress'])
    .orderBy('planned_start')
    .execute();
  return whole(reader, rows);
}

/** Saves an incident as it is now; the page is locked (store-pages.ts), so that nobody else has changed it. */
export async function savePublic(tx: Tx, incident: PublicIncident, clock: Clock): Promise<void> {
  const { id, plan } = incident;
  const changing = {
    ...{ title: incident.title, phase: incident.phase, started_at: incident.startedAt },
    ...{ resolved_at: incident.resolvedAt, withdrawn_at: incident.withdrawnAt, revision: incident.revision },
    ...{ planned_start: plan?.startsAt ?? null, planned_end: plan?.endsAt ?? null },
    ...{ tell_start: plan?.tellStart ?? false, tell_end: plan?.tellEnd ?? false },
  };
  await tx
    .insertInto('public_incident')
    .values({
      ...{ id, page_id: incident.pageId, code: incident.code, kind: incident.kind },
      ...{ incident_id: incident.incidentId, created_at: incident.createdAt, ...changing },
    })
    .onConflict((conflict) => conflict.column('id').doUpdateSet(changing))
    .execute();
  for (const update of incident.updates) await saveUpdate(tx, id, update);
  await tx.deleteFrom('public_impact').where('public_id', '=', id).execute();
  if (incident.impacts.length > 0)
    await tx
      .insertInto('public_impact')
      .values(incident.impacts.map((impact) => impactRow(id, impact, clock)))
      .execute();
}

const impactRow = (publicId: string, impact: Impact, clock: Clock) => ({
  ...{ id: newId(clock), public_id: publicId, component_id: impact.componentId, level: impact.level },
  ...{ starts_at: impact.startsAt, ends_at: impact.endsAt },
});

async function saveUpdate(tx: Tx, publicId: string, update: PublicUpdate): Promise<void> {
  const changing = {
    ...{ body: update.body, workaround: update.workaround, at: update.at, notify: update.notify },
    ...{ edited_at: update.editedAt, removed_at: update.removedAt },
  };
  await tx
    .insertInto('public_update')
    .values({
      ...{
        id: update.id,
        public_id: publicId,
        phase: update.phase,
        levels: update.levels as unknown as Json,
      },
      ...{ written_at: update.writtenAt, written_by: update.writtenBy as unknown as Json, ...changing },
    })
    .onConflict((conflict) => conflict.column('id').doUpdateSet(changing))
    .execute();
}
