import { isOpen, type Message } from './model.ts';

/** Only dead letters are sent again by hand. @returns what stands in the way, in words; undefined when nothing does */
export function mayResend(message: Message): string | undefined {
  if (message.state === 'dead') return undefined;
  if (isOpen(message.state)) return 'This message is still being sent automatically.';
  if (message.state === 'accepted' || message.state === 'delivered') return 'This message was already sent.';
  return 'This message is no longer needed. Page or notify the person again instead.';
}
