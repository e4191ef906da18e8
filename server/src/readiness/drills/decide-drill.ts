import { type Actor, Fault, type Instant, isBefore, millisBetween, plusSeconds } from '../../kernel/index.ts';
import { type Drill, type Inject, isOver, type RealIncident } from './model.ts';

/** An inject with its place in the scenario. */
export interface Placed {
  readonly seq: number;
  readonly inject: Inject;
  readonly at: Instant;
}

/** What happens when, the time in which it was held added. None before it has begun. */
function timetable({
  scenario,
  startedAt,
  heldSeconds,
}: Pick<Drill, 'scenario' | 'startedAt' | 'heldSeconds'>): readonly Placed[] {
  if (startedAt === null) return [];
  return scenario.injects
    .map((inject, seq) => ({ seq, inject, at: plusSeconds(startedAt, heldSeconds + inject.at) }))
    .sort((a, b) => a.inject.at - b.inject.at || a.seq - b.seq);
}

/** When it ends at the latest: a drill that everybody has forgotten must not page for ever. */
export const limitOf = ({
  scenario,
  startedAt,
  heldSeconds,
}: Pick<Drill, 'scenario' | 'startedAt' | 'heldSeconds'>): Instant | null =>
  startedAt === null ? null : plusSeconds(startedAt, heldSeconds + scenario.minutes * 60);

export const dueInjects = (drill: Drill, done: ReadonlySet<number>, now: Instant): readonly Placed[] =>
  timetable(drill).filter(({ seq, at }) => !done.has(seq) && !isBefore(now, at));

/** The next look; null while it is held, and when it is over. */
export function nextLook(drill: Drill, done: ReadonlySet<number>): Instant | null {
  if (drill.status === 'scheduled') return drill.startsAt;
  if (drill.status !== 'running') return null;
  const limit = limitOf(drill);
  const next = timetable(drill).find(({ seq }) => !done.has(seq))?.at ?? null;
  return next === null || limit === null || isBefore(limit, next) ? limit : next;
}

/**
 * The real incident that a drill gives way to: a P1 anywhere, and any other but a P4 of the same team or with somebody at
 * work on it who takes part. Not every incident: a drill that stops for a typo elsewhere is never held at all.
 */
export function precedence(
  drill: Pick<Drill, 'teamId' | 'personIds' | 'resumedPast'>,
  real: readonly RealIncident[],
): RealIncident | undefined {
  return real.find(
    ({ id, severity, teamId, personIds }) =>
      !drill.resumedPast.includes(id) &&
      (severity === 'P1' ||
        (severity !== 'P4' &&
          ((teamId !== null && teamId === drill.teamId) ||
            personIds.some((person) => drill.personIds.includes(person))))),
  );
}

export const hold = (drill: Drill, by: string | null, now: Instant): Drill => ({
  ...drill,
  status: 'held',
  heldBy: by,
  heldAt: now,
});

/** Goes on where it was: what was to come is later by as long as it was held. @throws Fault `conflict` */
export function resume(drill: Drill, now: Instant): Drill {
  if (drill.status !== 'held' || drill.heldAt === null)
    throw new Fault('conflict', 'drill_not_held', 'This drill is not held.');
  // Held before it began: it begins now.
  const passed = drill.startedAt === null ? 0 : Math.floor(millisBetween(drill.heldAt, now) / 1000);
  return {
    ...drill,
    status: drill.startedAt === null ? 'scheduled' : 'running',
    startsAt: drill.startedAt === null ? now : drill.startsAt,
    ...{ heldBy: null, heldAt: null, heldSeconds: drill.heldSeconds + passed },
    resumedPast: drill.heldBy === null ? drill.resumedPast : [...drill.resumedPast, drill.heldBy],
  };
}

export const begin = (drill: Drill, now: Instant): Drill => ({ ...drill, status: 'running', startedAt: now });

/** @throws Fault `conflict` when it is over */
export function finish(
  drill: Drill,
  how: {
    readonly status: 'ended' | 'aborted' | 'cancelled';
    readonly by: Actor;
    readonly reason: string | null;
  },
  now: Instant,
): Drill {
  if (isOver(drill.status)) throw over();
  return {
    ...drill,
    ...{ status: how.status, endedAt: now, endedBy: how.by, reason: how.reason, heldBy: null, heldAt: null },
  };
}

export const over = (): Fault => new Fault('conflict', 'drill_over', 'This drill is over.');
