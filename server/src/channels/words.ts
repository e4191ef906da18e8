import type { Envelope, MessageContent } from '../communication/index.ts';

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

/** "14 min", "2 h 5 min", "3 d": for how late something is. */
function duration(seconds: number): string {
  if (seconds < 90) return `${seconds} s`;
  const minutes = Math.round(seconds / 60);
  if (minutes < 60) return `${minutes} min`;
  const hours = Math.floor(minutes / 60);
  if (hours < 48) return minutes % 60 === 0 ? `${hours} h` : `${hours} h ${minutes % 60} min`;
  return `${Math.round(hours / 24)} d`;
}

/** The subject with its marks: a drill is a drill in every place one can see. */
export function subjectOf(envelope: Pick<Envelope, 'content' | 'bundled' | 'drill'>): string {
  const more = envelope.bundled.length;
  const subject =
    more === 0 ? envelope.content.subject : `${more + 1} notices, first: ${envelope.content.subject}`;
  return shorten(oneLine(`${envelope.drill ? '[DRILL] ' : ''}${subject}`), 250);
}

/** Sentences that go above everything else. */
export function banners({ drill, late }: Pick<Envelope, 'drill' | 'late'>): readonly string[] {
  return [
    ...(drill ? ['DRILL. This is an exercise; nothing is broken.'] : []),
    ...(late
      ? [`Late: this was due at ${late.dueAt.toString().slice(11, 16)} UTC, ${duration(late.seconds)} ago.`]
      : []),
  ];
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
  paragraphs: content.paragraphs.slice(0, LIMITS.paragraphs).map((text) => shorten(text, LIMITS.paragraph)),
  facts: content.facts.slice(0, LIMITS.facts).map(({ label, value }) => ({
    label: shorten(label, LIMITS.label),
    value: shorten(value, LIMITS.value),
  })),
});

/** Point of contact (COM-5), in one line. */
export const contactLine = ({ name, role, reach }: NonNullable<MessageContent['contact']>): string =>
  oneLine(`${name}, ${role} (${reach})`);

/** Removes secrets from what a provider said, before anybody reads it. */
export function redact(text: string, secrets: readonly string[]): string {
  const cleaned = secrets
    .filter((secret) => secret.length > 3)
    .reduce((soFar, secret) => soFar.replaceAll(secret, '[secret]'), text);
  return shorten(oneLine(cleaned), 300);
}
