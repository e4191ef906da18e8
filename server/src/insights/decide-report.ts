import { type Incident, referenceOf } from '../incidents/index.ts';
import { andList, type Instant, plural } from '../kernel/index.ts';
import { type Policy, SEVERITIES } from '../policy/index.ts';
import { periodWords, spanAround } from './decide-period.ts';
import { sumOf, sumsBy } from './decide-promises.ts';
import {
  PROMISE_TITLES,
  PROMISES,
  type PromiseCount,
  type PromiseRow,
  type Stats,
  type Summary,
} from './model.ts';
import type { Content, Every, Row, Section } from './model-reports.ts';
import { durationWords, orNone, rateWords } from './words.ts';

/** One side of a comparison. */
interface Side {
  readonly all: Summary;
  readonly impactSeconds: number;
  readonly promises: readonly PromiseCount[];
}

export interface ReportFacts {
  readonly every: Every;
  readonly now: Instant;
  readonly current: Side;
  readonly previous: Side;
  /** Worst first. */
  readonly teams: readonly Summary[];
  readonly systems: readonly Summary[];
  readonly names: {
    readonly team: (id: string | null) => string;
    readonly system: (id: string | null) => string;
  };
  readonly metrics: Policy['metrics'];
  /** Spans before and including this one, the oldest first. */
  readonly history: {
    readonly unit: 'day' | 'week' | 'month';
    readonly spans: readonly { readonly from: string; readonly summary: Summary; readonly words: string }[];
  };
  readonly open: readonly Incident[];
  readonly openCount: number;
  /** Declared in the period, the newest first. */
  readonly declared: readonly { readonly incident: Incident; readonly resolveSeconds: number | null }[];
  readonly missed: readonly { readonly row: PromiseRow; readonly incident: Incident }[];
  readonly drills: number;
}

const LISTED = 25;
const none = { text: null, facts: [], chart: null, table: null, more: 0 };

/** What a report says (REP-1 to REP-4). Pure: the same facts make the same report. */
export function contentOf(facts: ReportFacts): { readonly content: Content; readonly quiet: boolean } {
  const sections = {
    daily: () => [openNow(facts), frequency(facts, 'Declared in the last 14 days')],
    weekly: () => [
      keyMetrics(facts),
      declaredIncidents(facts),
      frequency(facts, 'Incidents by week'),
      openNow(facts),
      actionsOverdue(facts),
    ],
    monthly: () => [
      keyMetrics(facts),
      frequency(facts, 'Incidents by month'),
      trend(facts),
      ...breakdown(facts),
      promises(facts),
    ],
    quarterly: () => [
      promises(facts),
      misses(facts),
      practised(facts),
      keyMetrics(facts),
      ...breakdown(facts),
    ],
  }[facts.every]();
  return {
    content: { headline: headline(facts), sections: sections.filter(hasWords) },
    quiet: isQuiet(facts),
  };
}

const hasWords = ({ text, facts, chart, table }: Section): boolean =>
  text !== null || facts.length > 0 || chart !== null || table !== null;

function isQuiet({ every, openCount, current, drills }: ReportFacts): boolean {
  const { kept, missed } = sumOf(current.promises);
  const nothing = current.all.count === 0 && openCount === 0;
  return every === 'daily' ? nothing : nothing && kept + missed === 0 && drills === 0;
}

const severitiesWords = (counts: Readonly<Record<(typeof SEVERITIES)[number], number>>): string =>
  andList(SEVERITIES.filter((level) => counts[level] > 0).map((level) => `${counts[level]} ${level}`));

const BEFORE = { daily: 'day', weekly: 'week', monthly: 'month', quarterly: 'quarter' } as const;

function headline(facts: ReportFacts): string {
  const { every, current, previous, openCount, open } = facts;
  if (isQuiet(facts))
    return every === 'daily' ? 'No open incidents.' : `No incidents in the ${BEFORE[every]}.`;
  if (every === 'daily') {
    if (openCount === 0)
      return `No open incidents. ${plural(current.all.count, 'incident')} declared since the last report.`;
    const counts = { P1: 0, P2: 0, P3: 0, P4: 0 };
    for (const { severity } of open) counts[severity]++;
    return `${plural(openCount, 'open incident')}: ${severitiesWords(counts)}.`;
  }
  if (every === 'quarterly') {
    const { kept, missed } = sumOf(current.promises);
    return kept + missed === 0 ? 'No promises were due.' : `${rateWords(kept, missed)} promises kept.`;
  }
  const change = current.all.count - previous.all.count;
  const compared =
    change === 0 ? 'as many as' : `${Math.abs(change)} ${change > 0 ? 'more than' : 'fewer than'}`;
  return `${plural(current.all.count, 'incident')}, ${compared} the ${BEFORE[every]} before.`;
}

