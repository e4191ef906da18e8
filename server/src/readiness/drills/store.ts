import type { Selectable } from 'kysely';
import type { Actor, Instant, Json } from '../../kernel/index.ts';
import { type DB, type Reader, sql, type Tx } from '../../platform/db/index.ts';
import type { Drill, DrillStatus, Happened, Scenario, Scorecard } from './model.ts';

const json = (value: object | null) => sql<Json>`${value === null ? null : JSON.stringify(value)}::jsonb`;

const toDrill = (row: Selectable<DB['drill']>): Drill => ({
  ...{ id: row.id, title: row.title, scenario: row.scenario as unknown as Scenario },
  ...{ systemId: row.system_id, teamId: row.team_id, personIds: row.person_ids, everyone: row.everyone },
  status: row.status as DrillStatus,
  ...{ startsAt: row.starts_at, startedAt: row.started_at, endedAt: row.ended_at },
  createdBy: row.created_by as unknown as Actor,
  endedBy: row.ended_by as unknown as Actor | null,
  ...{ reason: row.reason, incidentId: row.incident_id, heldBy: row.held_by, heldAt: row.held_at },
  resumedPast: row.resumed_past,
  ...{ heldSeconds: row.held_seconds, nextAt: row.next_at, improvements: row.improvements },
  scorecard: row.scorecard as unknown as Scorecard | null,
  occurrenceId: row.occurrence_id,
});

/** All but its incident, which is tied to it where that is declared (linkIncident). */
export async function saveDrill(tx: Tx, drill: Drill): Promise<void> {
  const values = {
    ...{ status: drill.status, starts_at: drill.startsAt, started_at: drill.startedAt },
    ...{ ended_at: drill.endedAt, ended_by: json(drill.endedBy), reason: drill.reason },
    ...{ held_by: drill.heldBy, held_at: drill.heldAt, held_seconds: drill.heldSeconds },
    resumed_past: [...drill.resumedPast],
    ...{ next_at: drill.nextAt, scorecard: json(drill.scorecard), improvements: drill.improvements },
  };
  await tx
    .insertInto('drill')
    .values({
      ...{ id: drill.id, title: drill.title, scenario: json(drill.scenario) },
      ...{ system_id: drill.systemId, team_id: drill.teamId, person_ids: [...drill.personIds] },
      ...{ everyone: drill.everyone, created_by: json(drill.createdBy), occurrence_id: drill.occurrenceId },
      ...values,
    })
    .onConflict((conflict) => conflict.column('id').doUpdateSet(values))
    .execute();
}

export async function findDrill(reader: Reader, id: string): Promise<Drill | undefined> {
  const row = await reader.selectFrom('drill').selectAll().where('id', '=', id).executeTakeFirst();
  return row && toDrill(row);
}

export async function lockDrill(tx: Tx, id: string): Promise<Drill | undefined> {
  const row = await tx.selectFrom('drill').selectAll().where('id', '=', id).forUpdate().executeTakeFirst();
  return row && toDrill(row);
}

export async function drillOfIncident(reader: Reader, incidentId: string): Promise<Drill | undefined> {
  const row = await reader
    .selectFrom('drill')
    .selectAll()
    .where('incident_id', '=', incidentId)
    .executeTakeFirst();
  return row && toDrill(row);
}

/** Those under way and to come first, then the newest. */
export async function listDrills(reader: Reader, limit: number): Promise<Drill[]> {
  const rows = await reader
    .selectFrom('drill')
    .selectAll()
    .orderBy(sql`status in ('running', 'held', 'scheduled')`, 'desc')
    .orderBy('starts_at', 'desc')
    .orderBy('id', 'desc')
    .limit(limit)
    .execute();
  return rows.map(toDrill);
}

export async function linkIncident(tx: Tx, drillId: string, incidentId: string): Promise<void> {
  await tx
    .updateTable('drill')
    .set({ incident_id: incidentId })
    .where('id', '=', drillId)
    .where('incident_id', 'is', null)
    .execute();
}

/** Drills under way: those that may have to give way. */
export async function drillsUnderWay(reader: Reader): Promise<readonly string[]> {
  const rows = await reader.selectFrom('drill').select('id').where('status', '=', 'running').execute();
  return rows.map(({ id }) => id);
}

export async function drillsDue(reader: Reader, until: Instant): Promise<{ id: string; nextAt: Instant }[]> {
  const rows = await reader
    .selectFrom('drill')
    .select(['id', 'next_at'])
    .where('next_at', '<=', until)
    .execute();
  return rows.flatMap(({ id, next_at: nextAt }) => (nextAt === null ? [] : [{ id, nextAt }]));
}

export async function oldestLook(reader: Reader): Promise<Instant | null> {
  const row = await reader
    .selectFrom('drill')
    .select((eb) => eb.fn.min('next_at').as('at'))
    .executeTakeFirst();
  return row?.at ?? null;
}

export async function happenedIn(reader: Reader, drillId: string): Promise<Happened[]> {
  const rows = await reader
    .selectFrom('drill_inject')
    .selectAll()
    .where('drill_id', '=', drillId)
    .orderBy('happened_at')
    .orderBy('seq')
    .execute();
  return rows.map((row) => ({
    ...{ seq: row.seq, at: row.happened_at, foundAt: row.found_at, foundBy: row.found_by },
  }));
}

export async function addHappened(tx: Tx, drillId: string, seq: number, at: Instant): Promise<void> {
  await tx
    .insertInto('drill_inject')
    .values({ drill_id: drillId, seq, happened_at: at })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

/** The first to look counts. */
export async function markFound(
  tx: Tx,
  drillId: string,
  seq: number,
  found: { readonly at: Instant; readonly by: string },
): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('drill_inject')
    .set({ found_at: found.at, found_by: found.by })
    .where('drill_id', '=', drillId)
    .where('seq', '=', seq)
    .where('found_at', 'is', null)
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}

export async function ownScenarios(reader: Reader): Promise<{ id: string; source: string }[]> {
  return reader.selectFrom('drill_scenario').select(['id', 'source']).orderBy('id').execute();
}

export async function saveScenario(
  tx: Tx,
  row: { readonly id: string; readonly source: string; readonly at: Instant; readonly by: Actor },
): Promise<void> {
  const values = { source: row.source, changed_at: row.at, changed_by: json(row.by) };
  await tx
    .insertInto('drill_scenario')
    .values({ id: row.id, ...values })
    .onConflict((conflict) => conflict.column('id').doUpdateSet(values))
    .execute();
}

export async function removeScenario(tx: Tx, id: string): Promise<boolean> {
  const { numDeletedRows } = await tx.deleteFrom('drill_scenario').where('id', '=', id).executeTakeFirst();
  return numDeletedRows > 0n;
}

/** Who has taken part in a drill that was played to its end, with the last time. */
export async function lastAttendance(reader: Reader): Promise<ReadonlyMap<string, Instant>> {
  const { rows } = await sql<{ id: string; at: Instant }>`
    select person as id, max(ended_at) as at from drill,
      lateral jsonb_array_elements_text(scorecard->'attended') as person
    where status = 'ended' and scorecard is not null group by 1`.execute(reader);
  return new Map(rows.map(({ id, at }) => [id, at]));
}
