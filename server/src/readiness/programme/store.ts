import type { Selectable } from 'kysely';
import type { Actor, Json } from '../../kernel/index.ts';
import { type DB, type Reader, sql, type Tx } from '../../platform/db/index.ts';
import type { About, Occurrence, OccurrenceStatus, Outcome } from './model.ts';

const json = (value: object | null) => sql<Json>`${value === null ? null : JSON.stringify(value)}::jsonb`;

const toOccurrence = (row: Selectable<DB['programme_occurrence']>): Occurrence => ({
  ...{ id: row.id, itemId: row.item_id, period: row.period, title: row.title, dueOn: row.due_on },
  ...{ ownerRole: row.owner_role, ownerPersonId: row.owner_person_id },
  kind: row.kind as Occurrence['kind'],
  about: row.about as About | null,
  status: row.status as OccurrenceStatus,
  ...{ heldOn: row.held_on, attended: row.attended, notes: row.notes, links: row.links },
  ...{ subject: row.subject, subjectVersion: row.subject_version, reason: row.reason },
  outcome: row.outcome as Outcome | null,
  settledBy: row.settled_by as unknown as Actor | null,
  ...{ settledAt: row.settled_at, remindedAt: row.reminded_at, escalatedAt: row.escalated_at },
});

export async function saveOccurrence(tx: Tx, one: Occurrence): Promise<void> {
  const values = {
    ...{ owner_role: one.ownerRole, owner_person_id: one.ownerPersonId, status: one.status },
    ...{ held_on: one.heldOn, attended: [...one.attended], notes: one.notes, links: [...one.links] },
    ...{ subject: one.subject, subject_version: one.subjectVersion, outcome: one.outcome },
    ...{ reason: one.reason, settled_at: one.settledAt, settled_by: json(one.settledBy) },
    ...{ reminded_at: one.remindedAt, escalated_at: one.escalatedAt },
  };
  await tx
    .insertInto('programme_occurrence')
    .values({
      ...{ id: one.id, item_id: one.itemId, period: one.period, title: one.title, kind: one.kind },
      ...{ about: one.about, due_on: one.dueOn, ...values },
    })
    .onConflict((conflict) => conflict.column('id').doUpdateSet(values))
    .execute();
}

/** One process at a time makes what comes round. */
export async function lockProgramme(tx: Tx): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended('programme', 0))`.execute(tx);
}

export async function knownPeriods(reader: Reader): Promise<ReadonlySet<string>> {
  const rows = await reader.selectFrom('programme_occurrence').select(['item_id', 'period']).execute();
  return new Set(rows.map(({ item_id: item, period }) => `${item} ${period}`));
}

export async function openOccurrences(tx: Tx): Promise<Occurrence[]> {
  const rows = await tx
    .selectFrom('programme_occurrence')
    .selectAll()
    .where('status', '=', 'open')
    .orderBy('due_on')
    .orderBy('id')
    .forUpdate()
    .execute();
  return rows.map(toOccurrence);
}

/** The newest by due date. */
export async function listOccurrences(reader: Reader, limit: number): Promise<Occurrence[]> {
  const rows = await reader
    .selectFrom('programme_occurrence')
    .selectAll()
    .orderBy('due_on', 'desc')
    .orderBy('id')
    .limit(limit)
    .execute();
  return rows.map(toOccurrence);
}

export async function findOccurrence(reader: Reader, id: string): Promise<Occurrence | undefined> {
  const row = await reader
    .selectFrom('programme_occurrence')
    .selectAll()
    .where('id', '=', id)
    .executeTakeFirst();
  return row && toOccurrence(row);
}

export async function lockOccurrence(tx: Tx, id: string): Promise<Occurrence | undefined> {
  const row = await tx
    .selectFrom('programme_occurrence')
    .selectAll()
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst();
  return row && toOccurrence(row);
}
