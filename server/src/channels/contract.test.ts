import { afterEach, describe, expect, test } from 'vitest';
import {
  type Bench,
  call,
  channelOf,
  channelsWith,
  hearing,
  newMessageId,
  PASSWORD,
  SECRET,
} from '../../test/channels/bench.ts';
import { benches } from '../../test/channels/index.ts';
import { WebhookReceiver } from '../../test/fakes/webhook-receiver.ts';
import type { Envelope, MessageContent } from '../communication/index.ts';
import { Temporal } from '../kernel/index.ts';
import { signingSecret } from './webhook/index.ts';

const content: MessageContent = {
  kind: 'page',
  subject: '[P1] INCIDENT: checkout',
  headline: 'Checkout answers with errors.',
  facts: [{ label: 'Severity', value: 'P1' }],
  paragraphs: ['No one has acknowledged yet.'],
  actions: [
    { label: 'Acknowledge', url: 'https://tocsin.test/a/abc', kind: 'acknowledge' },
    { label: 'Open INC-1', url: 'https://tocsin.test/incidents/INC-1', kind: 'open' },
  ],
  thread: { id: 'incident-1', title: 'Checkout' },
  contact: { name: 'Ana Ruiz', role: 'incident commander', reach: 'ana@example.com, +49 30 1234' },
};

const envelope = (address: string, over: Partial<Envelope> = {}): Envelope => ({
  messageId: newMessageId(),
  purpose: 'page',
  to: { address, name: 'Ana Ruiz' },
  content,
  bundled: [],
  drill: false,
  late: undefined,
  attempt: 1,
  now: Temporal.Instant.fromEpochMilliseconds(Date.now()),
  ...over,
});

const patience = () => AbortSignal.timeout(20_000);

/** "sms (gateway)" is a second provider of SMS. */
const kindOf = (bench: string): string => bench.replace(/ \(.*\)$/, '');

test('every registered channel is held to the contract', () => {
  expect([...channelsWith().keys()]).toEqual([...new Set(Object.keys(benches).map(kindOf))]);
});

