import { type Instant, isAtOrBefore, isBefore, later } from '../kernel/index.ts';
import { earlierEnd, inForce, laterStart, turnAt } from './decide-turn.ts';
import type { OnCallAnswer, OnCallLevel, OnCallPerson, Override, Schedule, Stint } from './model.ts';

/**
 * Who is on call at `at`: the ONE resolver. Paging, the roster, calendars and reports all ask it, so that the person shown
 * is the person paged. The answer depends on the schedule and the instant alone, not on a window or on what was asked
 * before.
 */
export function whoIsOnCall(schedule: Schedule, at: Instant): OnCallAnswer {
  return {
    scheduleId: schedule.id,
    teamId: schedule.teamId,
    at,
    levels: levelsOf(schedule).map((level) => atLevel(schedule, level, at)),
  };
}

/**
 * Every level's stints between `from` and `until`, cut to that window, in order of level and time. Derived from
 * `whoIsOnCall` by asking it again at each end, so that the calendar cannot disagree with the pager; bounded by the
 * window alone.
 */
export function stints(schedule: Schedule, from: Instant, until: Instant): Stint[] {
  return levelsOf(schedule).flatMap((level) => {
    const found: Stint[] = [];
    for (let at = from; isBefore(at, until); ) {
      const answer = atLevel(schedule, level, at);
      const end = earlierEnd(answer.until, until) ?? until;
      found.push({ level, people: answer.people, from: at, until: end });
      at = end;
    }
    return found;
  });
}

/** Who takes over at `level` when the present stint ends; null when no end is known. */
export function nextHandover(schedule: Schedule, level: OnCallLevel): OnCallLevel | null {
  return level.until === null ? null : atLevel(schedule, level.level, level.until);
}

/** Levels that any rule or override speaks of, ascending. */
const levelsOf = (schedule: Schedule): number[] =>
  [...new Set([...schedule.rotations, ...schedule.overrides.filter(stands)].map((rule) => rule.level))].sort(
    (a, b) => a - b,
  );

function atLevel(schedule: Schedule, level: number, at: Instant): OnCallLevel {
  const overrides = schedule.overrides
    .filter((override) => override.level === level && stands(override))
    .sort(latestFirst);
  const rank = overrides.findIndex((override) => covers(override, at));
  const override = overrides[rank];
  if (override === undefined) return cutBy(overrides, byRotation(schedule, level, at), at);
  const stint: OnCallLevel = {
    level,
    people: [{ personId: override.personId, via: 'override', overrideId: override.id }],
    since: override.from,
    until: override.until,
  };
  return cutBy(overrides.slice(0, rank), stint, at);
}

/** The level by its rotations alone. Several rotations put all their people on call; the stint ends when any changes. */
function byRotation(schedule: Schedule, level: number, at: Instant): OnCallLevel {
  const people: OnCallPerson[] = [];
  let since: Instant | null = null;
  let until: Instant | null = null;
  for (const rotation of schedule.rotations.filter((rule) => rule.level === level)) {
    const { inForceFrom, inForceUntil } = rotation;
    if (!inForce(rotation, at)) {
      if (inForceFrom !== null && isBefore(at, inForceFrom)) until = earlierEnd(until, inForceFrom);
      else since = laterStart(since, inForceUntil);
      continue;
    }
    const turn = turnAt(rotation, at);
    if (turn === null) continue;
    // One person in two rotations of a level is one person.
    if (!people.some(({ personId }) => personId === turn.personId))
      people.push({ personId: turn.personId, via: 'rotation', rotationId: rotation.id });
    since = laterStart(since, inForceFrom === null ? turn.from : later(turn.from, inForceFrom));
    until = earlierEnd(earlierEnd(until, turn.until), inForceUntil);
  }
  return { level, people, since, until };
}

/** A stint lasts no longer than until an override that outranks it begins, and began no earlier than the last one ended. */
function cutBy(overrides: readonly Override[], stint: OnCallLevel, at: Instant): OnCallLevel {
  let { since, until } = stint;
  for (const override of overrides) {
    if (!isBefore(override.from, override.until)) continue;
    if (isAtOrBefore(override.until, at)) since = laterStart(since, override.until);
    else until = earlierEnd(until, override.from);
  }
  return { ...stint, since, until };
}

const stands = ({ lapsed }: Override): boolean => lapsed !== true;

/** The schedule with the overrides marked that end by their person having left. What is over stays as it was. */
export const lapse = (
  schedule: Schedule,
  hasLeft: (personId: string) => boolean,
  now: Instant,
): Schedule => ({
  ...schedule,
  overrides: schedule.overrides.map((override) =>
    isBefore(now, override.until) && hasLeft(override.personId) ? { ...override, lapsed: true } : override,
  ),
});

const covers = (override: Override, at: Instant): boolean =>
  isAtOrBefore(override.from, at) && isBefore(at, override.until);

/** Of two that overlap the one made later is what somebody meant last; ids break ties, so that the answer is one. */
const latestFirst = (a: Override, b: Override): number =>
  b.createdAt.epochMilliseconds - a.createdAt.epochMilliseconds || (a.id < b.id ? 1 : -1);
