import { clockTime, type MessageContent } from '../communication/index.ts';
import type { Instant } from '../kernel/index.ts';

/** To administrators: a webhook was switched off because nothing got through. */
export function stoppedContent(
  webhook: {
    readonly id: string;
    readonly name: string;
    readonly since: Instant;
    readonly because: string;
    readonly now: Instant;
  },
  publicUrl: string,
): MessageContent {
  const { id, name, since, because, now } = webhook;
  const subject = `Webhook “${name}” was stopped`;
  return {
    ...{ kind: 'notice', subject, facts: [] },
    headline: `Tocsin no longer sends to the webhook “${name}”. ${because}`,
    paragraphs: [
      `Requests have failed since ${clockTime(since, 'UTC', now)} UTC. What happens meanwhile is kept for 30 days and can be sent once the webhook is on again.`,
      'Check the receiver, send a test, then turn the webhook on.',
    ],
    actions: [{ label: 'Open webhook', url: `${publicUrl}/webhooks/${id}`, kind: 'open' }],
    thread: { id: `webhook:${id}`, title: subject },
  };
}
