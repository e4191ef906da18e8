import type { z } from 'zod';
import type { DirectoryFacts } from '../directory/index.ts';
import { type Incident, referenceOf } from '../incidents/index.ts';
import { isBefore, type Temporal } from '../kernel/index.ts';
import type { Policy } from '../policy/index.ts';
import { before, periodWords, spanAround } from './decide-period.ts';
import { sumOf, sumsBy } from './decide-promises.ts';
import { PROMISE_TITLES, PROMISES, type PromiseCount, type Summary } from './model.ts';
import type { incidentsReply, overviewReply, promisesReply } from './model-api.ts';
import type { Insights } from './service.ts';
import { MEASURE_TITLES } from './words.ts';

type Overview = Awaited<ReturnType<Insights['overview']>>;

const ZERO = { P1: 0, P2: 0, P3: 0, P4: 0 };

const presentSpan = (
  kind: Parameters<typeof periodWords>[0],
  span: { from: Temporal.PlainDate; to: Temporal.PlainDate },
) => ({
  from: span.from.toString(),
  to: span.to.subtract({ days: 1 }).toString(),
  words: periodWords(kind, span),
});

/** The worst first: most incidents, weighed by how bad they were. */
const weight = ({ bySeverity: { P1, P2, P3, P4 } }: Summary): number => P1 * 27 + P2 * 9 + P3 * 3 + P4;
export const worstFirst = (groups: readonly Summary[]): readonly Summary[] =>
  groups.toSorted((a, b) => weight(b) - weight(a) || b.count - a.count);

const presentGroups = (groups: readonly Summary[], nameOf: (id: string | null) => string) =>
  worstFirst(groups).map(({ key, count, bySeverity, measures }) => ({
    ...{ id: key, name: nameOf(key), count, bySeverity: { ...bySeverity }, measures: { ...measures } },
  }));

/** What systems, teams and types are called. */
export const namesOf = ({ teams, systems }: DirectoryFacts, { incidentTypes }: Policy) => ({
  team: (id: string | null) => (id === null ? 'No team' : (teams.get(id)?.name ?? id)),
  system: (id: string | null) => (id === null ? 'No system' : (systems.get(id)?.name ?? id)),
  type: (id: string | null) =>
    id === null ? 'No type' : (incidentTypes.find((type) => type.id === id)?.title ?? id),
});

const ACTION_KINDS: Readonly<Record<string, string>> = {
  ...{ preventive: 'Preventive measures', process: 'Process improvements' },
  ...{ tool: 'Tool and monitoring', documentation: 'Documentation' },
};

const countOf = (counts: readonly PromiseCount[], kind: string) =>
  sumOf(counts.filter((each) => each.kind === kind));

export function presentOverview(overview: Overview): z.input<typeof overviewReply> {
  const { period, current, previous, policy, directory, now, leftOut } = overview;
  const names = namesOf(directory, policy);
  const actions = current.promises.filter(({ kind }) => kind === 'action');
  const keyed = (by: 'team' | 'category', nameOf: (key: string | null) => string) =>
    sumsBy(actions, by)
      .map(([id, sums]) => ({ id, name: nameOf(id), ...sums }))
      .toSorted((a, b) => b.missed - a.missed);
  return {
    period: {
      ...presentSpan(period.kind, period),
      ...{ kind: period.kind, zone: period.zone },
      underWay: isBefore(period.begins, now) && isBefore(now, period.ends),
      before: before(period.kind, period).from.toString(),
      after: period.to.toString(),
    },
    previous: { ...presentSpan(period.kind, period.previous), partial: period.previous.partial },
    ...{ count: current.all.count, previousCount: previous.all.count },
    ...{ bySeverity: { ...current.all.bySeverity }, previousBySeverity: { ...previous.all.bySeverity } },
    ...{ measures: { ...current.all.measures }, previousMeasures: { ...previous.all.measures } },
    ...{ impactSeconds: current.impactSeconds, previousImpactSeconds: previous.impactSeconds },
    definitions: policy.metrics.map(({ id, title, definition }) => ({ id, title, definition })),
    leftOut: {
      ...{ drill: leftOut.drill, merged: leftOut.merged, duplicate: leftOut.duplicate },
      falseAlarm: leftOut.false_alarm,
    },
    overTime: presentTime(overview),
    teams: presentGroups(overview.teams, names.team),
    systems: presentGroups(overview.systems, names.system),
    types: presentGroups(overview.types, names.type),
    severities: overview.severities.map(({ key, count, bySeverity, measures }) => ({
      ...{ id: key, name: `${key} ${policy.severities[key as 'P1']?.name ?? ''}`.trim() },
      ...{ count, bySeverity: { ...bySeverity }, measures: { ...measures } },
    })),
    promises: PROMISES.map((kind) => ({
      ...{ kind, title: PROMISE_TITLES[kind], ...countOf(current.promises, kind) },
      previous: countOf(previous.promises, kind),
    })),
    actions: {
      byTeam: keyed('team', names.team),
      byKind: keyed('category', (key) => ACTION_KINDS[key ?? ''] ?? key ?? ''),
    },
  };
}

