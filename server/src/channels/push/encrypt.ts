import { createCipheriv, createECDH, createHmac, type ECDH, hkdfSync, randomBytes } from 'node:crypto';

/** Whom a message is encrypted for: the browser that subscribed (RFC 8291 §2.1). */
export interface SubscriptionKeys {
  /** Its public key, 65 bytes of P-256, uncompressed. */
  readonly p256dh: Buffer;
  /** Its authentication secret, 16 bytes. */
  readonly auth: Buffer;
}

/** What is random in a message; handed in by the test of RFC 8291's example. */
export interface Randomness {
  readonly ours: ECDH;
  readonly salt: Buffer;
}

const fresh = (): Randomness => {
  const ours = createECDH('prime256v1');
  ours.generateKeys();
  return { ours, salt: randomBytes(16) };
};

/** The header (salt, record size, key id's length, key id) and the tag and delimiter around the text. */
const RECORD_SIZE = 4096;

/**
 * Encrypts for one browser: the content coding aes128gcm (RFC 8188) with the keys of Web Push (RFC 8291 §3.4), in one
 * record. Push services take no more than 4096 bytes, 103 of which are not text.
 * @throws when the browser's key is no point of the curve
 */
export function encrypt(
  text: Buffer,
  { p256dh, auth }: SubscriptionKeys,
  { ours, salt }: Randomness = fresh(),
): Buffer {
  const shared = ours.computeSecret(p256dh);
  const ourKey = ours.getPublicKey();
  const keyInfo = Buffer.concat([Buffer.from('WebPush: info\0'), p256dh, ourKey]);
  const ikm = Buffer.from(hkdfSync('sha256', shared, auth, keyInfo, 32));
  const prk = createHmac('sha256', salt).update(ikm).digest();
  const expand = (info: string, length: number): Buffer =>
    createHmac('sha256', prk).update(`${info}\0\x01`).digest().subarray(0, length);
  const cipher = createCipheriv(
    'aes-128-gcm',
    expand('Content-Encoding: aes128gcm', 16),
    expand('Content-Encoding: nonce', 12),
  );
  // 0x02: the last record.
  const sealed = Buffer.concat([cipher.update(text), cipher.update(Buffer.of(2)), cipher.final()]);
  const sizes = Buffer.alloc(5);
  sizes.writeUInt32BE(RECORD_SIZE);
  sizes.writeUInt8(ourKey.length, 4);
  return Buffer.concat([salt, sizes, ourKey, sealed, cipher.getAuthTag()]);
}
