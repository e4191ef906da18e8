import type { Instant } from './time.ts';

/**
 * The only source of "now" (design §5). Everything that needs the time gets a Clock; SQL gets `$now` from it, never
 * `now()`, so that tests move hours in milliseconds and one process never disagrees with itself.
 */
export interface Clock {
  /** The current instant, cut to whole milliseconds so that it survives JSON and PostgreSQL unchanged. */
  now(): Instant;
}
