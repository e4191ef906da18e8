import type { FailureReason, Outcome } from '../communication/index.ts';
import { type Instant, isBefore, plusSeconds } from '../kernel/index.ts';

type Failure = Extract<Outcome, { kind: 'retry' | 'rejected' }>;

/** How posting to a room has gone since it last worked. */
export interface RoomHealth {
  readonly failures: number;
  readonly failingSince: Instant | null;
  readonly toldAt: Instant | null;
}

/** Waits between tries in seconds; after the last it is tried at that pace for as long as it takes. */
const PAUSES = [5, 15, 60, 300, 900] as const;
/** No more are counted. */
const MOST_FAILURES = 1_000;
/** Hiccups pass by themselves; what the chat refuses does not. */
const TELL_FROM_FAILURES = 3;
/** So often a card is refused that a room does not take although it takes others. */
const MOST_TRIES = 5;
/** Nobody waits so long for the card of what is over. */
const PATIENCE_SECONDS = 24 * 60 * 60;

/** After how many seconds comes the next try; not before the chat allows one. */
const pauseAfter = (tries: number, failure: Failure): number => {
  const pause = PAUSES[Math.min(tries, PAUSES.length - 1)] ?? 900;
  return failure.kind === 'retry' ? Math.max(pause, failure.afterSeconds ?? 0) : pause;
};

/** Of one card alone. Of anything else no other card of the room would be taken either. */
const OF_THE_CARD: readonly FailureReason[] = ['refused', 'too_large'];

export const isOfTheCard = ({ reason }: Failure): boolean => OF_THE_CARD.includes(reason);

/** A card that is refused for itself: when it is tried again; null when it is given up. */
export const cardRetryAt = (tries: number, failure: Failure, now: Instant): Instant | null =>
  tries + 1 >= MOST_TRIES ? null : plusSeconds(now, pauseAfter(tries, failure));

/** A room that could not be posted to. `tell`: now the administrators are told, once until it works again. */
export function afterFailure({ failures, failingSince, toldAt }: RoomHealth, failure: Failure, now: Instant) {
  const count = Math.min(failures + 1, MOST_FAILURES);
  return {
    failures: count,
    failingSince: failingSince ?? now,
    retryAt: plusSeconds(now, pauseAfter(failures, failure)),
    tell: toldAt === null && (failure.kind === 'rejected' || count >= TELL_FROM_FAILURES),
  };
}

/** Whether a room that fails is tried for the sake of this incident's card. One that is over waits until the room works. */
export const isWorthTrying = (open: boolean, failingSince: Instant | null, now: Instant): boolean =>
  open || failingSince === null || isBefore(now, plusSeconds(failingSince, PATIENCE_SECONDS));
