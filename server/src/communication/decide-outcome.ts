import { earlier, type Instant, isBefore, later, plusSeconds } from '../kernel/index.ts';
import type { FailureReason, Message, MessagePurpose, NotSentReason, Outcome } from './model.ts';

export interface RetryLimits {
  /** The wait after the first failure; it doubles from there. */
  readonly firstSeconds: number;
  readonly longestSeconds: number;
  /** After so long nothing is tried any more and the message is a dead letter. */
  readonly giveUpAfterSeconds: number;
}

/**
 * A page is tried every minute at the least, so that it is out within a minute of the provider's return; it ends by
 * being acknowledged, not by age. What only informs gives a struggling provider more room.
 */
export const retryLimits: Readonly<Record<MessagePurpose, RetryLimits>> = {
  page: { firstSeconds: 5, longestSeconds: 60, giveUpAfterSeconds: 24 * 3600 },
  notice: { firstSeconds: 10, longestSeconds: 300, giveUpAfterSeconds: 24 * 3600 },
  system: { firstSeconds: 10, longestSeconds: 300, giveUpAfterSeconds: 24 * 3600 },
  // A day-old update is no news to them.
  subscriber: { firstSeconds: 60, longestSeconds: 1800, giveUpAfterSeconds: 12 * 3600 },
};

/** The longest a provider's own "come back in" is believed; for a page, which somebody waits for, much less. */
const longestRetryAfterSeconds: Readonly<Record<MessagePurpose, number>> = {
  page: 300,
  notice: 3600,
  system: 3600,
  subscriber: 3600,
};

export type Aftermath =
  | { readonly kind: 'handed'; readonly state: 'accepted' | 'delivered'; readonly providerId: string | null }
  | { readonly kind: 'retry'; readonly at: Instant; readonly reason: FailureReason }
  | { readonly kind: 'dead'; readonly reason: FailureReason | 'gave_up'; readonly badAddress: boolean }
  | { readonly kind: 'stopped'; readonly reason: NotSentReason };

/**
 * What follows from a channel's answer. What was handed over was handed over, even if it was stopped meanwhile; what
 * failed and is not wanted any more is not tried again.
 */
export function afterAttempt(message: Message, outcome: Outcome, now: Instant): Aftermath {
  if (outcome.kind === 'accepted' || outcome.kind === 'delivered')
    return {
      kind: 'handed',
      // The receipt can be here before the answer to the request that caused it.
      state: message.deliveredAt === null ? outcome.kind : 'delivered',
      providerId: outcome.providerId ?? null,
    };
  if (message.stopReason !== null) return { kind: 'stopped', reason: message.stopReason };
  if (outcome.kind === 'rejected')
    return { kind: 'dead', reason: outcome.reason, badAddress: badAddressReasons.has(outcome.reason) };
  if (outcome.reason === 'bad_address' && isRepeated(message, now))
    return { kind: 'dead', reason: outcome.reason, badAddress: true };
  const wait = plusSeconds(now, retryDelaySeconds(message, outcome.afterSeconds));
  const { at, giveUpAt } = withinDeadline(message, wait);
  return isBefore(giveUpAt, at)
    ? { kind: 'dead', reason: 'gave_up', badAddress: false }
    : { kind: 'retry', at, reason: outcome.reason };
}

/**
 * A system message with a deadline carries a link that works until then: it is tried for as long, be it days, and looked at
 * once more at that very moment, when its owner ends it. Notices and pages are late after their deadline and sent all the same.
 */
function withinDeadline(
  { purpose, ageFrom, deadline }: Message,
  wait: Instant,
): { readonly at: Instant; readonly giveUpAt: Instant } {
  const giveUpAt = plusSeconds(ageFrom, retryLimits[purpose].giveUpAfterSeconds);
  if (purpose !== 'system' || deadline === null) return { at: wait, giveUpAt };
  return { at: earlier(wait, deadline), giveUpAt: later(giveUpAt, deadline) };
}

/**
 * A channel that only supposes that there is no such address is believed when it has said so for this long. Sooner, a
 * server that is set up wrongly for some minutes would cost everybody their way to be reached.
 */
const BELIEVED_AFTER_SECONDS = 900;

const isRepeated = ({ firstAttemptAt }: Message, now: Instant): boolean =>
  firstAttemptAt !== null && !isBefore(now, plusSeconds(firstAttemptAt, BELIEVED_AFTER_SECONDS));

/** Reasons for which the address itself is of no use any more. */
export const badAddressReasons: ReadonlySet<FailureReason> = new Set(['bad_address', 'gone', 'opted_out']);

/**
 * Seconds until the next try: doubling, spread by up to a fifth either way so that a thousand messages that failed
 * together do not come back together, and never sooner than the provider asked. The spread depends on id and attempt
 * alone, so that the same facts give the same decision.
 */
export function retryDelaySeconds(
  message: Pick<Message, 'id' | 'attempts' | 'purpose'>,
  afterSeconds = 0,
): number {
  const { firstSeconds, longestSeconds } = retryLimits[message.purpose];
  const doubled = Math.min(
    longestSeconds,
    firstSeconds * 2 ** Math.min(30, Math.max(0, message.attempts - 1)),
  );
  const spread = doubled * (0.8 + 0.4 * fraction(`${message.id}:${message.attempts}`));
  return Math.max(spread, Math.min(afterSeconds, longestRetryAfterSeconds[message.purpose]));
}

/** FNV-1a of a text, as a fraction in [0, 1). */
function fraction(text: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index += 1) {
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193) >>> 0;
  }
  return hash / 2 ** 32;
}