const of = ({ recorded, pending, invalid }: Stats): string => {
  const all = recorded + pending + invalid;
  const left = [
    ...(pending > 0 ? [`${pending} pending`] : []),
    ...(invalid > 0 ? [`${invalid} invalid`] : []),
  ];
  return left.length === 0 ? '' : ` (${recorded} of ${all}; ${left.join(', ')})`;
};

/** The runbook's five, each with what it was before. */
function keyMetrics({ current, previous, metrics, every }: ReportFacts): Section {
  const titleOf = (id: string, otherwise: string) =>
    metrics.find((metric) => metric.id === id)?.title ?? otherwise;
  const was = (value: string) => `${value === '–' ? 'nothing recorded' : value} the ${BEFORE[every]} before`;
  const time = (id: string, otherwise: string, measure: 'detect' | 'resolve') => ({
    label: titleOf(id, otherwise),
    value: `${orNone(current.all.measures[measure].mean)}${of(current.all.measures[measure])}`,
    change: was(orNone(previous.all.measures[measure].mean)),
  });
  const actions = ({ promises: counts }: Side) => {
    const { kept, missed } = sumOf(counts.filter(({ kind }) => kind === 'action'));
    return rateWords(kept, missed);
  };
  const bySeverity = severitiesWords(current.all.bySeverity);
  return {
    ...{ ...none, id: 'metrics', title: 'Key metrics' },
    facts: [
      time('mttd', 'Mean time to detection', 'detect'),
      time('mttr', 'Mean time to resolution', 'resolve'),
      {
        label: titleOf('frequency', 'Incident frequency by severity'),
        value: `${current.all.count}${bySeverity === '' ? '' : `: ${bySeverity}`}`,
        change: was(String(previous.all.count)),
      },
      {
        label: titleOf('customer_impact', 'Customer impact duration'),
        value: `${durationWords(current.impactSeconds)}${of(current.all.measures.impact)}`,
        change: was(durationWords(previous.impactSeconds)),
      },
      {
        label: titleOf('action_completion', 'Action completion rate'),
        value: actions(current),
        change: was(actions(previous)),
      },
    ],
  };
}

const STATUS = {
  investigating: 'Investigating',
  mitigating: 'Mitigating',
  resolved: 'Resolved',
  closed: 'Closed',
  merged: 'Merged',
} as const;

function openNow({ open, openCount, names, now }: ReportFacts): Section {
  return {
    ...{ ...none, id: 'open', title: 'Open incidents', more: openCount - Math.min(openCount, LISTED) },
    text: openCount === 0 ? 'None.' : null,
    table:
      openCount === 0
        ? null
        : {
            heads: ['Incident', 'Severity', 'Title', 'Status', 'Open for', 'Team'],
            rows: open.slice(0, LISTED).map((incident) => ({
              incidentId: incident.id,
              cells: [
                ...[referenceOf(incident.number), incident.severity, incident.title],
                `${STATUS[incident.status]}${incident.acknowledgedAt === null ? ', not acknowledged' : ''}`,
                durationWords((now.epochMilliseconds - incident.declaredAt.epochMilliseconds) / 1000),
                names.team(incident.teamId),
              ],
            })),
          },
  };
}

function declaredIncidents({ declared, current, names }: ReportFacts): Section {
  const rows = declared.slice(0, LISTED).map(
    ({ incident, resolveSeconds }): Row => ({
      incidentId: incident.id,
      cells: [
        ...[referenceOf(incident.number), incident.severity, incident.title],
        ...[STATUS[incident.status], orNone(resolveSeconds), names.team(incident.teamId)],
      ],
    }),
  );
  return {
    ...{ ...none, id: 'declared', title: 'Incidents declared', more: current.all.count - rows.length },
    text: rows.length === 0 ? 'None.' : null,
    table:
      rows.length === 0
        ? null
        : { heads: ['Incident', 'Severity', 'Title', 'Status', 'Resolved after', 'Team'], rows },
  };
}

function frequency({ history }: ReportFacts, title: string): Section {
  return {
    ...{ ...none, id: 'frequency', title },
    chart: {
      ...{
        kind: 'stacked' as const,
        unit: 'count' as const,
        labels: history.spans.map(({ words }) => words),
      },
      series: SEVERITIES.map((level) => ({
        name: level,
        values: history.spans.map(({ summary }) => summary.bySeverity[level]),
      })),
    },
  };
}

function trend({ history }: ReportFacts): Section {
  return {
    ...{ ...none, id: 'trend', title: 'Times, month by month' },
    chart: {
      ...{ kind: 'line' as const, unit: 'seconds' as const, labels: history.spans.map(({ words }) => words) },
      series: [
        {
          name: 'Mean time to resolution',
          values: history.spans.map(({ summary }) => summary.measures.resolve.mean),
        },
        {
          name: 'Mean time to detection',
          values: history.spans.map(({ summary }) => summary.measures.detect.mean),
        },
      ],
    },
    table: {
      heads: ['Month', 'Incidents', 'To detect', 'To acknowledge', 'To resolve', '90% resolved within'],
      rows: history.spans.map(({ words, summary: { count, measures } }) => ({
        incidentId: null,
        cells: [
          ...[words, String(count), orNone(measures.detect.mean), orNone(measures.acknowledge.mean)],
          ...[orNone(measures.resolve.mean), orNone(measures.resolve.p90)],
        ],
      })),
    },
  };
}