describe.each(Object.entries(benches))('%s', (kind, open) => {
  let bench: Bench | undefined;
  const opened = async (): Promise<Bench> => {
    bench = await open();
    return bench;
  };
  afterEach(async () => {
    await bench?.close();
    bench = undefined;
  });

  test('says what it is and what it asks for', async () => {
    const { channel, address } = await opened();
    expect(channel.kind).toBe(kindOf(kind));
    expect(channel.fields.map(({ name }) => name)).toContain('address');
    expect(channel.timeoutSeconds).toBeLessThanOrEqual(20);
    expect(channel.concurrency).toBeGreaterThan(1);
    expect(channel.handedTo).toMatch(/^the /);
    expect(channel.providerOf(address)).not.toBe('');
    expect(channel.guide.steps.length).toBeGreaterThan(1);
    for (const { name, description } of channel.guide.settings) {
      expect(description).toMatch(/\.$/);
      expect([channel.guide.needs, ...channel.guide.steps].join(' ')).toContain(`\`${name}\``);
    }
  });

  test.each([
    ['takes it', 'accepted', undefined],
    ['says later', 'retry', /^(temporarily_refused|server_error)$/],
    ['says never', 'rejected', /^refused$/],
    ['says the address is gone', 'rejected', /^(bad_address|gone)$/],
    ['is silent', 'retry', /^timeout$/],
    ['is down', 'retry', /^connection_refused$/],
  ] as const)('when the provider %s: %s', async (mood, outcome, reason) => {
    const { channel, address, be } = await opened();
    await be(mood);
    // Only a provider that says nothing is waited for in full; the others get time, for machines that are busy.
    const limit = AbortSignal.timeout(mood === 'is silent' ? 700 : 20_000);
    const result = await channel.send(envelope(address), limit);
    expect(result.kind).toBe(outcome);
    if (reason !== undefined) expect('reason' in result ? result.reason : '').toMatch(reason);
  });

  test('what a provider says never carries a secret to the record', async () => {
    const { channel, address, be } = await opened();
    await be('says later');
    const result = await channel.send(envelope(address), patience());
    expect(result.kind).toBe('retry');
    expect(JSON.stringify(result)).not.toContain(PASSWORD);
    expect(channel.display(address)).not.toContain(PASSWORD);
  });

  test('everything that is to be said arrives', async () => {
    const { channel, address, arrived } = await opened();
    expect((await channel.send(envelope(address), patience())).kind).toBe('accepted');
    const text = arrived().join('\n');
    for (const part of [
      content.subject,
      content.headline,
      'Severity',
      'No one has acknowledged yet.',
      ...(channel.traits.links ? ['https://tocsin.test/a/abc', 'https://tocsin.test/incidents/INC-1'] : []),
      'Ana Ruiz',
      '+49 30 1234',
    ])
      expect(text).toContain(part);
  });

  test('a drill says so, what is late says so', async () => {
    const { channel, address, arrived } = await opened();
    const late = { dueAt: Temporal.Instant.from('2031-03-03T09:00:00Z'), seconds: 840 };
    await channel.send(envelope(address, { drill: true, late }), patience());
    expect(arrived()[0]).toContain('[DRILL]');
    expect(arrived()[0]).toContain('Late: this was due at 09:00 UTC, 14 min ago.');
  });

  test('several messages in one are all there', async () => {
    const { channel, address, arrived } = await opened();
    const bundled = [1, 2, 3].map((number) => ({ ...content, headline: `Headline ${number}` }));
    await channel.send(envelope(address, { bundled }), patience());
    expect(arrived()).toHaveLength(1);
    for (const { headline } of [content, ...bundled]) expect(arrived()[0]).toContain(headline);
    expect(arrived()[0]).toContain('4 notices, first');
  });

  test.each([
    ['umlauts and signs', 'Größenänderung – „Zahlung“ 💥 支付失败 دفع'],
    ['markup', '<img src=x onerror=alert(1)> & "quotes"'],
    ['a header in the subject', 'Down\r\nBcc: everybody@example.com\r\n\r\nInjected body'],
    ['control characters', 'a\u0000b\u0007c\u2028d'],
  ])('text is text: %s', async (_what, text) => {
    const { channel, address, arrived } = await opened();
    const strange = { ...content, subject: text, headline: text };
    const to = { address, name: `Ana\r\nBcc: x@example.com ${text}` };
    expect((await channel.send(envelope(address, { content: strange, to }), patience())).kind).toBe(
      'accepted',
    );
    expect(arrived()).toHaveLength(1);
    const words = text.split(/[\s\p{Cc}\u2028]+/u).filter((word) => /^[\p{L}\p{N}]+$/u.test(word));
    for (const word of words) expect(arrived()[0]).toContain(word);
  });

  test('what is too long is shortened, not refused', async () => {
    const { channel, address, arrived } = await opened();
    const long = {
      ...content,
      subject: 'S'.repeat(5_000),
      headline: `It is down. ${'é'.repeat(30_000)}`,
      paragraphs: Array.from({ length: 300 }, (_, index) => `${index} ${'💥'.repeat(300)}`),
      facts: Array.from({ length: 300 }, (_, index) => ({ label: `fact ${index}`, value: 'v'.repeat(500) })),
    };
    const result = await channel.send(
      envelope(address, { content: long, bundled: [long, long] }),
      patience(),
    );
    expect(result.kind).toBe('accepted');
    const [text = ''] = arrived();
    expect(Buffer.byteLength(text)).toBeLessThanOrEqual(channel.traits.maxBytes);
    expect(text).toContain('It is down.');
    if (channel.traits.links) expect(text).toContain('https://tocsin.test/a/abc');
  });

  test('addresses have one canonical form; what is none is refused in words', async () => {
    const { channel, address, alsoAddresses = [] } = await opened();
    const canonical = channel.validateAddress(` ${address} `);
    expect(canonical).toEqual(channel.validateAddress(canonical.ok ? canonical.value : ''));
    expect(canonical.ok).toBe(true);
    for (const nonsense of [
      '',
      'nonsense',
      'a@b@c',
      'javascript:alert(1)',
      'file:///etc/passwd',
      `x${'y'.repeat(3000)}`,
      'a\r\nb@example.com',
    ]) {
      if (alsoAddresses.includes(nonsense)) continue;
      const result = channel.validateAddress(nonsense);
      expect(result.ok ? nonsense : result.error).toMatch(/^This .*\.$/);
    }
  });
});

const answering = Object.entries(benches);

