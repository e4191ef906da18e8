import type { RotationInput, ScheduleCalendar } from './api.ts';

/** A rotation while it is being edited; `key` is its identity on the page. */
export interface RotationDraft {
  key: number;
  name: string;
  level: number;
  kind: 'daily' | 'weekly';
  every: number;
  handoverDay: Day;
  handoverTime: string;
  /** Empty: the zone of the schedule. */
  zone: string;
  participants: readonly string[];
}

export const days = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'] as const;
export type Day = (typeof days)[number];

let lastKey = 0;

/** A weekly rotation, handed over on Monday mornings, for nobody yet. */
export function newRotation(level: number): RotationDraft {
  lastKey += 1;
  return {
    key: lastKey,
    name: level === 1 ? 'Primary' : `Level ${level}`,
    level,
    kind: 'weekly',
    every: 1,
    handoverDay: 'monday',
    handoverTime: '09:00',
    zone: '',
    participants: [],
  };
}

/** The rotations of a schedule, to be edited. */
export function draftsOf(schedule: ScheduleCalendar): RotationDraft[] {
  return schedule.rotations.map((rotation) => {
    lastKey += 1;
    return {
      key: lastKey,
      name: rotation.name,
      level: rotation.level,
      kind: rotation.kind,
      every: rotation.every,
      handoverDay: rotation.handoverDay ?? 'monday',
      handoverTime: rotation.handoverTime,
      zone: rotation.zone === schedule.zone ? '' : rotation.zone,
      participants: rotation.participants.map((person) => person.personId),
    };
  });
}

/**
 * What the server is told. No start is said: it keeps whoever is on call now on call where they still take part,
 * and everybody's turn where only the people change.
 */
export function inputOf(draft: RotationDraft): RotationInput {
  return {
    ...(draft.name.trim() ? { name: draft.name.trim() } : {}),
    level: draft.level,
    kind: draft.kind,
    every: draft.every,
    handoverTime: draft.handoverTime,
    ...(draft.kind === 'weekly' ? { handoverDay: draft.handoverDay } : {}),
    ...(draft.zone.trim() ? { zone: draft.zone.trim() } : {}),
    participants: [...draft.participants],
  };
}

/** The levels in use, numbered from 1 without holes: removing level 2 of three makes level 3 the second. */
export function levelled(drafts: readonly RotationDraft[]): RotationDraft[] {
  const order = [...new Set(drafts.map((draft) => draft.level))].sort((a, b) => a - b);
  return drafts.map((draft) => ({ ...draft, level: order.indexOf(draft.level) + 1 }));
}

/** Two levels change places. */
export function swapLevels(drafts: readonly RotationDraft[], a: number, b: number): RotationDraft[] {
  return drafts.map((draft) =>
    draft.level === a ? { ...draft, level: b } : draft.level === b ? { ...draft, level: a } : draft,
  );
}
