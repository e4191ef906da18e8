/** What Slack checks of text and blocks (docs.slack.dev/reference/block-kit), with its own words for what it refuses. */

interface Text {
  readonly type: 'plain_text' | 'mrkdwn';
  readonly text: string;
}

export interface SlackButton {
  readonly type: 'button';
  readonly text: Text;
  readonly action_id: string;
  readonly value?: string;
  readonly url?: string;
}

export interface SlackBlock {
  readonly type: 'header' | 'section' | 'context' | 'actions' | 'divider';
  readonly text?: Text;
  readonly fields?: readonly Text[];
  readonly elements?: readonly (Text | SlackButton)[];
}

/** As Slack says no: with status 200. */
export class SlackError extends Error {
  /** Beside the word for it. */
  readonly also: object;
  constructor(message: string, also: object = {}) {
    super(message);
    this.also = also;
  }
}

const need = (condition: boolean, error: string, what: string): void => {
  if (!condition) throw new SlackError(`${error}: ${what}`);
};

const isText = (text: Text | undefined, longest: number, types: readonly Text['type'][]): text is Text =>
  text !== undefined && types.includes(text.type) && text.text.length > 0 && text.text.length <= longest;

const BOTH = ['plain_text', 'mrkdwn'] as const;

const checks: Readonly<Record<SlackBlock['type'], (block: SlackBlock) => void>> = {
  divider: () => undefined,
  header: ({ text }) => need(isText(text, 150, ['plain_text']), 'invalid_blocks', 'header'),
  section: ({ text, fields }) => {
    need(text !== undefined || fields !== undefined, 'invalid_blocks', 'an empty section');
    if (text !== undefined) need(isText(text, 3_000, BOTH), 'invalid_blocks', 'section text');
    if (fields === undefined) return;
    need(fields.length > 0 && fields.length <= 10, 'invalid_blocks', 'number of fields');
    for (const field of fields) need(isText(field, 2_000, BOTH), 'invalid_blocks', 'field');
  },
  context: ({ elements = [] }) => {
    need(elements.length > 0 && elements.length <= 10, 'invalid_blocks', 'context elements');
    for (const element of elements) need(isText(element as Text, 3_000, BOTH), 'invalid_blocks', 'context');
  },
  actions: ({ elements = [] }) => {
    need(elements.length > 0 && elements.length <= 25, 'invalid_blocks', 'number of buttons');
    const ids = elements.map((element) => (element as SlackButton).action_id);
    need(new Set(ids).size === ids.length, 'invalid_blocks', 'an action_id twice');
    for (const element of elements as readonly SlackButton[]) {
      need(element.type === 'button', 'invalid_blocks', 'not a button');
      need(isText(element.text, 75, ['plain_text']), 'invalid_blocks', 'label of a button');
      need(element.action_id.length <= 255, 'invalid_blocks', 'action_id');
      need((element.value ?? 'v').length <= 2_000, 'invalid_blocks', 'value');
      need(element.url === undefined || /^https?:.{1,2990}$/.test(element.url), 'invalid_blocks', 'url');
    }
  },
};

/** Of a message. @throws SlackError */
export function checkMessage(text: string, blocks: readonly SlackBlock[]): void {
  need(text !== '', 'no_text', 'text');
  need(text.length <= 40_000, 'msg_too_long', 'text');
  need(blocks.length <= 50, 'invalid_blocks', 'number of blocks');
  for (const block of blocks) {
    const check = checks[block.type];
    need(check !== undefined, 'invalid_blocks', `a ${block.type}`);
    check(block);
  }
  const all = blocks.flatMap(textsOf).reduce((sum, one) => sum + one.text.length, 0);
  need(all <= 13_000, 'msg_blocks_too_long', String(all));
}

const textsOf = ({ text, fields = [], elements = [] }: SlackBlock): readonly Text[] => [
  ...(text ? [text] : []),
  ...fields,
  ...elements.map((element) => ('action_id' in element ? element.text : element)),
];

/** Whom a text would call, were it sent: `<!channel>`, `<@U1>`. What is escaped calls nobody. */
export const callsSomebody = (text: string, blocks: readonly SlackBlock[]): boolean =>
  [text, ...blocks.flatMap(textsOf).map((one) => (one.type === 'mrkdwn' ? one.text : ''))].some((one) =>
    /<[!@#]/.test(one),
  );

const unescaped = (text: string): string =>
  text
    .replace(/<(https?:[^|>]+)\|([^>]*)>/g, '$2 $1')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&');

/** A message as its reader sees it. */
export const asRead = (blocks: readonly SlackBlock[]): string =>
  blocks
    .flatMap((block) => [
      ...textsOf(block).map(({ type, text }) => (type === 'mrkdwn' ? unescaped(text) : text)),
      ...(block.elements ?? []).flatMap((element) => ('url' in element && element.url ? [element.url] : [])),
    ])
    .join('\n');

export const buttonsOf = (blocks: readonly SlackBlock[]): readonly SlackButton[] =>
  blocks.flatMap(({ elements = [] }) => elements.filter((one) => 'action_id' in one) as SlackButton[]);
