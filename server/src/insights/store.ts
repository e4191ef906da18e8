import type { Instant } from '../kernel/index.ts';
import { type Reader, sql, type Tx } from '../platform/db/index.ts';
import type { Severity } from '../policy/index.ts';
import {
  type KeptPromise,
  type LeftOut,
  MEASURE_VERSION,
  MEASURES,
  type MeasureId,
  type Measurement,
  type MeasureState,
  type Narrowed,
  type PromiseCount,
  type PromiseKind,
  type PromiseRow,
  type Stats,
  type Summary,
} from './model.ts';

export async function markStale(tx: Tx, incidentId: string, since: Instant): Promise<void> {
  await sql`insert into insight_stale (incident_id, since) values (${incidentId}, ${since})
    on conflict (incident_id) do nothing`.execute(tx);
}

/** Those whose rows older rules made are made anew as well. */
export async function markOutdated(tx: Tx, since: Instant): Promise<void> {
  await sql`insert into insight_stale (incident_id, since)
    select incident_id, ${since} from incident_measure where version <> ${MEASURE_VERSION}
    on conflict (incident_id) do nothing`.execute(tx);
}

export async function staleAfter(reader: Reader, after: string, limit: number): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`select incident_id as id from insight_stale
    where incident_id > ${after} order by incident_id limit ${limit}`.execute(reader);
  return rows.map(({ id }) => id);
}

/** Since when the one that has waited longest waits; null when none does. */
export async function oldestStale(reader: Reader): Promise<Instant | null> {
  const { rows } = await sql<{
    since: Instant | null;
  }>`select min(since) as since from insight_stale`.execute(reader);
  return rows[0]?.since ?? null;
}

/** Puts what an incident measures, and its promises, in the place of what was there. */
export async function saveMeasurement(
  tx: Tx,
  measurement: Measurement,
  promises: readonly KeptPromise[],
): Promise<void> {
  const { incidentId, number, declaredAt, severity, systemIds, teamId, typeId, open, leftOut } = measurement;
  const { detect, acknowledge, mitigate, resolve, impact } = measurement.measures;
  const intervals =
    measurement.impact.length === 0
      ? null
      : `{${measurement.impact.map(({ from, until }) => `[${from},${until})`).join(',')}}`;
  await sql`delete from incident_measure where incident_id = ${incidentId}`.execute(tx);
  await sql`insert into incident_measure (incident_id, number, declared_at, severity, system_ids, team_id, type_id, open, left_out,
      detect_state, detect_s, acknowledge_state, acknowledge_s, mitigate_state, mitigate_s, resolve_state, resolve_s,
      impact_state, impact_s, impact, version)
    values (${incidentId}, ${number}, ${declaredAt}, ${severity}, ${[...systemIds]}::text[], ${teamId}, ${typeId}, ${open}, ${leftOut},
      ${detect.state}, ${detect.seconds}, ${acknowledge.state}, ${acknowledge.seconds}, ${mitigate.state}, ${mitigate.seconds},
      ${resolve.state}, ${resolve.seconds}, ${impact.state}, ${impact.seconds}, ${intervals}::tstzmultirange, ${MEASURE_VERSION})`.execute(
    tx,
  );
  await sql`delete from incident_promise where incident_id = ${incidentId}`.execute(tx);
  const rows = JSON.stringify(
    (leftOut === null ? promises : []).map(
      ({ kind, key, what, category, dueAt, doneAt, untilAt, state }) => ({
        ...{
          kind,
          key,
          what,
          category,
          state,
          due_at: dueAt.toString(),
          done_at: doneAt?.toString() ?? null,
          until_at: untilAt?.toString() ?? null,
        },
      }),
    ),
  );
  await sql`insert into incident_promise (incident_id, severity, system_ids, team_id, type_id, kind, key, what, category, due_at, done_at, until_at, state)
    select ${incidentId}, ${severity}, ${[...systemIds]}::text[], ${teamId}, ${typeId}, kind, key, what, category, due_at, done_at, until_at, state from jsonb_to_recordset(${rows}::jsonb)
      as promise (kind text, key text, what text, category text, due_at timestamptz, done_at timestamptz, until_at timestamptz, state text)
    on conflict do nothing`.execute(tx);
  await sql`delete from insight_stale where incident_id = ${incidentId}`.execute(tx);
}

export interface Asked extends Narrowed {
  readonly begins: Instant;
  readonly ends: Instant;
  /** Incidents that whoever looks may not see: neither counted nor listed. */
  readonly hidden: readonly string[];
}

const narrowed = (
  { severity, system, teams, type, hidden }: Omit<Asked, 'begins' | 'ends'>,
  table: 'm' | 'p' = 'm',
) => {
  const column = (name: string) => sql.ref(`${table}.${name}`);
  return sql.join(
    [
      sql`true`,
      ...(severity === null ? [] : [sql`${column('severity')} = ${severity}`]),
      ...(system === null ? [] : [sql`${column('system_ids')} @> array[${system}]::text[]`]),
      ...(teams === null ? [] : [sql`${column('team_id')} = any(${[...teams]}::text[])`]),
      ...(type === null ? [] : [sql`${column('type_id')} = ${type}`]),
      ...(hidden.length === 0 ? [] : [sql`${column('incident_id')} <> all(${[...hidden]}::uuid[])`]),
    ],
    sql` and `,
  );
};
const inPeriod = (asked: Asked) =>
  sql`m.declared_at >= ${asked.begins} and m.declared_at < ${asked.ends} and ${narrowed(asked)}`;

