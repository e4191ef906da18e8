import { type Instant, isBefore } from '../kernel/index.ts';
import { isOpen, type Message, type WaitReason } from './model.ts';

type Unclaimable =
  | { readonly kind: 'nothing' }
  | { readonly kind: 'wait'; readonly until: Instant; readonly reason: WaitReason };

/**
 * May this wake-up send the message? Not when it has come to its end, is not due, or another process is sending it.
 * A claim whose lease has run out, or whose job was taken over, belongs to a process that died: it is sent again,
 * because twice is better than never.
 * @param takenOver this wake-up ran before, in a process that did not finish it
 */
export function claimable(message: Message, takenOver: boolean, now: Instant): Unclaimable | undefined {
  if (!isOpen(message.state)) return { kind: 'nothing' };
  if (message.state === 'sending')
    return !takenOver && message.leaseUntil !== null && isBefore(now, message.leaseUntil)
      ? { kind: 'wait', until: message.leaseUntil, reason: 'being_sent' }
      : undefined;
  if (message.nextAt !== null && isBefore(now, message.nextAt))
    return { kind: 'wait', until: message.nextAt, reason: 'not_due' };
  return undefined;
}
