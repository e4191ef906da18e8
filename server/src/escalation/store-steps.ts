import type { Instant } from '../kernel/index.ts';
import type { Reader, Tx } from '../platform/db/index.ts';
import type { StepReason } from './entries/index.ts';
import type { Late, Mode, Step, Via } from './model.ts';

/** The plan of an incident; undefined before its first. */
export async function findPlan(
  db: Reader,
  incidentId: string,
): Promise<{ generation: number; anchoredAt: Instant } | undefined> {
  const row = await db
    .selectFrom('escalation_plan')
    .selectAll()
    .where('incident_id', '=', incidentId)
    .executeTakeFirst();
  return row === undefined ? undefined : { generation: row.generation, anchoredAt: row.anchored_at };
}

export async function savePlan(
  tx: Tx,
  incidentId: string,
  plan: { generation: number; anchoredAt: Instant },
): Promise<void> {
  const values = { generation: plan.generation, anchored_at: plan.anchoredAt };
  await tx
    .insertInto('escalation_plan')
    .values({ incident_id: incidentId, ...values })
    .onConflict((conflict) => conflict.column('incident_id').doUpdateSet(values))
    .execute();
}

/** The whole ladder of an incident in order of sending. */
export async function loadSteps(db: Reader, incidentId: string): Promise<Step[]> {
  const rows = await db
    .selectFrom('escalation_step')
    .selectAll()
    .where('incident_id', '=', incidentId)
    .orderBy('send_at')
    .orderBy('position')
    .orderBy('id')
    .execute();
  return rows.map(toStep);
}

/** Steps of the weekly review that are due by `now`, of all incidents. */
export async function loadDueReviews(db: Reader, now: Instant): Promise<Step[]> {
  const rows = await db
    .selectFrom('escalation_step')
    .selectAll()
    .where('status', '=', 'planned')
    .where('due', '=', 'weekly')
    .where('send_at', '<=', now)
    .orderBy('incident_id')
    .execute();
  return rows.map(toStep);
}

export async function findStep(db: Reader, id: string): Promise<Step | undefined> {
  const row = await db.selectFrom('escalation_step').selectAll().where('id', '=', id).executeTakeFirst();
  return row === undefined ? undefined : toStep(row);
}

/** Incidents with a step that is to be sent before a moment, soonest first, and whether it is one of a weekly review. */
export async function findStepsDue(
  db: Reader,
  before: Instant,
): Promise<{ incidentId: string; weekly: boolean; sendAt: Instant }[]> {
  const rows = await db
    .selectFrom('escalation_step')
    .select(['incident_id', 'due', 'send_at'])
    .where('status', '=', 'planned')
    .where('send_at', '<', before)
    .orderBy('send_at')
    .execute();
  return rows.map((row) => ({
    incidentId: row.incident_id,
    weekly: row.due === 'weekly',
    sendAt: row.send_at,
  }));
}

/** When the next step is to be sent; null when none is planned. */
export async function oldestStepDue(db: Reader): Promise<Instant | null> {
  const row = await db
    .selectFrom('escalation_step')
    .select((eb) => eb.fn.min('send_at').as('since'))
    .where('status', '=', 'planned')
    .executeTakeFirst();
  return row?.since ?? null;
}

export async function insertSteps(tx: Tx, steps: readonly Step[]): Promise<void> {
  if (steps.length === 0) return;
  await tx
    .insertInto('escalation_step')
    .values(
      steps.map((step) => ({
        id: step.id,
        incident_id: step.incidentId,
        generation: step.generation,
        policy_step: step.policyStep,
        position: step.position,
        role: step.role,
        team_id: step.teamId,
        mode: step.mode,
        due: step.due,
        deadline: step.deadline,
        send_at: step.sendAt,
        only_when: step.when,
        unless_when: step.unless,
        planned_at: step.plannedAt,
        planned_because: step.plannedBecause,
        late_because: step.lateBecause,
        status: step.status,
      })),
    )
    .execute();
}

/** Ends planned steps without sending. */
export async function settleSteps(
  tx: Tx,
  ids: readonly string[],
  settled: {
    status: 'skipped' | 'cancelled';
    reason: StepReason;
    at: Instant;
    personIds?: readonly string[];
  },
): Promise<void> {
  if (ids.length === 0) return;
  await tx
    .updateTable('escalation_step')
    .set({
      status: settled.status,
      reason: settled.reason,
      settled_at: settled.at,
      person_ids: [...(settled.personIds ?? [])],
    })
    .where('id', 'in', ids)
    .where('status', '=', 'planned')
    .execute();
}

