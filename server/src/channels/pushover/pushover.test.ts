import { afterEach, beforeEach, expect, test } from 'vitest';
import { hearing, newMessageId, stateOfBench } from '../../../test/channels/bench.ts';
import { ANA_KEY } from '../../../test/channels/pushover.ts';
import { PushoverServer } from '../../../test/fakes/pushover-server.ts';
import type { Envelope } from '../../communication/index.ts';
import { Temporal } from '../../kernel/index.ts';
import { createSignedIds } from '../../platform/signed-ids.ts';
import { askForReceipts, remember } from './acknowledgements.ts';
import { pushoverApi } from './api.ts';
import { pushover } from './index.ts';

let server: PushoverServer;
beforeEach(async () => {
  server = await PushoverServer.start('the-token');
  server.users.add(ANA_KEY);
});
afterEach(() => server.close());

const NOW = Temporal.Instant.from('2031-03-03T09:00:00Z');
const patience = () => AbortSignal.timeout(20_000);

const page = (over: Partial<Envelope> = {}): Envelope => ({
  messageId: newMessageId(),
  purpose: 'page',
  to: { address: ANA_KEY, name: 'Ana' },
  content: {
    kind: 'page',
    subject: '[P1] Payroll is down',
    headline: 'Payroll <b>answers</b> with errors.',
    facts: [],
    paragraphs: [],
    actions: [
      { label: 'Acknowledge', url: 'https://tocsin.test/a/abc', kind: 'acknowledge' },
      { label: 'Open INC-1', url: 'https://tocsin.test/incidents/INC-1', kind: 'open' },
    ],
    thread: { id: 'incident-1', title: 'Payroll' },
  },
  bundled: [],
  drill: false,
  late: undefined,
  attempt: 1,
  now: NOW,
  ...over,
});

/** The channel at this address, with what it remembers and a clock that can be moved. */
function channelAt(publicUrl: string) {
  const state = stateOfBench();
  const clock = { now: () => NOW };
  const context = { publicUrl, secret: 'a secret', allowedHosts: [], clock, state: () => state };
  const channel = pushover.create(context, { PUSHOVER_URL: server.url, PUSHOVER_TOKEN: 'the-token' });
  return { channel, state };
}

/** Asks for receipts this often, and says how long it would have waited. */
async function ask(
  publicUrl: string | undefined,
  state: ReturnType<typeof stateOfBench>,
  times: number,
  now = NOW,
  heard = hearing(),
) {
  const waits: number[] = [];
  const stop = new AbortController();
  const parts = {
    ...{ state, reachedAt: publicUrl, clock: { now: () => now } },
    api: pushoverApi(server.url, 'the-token'),
    tokens: createSignedIds('a secret', 'callbacks of Pushover'),
  };
  await askForReceipts(parts, heard.inbound, stop.signal, async (ms) => {
    if (waits.length === times) stop.abort();
    else waits.push(ms);
  });
  return { acts: heard.acts, waits };
}

test('a page is an emergency that calls back; a notice is neither', async () => {
  const { channel } = channelAt('https://tocsin.test');
  expect((await channel.send(page(), patience())).kind).toBe('accepted');
  expect(await channel.send(page({ purpose: 'notice' }), patience())).not.toHaveProperty('providerId');
  const [first, second] = server.messages;
  expect(first).toMatchObject({ priority: 2, url: 'https://tocsin.test/incidents/INC-1' });
  expect(first?.emergency?.callback).toMatch(
    /^https:\/\/tocsin\.test\/callbacks\/pushover\/acknowledged\/.{43}$/,
  );
  expect(second).toMatchObject({ priority: 0, emergency: undefined });
  expect(server.refusals).toEqual([]);
});

test('of a restricted incident nothing is shown but that there is one', async () => {
  const { channel } = channelAt('https://tocsin.test');
  const { content } = page();
  await channel.send(
    page({ content: { ...content, discreet: 'Restricted incident INC-1' }, drill: true }),
    patience(),
  );
  const [shown] = server.messages;
  expect(shown?.title).toBe('[DRILL] Restricted incident INC-1');
  expect(JSON.stringify(shown)).not.toContain('Payroll');
});

