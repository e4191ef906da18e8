/**
 * All time arithmetic is Temporal (design decision 8). The polyfill is imported here and nowhere else, so that the day
 * the runtime ships Temporal it is one line to change.
 */
export { Temporal } from 'temporal-polyfill';

import { Temporal } from 'temporal-polyfill';

/** A point on the time line, no zone. Stored as `timestamptz`, sent as ISO 8601 in UTC. */
export type Instant = Temporal.Instant;
export type Duration = Temporal.Duration;
/** An IANA time zone name, such as `Europe/Berlin`. */
export type Zone = string;

/** The earlier of two instants. */
export const earlier = (a: Instant, b: Instant): Instant => (Temporal.Instant.compare(a, b) <= 0 ? a : b);
/** The later of two instants. */
export const later = (a: Instant, b: Instant): Instant => (Temporal.Instant.compare(a, b) >= 0 ? a : b);
/** True when `a` is strictly before `b`. */
export const isBefore = (a: Instant, b: Instant): boolean => Temporal.Instant.compare(a, b) < 0;
/** True when `a` is `b` or before it. */
export const isAtOrBefore = (a: Instant, b: Instant): boolean => Temporal.Instant.compare(a, b) <= 0;
/** Milliseconds from `a` to `b`; negative when `b` is earlier. */
export const millisBetween = (a: Instant, b: Instant): number => b.epochMilliseconds - a.epochMilliseconds;
/** `instant` plus a number of seconds (may be negative or fractional to the millisecond). */
export const plusSeconds = (instant: Instant, seconds: number): Instant =>
  Temporal.Instant.fromEpochMilliseconds(instant.epochMilliseconds + Math.round(seconds * 1000));

/**
 * Whether an ISO text is of a year that can be meant, 1970 to 2199. Others are slips of the pen, and in some of them
 * PostgreSQL and JavaScript do not read each other's dates. True for text that is no date: another check says so.
 */
export function isUsualYear(text: string): boolean {
  const year = Number(text.slice(0, 4));
  return !(year < 1970 || year >= 2200);
}
export const USUAL_YEARS = 'Expected a year from 1970 to 2199';

/** True for a name the runtime knows as an IANA zone (`UTC` included). Offsets such as `+02:00` are not zones. */
export function isZone(name: string): boolean {
  if (!/^[A-Za-z]/.test(name)) return false;
  try {
    Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(name);
    return true;
  } catch {
    return false;
  }
}
