import { expect } from 'vitest';
import { type PushoverCallback, PushoverServer } from '../fakes/pushover-server.ts';
import { type Bench, type Call, channelOf, type Mood, PASSWORD } from './bench.ts';

export const ANA_KEY = 'uQiRzpo4DXghDmr9QzzfQu27cmVRsG';

const toCall = (callback: PushoverCallback | undefined): Call => {
  if (callback === undefined) throw new Error('Pushover was not asked to call back.');
  const { url, headers, body } = callback;
  return {
    method: 'POST',
    path: new URL(url).pathname.replace('/callbacks/pushover', ''),
    headers,
    body: Buffer.from(body),
  };
};

export async function pushoverBench(): Promise<Bench> {
  const server = await PushoverServer.start(PASSWORD);
  server.users.add(ANA_KEY);
  let closed = false;
  const down = async () => {
    closed = true;
    await server.close();
  };
  const refused = '{"message":"cannot be blank","errors":["message cannot be blank"],"status":0}';
  const moods: Record<Mood, () => Promise<void> | void> = {
    'takes it': () => server.answer(undefined),
    'says later': () => server.answer({ status: 503, text: `busy ${PASSWORD}` }),
    'says never': () => server.answer({ status: 400, text: refused }),
    'says the address is gone': () => server.users.clear(),
    'is silent': () => server.goSilent(),
    'is down': down,
  };
  return {
    channel: channelOf('pushover', server.env),
    address: ANA_KEY,
    be: async (mood) => moods[mood](),
    arrived: () => {
      expect(server.refusals).toEqual([]);
      return server.messages.map(({ title, message, url, urlTitle }) =>
        [title, message, urlTitle, url].join('\n'),
      );
    },
    calls: {
      acknowledged: ({ providerId = '' }) => toCall(server.acknowledge(providerId)),
      forged: (call) => ({ call: { ...call, path: `${call.path.slice(0, -4)}AAAA` }, status: 403 }),
    },
    close: async () => {
      if (!closed) await down();
    },
  };
}