test('where Pushover cannot call, receipts are asked for every five seconds until somebody acknowledges', async () => {
  const { channel, state } = channelAt('http://10.0.0.7:7080');
  const { messageId } = await sent(channel);
  const [emergency] = server.emergencies;
  expect(emergency?.callback).toBeUndefined();
  expect(await ask(undefined, state, 2)).toEqual({ acts: [], waits: [5_000, 5_000] });
  server.acknowledge(emergency?.receipt ?? '');
  const { acts } = await ask(undefined, state, 2);
  expect(acts).toEqual([{ acknowledge: { message: { messageId }, from: ANA_KEY } }]);
  // Two before, and one that brought it: nobody asks for it again.
  expect(emergency?.asked).toBe(3);
});

test('what Pushover ended, or nobody knows any more, is asked for no longer', async () => {
  const { channel, state } = channelAt('https://tocsin.test');
  await sent(channel);
  await remember({ state, clock: { now: () => NOW } } as never, newMessageId(), 'x'.repeat(30));
  expect((await ask('https://tocsin.test', state, 1)).waits).toEqual([30_000]);
  expect(await state.below('open')).toHaveLength(1);
  await ask('https://tocsin.test', state, 1, NOW.add({ minutes: 12 }));
  expect(await state.below('open')).toEqual([]);
});

test('a receipt that Pushover does not tell of does not keep the others from being heard', async () => {
  const { channel, state } = channelAt('http://10.0.0.7:7080');
  await sent(channel);
  const { messageId } = await sent(channel);
  const [stuck, answered] = server.emergencies.map(({ receipt }) => receipt);
  server.acknowledge(answered ?? '');
  server.stuck.add(stuck ?? '');
  const heard = hearing();
  await expect(ask(undefined, state, 1, NOW, heard)).rejects.toThrow('does not say how a receipt stands');
  expect(heard.acts).toEqual([{ acknowledge: { message: { messageId }, from: ANA_KEY } }]);
});

test('a page that has ended is cancelled, also when its receipt was lost', async () => {
  const { channel, state } = channelAt('https://tocsin.test');
  const { messageId, envelope } = await sent(channel);
  await channel.send(envelope, patience());
  const { content, drill, now } = envelope;
  const withdrawal = {
    ...{ messageId, content, drill, now, providerId: null, address: ANA_KEY },
    ...({ reason: 'acknowledged', sentence: 'Acknowledged by Ben.' } as const),
  };
  server.answer({ status: 503, text: '' });
  expect(await channel.withdraw?.(withdrawal, patience())).toEqual({ kind: 'retry' });
  server.answer(undefined);
  expect(await channel.withdraw?.(withdrawal, patience())).toEqual({ kind: 'done' });
  expect(server.emergencies.map(({ ended }) => ended)).toEqual([true, true]);
  expect(await state.below('open')).toEqual([]);
});

test.each([
  [
    400,
    '{"token":"invalid","errors":["application token is invalid"],"status":0}',
    {},
    { kind: 'retry', reason: 'auth_failed' },
  ],
  [
    400,
    '{"user":"invalid","errors":["user identifier is invalid"],"status":0}',
    {},
    { kind: 'rejected', reason: 'bad_address' },
  ],
  [
    429,
    '{"errors":["application is over its quota"],"status":0}',
    { 'x-limit-app-reset': String(NOW.epochMilliseconds / 1000 + 90) },
    { kind: 'retry', reason: 'rate_limited', afterSeconds: 90 },
  ],
  [200, '<html>a proxy</html>', {}, { kind: 'retry', reason: 'server_error' }],
] as const)('what %i %s means', async (status, text, headers, outcome) => {
  const { channel } = channelAt('https://tocsin.test');
  server.answer({ status, text, headers });
  expect(await channel.send(page(), patience())).toMatchObject(outcome);
});

async function sent(channel: ReturnType<typeof channelAt>['channel']) {
  const envelope = page();
  expect((await channel.send(envelope, patience())).kind).toBe('accepted');
  return { messageId: envelope.messageId, envelope };
}
