import type { Selectable } from 'kysely';
import type { Actor, Instant, Json } from '../../kernel/index.ts';
import { type DB, type Reader, sql, type Tx } from '../../platform/db/index.ts';
import type { Action, ActionKind, ActionPriority, ActionState, Worked } from './model.ts';

const toAction = (row: Selectable<DB['review_action']>): Action => ({
  ...{ id: row.id, number: row.number, incidentId: row.incident_id, title: row.title, details: row.details },
  kind: row.kind as ActionKind,
  priority: row.priority as ActionPriority,
  state: row.state as ActionState,
  ...{ ownerId: row.owner_id, dueOn: row.due_on, promisedOn: row.promised_on, link: row.link },
  createdBy: row.created_by as unknown as Actor,
  ...{ createdAt: row.created_at, doneAt: row.done_at },
  worked: row.worked as Worked | null,
  workedNote: row.worked_note,
  ...{ ownerToldFor: row.owner_told_for, managerToldFor: row.manager_told_for },
  ...{ remindedFor: row.reminded_for, nextAt: row.next_at },
});

export async function nextNumber(tx: Tx): Promise<number> {
  const { rows } = await sql<{
    number: number;
  }>`select nextval('review_action_number')::int as number`.execute(tx);
  return rows[0]?.number ?? 1;
}

export async function saveAction(tx: Tx, action: Action): Promise<void> {
  const values = {
    ...{ incident_id: action.incidentId, title: action.title, details: action.details, kind: action.kind },
    ...{ priority: action.priority, state: action.state, owner_id: action.ownerId, due_on: action.dueOn },
    ...{ link: action.link, done_at: action.doneAt, worked: action.worked, worked_note: action.workedNote },
    ...{ owner_told_for: action.ownerToldFor, manager_told_for: action.managerToldFor },
    ...{ reminded_for: action.remindedFor, next_at: action.nextAt },
  };
  await tx
    .insertInto('review_action')
    .values({
      ...{
        id: action.id,
        number: action.number,
        promised_on: action.promisedOn,
        created_at: action.createdAt,
      },
      created_by: action.createdBy as unknown as Json,
      ...values,
    })
    .onConflict((conflict) => conflict.column('id').doUpdateSet(values))
    .execute();
}

/** The actions of these incidents, in the order in which they were added. */
export async function actionsOf(db: Reader, incidentIds: readonly string[]): Promise<Action[]> {
  if (incidentIds.length === 0) return [];
  const rows = await db
    .selectFrom('review_action')
    .selectAll()
    .where(sql<boolean>`incident_id = any(${[...incidentIds]}::uuid[])`)
    .orderBy('number')
    .execute();
  return rows.map(toAction);
}

export async function actionBy(db: Reader, by: { id: string } | { number: number }): Promise<Action | null> {
  const query = db.selectFrom('review_action').selectAll();
  const row = await ('id' in by
    ? query.where('id', '=', by.id)
    : query.where('number', '=', by.number)
  ).executeTakeFirst();
  return row === undefined ? null : toAction(row);
}

export interface ActionFilter {
  readonly which: 'open' | 'overdue' | 'all';
  readonly ownerId: string | null;
  /** Today, in the organisation's calendar. */
  readonly today: string;
  readonly hidden: readonly string[];
}

/** Actions, the most urgent first: by deadline, what is done last. */
export async function listActions(db: Reader, filter: ActionFilter, limit: number): Promise<Action[]> {
  let query = db
    .selectFrom('review_action')
    .selectAll()
    .where(sql<boolean>`not (incident_id = any(${[...filter.hidden]}::uuid[]))`);
  if (filter.which !== 'all') query = query.where('state', 'in', ['open', 'in_progress']);
  if (filter.which === 'overdue') query = query.where('due_on', '<', filter.today);
  if (filter.ownerId !== null) query = query.where('owner_id', '=', filter.ownerId);
  const rows = await query
    .orderBy(sql`state in ('done', 'dropped')`)
    .orderBy('due_on')
    .orderBy('number')
    .limit(limit)
    .execute();
  return rows.map(toAction);
}

/** How many actions were done by the day first promised, of those promised for a day since (MET-5). Dropped ones count as not. */
export async function completionRate(
  db: Reader,
  since: string,
  today: string,
  zone: string,
): Promise<{ readonly due: number; readonly inTime: number }> {
  const { rows } = await sql<{ due: number; inTime: number }>`
    select count(*)::int as due,
      count(*) filter (where state = 'done' and (done_at at time zone ${zone})::date <= promised_on)::int as "inTime"
    from review_action where promised_on >= ${since}::date and promised_on < ${today}::date`.execute(db);
  return rows[0] ?? { due: 0, inTime: 0 };
}

/** Actions of one incident go with it into another. */
export async function moveActions(tx: Tx, fromId: string, toId: string): Promise<void> {
  await tx
    .updateTable('review_action')
    .set({ incident_id: toId })
    .where('incident_id', '=', fromId)
    .execute();
}

/** Actions that are to be looked at before a moment, soonest first. */
export async function actionsDue(
  db: Reader,
  before: Instant,
): Promise<{ readonly id: string; readonly nextAt: Instant }[]> {
  const rows = await db
    .selectFrom('review_action')
    .select(['id', 'next_at as nextAt'])
    .where('next_at', '<', before)
    .orderBy('next_at')
    .execute();
  return rows.map(({ id, nextAt }) => ({ id, nextAt: nextAt ?? before }));
}
