import { type Instant, isAtOrBefore, isBefore, millisBetween, Temporal } from '../kernel/index.ts';
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

interface Wanted {
  readonly rotation: Rotation;
  /** Says no start, so that it may begin in the middle of somebody's turn. */
  readonly free: boolean;
}

/**
 * Compares the rotations in force with those wanted. One that is the same stays as it is; everything else ends now and is
 * added anew, so that the past keeps its rules. With a wanted rotation that says no start, whoever is on call in the one
 * whose place it takes stays until its next hand-over; with none, its first participant is on call at once (`startsOn` =
 * the last hand-over before now).
 * @param ids one fresh id per wanted rotation
 */
export function changeRotations(
  current: readonly Rotation[],
  wanted: WantedRotations,
  ids: readonly string[],
  now: Instant,
): RotationChange {
  const open = current.filter(({ inForceUntil }) => inForceUntil === null || isBefore(now, inForceUntil));
  const all = wanted.rotations.map((input, index) => ({
    rotation: complete(input, wanted.zone, ids[index] ?? '', now),
    free: input.startsOn === undefined,
  }));
  const places = placesTaken(all, open);
  const kept = new Set<Rotation>();
  const add: Rotation[] = [];
  for (const each of all) {
    const before = places.get(each);
    if (before !== undefined && isSame(each, before)) kept.add(before);
    else if (before !== undefined && each.free) add.push(handedOn(each.rotation, before, now));
    else add.push(each.rotation);
  }
  return { end: open.filter((rotation) => !kept.has(rotation)).map(({ id }) => id), add };
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
  return input.startsOn === undefined
    ? { ...rotation, startsOn: dayOf(rotation, lastHandover(rotation, now)).toString() }
    : rotation;
}

const named = ({ rotation }: Wanted, other: Rotation) => rotation.name === other.name;
const onLevel = ({ rotation }: Wanted, other: Rotation) => rotation.level === other.level;
const shares = ({ rotation }: Wanted, other: Rotation) =>
  rotation.participants.some((person) => other.participants.includes(person));

/** How a wanted rotation is told to be a present one, the surest first. Names come before levels: people name what they mean. */
const likenesses: readonly ((wanted: Wanted, other: Rotation) => boolean)[] = [
  isSame,
  (wanted, other) => named(wanted, other) && onLevel(wanted, other) && shares(wanted, other),
  (wanted, other) => named(wanted, other) && onLevel(wanted, other),
  named,
  (wanted, other) => onLevel(wanted, other) && shares(wanted, other),
  onLevel,
];

/** Which rotation in force each wanted one takes the place of; no place is taken twice. */
function placesTaken(wanted: readonly Wanted[], open: readonly Rotation[]): ReadonlyMap<Wanted, Rotation> {
  const places = new Map<Wanted, Rotation>();
  const left = new Set(open);
  for (const like of likenesses)
    for (const each of wanted) {
      const before = places.has(each) ? undefined : [...left].find((rotation) => like(each, rotation));
      if (before === undefined) continue;
      places.set(each, before);
      left.delete(before);
    }
  return places;
}

/**
 * Who is on call now stays on call, when they are still in the rotation: the start is moved so that their turn began at the
 * hand-over of the new rhythm next to the one at which it did. Where that turn would be over, at the last one before now.
 */
function handedOn(rotation: Rotation, before: Rotation, now: Instant): Rotation {
  const present = turnAt(before, now);
  const place = present === null ? -1 : rotation.participants.indexOf(present.personId);
  if (present === null || place < 0) return rotation;
  const days = place * rotation.every * (rotation.kind === 'weekly' ? 7 : 1);
  const starting = (handover: Instant): Rotation => ({
    ...rotation,
    startsOn: dayOf(rotation, handover).subtract({ days }).toString(),
  });
  const near = starting(nearestHandover(rotation, present.from));
  return turnAt(near, now)?.personId === present.personId ? near : starting(lastHandover(rotation, now));
}

function nearestHandover(rotation: Rotation, at: Instant): Instant {
  const { from, until } = spanAt(rotation, at);
  return millisBetween(from, at) <= millisBetween(at, until) ? from : until;
}

/** The last hand-over at or before `now`. */
const lastHandover = (rotation: Rotation, now: Instant): Instant => spanAt(rotation, now).from;

/** From one hand-over that the rhythm can have to the next, whoever's turn it is and however many make a turn. */
function spanAt(rotation: Rotation, at: Instant): { readonly from: Instant; readonly until: Instant } {
  const single = { ...rotation, every: 1, participants: ['anybody'], inForceFrom: null };
  return turnAt(single, at) ?? { from: at, until: at };
}

const dayOf = ({ zone }: Rotation, at: Instant) => at.toZonedDateTimeISO(zone).toPlainDate();

function isSame({ rotation, free }: Wanted, other: Rotation): boolean {
  return sameRule(other, rotation, free);
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
