import { err, ok, type Result } from '@tocsin/kernel';
import type { Document, Node, Pair, YAMLMap } from 'yaml';
import { isAlias, isMap, isScalar, isSeq, Lexer, LineCounter, parseDocument, visit } from 'yaml';
import type { ZodError } from 'zod';

/** Something wrong with a text, at a place a person can go to. Lines and columns start at 1. */
export interface SourceProblem {
  readonly code: string;
  readonly message: string;
  /** Keys from the root, joined by dots: `matrix.P1.0.by`. Empty for the document itself. */
  readonly path: string;
  readonly line: number;
  readonly column: number;
}

type Path = readonly PropertyKey[];

/** A stretch of a text value, counted in the value as it was read. */
export interface Stretch {
  readonly offset: number;
  readonly length: number;
}

interface Place {
  readonly line: number;
  readonly column: number;
}

/** A YAML text read into plain data, which still knows where everything stood. */
export interface YamlSource {
  readonly data: unknown;
  /** The place of the value at `path`, or of the nearest ancestor that is written down. */
  place(path: Path, which?: 'key' | 'value'): Place;
  /** The place of a part of the text at `path`; that of the whole text when the part is written in another way. */
  placeIn(path: Path, stretch: Stretch): Place;
}

export interface YamlLimits {
  readonly maxBytes: number;
  readonly maxDepth: number;
  /**
   * Words and marks, as the lexer sees them. Reading takes time by these and not by bytes: 256 KiB of commas take
   * seconds, 256 KiB of prose nothing.
   */
  readonly maxTokens: number;
}
const LIMITS: YamlLimits = { maxBytes: 1_048_576, maxDepth: 24, maxTokens: 300_000 };

/** What PostgreSQL cannot store as text: NUL, and half of a surrogate pair. */
const UNSTORABLE = /\0|\p{Surrogate}/u;
const UNSTORABLE_HELP = 'Invalid character (NUL or half of a surrogate pair): remove it.';

/** Whether a text can be kept as it is. */
export const isStorable = (text: string): boolean => !UNSTORABLE.test(text);

/** Brackets nested deeper than this are refused before the recursive parser sees them. */
function deepestBracket(text: string): number {
  let depth = 0;
  let deepest = 0;
  for (const char of text) {
    if (char === '[' || char === '{') deepest = Math.max(deepest, ++depth);
    else if (char === ']' || char === '}') depth = Math.max(0, depth - 1);
  }
  return deepest;
}

/** Whether the text has more words and marks than `most`; stops counting there. */
function hasMoreTokens(text: string, most: number): boolean {
  let count = 0;
  for (const _token of new Lexer().lex(text)) if (++count > most) return true;
  return false;
}

/** Block nesting costs at least one column a level, so the widest indentation bounds it without parsing. */
function deepestIndent(text: string): number {
  let deepest = 0;
  for (const line of text.split('\n'))
    deepest = Math.max(deepest, line.length - line.replace(/^[\s?-]+/, '').length);
  return deepest;
}

function depthOf(value: unknown): number {
  if (value === null || typeof value !== 'object') return 0;
  let deepest = 0;
  for (const item of Object.values(value)) deepest = Math.max(deepest, depthOf(item));
  return deepest + 1;
}

/** Finds nodes by path. A map is indexed once: a search from its first entry for each of many faults took seconds. */
function locator(document: Document) {
  const indexes = new Map<YAMLMap, Map<string, Pair>>();
  const indexOf = (map: YAMLMap): Map<string, Pair> => {
    const known = indexes.get(map);
    if (known) return known;
    const index = new Map<string, Pair>();
    for (const pair of map.items) index.set(isScalar(pair.key) ? String(pair.key.value) : '', pair);
    indexes.set(map, index);
    return index;
  };
  return (path: Path, which: 'key' | 'value'): Node | null => {
    let node: unknown = document.contents;
    let best: Node | null = document.contents;
    for (const [index, key] of path.entries()) {
      const pair = isMap(node) ? indexOf(node).get(String(key)) : undefined;
      const next = pair ? pair.value : isSeq(node) ? node.items[Number(key)] : undefined;
      if (pair && (which === 'key' || !next) && index === path.length - 1) return pair.key as Node;
      if (!next) return best;
      // A map or list starts on the line after its key; the key is the place a person looks for.
      best = pair && !isScalar(next) ? (pair.key as Node) : (next as Node);
      node = next;
    }
    return best;
  };
}

