import type { DirectoryFacts } from '../directory/index.ts';
import { type Instant, theSystem, type Viewer } from '../kernel/index.ts';
import type { Reader } from '../platform/db/index.ts';
import type { Policy } from '../policy/index.ts';
import { spanAround, startOf, withPrevious } from './decide-period.ts';
import { contentOf, historyWords } from './decide-report.ts';
import { type Occurrence, UNIT } from './decide-schedule.ts';
import { EVERYTHING, type Narrowed } from './model.ts';
import type { Definition } from './model-reports.ts';
import type { InsightPorts } from './ports.ts';
import { namesOf, worstFirst } from './present.ts';
import { EMPTY, type Insights } from './service.ts';
import * as store from './store.ts';

/**
 * Whose eyes a report is made with: those of somebody who takes part in nothing. A report goes to many and is kept for good, so that a
 * restricted incident is in none of them, whoever receives it.
 */
export const ANYBODY: Viewer = { actor: theSystem, role: 'stakeholder' };

/** How far back the chart of a report goes. */
const HISTORY = {
  daily: { unit: 'day', count: 14 },
  weekly: { unit: 'week', count: 12 },
  monthly: { unit: 'month', count: 6 },
  quarterly: { unit: 'month', count: 3 },
} as const;
const LISTED = 50;

interface Around {
  readonly directory: DirectoryFacts;
  readonly policy: Policy;
  readonly now: Instant;
}

/** Makes what a report says of a span of days, as things stand now. */
export async function generate(
  ports: Pick<InsightPorts, 'incidents'>,
  insights: Insights,
  reader: Reader,
  definition: Definition,
  { span }: Pick<Occurrence, 'span'>,
  { directory, policy, now }: Around,
): Promise<ReturnType<typeof contentOf>> {
  const zone = directory.organisation.timezone;
  const { every, teams } = definition;
  const narrowed: Narrowed = { ...EVERYTHING, teams: teams.length === 0 ? null : teams };
  const hidden = await ports.incidents.hiddenFrom(reader, ANYBODY);
  const period = withPrevious(UNIT[every], span, zone, now);
  const figures = await insights.figures(reader, period, narrowed, hidden);
  const asked = { ...narrowed, hidden, begins: period.begins, ends: period.ends };
  const openIds = await store.openIncidentIds(reader, { ...narrowed, hidden }, 1_000);
  const listed = await store.listed(reader, {
    ...{ ...asked, measure: null, leftOut: false, noTeam: false, after: null, limit: LISTED },
  });
  const missed = await store.promisesIn(
    reader,
    { ...asked, kind: null, state: 'missed', limit: LISTED },
    now,
  );
  const seen = await insights.byId(
    reader,
    [...openIds.slice(0, LISTED), ...listed.map(idOf), ...missed.map(idOf)],
    ANYBODY,
  );
  const incident = (id: string) => {
    const found = seen.get(id);
    return found === undefined ? [] : [found];
  };
  return contentOf({
    ...{ every, now, current: figures.current, previous: figures.previous },
    ...{ teams: worstFirst(figures.teams), systems: worstFirst(figures.systems) },
    ...{ names: namesOf(directory, policy), metrics: policy.metrics },
    history: await historyOf(reader, every, span, { ...narrowed, hidden }, zone),
    ...{ open: openIds.flatMap(incident), openCount: openIds.length },
    declared: listed.flatMap((row) =>
      incident(row.incidentId).map((each) => ({
        incident: each,
        resolveSeconds: row.measures.resolve.seconds,
      })),
    ),
    missed: missed.flatMap((row) => incident(row.incidentId).map((each) => ({ row, incident: each }))),
    drills: figures.leftOut.drill,
  });
}

const idOf = ({ incidentId }: { readonly incidentId: string }): string => incidentId;

async function historyOf(
  reader: Reader,
  every: Definition['every'],
  { to }: Occurrence['span'],
  narrowed: Omit<store.Asked, 'begins' | 'ends'>,
  zone: string,
) {
  const { unit, count } = HISTORY[every];
  const last = spanAround(unit, to.subtract({ days: 1 })).from;
  const starts = Array.from({ length: count }, (_, at) => {
    const back = count - 1 - at;
    return unit === 'month'
      ? last.subtract({ months: back })
      : last.subtract({ days: back * (unit === 'week' ? 7 : 1) });
  });
  const [first = last] = starts;
  const found = await store.summaries(
    reader,
    { ...narrowed, begins: startOf(first, zone), ends: startOf(to, zone) },
    { by: 'time', unit, zone },
    ['resolve'],
  );
  const byStart = new Map(found.map((summary) => [summary.key, summary]));
  const spans = starts.map((from) => ({
    from: from.toString(),
    words: historyWords(unit, from),
    summary: byStart.get(from.toString()) ?? EMPTY,
  }));
  return { unit, spans };
}
