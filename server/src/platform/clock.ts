import { type Clock, Temporal } from '../kernel/index.ts';

/**
 * The real clock. Whole milliseconds: PostgreSQL keeps micro-, JavaScript's JSON milliseconds, and a time that changes on
 * its way to the database and back would break the hash chain.
 */
export const systemClock: Clock = {
  now: () => Temporal.Instant.fromEpochMilliseconds(Date.now()),
};
