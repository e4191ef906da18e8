import type { Instant } from '../../kernel/index.ts';

/** A time in which somebody is busy, in milliseconds since 1970. What for is not kept. */
export type BusySpan = readonly [from: number, until: number];

/** What a calendar says of a stretch of time. */
export interface Busy {
  readonly spans: readonly BusySpan[];
  /** Nothing is known from here on. */
  readonly until: number;
}

/** The free/busy address that somebody gave. Whoever knows it reads the calendar: it is sealed, and not shown again. */
export interface PersonCalendar {
  readonly personId: string;
  readonly sealedUrl: string;
  /** Where it is, as far as anybody may see it. */
  readonly host: string;
  /** When it was last asked for, whatever came of it. */
  readonly askedAt: Instant;
  /** As it was when it last answered. */
  readonly busy: Busy | null;
  readonly readAt: Instant | null;
  /** Why the last attempt failed; null when it worked. */
  readonly problem: string | null;
}

/** Why a calendar says nothing of its owner: none was given, or it cannot be read. */
export type NoCalendar = 'none' | 'unreadable';

/** The job that reads one calendar; its key is the person's id. */
export const CALENDAR_TASK = 'reviews.calendar';
