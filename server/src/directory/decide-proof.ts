import { type Instant, isBefore, later, millisBetween, plural, plusSeconds } from '../kernel/index.ts';
import type { ContactMethod, KindFacts } from './model.ts';

export interface ProofState {
  /** `untested`: neither half. `partial`: one of two. `stale`: all, but too long ago. */
  readonly state: 'untested' | 'partial' | 'tested' | 'stale';
  readonly sentence: string;
}

/**
 * How a contact method stands. Two things show that it works: its owner typed the code that was sent there, so that it is
 * theirs, and a test page was acknowledged by it, so that answers find their way back. Null for one that nothing is sent to, so that there is nothing to test.
 * @param testedWithinSeconds how old the last test may be, by the policy
 */
export function proofState(
  { kind, proof }: Pick<ContactMethod, 'kind' | 'proof'>,
  kinds: Pick<KindFacts, 'provenBy'>,
  testedWithinSeconds: number,
  now: Instant,
): ProofState | null {
  const halves = kinds.provenBy(kind);
  if (halves.length === 0) return null;
  const { codeAt = null, answeredAt = null } = proof ?? {};
  const code = halves.includes('code') ? codeAt : undefined;
  const answer = halves.includes('answer') ? answeredAt : undefined;
  const done = [code, answer].filter((at) => at !== null && at !== undefined);
  const [first, ...rest] = done;
  if (first === undefined) return { state: 'untested', sentence: 'Not tested yet. Send a test page.' };
  if (code === null)
    return {
      state: 'partial',
      sentence: `Test page acknowledged ${ago(first, now)}, but the code in it was not entered: enter it to confirm the address.`,
    };
  if (answer === null)
    return {
      state: 'partial',
      sentence: `Address confirmed ${ago(first, now)}, but no test page was acknowledged by it: acknowledgements may not arrive.`,
    };
  const last = rest.reduce(later, first);
  return isBefore(plusSeconds(last, testedWithinSeconds), now)
    ? { state: 'stale', sentence: `Last tested ${ago(last, now)}. Test it again.` }
    : { state: 'tested', sentence: `Tested ${ago(last, now)}.` };
}

function ago(at: Instant, now: Instant): string {
  const days = Math.floor(millisBetween(at, now) / 86_400_000);
  return days < 1 ? 'today' : `${plural(days, 'day')} ago`;
}
