import type { Envelope, MessageContent } from '../../communication/index.ts';
import { inert } from '../room-webhook.ts';
import { banners, contactLine, contentsOf, fewerFacts, oneLine, shorten, subjectOf } from '../words.ts';

/** Beyond about 28 KB Teams drops a card. */
export const MAX_BYTES = 28_000;

const block = (text: string, look: object = {}) => ({
  type: 'TextBlock',
  text: inert(text),
  wrap: true,
  ...look,
});

/** How much of it is shown: the first of these that fits. */
const SIZES = [
  { headline: 2_000, paragraphs: 30, paragraph: 3_000, facts: 40, value: 500, contents: 20 },
  { headline: 1_000, paragraphs: 4, paragraph: 800, facts: 15, value: 200, contents: 10 },
  { headline: 500, paragraphs: 0, paragraph: 0, facts: 8, value: 80, contents: 3 },
] as const;

/** A message to Teams: an Adaptive Card 1.4, as the trigger of a workflow takes it. */
export function teamsMessage(envelope: Envelope): string {
  const texts = SIZES.map((size) => JSON.stringify(message(envelope, size)));
  return texts.find((text) => Buffer.byteLength(text) <= MAX_BYTES) ?? texts.at(-1) ?? '';
}

const message = (envelope: Envelope, size: (typeof SIZES)[number]) => ({
  type: 'message',
  attachments: [
    {
      contentType: 'application/vnd.microsoft.card.adaptive',
      contentUrl: null,
      content: {
        $schema: 'http://adaptivecards.io/schemas/adaptive-card.json',
        type: 'AdaptiveCard',
        version: '1.4',
        body: bodyOf(envelope, size),
        actions: actionsOf(envelope.content.actions),
        msteams: { width: 'full' },
      },
    },
  ],
});

function bodyOf(envelope: Envelope, size: (typeof SIZES)[number]): readonly object[] {
  const contents = contentsOf(envelope);
  const [first] = contents;
  const facts = fewerFacts(first?.facts ?? [], size.facts).map(({ label, value }) => ({
    title: inert(oneLine(label)),
    value: inert(shorten(oneLine(value), size.value)),
  }));
  const paragraphs = contents.flatMap((one) => one.paragraphs).slice(0, size.paragraphs);
  return [
    block(subjectOf(envelope), { size: 'medium', weight: 'bolder' }),
    ...banners(envelope).map((sentence) => block(sentence, { color: 'warning' })),
    ...contents
      .slice(0, size.contents)
      .map(({ headline }) => block(shorten(oneLine(headline), size.headline))),
    ...(facts.length === 0 ? [] : [{ type: 'FactSet', facts }]),
    ...paragraphs.map((text) => block(shorten(oneLine(text), size.paragraph))),
    ...(first?.contact === undefined ? [] : [block(`Point of contact: ${contactLine(first.contact)}`)]),
  ];
}

/** A workflow has no bot behind it, so that a button can only lead somewhere. */
const actionsOf = (actions: MessageContent['actions']): readonly object[] =>
  actions.slice(0, 6).map(({ label, url }) => ({ type: 'Action.OpenUrl', title: oneLine(label), url }));
