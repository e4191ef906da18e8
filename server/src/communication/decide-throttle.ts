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
const WINDOW_SECONDS = 10;
/** The same for a channel that costs money and rings. */
const METERED_WINDOW_SECONDS = 600;

/** How far back messages to an address can hold back the next one. */
export const longestWindow = (metered: boolean): number =>
  metered ? METERED_WINDOW_SECONDS : WINDOW_SECONDS;

/**
 * How far back messages to an address hold back this one. What was promised for now and may not come later ("immediately")
 * is never held for minutes, whatever the channel costs.
 */
export const windowOf = (
  { promisedAt, deadline }: Pick<Message, 'promisedAt' | 'deadline'>,
  metered: boolean,
  now: Instant,
): number =>
  longestWindow(metered && (promisedAt === null || deadline !== null || isBefore(now, promisedAt)));

/** What pages went to an address within the last day. */
export interface PagesToday {
  readonly count: number;
  /** The last of those about the same incident; null: this is its first. */
  readonly lastAt: Instant | null;
}

/** So many pages in a day are more than any night has; beyond, an incident that is already known rings less often. */
const MOST_PAGES = 60;
export const PAGES_DAY_SECONDS = 86_400;
const REPEAT_APART_SECONDS = 900;

/**
 * Somebody who has been rung sixty times in a day does not answer the sixty-first sooner for being rung again five minutes
 * later, and pays for it. Repeats of an incident then come every quarter of an hour, counted for each incident alone: of
 * several, none may ring in the place of another. The first page of an incident never waits, nor does one with something new
 * to say (its owner is asked, see MessageOwner.saysNew), and nothing is dropped: the page walks on to other methods and people
 * at its own times.
 */
export function spaceRepeats(
  { purpose, incidentId }: Pick<Message, 'purpose' | 'incidentId'>,
  { count, lastAt }: PagesToday,
  now: Instant,
): { readonly kind: 'wait'; readonly until: Instant; readonly reason: WaitReason } | undefined {
  if (purpose !== 'page' || incidentId === null) return undefined;
  if (count < MOST_PAGES || lastAt === null) return undefined;
  const until = plusSeconds(lastAt, REPEAT_APART_SECONDS);
  return isBefore(now, until) ? { kind: 'wait', until, reason: 'too_many_at_once' } : undefined;
}

/** A message with a deadline leaves this long before it, however many went before. */
export const DEADLINE_MARGIN_SECONDS = 2;

/**
 * Somebody who is told twenty things within seconds reads none of them. The first few go out at once; the others wait
 * until the window has passed, where they meet and are bundled. Pages never wait here, nor do they make others wait: somebody
 * paged again and again would else never be told the rest. Deadlines are kept.
 */
export function throttle(
  message: Message,
  recent: readonly RecentMessage[],
  now: Instant,
  windowSeconds = WINDOW_SECONDS,
): { readonly kind: 'wait'; readonly until: Instant; readonly reason: WaitReason } | undefined {
  if (message.purpose === 'page') return undefined;
  const windowStart = plusSeconds(now, -windowSeconds);
  const inWindow = recent.filter(({ id, at }) => id !== message.id && isBefore(windowStart, at));
  if (inWindow.length < AT_ONCE) return undefined;
  const newest = inWindow.map(({ at }) => at).reduce(later);
  const windowEnd = plusSeconds(newest, windowSeconds);
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
export function turnOf(
  message: Message,
  until: Instant,
  ahead: number,
  windowSeconds = WINDOW_SECONDS,
): Instant {
  const turn = plusSeconds(until, Math.floor(ahead / MOST_BUNDLED) * windowSeconds);
  if (message.deadline === null) return turn;
  // Not before the window's end: a deadline that is closer than that has been considered there.
  return later(until, earlier(turn, plusSeconds(message.deadline, -DEADLINE_MARGIN_SECONDS)));
}
