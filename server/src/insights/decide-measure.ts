import { type Incident, isOpen } from '../incidents/index.ts';
import { type Instant, isBefore, Temporal } from '../kernel/index.ts';
import type { Interval, LeftOut, Measured, MeasureId } from './model.ts';

const NONE: Measured = { state: 'not_applicable', seconds: null };
const PENDING: Measured = { state: 'pending', seconds: null };

type Times = Pick<
  Incident,
  | 'status'
  | 'drill'
  | 'ending'
  | 'mergedIntoId'
  | 'customerFacing'
  | 'startedAt'
  | 'detectedAt'
  | 'firstAcknowledgedAt'
  | 'mitigatedAt'
  | 'resolvedAt'
>;

/** Drills, duplicates and false alarms say nothing of how incidents are handled: each is counted by itself and measured not at all. */
export function leftOutOf({
  drill,
  status,
  mergedIntoId,
  ending,
}: Pick<Incident, 'drill' | 'status' | 'mergedIntoId' | 'ending'>): LeftOut | null {
  if (drill) return 'drill';
  if (status === 'merged' || mergedIntoId !== null) return 'merged';
  return ending === 'duplicate' || ending === 'false_alarm' ? ending : null;
}

/** @param over there will be no end any more that is not there by now */
function between(from: Instant | null, until: Instant | null, over: boolean): Measured {
  if (until === null) return over ? NONE : PENDING;
  // Whoever knows when it began can still say so.
  if (from === null) return PENDING;
  if (isBefore(until, from)) return { state: 'invalid', seconds: null };
  return {
    state: 'recorded',
    seconds: Math.round((until.epochMilliseconds - from.epochMilliseconds) / 1000),
  };
}

export interface MeasureFacts {
  /** Where the time to acknowledge, mitigate and resolve begins, by the incident's own policy (MET-2). */
  readonly from: 'detection' | 'impact_start';
  /** As the public incidents say; one without an end goes on. */
  readonly impacts: readonly { readonly from: Instant; readonly until: Instant | null }[];
}

/**
 * The measures of one incident (MET-1, MET-2, MET-4). A time that was corrected, a reopening and an ending said later change them,
 * because nothing but the incident as it is now goes in.
 */
export function measuresOf(
  incident: Times,
  { from, impacts }: MeasureFacts,
): { readonly measures: Readonly<Record<MeasureId, Measured>>; readonly impact: readonly Interval[] } {
  if (leftOutOf(incident) !== null)
    return {
      measures: { detect: NONE, acknowledge: NONE, mitigate: NONE, resolve: NONE, impact: NONE },
      impact: [],
    };
  const over = !isOpen(incident.status);
  const begin = from === 'impact_start' ? incident.startedAt : incident.detectedAt;
  const resolvedAt = over ? incident.resolvedAt : null;
  const impact = impactOf(incident, impacts, over);
  return {
    measures: {
      detect: between(incident.startedAt, incident.detectedAt, over),
      acknowledge: between(begin, incident.firstAcknowledgedAt, over),
      mitigate: between(begin, incident.mitigatedAt, over),
      resolve: between(begin, resolvedAt, over),
      impact: impact.measured,
    },
    impact: impact.intervals,
  };
}

/**
 * How long customers were affected: what the status page told them, as a union; where it told nothing of an incident that customers
 * could notice, from the start of the impact to the resolution, both as recorded.
 */
function impactOf(
  { customerFacing, startedAt, resolvedAt }: Times,
  impacts: MeasureFacts['impacts'],
  over: boolean,
): { readonly measured: Measured; readonly intervals: readonly Interval[] } {
  const told = impacts.length > 0;
  if (!told && !customerFacing) return { measured: NONE, intervals: [] };
  const all = told
    ? impacts
    : startedAt === null
      ? []
      : [{ from: startedAt, until: over ? resolvedAt : null }];
  const known = all.flatMap(({ from, until }) => (until === null ? [] : [{ from, until }]));
  if (known.some(({ from, until }) => isBefore(until, from)))
    return { measured: { state: 'invalid', seconds: null }, intervals: [] };
  if (all.length === 0 || known.length < all.length) return { measured: PENDING, intervals: [] };
  const intervals = unionOf(known);
  const millis = intervals.reduce(
    (sum, { from, until }) => sum + until.epochMilliseconds - from.epochMilliseconds,
    0,
  );
  return { measured: { state: 'recorded', seconds: Math.round(millis / 1000) }, intervals };
}

/** Intervals without overlaps, in order: who was affected by two things at once was affected once. */
function unionOf(intervals: readonly Interval[]): readonly Interval[] {
  const union: Interval[] = [];
  for (const next of intervals.toSorted((a, b) => Temporal.Instant.compare(a.from, b.from))) {
    const last = union.at(-1);
    if (last === undefined || isBefore(last.until, next.from)) union.push(next);
    else if (isBefore(last.until, next.until))
      union[union.length - 1] = { from: last.from, until: next.until };
  }
  return union;
}
