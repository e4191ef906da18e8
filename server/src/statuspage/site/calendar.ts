import { cleanText, type Instant } from '../../kernel/index.ts';
import { type PublicIncident, shownUpdates } from '../model.ts';
import { addressOf } from './feeds.ts';
import { lastTouched, type Site } from './site.ts';

/** `20310303T140000Z`. */
const stamp = (at: Instant): string =>
  at.round({ smallestUnit: 'second', roundingMode: 'floor' }).toString().replace(/[-:]/g, '');

// biome-ignore lint/suspicious/noControlCharactersInRegex: a line break in the text of others would be a property of theirs
const CONTROL = /[\u0000-\u0008\u000b-\u001f\u007f\u0085\u2028\u2029]/g;

/** TEXT of RFC 5545 §3.3.11. */
const text = (value: string): string =>
  cleanText(value)
    .replace(/\r\n?/g, '\n')
    .replace(CONTROL, ' ')
    .replace(/[\\;,]/g, (char) => `\\${char}`)
    .replaceAll('\n', '\\n');

/** At most 75 octets a line (RFC 5545 §3.1), and no character cut in two. */
function fold(line: string): string {
  const lines: string[] = [];
  let [current, size] = ['', 0];
  for (const char of line) {
    const octets = Buffer.byteLength(char);
    if (size + octets > 74) {
      lines.push(current);
      [current, size] = ['', 0];
    }
    current += char;
    size += octets;
  }
  return [...lines, current].join('\r\n ');
}

function event(site: Site, incident: PublicIncident): string[] {
  const { plan } = incident;
  if (plan === null) return [];
  const host = new URL(site.url).hostname;
  const status = incident.phase === 'cancelled' ? 'CANCELLED' : 'CONFIRMED';
  return [
    'BEGIN:VEVENT',
    `UID:${incident.code}@${host}`,
    `SEQUENCE:${incident.revision}`,
    `DTSTAMP:${stamp(lastTouched(incident))}`,
    `DTSTART:${stamp(plan.startsAt)}`,
    `DTEND:${stamp(plan.endsAt)}`,
    `SUMMARY:${text(incident.title)}`,
    `DESCRIPTION:${text(shownUpdates(incident)[0]?.body ?? '')}`,
    `URL:${addressOf(site, incident)}`,
    `STATUS:${status}`,
    'TRANSP:TRANSPARENT',
    'END:VEVENT',
  ];
}

/** Every maintenance, for a calendar to subscribe to. */
export const calendar = (site: Site): string =>
  [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Tocsin//Status page//EN',
    'METHOD:PUBLISH',
    `X-WR-CALNAME:${text(site.page.name)}`,
    ...site.incidents.flatMap((incident) => event(site, incident)),
    'END:VCALENDAR',
    '',
  ]
    .map(fold)
    .join('\r\n');
