import type { Selectable } from 'kysely';
import type { Actor, Json } from '../kernel/index.ts';
import { type DB, hasWaited, type Reader, sql, type Tx } from '../platform/db/index.ts';
import type { Severity } from '../policy/index.ts';
import type { Head } from './log/index.ts';
import { COMMANDER, commanderOf, type Incident, type Status } from './model.ts';

type Row = Omit<Selectable<DB['incident']>, 'is_open' | 'search'>;

/** An incident with the head of its chain. */
export interface Stored {
  readonly incident: Incident;
  readonly head: Head;
  /** By which rules the incident was made of its log (log/registry.ts). */
  readonly projection: string;
}

/** The columns that make a stored incident. */
export const columns = [
  'id',
  'number',
  'title',
  'status',
  'severity',
  'severity_confirmed_at',
  'criteria_answers',
  'customer_facing',
  'customer_facing_by',
  'system_ids',
  'team_id',
  'symptoms',
  'type_id',
  'policy_version',
  'origin',
  'commander_id',
  'roles',
  'responder_ids',
  'started_at',
  'detected_at',
  'declared_at',
  'acknowledged_at',
  'acknowledged_by',
  'first_acknowledged_at',
  'record_complete_at',
  'stakeholders_notified_at',
  'stakeholders_pending_since',
  'mitigated_at',
  'resolved_at',
  'resolution',
  'ending',
  'closed_at',
  'monitoring_clear_at',
  'merged_into_id',
  'merged_at',
  'visibility',
  'drill',
  'drill_person_ids',
  'alert_count',
  'alerts_logged_at',
  'projection',
  'last_seq',
  'last_hash',
] as const satisfies readonly (keyof Row)[];

/** The query every read of incidents starts from. */
export const selectIncidents = (reader: Reader) => reader.selectFrom('incident').select(columns);

export function fromRow(row: Row): Stored {
  return {
    incident: {
      id: row.id,
      number: row.number,
      title: row.title,
      status: row.status as Status,
      severity: row.severity as Severity,
      severityConfirmedAt: row.severity_confirmed_at,
      criteriaAnswers: row.criteria_answers as Record<string, boolean>,
      customerFacing: row.customer_facing,
      customerFacingBy: row.customer_facing_by as Incident['customerFacingBy'],
      systemIds: row.system_ids,
      teamId: row.team_id,
      symptoms: row.symptoms,
      typeId: row.type_id,
      policyVersion: row.policy_version,
      origin: row.origin as Incident['origin'],
      roles: rolesOf(row),
      responderIds: row.responder_ids,
      startedAt: row.started_at,
      detectedAt: row.detected_at,
      declaredAt: row.declared_at,
      acknowledgedAt: row.acknowledged_at,
      acknowledgedBy: row.acknowledged_by as Actor | null,
      firstAcknowledgedAt: row.first_acknowledged_at,
      recordCompleteAt: row.record_complete_at,
      stakeholdersNotifiedAt: row.stakeholders_notified_at,
      stakeholdersPendingSince: row.stakeholders_pending_since,
      mitigatedAt: row.mitigated_at,
      resolvedAt: row.resolved_at,
      resolution: row.resolution,
      ending: row.ending as Incident['ending'],
      closedAt: row.closed_at,
      monitoringClearAt: row.monitoring_clear_at,
      mergedIntoId: row.merged_into_id,
      mergedAt: row.merged_at,
      visibility: row.visibility as Incident['visibility'],
      drill: row.drill,
      drillPersonIds: row.drill_person_ids,
      alertCount: row.alert_count,
      alertsLoggedAt: row.alerts_logged_at,
    },
    head: { seq: row.last_seq, hash: row.last_hash },
    projection: row.projection,
  };
}

/** Command has a column of its own: a process of before there were other roles reads and writes it. */
const rolesOf = ({ commander_id: commander, roles }: Row): Incident['roles'] => ({
  ...(roles as Incident['roles']),
  ...(commander === null ? {} : { [COMMANDER]: commander }),
});

const rolesBesidesCommand = ({ roles: { [COMMANDER]: _, ...others } }: Incident): Incident['roles'] => others;

