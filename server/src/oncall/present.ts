import type { z } from 'zod';
import { isAway } from '../directory/index.ts';
import { type Instant, isBefore } from '../kernel/index.ts';
import { nextHandover, stints, whoIsOnCall } from './decide.ts';
import { awayDuring } from './decide-words.ts';
import { type OnCallPerson, type Override, type Schedule, WEEKDAYS } from './model.ts';
import type { calendarReply, overrideReply, scheduleNow, scheduleReply } from './model-api.ts';
import type { OnCallDirectory } from './service.ts';

export function presentNow(
  schedule: Schedule,
  at: Instant,
  directory: OnCallDirectory,
): z.input<typeof scheduleNow> {
  return {
    scheduleId: schedule.id,
    teamId: schedule.teamId,
    teamName: directory.teams.get(schedule.teamId)?.name ?? schedule.teamId,
    name: schedule.name,
    zone: schedule.zone,
    levels: whoIsOnCall(schedule, at).levels.map((level) => {
      const next = nextHandover(schedule, level);
      return {
        level: level.level,
        people: peopleAt(level.people, directory, at),
        since: level.since?.toString() ?? null,
        until: level.until?.toString() ?? null,
        next: next === null ? null : peopleAt(next.people, directory, level.until ?? at),
      };
    }),
  };
}

export function presentSchedule(
  schedule: Schedule,
  at: Instant,
  directory: OnCallDirectory,
): z.input<typeof scheduleReply> {
  return {
    id: schedule.id,
    teamId: schedule.teamId,
    name: schedule.name,
    zone: schedule.zone,
    rotations: schedule.rotations
      .filter(({ inForceUntil }) => inForceUntil === null || isBefore(at, inForceUntil))
      .map(({ inForceFrom: _, inForceUntil: __, ...rotation }) => ({
        ...rotation,
        handoverDay: rotation.handoverDay === null ? null : (WEEKDAYS[rotation.handoverDay - 1] ?? null),
        participants: rotation.participants.map((personId) => ({
          personId,
          name: nameOf(personId, directory),
        })),
      })),
  };
}

export function presentCalendar(
  schedule: Schedule,
  window: { from: Instant; until: Instant; now: Instant },
  directory: OnCallDirectory,
): z.input<typeof calendarReply> {
  const { from, until, now } = window;
  return {
    ...presentSchedule(schedule, now, directory),
    from: from.toString(),
    until: until.toString(),
    overrides: schedule.overrides
      .filter((override) => isBefore(override.from, until) && isBefore(from, override.until))
      .map((override) => presentOverride(override, directory)),
    stints: stints(schedule, from, until).map((stint) => ({
      level: stint.level,
      people: presentPeople(stint.people, directory),
      from: stint.from.toString(),
      until: stint.until.toString(),
    })),
  };
}

export const presentOverride = (
  override: Override,
  directory: OnCallDirectory,
): z.input<typeof overrideReply> => ({
  id: override.id,
  level: override.level,
  personId: override.personId,
  name: nameOf(override.personId, directory),
  from: override.from.toString(),
  until: override.until.toString(),
  reason: override.reason,
  authorId: override.authorId,
  away: awayDuring(directory.people.get(override.personId)?.absences ?? [], override).map(
    ({ from, until }) => ({ from: from.toString(), until: until.toString() }),
  ),
});

const presentPeople = (people: readonly OnCallPerson[], directory: OnCallDirectory) =>
  people.map((person) => ({
    personId: person.personId,
    name: nameOf(person.personId, directory),
    via: person.via,
    ruleId: person.via === 'rotation' ? person.rotationId : person.overrideId,
  }));

const peopleAt = (people: readonly OnCallPerson[], directory: OnCallDirectory, at: Instant) =>
  presentPeople(people, directory).map((shown) => {
    const person = directory.people.get(shown.personId);
    return { ...shown, away: person !== undefined && isAway(person, at) };
  });

const nameOf = (personId: string, directory: OnCallDirectory): string =>
  directory.people.get(personId)?.name ?? '';
