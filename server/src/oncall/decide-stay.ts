import { type Instant, isBefore } from '../kernel/index.ts';
import { whoIsOnCall } from './decide.ts';
import { earlierEnd } from './decide-turn.ts';
import { standing } from './decide-words.ts';
import type { OnCallLevel, Override, Schedule } from './model.ts';

/** Who is on call at one level just before and just after a change of the rules. */
export interface Swap {
  readonly level: number;
  readonly from: readonly string[];
  readonly to: readonly string[];
}

/** Why somebody stands in for a while after a change; shown with the override. */
const STAY_REASON = 'Stays on call until the next hand-over: the rotation changed during this shift.';

/**
 * Who stays on call until the next hand-over, by the old rules or the new ones, whichever comes first: a change of who
 * takes turns, or when, is about the turns to come. As overrides, which everybody sees and can take back, and not as a
 * rotation that begins later: the export and the editor would then have two of everything. Nobody stays who takes no turns
 * any more; nor where a start was moved, which means another person now, or where several are on call together.
 */
export function staying(before: Schedule, after: Schedule, now: Instant): readonly Omit<Override, 'id'>[] {
  return changedLevels(before, after, now).flatMap(({ old, new: next }) => {
    const personId = onlyOne(old);
    const until = earlierEnd(old.until, next.until);
    const takesTurns = standing(after).some(
      (rotation) => rotation.level === old.level && rotation.participants.includes(personId ?? ''),
    );
    if (personId === undefined || onlyOne(next) === undefined || until === null || !isBefore(now, until))
      return [];
    if (!takesTurns || isStartMoved(before, after, old.level)) return [];
    const times = { from: now, until, createdAt: now };
    return [{ level: old.level, personId, ...times, reason: STAY_REASON, authorId: null }];
  });
}

/** The levels on which other people are on call from `now` on, by a change of the rules; new levels are none. */
export function swaps(before: Schedule, after: Schedule, now: Instant): readonly Swap[] {
  return changedLevels(before, after, now).map(({ old, new: next }) => ({
    level: old.level,
    from: idsOf(old),
    to: idsOf(next),
  }));
}

function changedLevels(before: Schedule, after: Schedule, now: Instant) {
  const next = new Map(whoIsOnCall(after, now).levels.map((level) => [level.level, level]));
  return whoIsOnCall(before, now).levels.flatMap((old) => {
    const level = next.get(old.level) ?? { ...old, people: [] };
    const same = idsOf(old).sort().join() === idsOf(level).sort().join();
    return old.people.length === 0 || same ? [] : [{ old, new: level }];
  });
}

const idsOf = ({ people }: OnCallLevel): string[] => people.map(({ personId }) => personId);

const onlyOne = ({ people }: OnCallLevel): string | undefined =>
  people.length === 1 ? people[0]?.personId : undefined;

function isStartMoved(before: Schedule, after: Schedule, level: number): boolean {
  const old = standing(before).filter((rotation) => rotation.level === level);
  return standing(after).some(
    (rotation) =>
      rotation.level === level &&
      old.some(({ name, startsOn }) => name === rotation.name && startsOn !== rotation.startsOn),
  );
}
