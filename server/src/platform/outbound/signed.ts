import { createHmac } from 'node:crypto';
import { Webhook } from 'standardwebhooks';

/** The signing secret of a subject (`whsec_…`), derived from TOCSIN_SECRET, so that none rests in the database. */
export const signingSecretFor = (secret: string, subject: string): string =>
  `whsec_${createHmac('sha256', secret).update(subject).digest('base64')}`;

export interface Signed {
  /** The same however often it is sent: receivers tell a repeat by it. */
  readonly id: string;
  readonly sentAt: Date;
  readonly body: string;
}

/** The headers of a signed request (Standard Webhooks 1.0). @param keys one signature each: two while one is replaced */
export const signedWith = (
  keys: readonly string[],
  { id, sentAt, body }: Signed,
): Record<string, string> => ({
  'content-type': 'application/json',
  'user-agent': 'Tocsin',
  'webhook-id': id,
  'webhook-timestamp': String(Math.floor(sentAt.getTime() / 1000)),
  'webhook-signature': keys.map((key) => new Webhook(key).sign(id, sentAt, body)).join(' '),
});
