import { type DirectoryFacts, isAway } from '../directory/index.ts';
import { earlier, type Instant, isAtOrBefore, isBefore, plusSeconds, Temporal } from '../kernel/index.ts';
import { type OnCallAnswer, type Schedule, type Stint, stints } from '../oncall/index.ts';

/** A stretch in which nobody comes, goes, takes over or returns: looking at its first instant is looking at all. */
export interface Situation {
  readonly from: Instant;
  readonly until: Instant;
  /** Who is on call; null without a schedule. */
  readonly onCall: OnCallAnswer | null;
  /** Who is on call for the teams that cover a role of its incidents. */
  readonly covers: readonly OnCallAnswer[];
  /** Equal for situations with the same people on call and the same people away. */
  readonly key: string;
}

interface Window {
  readonly directory: DirectoryFacts;
  readonly from: Instant;
  readonly until: Instant;
}

/** People whose absence can change an answer for this team: on call in it, named for a role, or the last who are asked. */
function concerned({ people, roles }: DirectoryFacts, teamId: string | null, schedules: readonly Schedule[]) {
  const named = roles.filter((each) => each.teamId === null || each.teamId === teamId);
  const ids = new Set([
    ...[...people.values()].filter(({ role }) => role === 'administrator').map(({ id }) => id),
    ...named.flatMap(({ holders, deputies }) => [...holders, ...deputies]),
    ...schedules.flatMap(({ rotations }) => rotations.flatMap(({ participants }) => participants)),
    ...schedules.flatMap(({ overrides }) => overrides.map(({ personId }) => personId)),
  ]);
  return [...ids].flatMap((id) => people.get(id) ?? []).filter(({ absences }) => absences.length > 0);
}

/** The stints of a schedule are asked for this many days at once: some milliseconds' work between two pauses. */
const SLICE_DAYS = 14;

/**
 * Cuts the window wherever anything changes: hand-overs, overrides, absences. Pauses now and then.
 * @param covers the schedules of other teams that cover a role
 */
export function* situationsOf(
  { directory, from, until }: Window,
  teamId: string | null,
  schedule: Schedule | undefined,
  covers: readonly Schedule[] = [],
): Generator<void, Situation[]> {
  const schedules = schedule ? [schedule, ...covers] : covers;
  const owners: Schedule[] = [];
  const levels: Stint[][] = [];
  for (const each of schedules) {
    const rota = new Map<number, Stint[]>();
    for (let at = from; isBefore(at, until); at = plusSeconds(at, SLICE_DAYS * 86_400)) {
      for (const stint of stints(each, at, earlier(plusSeconds(at, SLICE_DAYS * 86_400), until)))
        rota.set(stint.level, followedBy(rota.get(stint.level) ?? [], stint));
      yield;
    }
    for (const level of rota.values()) {
      owners.push(each);
      levels.push(level);
    }
  }
  const people = concerned(directory, teamId, schedules);
  const absences = people.flatMap((person) => person.absences);
  const cuts = [from, until, ...[...levels.flat(), ...absences].flatMap((each) => [each.from, each.until])]
    .filter((at) => isAtOrBefore(from, at) && isAtOrBefore(at, until))
    .sort(Temporal.Instant.compare);
  const places = levels.map(() => 0);
  return cuts.flatMap((at, index): Situation[] => {
    const next = cuts[index + 1];
    if (next === undefined || !isBefore(at, next)) return [];
    const now = levels.map((all, level) => {
      let place = places[level] ?? 0;
      while (place + 1 < all.length && isAtOrBefore(all[place]?.until ?? at, at)) place++;
      places[level] = place;
      return all[place];
    });
    const answer = (whose: Schedule) =>
      answerOf(
        whose,
        at,
        now.filter((_, level) => owners[level] === whose),
      );
    const onCall = schedule ? answer(schedule) : null;
    const away = people.filter((person) => isAway(person, at)).map(({ id }) => id);
    const key = JSON.stringify([now.map((stint) => stint?.people.map(({ personId }) => personId)), away]);
    return [{ from: at, until: next, onCall, covers: covers.map(answer), key }];
  });
}

/** The stints of a level with the next one: a slice of the window ends no stint. */
function followedBy(before: Stint[], next: Stint): Stint[] {
  const last = before.at(-1);
  const ids = (stint: Stint) => stint.people.map(({ personId }) => personId).join(' ');
  if (last !== undefined && ids(last) === ids(next))
    before[before.length - 1] = { ...last, until: next.until };
  else before.push(next);
  return before;
}

/** What the resolver says at `at`, put together from its own stints: asking it anew for every cut takes three times as long. */
const answerOf = (schedule: Schedule, at: Instant, now: readonly (Stint | undefined)[]): OnCallAnswer => ({
  scheduleId: schedule.id,
  teamId: schedule.teamId,
  at,
  levels: now.flatMap((stint) =>
    stint === undefined
      ? []
      : [{ level: stint.level, people: stint.people, since: stint.from, until: stint.until }],
  ),
});
