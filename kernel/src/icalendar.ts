import { cleanText } from './text.ts';
import type { Instant } from './time.ts';

/** A DATE-TIME in UTC (RFC 5545 §3.3.5): `20310303T140000Z`. */
export const icsStamp = (at: Instant): string =>
  at.round({ smallestUnit: 'second', roundingMode: 'floor' }).toString().replace(/[-:]/g, '');

// biome-ignore lint/suspicious/noControlCharactersInRegex: a line break in the text of others would be a property of theirs
const CONTROL = /[\u0000-\u0008\u000b-\u001f\u007f\u0085\u2028\u2029]/g;

/** TEXT of RFC 5545 §3.3.11. */
export const icsText = (value: string): string =>
  cleanText(value)
    .replace(/\r\n?/g, '\n')
    .replace(CONTROL, ' ')
    .replace(/[\\;,]/g, (char) => `\\${char}`)
    .replaceAll('\n', '\\n');

/** A quoted parameter, such as a name (RFC 5545 §3.2, with the carets of RFC 6868 for what cannot stand in quotes). */
export const icsQuoted = (value: string): string =>
  `"${cleanText(value).replace(CONTROL, ' ').replaceAll('\t', ' ').replaceAll('^', '^^').replaceAll('\n', '^n').replaceAll('"', "^'")}"`;

const octetsOf = (char: string): number => {
  const code = char.codePointAt(0) ?? 0;
  return code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
};

/** At most 75 octets a line (RFC 5545 §3.1), and no character cut in two. */
function fold(line: string): string {
  const lines: string[] = [];
  let [current, size] = ['', 0];
  for (const char of line) {
    const octets = octetsOf(char);
    if (size + octets > 74) {
      lines.push(current);
      [current, size] = ['', 0];
    }
    current += char;
    size += octets;
  }
  return [...lines, current].join('\r\n ');
}

/** A calendar of these content lines, folded and ended as the RFC wants it. */
export const icsCalendar = (product: string, method: string, lines: readonly string[]): string =>
  [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    `PRODID:-//Tocsin//${product}//EN`,
    `METHOD:${method}`,
    ...lines,
    'END:VCALENDAR',
    '',
  ]
    .map(fold)
    .join('\r\n');
