import fastify from 'fastify';
import { afterEach, expect, test } from 'vitest';
import { DeliveryWorld } from '../../test/harness/delivery.ts';
import type { AppServer } from '../platform/http/index.ts';
import { createLog } from '../platform/log/index.ts';
import {
  type Callback,
  type CallbackRequest,
  type Channel,
  callbackRoutes,
  startListeners,
} from './index.ts';

let world: DeliveryWorld | undefined;
afterEach(async () => {
  await world?.close();
  world = undefined;
});

async function channelWith(over: Partial<Channel>): Promise<ReadonlyMap<string, Channel>> {
  world = await DeliveryWorld.start();
  const email = world.channels.get('email');
  if (email === undefined) throw new Error('There is no e-mail.');
  return new Map([...world.channels, ['pager', { ...email, kind: 'pager', ...over }]]);
}

test('a callback has the bytes that came and the address that the provider knows, and its answer is the channel’s', async () => {
  const requests: CallbackRequest[] = [];
  const receive: Callback = {
    method: 'POST',
    path: '/status/:messageId',
    handle: async (request) => {
      requests.push(request);
      return request.headers['x-signature'] === 'good'
        ? { status: 200, headers: { 'content-type': 'text/xml' }, body: '<Response/>' }
        : { status: 403, refused: 'signature' };
    },
  };
  const channels = await channelWith({ callbacks: () => [receive] });
  const refused: string[] = [];
  const server = fastify() as unknown as AppServer;
  callbackRoutes({
    channels,
    publicUrl: 'https://tocsin.test',
    inbound: () => ({}) as never,
    refused: (channel, reason) => refused.push(`${channel} ${reason}`),
  })(server);
  const post = (signature: string) =>
    server.inject({
      method: 'POST',
      url: '/callbacks/pager/status/m-1?try=2',
      headers: { 'content-type': 'application/json', 'x-signature': signature, host: 'evil.test' },
      payload: '{"not": json',
    });
  const good = await post('good');
  expect([good.statusCode, good.headers['content-type'], good.body]).toEqual([
    200,
    'text/xml',
    '<Response/>',
  ]);
  expect(requests[0]).toMatchObject({
    params: { messageId: 'm-1' },
    url: 'https://tocsin.test/callbacks/pager/status/m-1?try=2',
  });
  expect(requests[0]?.query.get('try')).toBe('2');
  expect(requests[0]?.body.toString()).toBe('{"not": json');
  expect(refused).toEqual([]);
  expect((await post('bad')).statusCode).toBe(403);
  expect(refused).toEqual(['pager signature']);
  await server.close();
});

test('one process listens at a time, the other takes over when it ends, and a loop that fails begins again', async () => {
  const began: string[] = [];
  let waiting = Promise.withResolvers<void>();
  const listening = (name: string, failsFirst: boolean): Partial<Channel> => ({
    listen: async (_inbound, signal) => {
      began.push(name);
      waiting.resolve();
      if (failsFirst && began.length === 1) throw new Error('the socket broke');
      await new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }));
    },
  });
  const next = async (count: number) => {
    while (began.length < count) {
      waiting = Promise.withResolvers();
      if (began.length < count) await waiting.promise;
    }
  };
  const channels = await channelWith({});
  const { database } = world as DeliveryWorld;
  const log = createLog('silent');
  const pager = channels.get('pager') as Channel;
  const of = (name: string, failsFirst = false) => ({
    ...{ database, log },
    channels: new Map([['pager', { ...pager, ...listening(name, failsFirst) }]]),
  });
  const first = startListeners({ ...of('first', true), inbound: () => ({}) as never });
  await next(2);
  const second = startListeners({ ...of('second'), inbound: () => ({}) as never });
  expect(began).toEqual(['first', 'first']);
  await first.stop();
  await next(3);
  expect(began).toEqual(['first', 'first', 'second']);
  await second.stop();
});
