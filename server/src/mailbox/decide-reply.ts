import EmailReplyParser from 'email-reply-parser';
import { isAcknowledgement } from '../communication/index.ts';
import type { Said } from './model.ts';

/** Longer lines are cut before the quoted part is looked for: its patterns take the square of a line's length. */
const LONGEST_LINE = 2_000;
/** As long as somebody may type into the timeline is longer than anybody writes in a reply. */
const LONGEST_NOTE = 5_000;

/**
 * What a reply says beside what it quotes: "ack" in its first line acknowledges, whatever else stands there is a note. The quoted part
 * is ours and says "Reply ACK" itself, so it must never be read.
 */
export function saidIn(text: string): Said {
  const own = unquoted(text);
  const lines = own.split('\n');
  const first = lines.findIndex((line) => line.trim() !== '');
  if (first < 0) return { acknowledges: false, note: null };
  const acknowledges = isAcknowledgement(lines[first] ?? '');
  const rest = acknowledges
    ? lines
        .slice(first + 1)
        .join('\n')
        .trim()
    : own;
  return { acknowledges, note: rest === '' ? null : cut(rest) };
}

/** The text without quotes, the line that introduces them, and the signature. */
function unquoted(text: string): string {
  const lines = text.replaceAll(/\r\n?/g, '\n').split('\n');
  const prepared = lines
    .map((line) => line.slice(0, LONGEST_LINE).trimEnd())
    .join('\n')
    // A reply address is so long that programs break the line that introduces the quote before it.
    .replaceAll(/<\n(?=[^\s<>]{1,64}@[^\s<>]{1,255}>)/g, '<');
  return new EmailReplyParser().read(prepared).getVisibleText().trim();
}

const cut = (text: string): string =>
  text.length <= LONGEST_NOTE ? text : `${text.slice(0, LONGEST_NOTE - 1)}…`;