/** What a channel's provider calls back: only what is signed counts, and what comes twice counts once. */
describe.each(answering)('%s, called back', (_kind, open) => {
  let bench: Bench | undefined;
  afterEach(async () => {
    await bench?.close();
    bench = undefined;
  });

  /** A page that was taken, as whoever answers it has it before them. */
  async function sent() {
    bench = await open();
    const { channel, address, calls } = bench;
    const page = { ...envelope(address), ...(channel.traits.codes && { replyCode: 4 }) };
    const outcome = await channel.send(page, patience());
    const providerId = outcome.kind === 'accepted' ? outcome.providerId : undefined;
    const message = { messageId: page.messageId, address, providerId, replyCode: 4 };
    return { channel, calls, message, heard: hearing() };
  }

  test('has callbacks exactly when its bench can call them', async () => {
    const { channel, calls, heard } = await sent();
    expect((channel.callbacks?.(heard.inbound) ?? []).length > 0).toBe(calls !== undefined);
    if (channel.traits.receipts && channel.callbacks !== undefined) expect(calls?.delivered).toBeDefined();
  });

  test('an answer of its reader acknowledges, and the same call again does no harm', async () => {
    const { channel, calls, message, heard } = await sent();
    if (calls === undefined) return expect(channel.callbacks).toBeUndefined();
    const request = calls.acknowledged(message);
    expect((await call(channel, heard.inbound, request)).refused).toBeUndefined();
    expect(heard.acts).toHaveLength(1);
    expect(heard.acts[0]).toHaveProperty('acknowledge');
    // Acknowledging is harmless when done before; refusing what comes again is as good.
    const again = await call(channel, heard.inbound, request);
    expect(again.refused === undefined || again.refused === 'replay').toBe(true);
    expect(new Set(heard.acts.map((act) => JSON.stringify(act))).size).toBe(1);
  });

  test('a receipt is told to communication', async () => {
    const { channel, calls, message, heard } = await sent();
    if (calls?.delivered === undefined) return expect(heard.acts).toEqual([]);
    expect((await call(channel, heard.inbound, calls.delivered(message))).refused).toBeUndefined();
    expect(heard.acts).toEqual([{ receipt: expect.objectContaining({ outcome: 'delivered' }) }]);
  });

  test('a wrong or an old signature gets the vendor’s refusal and does nothing', async () => {
    const { channel, calls, message, heard } = await sent();
    if (calls === undefined) return expect(channel.callbacks).toBeUndefined();
    const request = calls.acknowledged(message);
    const forged = calls.forged(request);
    expect(await call(channel, heard.inbound, forged.call)).toMatchObject({
      status: forged.status,
      refused: 'signature',
    });
    const stale = calls.stale?.(request);
    if (stale !== undefined)
      expect(await call(channel, heard.inbound, stale.call)).toMatchObject({
        status: stale.status,
        refused: 'stale',
      });
    expect(heard.acts).toEqual([]);
  });
});

test.each([
  [200, 'accepted'],
  [503, 'retry'],
])('a webhook that answers %i and never ends its body has answered', async (status, kind) => {
  const receiver = await WebhookReceiver.start((url) => signingSecret(SECRET, url));
  receiver.answer({ status, text: 'one moment', endless: true });
  try {
    const result = await channelOf('webhook').send(envelope(receiver.url()), patience());
    expect(result).toMatchObject({ kind, detail: expect.stringContaining(String(status)) });
  } finally {
    await receiver.close();
  }
});

test('how late something is, is told in the reader’s zone', async () => {
  const receiver = await WebhookReceiver.start((url) => signingSecret(SECRET, url));
  const address = receiver.url();
  const late = { dueAt: Temporal.Instant.from('2031-03-03T09:00:00Z'), seconds: 840 };
  try {
    const to = { address, name: 'Ana', zone: 'Europe/Berlin' };
    await channelOf('webhook').send(envelope(address, { to, late }), patience());
    expect(receiver.calls[0]?.body.data.remarks).toEqual([
      'Late: this was due at 10:00 (Europe/Berlin), 14 min ago.',
    ]);
    const days = { ...late, seconds: 3 * 86_400 };
    await channelOf('webhook').send(envelope(address, { to, late: days }), patience());
    expect(receiver.calls[1]?.body.data.remarks[0]).toContain('due at Mon 10:00 (Europe/Berlin), 3 d ago.');
  } finally {
    await receiver.close();
  }
});

test('what is left out of a long list is counted', async () => {
  const receiver = await WebhookReceiver.start((url) => signingSecret(SECRET, url));
  const facts = Array.from({ length: 60 }, (_, index) => ({ label: `INC-${index}`, value: 'P4 open' }));
  const paragraphs = Array.from({ length: 33 }, (_, index) => `Paragraph ${index}`);
  try {
    await channelOf('webhook').send(
      envelope(receiver.url(), { content: { ...content, facts, paragraphs } }),
      patience(),
    );
    const [message] = receiver.calls[0]?.body.data.messages ?? [];
    expect(message.facts).toHaveLength(40);
    expect(message.facts.at(-1)).toEqual({ label: 'And', value: '21 more' });
    expect(message.paragraphs.at(-1)).toBe('And 4 more paragraphs.');
  } finally {
    await receiver.close();
  }
});

test('while a webhook’s secret is rotated its receiver may know either, and afterwards only the new one', async () => {
  const receiver = await WebhookReceiver.start((url) => signingSecret(SECRET, url, 2));
  const address = receiver.url();
  const send = (secretGenerations: readonly number[]) =>
    channelOf('webhook').send(
      envelope(address, { to: { address, name: 'Ana', secretGenerations } }),
      patience(),
    );
  try {
    await send([1]);
    expect(receiver.forged.splice(0)).toHaveLength(1);
    for (const generations of [[2, 1], [3, 2], [2]]) await send(generations);
    expect(receiver.forged).toEqual([]);
    await send([3]);
    expect(receiver.forged).toHaveLength(1);
  } finally {
    await receiver.close();
  }
});
