import { earlier, type Instant, isBefore, type JsonObject, later } from '../kernel/index.ts';
import type { Rotation, Schedule } from './model.ts';

/** The rotations that count until further notice. */
export const standing = (schedule: Schedule): Rotation[] =>
  schedule.rotations.filter(({ inForceUntil }) => inForceUntil === null);

/** Levels that somebody takes turns on, ascending; the first one when there is none yet. */
export function levelsInUse(schedule: Schedule): number[] {
  const levels = [...new Set(standing(schedule).map(({ level }) => level))].sort((a, b) => a - b);
  return levels.length === 0 ? [1] : levels;
}

/** Where the person takes turns, as one says it: "Primary of Payments on call". */
export const turnsOf = (schedules: readonly Schedule[], personId: string): string[] =>
  schedules.flatMap((schedule) =>
    standing(schedule)
      .filter(({ participants }) => participants.includes(personId))
      .map(({ name }) => `${name} of ${schedule.name}`),
  );

/** A schedule for the audit log: its rules, people by id. */
export const scheduleWords = (schedule: Schedule): JsonObject => ({
  name: schedule.name,
  teamId: schedule.teamId,
  zone: schedule.zone,
  rotations: standing(schedule).map(
    ({ name, level, kind, every, handoverDay, handoverTime, zone, startsOn, participants }) => ({
      name,
      level,
      kind,
      every,
      handoverDay,
      handoverTime,
      zone,
      startsOn,
      participants: [...participants],
    }),
  ),
});

interface Span {
  readonly from: Instant;
  readonly until: Instant;
}

/** The parts of a span in which somebody is away: others are paged first meanwhile, or there is nobody else. */
export const awayDuring = (absences: readonly Span[], { from, until }: Span): Span[] =>
  absences
    .filter((absence) => isBefore(absence.from, until) && isBefore(from, absence.until))
    .map((absence) => ({ from: later(absence.from, from), until: earlier(absence.until, until) }));