/** Every bar there is, those without an incident as well: a gap is an answer. */
function presentTime({ buckets: { unit, starts }, byTime }: Overview) {
  const found = new Map(byTime.map((summary) => [summary.key, summary]));
  return {
    unit,
    buckets: starts.map((from) => {
      const summary = found.get(from.toString());
      return {
        ...{ from: from.toString(), words: periodWords(unit, spanAround(unit, from)) },
        bySeverity: { ...(summary?.bySeverity ?? ZERO) },
        resolveMedian: summary?.measures.resolve.median ?? null,
      };
    }),
  };
}

const presentIncident = (incident: Incident) => ({
  ...{ reference: referenceOf(incident.number), title: incident.title, severity: incident.severity },
  ...{ status: incident.status, restricted: incident.visibility !== 'organisation' },
  declaredAt: incident.declaredAt.toString(),
});

export function presentIncidents({
  items,
  next,
  directory,
}: Awaited<ReturnType<Insights['incidents']>>): z.input<typeof incidentsReply> {
  const { teams, systems } = directory;
  return {
    items: items.map(({ row, incident }) => ({
      ...presentIncident(incident),
      team:
        incident.teamId === null
          ? null
          : { id: incident.teamId, name: teams.get(incident.teamId)?.name ?? incident.teamId },
      systems: incident.systemIds.map((id) => ({ id, name: systems.get(id)?.name ?? id })),
      ...{ leftOut: row.leftOut, measures: row.measures },
    })),
    next,
  };
}

export const presentPromises = ({
  items,
}: Awaited<ReturnType<Insights['promises']>>): z.input<typeof promisesReply> => ({
  items: items.map(({ row, incident }) => ({
    ...{ incident: presentIncident(incident), kind: row.kind, what: row.what, state: row.state },
    ...{
      dueAt: row.dueAt.toString(),
      doneAt: row.doneAt?.toString() ?? null,
      untilAt: row.untilAt?.toString() ?? null,
      lateSeconds: row.lateSeconds,
    },
  })),
});

const HEADS = [
  ...['Incident', 'Title', 'Severity', 'Status', 'Team', 'Systems', 'Type', 'Declared', 'Left out'],
  ...Object.values(MEASURE_TITLES).flatMap((title) => [`${title} (s)`, `${title}: state`]),
];

/** One line per incident, also of those that do not count; times in seconds, so that a spreadsheet can reckon with them. */
export function csvRows({
  items,
  directory,
  policy,
}: Awaited<ReturnType<Insights['everything']>>): readonly (readonly string[])[] {
  const names = namesOf(directory, policy);
  return [
    HEADS,
    ...items.map(({ row, incident }) => [
      ...[referenceOf(incident.number), incident.title, incident.severity, incident.status],
      ...[
        names.team(incident.teamId),
        incident.systemIds.map((id) => names.system(id)).join(', '),
        names.type(incident.typeId),
        incident.declaredAt.toString(),
        row.leftOut ?? '',
      ],
      ...(['detect', 'acknowledge', 'mitigate', 'resolve', 'impact'] as const).flatMap((id) => [
        String(row.measures[id].seconds ?? ''),
        row.measures[id].state,
      ]),
    ]),
  ];
}