/** Of groups nobody reads more than the mean, and to sort a year for each of them takes seconds. */
const spread = (seconds: ReturnType<typeof sql.ref>) =>
  sql`, 'median', round(percentile_cont(0.5) within group (order by ${seconds})::numeric),
    'p90', round(percentile_cont(0.9) within group (order by ${seconds})::numeric)`;

const columns = (spreadOf: readonly MeasureId[]) =>
  sql.join(
    MEASURES.map((id) => {
      const [state, seconds] = [sql.ref(`m.${id}_state`), sql.ref(`m.${id}_s`)];
      return sql`jsonb_build_object(
      'recorded', count(${seconds}), 'pending', count(*) filter (where ${state} = 'pending'),
      'notApplicable', count(*) filter (where ${state} = 'not_applicable'), 'invalid', count(*) filter (where ${state} = 'invalid'),
      'mean', round(avg(${seconds}))${spreadOf.includes(id) ? spread(seconds) : sql``}) as ${sql.ref(id)}`;
    }),
    sql`, `,
  );

/** What the incidents of a period are grouped by. */
export type Grouping =
  | { readonly by: 'all' | 'team' | 'type' | 'system' | 'severity' }
  | { readonly by: 'time'; readonly unit: 'day' | 'week' | 'month'; readonly zone: string };

const keyOf = (grouping: Grouping) => {
  switch (grouping.by) {
    case 'all':
      return sql`null::text`;
    case 'team':
      return sql`m.team_id`;
    case 'type':
      return sql`m.type_id`;
    case 'severity':
      return sql`m.severity`;
    case 'system':
      return sql`affected.id`;
    case 'time':
      return sql`to_char(date_trunc(${grouping.unit}, m.declared_at at time zone ${grouping.zone}), 'YYYY-MM-DD')`;
  }
};

type SummaryRow = { key: string | null; count: number } & Record<Severity, number> & Record<MeasureId, Stats>;

/** Counts and measures of the incidents of a period that count; of one of several systems for each of them. */
export async function summaries(
  reader: Reader,
  asked: Asked,
  grouping: Grouping,
  spreadOf: readonly MeasureId[] = [],
): Promise<Summary[]> {
  const systems =
    grouping.by === 'system' ? sql`left join lateral unnest(m.system_ids) as affected (id) on true` : sql``;
  const { rows } = await sql<SummaryRow>`select ${keyOf(grouping)} as key, count(*)::int as count,
      count(*) filter (where m.severity = 'P1')::int as "P1", count(*) filter (where m.severity = 'P2')::int as "P2",
      count(*) filter (where m.severity = 'P3')::int as "P3", count(*) filter (where m.severity = 'P4')::int as "P4", ${columns(spreadOf)}
    from incident_measure m ${systems}
    where m.left_out is null and ${inPeriod(asked)} group by 1 order by 1`.execute(reader);
  return rows.map(({ key, count, P1, P2, P3, P4, detect, acknowledge, mitigate, resolve, impact }) => ({
    ...{ key, count, bySeverity: { P1, P2, P3, P4 } },
    measures: {
      detect: withSpread(detect),
      acknowledge: withSpread(acknowledge),
      mitigate: withSpread(mitigate),
      resolve: withSpread(resolve),
      impact: withSpread(impact),
    },
  }));
}

const withSpread = (stats: Stats): Stats => ({
  ...stats,
  median: stats.median ?? null,
  p90: stats.p90 ?? null,
});

/** How many do not count, and why. */
export async function leftOut(reader: Reader, asked: Asked): Promise<Readonly<Record<LeftOut, number>>> {
  const { rows } = await sql<{ why: LeftOut; count: number }>`select m.left_out as why, count(*)::int as count
    from incident_measure m where m.left_out is not null and ${inPeriod(asked)} group by 1`.execute(reader);
  const counts = { drill: 0, merged: 0, duplicate: 0, false_alarm: 0 };
  for (const { why, count } of rows) counts[why] = count;
  return counts;
}

/** The union of all times at which customers were affected, in seconds: two incidents at once count once (MET-4). */
export async function impactUnion(reader: Reader, asked: Asked): Promise<number> {
  const { rows } = await sql<{ seconds: number }>`
    select coalesce(round(sum(extract(epoch from upper(span) - lower(span)))), 0)::float8 as seconds from (
      select unnest(range_agg(m.impact)) as span from incident_measure m
      where m.left_out is null and m.impact is not null and ${inPeriod(asked)}) as spans`.execute(reader);
  return rows[0]?.seconds ?? 0;
}