/** Takes back a step that was sent and has reached nobody. @returns the step; undefined when it was not so */
export async function withdrawStep(
  tx: Tx,
  id: string,
  { reason, at }: { readonly reason: StepReason; readonly at: Instant },
): Promise<Step | undefined> {
  const row = await tx
    .updateTable('escalation_step')
    .set({ status: 'cancelled', reason, settled_at: at, person_ids: [] })
    .where('id', '=', id)
    .where('status', '=', 'sent')
    .where('handed_at', 'is', null)
    .returningAll()
    .executeTakeFirst();
  return row === undefined ? undefined : toStep(row);
}

export async function markSent(
  tx: Tx,
  id: string,
  sent: {
    at: Instant;
    mode: Mode;
    personIds: readonly string[];
    via: Via | null;
    late: Late | null;
    early: boolean;
    sourceId: string;
  },
): Promise<void> {
  await tx
    .updateTable('escalation_step')
    .set({
      status: 'sent',
      settled_at: sent.at,
      sent_mode: sent.mode,
      person_ids: [...sent.personIds],
      via: sent.via,
      late: sent.late,
      early: sent.early,
      source_id: sent.sourceId,
    })
    .where('id', '=', id)
    .where('status', '=', 'planned')
    .execute();
}

/** Records the first hand-over or receipt of what was sent under a source. */
export async function markReceipt(
  tx: Tx,
  sourceId: string,
  column: 'handed_at' | 'delivered_at',
  at: Instant,
): Promise<void> {
  await tx
    .updateTable('escalation_step')
    .set({ [column]: at })
    .where('source_id', '=', sourceId)
    .where(column, 'is', null)
    .execute();
}

/** The incidents whose steps left under a source. */
export async function incidentsOfSource(db: Reader, sourceId: string): Promise<string[]> {
  const rows = await db
    .selectFrom('escalation_step')
    .select('incident_id')
    .distinct()
    .where('source_id', '=', sourceId)
    .orderBy('incident_id')
    .execute();
  return rows.map((row) => row.incident_id);
}

/** What the sent steps of an incident left under, and the steps; a weekly review carries several. */
export async function sourcesOf(db: Reader, incidentId: string): Promise<Map<string, string[]>> {
  const rows = await db
    .selectFrom('escalation_step')
    .select(['id', 'source_id'])
    .where('incident_id', '=', incidentId)
    .where('source_id', 'is not', null)
    .execute();
  const sources = new Map<string, string[]>();
  for (const { id, source_id: source } of rows)
    if (source !== null) sources.set(source, [...(sources.get(source) ?? []), id]);
  return sources;
}

/** Whom the sent steps of these incidents were sent to; somebody may be there twice. */
export async function peopleOfSteps(
  db: Reader,
  incidentIds: readonly string[],
): Promise<{ readonly incidentId: string; readonly personId: string }[]> {
  const rows = await db
    .selectFrom('escalation_step')
    .select(['incident_id', 'person_ids'])
    .where('incident_id', 'in', incidentIds)
    .where('status', '=', 'sent')
    .execute();
  return rows.flatMap(({ incident_id: incidentId, person_ids: ids }) =>
    ids.map((personId) => ({ incidentId, personId })),
  );
}

type Row = Awaited<ReturnType<typeof selectStep>>;
const selectStep = (db: Reader) => db.selectFrom('escalation_step').selectAll().executeTakeFirstOrThrow();

// The checks of the table hold what the casts say.
const toStep = (row: Row): Step => ({
  id: row.id,
  incidentId: row.incident_id,
  generation: row.generation,
  policyStep: row.policy_step,
  position: row.position,
  role: row.role,
  teamId: row.team_id,
  mode: row.mode as Step['mode'],
  due: row.due as Step['due'],
  deadline: row.deadline,
  sendAt: row.send_at,
  when: row.only_when as Step['when'],
  unless: row.unless_when as Step['unless'],
  plannedAt: row.planned_at,
  plannedBecause: row.planned_because as Step['plannedBecause'],
  lateBecause: row.late_because as Step['lateBecause'],
  status: row.status as Step['status'],
  reason: row.reason as Step['reason'],
  settledAt: row.settled_at,
  sentMode: row.sent_mode as Step['sentMode'],
  personIds: row.person_ids,
  via: row.via as Step['via'],
  late: row.late as Step['late'],
  early: row.early,
  handedAt: row.handed_at,
  deliveredAt: row.delivered_at,
});
