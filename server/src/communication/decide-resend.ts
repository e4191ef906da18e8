import { isOpen, type Message, type NotSentReason } from './model.ts';

/**
 * Only dead letters are sent again by hand, and only those that somebody still wants: any other would be stopped at once, after
 * whoever resent it was told that it is on its way.
 * @param unwanted what its owner says
 * @returns what stands in the way, in words; undefined when nothing does
 */
export function mayResend(message: Message, unwanted: NotSentReason | null): string | undefined {
  if (message.state === 'dead') {
    if (unwanted === null) return undefined;
    if (unwanted === 'link_expired' || unwanted === 'link_void')
      return 'The link in this message no longer works. Send a new invitation, or request a new password link.';
  }
  if (isOpen(message.state)) return 'This message is still being sent automatically.';
  if (message.state === 'accepted' || message.state === 'delivered') return 'This message was already sent.';
  return 'This message is no longer needed. Page or notify the person again instead.';
}
