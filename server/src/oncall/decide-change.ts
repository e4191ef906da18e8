import { type Instant, isAtOrBefore, isBefore, Temporal } from '../kernel/index.ts';
import { turnAt } from './decide-turn.ts';
import { type Override, type Rotation, type RotationInput, type Schedule, WEEKDAYS } from './model.ts';

/** What is to be written so that a schedule has the wanted rotations from now on. */
export interface RotationChange {
  /** Ids of rotations that end now. */
  readonly end: readonly string[];
  readonly add: readonly Rotation[];
}

export interface WantedRotations {
  readonly rotations: readonly RotationInput[];
  /** Zone of rotations that name none. */
  readonly zone: string;
}

/**
 * Compares the rotations in force with those wanted. One that is the same stays as it is; everything else ends now and is
 * added anew, so that the past keeps its rules. A wanted rotation that says no start keeps the phase of the one whose
 * place it takes; with none, its first participant is on call at once (`startsOn` = the last hand-over before now).
 * @param ids one fresh id per wanted rotation
 */
export function changeRotations(
  current: readonly Rotation[],
  wanted: WantedRotations,
  ids: readonly string[],
  now: Instant,
): RotationChange {
  const open = current.filter(({ inForceUntil }) => inForceUntil === null || isBefore(now, inForceUntil));
  const left = [...open];
  const add: Rotation[] = [];
  wanted.rotations.forEach((input, index) => {
    const rotation = complete(input, wanted.zone, ids[index] ?? '', now);
    const same = left.findIndex((other) => sameRule(other, rotation, input.startsOn === undefined));
    if (same >= 0) left.splice(same, 1);
    else add.push(input.startsOn === undefined ? inPhase(rotation, left) : rotation);
  });
  return { end: left.map(({ id }) => id), add };
}

/** The schedule as it would be with a change made at `now`; for looking at it before it is made. */
export function withChange(schedule: Schedule, change: RotationChange, now: Instant): Schedule {
  const ended = new Set(change.end);
  const kept = schedule.rotations.map((rotation) =>
    ended.has(rotation.id) ? { ...rotation, inForceUntil: now } : rotation,
  );
  return { ...schedule, rotations: [...kept, ...change.add] };
}

/** How an override that is no longer wanted ends: one that has begun ends now, so that the past stays; a past one stays. */
export function withdrawOverride(override: Override, now: Instant): 'over' | 'cut' | 'delete' {
  if (isAtOrBefore(override.until, now)) return 'over';
  return isBefore(override.from, now) ? 'cut' : 'delete';
}

function complete(input: RotationInput, scheduleZone: string, id: string, now: Instant): Rotation {
  const zone = input.zone ?? scheduleZone;
  const rotation = {
    id,
    name: input.name ?? (input.level === 1 ? 'Primary' : `Level ${input.level}`),
    level: input.level,
    kind: input.kind,
    every: input.every,
    handoverTime: input.handoverTime,
    handoverDay: input.kind === 'weekly' ? WEEKDAYS.indexOf(input.handoverDay ?? 'monday') + 1 : null,
    zone,
    startsOn: input.startsOn ?? now.toZonedDateTimeISO(zone).toPlainDate().toString(),
    participants: input.participants,
    inForceFrom: now,
    inForceUntil: null,
  };
  return input.startsOn === undefined ? { ...rotation, startsOn: lastHandover(rotation, now) } : rotation;
}

/** The local day of the last hand-over at or before `now`. */
function lastHandover(rotation: Rotation, now: Instant): string {
  const single = { ...rotation, every: 1, participants: ['anybody'], inForceFrom: null };
  const turn = turnAt(single, now);
  return (turn?.from ?? now).toZonedDateTimeISO(rotation.zone).toPlainDate().toString();
}

/** The same rhythm on the same level: adding somebody to a rotation must not move everybody's hand-over. */
function inPhase(rotation: Rotation, replaced: readonly Rotation[]): Rotation {
  const before = replaced.find(
    (other) =>
      other.level === rotation.level &&
      other.kind === rotation.kind &&
      other.every === rotation.every &&
      other.handoverDay === rotation.handoverDay &&
      other.zone === rotation.zone,
  );
  if (before === undefined) return rotation;
  return { ...rotation, startsOn: startFor(rotation, before) };
}

/** Who is on call now stays on call, when they are still in the rotation: the start is moved by whole turns until so. */
function startFor(rotation: Rotation, before: Rotation): string {
  const now = rotation.inForceFrom;
  const present = now === null ? null : turnAt(before, now);
  const place = present === null ? -1 : rotation.participants.indexOf(present.personId);
  if (place < 0) return rotation.startsOn;
  const days = rotation.every * (rotation.kind === 'weekly' ? 7 : 1);
  const first = (present as NonNullable<typeof present>).from.toZonedDateTimeISO(rotation.zone).toPlainDate();
  return first.subtract({ days: place * days }).toString();
}

function sameRule(a: Rotation, b: Rotation, ignoreStart: boolean): boolean {
  return (
    a.name === b.name &&
    a.level === b.level &&
    a.kind === b.kind &&
    a.every === b.every &&
    a.handoverTime === b.handoverTime &&
    a.handoverDay === b.handoverDay &&
    a.zone === b.zone &&
    (ignoreStart || Temporal.PlainDate.compare(a.startsOn, b.startsOn) === 0) &&
    a.participants.length === b.participants.length &&
    a.participants.every((person, index) => person === b.participants[index])
  );
}
