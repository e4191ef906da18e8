import { createHmac, timingSafeEqual } from 'node:crypto';
import type { Instant } from '../../kernel/index.ts';

export type LinkPurpose = 'confirm' | 'unsubscribe';

/** What a link is for. */
export interface Grant {
  readonly subscriberId: string;
  readonly purpose: LinkPurpose;
  /** To the second. */
  readonly issuedAt: number;
}

const MAC_BYTES = 16;
const CODE: Readonly<Record<LinkPurpose, number>> = { confirm: 1, unsubscribe: 2 };

/**
 * Links of subscribers, signed, so that no table of tokens is needed: the way out must work for as long as somebody keeps a mail.
 * The key is derived from TOCSIN_SECRET for this purpose alone.
 */
export function createLinks(secret: string) {
  const key = createHmac('sha256', secret).update('links of subscribers').digest();
  const mac = (signed: Buffer) => createHmac('sha256', key).update(signed).digest().subarray(0, MAC_BYTES);
  return {
    token(subscriberId: string, purpose: LinkPurpose, now: Instant): string {
      const time = Buffer.alloc(4);
      time.writeUInt32BE(Math.floor(now.epochMilliseconds / 1000));
      const id = Buffer.from(subscriberId.replaceAll('-', ''), 'hex');
      const signed = Buffer.concat([Buffer.from([CODE[purpose]]), id, time]);
      return Buffer.concat([signed, mac(signed)]).toString('base64url');
    },
    /** undefined when it was not made here */
    read(token: string): Grant | undefined {
      const bytes = Buffer.from(token, 'base64url');
      if (bytes.length !== 21 + MAC_BYTES || bytes.toString('base64url') !== token) return undefined;
      const signed = bytes.subarray(0, 21);
      if (!timingSafeEqual(bytes.subarray(21), mac(signed))) return undefined;
      const purpose = signed[0] === CODE.confirm ? 'confirm' : 'unsubscribe';
      const hex = signed.subarray(1, 17).toString('hex');
      const id = [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)];
      return { subscriberId: id.join('-'), purpose, issuedAt: signed.readUInt32BE(17) };
    },
  };
}
