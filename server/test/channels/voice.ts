import { expect } from 'vitest';
import { Twilio } from '../fakes/twilio.ts';
import { type Bench, channelOf, PASSWORD } from './bench.ts';
import { asCall, forged, twilioMoods } from './sms.ts';

export async function voiceBench(): Promise<Bench> {
  const twilio = await Twilio.start(PASSWORD);
  let closed = false;
  const down = async () => {
    closed = true;
    await twilio.close();
  };
  const moods = twilioMoods(twilio, down);
  const last = () => {
    const call = twilio.calls.at(-1);
    if (call === undefined) throw new Error('Nobody was called.');
    return call;
  };
  return {
    channel: channelOf('voice', twilio.env),
    address: '+351210000000',
    be: async (mood) => moods[mood](),
    arrived: () => {
      expect(twilio.refusals).toEqual([]);
      return twilio.calls.map(({ text }) => text);
    },
    calls: {
      acknowledged: () => asCall('voice', twilio.press(last(), '1')),
      // Whoever presses another key has heard it, and has not acknowledged.
      delivered: () => asCall('voice', twilio.press(last(), '5')),
      forged,
    },
    close: async () => {
      if (!closed) await down();
    },
  };
}
