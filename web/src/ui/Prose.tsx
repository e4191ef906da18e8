import type { ReactNode } from 'react';
import './prose.css';

interface ListItem {
  text: string;
  children: Block[];
}

type Block =
  | { kind: 'heading'; level: number; text: string; id: string }
  | { kind: 'paragraph'; text: string }
  | { kind: 'code'; text: string }
  | { kind: 'list'; ordered: boolean; items: ListItem[] };

/** The `id` of a heading, for links to it. */
function anchor(text: string): string {
  return text
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-|-$/g, '');
}

const bullet = /^(\s*)(?:[-*]|(\d+)\.)\s+(.*)$/;

function readList(lines: string[], start: number, indent: number): [Block, number] {
  const items: ListItem[] = [];
  let ordered = false;
  let i = start;
  while (i < lines.length) {
    const match = bullet.exec(lines[i] ?? '');
    if (!match) break;
    const depth = (match[1] ?? '').length;
    if (depth < indent) break;
    const last = items[items.length - 1];
    if (depth > indent && last) {
      const [child, next] = readList(lines, i, depth);
      last.children.push(child);
      i = next;
    } else {
      if (items.length === 0) ordered = match[2] !== undefined;
      items.push({ text: match[3] ?? '', children: [] });
      i += 1;
    }
  }
  return [{ kind: 'list', ordered, items }, i];
}

/** Reads the Markdown that the server writes: headings, paragraphs, nested lists, fenced code. */
export function readMarkdown(markdown: string): Block[] {
  const lines = markdown.split('\n');
  const blocks: Block[] = [];
  let i = 0;
  while (i < lines.length) {
    const line = lines[i] ?? '';
    const heading = /^(#{1,4})\s+(.*)$/.exec(line);
    if (line.trim() === '') i += 1;
    else if (heading) {
      const text = heading[2] ?? '';
      blocks.push({ kind: 'heading', level: (heading[1] ?? '').length, text, id: anchor(text) });
      i += 1;
    } else if (line.startsWith('```')) {
      const end = lines.findIndex((each, at) => at > i && each.startsWith('```'));
      const stop = end === -1 ? lines.length : end;
      blocks.push({ kind: 'code', text: lines.slice(i + 1, stop).join('\n') });
      i = stop + 1;
    } else if (bullet.test(line)) {
      const [list, next] = readList(lines, i, (bullet.exec(line)?.[1] ?? '').length);
      blocks.push(list);
      i = next;
    } else {
      const from = i;
      while (i < lines.length && (lines[i] ?? '').trim() !== '') i += 1;
      blocks.push({ kind: 'paragraph', text: lines.slice(from, i).join(' ') });
    }
  }
  return blocks;
}

/** Bold, code, links to the web, and what is stressed; an escaped mark is none. */
const PIECES =
  /((?<!\\)\*\*[^*]+\*\*|`[^`]+`|(?<!\\)\[[^\]]+\]\(https?:\/\/[^)\s]+\)|(?<!\\)\*[^*\s][^*]*\*)/g;

/** One line of the server's Markdown: bold, code, links, and what was escaped. */
export function inline(text: string): ReactNode {
  return text.split(PIECES).map((part, at) => {
    const key = `${at}-${part}`;
    if (part.startsWith('**')) return <strong key={key}>{part.slice(2, -2)}</strong>;
    if (part.startsWith('`')) return <code key={key}>{part.slice(1, -1)}</code>;
    const [, words, href] = /^\[([^\]]+)\]\((https?:\/\/[^)\s]+)\)$/.exec(part) ?? [];
    if (href !== undefined)
      return (
        <a key={key} href={href} target="_blank" rel="noreferrer">
          {words}
        </a>
      );
    if (part.startsWith('*') && part.length > 2) return <em key={key}>{part.slice(1, -1)}</em>;
    return part.replaceAll(/\\([\\`*_{}[\]()#+.!<>|-])/g, '$1');
  });
}

type CodeView = (text: string) => ReactNode;

function BlockView({ block, code }: { block: Block; code?: CodeView | undefined }) {
  if (block.kind === 'heading') {
    if (block.level === 1) return null;
    if (block.level === 2) return <h2 id={block.id}>{inline(block.text)}</h2>;
    return <h3 id={block.id}>{inline(block.text)}</h3>;
  }
  if (block.kind === 'paragraph') return <p>{inline(block.text)}</p>;
  if (block.kind === 'code' && code) return code(block.text);
  if (block.kind === 'code') return <div className="code prose-code">{block.text}</div>;
  const items = block.items.map((item) => (
    <li key={item.text}>
      {inline(item.text)}
      {item.children.map((child) => (
        <BlockView key={JSON.stringify(child).slice(0, 60)} block={child} code={code} />
      ))}
    </li>
  ));
  return block.ordered ? <ol>{items}</ol> : <ul>{items}</ul>;
}

/**
 * A document of the server's, as text on the page; its title (the first heading) is left to the page.
 * @param props.code how code is shown, where it is more than to be read
 */
export function Prose({ blocks, code }: { blocks: readonly Block[]; code?: CodeView }) {
  return (
    <div className="prose">
      {blocks.map((block, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a document is drawn whole, its blocks never move
        <BlockView key={at} block={block} code={code} />
      ))}
    </div>
  );
}
