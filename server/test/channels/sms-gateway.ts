import { expect } from 'vitest';
import { SmsGateway } from '../fakes/sms-gateway.ts';
import { type Bench, channelOf, type Mood, PASSWORD } from './bench.ts';

export async function smsGatewayBench(): Promise<Bench> {
  const gateway = await SmsGateway.start(PASSWORD);
  let closed = false;
  const down = async () => {
    closed = true;
    await gateway.close();
  };
  const moods: Record<Mood, () => Promise<void> | void> = {
    'takes it': () => gateway.answer(undefined),
    'says later': () => gateway.answer({ status: 503, text: `busy ${PASSWORD}` }),
    'says never': () => gateway.answer({ status: 400, text: '{"status":"error","code":"FILTERED"}' }),
    'says the address is gone': () =>
      gateway.answer({ status: 422, text: '{"status":"error","code":"INVALID_NUMBER"}' }),
    'is silent': () => gateway.goSilent(),
    'is down': down,
  };
  return {
    channel: channelOf('sms', gateway.env),
    address: '+351210000000',
    be: async (mood) => moods[mood](),
    arrived: () => {
      expect(gateway.refusals).toEqual([]);
      return gateway.messages.map(({ text }) => text);
    },
    close: async () => {
      if (!closed) await down();
    },
  };
}
