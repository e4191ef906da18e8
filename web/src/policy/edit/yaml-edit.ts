import {
  isMap,
  isScalar,
  isSeq,
  type Node,
  type Pair,
  parseDocument,
  Scalar,
  stringify,
  type YAMLMap,
  type YAMLSeq,
} from 'yaml';

/*
 * Changes of a YAML text that leave every other byte alone: the difference that is published is what somebody meant,
 * with the comments and the layout of the rest. The parser says where a value stands; the text is cut there. Its own
 * printer is not used: it would lay the whole file out anew.
 */

export type Path = readonly (string | number)[];
export type Plain = string | number | boolean | null | readonly Plain[] | { readonly [key: string]: Plain };

/** Reads a text as the server does; null when it is not YAML. */
export function readText(text: string): { data: unknown; root: Node | null } | null {
  const document = parse(text);
  return document.errors.length > 0 ? null : { data: document.toJS() as unknown, root: document.contents };
}

const parse = (text: string) =>
  parseDocument(text, { prettyErrors: false, version: '1.2', uniqueKeys: false });

/** The value at a path of plain data; undefined when it is not there. */
export function valueAt(data: unknown, path: Path): unknown {
  let value = data;
  for (const key of path)
    value =
      value === null || typeof value !== 'object' ? undefined : (value as Record<PropertyKey, unknown>)[key];
  return value;
}

type Cut = readonly [from: number, to: number, insert: string];
const apply = (text: string, [from, to, insert]: Cut): string =>
  text.slice(0, from) + insert + text.slice(to);

const pairOf = (map: YAMLMap, key: string | number): Pair | undefined =>
  map.items.find((pair) => isScalar(pair.key) && String(pair.key.value) === String(key));

function child(node: unknown, key: string | number): unknown {
  if (isMap(node)) return pairOf(node, key)?.value;
  return isSeq(node) ? node.items[Number(key)] : undefined;
}

function nodeAt(root: Node | null, path: Path): unknown {
  let node: unknown = root;
  for (const key of path) node = child(node, key);
  return node;
}

const start = (node: unknown): number => (node as Node).range?.[0] ?? 0;

/** Where the value ends, without the comment or the empty lines behind it. */
function end(node: unknown): number {
  const own = (node as Node).range?.[1] ?? 0;
  if ((isMap(node) || isSeq(node)) && !node.flow) {
    const last = node.items.at(-1);
    if (isMap(node)) {
      const pair = last as Pair | undefined;
      return pair ? end(pair.value ?? pair.key) : own;
    }
    return last ? end(last) : own;
  }
  return own;
}

const lineStart = (text: string, at: number): number => text.lastIndexOf('\n', at - 1) + 1;
/** Behind the line break of the line that `at` stands on; a block of text ends there already. */
function lineEnd(text: string, at: number): number {
  if (at > 0 && text[at - 1] === '\n') return at;
  const next = text.indexOf('\n', at);
  return next === -1 ? text.length : next + 1;
}
const columnOf = (text: string, at: number): number => at - lineStart(text, at);

function scalar(value: string | number | boolean | null, kept?: unknown): string {
  const node = new Scalar(value);
  // Quotes that were somebody's choice stay; quotes that the old value needed may go with it.
  const chosen = isScalar(kept) && typeof kept.value === 'string' && scalar(kept.value) === kept.value;
  const type = chosen ? kept.type : undefined;
  if (typeof value === 'string' && (type === 'QUOTE_DOUBLE' || type === 'QUOTE_SINGLE')) node.type = type;
  if (typeof value === 'string' && value.includes('\n')) node.type = 'QUOTE_DOUBLE';
  // Inside a list, because what may stand bare there may stand bare everywhere.
  const list = stringify([node], {
    collectionStyle: 'flow',
    lineWidth: 0,
    flowCollectionPadding: false,
    version: '1.2',
  });
  return list.trim().slice(1, -1);
}

/** A value on one line, as the shipped policy writes it: `[a, b]`, `{ key: value }`. */
function inline(value: Plain): string {
  if (Array.isArray(value)) return `[${value.map(inline).join(', ')}]`;
  if (value !== null && typeof value === 'object') {
    const pairs = Object.entries(value).map(([key, each]) => `${scalar(key)}: ${inline(each)}`);
    return pairs.length === 0 ? '{}' : `{ ${pairs.join(', ')} }`;
  }
  return scalar(value as string | number | boolean | null);
}

