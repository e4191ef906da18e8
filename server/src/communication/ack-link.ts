import { createHmac, timingSafeEqual } from 'node:crypto';
import { type Clock, type Instant, plusSeconds, Temporal } from '../kernel/index.ts';
import { offersAcknowledging } from './decide-answerable.ts';
import { TEST } from './decide-contact-test.ts';
import type { Message } from './model.ts';

interface Grant {
  readonly personId: string;
  /** To the second. */
  readonly issuedAt: Instant;
  readonly expiresAt: Instant;
}

/** What a link allows: this person acknowledges this incident, until then. Nothing else. */
export interface PageGrant extends Grant {
  readonly kind: 'page';
  readonly incidentId: string;
}

/** The same for a page that tests a contact method. */
export interface TestGrant extends Grant {
  readonly kind: 'test';
  readonly contactMethodId: string;
}

export type AckGrant = PageGrant | TestGrant;

export interface AckLinks {
  /** A link with which this person, and nobody else, acknowledges this incident. */
  linkFor(subject: { readonly incidentId: string; readonly personId: string }): string;
  /** The same for a page that tests one contact method. */
  testLinkFor(subject: { readonly contactMethodId: string; readonly personId: string }): string;
  /** What a token grants; undefined when it was not made here. Says nothing of whether it has expired. */
  read(token: string): AckGrant | undefined;
}

/** Long enough for a page that is found in the morning, short enough for a mail that is found in a year. */
const VALID_SECONDS = 72 * 3600;
/** The first byte: what the id after it is of. */
const KINDS = { 1: 'page', 2: 'test' } as const;
const SIGNED_BYTES = 1 + 16 + 16 + 4;
const MAC_BYTES = 16;

/** What answering a page in the outbox allows whoever it went to. Nothing, when it is no page or went to nobody in person. */
export function grantOf(message: Message): AckGrant | undefined {
  const { purpose, incidentId, contactMethodId, personId, firstAttemptAt, source } = message;
  if (purpose !== 'page' || personId === null || firstAttemptAt === null) return undefined;
  const valid = { issuedAt: firstAttemptAt, expiresAt: plusSeconds(firstAttemptAt, VALID_SECONDS) };
  if (incidentId !== null) return { kind: 'page', incidentId, personId, ...valid };
  return source.kind === TEST && contactMethodId !== null
    ? { kind: 'test', contactMethodId, personId, ...valid }
    : undefined;
}

/**
 * Whether a message asks to be acknowledged. "Ok" in answer to anything else says only that it was read: taken for an
 * acknowledgement it would stop the paging of those who are on call.
 */
export const asksToAcknowledge = (message: Message): boolean =>
  grantOf(message) !== undefined || offersAcknowledging(message.content);

/** What answering a notice about an incident allows whoever it went to, provided that their account may respond. */
export function noticeGrantOf(message: Message): PageGrant | undefined {
  const { purpose, incidentId, personId, firstAttemptAt } = message;
  if (purpose !== 'notice' || incidentId === null || personId === null || firstAttemptAt === null)
    return undefined;
  const expiresAt = plusSeconds(firstAttemptAt, VALID_SECONDS);
  return { kind: 'page', incidentId, personId, issuedAt: firstAttemptAt, expiresAt };
}

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
  const link = (kind: keyof typeof KINDS, id: string, personId: string): string => {
    const expiresAt = plusSeconds(options.clock.now(), VALID_SECONDS);
    const signed = Buffer.concat([
      Buffer.from([kind]),
      uuidBytes(id),
      uuidBytes(personId),
      seconds(expiresAt),
    ]);
    return `${options.publicUrl}/a/${Buffer.concat([signed, mac(signed)]).toString('base64url')}`;
  };
  return {
    linkFor: ({ incidentId, personId }) => link(1, incidentId, personId),
    testLinkFor: ({ contactMethodId, personId }) => link(2, contactMethodId, personId),
    read(token) {
      const bytes = Buffer.from(token, 'base64url');
      // The last character has spare bits and the decoder skips what it does not know: one spelling alone is ours.
      if (bytes.toString('base64url') !== token) return undefined;
      const kind = KINDS[bytes[0] as keyof typeof KINDS];
      if (bytes.length !== SIGNED_BYTES + MAC_BYTES || kind === undefined) return undefined;
      const signed = bytes.subarray(0, SIGNED_BYTES);
      if (!timingSafeEqual(bytes.subarray(SIGNED_BYTES), mac(signed))) return undefined;
      const expiresAt = Temporal.Instant.fromEpochMilliseconds(signed.readUInt32BE(33) * 1000);
      const id = uuidText(signed.subarray(1, 17));
      const grant = {
        personId: uuidText(signed.subarray(17, 33)),
        issuedAt: plusSeconds(expiresAt, -VALID_SECONDS),
        expiresAt,
      };
      return kind === 'page' ? { kind, incidentId: id, ...grant } : { kind, contactMethodId: id, ...grant };
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
