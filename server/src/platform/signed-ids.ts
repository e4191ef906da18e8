import { createHmac, timingSafeEqual } from 'node:crypto';

const MAC_BYTES = 16;
const ID_BYTES = 16;

/** Tokens that say some ids (UUIDs), signed, and need no row in a table. The key is derived for one purpose alone. */
export interface SignedIds {
  sign(ids: readonly string[]): string;
  /** The ids that a token says; undefined when it was not made here, or says another number of them. */
  read(token: string, count: number): readonly string[] | undefined;
}

export function createSignedIds(secret: string, purpose: string): SignedIds {
  const key = createHmac('sha256', secret).update(purpose).digest();
  const mac = (ids: Buffer) => createHmac('sha256', key).update(ids).digest().subarray(0, MAC_BYTES);
  return {
    sign(ids) {
      const bytes = Buffer.concat(ids.map((id) => Buffer.from(id.replaceAll('-', ''), 'hex')));
      return Buffer.concat([bytes, mac(bytes)]).toString('base64url');
    },
    read(token, count) {
      const bytes = Buffer.from(token, 'base64url');
      // The last character has spare bits and the decoder skips what it does not know: one spelling alone is ours.
      if (bytes.toString('base64url') !== token || bytes.length !== count * ID_BYTES + MAC_BYTES)
        return undefined;
      const ids = bytes.subarray(0, count * ID_BYTES);
      if (!timingSafeEqual(bytes.subarray(ids.length), mac(ids))) return undefined;
      return Array.from({ length: count }, (_, n) =>
        uuidText(ids.subarray(n * ID_BYTES, (n + 1) * ID_BYTES)),
      );
    },
  };
}

function uuidText(bytes: Buffer): string {
  const hex = bytes.toString('hex');
  return [8, 12, 16, 20, 32].map((end, index, ends) => hex.slice(ends[index - 1] ?? 0, end)).join('-');
}
