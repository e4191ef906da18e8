import type { Selectable } from 'kysely';
import type { Instant } from '../kernel/index.ts';
import type { DB, Reader, Tx } from '../platform/db/index.ts';
import type { Owner, Task, TaskStatus } from './model.ts';

const toTask = (row: Selectable<DB['incident_task']>): Task => ({
  id: row.id,
  incidentId: row.incident_id,
  title: row.title,
  owner: ownerOf(row),
  dueAt: row.due_at,
  status: row.status as TaskStatus,
  note: row.note,
  createdAt: row.created_at,
  settledAt: row.settled_at,
  remindedAt: row.reminded_at,
  escalatedAt: row.escalated_at,
});

// A constraint says that it is one of the two.
const ownerOf = (row: Pick<Selectable<DB['incident_task']>, 'owner_person_id' | 'owner_role'>): Owner =>
  row.owner_person_id === null
    ? { kind: 'role', role: row.owner_role ?? '' }
    : { kind: 'person', personId: row.owner_person_id };

/** Open tasks of an incident, oldest first. @param limit left out: all of them */
export async function openTasksOf(db: Reader, incidentId: string, limit?: number): Promise<Task[]> {
  const rows = await db
    .selectFrom('incident_task')
    .selectAll()
    .where('incident_id', '=', incidentId)
    .where('status', '=', 'open')
    .orderBy('created_at')
    .orderBy('id')
    .$if(limit !== undefined, (query) => query.limit(limit ?? 0))
    .execute();
  return rows.map(toTask);
}

/** What was done or dropped last, newest first. */
export async function lastSettled(db: Reader, incidentId: string, limit: number): Promise<Task[]> {
  const rows = await db
    .selectFrom('incident_task')
    .selectAll()
    .where('incident_id', '=', incidentId)
    .where('status', '<>', 'open')
    .orderBy('settled_at', 'desc')
    .orderBy('id', 'desc')
    .limit(limit)
    .execute();
  return rows.map(toTask);
}

/** How many tasks of an incident are open. */
export async function countOpen(db: Reader, incidentId: string): Promise<number> {
  return countWhere(db, incidentId, '=');
}

/** How many tasks of an incident were done or dropped. */
export async function countSettled(db: Reader, incidentId: string): Promise<number> {
  return countWhere(db, incidentId, '<>');
}

async function countWhere(db: Reader, incidentId: string, open: '=' | '<>'): Promise<number> {
  const { count } = await db
    .selectFrom('incident_task')
    .select((eb) => eb.fn.countAll<string>().as('count'))
    .where('incident_id', '=', incidentId)
    .where('status', open, 'open')
    .executeTakeFirstOrThrow();
  return Number(count);
}

export async function findTask(db: Reader, id: string): Promise<Task | undefined> {
  const row = await db.selectFrom('incident_task').selectAll().where('id', '=', id).executeTakeFirst();
  return row === undefined ? undefined : toTask(row);
}

/** Writes a task as it is by now. @param nextAt when it is to be looked at */
export async function saveTask(tx: Tx, task: Task, nextAt: Instant | null): Promise<void> {
  const values = {
    incident_id: task.incidentId,
    title: task.title,
    owner_person_id: task.owner.kind === 'person' ? task.owner.personId : null,
    owner_role: task.owner.kind === 'role' ? task.owner.role : null,
    due_at: task.dueAt,
    status: task.status,
    note: task.note,
    settled_at: task.settledAt,
    reminded_at: task.remindedAt,
    escalated_at: task.escalatedAt,
    next_at: nextAt,
  };
  await tx
    .insertInto('incident_task')
    .values({ id: task.id, created_at: task.createdAt, ...values })
    .onConflict((conflict) => conflict.column('id').doUpdateSet(values))
    .execute();
}

/** Tasks that are to be looked at before a moment, soonest first. */
export async function tasksDue(
  db: Reader,
  before: Instant,
): Promise<{ readonly id: string; readonly nextAt: Instant }[]> {
  const rows = await db
    .selectFrom('incident_task')
    .select(['id', 'next_at as nextAt'])
    .where('next_at', '<', before)
    .orderBy('next_at')
    .execute();
  return rows.map(({ id, nextAt }) => ({ id, nextAt: nextAt ?? before }));
}

/** When the task that has waited longest was to be looked at; null when none waits. */
export async function oldestLook(db: Reader): Promise<Instant | null> {
  const row = await db
    .selectFrom('incident_task')
    .select((eb) => eb.fn.min('next_at').as('since'))
    .where('next_at', 'is not', null)
    .executeTakeFirst();
  return row?.since ?? null;
}
