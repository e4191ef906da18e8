import { earlier, type Instant, isBefore, millisBetween, plusSeconds } from '../kernel/index.ts';

/** A look that is this late was late because nobody was there to look, nor to hear. */
const LATE_SECONDS = 60;
/** The longest that is waited for a word after that. */
const MOST_GRACE_SECONDS = 300;

/**
 * Somebody was to be heard of before `due` (an alert's repeat, a heartbeat) and was not. When this is looked at late, Tocsin
 * itself was away and may have missed the word: then it is waited for once more, as long as from one word to the next and
 * five minutes at most. A false alarm after that is better than silence.
 * @param usualSeconds from one word to the next
 * @returns `over`, or when to look again
 */
export function decideDue(due: Instant, usualSeconds: number, now: Instant): 'over' | Instant {
  if (isBefore(now, due)) return due;
  if (millisBetween(due, now) < LATE_SECONDS * 1000) return 'over';
  return earlier(plusSeconds(now, usualSeconds), plusSeconds(now, MOST_GRACE_SECONDS));
}
