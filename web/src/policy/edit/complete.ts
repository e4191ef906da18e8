import { isMap, isScalar, type Node, parseDocument, visit } from 'yaml';
import type { Path } from './yaml-edit.ts';

/*
 * What may be written at a place of a policy text: from the schema the server publishes, and from the names the text
 * itself defines. Pure, so that it is tested without an editor.
 */

/** The part of JSON Schema that the policy's schema uses, with two words of our own. */
export interface SchemaNode {
  readonly description?: string;
  readonly type?: string;
  readonly enum?: readonly (string | number)[];
  readonly const?: string | number;
  readonly default?: unknown;
  readonly examples?: readonly string[];
  readonly properties?: Readonly<Record<string, SchemaNode>>;
  readonly additionalProperties?: SchemaNode | boolean;
  readonly items?: SchemaNode;
  readonly anyOf?: readonly SchemaNode[];
  readonly required?: readonly string[];
  /** The map at the top of the file whose keys are the names allowed here. */
  readonly 'x-reference'?: string;
  /** What may stand between braces here. */
  readonly 'x-fields'?: readonly {
    readonly name: string;
    readonly label: string;
    readonly type: string;
    readonly filledBy: string;
  }[];
}

export interface Offer {
  readonly label: string;
  readonly kind: 'key' | 'value' | 'field';
  readonly detail?: string;
  readonly info?: string;
  /** What is written, when it is more than the label. */
  readonly insert?: string;
}
export interface Offers {
  /** Offsets: what is there already of the word. */
  readonly from: number;
  readonly to: number;
  readonly offers: readonly Offer[];
}

const alternatives = (node: SchemaNode): readonly SchemaNode[] => node.anyOf?.flatMap(alternatives) ?? [node];

/** The schemas that hold for the value at a path; several when there are alternatives. */
export function schemasAt(schema: SchemaNode, path: Path): readonly SchemaNode[] {
  let now = alternatives(schema);
  for (const key of path) {
    now = now.flatMap((node) => {
      if (typeof key === 'number') return node.items ? alternatives(node.items) : [];
      const own = node.properties?.[key];
      if (own) return alternatives({ ...own });
      return typeof node.additionalProperties === 'object' ? alternatives(node.additionalProperties) : [];
    });
  }
  return now;
}

/** The order in which the schema lists the keys of the map at a path. */
export const keyOrder = (schema: SchemaNode, path: Path): readonly string[] =>
  schemasAt(schema, path).flatMap((node) => Object.keys(node.properties ?? {}));

const MARK = 'cursor0here';
interface Place {
  readonly path: Path;
  readonly isKey: boolean;
  /** Keys that the map has already. */
  readonly siblings: readonly string[];
  readonly data: unknown;
}

/** Where in the document something written at `at` would stand; `mark` is put there to see. */
function placeOf(text: string, from: number, to: number, mark: string): Place | null {
  const document = parseDocument(text.slice(0, from) + mark + text.slice(to), {
    prettyErrors: false,
    version: '1.2',
    uniqueKeys: false,
    logLevel: 'silent',
  });
  let found: Place | null = null;
  visit(document, {
    Scalar(where, node, ancestors) {
      if (node.value !== MARK) return undefined;
      const path: (string | number)[] = [];
      let map: unknown;
      ancestors.forEach((each, index) => {
        if (isMap(each)) map = each;
        const next = ancestors[index + 1] as { key?: Node } | undefined;
        if (isMap(each) && next && isScalar(next.key) && next.key !== node) path.push(String(next.key.value));
        if (!isMap(each) && each && typeof each === 'object' && 'items' in each) {
          const inside = (ancestors[index + 1] ?? node) as never;
          path.push((each.items as unknown[]).indexOf(inside));
        }
      });
      const siblings =
        where === 'key' && isMap(map)
          ? map.items.flatMap(({ key }) => (isScalar(key) && key !== node ? [String(key.value)] : []))
          : [];
      found = { path, isKey: where === 'key', siblings, data: safely(() => document.toJS()) };
      return visit.BREAK;
    },
  });
  return found;
}

function safely(read: () => unknown): unknown {
  try {
    return read();
  } catch {
    return null;
  }
}

function keyOffers(nodes: readonly SchemaNode[], taken: readonly string[]): Offer[] {
  return nodes.flatMap((node) =>
    Object.entries(node.properties ?? {})
      .filter(([key]) => !taken.includes(key))
      .map(([key, child]) => ({
        label: key,
        kind: 'key' as const,
        insert: `${key}: `,
        ...(node.required?.includes(key) ? { detail: 'required' } : {}),
        ...(child.description ? { info: child.description } : {}),
      })),
  );
}

