import { createECDH } from 'node:crypto';
import { err, ok, type Result } from '../../kernel/index.ts';
import type { SubscriptionKeys } from './encrypt.ts';

/** A browser's subscription: where its push service takes messages, and for whom they are encrypted. */
export interface Subscription {
  readonly endpoint: URL;
  readonly keys: SubscriptionKeys;
}

const NONE =
  'This is not a subscription of a browser. Turn notifications on in the browser that is to show them.';
const LONGEST = 2_000;

/** Reads a subscription from the JSON that browsers make of it (Push API, PushSubscriptionJSON). */
export function readSubscription(address: string): Subscription | undefined {
  const given = parsed(address);
  const endpoint = URL.parse(String(given?.endpoint ?? ''));
  if (endpoint === null || !/^https?:$/.test(endpoint.protocol) || endpoint.username !== '') return undefined;
  const p256dh = bytes(given?.keys?.p256dh, 65);
  const auth = bytes(given?.keys?.auth, 16);
  if (p256dh === undefined || auth === undefined || !isPoint(p256dh)) return undefined;
  return { endpoint, keys: { p256dh, auth } };
}

/** In one form, whatever else the browser said of it (when it expires, say). */
export function canonical(address: string): Result<string, string> {
  const subscription = readSubscription(address.trim());
  if (subscription === undefined) return err(NONE);
  const { endpoint, keys } = subscription;
  const text = JSON.stringify({
    endpoint: endpoint.href,
    keys: { p256dh: keys.p256dh.toString('base64url'), auth: keys.auth.toString('base64url') },
  });
  return text.length > LONGEST ? err('This subscription is too long.') : ok(text);
}

interface Given {
  readonly endpoint?: unknown;
  readonly keys?: { readonly p256dh?: unknown; readonly auth?: unknown };
}

function parsed(text: string): Given | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? value : undefined;
  } catch {
    return undefined;
  }
}

function bytes(value: unknown, length: number): Buffer | undefined {
  const read = typeof value === 'string' ? Buffer.from(value, 'base64url') : undefined;
  return read?.length === length ? read : undefined;
}

/** Nothing can be encrypted for a key that is no point of the curve. */
function isPoint(key: Buffer): boolean {
  try {
    const ours = createECDH('prime256v1');
    ours.generateKeys();
    ours.computeSecret(key);
    return true;
  } catch {
    return false;
  }
}
