import { expect } from 'vitest';
import { ChatServer } from '../fakes/chat-server.ts';
import { type Bench, channelOf, type Mood, PASSWORD } from './bench.ts';

/** Channels that post to a webhook of a room. */
const roomBench = (kind: string, chat: string) => async (): Promise<Bench> => {
  const server = await ChatServer.start(PASSWORD);
  let closed = false;
  const down = async () => {
    closed = true;
    await server.close();
  };
  const moods: Record<Mood, () => Promise<void> | void> = {
    'takes it': () => server.answer(undefined),
    'says later': () => server.answer({ status: 503, text: `busy ${PASSWORD}` }),
    'says never': () => server.answer({ status: 400, text: 'invalid payload' }),
    'says the address is gone': () => server.answer({ status: 404, text: 'Unknown Webhook' }),
    'is silent': () => server.goSilent(),
    'is down': down,
  };
  return {
    channel: channelOf(kind),
    address: server.url(chat),
    be: async (mood) => moods[mood](),
    arrived: () => {
      expect(server.refusals).toEqual([]);
      return server.posts.map(({ text }) => text);
    },
    close: async () => {
      if (!closed) await down();
    },
  };
};

export const teamsBench = roomBench('teams', 'teams');
export const chatBench = roomBench('chat', 'discord');
