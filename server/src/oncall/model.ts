import { z } from 'zod';
import { type Instant, isUsualYear, isZone, Temporal, USUAL_YEARS } from '../kernel/index.ts';

export const WEEKDAYS = [
  'monday',
  'tuesday',
  'wednesday',
  'thursday',
  'friday',
  'saturday',
  'sunday',
] as const;

/** Levels beyond this are a typing mistake, not an organisation. */
const MAX_LEVEL = 9;

/**
 * A rotation hands over from one participant to the next, in their order and for ever, at a local time of a zone:
 * every day, or every week on one day. It is a rule, not a list of shifts: who is on call is computed when asked, so
 * that an edit shows at once (a stored roster showed the old person until the next hand-over).
 */
export interface Rotation {
  readonly id: string;
  readonly name: string;
  /** 1 is paged first. Several rotations may serve one level; all their people are then on call. */
  readonly level: number;
  readonly kind: 'daily' | 'weekly';
  /** Shift length in days or weeks. */
  readonly every: number;
  /** Local time of the hand-over, `HH:MM`. */
  readonly handoverTime: string;
  /** ISO day of the hand-over, Monday is 1; daily rotations have none. */
  readonly handoverDay: number | null;
  /** IANA zone of the hand-over; a turn is as long as its days are there, 23 or 25 hours included. */
  readonly zone: string;
  /** ISO date: the first participant's turn begins at the first hand-over on or after it. */
  readonly startsOn: string;
  /** Person ids in the order of their turns. */
  readonly participants: readonly string[];
  /** The rule counts from this instant … (null: since ever) */
  readonly inForceFrom: Instant | null;
  /** … to this one, exclusive (null: until further notice). A changed rule ends here and another takes over. */
  readonly inForceUntil: Instant | null;
}

/** One person stands in for everybody of a level for a while. Of overlapping ones the latest made counts. */
export interface Override {
  readonly id: string;
  readonly level: number;
  readonly personId: string;
  readonly from: Instant;
  /** Exclusive. */
  readonly until: Instant;
  readonly reason: string;
  readonly authorId: string | null;
  readonly createdAt: Instant;
  /** Its person has left before its end: it stands for nobody any more, and what lies under it counts again. */
  readonly lapsed?: true;
}

export interface Schedule {
  /** A slug, such as `payments`. */
  readonly id: string;
  readonly teamId: string;
  readonly name: string;
  /** The zone in which the schedule is shown by default. */
  readonly zone: string;
  readonly rotations: readonly Rotation[];
  readonly overrides: readonly Override[];
}

/** A person on call, and by which rule. */
export type OnCallPerson =
  | { readonly personId: string; readonly via: 'rotation'; readonly rotationId: string }
  | { readonly personId: string; readonly via: 'override'; readonly overrideId: string };

/** Who answers at one level, and between which instants this is so. */
export interface OnCallLevel {
  readonly level: number;
  /** Empty when nobody is. */
  readonly people: readonly OnCallPerson[];
  /** When this stint began; null: no beginning is known. */
  readonly since: Instant | null;
  /** When it ends, exclusive; null: no end is known. */
  readonly until: Instant | null;
}

/** The answer to "who is on call at t". Levels ascending; a schedule without rules has none. */
export interface OnCallAnswer {
  readonly scheduleId: string;
  readonly teamId: string;
  readonly at: Instant;
  readonly levels: readonly OnCallLevel[];
}

/** A level's stint, cut to the window asked for. */
export interface Stint {
  readonly level: number;
  readonly people: readonly OnCallPerson[];
  readonly from: Instant;
  readonly until: Instant;
}

export const zone = z
  .string()
  .max(60)
  .refine(isZone, 'Expected a time zone such as Europe/Berlin')
  .describe('An IANA time zone');
export const handoverTime = z
  .string()
  .regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'Expected a time of day such as 09:00')
  .describe('Local time of the hand-over, HH:MM');
export const isoDate = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}$/, 'Expected a date such as 2031-03-03')
  .refine(isDate, 'This date does not exist')
  .refine(isUsualYear, USUAL_YEARS);
export const level = z.int().min(1).max(MAX_LEVEL).describe('1 is paged first');

/** A rotation as a person writes it: in the API, and (with e-mail addresses as participants) in org.yaml. */
export const rotationInput = z
  .strictObject({
    name: z.string().trim().min(1).max(80).optional(),
    level: level.default(1),
    kind: z.enum(['daily', 'weekly']).default('weekly'),
    every: z.int().min(1).max(52).default(1).describe('Shift length in days or weeks'),
    handoverTime: handoverTime.default('09:00'),
    handoverDay: z.enum(WEEKDAYS).optional().describe('Weekly rotations only; default: monday'),
    zone: zone.optional().describe("Default: the schedule's zone"),
    startsOn: isoDate
      .optional()
      .describe(
        "The first participant's shift starts at the first hand-over on or after this day; default: today",
      ),
    participants: z.array(z.string().min(1)).min(1).max(100),
  })
  .refine((rotation) => rotation.kind === 'weekly' || rotation.handoverDay === undefined, {
    path: ['handoverDay'],
    message: 'A daily rotation hands over every day; remove the day.',
  });
export type RotationInput = z.output<typeof rotationInput>;

function isDate(text: string): boolean {
  try {
    Temporal.PlainDate.from(text);
    return true;
  } catch {
    return false;
  }
}