/**
 * Where a part of a text value stands in the source. Found by its words and not by counting, because a value is written
 * in many ways (a block, quotes with escapes, folded lines): the same words come in the same order in all of them.
 */
function offsetIn(node: Node | null, source: string, { offset, length }: Stretch): number {
  const [from = 0, until = from] = node?.range ?? [];
  if (!isScalar(node) || typeof node.value !== 'string') return from;
  const [words = ''] = node.value.slice(offset, offset + length).split('\n');
  if (words === '') return from;
  let found = source.indexOf(words, from);
  for (let at = node.value.indexOf(words); at !== -1 && at < offset; at = node.value.indexOf(words, at + 1))
    found = found === -1 ? -1 : source.indexOf(words, found + 1);
  return found === -1 || found >= until ? from : found;
}

interface Refusal {
  readonly code: string;
  readonly message: string;
  readonly offset: number;
}
const MOST_REFUSALS = 50;

/** What is YAML but not taken: anchors, aliases, repeated keys, keys that are no names, and what cannot be stored. */
function refusals(document: Document): Refusal[] {
  const found: Refusal[] = [];
  const refuse = (code: string, message: string, node: unknown) => {
    found.push({ code, message, offset: (node as Node | null)?.range?.[0] ?? 0 });
    return found.length >= MOST_REFUSALS ? visit.BREAK : undefined;
  };
  const anchored = (node: Node) =>
    isAlias(node) || node.anchor !== undefined
      ? refuse('alias', 'Anchors and aliases are not supported: write the value out.', node)
      : undefined;
  visit(document, {
    Alias: (_key, node) => anchored(node),
    Seq: (_key, node) => anchored(node),
    Scalar: (_key, node) =>
      typeof node.value === 'string' && !isStorable(node.value)
        ? refuse('not_text', UNSTORABLE_HELP, node)
        : anchored(node),
    Map: (_key, map) => {
      const seen = new Set<string>();
      for (const { key } of map.items) {
        if (found.length >= MOST_REFUSALS) return visit.BREAK;
        if (!isScalar(key)) continue;
        const name = String(key.value);
        if (seen.has(name)) refuse('duplicate_key', `"${name}" is listed twice.`, key);
        // An object takes this one for its prototype, and whatever stands under it is lost without a word.
        if (name === '__proto__') refuse('reserved_key', '"__proto__" is not allowed as a name.', key);
        seen.add(name);
      }
      return anchored(map);
    },
    Pair: (_key, { key }) => (isScalar(key) ? undefined : refuse('yaml', 'A key must be plain text.', key)),
  });
  return found;
}

/**
 * Reads one YAML document within limits. Refused: too long a text, deep nesting, several documents, duplicate keys,
 * custom tags, characters that cannot be stored, and anchors or aliases (every value has one place: the lint points at it and the diff shows it; it also
 * ends cycles and "billion laughs" bombs before they begin).
 */
