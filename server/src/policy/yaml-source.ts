import type { Document, Node, Pair } from 'yaml';
import { isAlias, isMap, isScalar, isSeq, LineCounter, parseDocument, visit } from 'yaml';
import type { ZodError } from 'zod';
import { err, ok, type Result } from '../kernel/index.ts';

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

/** A YAML text read into plain data, which still knows where everything stood. */
export interface YamlSource {
  readonly data: unknown;
  /** The place of the value at `path`, or of the nearest ancestor that is written down. */
  place(path: Path, which?: 'key' | 'value'): { readonly line: number; readonly column: number };
}

export interface YamlLimits {
  readonly maxBytes: number;
  readonly maxDepth: number;
}
const LIMITS: YamlLimits = { maxBytes: 1_048_576, maxDepth: 24 };

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

/** Block nesting costs at least one column a level, so the widest indentation bounds it without parsing. */
function deepestIndent(text: string): number {
  let deepest = 0;
  for (const line of text.split('\n'))
    deepest = Math.max(deepest, line.length - line.replace(/^[\s-]+/, '').length);
  return deepest;
}

function depthOf(value: unknown): number {
  if (value === null || typeof value !== 'object') return 0;
  let deepest = 0;
  for (const item of Object.values(value)) deepest = Math.max(deepest, depthOf(item));
  return deepest + 1;
}

function pairAt(node: unknown, key: PropertyKey): Pair | undefined {
  if (!isMap(node)) return undefined;
  return node.items.find((pair) => (isScalar(pair.key) ? String(pair.key.value) : '') === String(key));
}

function locate(document: Document, path: Path, which: 'key' | 'value'): Node | null {
  let node: unknown = document.contents;
  let best: Node | null = document.contents;
  for (const [index, key] of path.entries()) {
    const pair = pairAt(node, key);
    const next = pair ? pair.value : isSeq(node) ? node.items[Number(key)] : undefined;
    if (pair && (which === 'key' || !next) && index === path.length - 1) return pair.key as Node;
    if (!next) return best;
    // A map or list starts on the line after its key; the key is the place a person looks for.
    best = pair && !isScalar(next) ? (pair.key as Node) : (next as Node);
    node = next;
  }
  return best;
}

/**
 * Reads one YAML document within limits. Refused: more than 1 MiB, deep nesting, several documents, duplicate keys,
 * custom tags, and anchors or aliases (every value has one place: the lint points at it and the diff shows it; it also
 * ends cycles and "billion laughs" bombs before they begin).
 */
export function readYaml(
  text: string,
  limits: YamlLimits = LIMITS,
): Result<YamlSource, readonly SourceProblem[]> {
  const refuse = (code: string, message: string) => err([{ code, message, path: '', line: 1, column: 1 }]);
  if (Buffer.byteLength(text) > limits.maxBytes)
    return refuse('too_large', `The text is larger than ${Math.round(limits.maxBytes / 1024)} KiB.`);
  if (deepestBracket(text) > limits.maxDepth * 4 || deepestIndent(text) > 400)
    return refuse('too_deep', `The text is nested deeper than ${limits.maxDepth} levels.`);

  const counter = new LineCounter();
  // The parser's own check for repeated keys compares each with each: 100 s for a file of 400 KB.
  const options = { lineCounter: counter, prettyErrors: false, version: '1.2', uniqueKeys: false } as const;
  const document = parseDocument(text, options);
  const at = (offset: number) => {
    const { line, col } = counter.linePos(offset);
    return { line: Math.max(1, line), column: Math.max(1, col) };
  };
  const faults: SourceProblem[] = [...document.errors, ...document.warnings].slice(0, 50).map((fault) => ({
    code: 'yaml',
    message: fault.message,
    path: '',
    ...at(fault.pos[0]),
  }));
  if (faults.length > 0) return err(faults);
  const refuseNode = (code: string, message: string, node: unknown) => {
    faults.push({ code, message, path: '', ...at((node as Node | null)?.range?.[0] ?? 0) });
    return faults.length > 50 ? visit.BREAK : undefined;
  };
  visit(document, {
    Map: (_key, map) => {
      const seen = new Set<string>();
      for (const { key } of map.items) {
        const name = isScalar(key) ? String(key.value) : undefined;
        if (name !== undefined && seen.has(name))
          refuseNode('duplicate_key', `"${name}" is there twice.`, key);
        if (faults.length > 50) return visit.BREAK;
        if (name !== undefined) seen.add(name);
      }
      return undefined;
    },
    Pair: (_key, pair) =>
      isScalar(pair.key) ? undefined : refuseNode('yaml', 'A key must be plain text.', pair.key),
    Node: (_key, node) =>
      isAlias(node) || node.anchor !== undefined
        ? refuseNode('alias', 'Anchors and aliases are not used here: write the value out.', node)
        : undefined,
  });
  if (faults.length > 0) return err(faults);
  const data: unknown = document.toJS();
  if (depthOf(data) > limits.maxDepth)
    return refuse('too_deep', `The text is nested deeper than ${limits.maxDepth} levels.`);
  return ok({
    data,
    place: (path, which = 'value') => at(locate(document, path, which)?.range?.[0] ?? 0),
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
