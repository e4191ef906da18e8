import { type Instant, plusSeconds } from '../kernel/index.ts';
import type { Receipt } from './channel-inbound.ts';
import { type Aftermath, badAddressReasons } from './decide-outcome.ts';
import type { Message } from './model.ts';

/** What a receipt changes in a message. */
export type AfterReceipt =
  | { readonly kind: 'nothing' }
  /** The try is still under way; a failure of it is its own to tell. */
  | { readonly kind: 'early' }
  /** It arrived before the request that handed it over was answered: kept for when that is recorded. */
  | { readonly kind: 'noted' }
  | { readonly kind: 'delivered' }
  /** Nobody picked up, and it rings once more. */
  | Extract<Aftermath, { kind: 'retry' }>
  | Extract<Aftermath, { kind: 'dead' }>;

/** A second call soon after the first wakes who slept through it, and rings through Do Not Disturb on many phones. */
const RINGS = 2;
const RING_AGAIN_SECONDS = 30;

/** The try that a receipt names. */
interface NamedTry {
  /** Undefined when no try of the message has that id: its answer is still on the way, or was lost. */
  readonly number: number | undefined;
}

/** What a provider says late of a call that is over must not end the one that rings now. */
const isEarlier = (
  { state, attempts, providerId }: Pick<Message, 'state' | 'attempts' | 'providerId'>,
  { number }: NamedTry,
): boolean => (number === undefined ? state !== 'sending' && providerId !== null : number < attempts);

/**
 * A message that arrived has arrived, whatever a late or doubled receipt says then. One that was given up, stopped or sent
 * again meanwhile is not changed by a receipt of what came before.
 * @param named the try that it is about; undefined when it names none, which means the latest
 */
export function afterReceipt(
  message: Pick<Message, 'state' | 'deliveredAt' | 'purpose' | 'attempts' | 'providerId'>,
  { outcome, reason = 'undelivered' }: Pick<Receipt, 'outcome' | 'reason'>,
  named: NamedTry | undefined,
  now: Instant,
): AfterReceipt {
  const { state, deliveredAt, purpose, attempts } = message;
  if (outcome === 'failed' && named !== undefined && isEarlier(message, named)) return { kind: 'nothing' };
  if (state === 'sending') {
    if (outcome === 'failed') return { kind: 'early' };
    return deliveredAt === null ? { kind: 'noted' } : { kind: 'nothing' };
  }
  if (state !== 'accepted') return { kind: 'nothing' };
  if (outcome === 'delivered') return { kind: 'delivered' };
  if (reason === 'not_answered' && purpose === 'page' && attempts < RINGS)
    return { kind: 'retry', reason, at: plusSeconds(now, RING_AGAIN_SECONDS) };
  return { kind: 'dead', reason, badAddress: badAddressReasons.has(reason) };
}
