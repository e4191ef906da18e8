import { clockTime, duration, type Envelope, type MessageContent } from '../communication/index.ts';
import { plusSeconds } from '../kernel/index.ts';

/** What every channel does to text before it is put into a header, a subject or a sentence. */

/** Control characters and line breaks become blanks: nothing that was typed somewhere can begin a new header. */
export const oneLine = (text: string): string =>
  text
    .replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ')
    .replace(/ {2,}/g, ' ')
    .trim();

/** Cuts to `length` characters without splitting one in two. */
export function shorten(text: string, length: number): string {
  const characters = [...text];
  return characters.length <= length ? text : `${characters.slice(0, length - 1).join('')}…`;
}

/** The subject with its marks: a drill is a drill in every place one can see. */
export function subjectOf(envelope: Pick<Envelope, 'content' | 'bundled' | 'drill'>): string {
  const more = envelope.bundled.length;
  const subject =
    more === 0 ? envelope.content.subject : `${more + 1} notices, first: ${envelope.content.subject}`;
  return shorten(oneLine(`${envelope.drill ? '[DRILL] ' : ''}${subject}`), 250);
}

/** Sentences that go above everything else, with times as the reader's clock shows them. */
export function banners({ drill, late, to }: Pick<Envelope, 'drill' | 'late' | 'to'>): readonly string[] {
  return [
    ...(drill ? ['DRILL. This is an exercise; nothing is broken.'] : []),
    ...(late ? [lateBanner(late, to.zone)] : []),
  ];
}

function lateBanner({ dueAt, seconds }: NonNullable<Envelope['late']>, zone = 'UTC'): string {
  const time = clockTime(dueAt, zone, plusSeconds(dueAt, seconds));
  return `Late: this was due at ${time} ${zone === 'UTC' ? 'UTC' : `(${zone})`}, ${duration(seconds)} ago.`;
}

/** Everything to be said, the carrier first. */
export const contentsOf = ({
  content,
  bundled,
}: Pick<Envelope, 'content' | 'bundled'>): readonly MessageContent[] => [content, ...bundled].map(trimmed);

/** Nobody reads more than this of a message, and a mail of megabytes arrives late; the incident's page has it all. */
const LIMITS = { headline: 2_000, paragraphs: 30, paragraph: 3_000, facts: 40, label: 100, value: 1_000 };

/** A content cut to what a message can carry. Links are never cut. */
const trimmed = (content: MessageContent): MessageContent => ({
  ...content,
  headline: shorten(content.headline, LIMITS.headline),
  paragraphs: counted(content.paragraphs, LIMITS.paragraphs, (more) => `And ${more} more paragraphs.`).map(
    (text) => shorten(text, LIMITS.paragraph),
  ),
  facts: fewerFacts(content.facts, LIMITS.facts).map(({ label, value }) => ({
    label: shorten(label, LIMITS.label),
    value: shorten(value, LIMITS.value),
  })),
});

/** A list cut to `most` lines, the last of which says how many are left out: nothing goes missing unsaid. */
const counted = <T>(items: readonly T[], most: number, last: (more: number) => T): readonly T[] =>
  items.length <= most ? items : [...items.slice(0, most - 1), last(items.length - most + 1)];

/** The first facts, and how many more there are. */
export const fewerFacts = (facts: MessageContent['facts'], most: number): MessageContent['facts'] =>
  counted(facts, most, (more) => ({ label: 'And', value: `${more} more` }));

/** Point of contact (COM-5), in one line. */
export const contactLine = ({ name, role, reach }: NonNullable<MessageContent['contact']>): string =>
  oneLine(`${name}, ${role} (${reach})`);

/**
 * The title of what stands on a lock screen, which is read by whoever passes by: of a restricted incident it shows that
 * there is one.
 */
export function discreetTitle(
  envelope: Pick<Envelope, 'content' | 'bundled' | 'drill'>,
  length: number,
): string {
  const { discreet } = envelope.content;
  const title =
    discreet === undefined ? subjectOf(envelope) : `${envelope.drill ? '[DRILL] ' : ''}${discreet}`;
  return shorten(oneLine(title), length);
}

/** All that is to be said, as lines, the headlines first; nothing of it where others could read it and must not. */
export function discreetBody(envelope: Envelope): string {
  const contents = contentsOf(envelope);
  if (contents.some(({ discreet }) => discreet !== undefined))
    return [...banners(envelope), 'Open it to see more.'].join('\n');
  const headlines = contents.map(({ headline }) => oneLine(headline));
  return [...banners(envelope), ...headlines, ...contents.flatMap(details)].join('\n');
}

const details = ({ facts, paragraphs, contact }: MessageContent): readonly string[] => [
  ...facts.map(({ label, value }) => oneLine(`${label}: ${value}`)),
  ...paragraphs.map(oneLine),
  ...(contact === undefined ? [] : [`Point of contact: ${contactLine(contact)}`]),
];

/** Cuts to so many bytes of UTF-8 without splitting a character. */
export function shortenToBytes(text: string, length: number): string {
  if (Buffer.byteLength(text) <= length) return text;
  let cut = '';
  let bytes = Buffer.byteLength('…');
  for (const character of text) {
    bytes += Buffer.byteLength(character);
    if (bytes > length) break;
    cut += character;
  }
  return `${cut}…`;
}

/** Removes secrets from what a provider said, before anybody reads it. */
export function redact(text: string, secrets: readonly string[]): string {
  const cleaned = secrets
    .filter((secret) => secret.length > 3)
    .reduce((soFar, secret) => soFar.replaceAll(secret, '[secret]'), text);
  return shorten(oneLine(cleaned), 300);
}