function toRow({ incident, head, projection }: Stored): Row {
  return {
    id: incident.id,
    number: incident.number,
    title: incident.title,
    status: incident.status,
    severity: incident.severity,
    severity_confirmed_at: incident.severityConfirmedAt,
    criteria_answers: incident.criteriaAnswers,
    customer_facing: incident.customerFacing,
    customer_facing_by: incident.customerFacingBy,
    system_ids: [...incident.systemIds],
    team_id: incident.teamId,
    symptoms: incident.symptoms,
    type_id: incident.typeId,
    policy_version: incident.policyVersion,
    origin: incident.origin,
    commander_id: commanderOf(incident),
    roles: rolesBesidesCommand(incident),
    responder_ids: [...incident.responderIds],
    started_at: incident.startedAt,
    detected_at: incident.detectedAt,
    declared_at: incident.declaredAt,
    acknowledged_at: incident.acknowledgedAt,
    acknowledged_by: incident.acknowledgedBy as Json,
    first_acknowledged_at: incident.firstAcknowledgedAt,
    record_complete_at: incident.recordCompleteAt,
    stakeholders_notified_at: incident.stakeholdersNotifiedAt,
    stakeholders_pending_since: incident.stakeholdersPendingSince,
    mitigated_at: incident.mitigatedAt,
    resolved_at: incident.resolvedAt,
    resolution: incident.resolution,
    ending: incident.ending,
    closed_at: incident.closedAt,
    monitoring_clear_at: incident.monitoringClearAt,
    merged_into_id: incident.mergedIntoId,
    merged_at: incident.mergedAt,
    visibility: incident.visibility,
    drill: incident.drill,
    drill_person_ids: incident.drillPersonIds === null ? null : [...incident.drillPersonIds],
    alert_count: incident.alertCount,
    alerts_logged_at: incident.alertsLoggedAt,
    projection,
    last_seq: head.seq,
    last_hash: head.hash,
  };
}

/** What joins words in names of hosts, services and files; the search looks for the parts. */
export const WORD_BREAKS = /[\s\-_./:@#()[\],;|&!<>*'"\\]+/;

const searchOf = ({ title, symptoms }: Incident) => {
  const text = `${title} ${symptoms}`.toLowerCase().split(WORD_BREAKS).join(' ').slice(0, 5_000);
  return sql<string>`to_tsvector('simple', ${text})`;
};

/** Leaves these out. Nearly always there are none, and then the query stays as it is. */
export const without = (hidden: readonly string[]) =>
  hidden.length === 0 ? sql<boolean>`true` : sql<boolean>`id <> all(${[...hidden]}::uuid[])`;

/** The incidents that a transaction has locked, as it last wrote them: nobody else changes them before it ends. */
const locked = new WeakMap<Reader, Map<string, Stored>>();

function remember(tx: Tx, all: readonly Stored[]): void {
  const known = locked.get(tx) ?? new Map<string, Stored>();
  for (const stored of all) known.set(stored.incident.id, stored);
  locked.set(tx, known);
}

export async function insertIncident(tx: Tx, stored: Stored): Promise<void> {
  await tx
    .insertInto('incident')
    .values({ ...toRow(stored), search: searchOf(stored.incident) })
    .execute();
  remember(tx, [stored]);
}

export async function updateIncident(tx: Tx, stored: Stored): Promise<void> {
  const { id, ...row } = toRow(stored);
  await tx
    .updateTable('incident')
    .set({ ...row, search: searchOf(stored.incident) })
    .where('id', '=', id)
    .execute();
  remember(tx, [stored]);
}

/** Locks incidents until the transaction ends, in the order of their ids so that two who lock the same never deadlock. */
export async function lockIncidents(tx: Tx, ids: readonly string[]): Promise<Stored[]> {
  const others = ids.filter((id) => !locked.get(tx)?.has(id));
  if (others.length > 0) {
    const rows = await selectIncidents(tx).where('id', 'in', others).orderBy('id').forUpdate().execute();
    hasWaited(tx);
    remember(tx, rows.map(fromRow));
  }
  return lockedOf(tx, [...new Set(ids)].sort());
}

const lockedOf = (reader: Reader, ids: readonly string[]): Stored[] =>
  ids.flatMap((id) => locked.get(reader)?.get(id) ?? []);

/** Incidents whose rows were made by other rules than these, after the one with this number; locked. */
export async function lockStale(tx: Tx, projection: string, after: number, limit: number): Promise<Stored[]> {
  const query = selectIncidents(tx).where('projection', '!=', projection).where('number', '>', after);
  const rows = await query.orderBy('number').limit(limit).forUpdate().execute();
  return rows.map(fromRow);
}

export async function incidentsById(reader: Reader, ids: readonly string[]): Promise<Stored[]> {
  const others = ids.filter((id) => !locked.get(reader)?.has(id));
  const mine = lockedOf(reader, [...new Set(ids)]);
  if (others.length === 0) return mine;
  const rows = await selectIncidents(reader).where('id', 'in', others).execute();
  return [...mine, ...rows.map(fromRow)];
}

/** The open incidents that a person has command of. */
export async function commandedBy(reader: Reader, personId: string): Promise<Stored[]> {
  const rows = await selectIncidents(reader)
    .where('commander_id', '=', personId)
    .where('status', 'in', ['investigating', 'mitigating'])
    .orderBy('number')
    .execute();
  return rows.map(fromRow);
}

/** The open, acknowledged incidents that a person has acknowledged or has command of. */
export async function workedOnBy(reader: Reader, personId: string): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select id from incident where is_open and acknowledged_at is not null
      and (acknowledged_by ->> 'personId' = ${personId} or commander_id = ${personId})
    order by number`.execute(reader);
  return rows.map(({ id }) => id);
}

/** The ids of all that were merged into an incident, and of what had been merged into those. */
export async function mergedInto(reader: Reader, incidentId: string): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    with recursive merged as (
      select id from incident where merged_into_id = ${incidentId}
      union all select i.id from incident i join merged m on i.merged_into_id = m.id)
    select id from merged`.execute(reader);
  return rows.map(({ id }) => id);
}

