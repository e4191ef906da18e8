import { type Instant, isBefore } from '../kernel/index.ts';
import { type Target, targetOf } from './decide-address.ts';
import type { Message, Recipient } from './model.ts';

/** A first failure may be a blip; from the second on, somebody who is only informed is informed by another method as well. */
const FROM_ATTEMPT = 2;

/** Whether a failure makes a notice go out by another method. Pages are not concerned: escalation walks their rules itself. */
export const triesOtherMethod = (
  { purpose, attempts }: Pick<Message, 'purpose' | 'attempts'>,
  outcome: 'handed' | 'dead' | 'stopped' | 'retry',
): boolean =>
  purpose === 'notice' && (outcome === 'dead' || (outcome === 'retry' && attempts >= FROM_ATTEMPT));

export type OtherMethod =
  | { readonly kind: 'none' }
  /** A message that the person's own rules keep for later: its time is now. */
  | { readonly kind: 'bring_forward'; readonly message: Message }
  | { readonly kind: 'send'; readonly target: Target };

/** The other method for a message that does not go out: one that is kept for later, or one of a channel not tried yet. */
export function decideOtherMethod(
  message: Pick<Message, 'channel'>,
  facts: {
    /** What goes out, or is to, instead of the message. */
    readonly alternatives: readonly Message[];
    readonly recipient: Recipient | undefined;
    /** The kinds of the channels there are. */
    readonly channels: ReadonlySet<string>;
    readonly now: Instant;
  },
): OtherMethod {
  const { alternatives, recipient, channels, now } = facts;
  const kept = alternatives.find((other) => other.state === 'queued' && other.attempts === 0);
  if (kept !== undefined)
    return kept.nextAt !== null && isBefore(now, kept.nextAt)
      ? { kind: 'bring_forward', message: kept }
      : { kind: 'none' };
  if (recipient === undefined || !recipient.active) return { kind: 'none' };
  const tried = new Set([message, ...alternatives].map(({ channel }) => channel));
  const others = recipient.methods.filter(({ channel }) => channels.has(channel) && !tried.has(channel));
  const method = others.find(({ usable }) => usable) ?? others[0];
  return method === undefined ? { kind: 'none' } : { kind: 'send', target: targetOf(method) };
}
