import { createHmac, timingSafeEqual } from 'node:crypto';
import type { Callback, CallbackRequest, ChannelInbound, Refusal } from '../../communication/index.ts';
import { type Clock, Temporal } from '../../kernel/index.ts';

/** As the receivers of our own webhooks are advised to (Standard Webhooks 1.0). */
const TOLERANCE_SECONDS = 300;

/**
 * Where a mail server, or a provider's script, delivers a mail as it came: `POST /callbacks/email/inbound`, the raw message as the body,
 * signed by Standard Webhooks 1.0. Answered when it is on disk. A repeat is kept once and answered the same, because the sender
 * of a request whose answer was lost must be able to repeat it.
 */
export const mailHook = (secret: string, clock: Clock, inbound: ChannelInbound): Callback => ({
  method: 'POST',
  path: '/inbound',
  async handle(request) {
    const refused = refusalOf(secret, clock, request);
    if (refused !== undefined) return { status: refused === 'malformed' ? 400 : 401, refused };
    await inbound.mail.keep(request.body);
    return { status: 204 };
  },
});

/**
 * Over the bytes as they came: a mail may be in any encoding, and the library that we verify others' webhooks with reads bodies as
 * UTF-8 first.
 */
function refusalOf(secret: string, clock: Clock, { headers, body }: CallbackRequest): Refusal | undefined {
  const id = headers['webhook-id'];
  const sentAt = headers['webhook-timestamp'] ?? '';
  const given = headers['webhook-signature'];
  if (id === undefined || given === undefined || !/^\d{1,12}$/.test(sentAt) || body.length === 0)
    return 'malformed';
  const expected = createHmac('sha256', Buffer.from(secret.replace(/^whsec_/, ''), 'base64'))
    .update(`${id}.${sentAt}.`)
    .update(body)
    .digest();
  const matches = given.split(' ').some((one) => {
    const [version, signature = ''] = one.split(',');
    const bytes = Buffer.from(signature, 'base64');
    return version === 'v1' && bytes.length === expected.length && timingSafeEqual(bytes, expected);
  });
  if (!matches) return 'signature';
  const at = Temporal.Instant.fromEpochMilliseconds(Number(sentAt) * 1000);
  const apart = Math.abs(clock.now().since(at).total('seconds'));
  return apart > TOLERANCE_SECONDS ? 'stale' : undefined;
}
