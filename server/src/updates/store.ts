import type { Selectable } from 'kysely';
import type { Instant, Json } from '../kernel/index.ts';
import { type DB, type Reader, sql, type Tx } from '../platform/db/index.ts';
import type { PromiseStatus, UpdatePromise } from './model.ts';

const toPromise = (row: Selectable<DB['update_promise']>): UpdatePromise => ({
  id: row.id,
  incidentId: row.incident_id,
  dueAt: row.due_at,
  remindAt: row.remind_at,
  remindedAt: row.reminded_at,
  madeAt: row.made_at,
  updateId: row.update_id,
  status: row.status as PromiseStatus,
  settledAt: row.settled_at,
});

/** All promises of an incident, oldest first. */
export async function promisesOf(db: Reader, incidentId: string): Promise<UpdatePromise[]> {
  const rows = await db
    .selectFrom('update_promise')
    .selectAll()
    .where('incident_id', '=', incidentId)
    .orderBy('made_at')
    .orderBy('id')
    .execute();
  return rows.map(toPromise);
}

/** The open promises of several incidents, for lists. */
export async function openPromises(db: Reader, incidentIds: readonly string[]): Promise<UpdatePromise[]> {
  const rows = await db
    .selectFrom('update_promise')
    .selectAll()
    .where(sql<boolean>`incident_id = any(${[...incidentIds]}::uuid[])`)
    .where('status', '=', 'open')
    .execute();
  return rows.map(toPromise);
}

export async function insertPromise(tx: Tx, promise: UpdatePromise): Promise<void> {
  await tx
    .insertInto('update_promise')
    .values({
      id: promise.id,
      incident_id: promise.incidentId,
      due_at: promise.dueAt,
      remind_at: promise.remindAt,
      reminded_at: promise.remindedAt,
      made_at: promise.madeAt,
      update_id: promise.updateId,
      status: promise.status,
      settled_at: promise.settledAt,
    })
    .execute();
}

export async function settlePromise(
  tx: Tx,
  id: string,
  status: Exclude<PromiseStatus, 'open'>,
  at: Instant,
): Promise<void> {
  await tx.updateTable('update_promise').set({ status, settled_at: at }).where('id', '=', id).execute();
}

export async function markReminded(tx: Tx, id: string, at: Instant): Promise<void> {
  await tx.updateTable('update_promise').set({ reminded_at: at }).where('id', '=', id).execute();
}

/** How many promises came to which end since a moment: the kept rate (COM-4). */
export async function promiseCounts(
  db: Reader,
  since: Instant,
): Promise<{ readonly status: string; readonly count: number }[]> {
  const { rows } = await sql<{ status: string; count: number }>`
    select status, count(*)::int as count from update_promise
    where settled_at >= ${since} and status in ('kept', 'missed') group by status`.execute(db);
  return rows;
}

/** When the first response of an incident is to be complete; null once that was looked at. */
export async function firstResponseAt(db: Reader, incidentId: string): Promise<Instant | null> {
  const row = await db
    .selectFrom('update_clock')
    .select('first_response_at')
    .where('incident_id', '=', incidentId)
    .executeTakeFirst();
  return row?.first_response_at ?? null;
}

export async function saveClock(
  tx: Tx,
  incidentId: string,
  clock: { readonly firstResponseAt: Instant | null; readonly nextAt: Instant | null },
): Promise<void> {
  const values = { first_response_at: clock.firstResponseAt, next_at: clock.nextAt };
  await tx
    .insertInto('update_clock')
    .values({ incident_id: incidentId, ...values })
    .onConflict((conflict) => conflict.column('incident_id').doUpdateSet(values))
    .execute();
}

/** Incidents that are to be looked at before a moment, soonest first. */
export async function clocksDue(
  db: Reader,
  before: Instant,
): Promise<{ readonly incidentId: string; readonly nextAt: Instant }[]> {
  const rows = await db
    .selectFrom('update_clock')
    .select(['incident_id as incidentId', 'next_at as nextAt'])
    .where('next_at', '<', before)
    .orderBy('next_at')
    .execute();
  return rows.map(({ incidentId, nextAt }) => ({ incidentId, nextAt: nextAt ?? before }));
}

/** When the clock that has waited longest was to be looked at; null when none waits. */
export async function oldestClock(db: Reader): Promise<Instant | null> {
  const row = await db
    .selectFrom('update_clock')
    .select((eb) => eb.fn.min('next_at').as('since'))
    .where('next_at', 'is not', null)
    .executeTakeFirst();
  return row?.since ?? null;
}

/** What somebody is writing. */
export interface StoredDraft {
  readonly author: string;
  readonly body: Json;
  readonly updatedAt: Instant;
}

export async function draftsOf(db: Reader, incidentId: string): Promise<StoredDraft[]> {
  const rows = await db
    .selectFrom('update_draft')
    .select(['author', 'body', 'updated_at as updatedAt'])
    .where('incident_id', '=', incidentId)
    .orderBy('updated_at', 'desc')
    .execute();
  return rows.map(({ author, body, updatedAt }) => ({ author, body: body as Json, updatedAt }));
}

export async function saveDraft(tx: Tx, draft: { readonly incidentId: string } & StoredDraft): Promise<void> {
  const values = { body: sql<Json>`${JSON.stringify(draft.body)}::jsonb`, updated_at: draft.updatedAt };
  await tx
    .insertInto('update_draft')
    .values({ incident_id: draft.incidentId, author: draft.author, ...values })
    .onConflict((conflict) => conflict.columns(['incident_id', 'author']).doUpdateSet(values))
    .execute();
}

export async function deleteDraft(tx: Tx, incidentId: string, author: string): Promise<void> {
  await tx
    .deleteFrom('update_draft')
    .where('incident_id', '=', incidentId)
    .where('author', '=', author)
    .execute();
}