export function readYaml(
  text: string,
  limits: YamlLimits = LIMITS,
): Result<YamlSource, readonly SourceProblem[]> {
  const refuse = (code: string, message: string) => err([{ code, message, path: '', line: 1, column: 1 }]);
  if (Buffer.byteLength(text) > limits.maxBytes)
    return refuse('too_large', `The text is larger than ${Math.round(limits.maxBytes / 1024)} KiB.`);
  const nonText = text.search(UNSTORABLE);
  if (nonText !== -1) {
    const lines = text.slice(0, nonText).split('\n');
    const column = (lines.at(-1) ?? '').length + 1;
    return err([{ code: 'not_text', message: UNSTORABLE_HELP, path: '', line: lines.length, column }]);
  }
  if (deepestBracket(text) > limits.maxDepth * 4 || deepestIndent(text) > 400)
    return refuse('too_deep', `The text is nested deeper than ${limits.maxDepth} levels.`);
  if (hasMoreTokens(text, limits.maxTokens))
    return refuse('too_large', `The text has more than ${limits.maxTokens} words and marks.`);

  const counter = new LineCounter();
  // The parser's own check for repeated keys compares each with each: 100 s for a file of 400 KB.
  const options = { lineCounter: counter, prettyErrors: false, version: '1.2', uniqueKeys: false } as const;
  const document = parseDocument(text, options);
  const at = (offset: number) => {
    const { line, col } = counter.linePos(offset);
    return { line: Math.max(1, line), column: Math.max(1, col) };
  };
  const faults = [...document.errors, ...document.warnings].slice(0, MOST_REFUSALS).map((fault) => ({
    code: 'yaml',
    message: fault.message,
    path: '',
    ...at(fault.pos[0]),
  }));
  if (faults.length > 0) return err(faults);
  const refused = refusals(document);
  if (refused.length > 0)
    return err(refused.map(({ code, message, offset }) => ({ code, message, path: '', ...at(offset) })));
  const data: unknown = document.toJS();
  if (depthOf(data) > limits.maxDepth)
    return refuse('too_deep', `The text is nested deeper than ${limits.maxDepth} levels.`);
  const locate = locator(document);
  return ok({
    data,
    place: (path, which = 'value') => at(locate(path, which)?.range?.[0] ?? 0),
    placeIn: (path, stretch) => at(offsetIn(locate(path, 'value'), text, stretch)),
  });
}

const sentence = (text: string): string => (/[.!?]$/.test(text) ? text : `${text}.`);

function valueAt(data: unknown, path: Path): unknown {
  let value = data;
  for (const key of path)
    value =
      value === null || typeof value !== 'object' ? undefined : (value as Record<PropertyKey, unknown>)[key];
  return value;
}

type Issue = ZodError['issues'][number];

/** The alternative that was probably meant: the one that got furthest before it failed. */
function likeliest(issue: Issue): readonly Issue[] {
  if (issue.code !== 'invalid_union') return [issue];
  const shape = (branch: readonly Issue[]) =>
    Math.max(0, ...branch.map((each) => each.path.length * 2 + (each.code === 'invalid_type' ? 0 : 1)));
  const [best] = [...issue.errors].sort((a, b) => shape(b) - shape(a));
  return (best ?? []).flatMap((each) => likeliest({ ...each, path: [...issue.path, ...each.path] }));
}

function zodProblem(issue: Issue, source: YamlSource): SourceProblem[] {
  const path = issue.path.map(String).join('.');
  if (issue.code === 'unrecognized_keys')
    return issue.keys.slice(0, MOST_PROBLEMS).map((key) => ({
      code: 'unknown_key',
      message: `Unknown key "${key}".`,
      path: path ? `${path}.${key}` : key,
      ...source.place([...issue.path, key], 'key'),
    }));
  const missing = issue.path.length > 0 && valueAt(source.data, issue.path) === undefined;
  const message = missing
    ? `"${String(issue.path.at(-1))}" is missing.`
    : sentence(issue.message.replace(/^Invalid input: e/, 'E'));
  return [{ code: missing ? 'missing' : issue.code, message, path, ...source.place(issue.path) }];
}

/** More are not read by anybody, and finding the place of each costs. */
const MOST_PROBLEMS = 200;

/** Zod's findings as problems with a place, at most 200; unknown keys are pointed at one by one. */
export const zodProblems = (error: ZodError, source: YamlSource): SourceProblem[] =>
  error.issues
    .slice(0, MOST_PROBLEMS)
    .flatMap(likeliest)
    .flatMap((issue) => zodProblem(issue, source))
    .slice(0, MOST_PROBLEMS);
