import EmailReplyParser from 'email-reply-parser';
import { besideAcknowledgement } from '../communication/index.ts';
import type { Said } from './model.ts';

/**
 * So much of a reply is read. The patterns that find the quoted part take the cube of what they are given: of a text made for it,
 * half a second for this much, and minutes for a whole mail.
 */
const MOST_LINES = 100;
const MOST_CHARACTERS = 4_000;

/**
 * What a reply says beside what it quotes: "ack" at its beginning acknowledges, whatever else stands there is a note. The quoted part
 * is ours and says "Reply ACK" itself, so it must never be read.
 * @param asked whether the message asked to be acknowledged; where it did not, "ok" is a word like any other
 */
export function saidIn(text: string, asked: boolean): Said {
  const own = unquoted(text);
  const lines = own.split('\n');
  const first = lines.findIndex((line) => line.trim() !== '');
  if (first < 0) return { acknowledges: false, note: null };
  const beside = asked ? besideAcknowledgement(lines[first] ?? '') : undefined;
  const rest = beside === undefined ? own : [beside, ...lines.slice(first + 1)].join('\n').trim();
  return { acknowledges: beside !== undefined, note: rest === '' ? null : rest };
}

/** The text without quotes, the line that introduces them, and the signature. */
function unquoted(text: string): string {
  const all = text
    .replaceAll(/\r\n?/g, '\n')
    .split('\n')
    // Of a quote its first line will do: whoever writes below a long one is read as well.
    .filter((line, at, before) => !(line.startsWith('>') && before[at - 1]?.startsWith('>')));
  const lines = all.slice(0, MOST_LINES).join('\n').slice(0, MOST_CHARACTERS).split('\n');
  const prepared = lines
    .slice(0, quotedFrom(lines))
    .map((line) => line.trimEnd())
    .join('\n')
    // A reply address is so long that programs break the line that introduces the quote before it.
    .replaceAll(/<\n(?=[^\s<>]{1,64}@[^\s<>]{1,255}>)/g, '<');
  const read = new EmailReplyParser().read(prepared);
  const isCut = lines.length < all.length || lines.at(-1) !== all.at(-1);
  const goesOn = isCut && quotedFrom(lines) === undefined && read.getFragments().at(-1)?.isHidden() === false;
  return `${read.getVisibleText().trim()}${goesOn ? '…' : ''}`;
}

const SENDER = /^\s*\*?(?:From|Von|De|Van|Da)\*?\s?:/i;
const SENT = /^\s*\*?(?:Sent|Date|Gesendet|Datum|Envoyé|Enviado|Verzonden|Inviato)\*?\s?:/i;

/** Where the headers of the quoted mail begin, as Exchange writes them: names without addresses, and no line before or after. */
function quotedFrom(lines: readonly string[]): number | undefined {
  const found = lines.findIndex(
    (line, at) => SENDER.test(line) && lines.slice(at + 1, at + 4).some((next) => SENT.test(next)),
  );
  return found < 0 ? undefined : found;
}
