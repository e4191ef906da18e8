import { Webhook } from 'standardwebhooks';
import { expect, test } from 'vitest';
import { call, channelOf, hearing } from '../../../test/channels/bench.ts';

const SECRET = `whsec_${Buffer.from('a secret of the test, 24 bytes long').toString('base64')}`;
const MAIL = 'From: ana@example.com\r\nTo: x@example.com\r\n\r\nack\r\n';

/** A mail delivered as a script of a mail server does; signed by the library of Standard Webhooks. */
async function deliver(
  over: { secret?: string; at?: Date; body?: Buffer; headers?: Record<string, string> } = {},
) {
  const channel = channelOf('email', { MAIL_WEBHOOK_SECRET: SECRET });
  const { inbound, acts } = hearing();
  const at = over.at ?? new Date();
  const headers = {
    'webhook-id': 'msg_1',
    'webhook-timestamp': String(Math.floor(at.getTime() / 1000)),
    'webhook-signature': `v1,AAAA ${new Webhook(over.secret ?? SECRET).sign('msg_1', at, MAIL)}`,
    ...over.headers,
  };
  const body = over.body ?? Buffer.from(MAIL);
  const answer = await call(channel, inbound, { method: 'POST', path: '/inbound', headers, body });
  return { answer, acts };
}

test('a mail that is signed by Standard Webhooks is kept as it came', async () => {
  const { answer, acts } = await deliver();
  expect(answer).toEqual({ status: 204 });
  expect(acts).toEqual([{ mail: MAIL }]);
});

test.each([
  [
    'another secret',
    { secret: `whsec_${Buffer.from('another secret, also 24 bytes').toString('base64')}` },
    401,
    'signature',
  ],
  ['another body', { body: Buffer.from(`${MAIL}more`) }, 401, 'signature'],
  ['another id', { headers: { 'webhook-id': 'msg_2' } }, 401, 'signature'],
  ['an old one', { at: new Date(Date.now() - 400_000) }, 401, 'stale'],
  ['no signature', { headers: { 'webhook-signature': '' } }, 401, 'signature'],
  ['no time', { headers: { 'webhook-timestamp': 'now' } }, 400, 'malformed'],
  ['nothing', { body: Buffer.alloc(0) }, 400, 'malformed'],
])('%s is refused and leaves no trace', async (_what, over, status, refused) => {
  const { answer, acts } = await deliver(over);
  expect(answer).toEqual({ status, refused });
  expect(acts).toEqual([]);
});

test('nothing is read back where no mailbox is set up', () => {
  expect(channelOf('email').callbacks).toBeUndefined();
  expect(channelOf('email').mailbox).toBeUndefined();
});