function breakdown({ teams, systems, names }: ReportFacts): Section[] {
  const section = (
    id: string,
    title: string,
    groups: readonly Summary[],
    nameOf: (key: string | null) => string,
  ): Section => ({
    ...{
      ...none,
      id,
      title: `By ${title.toLowerCase()}, worst first`,
      more: Math.max(0, groups.length - 10),
    },
    table:
      groups.length === 0
        ? null
        : {
            heads: [title, 'Incidents', 'By severity', 'To resolve'],
            rows: groups.slice(0, 10).map(({ key, count, bySeverity, measures }) => ({
              incidentId: null,
              cells: [nameOf(key), String(count), severitiesWords(bySeverity), orNone(measures.resolve.mean)],
            })),
          },
  });
  return [section('teams', 'Team', teams, names.team), section('systems', 'System', systems, names.system)];
}

function promises({ current, previous, every }: ReportFacts): Section {
  const countsOf = ({ promises: counts }: Side, kind: string) =>
    sumOf(counts.filter((each) => each.kind === kind));
  const due = PROMISES.map((kind) => ({
    kind,
    now: countsOf(current, kind),
    before: countsOf(previous, kind),
  }))
    .filter(({ now: { kept, missed } }) => kept + missed > 0)
    .toSorted((a, b) => share(a.now) - share(b.now));
  return {
    ...{ ...none, id: 'promises', title: 'Promises kept and missed' },
    text: due.length === 0 ? 'Nothing was due.' : null,
    chart:
      due.length === 0
        ? null
        : {
            ...{ kind: 'stacked', unit: 'count', labels: due.map(({ kind }) => PROMISE_TITLES[kind]) },
            series: [
              { name: 'Kept', values: due.map(({ now: { kept } }) => kept) },
              { name: 'Missed', values: due.map(({ now: { missed } }) => missed) },
            ],
          },
    facts: due.map(({ kind, now, before }) => ({
      ...{ label: PROMISE_TITLES[kind], value: rateWords(now.kept, now.missed) },
      change: `${before.kept + before.missed === 0 ? 'nothing due' : rateWords(before.kept, before.missed)} the ${BEFORE[every]} before`,
    })),
  };
}

const share = ({ kept, missed }: { readonly kept: number; readonly missed: number }): number =>
  kept / (kept + missed);

/** The evidence: what was missed, by how much, and where it can be read. Nobody's name: a promise is the organisation's. */
function misses({ missed, current }: ReportFacts): Section {
  const all = sumOf(current.promises).missed;
  const rows = missed.slice(0, LISTED).map(
    ({ row, incident }): Row => ({
      incidentId: incident.id,
      cells: [
        ...[referenceOf(incident.number), row.what],
        `${durationWords(row.lateSeconds)} late${row.doneAt !== null ? '' : row.untilAt !== null ? ', never done' : ', not done yet'}`,
        incident.title,
      ],
    }),
  );
  return {
    ...{ ...none, id: 'misses', title: 'Missed, worst first', more: Math.max(0, all - rows.length) },
    text: rows.length === 0 ? 'Nothing was missed.' : null,
    table: rows.length === 0 ? null : { heads: ['Incident', 'Promise', 'By how much', 'Title'], rows },
  };
}

function actionsOverdue({ missed }: ReportFacts): Section {
  const rows = missed
    .filter(({ row }) => row.kind === 'action' && row.doneAt === null)
    .slice(0, LISTED)
    .map(
      ({ row, incident }): Row => ({
        incidentId: incident.id,
        cells: [referenceOf(incident.number), row.what, `${durationWords(row.lateSeconds)} overdue`],
      }),
    );
  return {
    ...{ ...none, id: 'actions', title: 'Actions that became overdue' },
    table: rows.length === 0 ? null : { heads: ['Incident', 'Action', 'Since'], rows },
  };
}

function practised({ drills, current }: ReportFacts): Section {
  return {
    ...{ ...none, id: 'practice', title: 'Practice and follow-up' },
    facts: [
      { label: 'Drills', value: drills === 0 ? 'None this quarter' : String(drills), change: null },
      ...sumsBy(
        current.promises.filter(({ kind }) => kind === 'action'),
        'category',
      ).map(([key, { kept, missed }]) => ({
        ...{ label: `Actions: ${(key ?? 'other').replaceAll('_', ' ')}`, change: null },
        value: rateWords(kept, missed),
      })),
    ],
  };
}

/** Names of the spans of a history. */
export const historyWords = (
  unit: 'day' | 'week' | 'month',
  from: Parameters<typeof spanAround>[1],
): string => periodWords(unit, spanAround(unit, from)).replace(/^Week of /, '');
