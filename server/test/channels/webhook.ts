import { expect } from 'vitest';
import { signingSecret } from '../../src/channels/webhook/index.ts';
import { WebhookReceiver } from '../fakes/webhook-receiver.ts';
import { type Bench, channelOf, type Mood, PASSWORD, SECRET } from './bench.ts';

export async function webhookBench(): Promise<Bench> {
  const server = await WebhookReceiver.start((url) => signingSecret(SECRET, url));
  const moods: Record<Mood, () => Promise<void> | void> = {
    'takes it': () => server.answer({ status: 200 }),
    'says later': () => server.answer({ status: 503, text: `busy ${PASSWORD}` }),
    'says never': () => server.answer({ status: 400 }),
    'says the address is gone': () => server.answer({ status: 410 }),
    'is silent': () => server.goSilent(),
    'is down': () => server.close(),
  };
  let closed = false;
  return {
    channel: channelOf('webhook'),
    address: server.url(`/hook?token=${PASSWORD}`),
    be: async (mood) => {
      closed ||= mood === 'is down';
      await moods[mood]();
    },
    arrived: () => {
      expect(server.forged).toEqual([]);
      return server.calls.map(({ body }) => JSON.stringify(body));
    },
    close: async () => {
      if (!closed) await server.close();
    },
  };
}
