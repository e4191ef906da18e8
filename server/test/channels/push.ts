import { expect } from 'vitest';
import { PushService } from '../fakes/push-service.ts';
import { type Bench, channelOf, type Mood, PASSWORD } from './bench.ts';

export async function pushBench(): Promise<Bench> {
  const service = await PushService.start();
  const device = PASSWORD;
  const channel = channelOf('push');
  const subscription = channel.validateAddress(service.subscribe(device));
  if (!subscription.ok) throw new Error(subscription.error);
  let closed = false;
  const down = async () => {
    closed = true;
    await service.close();
  };
  const moods: Record<Mood, () => Promise<void> | void> = {
    'takes it': () => service.answer({ status: 201 }),
    'says later': () => service.answer({ status: 503, text: `busy ${PASSWORD}` }),
    'says never': () => service.answer({ status: 400 }),
    'says the address is gone': () => service.forget(device),
    'is silent': () => service.goSilent(),
    'is down': down,
  };
  return {
    channel,
    address: subscription.value,
    be: async (mood) => moods[mood](),
    arrived: () => {
      expect(service.refusals).toEqual([]);
      return service.messages.map(({ payload: { notification } }) =>
        [
          notification.title,
          notification.body,
          ...notification.actions.flatMap(({ title, navigate }) => [title, navigate]),
        ].join('\n'),
      );
    },
    close: async () => {
      if (!closed) await down();
    },
  };
}