function valueOffers(nodes: readonly SchemaNode[], data: unknown): Offer[] {
  const offers = nodes.flatMap((node): Offer[] => {
    const info = node.description ? { info: node.description } : {};
    const value = (label: string | number, detail?: string): Offer => ({
      label: String(label),
      kind: 'value',
      ...(detail ? { detail } : {}),
      ...info,
    });
    const reference = node['x-reference'];
    if (reference !== undefined) {
      const named = (data as Record<string, unknown> | null)?.[reference];
      return Object.entries((named ?? {}) as Record<string, { title?: string }>)
        .filter(([name]) => name !== MARK)
        .map(([name, each]) => value(name, each?.title));
    }
    if (node.enum) return node.enum.map((each) => value(each, each === node.default ? 'default' : undefined));
    if (node.const !== undefined) return [value(node.const)];
    if (node.type === 'boolean')
      return [true, false].map((each) => value(String(each), each === node.default ? 'default' : undefined));
    if (node.examples) return node.examples.map((each) => value(each));
    return typeof node.default === 'string' ? [value(node.default, 'default')] : [];
  });
  const seen = new Set<string>();
  return offers.filter(({ label }) => !seen.has(label) && seen.add(label));
}

const TYPE_WORDS: Readonly<Record<string, string>> = {
  time: 'A time',
  duration: 'A duration',
  link: 'A link',
  yes_no: 'Yes or no',
};

/** Inside `{{ … }}`: the fields that this template may use. */
function fieldOffers(text: string, at: number, schema: SchemaNode): Offers | null {
  const line = text.slice(text.lastIndexOf('\n', at - 1) + 1, at);
  const open = /\{\{-?\s*(\w*)$/.exec(line);
  if (!open) return null;
  const path = pathOfOffset(text, at);
  const fields = path ? schemasAt(schema, path).flatMap((node) => node['x-fields'] ?? []) : [];
  const rest = /^\w*/.exec(text.slice(at))?.[0].length ?? 0;
  const offers = fields.map(({ name, label, type, filledBy }) => ({
    label: name,
    kind: 'field' as const,
    detail: label,
    info: `${TYPE_WORDS[type] ?? 'Text'}. ${filledBy === 'sender' ? 'Entered by the sender.' : 'Filled automatically.'}`,
  }));
  return { from: at - (open[1]?.length ?? 0), to: at + rest, offers };
}

/** The path of the text that spans an offset. */
function pathOfOffset(text: string, at: number): Path | null {
  let found: Path | null = null;
  const document = parseDocument(text, { prettyErrors: false, version: '1.2', uniqueKeys: false });
  visit(document, {
    Scalar(where, node, ancestors) {
      if (where === 'key' || !node.range || at < node.range[0] || at > node.range[1]) return undefined;
      found = ancestors.flatMap((each) => {
        const key = (each as { key?: unknown }).key;
        return isScalar(key) ? [String(key.value)] : [];
      });
      return undefined;
    },
  });
  return found;
}

/**
 * What can be written at offset `at`, or null when nothing is known: the keys that are valid and not there yet, the
 * values the schema allows, the names the text defines, the fields of a template.
 */
export function offersAt(text: string, at: number, schema: SchemaNode): Offers | null {
  const field = fieldOffers(text, at, schema);
  if (field) return field;
  const lineFrom = text.lastIndexOf('\n', at - 1) + 1;
  const line = text.slice(lineFrom, at);
  if (/(^|\s)#/.test(line)) return null;
  // The word so far: after the brackets, the comma, the dash or the colon that begins it.
  const value = /(?:^|[[{,]|:\s|-\s)\s*([^[\]{},:#]*)$/.exec(
    line.replace(/^\s*(?:- +)*/, (lead) => ' '.repeat(lead.length)),
  );
  const from = at - (value?.[1]?.trimStart().length ?? 0);
  const to = at + (/^\w*/.exec(text.slice(at))?.[0].length ?? 0);
  const opensLine = /^\s*(?:- +)*$/.test(text.slice(lineFrom, from));
  const colonFollows = /^\s*:/.test(text.slice(to));
  const marks = colonFollows ? [MARK] : opensLine ? [`${MARK}:`, MARK] : [MARK, `${MARK}:`];
  for (const mark of marks) {
    const place = placeOf(text, from, to, mark);
    if (!place) continue;
    const nodes = schemasAt(schema, place.path);
    const offers = place.isKey
      ? keyOffers(nodes, place.siblings).map((offer) =>
          colonFollows ? { ...offer, insert: offer.label } : offer,
        )
      : valueOffers(nodes, place.data);
    if (offers.length > 0) return { from, to, offers };
  }
  return null;
}
