import { createPrivateKey, generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import { type Instant, plusSeconds } from '../../kernel/index.ts';

/** The key pair by which push services know us, and to which browsers bind their subscriptions (RFC 8292). */
export interface VapidKeys {
  readonly privateKey: KeyObject;
  /** 65 bytes in base64url: what a browser subscribes with. */
  readonly publicKey: string;
}

/** A new key pair, as it is kept. */
export function newVapidKeys(): string {
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'prime256v1' });
  return JSON.stringify(privateKey.export({ format: 'jwk' }));
}

export function readVapidKeys(kept: string): VapidKeys {
  const jwk = JSON.parse(kept) as { readonly x: string; readonly y: string };
  const point = Buffer.concat([
    Buffer.of(4),
    Buffer.from(jwk.x, 'base64url'),
    Buffer.from(jwk.y, 'base64url'),
  ]);
  return {
    privateKey: createPrivateKey({ key: jwk as never, format: 'jwk' }),
    publicKey: point.toString('base64url'),
  };
}

/** RFC 8292 §2 allows a day; clocks differ. */
const VALID_SECONDS = 12 * 3600;

const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');

/** The header with which we say who we are. @param subject how the push service's operator reaches us: a URL or mailto: */
export function authorization(
  { privateKey, publicKey }: VapidKeys,
  { audience, subject, now }: { readonly audience: string; readonly subject: string; readonly now: Instant },
): string {
  const exp = Math.floor(plusSeconds(now, VALID_SECONDS).epochMilliseconds / 1000);
  const signed = `${part({ typ: 'JWT', alg: 'ES256' })}.${part({ aud: audience, exp, sub: subject })}`;
  const signature = sign('sha256', Buffer.from(signed), { key: privateKey, dsaEncoding: 'ieee-p1363' });
  return `vapid t=${signed}.${signature.toString('base64url')}, k=${publicKey}`;
}
