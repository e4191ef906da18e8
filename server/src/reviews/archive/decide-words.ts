import type { RecordLine } from '../../incidents/index.ts';
import type { Instant } from '../../kernel/index.ts';

/** A message about the incident, as far as it tells who knew what and when. Where it went is not in it. */
export interface TellingMessage {
  readonly to: string;
  readonly channel: string;
  readonly purpose: string;
  readonly state: string;
  readonly queuedAt: string;
  readonly sentAt: string | null;
  readonly deliveredAt: string | null;
  /** What became of it, in words. */
  readonly outcome: string;
  readonly subject: string;
  /** What it said; empty of one that carried the incident among others. */
  readonly said: readonly string[];
}

/** One line of Markdown, whatever the text is. */
const line = (text: string): string =>
  text
    .replaceAll(/\s+/g, ' ')
    .trim()
    .replaceAll(/([\\`*_[\]<>#|])/g, '\\$1');

const time = (at: Instant): string => at.toString({ smallestUnit: 'second' });

/** The record in words, oldest first, times in UTC. @param length of the log */
export function timelineText(
  reference: string,
  title: string,
  lines: readonly RecordLine[],
  length: number,
): string {
  const rows = lines.map(({ seq, at, happenedAt, sentence, struck }) => {
    const happened = time(happenedAt) === time(at) ? '' : ` (written ${time(at)})`;
    const said = line(sentence);
    return `- **${time(happenedAt)}**${happened} ${struck ? `~~${said}~~ (struck through)` : said} \\[${seq}\\]`;
  });
  const leftOut =
    lines.length < length ? [`\n${length - lines.length} entries in the middle are in log.jsonl only.`] : [];
  return [
    `# ${reference}: ${line(title)}`,
    '',
    'Times are UTC; the number is the entry of the log.',
    '',
    ...rows,
    ...leftOut,
    '',
  ].join('\n');
}

/** Who was told what, and when it left and arrived; oldest first. */
export function messagesText(reference: string, messages: readonly TellingMessage[]): string {
  const parts = messages.flatMap((message) => [
    `## ${message.queuedAt} ${line(message.to)}, ${line(message.channel)} (${message.purpose})`,
    '',
    `**${line(message.subject)}**`,
    '',
    ...message.said.map((text) => `> ${line(text)}`),
    '',
    line(message.outcome),
    '',
  ]);
  return [
    `# ${reference}: who was told what, and when`,
    '',
    'Times are UTC. Addresses and links are left out.',
    '',
    ...(parts.length === 0 ? ['Nobody was told anything.', ''] : parts),
  ].join('\n');
}

export const readme = (reference: string, exportedAt: string, exportedBy: string): string =>
  `This is the sealed export of ${reference}, made at ${exportedAt} by ${exportedBy}.

manifest.json   every file with its SHA-256; the SHA-256 of the manifest itself is the seal, which the record has
log.jsonl       the whole log, an entry a line; each has the hash of the one before it
timeline.md     the same in words
messages.md     who was told what, and when; messages.json is the same for programs
report.md       the incident report as it stood; report.html is the same to be read
evidence/       attached files and pinned query results; their names begin with the entry that has their hash

Check it, without a server:

    tocsin verify --archive FILE
    tocsin verify --archive FILE --seal <the seal that you kept>

Whoever changes the archive and makes all hashes anew gets another seal. Compare it with the one that was kept elsewhere, or
with the entry "exported the incident as a sealed archive" of the incident's timeline.
`;
