import { createECDH } from 'node:crypto';
import { expect, test } from 'vitest';
import { channelOf } from '../../../test/channels/bench.ts';
import { PushService } from '../../../test/fakes/push-service.ts';
import type { Envelope } from '../../communication/index.ts';
import { Temporal } from '../../kernel/index.ts';
import { encrypt } from './encrypt.ts';

const fromBase64 = (text: string) => Buffer.from(text, 'base64url');

test('the example of RFC 8291, byte for byte', () => {
  const ours = createECDH('prime256v1');
  ours.setPrivateKey(fromBase64('yfWPiYE-n46HLnH0KqZOF1fJJU3MYrct3AELtAQ-oRw'));
  const keys = {
    p256dh: fromBase64(
      'BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4',
    ),
    auth: fromBase64('BTBZMqHH6r4Tts7J_aSIgg'),
  };
  const sealed = encrypt(Buffer.from('When I grow up, I want to be a watermelon'), keys, {
    ours,
    salt: fromBase64('DGv6ra1nlYgDCS1FRnbzlw'),
  });
  expect(sealed.toString('base64url')).toBe(
    'DGv6ra1nlYgDCS1FRnbzlwAAEABBBP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl7A_yl95bQpu6cVPTpK4Mqgkf1CXztLVBSt2Ks3oZwbuwXPXLWyouBWLVWGNWQexSgSxsj_Qulcy4a-fN',
  );
});

const envelope = (address: string, over: Partial<Envelope> = {}): Envelope => ({
  messageId: 'm-1',
  purpose: 'page',
  to: { address, name: 'Ana' },
  content: {
    kind: 'page',
    subject: 'P1 Payroll data leaked — INC-1',
    headline: 'Payroll data leaked. Please acknowledge.',
    facts: [{ label: 'System', value: 'Payroll' }],
    paragraphs: ['You are on call.'],
    actions: [
      { label: 'Acknowledge', url: 'https://tocsin.test/a/abc', kind: 'acknowledge' },
      { label: 'Open incident', url: 'https://tocsin.test/incidents/INC-1', kind: 'open' },
    ],
    thread: { id: 'incident-1', title: 'INC-1 Payroll data leaked' },
  },
  bundled: [],
  drill: false,
  late: undefined,
  attempt: 1,
  now: Temporal.Instant.fromEpochMilliseconds(Date.now()),
  ...over,
});

async function withService<T>(work: (service: PushService, address: string) => Promise<T>): Promise<T> {
  const service = await PushService.start();
  try {
    return await work(service, service.subscribe('phone'));
  } finally {
    await service.close();
  }
}

const patience = () => AbortSignal.timeout(20_000);

test('a page rings and is soon forgotten, a notice does not press; each replaces only its own kind', () =>
  withService(async (service, address) => {
    const channel = channelOf('push');
    await channel.send(envelope(address), patience());
    await channel.send(envelope(address), patience());
    await channel.send(envelope(address, { purpose: 'notice' }), patience());
    const [page, again, notice] = service.messages;
    expect(page).toMatchObject({ urgency: 'high', ttl: 300 });
    expect(page?.payload.notification).toMatchObject({
      navigate: 'https://tocsin.test/a/abc',
      requireInteraction: true,
      renotify: true,
      silent: false,
    });
    expect(again?.topic).toBe(page?.topic);
    expect(notice).toMatchObject({ urgency: 'normal' });
    expect(notice?.topic).not.toBe(page?.topic);
    expect(service.refusals).toEqual([]);
  }));

test('[TYP-3] of a restricted incident a lock screen shows that there is one, and nothing else', () =>
  withService(async (service, address) => {
    const channel = channelOf('push');
    const page = envelope(address, { drill: true });
    const content = { ...page.content, discreet: 'Restricted incident INC-1' };
    await channel.send({ ...page, content }, patience());
    const sent = { messageId: 'm-1', address, providerId: null, content, drill: false };
    await channel.withdraw?.(
      { ...sent, reason: 'acknowledged', sentence: 'Acknowledged by Ben.', now: page.now },
      patience(),
    );
    expect(service.messages.map(({ payload }) => payload.notification)).toMatchObject([
      { title: '[DRILL] Restricted incident INC-1' },
      { title: 'Restricted incident INC-1', body: 'No longer open.' },
    ]);
    for (const { payload } of service.messages) {
      expect(JSON.stringify(payload)).not.toMatch(/Payroll|Ben/);
    }
  }));

test('a page that has ended is replaced without a sound, also where it was not delivered yet', () =>
  withService(async (service, address) => {
    const channel = channelOf('push');
    const page = envelope(address);
    await channel.send(page, patience());
    const ended = await channel.withdraw?.(
      {
        ...{ messageId: 'm-1', address, providerId: null, content: page.content, drill: false },
        ...{ reason: 'acknowledged', sentence: 'Acknowledged by Ben Okafor.', now: page.now },
      },
      patience(),
    );
    expect(ended).toEqual({ kind: 'done' });
    const [before, after] = service.messages;
    expect(after?.topic).toBe(before?.topic);
    expect(after?.payload.notification).toMatchObject({
      tag: before?.payload.notification.tag,
      body: 'Acknowledged by Ben Okafor.',
      silent: true,
      requireInteraction: false,
      actions: [],
    });
  }));

test('one key for all processes and for ever: browsers bind their subscriptions to it', async () => {
  const channel = channelOf('push');
  const key = await channel.deviceKey?.();
  expect(Buffer.from(key ?? '', 'base64url')).toHaveLength(65);
  expect(await channel.deviceKey?.()).toBe(key);
});

test.each([
  ['no JSON', 'https://push.example.com/abc'],
  ['no keys', '{"endpoint":"https://push.example.com/abc"}'],
  [
    'a key that is no point',
    `{"endpoint":"https://p.example.com/a","keys":{"p256dh":"${'B'.repeat(87)}","auth":"${'A'.repeat(22)}"}}`,
  ],
  ['another scheme', '{"endpoint":"file:///etc/passwd","keys":{}}'],
])('%s is no subscription', (_what, address) => {
  expect(channelOf('push').validateAddress(address)).toMatchObject({
    ok: false,
    error: expect.stringMatching(/^This is not a subscription/),
  });
});

test('a push service inside the network, or without encryption, is refused', () =>
  withService(async (_service, subscription) => {
    const channel = channelOf('push');
    const at = (origin: string) => subscription.replace(/http:\/\/127\.0\.0\.1:\d+/, origin);
    expect(channel.refusalOf?.(subscription)).toBeNull();
    expect(channel.refusalOf?.(at('https://fcm.googleapis.com'))).toBeNull();
    for (const origin of ['https://10.0.0.7', 'http://fcm.googleapis.com', 'https://push.internal'])
      expect(channel.refusalOf?.(at(origin))).toContain('ALLOWED_HOSTS');
  }));
