import { type Instant, isAtOrBefore, later, plusSeconds } from '../kernel/index.ts';
import { type Delivery, type DeliveryState, type Health, PING } from './model.ts';

/** How long after each try that failed the next one comes, in seconds: nine tries in 28 hours (Standard Webhooks 1.0 §operations). */
const WAITS = [5, 60, 300, 1_800, 7_200, 18_000, 36_000, 36_000] as const;
/** What a receiver may ask for by Retry-After. */
const LONGEST_WAIT = 6 * 3600;
/** After failures in a row nothing is sent for a while, twice as long each time: whoever comes back is not met by all at once. */
const FIRST_REST = 5;
const LONGEST_REST = 300;
/** So many failures in a row are the receiver's and not one event's. */
const STREAK = 3;

/** What one request came to. */
export interface Outcome {
  /** Null when there was no answer. */
  readonly status: number | null;
  readonly retryAfterSeconds?: number | undefined;
}

export interface Verdict {
  readonly delivery: Pick<Delivery, 'tries' | 'firstTriedAt' | 'dueAt' | 'settledAt'> & {
    readonly state: Extract<DeliveryState, 'waiting' | 'delivered' | 'failed'>;
  };
  readonly health: Health;
  /** It works again after a streak of failures: what waits for its next try is due now. */
  readonly recovered: boolean;
  /** Why nothing is sent any more until somebody switches it on again; null to go on. */
  readonly stop: string | null;
}

/** What becomes of a delivery and of its webhook after a try. */
export function decideTry(
  { type, tries: before, firstTriedAt: first }: Pick<Delivery, 'type' | 'tries' | 'firstTriedAt'>,
  health: Health,
  { status, retryAfterSeconds = 0 }: Outcome,
  now: Instant,
): Verdict {
  const tries = before + 1;
  const firstTriedAt = first ?? now;
  if (status !== null && status >= 200 && status < 300)
    return {
      delivery: { state: 'delivered', tries, firstTriedAt, dueAt: null, settledAt: now },
      health: { failingSince: null, failures: 0, restingUntil: null },
      recovered: health.failures >= STREAK,
      stop: null,
    };
  const failingSince = health.failingSince ?? now;
  const failures = health.failures + 1;
  const rest = Math.min(LONGEST_REST, FIRST_REST * 2 ** Math.min(failures - 1, 10));
  const failing = { failingSince, failures, restingUntil: plusSeconds(now, rest) };
  // Whoever sends a test looks at it now, and sends another when they have mended something.
  const isTest = type === PING;
  const wait = isTest ? undefined : WAITS[before];
  const isGone = status === 410;
  if (wait === undefined || isGone) {
    // Nothing at all got through for as long as this one was tried.
    const isDead = !isTest && isAtOrBefore(failingSince, firstTriedAt);
    return {
      delivery: { state: 'failed', tries, firstTriedAt, dueAt: null, settledAt: now },
      health: failing,
      recovered: false,
      stop: isGone ? GONE : isDead ? DEAD : null,
    };
  }
  const asked = Math.min(retryAfterSeconds, LONGEST_WAIT);
  const dueAt = later(plusSeconds(now, wait), plusSeconds(now, asked));
  return {
    delivery: { state: 'waiting', tries, firstTriedAt, dueAt, settledAt: null },
    health: failing,
    recovered: false,
    stop: null,
  };
}

const GONE = 'The receiver answered 410 Gone: it wants nothing more.';
const DEAD = 'For more than a day every request has failed.';