export interface Listed {
  readonly incidentId: string;
  readonly number: number;
  readonly leftOut: LeftOut | null;
  readonly measures: Readonly<
    Record<MeasureId, { readonly state: MeasureState; readonly seconds: number | null }>
  >;
}

export interface ListAsked extends Asked {
  readonly measure: { readonly id: MeasureId; readonly state: MeasureState } | null;
  /** Those that do not count, those that do, or (null) both. */
  readonly leftOut: boolean | null;
  readonly noTeam: boolean;
  readonly after: number | null;
  readonly limit: number;
}

type ListRow = { incidentId: string; number: number; leftOut: LeftOut | null } & Record<
  `${MeasureId}_state`,
  MeasureState
> &
  Record<`${MeasureId}_s`, number | null>;

/** The incidents behind a number, the newest first. */
export async function listed(reader: Reader, asked: ListAsked): Promise<Listed[]> {
  const { measure, after, limit } = asked;
  const states = sql.join(
    MEASURES.map((id) => sql`m.${sql.raw(id)}_state, m.${sql.raw(id)}_s::float8 as ${sql.ref(`${id}_s`)}`),
    sql`, `,
  );
  const where = [
    ...(asked.leftOut === null
      ? []
      : [asked.leftOut ? sql`m.left_out is not null` : sql`m.left_out is null`]),
    inPeriod(asked),
    ...(asked.noTeam ? [sql`m.team_id is null`] : []),
    ...(measure === null ? [] : [sql`${sql.ref(`m.${measure.id}_state`)} = ${measure.state}`]),
    ...(after === null ? [] : [sql`m.number < ${after}`]),
  ];
  const { rows } = await sql<ListRow>`select m.incident_id as "incidentId", m.number::float8 as number,
      m.left_out as "leftOut", ${states} from incident_measure m
    where ${sql.join(where, sql` and `)} order by m.number desc limit ${limit}`.execute(reader);
  return rows.map((row) => ({
    ...{ incidentId: row.incidentId, number: row.number, leftOut: row.leftOut },
    measures: {
      detect: { state: row.detect_state, seconds: row.detect_s },
      acknowledge: { state: row.acknowledge_state, seconds: row.acknowledge_s },
      mitigate: { state: row.mitigate_state, seconds: row.mitigate_s },
      resolve: { state: row.resolve_state, seconds: row.resolve_s },
      impact: { state: row.impact_state, seconds: row.impact_s },
    },
  }));
}

const promised = (asked: Asked) =>
  sql`p.due_at >= ${asked.begins} and p.due_at < ${asked.ends} and ${narrowed(asked, 'p')}`;
/**
 * What is not done is missed from its time on, whether anything has happened since or not. Two minutes later: by then the incident was
 * looked at again, and what was sent in the last second says so.
 */
const stateAt = (now: Instant) =>
  sql`(case when p.state = 'open' and p.due_at < ${now}::timestamptz - interval '2 minutes' then 'missed' else p.state end)`;

/** Promises that were due in a period, and how many were kept; by team and, of actions, by category. */
export async function promiseCounts(reader: Reader, asked: Asked, now: Instant): Promise<PromiseCount[]> {
  const state = stateAt(now);
  const { rows } = await sql<PromiseCount>`select p.kind, p.team_id as team, p.category,
      count(*) filter (where ${state} = 'kept')::int as kept, count(*) filter (where ${state} = 'missed')::int as missed,
      count(*) filter (where ${state} = 'open')::int as open
    from incident_promise p where ${promised(asked)} group by 1, 2, 3 order by 1, 2, 3`.execute(reader);
  return rows;
}

/** The promises behind a number: those that were missed by most first. */
export async function promisesIn(
  reader: Reader,
  asked: Asked & {
    readonly kind: PromiseKind | null;
    readonly state: 'kept' | 'missed' | 'open' | null;
    readonly limit: number;
  },
  now: Instant,
): Promise<PromiseRow[]> {
  const state = stateAt(now);
  const late = sql`greatest(0, round(extract(epoch from coalesce(p.done_at, p.until_at, ${now}) - p.due_at)))::float8`;
  const { rows } =
    await sql<PromiseRow>`select p.incident_id as "incidentId", p.kind, p.what, p.due_at as "dueAt",
      p.done_at as "doneAt", p.until_at as "untilAt", ${state} as state, case when ${state} = 'missed' then ${late} else 0 end as "lateSeconds"
    from incident_promise p
    where ${promised(asked)} and (${asked.kind}::text is null or p.kind = ${asked.kind})
      and (${asked.state}::text is null or ${state} = ${asked.state})
    order by "lateSeconds" desc, p.due_at desc limit ${asked.limit}`.execute(reader);
  return rows;
}

/** The incidents that go on, the worst first. */
export async function openIncidentIds(
  reader: Reader,
  asked: Omit<Asked, 'begins' | 'ends'>,
  limit: number,
): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`select m.incident_id as id from incident_measure m
    where m.open and m.left_out is null and ${narrowed(asked)} order by m.severity, m.number limit ${limit}`.execute(
    reader,
  );
  return rows.map(({ id }) => id);
}
