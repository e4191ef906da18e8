import { type ConfigFault, earlier, type Instant, isAtOrBefore, isBefore, later } from '../kernel/index.ts';
import { type Component, type Impact, type Level, type PublicIncident, worst } from './model.ts';

/** Whether an interval covers an instant. */
const covers = ({ startsAt, endsAt }: Pick<Impact, 'startsAt' | 'endsAt'>, at: Instant): boolean =>
  isAtOrBefore(startsAt, at) && (endsAt === null || isBefore(at, endsAt));

/** How a component is at an instant: the worst that any public incident or maintenance says of it. */
export const levelAt = (
  incidents: readonly Pick<PublicIncident, 'impacts'>[],
  componentId: string,
  at: Instant,
): Level =>
  worst(
    incidents.flatMap(({ impacts }) =>
      impacts
        .filter((impact) => impact.componentId === componentId && covers(impact, at))
        .map(({ level }) => level),
    ),
  );

/**
 * The intervals after an update said how components are from `at` on. What was open ends there; one that would have begun after
 * it never was. An update that is back-dated takes the place of what was said later of the same components.
 */
export function withLevels(
  impacts: readonly Impact[],
  levels: Readonly<Record<string, Level>>,
  at: Instant,
): readonly Impact[] {
  const named = (componentId: string): boolean => Object.hasOwn(levels, componentId);
  const before = impacts.flatMap((impact) => {
    if (!named(impact.componentId)) return [impact];
    if (!isBefore(impact.startsAt, at)) return [];
    return [{ ...impact, endsAt: impact.endsAt === null ? at : earlier(impact.endsAt, at) }];
  });
  const fresh = Object.entries(levels).flatMap(([componentId, level]) =>
    level === 'operational' ? [] : [{ componentId, level, startsAt: at, endsAt: null }],
  );
  return joined([...before, ...fresh]);
}

/** An interval that goes on where one of the same level ended is one interval. */
function joined(impacts: readonly Impact[]): readonly Impact[] {
  const result: Impact[] = [];
  for (const impact of impacts) {
    const index = result.findIndex(
      ({ componentId, level, endsAt }) =>
        componentId === impact.componentId && level === impact.level && endsAt?.equals(impact.startsAt),
    );
    const before = result[index];
    if (before === undefined) result.push(impact);
    else result[index] = { ...before, endsAt: impact.endsAt };
  }
  return result;
}

/** All that was open ends. */
export const closed = (impacts: readonly Impact[], at: Instant): readonly Impact[] =>
  impacts.flatMap((impact) => {
    if (impact.endsAt !== null) return [impact];
    return isBefore(impact.startsAt, at) ? [{ ...impact, endsAt: at }] : [];
  });

/** What is wrong with intervals that a person corrected, by their place in the list. */
export function impactFaults(
  impacts: readonly Impact[],
  facts: { readonly components: ReadonlySet<string>; readonly over: boolean; readonly now: Instant },
): ConfigFault[] {
  return impacts.flatMap((impact, index) => {
    const fault = (field: string, message: string) => [{ path: [index, field], message }];
    const { startsAt, endsAt } = impact;
    if (!facts.components.has(impact.componentId))
      return fault('component', `Component "${impact.componentId}" not found.`);
    if (impact.level === 'operational')
      return fault('level', 'Leave out the time in which it was operational.');
    if (isBefore(facts.now, startsAt)) return fault('startsAt', 'The start must not be in the future.');
    if (endsAt === null) {
      if (facts.over) return fault('endsAt', 'The incident is over: enter the end.');
    } else {
      if (!isBefore(startsAt, endsAt)) return fault('endsAt', 'The end must be after the start.');
      if (isBefore(facts.now, endsAt)) return fault('endsAt', 'The end must not be in the future.');
    }
    const other = impacts.findIndex((it, at) => at < index && overlap(it, impact));
    return other < 0 ? [] : fault('startsAt', `Overlaps with interval ${other + 1} of the same component.`);
  });
}

const overlap = (a: Impact, b: Impact): boolean =>
  a.componentId === b.componentId &&
  (b.endsAt === null || isBefore(a.startsAt, b.endsAt)) &&
  (a.endsAt === null || isBefore(b.startsAt, a.endsAt));

/** One day of a component, midnight to midnight in the page's zone. */
export interface Day {
  /** ISO date. */
  readonly date: string;
  /** The worst level of the day; null: the component was not listed yet. */
  readonly level: Level | null;
  /** How long it was at a level that counts as down. */
  readonly downSeconds: number;
  /** How long it was at any level but operational. */
  readonly impactSeconds: number;
}

export interface Uptime {
  readonly days: readonly Day[];
  /** From 0 to 1, of the time since it is listed; null: none has passed yet. */
  readonly share: number | null;
}

export const HISTORY_DAYS = 90;

/** The last 90 days of a component, today included, from its intervals and nothing else. */
export function uptimeOf(
  component: Pick<Component, 'id' | 'since'>,
  incidents: readonly Pick<PublicIncident, 'impacts'>[],
  {
    downLevels,
    timezone,
    now,
  }: { readonly downLevels: readonly Level[]; readonly timezone: string; readonly now: Instant },
): Uptime {
  const impacts = incidents
    .flatMap((incident) => incident.impacts)
    .filter(({ componentId, startsAt }) => componentId === component.id && isBefore(startsAt, now));
  const down = impacts.filter(({ level }) => downLevels.includes(level));
  const today = now.toZonedDateTimeISO(timezone).toPlainDate();
  const days: Day[] = [];
  let [measured, lost] = [0, 0];
  for (let back = HISTORY_DAYS - 1; back >= 0; back -= 1) {
    const date = today.subtract({ days: back });
    const start = date.toZonedDateTime(timezone).toInstant();
    const span = {
      from: later(start, component.since),
      to: earlier(date.add({ days: 1 }).toZonedDateTime(timezone).toInstant(), now),
    };
    if (!isBefore(span.from, span.to)) {
      days.push({ date: date.toString(), level: null, downSeconds: 0, impactSeconds: 0 });
      continue;
    }
    const here = impacts.filter(
      (impact) => isBefore(impact.startsAt, span.to) && endsAfter(impact, span.from),
    );
    const downSeconds = covered(down, span);
    measured += span.from.until(span.to).total('seconds');
    lost += downSeconds;
    const level = worst(here.map((impact) => impact.level));
    days.push({ date: date.toString(), level, downSeconds, impactSeconds: covered(impacts, span) });
  }
  return { days, share: measured === 0 ? null : 1 - lost / measured };
}

const endsAfter = ({ endsAt }: Impact, at: Instant): boolean => endsAt === null || isBefore(at, endsAt);

/** How many seconds of a span these intervals cover, each second once. */
function covered(
  impacts: readonly Impact[],
  { from, to }: { readonly from: Instant; readonly to: Instant },
): number {
  const spans = impacts
    .map(
      ({ startsAt, endsAt }) =>
        [later(startsAt, from).epochMilliseconds, earlier(endsAt ?? to, to).epochMilliseconds] as const,
    )
    .filter(([start, end]) => start < end)
    .sort(([a], [b]) => a - b);
  let [total, reached] = [0, Number.NEGATIVE_INFINITY];
  for (const [start, end] of spans) {
    total += Math.max(0, end - Math.max(start, reached));
    reached = Math.max(reached, end);
  }
  return total / 1000;
}
