import { isOpen, type Message } from './model.ts';

/** Only dead letters are sent again by hand. @returns what stands in the way, in words; undefined when nothing does */
export function mayResend(message: Message): string | undefined {
  if (message.state === 'dead') return undefined;
  if (isOpen(message.state)) return 'This message is still being sent by itself.';
  if (message.state === 'accepted' || message.state === 'delivered')
    return 'This message was handed over already.';
  return 'This message was not wanted any more. Page or tell the person anew instead.';
}
