import { escapeHtml } from '../../kernel/index.ts';

/** Markup that is safe to stand in a page. Only `html` makes it, so that no text of anybody's can become markup. */
export class Html {
  readonly text: string;
  constructor(text: string) {
    this.text = text;
  }
}

type Part = string | number | Html | null | readonly Part[];

const textOf = (part: Part): string => {
  if (part === null) return '';
  if (part instanceof Html) return part.text;
  return typeof part === 'object' ? part.map(textOf).join('') : escapeHtml(String(part));
};

/** A template whose strings are escaped; markup, lists of markup and null go in as they are. */
export const html = (strings: TemplateStringsArray, ...parts: readonly Part[]): Html =>
  new Html(strings.reduce((text, string, index) => text + textOf(parts[index - 1] ?? null) + string));

const WEB_ADDRESS = /(https?:\/\/[^\s<>"']+[^\s<>"'.,;:!?)\]])/;

/** What somebody wrote: its lines and paragraphs kept, web addresses made links, all else as it stands. */
export function prose(text: string): Html {
  const paragraphs = text.trim().split(/\n\s*\n/);
  return html`${paragraphs.map((paragraph) => html`<p dir="auto">${lines(paragraph)}</p>`)}`;
}

const lines = (paragraph: string): Html[] =>
  paragraph.split('\n').map((line, index) => html`${index === 0 ? null : html`<br>`}${links(line)}`);

const links = (line: string): (Html | string)[] =>
  line
    .split(WEB_ADDRESS)
    .map((part, index) =>
      index % 2 === 1 ? html`<a href="${part}" rel="nofollow noopener">${part}</a>` : part,
    );
