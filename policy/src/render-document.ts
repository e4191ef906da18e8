import { escapeHtml } from '@tocsin/kernel';
/** A document as a tree of plain parts, from which Markdown and HTML are written. All text is plain, never markup. */
export interface Item {
  /** What stands in bold before the text. */
  readonly lead?: string;
  readonly text: string;
  readonly children?: readonly Item[];
}
export type Block =
  | { readonly kind: 'heading'; readonly level: 1 | 2 | 3; readonly text: string }
  | { readonly kind: 'paragraph'; readonly text: string }
  | { readonly kind: 'list'; readonly ordered: boolean; readonly items: readonly Item[] }
  | { readonly kind: 'code'; readonly text: string };

export const heading = (level: 1 | 2 | 3, text: string): Block => ({ kind: 'heading', level, text });
export const paragraph = (text: string): Block => ({ kind: 'paragraph', text });
export const list = (items: readonly (Item | string)[], ordered = false): Block => ({
  kind: 'list',
  ordered,
  items: items.map((item) => (typeof item === 'string' ? { text: item } : item)),
});

/** Characters that Markdown would take for markup; a leading number or dash is harmless inside an item. */
const markdownText = (text: string): string => text.replace(/[\\`*_[\]<>|]/g, '\\$&').replace(/\s+/g, ' ');

const glue = (item: Item, text: (plain: string) => string, bold: (plain: string) => string): string =>
  item.lead === undefined ? text(item.text) : bold(text(item.lead)) + text(item.text);

function markdownItems(items: readonly Item[], ordered: boolean, indent: string): string[] {
  return items.flatMap((item, index) => {
    const mark = ordered ? `${index + 1}.` : '-';
    const line = `${indent}${mark} ${glue(item, markdownText, (lead) => `**${lead}**`)}`;
    return [line, ...markdownItems(item.children ?? [], false, indent + ' '.repeat(mark.length + 1))];
  });
}

function markdownBlock(block: Block): string {
  switch (block.kind) {
    case 'heading':
      return `${'#'.repeat(block.level)} ${markdownText(block.text)}`;
    case 'paragraph':
      return markdownText(block.text);
    case 'list':
      return markdownItems(block.items, block.ordered, '').join('\n');
    case 'code': {
      // A fence longer than any run of backticks inside, so that a template cannot end it.
      const longest = Math.max(2, ...(block.text.match(/`+/g) ?? []).map((run) => run.length));
      const fence = '`'.repeat(longest + 1);
      return `${fence}\n${block.text.trimEnd()}\n${fence}`;
    }
  }
}

export const toMarkdown = (blocks: readonly Block[]): string => `${blocks.map(markdownBlock).join('\n\n')}\n`;

function htmlItems(items: readonly Item[], ordered: boolean): string {
  const tag = ordered ? 'ol' : 'ul';
  const lines = items.map((item) => {
    const children = item.children?.length ? htmlItems(item.children, false) : '';
    return `<li>${glue(item, escapeHtml, (lead) => `<strong>${lead}</strong>`)}${children}</li>`;
  });
  return `<${tag}>${lines.join('\n')}</${tag}>`;
}

/** `1. Incident Detection` to `1-incident-detection`, for links to a section. */
const anchor = (text: string): string =>
  text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .replace(/^-|-$/g, '');

function htmlBlock(block: Block): string {
  switch (block.kind) {
    case 'heading':
      return `<h${block.level} id="${anchor(block.text)}">${escapeHtml(block.text)}</h${block.level}>`;
    case 'paragraph':
      return `<p>${escapeHtml(block.text)}</p>`;
    case 'list':
      return htmlItems(block.items, block.ordered);
    case 'code':
      return `<pre>${escapeHtml(block.text.trimEnd())}</pre>`;
  }
}

/** Just the content, for a page that brings its own frame. */
export const toHtmlFragment = (blocks: readonly Block[]): string => blocks.map(htmlBlock).join('\n');

const STYLE = `
:root { color-scheme: light dark; }
body { font: 16px/1.55 system-ui, sans-serif; max-width: 46rem; margin: 2rem auto; padding: 0 1rem; }
h1, h2, h3 { line-height: 1.2; } h2 { margin-top: 2.5rem; border-bottom: 1px solid; padding-bottom: .25rem; }
pre { padding: .75rem 1rem; border: 1px solid; border-radius: 4px; white-space: pre-wrap; font-size: .9em; }
@media print { body { max-width: none; margin: 0; font-size: 11pt; } h2, h3 { break-after: avoid; } li, pre { break-inside: avoid; } }
`;

/** A page of its own that needs nothing from the network: for the wall, and for the day the network is down (DOC-3). */
export function toHtmlPage(blocks: readonly Block[], title: string): string {
  return `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(title)}</title><style>${STYLE}</style></head>
<body>
${toHtmlFragment(blocks)}
</body>
</html>
`;
}
