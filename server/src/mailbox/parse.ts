import { createHash } from 'node:crypto';
import { convert } from 'html-to-text';
import PostalMime, { type Address, type Email } from 'postal-mime';
import { cleanText } from '../kernel/index.ts';
import type { ReadMail } from './model.ts';

/** What a mail may cost. Each was measured with a mail made to cost as much as it can (parse.test.ts). */
const LIMITS = {
  nesting: 20,
  headerBytes: 256 * 1024,
  /** Each part is searched for by going through those before it. */
  parts: 1_000,
  html: 200_000,
  /** Longer texts are no replies, and finding the quoted part in one is slow. */
  text: 20_000,
  part: 64 * 1024,
  recipients: 100,
};

/** @throws Error for one that cannot be read, or was made to hurt whoever reads it */
export async function readMail(raw: Buffer): Promise<ReadMail> {
  if (boundariesIn(raw) > LIMITS.parts) throw new Error('The mail has too many parts.');
  const mail = await PostalMime.parse(raw, {
    // What was forwarded, or came back, is not what its sender says.
    forceRfc822Attachments: true,
    attachmentEncoding: 'arraybuffer',
    maxNestingDepth: LIMITS.nesting,
    maxHeadersSize: LIMITS.headerBytes,
  });
  const headers = new Map<string, string>();
  for (const { key, value } of mail.headers) if (!headers.has(key)) headers.set(key, value);
  return {
    from: addressOf(mail.from),
    to: recipientsOf(mail),
    subject: cleanText(mail.subject ?? '').slice(0, 1_000),
    text: cleanText(textOf(mail)).slice(0, LIMITS.text),
    headers,
    parts: mail.attachments.flatMap(({ mimeType, content }) =>
      READ.has(mimeType) ? [{ type: mimeType, text: partText(content) }] : [],
    ),
  };
}

const READ: ReadonlySet<string> = new Set([
  'message/delivery-status',
  'message/global-delivery-status',
  'text/rfc822-headers',
  'message/global-headers',
  'message/rfc822',
  'message/global',
  'text/calendar',
  'application/ics',
]);

/** Less than what IMAP brings of a long mail. */
const KEYED_BYTES = 256 * 1024;

/**
 * What tells a mail from another, however often and by whichever way it comes: its Message-ID and what it says. Servers on the way
 * add headers and change the ends of lines, and not every way brings all of it, so these are left out; some programs give all their
 * mail one Message-ID, so that alone is not enough. Of a mail without one it counts who it was for.
 */
export function keyOf(raw: Buffer): string {
  const text = raw.toString('latin1').replaceAll('\r\n', '\n');
  const end = text.indexOf('\n\n');
  const head = end < 0 ? text : text.slice(0, end);
  const messageId = /^message-id:\s*(\S{1,500})/im.exec(head)?.[1];
  const named = messageId ?? (head.match(/^(?:to|cc|delivered-to):.*(?:\n[ \t].*)*/gim) ?? []).join('\n');
  const body = end < 0 ? '' : text.slice(end, end + KEYED_BYTES).trimEnd();
  return createHash('sha256').update(`${named}\n`).update(body, 'latin1').digest('hex');
}

/** Lines that can begin a part. */
function boundariesIn(raw: Buffer): number {
  let count = 0;
  for (let at = raw.indexOf('\n--'); at >= 0; at = raw.indexOf('\n--', at + 3)) count += 1;
  return count;
}

function addressOf(address: Address | undefined): string | null {
  const found = address?.address?.trim().toLowerCase();
  return found === undefined || found === '' ? null : found;
}

/** Who a mail was for stands in many places: a list or an alias leaves its mark beside the To. */
const RECIPIENT_HEADERS = ['to', 'cc', 'delivered-to', 'x-original-to', 'envelope-to', 'x-forwarded-to'];

function recipientsOf({ headers }: Email): readonly string[] {
  const found = new Set<string>();
  for (const { key, value } of headers) {
    if (!RECIPIENT_HEADERS.includes(key)) continue;
    for (const [address] of value
      .slice(0, 20_000)
      .matchAll(/[^\s<>@,;:"()[\]]{1,64}@[^\s<>@,;:"()[\]]{1,255}/g)) {
      if (found.size < LIMITS.recipients) found.add(address.toLowerCase());
    }
  }
  return [...found];
}

/** The plain text where there is one; of a mail that is HTML only, its text, with quotes marked as in plain text. */
function textOf({ text, html }: Email): string {
  if (text !== undefined && text.trim() !== '') return text;
  if (html === undefined) return '';
  return convert(html.slice(0, LIMITS.html), {
    wordwrap: false,
    limits: { maxDepth: 40, maxInputLength: LIMITS.html, ellipsis: '' },
    selectors: [
      { selector: 'a', options: { ignoreHref: true } },
      { selector: 'img', format: 'skip' },
      { selector: 'hr', format: 'skip' },
      ...['.gmail_signature', '.moz-signature', '#Signature', '#ms-outlook-mobile-signature'].map(
        (selector) => ({ selector, format: 'skip' }),
      ),
    ],
  });
}

function partText(content: ArrayBuffer | Uint8Array | string): string {
  if (typeof content === 'string') return cleanText(content.slice(0, LIMITS.part));
  return cleanText(
    Buffer.from(content as ArrayBuffer)
      .subarray(0, LIMITS.part)
      .toString('utf8'),
  );
}
