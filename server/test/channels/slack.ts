import { expect } from 'vitest';
import { asRead } from '../fakes/slack-blocks.ts';
import { type SlackRequest, SlackServer } from '../fakes/slack-server.ts';
import { type Bench, type Call, channelOf, type Mood, PASSWORD } from './bench.ts';

const ANA = { id: 'U012ANA34', email: 'ana@example.com' };

const toCall = ({ path, headers, body }: SlackRequest): Call => ({
  method: 'POST',
  path,
  headers,
  body: Buffer.from(body),
});

export async function slackBench(): Promise<Bench> {
  const token = `xoxb-${PASSWORD}`;
  const server = await SlackServer.start(token);
  server.users.push(ANA);
  let closed = false;
  const down = async () => {
    closed = true;
    await server.close();
  };
  const moods: Record<Mood, () => Promise<void> | void> = {
    'takes it': () => server.answer(undefined),
    'says later': () => server.answer({ status: 503, text: `busy ${token}` }),
    'says never': () => server.fail('chat.postMessage', 'invalid_blocks'),
    'says the address is gone': () => void server.users.splice(0),
    'is silent': () => server.goSilent(),
    'is down': down,
  };
  const tap = (messageId: string, address: string, at: number) =>
    toCall(server.tapOf({ action_id: 'acknowledge', value: `${messageId}|${address}` }, ANA.id, at));
  return {
    channel: channelOf('slack', server.env),
    address: ANA.email,
    alsoAddresses: [],
    be: async (mood) => moods[mood](),
    arrived: () => {
      expect(server.refusals).toEqual([]);
      return server.messages.map(({ blocks }) => asRead(blocks));
    },
    calls: {
      acknowledged: ({ messageId, address }) => tap(messageId, address, Date.now()),
      forged: (call) => ({
        call: { ...call, body: Buffer.from(call.body.toString().replace('U012ANA34', 'U012EVE34')) },
        status: 401,
      }),
      stale: () => ({ call: tap('m', ANA.email, Date.now() - 301_000), status: 401 }),
    },
    close: async () => {
      if (!closed) await down();
    },
  };
}
