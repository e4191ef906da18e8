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
  | Extract<Aftermath, { kind: 'dead' }>;

/**
 * A message that arrived has arrived, whatever a late or doubled receipt says then. One that was given up, stopped or sent
 * again meanwhile is not changed by a receipt of what came before.
 */
export function afterReceipt(
  { state, deliveredAt }: Pick<Message, 'state' | 'deliveredAt'>,
  { outcome, reason = 'undelivered' }: Pick<Receipt, 'outcome' | 'reason'>,
): AfterReceipt {
  if (state === 'sending') {
    if (outcome === 'failed') return { kind: 'early' };
    return deliveredAt === null ? { kind: 'noted' } : { kind: 'nothing' };
  }
  if (state !== 'accepted') return { kind: 'nothing' };
  if (outcome === 'delivered') return { kind: 'delivered' };
  return { kind: 'dead', reason, badAddress: badAddressReasons.has(reason) };
}
