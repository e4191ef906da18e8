import { createHmac, timingSafeEqual } from 'node:crypto';
import type { CallbackRequest, Refusal } from '../../communication/index.ts';
import type { Instant } from '../../kernel/index.ts';

/** Older requests are somebody's recording (Slack, "Verifying requests from Slack"). */
const LONGEST_SECONDS = 300;

/** `v0=` and the HMAC over the time and the body as it came. */
const signatureOf = (secret: string, timestamp: string, body: Buffer): string =>
  `v0=${createHmac('sha256', secret).update(`v0:${timestamp}:`).update(body).digest('hex')}`;

/** Why a request is not believed to be Slack's; undefined when it is. */
export function distrust(
  { headers, body }: Pick<CallbackRequest, 'headers' | 'body'>,
  secret: string,
  now: Instant,
): Refusal | undefined {
  const timestamp = headers['x-slack-request-timestamp'] ?? '';
  const given = Buffer.from(headers['x-slack-signature'] ?? '');
  const right = Buffer.from(signatureOf(secret, timestamp, body));
  if (given.length !== right.length || !timingSafeEqual(given, right)) return 'signature';
  const age = Math.abs(now.epochMilliseconds / 1000 - Number(timestamp));
  return age <= LONGEST_SECONDS ? undefined : 'stale';
}