/** The incident behind a reference; `by` says which of the two names it is. */
export async function incidentByRef(
  reader: Reader,
  ref: { readonly number: number } | { readonly id: string },
): Promise<Stored | undefined> {
  const query = selectIncidents(reader);
  const row = await ('id' in ref
    ? query.where('id', '=', ref.id)
    : query.where('number', '=', ref.number)
  ).executeTakeFirst();
  return row === undefined ? undefined : fromRow(row);
}

/** The incidents after this number without the hidden ones, in order, and how many entries each log is to have. */
export function sizesAfter(
  reader: Reader,
  after: number,
  limit: number,
): Promise<{ readonly id: string; readonly number: number; readonly entries: number }[]> {
  const query = reader.selectFrom('incident').select(['id', 'number', 'last_seq as entries']);
  return query.where('number', '>', after).orderBy('number').limit(limit).execute();
}

export async function incidentsByNumber(reader: Reader, numbers: readonly number[]): Promise<Stored[]> {
  const rows = await selectIncidents(reader).where('number', 'in', numbers).orderBy('number').execute();
  return rows.map(fromRow);
}

/** The number alone: can be read where something else of the row cannot. */
export async function numberByRef(
  reader: Reader,
  ref: { readonly number: number } | { readonly id: string },
  hidden: readonly string[],
): Promise<number | undefined> {
  const query = reader.selectFrom('incident').select('number').where(without(hidden));
  const row = await ('id' in ref
    ? query.where('id', '=', ref.id)
    : query.where('number', '=', ref.number)
  ).executeTakeFirst();
  return row?.number;
}

/** Everything read from here on is of one moment: what `verify` compares must not change meanwhile. */
export async function freezeSnapshot(tx: Tx): Promise<void> {
  await sql`set transaction isolation level repeatable read read only`.execute(tx);
}

/** Those that somebody is, or should be, at work on, the newest first. Drills are none of them. */
export async function openRealIncidents(reader: Reader): Promise<Stored[]> {
  const rows = await selectIncidents(reader)
    .where('status', 'in', ['investigating', 'mitigating'])
    .where('drill', '=', false)
    .orderBy('number', 'desc')
    .limit(MOST_OPEN)
    .execute();
  return rows.map(fromRow);
}

/** Of more than these at once, the newest say enough. */
const MOST_OPEN = 500;
