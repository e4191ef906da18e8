import type { Envelope, MessageContent } from '../../communication/index.ts';
import {
  banners,
  contactLine,
  contentsOf,
  discreetBody,
  discreetTitle,
  fewerFacts,
  oneLine,
} from '../words.ts';

/** Bytes of text and blocks; Slack refuses what comes near 13,000 characters of blocks (`msg_blocks_too_long`). */
export const MAX_BYTES = 60_000;

/** Slack's own limits: a header, a section's text, a button's label, the fields of a section. */
const LIMIT = { header: 150, section: 3_000, label: 75, fields: 10 };
/** Characters of all that a message says, below what Slack takes. */
const BUDGET = 10_500;
const HEADLINES = 2_500;
/** How many facts of what length: the second when the first are too much. Escaped, a character can be five. */
const FACTS = [
  { most: 20, label: 60, value: 280 },
  { most: 8, label: 40, value: 80 },
] as const;
const FACTS_BUDGET = 4_500;

/** A block of Slack's Block Kit. */
export type Block = Readonly<Record<string, unknown>>;

/** Also `<!channel>`, `<@U1>` and links are text afterwards: nothing that was typed somewhere can call anybody. */
export const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

/** Cut to `length` UTF-16 units, as Slack counts, without splitting a character. */
const cut = (text: string, length: number): string =>
  text.length <= length ? text : `${text.slice(0, length - 1).replace(/[\uD800-\uDBFF]$/, '')}…`;

const plain = (text: string) => ({ type: 'plain_text', text, emoji: false });
/** Text with marks of ours. `verbatim`: Slack makes no links or mentions of what is in it. */
const marked = (text: string) => ({ type: 'mrkdwn', text, verbatim: true });
export const header = (text: string): Block => ({
  type: 'header',
  text: plain(cut(oneLine(text), LIMIT.header)),
});
export const section = (text: string): Block => ({ type: 'section', text: plain(cut(text, LIMIT.section)) });
const context = (text: string): Block => ({
  type: 'context',
  elements: [marked(cut(text, LIMIT.section))],
});

export interface Button {
  readonly label: string;
  readonly action: string;
  readonly value?: string;
  readonly url?: string;
  readonly primary?: boolean;
}

export const buttons = (all: readonly Button[]): readonly Block[] =>
  all.length === 0
    ? []
    : [
        {
          type: 'actions',
          elements: all.map(({ label, action, value, url, primary }) => ({
            type: 'button',
            text: plain(cut(oneLine(label), LIMIT.label)),
            action_id: action,
            ...(value !== undefined && { value }),
            ...(url !== undefined && { url }),
            ...(primary === true && { style: 'primary' }),
          })),
        },
      ];

/** `*Severity*` above its value, two beside one another. */
export function factBlocks(facts: MessageContent['facts']): readonly Block[] {
  const [many, few] = FACTS.map((limit) => factTexts(facts, limit));
  const texts = many !== undefined && lengthOf(many) <= FACTS_BUDGET ? many : (few ?? []);
  const fields = texts.map(marked);
  const groups = Array.from({ length: Math.ceil(fields.length / LIMIT.fields) }, (_, index) =>
    fields.slice(index * LIMIT.fields, (index + 1) * LIMIT.fields),
  );
  return groups.map((group) => ({ type: 'section', fields: group }));
}

const factTexts = (facts: MessageContent['facts'], limit: (typeof FACTS)[number]): readonly string[] =>
  fewerFacts(facts, limit.most).map(
    ({ label, value }) =>
      `*${escaped(cut(oneLine(label), limit.label))}*\n${escaped(cut(oneLine(value), limit.value))}`,
  );

const lengthOf = (texts: readonly string[]): number => texts.reduce((sum, { length }) => sum + length, 0);

export interface SlackMessage {
  readonly text: string;
  readonly blocks: readonly Block[];
}

/** @param buttonsOf the buttons for these actions */
export function messageFor(
  envelope: Envelope,
  buttonsOf: (actions: MessageContent['actions']) => readonly Button[],
): SlackMessage {
  const { content } = envelope;
  const title = discreetTitle(envelope, 250);
  const acknowledge = content.actions.find(({ kind }) => kind === 'acknowledge');
  return {
    text: escaped(title),
    blocks: [
      header(title),
      ...bodyOf(envelope),
      ...buttons(buttonsOf(content.actions)),
      // For whoever has Slack and no button that answers: a request URL that is out of reach, a mail client's preview.
      ...(acknowledge === undefined
        ? []
        : [context(`Button not working? <${acknowledge.url}|Acknowledge in the browser>`)]),
    ],
  };
}

function bodyOf(envelope: Envelope): readonly Block[] {
  const contents = contentsOf(envelope);
  if (contents.some(({ discreet }) => discreet !== undefined)) return [section(discreetBody(envelope))];
  const [first] = contents;
  const above = banners(envelope).map((sentence) => section(sentence));
  const headlines = cut(contents.map(({ headline }) => oneLine(headline)).join('\n'), HEADLINES);
  const paragraphs = contents.flatMap((one, index) => [
    ...one.paragraphs.map(oneLine),
    ...(index === 0 ? [] : one.facts.map(({ label, value }) => oneLine(`${label}: ${value}`))),
  ]);
  return [
    ...above,
    section(headlines),
    ...factBlocks(first?.facts ?? []),
    ...inSections(cut(paragraphs.join('\n\n'), BUDGET - FACTS_BUDGET - headlines.length)),
    ...(first?.contact === undefined ? [] : [section(`Point of contact: ${contactLine(first.contact)}`)]),
  ];
}

/** A text over as many sections as it needs. */
function inSections(text: string): readonly Block[] {
  const blocks: Block[] = [];
  for (let rest = text; rest !== ''; ) {
    const end = rest.length <= LIMIT.section ? rest.length : whole(rest, LIMIT.section);
    blocks.push(section(rest.slice(0, end)));
    rest = rest.slice(end).trimStart();
  }
  return blocks;
}

/** Where to break: after a paragraph if there is one, never within a character. */
function whole(text: string, length: number): number {
  const paragraph = text.lastIndexOf('\n', length);
  if (paragraph > length / 2) return paragraph;
  return /[\uD800-\uDBFF]/.test(text[length - 1] ?? '') ? length - 1 : length;
}
