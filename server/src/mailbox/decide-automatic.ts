import type { ReadMail } from './model.ts';

const MARKS = ['x-autoreply', 'x-autorespond', 'x-auto-response-suppress', 'x-tocsin-message'];
const BULK = /^(?:bulk|junk|auto_reply)$/i;
const LIST = /^list$/i;

/**
 * Whether a program wrote a mail: an out-of-office answer acknowledges nothing, and whoever answers it begins a conversation of
 * two programs. RFC 3834 §5; Precedence and X-Auto-Response-Suppress as older servers and Exchange mark theirs; an empty
 * return path, as every report of a mail server has; our own mail, which came back by some rule of forwarding.
 * @param byList whether a mailing list may have brought it: people write to those, and a report address can be behind one
 */
export function isAutomatic({ headers }: Pick<ReadMail, 'headers'>, byList: boolean): boolean {
  const submitted = headers.get('auto-submitted')?.trim().toLowerCase() ?? 'no';
  if (submitted !== 'no' && !submitted.startsWith('no;')) return true;
  const precedence = headers.get('precedence')?.trim() ?? '';
  if (BULK.test(precedence) || (!byList && LIST.test(precedence))) return true;
  if (/^<\s*>$/.test(headers.get('return-path')?.trim() ?? '')) return true;
  return MARKS.some((name) => headers.has(name));
}