/** Text of several lines, as a block under its key. */
function block(value: string, indent: number): string {
  const lines = value.replace(/\n+$/, '').split('\n');
  const hint = /^[ \n]/.test(value) ? '2' : '';
  const keep = value.endsWith('\n') ? '' : '-';
  return `|${hint}${keep}\n${lines.map((each) => (each === '' ? '' : ' '.repeat(indent) + each)).join('\n')}`;
}

function inFlow(root: Node | null, path: Path): boolean {
  return path.some((_, index) => {
    const node = nodeAt(root, path.slice(0, index));
    return (isMap(node) || isSeq(node)) && node.flow === true;
  });
}

/** Where the last key of the path begins; of an item the dash. */
function ownerColumn(text: string, root: Node | null, path: Path): number {
  const parent = nodeAt(root, path.slice(0, -1));
  const key = isMap(parent) ? pairOf(parent, path.at(-1) ?? '')?.key : undefined;
  return key ? columnOf(text, start(key)) : 0;
}

function replaced(text: string, root: Node | null, path: Path, node: Node, value: Plain): Cut {
  const [from, to] = [start(node), end(node)];
  const old = text.slice(from, to);
  const tail = /\n\s*$/.exec(old)?.[0] ?? '';
  const flow = inFlow(root, path);
  const isBlock = isScalar(node) && (node.type === 'BLOCK_LITERAL' || node.type === 'BLOCK_FOLDED');
  const keyed = typeof path.at(-1) === 'string';
  const several = typeof value === 'string' && keyed && !flow && (isBlock || value.includes('\n'));
  if (several) return [from, to, block(value, ownerColumn(text, root, path) + 2) + (tail || '')];
  const words = typeof value === 'object' && value !== null ? inline(value) : scalar(value as string, node);
  if (from === to) return [from, to, /[\s[{,]/.test(text[from - 1] ?? ' ') ? words : ` ${words}`];
  // A list on lines of its own becomes one on the line of its key.
  const gap = /:[ ]*\n\s*$/.exec(text.slice(0, from));
  const begin = gap && (isMap(node) || isSeq(node)) ? from - gap[0].length + 1 : from;
  return [begin, to, (begin === from ? '' : ' ') + words + tail];
}

function addedPair(
  text: string,
  map: YAMLMap,
  key: string,
  value: Plain,
  order: readonly string[],
  flow: boolean,
): Cut {
  const rank = order.indexOf(key);
  const before = map.items.filter(
    ({ key: each }) => rank === -1 || order.indexOf(String((each as Scalar).value)) < rank,
  );
  const previous = before.at(-1);
  const words = `${scalar(key)}: ${inline(value)}`;
  if (map.flow || flow) {
    if (map.items.length === 0) return [start(map), end(map), `{ ${words} }`];
    if (previous) {
      const at = end(previous.value ?? previous.key);
      return [at, at, `, ${words}`];
    }
    const at = start(map.items[0]?.key);
    return [at, at, `${words}, `];
  }
  const column = columnOf(text, start(map.items[0]?.key));
  const several = typeof value === 'string' && value.includes('\n');
  const line = several ? `${scalar(key)}: ${block(value, column + 2)}` : words;
  if (!previous) {
    const at = start(map.items[0]?.key);
    return [at, at, `${line}\n${' '.repeat(column)}`];
  }
  const at = lineEnd(text, end(previous.value ?? previous.key));
  const broken = at > 0 && text[at - 1] !== '\n';
  return [at, at, `${broken ? '\n' : ''}${' '.repeat(column)}${line}${broken ? '' : '\n'}`];
}

/**
 * The text with `value` at `path`. A key that is missing is written where `order` (the schema's keys) has it; a missing
 * parent comes with it. A text that cannot be read, or has no place for the path, comes back as it was.
 */
export function setAt(text: string, path: Path, value: Plain, order: readonly string[] = []): string {
  const read = readText(text);
  const key = path.at(-1);
  if (!read || key === undefined) return text;
  const node = nodeAt(read.root, path);
  if (node) {
    if (JSON.stringify(valueAt(read.data, path)) === JSON.stringify(value)) return text;
    return apply(text, replaced(text, read.root, path, node as Node, value));
  }
  const parent = nodeAt(read.root, path.slice(0, -1));
  const empty = !parent || (isScalar(parent) && parent.value === null);
  if (empty) return path.length < 2 ? text : setAt(text, path.slice(0, -1), { [String(key)]: value });
  if (!isMap(parent)) return text;
  return apply(
    text,
    addedPair(text, parent, String(key), value, order, inFlow(read.root, path.slice(0, -1))),
  );
}

/** Of neighbours in brackets one goes, and one comma with it. */
function cutFlow(text: string, nodes: readonly (readonly [number, number])[], index: number): Cut {
  const [from, to] = nodes[index] ?? [0, 0];
  const next = nodes[index + 1];
  if (next) return [from, next[0], ''];
  const previous = nodes[index - 1];
  if (previous) return [previous[1], to, ''];
  const trailing = /^\s*,/.exec(text.slice(to))?.[0] ?? '';
  return [from, to + trailing.length, ''];
}

/** Nothing is left of a list or map: it says so on the line of its key. */
function emptied(text: string, node: YAMLMap | YAMLSeq): Cut {
  const from = start(node);
  const gap = /:[ ]*\n\s*$/.exec(text.slice(0, from));
  const begin = gap ? from - gap[0].length + 1 : from;
  const to = end(node);
  const tail = /\n\s*$/.exec(text.slice(from, to))?.[0] ?? '';
  return [begin, to, `${gap ? ' ' : ''}${isMap(node) ? '{}' : '[]'}${tail}`];
}

/** The text without what stands at `path`: a key with its value, or an item of a list. */
export function removeAt(text: string, path: Path): string {
  const root = readText(text)?.root ?? null;
  const parent = nodeAt(root, path.slice(0, -1));
  const key = path.at(-1) ?? '';
  if (isSeq(parent)) {
    const index = Number(key);
    if (!parent.items[index]) return text;
    if (parent.items.length === 1) return apply(text, emptied(text, parent));
    if (parent.flow)
      return apply(
        text,
        cutFlow(
          text,
          parent.items.map((item) => [start(item), end(item)]),
          index,
        ),
      );
    const [from, to] = itemLines(text, parent, index);
    return apply(text, [from, to, '']);
  }
  if (!isMap(parent)) return text;
  const pair = pairOf(parent, key);
  if (!pair) return text;
  if (parent.items.length === 1) return apply(text, emptied(text, parent));
  const index = parent.items.indexOf(pair);
  if (parent.flow) {
    const spans = parent.items.map((each) => [start(each.key), end(each.value ?? each.key)] as const);
    return apply(text, cutFlow(text, spans, index));
  }
  const from = lineStart(text, start(pair.key));
  // The first key of an item shares the line with the dash: the next one moves up to it.
  if (text.slice(from, start(pair.key)).trim() !== '')
    return apply(text, [start(pair.key), start(parent.items[index + 1]?.key), '']);
  return apply(text, [from, lineEnd(text, end(pair.value ?? pair.key)), '']);
}

/** From the line of the dash to the end of the item's last line. */
function itemLines(text: string, seq: YAMLSeq, index: number): [number, number] {
  const item = seq.items[index];
  const dash = text.lastIndexOf('-', start(item) - 1);
  return [lineStart(text, dash), lineEnd(text, end(item))];
}

/** The text with an item more at the end of the list at `path`, which may be missing. */
export function appendAt(text: string, path: Path, value: Plain, order: readonly string[] = []): string {
  const root = readText(text)?.root ?? null;
  const seq = nodeAt(root, path);
  if (!isSeq(seq)) return setAt(text, path, [value], order);
  if (seq.flow || inFlow(root, path)) {
    const last = seq.items.at(-1);
    return apply(
      text,
      last ? [end(last), end(last), `, ${inline(value)}`] : [start(seq), end(seq), `[${inline(value)}]`],
    );
  }
  const [from, to] = itemLines(text, seq, seq.items.length - 1);
  const indent = /^\s*/.exec(text.slice(from))?.[0] ?? '';
  const broken = text[to - 1] !== '\n';
  return apply(text, [to, to, `${broken ? '\n' : ''}${indent}- ${inline(value)}${broken ? '' : '\n'}`]);
}

/** The text with the item at `index` and the one before it in the other order. */
export function moveUp(text: string, path: Path, index: number): string {
  const seq = nodeAt(readText(text)?.root ?? null, path);
  if (!isSeq(seq) || index < 1 || index >= seq.items.length) return text;
  const span = (at: number): [number, number] =>
    seq.flow ? [start(seq.items[at]), end(seq.items[at])] : itemLines(text, seq, at);
  const [a, b] = span(index - 1);
  const [c, d] = span(index);
  const lower = text.slice(c, d);
  const upper = text.slice(a, b);
  // The last line of a file may have no break.
  if (!lower.endsWith('\n') && upper.endsWith('\n') && !seq.flow)
    return `${text.slice(0, a)}${lower}\n${text.slice(b, c)}${upper.slice(0, -1)}${text.slice(d)}`;
  return text.slice(0, a) + lower + text.slice(b, c) + upper + text.slice(d);
}
