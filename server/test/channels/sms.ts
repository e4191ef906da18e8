import { expect } from 'vitest';
import { Twilio, type TwilioRequest } from '../fakes/twilio.ts';
import { type Bench, type Call, channelOf, type Mood, PASSWORD } from './bench.ts';

const TWILIO_ERROR = (code: number): string =>
  JSON.stringify({ code, message: `error ${code}`, status: 400 });

/** The moods of a Twilio account, the same for SMS and calls. */
export function twilioMoods(
  twilio: Twilio,
  down: () => Promise<void>,
): Record<Mood, () => Promise<void> | void> {
  return {
    'takes it': () => twilio.answer(undefined),
    'says later': () => twilio.answer({ status: 503, text: `busy ${PASSWORD}` }),
    'says never': () => twilio.answer({ status: 400, text: TWILIO_ERROR(21408) }),
    'says the address is gone': () => twilio.answer({ status: 400, text: TWILIO_ERROR(21211) }),
    'is silent': () => twilio.goSilent(),
    'is down': down,
  };
}

/** A request of Twilio's as the contract suite makes it. */
export const asCall = (kind: string, { path, headers, body }: TwilioRequest): Call => ({
  method: 'POST',
  path: path.replace(`/callbacks/${kind}`, ''),
  headers: { ...headers },
  body: Buffer.from(body),
});

/** What Twilio's own library answers. */
export const forged = (call: Call) => ({
  call: { ...call, headers: { ...call.headers, 'x-twilio-signature': 'AAAAAAAAAAAAAAAAAAAAAAAAAAA=' } },
  status: 403,
});

export async function smsBench(): Promise<Bench> {
  const twilio = await Twilio.start(PASSWORD);
  let closed = false;
  const down = async () => {
    closed = true;
    await twilio.close();
  };
  const moods = twilioMoods(twilio, down);
  const last = () => {
    const message = twilio.messages.at(-1);
    if (message === undefined) throw new Error('Nothing was sent.');
    return message;
  };
  return {
    channel: channelOf('sms', twilio.env),
    address: '+351210000000',
    be: async (mood) => moods[mood](),
    arrived: () => {
      expect(twilio.refusals).toEqual([]);
      return twilio.messages.map(({ text }) => text);
    },
    calls: {
      acknowledged: ({ address, replyCode }) =>
        asCall('sms', twilio.reply(address, String(replyCode), {}, 'https://tocsin.test')),
      delivered: () => asCall('sms', twilio.status(last(), 'delivered')),
      forged,
    },
    close: async () => {
      if (!closed) await down();
    },
  };
}
