import { expect } from 'vitest';
import { NtfyServer } from '../fakes/ntfy-server.ts';
import { type Bench, channelOf, type Mood, PASSWORD } from './bench.ts';

export async function ntfyBench(): Promise<Bench> {
  const server = await NtfyServer.start(PASSWORD);
  let closed = false;
  const down = async () => {
    closed = true;
    await server.close();
  };
  const moods: Record<Mood, () => Promise<void> | void> = {
    'takes it': () => server.answer(undefined),
    'says later': () => server.answer({ status: 503, text: `busy ${PASSWORD}` }),
    'says never': () => server.answer({ status: 400, text: '{"code":40018,"http":400,"error":"actions"}' }),
    'says the address is gone': () => server.disallowTopics(),
    'is silent': () => server.goSilent(),
    'is down': down,
  };
  return {
    channel: channelOf('ntfy', { NTFY_URL: server.url, NTFY_TOKEN: PASSWORD }),
    address: `ana-${PASSWORD}`,
    alsoAddresses: ['nonsense'],
    be: async (mood) => moods[mood](),
    arrived: () => {
      expect(server.refusals).toEqual([]);
      return server.messages.map(({ title, message, actions }) =>
        [title, message, ...actions.flatMap(({ label, url }) => [label, url])].join('\n'),
      );
    },
    close: async () => {
      if (!closed) await down();
    },
  };
}
