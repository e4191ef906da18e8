import { earlier, type Instant, isAtOrBefore, isBefore, later, Temporal } from '../kernel/index.ts';
import type { Rotation } from './model.ts';

/** One participant's go: from a hand-over to the next. */
export interface Turn {
  readonly personId: string;
  readonly from: Instant;
  readonly until: Instant;
}

/**
 * Whose turn it is at `at`, or null when the rotation is not in force or has nobody in it. Found by dividing whole local
 * days, never by stepping from turn to turn: a loop needs a cap, and behind every cap lies a day on which nobody is on
 * call. The turn is given in full length, not cut to when the rule is in force.
 */
export function turnAt(rotation: Rotation, at: Instant): Turn | null {
  if (!inForce(rotation, at)) return null;
  const first = firstHandover(rotation);
  const length = turnDays(rotation);
  const today = at.toZonedDateTimeISO(rotation.zone).toPlainDate();
  let turn = Math.floor(daysBetween(first, today) / length);
  // Once, or twice where a zone has left out a whole day (Samoa, 2011-12-30) and two hand-overs fall together.
  while (isBefore(at, handover(rotation, first, turn))) turn -= 1;
  const personId = rotation.participants[modulo(turn, rotation.participants.length)];
  if (personId === undefined) return null;
  return {
    personId,
    from: handover(rotation, first, turn),
    until: handover(rotation, first, turn + 1),
  };
}

/** True when the rule counts at `at`. */
export const inForce = (rotation: Rotation, at: Instant): boolean =>
  (rotation.inForceFrom === null || isAtOrBefore(rotation.inForceFrom, at)) &&
  (rotation.inForceUntil === null || isBefore(at, rotation.inForceUntil));

/** The earlier of two ends, where null stands for "no end". */
export const earlierEnd = (a: Instant | null, b: Instant | null): Instant | null =>
  a === null ? b : b === null ? a : earlier(a, b);
/** The later of two beginnings, where null stands for "no beginning". */
export const laterStart = (a: Instant | null, b: Instant | null): Instant | null =>
  a === null ? b : b === null ? a : later(a, b);

/** Turns are counted in whole local days, so that a turn over a clock change still ends at the hand-over's wall time. */
const turnDays = (rotation: Rotation): number => rotation.every * (rotation.kind === 'weekly' ? 7 : 1);

/** The day of the first participant's first hand-over. */
function firstHandover(rotation: Rotation): Temporal.PlainDate {
  const start = Temporal.PlainDate.from(rotation.startsOn);
  if (rotation.kind === 'daily') return start;
  return start.add({ days: modulo((rotation.handoverDay ?? 1) - start.dayOfWeek, 7) });
}

/** The hand-over that begins a turn. A wall time that the clocks skip is taken as the moment after the gap. */
const handover = (rotation: Rotation, first: Temporal.PlainDate, turn: number): Instant =>
  first
    .add({ days: turn * turnDays(rotation) })
    .toZonedDateTime({
      timeZone: rotation.zone,
      plainTime: Temporal.PlainTime.from(rotation.handoverTime),
    })
    .toInstant();

const daysBetween = (from: Temporal.PlainDate, to: Temporal.PlainDate): number =>
  from.until(to, { largestUnit: 'days' }).days;

/** The remainder that is never negative: turns before the first one count too. */
const modulo = (n: number, by: number): number => ((n % by) + by) % by;
