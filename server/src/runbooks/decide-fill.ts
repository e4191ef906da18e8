import { type Quoting, quotedBetween } from './decide-quotes.ts';

/** What a step may name of the incident; and `label.` with the name of an alert's label. */
const FIELDS = [
  'reference',
  'title',
  'severity',
  'system',
  'systems',
  'started_at',
  'detected_at',
  'team',
] as const;

/** The incident's values by name: `system`, `label.namespace`. */
export type Values = ReadonlyMap<string, string>;

export interface Filled {
  readonly text: string;
  /** Names without a value. They stand as <name>, quoted, so that what is pasted fails and does nothing else. */
  readonly missing: readonly string[];
}

const PLACEHOLDER = /\{\{\s*([^{}]*?)\s*\}\}/g;
const NAME = /^(label\.[\w.\-/]+|[a-z_]+)(?:\s+or\s+"([^"{}]*)")?$/;

interface Placeholder {
  /** null: none that there is. */
  readonly name: string | null;
  readonly otherwise: string | null;
}

function read(inner: string): Placeholder {
  const [, name, otherwise] = NAME.exec(inner) ?? [];
  const known =
    name !== undefined && (name.startsWith('label.') || (FIELDS as readonly string[]).includes(name));
  return { name: known ? name : null, otherwise: otherwise ?? null };
}

/** Every placeholder of a text; and whether it stands in quotes of its own within code. */
export function placeholdersOf(markdown: string): readonly { name: string | null; quoted: boolean }[] {
  return parts(markdown).flatMap(({ language, text }) =>
    [...text.matchAll(PLACEHOLDER)].map((match, at, all) => {
      const begin = match.index ?? 0;
      // In an address there is nothing that closes a quote but the next one.
      const quoted =
        language === 'url'
          ? /['"]$/.test(text.slice(0, begin))
          : language !== null && language !== 'text' && piecesAround(text, all, language)[at] === true;
      return { name: read(match[1] ?? '').name, quoted };
    }),
  );
}

function piecesAround(text: string, all: readonly RegExpExecArray[], language: Quoting): readonly boolean[] {
  const begins = [0, ...all.map(({ index, 0: whole }) => index + whole.length)];
  return quotedBetween(
    begins.map((begin, at) => text.slice(begin, all[at]?.index ?? text.length)),
    language,
  );
}

/** Those of a text that is code throughout. */
export const placeholdersIn = (
  code: string,
  language: Quoting | 'url' = 'sql',
): readonly { name: string | null; quoted: boolean }[] =>
  placeholdersOf(`\`\`\`${language}\n${code}\n\`\`\``);

/** Control characters, line breaks and what turns text around: nobody sees them in what they paste. */
const INVISIBLE = /[\p{Cc}\p{Cf}\u2028\u2029]/gu;

type Language = 'sql' | 'mysql' | 'shell' | 'promql' | 'url' | 'text';

const LANGUAGES: Readonly<Record<string, Language>> = {
  ...{ sql: 'sql', postgresql: 'sql', psql: 'sql', mysql: 'mysql', promql: 'promql', url: 'url' },
  ...{ sh: 'shell', bash: 'shell', shell: 'shell', console: 'shell' },
};

/** Quotes a value for where it stands. In each, what the value says stays one value and never becomes part of the command. */
const QUOTE: Readonly<Record<Language, (value: string) => string>> = {
  sql: (value) => `'${value.replaceAll("'", "''")}'`,
  // MySQL takes a backslash for an escape, unless told otherwise.
  mysql: (value) => `'${value.replaceAll('\\', '\\\\').replaceAll("'", "''")}'`,
  shell: (value) => `'${value.replaceAll("'", `'\\''`)}'`,
  promql: (value) => `"${value.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`,
  url: (value) => encodeURIComponent(value),
  text: (value) => value,
};

/** Prose shows a value as it is: nothing of it may become Markdown. */
const inProse = (value: string): string => value.replaceAll(/[\\`*_{}[\]()#+.!<>|-]/g, '\\$&');

interface Part {
  /** null: prose. */
  readonly language: Language | null;
  readonly text: string;
}

/** Prose and code blocks, in turn. */
function parts(markdown: string): Part[] {
  const found: { language: Language | null; lines: string[] }[] = [{ language: null, lines: [] }];
  for (const line of markdown.split('\n')) {
    const fence = /^\s*(?:```|~~~)\s*([\w-]*)\s*([\w-]*)/.exec(line);
    const current = found.at(-1);
    if (fence === null) current?.lines.push(line);
    else if (current?.language === null) {
      current.lines.push(line);
      const [, first = '', second = ''] = fence;
      found.push({ language: LANGUAGES[second] ?? LANGUAGES[first] ?? 'text', lines: [] });
    } else found.push({ language: null, lines: [line] });
  }
  return found.map(({ language, lines }) => ({ language, text: lines.join('\n') }));
}

/** Fills a step's text: each value bound, quoted or encoded for where it stands (TYP-1). */
export function fill(markdown: string, values: Values): Filled {
  const missing = new Set<string>();
  const text = parts(markdown)
    .map(({ language, text: part }) =>
      part.replaceAll(PLACEHOLDER, (whole, inner: string, offset: number) => {
        const { name, otherwise } = read(inner);
        if (name === null) return whole;
        const known = values.get(name) ?? otherwise;
        if (known === null || known === undefined) missing.add(name);
        const value = (known ?? `<${name}>`).replaceAll(INVISIBLE, ' ').trim();
        if (language !== null) return QUOTE[language](value);
        return inAddress(part, offset) ? QUOTE.url(value) : inProse(value);
      }),
    )
    .join('\n');
  return { text, missing: [...missing] };
}

/** A text that is code of one language throughout, filled in. */
export function filledAs(language: 'promql' | 'url', code: string, values: Values): Filled {
  const { pieces, values: found, missing } = boundIn(code, values);
  const text = pieces.map((piece, at) => piece + (at < found.length ? QUOTE[language](found[at] ?? '') : ''));
  return { text: text.join(''), missing };
}

/** A query as what stands between its values, and the values: bound by the database, they never become part of it (TYP-1). */
export function boundIn(
  code: string,
  values: Values,
): {
  readonly pieces: readonly string[];
  readonly values: readonly string[];
  readonly missing: readonly string[];
} {
  const pieces: string[] = [];
  const bound: string[] = [];
  const missing = new Set<string>();
  let from = 0;
  for (const match of code.matchAll(PLACEHOLDER)) {
    const { name, otherwise } = read(match[1] ?? '');
    if (name === null) continue;
    const value = values.get(name) ?? otherwise;
    if (value === null || value === undefined) missing.add(name);
    pieces.push(code.slice(from, match.index));
    bound.push((value ?? '').replaceAll(INVISIBLE, ' ').trim());
    from = match.index + match[0].length;
  }
  return { pieces: [...pieces, code.slice(from)], values: bound, missing: [...missing] };
}

/** Whether a place in prose lies within the address of a link. */
function inAddress(text: string, offset: number): boolean {
  const before = text.slice(text.lastIndexOf('\n', offset - 1) + 1, offset);
  const opened = before.lastIndexOf('](');
  return opened !== -1 && !/[\s)]/.test(before.slice(opened + 2).replaceAll(/\{\{[^}]*\}\}/g, ''));
}
