import { type Instant, isBefore, millisBetween, plusSeconds } from '../kernel/index.ts';
import type { Message } from './model.ts';

export interface Lateness {
  readonly dueAt: Instant;
  readonly seconds: number;
}

/** What has no deadline is called late when it comes this long after it was due. */
const GRACE_SECONDS = 60;

/** Within so many seconds of being written a message says what is true. */
const FRESH_SECONDS = 5;

/** Whether a message has waited long enough that what it says may have ceased to be true. */
export const hasWaited = (message: Message, now: Instant): boolean =>
  isBefore(plusSeconds(message.queuedAt, FRESH_SECONDS), now);

/** A message that comes after its time says so (design §5, recovery after an outage). */
export function lateness(message: Message, now: Instant): Lateness | undefined {
  const dueAt = message.deadline ?? message.promisedAt;
  if (dueAt === null) return undefined;
  const limit = message.deadline ?? plusSeconds(dueAt, GRACE_SECONDS);
  if (!isBefore(limit, now)) return undefined;
  return { dueAt, seconds: Math.round(millisBetween(dueAt, now) / 1000) };
}
