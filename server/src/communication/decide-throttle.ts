import { earlier, type Instant, isBefore, later, plusSeconds } from '../kernel/index.ts';
import { MOST_BUNDLED } from './decide-bundle.ts';
import type { Message, WaitReason } from './model.ts';

/** A message other than a page, handed or being handed to the address in question. */
export interface RecentMessage {
  readonly id: string;
  readonly contentHash: string;
  readonly incidentId: string | null;
  /** When it was handed over; for one being sent, when that began. */
  readonly at: Instant;
}

/** So many messages in so many seconds reach one address one by one; what follows waits and is sent as one. */
const AT_ONCE = 3;
export const WINDOW_SECONDS = 10;
/** A message with a deadline leaves this long before it, however many went before. */
export const DEADLINE_MARGIN_SECONDS = 2;

/**
 * Somebody who is told twenty things within seconds reads none of them. The first few go out at once; the others wait
 * until the window has passed, where they meet and are bundled. Pages never wait, nor do they make others wait: somebody
 * paged again and again would else never be told the rest. Deadlines are kept.
 */
export function throttle(
  message: Message,
  recent: readonly RecentMessage[],
  now: Instant,
): { readonly kind: 'wait'; readonly until: Instant; readonly reason: WaitReason } | undefined {
  if (message.purpose === 'page') return undefined;
  const windowStart = plusSeconds(now, -WINDOW_SECONDS);
  const inWindow = recent.filter(({ id, at }) => id !== message.id && isBefore(windowStart, at));
  if (inWindow.length < AT_ONCE) return undefined;
  const newest = inWindow.map(({ at }) => at).reduce(later);
  const windowEnd = plusSeconds(newest, WINDOW_SECONDS);
  const until =
    message.deadline === null
      ? windowEnd
      : earlier(windowEnd, plusSeconds(message.deadline, -DEADLINE_MARGIN_SECONDS));
  return isBefore(now, until) ? { kind: 'wait', until, reason: 'too_many_at_once' } : undefined;
}

/**
 * When a held-back message looks again. What waits before it fills the next bundles, one per window; to look each time
 * whether one of them has room would, with a thousand waiting, be all that the workers do.
 * @param until the end of the window, as `throttle` gave it
 * @param ahead how many older messages wait for the same address
 */
export function turnOf(message: Message, until: Instant, ahead: number): Instant {
  const turn = plusSeconds(until, Math.floor(ahead / MOST_BUNDLED) * WINDOW_SECONDS);
  if (message.deadline === null) return turn;
  // Not before the window's end: a deadline that is closer than that has been considered there.
  return later(until, earlier(turn, plusSeconds(message.deadline, -DEADLINE_MARGIN_SECONDS)));
}
