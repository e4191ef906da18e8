import type { MessagePurpose } from './model.ts';

/** Those by which subscribers of a status page are told. */
export const SUBSCRIBER_CHANNELS: readonly string[] = ['email', 'webhook'];

/** The task that looks at one message of a channel. Ten thousand subscribers have workers of their own: nothing waits for them. */
export const deliverTask = (channel: string, purpose: MessagePurpose): string =>
  purpose === 'subscriber' ? `deliver.${channel}.subscribers` : `deliver.${channel}`;

/** Pages go before whatever else waits for the same workers: a hundred notices must not hold up one page. */
export const priorityOf = (purpose: MessagePurpose): number =>
  purpose === 'page' ? 0 : purpose === 'subscriber' ? 20 : 10;

const LEASE = 'lease:';

/**
 * The key of the wake-up for the end of a claim. Its own, because adding a job under the key of the one that is running
 * would take that one out of the queue's hands, and nobody could take it over when its process dies.
 */
export const leaseKey = (messageId: string): string => `${LEASE}${messageId}`;

/** The message that a wake-up's key speaks of. */
export const messageOfKey = (key: string): string => (key.startsWith(LEASE) ? key.slice(LEASE.length) : key);
