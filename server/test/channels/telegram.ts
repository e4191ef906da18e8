import { expect } from 'vitest';
import { TelegramServer } from '../fakes/telegram-server.ts';
import { type Bench, channelOf, type Mood, PASSWORD } from './bench.ts';

const ANA = '123456789';

export async function telegramBench(): Promise<Bench> {
  const token = `110201543:${PASSWORD}-of-the-fake`;
  const server = await TelegramServer.start(token);
  server.chats.add(ANA);
  let closed = false;
  const down = async () => {
    closed = true;
    await server.close();
  };
  const no = (status: number, description: string) =>
    server.answer({ status, text: JSON.stringify({ ok: false, error_code: status, description }) });
  const moods: Record<Mood, () => Promise<void> | void> = {
    'takes it': () => server.answer(undefined),
    'says later': () => no(502, `Bad Gateway ${token}`),
    'says never': () => no(400, 'Bad Request: can’t parse entities'),
    'says the address is gone': () => void server.chats.clear(),
    'is silent': () => server.goSilent(),
    'is down': down,
  };
  return {
    channel: channelOf('telegram', server.env),
    address: ANA,
    be: async (mood) => moods[mood](),
    arrived: () => {
      expect(server.refusals).toEqual([]);
      return server.messages.map(({ text, buttons }) =>
        [text, ...buttons.flatMap((button) => [button.text, button.url ?? ''])].join('\n'),
      );
    },
    close: async () => {
      if (!closed) await down();
    },
  };
}
