import { createHmac, timingSafeEqual } from 'node:crypto';
import type { MailAddresses } from '../../communication/index.ts';

/*
 * The secret address of each message (ADR 52): its id and a MAC over it, in letters and digits, because some mail servers turn
 * the part before the @ into lower case. Nothing is stored for it. 80 bits are too many to be tried by mail.
 */

const ID_BYTES = 16;
const MAC_BYTES = 10;
/** 26 bytes in base 36. */
const TOKEN_LENGTH = 41;
/** RFC 5321 §4.5.3.1.1. */
const LONGEST_LOCAL_PART = 64;
const PLACE = '{token}';
const REPORT = 'report';

/** `tocsin+{token}@example.com`, `{token}@in.example.com`. */
export const isReplyTemplate = (text: string): boolean =>
  text.split(PLACE).length === 2 && /^[^\s@<>"(),:;[\]\\]+@[^\s@<>"(),:;[\]\\]+$/.test(text);

/** What makes and reads the addresses of messages, and the proof that a mail that comes back was ours. */
export interface MailSecrets extends MailAddresses {
  replyTo(messageId: string): string;
  proofOf(messageId: string): string;
}

/**
 * @param options.sender the address that mail is from: replies go beside it when no template is given
 * @param options.reports an address of its own for reports
 */
export function mailSecrets(options: {
  readonly secret: string;
  readonly sender: string;
  readonly template: string | undefined;
  readonly reports: string | undefined;
  readonly ways: MailAddresses['ways'];
}): MailSecrets {
  const template = options.template ?? options.sender.replace(/@(?=[^@]*$)/, `+${PLACE}@`);
  const reply = tokens(options.secret, 'reply addresses');
  const proof = tokens(options.secret, 'returned mail');
  const at = (token: string) => template.replace(PLACE, token);
  const [before = '', after = ''] = template.toLowerCase().split(PLACE);
  const reports = (options.reports ?? at(REPORT)).toLowerCase();
  const longest = at('x'.repeat(TOKEN_LENGTH)).split('@')[0]?.length ?? 0;
  return {
    ways: options.ways,
    fault:
      longest > LONGEST_LOCAL_PART
        ? `The reply address is too long: before the @ there is room for ${LONGEST_LOCAL_PART - TOKEN_LENGTH} characters beside the token. Set MAIL_REPLY_ADDRESS.`
        : null,
    replies: at('…'),
    reports,
    replyTo: (messageId) => at(reply.make(messageId)),
    proofOf: proof.make,
    about(address) {
      const given = address.toLowerCase();
      if (given === reports) return 'report';
      if (!given.startsWith(before) || !given.endsWith(after)) return undefined;
      const messageId = reply.read(given.slice(before.length, given.length - after.length));
      return messageId === undefined ? undefined : { messageId };
    },
    returned: (token) => proof.read(token.toLowerCase()),
  };
}

function tokens(secret: string, purpose: string) {
  const key = createHmac('sha256', secret).update(purpose).digest();
  const mac = (id: Buffer) => createHmac('sha256', key).update(id).digest().subarray(0, MAC_BYTES);
  return {
    make(messageId: string): string {
      const id = Buffer.from(messageId.replaceAll('-', ''), 'hex');
      return BigInt(`0x${Buffer.concat([id, mac(id)]).toString('hex')}`)
        .toString(36)
        .padStart(TOKEN_LENGTH, '0');
    },
    read(token: string): string | undefined {
      if (token.length !== TOKEN_LENGTH || !/^[0-9a-z]+$/.test(token)) return undefined;
      const hex = [...token]
        .reduce((sum, digit) => sum * 36n + BigInt(Number.parseInt(digit, 36)), 0n)
        .toString(16)
        .padStart((ID_BYTES + MAC_BYTES) * 2, '0');
      if (hex.length !== (ID_BYTES + MAC_BYTES) * 2) return undefined;
      const bytes = Buffer.from(hex, 'hex');
      const id = bytes.subarray(0, ID_BYTES);
      if (!timingSafeEqual(bytes.subarray(ID_BYTES), mac(id))) return undefined;
      return id.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
    },
  };
}
