import { expect, test } from 'vitest';
import { channelOf, channelsWith } from '../../../test/channels/bench.ts';
import { SmsGateway } from '../../../test/fakes/sms-gateway.ts';
import { Twilio } from '../../../test/fakes/twilio.ts';
import type { Envelope } from '../../communication/index.ts';
import { Temporal } from '../../kernel/index.ts';

const page = (title: string): Envelope => ({
  messageId: 'm-1',
  purpose: 'page',
  to: { address: '+351210000000', name: 'Ana' },
  content: {
    kind: 'page',
    subject: title,
    headline: title,
    facts: [],
    paragraphs: [],
    actions: [{ label: 'Acknowledge', url: 'https://tocsin.test/a/abc', kind: 'acknowledge' }],
    thread: { id: 'i', title },
  },
  bundled: [],
  drill: false,
  late: undefined,
  attempt: 1,
  now: Temporal.Instant.from('2031-03-03T09:00:00Z'),
});

test('[COM-6] what Twilio does not take, the gateway does; whoever said STOP is not asked twice', async () => {
  const [twilio, gateway] = [await Twilio.start('token-1'), await SmsGateway.start('token-2')];
  try {
    const sms = channelOf('sms', { ...twilio.env, ...gateway.env });
    const send = () => sms.send({ ...page('Down'), replyCode: 4 }, AbortSignal.timeout(20_000));
    twilio.answer({ status: 503, text: 'busy' });
    expect(await send()).toMatchObject({
      kind: 'accepted',
      provider: new URL(gateway.env.SMS_GATEWAY_URL ?? '').host,
      passedBy: [{ reason: 'server_error' }],
      detail: expect.stringContaining('HTTP 503 busy'),
    });
    // A reply to the gateway would go nowhere.
    expect(gateway.messages[0]?.text).not.toContain('Reply');
    // The account may not send to that country; the gateway may.
    twilio.answer({ status: 400, text: '{"code":21408,"status":400}' });
    expect(await send()).toMatchObject({ kind: 'accepted' });
    // Out of credit: nothing is wrong with the number.
    gateway.answer({ status: 200, text: '{"status":"error","code":"NO_CREDIT"}' });
    expect(await send()).toMatchObject({ kind: 'retry', reason: 'server_error' });
    gateway.answer(undefined);
    twilio.answer(undefined);
    twilio.optedOut.add('+351210000000');
    expect(await send()).toMatchObject({ kind: 'rejected', reason: 'opted_out' });
    expect(gateway.messages).toHaveLength(2);
  } finally {
    await twilio.close();
    await gateway.close();
  }
});

test('a hostile title stays one value of the body', async () => {
  const gateway = await SmsGateway.start('token-2');
  try {
    const title = '","recipient":"+19005550100","x":"\\';
    await channelOf('sms', gateway.env).send(page(title), AbortSignal.timeout(20_000));
    expect(gateway.refusals).toEqual([]);
    expect(gateway.messages).toMatchObject([{ to: '+351210000000', text: expect.stringContaining(title) }]);
  } finally {
    await gateway.close();
  }
});

test('a gateway that cannot work says what it lacks', () => {
  const missing = (env: Record<string, string>) => channelOf('sms', env).missing;
  expect(missing({})).toBe('Neither TWILIO_ACCOUNT_SID nor SMS_GATEWAY_URL is set.');
  expect(missing({ TWILIO_ACCOUNT_SID: `AC${'5'.repeat(32)}` })).toBe('TWILIO_AUTH_TOKEN is not set.');
  expect(
    missing({ SMS_GATEWAY_URL: 'https://sms.example.com/send?to={to}', SMS_GATEWAY_METHOD: 'GET' }),
  ).toBe('SMS_GATEWAY_URL and SMS_GATEWAY_BODY do not contain {text}.');
  const inside = { SMS_GATEWAY_URL: 'http://10.0.0.7:8080/send' };
  expect(missing(inside)).toContain('add 10.0.0.7:8080 to ALLOWED_HOSTS');
  expect(channelsWith(inside, { allowedHosts: ['10.0.0.7:8080'] }).get('sms')?.missing).toBeNull();
});
