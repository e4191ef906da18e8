import type { Channel } from '../communication/index.ts';
import { createEmailChannel, type EmailOptions } from './email/index.ts';
import { createWebhookChannel, type WebhookOptions } from './webhook/index.ts';

/** Every channel there is. A new one is a folder here and a line below; channels/contract.test.ts takes it from there. */
export const createChannels = (options: EmailOptions & WebhookOptions): ReadonlyMap<string, Channel> =>
  new Map(
    [createEmailChannel(options), createWebhookChannel(options)].map((channel) => [channel.kind, channel]),
  );
