import { createHmac, timingSafeEqual } from 'node:crypto';
import { type Clock, type Instant, plusSeconds, Temporal } from '../kernel/index.ts';

/** What a link allows: this person acknowledges this incident, until then. Nothing else. */
export interface AckGrant {
  readonly incidentId: string;
  readonly personId: string;
  /** To the second. */
  readonly issuedAt: Instant;
  readonly expiresAt: Instant;
}

export interface AckLinks {
  /** A link with which this person, and nobody else, acknowledges this incident. */
  linkFor(subject: { readonly incidentId: string; readonly personId: string }): string;
  /** What a token grants; undefined when it was not made here. Says nothing of whether it has expired. */
  read(token: string): AckGrant | undefined;
}

/** Long enough for a page that is found in the morning, short enough for a mail that is found in a year. */
const VALID_SECONDS = 72 * 3600;
const VERSION = 1;
const SIGNED_BYTES = 1 + 16 + 16 + 4;
const MAC_BYTES = 16;

/**
 * Links that need no row in a table: the grant stands in the link, signed. 37 bytes and a 128-bit HMAC make 71
 * characters, short enough for an SMS; the key is derived from TOCSIN_SECRET for this purpose alone.
 */
export function createAckLinks(options: {
  readonly secret: string;
  readonly publicUrl: string;
  readonly clock: Clock;
}): AckLinks {
  const key = createHmac('sha256', options.secret).update('acknowledge links').digest();
  const mac = (signed: Buffer) => createHmac('sha256', key).update(signed).digest().subarray(0, MAC_BYTES);
  return {
    linkFor({ incidentId, personId }) {
      const expiresAt = plusSeconds(options.clock.now(), VALID_SECONDS);
      const signed = Buffer.concat([
        Buffer.from([VERSION]),
        uuidBytes(incidentId),
        uuidBytes(personId),
        seconds(expiresAt),
      ]);
      return `${options.publicUrl}/a/${Buffer.concat([signed, mac(signed)]).toString('base64url')}`;
    },
    read(token) {
      const bytes = Buffer.from(token, 'base64url');
      // The last character has spare bits and the decoder skips what it does not know: one spelling alone is ours.
      if (bytes.toString('base64url') !== token) return undefined;
      if (bytes.length !== SIGNED_BYTES + MAC_BYTES || bytes[0] !== VERSION) return undefined;
      const signed = bytes.subarray(0, SIGNED_BYTES);
      if (!timingSafeEqual(bytes.subarray(SIGNED_BYTES), mac(signed))) return undefined;
      const expiresAt = Temporal.Instant.fromEpochMilliseconds(signed.readUInt32BE(33) * 1000);
      return {
        incidentId: uuidText(signed.subarray(1, 17)),
        personId: uuidText(signed.subarray(17, 33)),
        issuedAt: plusSeconds(expiresAt, -VALID_SECONDS),
        expiresAt,
      };
    },
  };
}

const uuidBytes = (uuid: string): Buffer => Buffer.from(uuid.replaceAll('-', ''), 'hex');

function uuidText(bytes: Buffer): string {
  const hex = bytes.toString('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}

function seconds(at: Instant): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(Math.floor(at.epochMilliseconds / 1000));
  return bytes;
}
