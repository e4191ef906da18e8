import { type Clock, Fault } from '../../kernel/index.ts';

const WINDOW_MS = 60_000;
/** Of one account from one address, in a minute: more than a person mistypes, too few to guess a password with. */
const PER_ACCOUNT = 10;
/** Of one address, whatever the accounts: a whole office mistyping on a Monday, but no list of leaked passwords. */
const PER_ADDRESS = 100;
/** So that a caller who makes up accounts cannot fill the memory. */
const MOST_KEYS = 20_000;

export interface Guesses {
  /**
   * Counts a try before it is made, so that many at once cannot all slip through; `right` takes it back, so that only
   * wrong ones count and a team behind one address signs in as often as it likes.
   * @throws Fault `too_many_requests`
   */
  begin(address: string, account: string): { right(): void };
}

/** Slows down the guessing of passwords. Of this process alone: several processes allow as many times more. */
export function createGuesses(clock: Clock): Guesses {
  const tries = new Map<string, number[]>();

  function recent(key: string, now: number): number[] {
    const living = (tries.get(key) ?? []).filter((at) => at > now - WINDOW_MS);
    // Put back last: the map is then in the order of use, and its first are the ones to forget.
    tries.delete(key);
    if (living.length > 0) tries.set(key, living);
    return living;
  }

  return {
    begin(address, account) {
      const now = clock.now().epochMilliseconds;
      const limits: [string, number][] = [
        [`${address} ${account.toLowerCase()}`, PER_ACCOUNT],
        [address, PER_ADDRESS],
      ];
      for (const [key, most] of limits) {
        const living = recent(key, now);
        const oldest = living[0] ?? now;
        if (living.length < most) continue;
        const seconds = Math.ceil((oldest + WINDOW_MS - now) / 1000);
        throw new Fault('rate_limited', 'too_many_requests', `Too many attempts. Try again in ${seconds} s.`);
      }
      for (const [key] of limits) tries.set(key, [...(tries.get(key) ?? []), now]);
      for (const key of tries.keys()) {
        if (tries.size <= MOST_KEYS) break;
        tries.delete(key);
      }
      return {
        right() {
          for (const [key] of limits) {
            const rest = tries.get(key);
            const at = rest?.indexOf(now) ?? -1;
            if (at >= 0) rest?.splice(at, 1);
          }
        },
      };
    },
  };
}
