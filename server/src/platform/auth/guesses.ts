import { type Throttle, tooManyAttempts } from '../throttle/index.ts';

const WINDOW_MS = 60_000;
/** Of one account from one address, in a minute: more than a person mistypes, too few to guess a password with. */
const PER_ACCOUNT = 10;
/** Of one address, whatever the accounts: a whole office mistyping on a Monday, but no list of leaked passwords. */
const PER_ADDRESS = 100;

export interface Guesses {
  /**
   * Counts a try before it is made, so that many at once cannot all slip through; `right` takes it back, so that only
   * wrong ones count and a team behind one address signs in as often as it likes.
   * @throws Fault `too_many_requests`
   */
  begin(address: string, account: string): Promise<{ right(): Promise<void> }>;
}

/** Slows down the guessing of passwords. */
export function createGuesses(throttle: Throttle): Guesses {
  return {
    async begin(address, account) {
      // The account first: what is refused there does not count against the others of that address.
      const limits: readonly [key: string, most: number][] = [
        [`guess ${address} ${account.toLowerCase()}`, PER_ACCOUNT],
        [`guess ${address}`, PER_ADDRESS],
      ];
      for (const [key, most] of limits) {
        const { tries, leftMs } = await throttle.count(key, WINDOW_MS);
        if (tries > most) throw tooManyAttempts(leftMs);
      }
      return {
        async right() {
          for (const [key] of limits) await throttle.giveBack(key);
        },
      };
    },
  };
}
