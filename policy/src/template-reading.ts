import { Liquid, Tokenizer, TokenKind } from 'liquidjs';
import type { Stretch } from './yaml-source.ts';

/** Something that keeps a template from being filled. */
export interface TemplateFault extends Stretch {
  readonly kind: 'syntax' | 'not_allowed' | 'unknown_filter';
  readonly message: string;
}

/** A place where a template reads a field: `{{ systems.first }}` reads `systems` and, of it, `first`. */
export interface FieldUse extends Stretch {
  readonly name: string;
  readonly parts: readonly string[];
}

/** What a template reads; nothing is known of one with faults. */
export interface TemplateReading {
  readonly uses: readonly FieldUse[];
  readonly faults: readonly TemplateFault[];
}

/**
 * Choosing words by the facts, and no more. Every field is one value, so a loop has nothing to walk over but numbers,
 * and a file to include does not exist: a message that fails to be made is a message that nobody gets.
 */
export const TEMPLATE_TAGS = ['if', 'unless', 'case', 'assign', 'capture', 'echo', 'comment', 'raw'] as const;
const ALLOWED = new Set<string>([
  ...TEMPLATE_TAGS.flatMap((tag) => [tag, `end${tag}`]),
  'elsif',
  'else',
  'when',
  '#',
]);

/** No files, and bounded work: a template is text from a form. */
export const engine = new Liquid({
  relativeReference: false,
  templates: {},
  strictFilters: true,
  parseLimit: 20_000,
  // Without loops work grows with the text alone; what grows by itself is a text appended to itself, again and again.
  memoryLimit: 2_000_000,
  ownPropertyOnly: true,
});

const RANGE = /\(\s*[\w.-]+?\s*\.\.\s*[\w.-]+\s*\)/;

/** What the language has but a message must not use. */
function notAllowed(text: string): TemplateFault[] {
  return new Tokenizer(text).readTopLevelTokens(engine.options).flatMap((token): TemplateFault[] => {
    const at = { offset: token.begin, length: token.end - token.begin };
    if (token.kind === TokenKind.Tag && 'name' in token && !ALLOWED.has(String(token.name)))
      return [{ kind: 'not_allowed', message: `A message cannot use {% ${String(token.name)} %}.`, ...at }];
    if (token.kind !== TokenKind.HTML && RANGE.test(token.getText()))
      return [{ kind: 'not_allowed', message: 'A message cannot count from one number to another.', ...at }];
    return [];
  });
}

function faultOf(error: unknown): TemplateFault {
  const { message, token } = error as Error & { token?: { begin: number; end: number } };
  // liquidjs appends where it thinks it is: "…, line:1, col:1", which is not where it stands in the policy.
  const said = (message.split('\n')[0] ?? '').replace(/,? line:\d+, col:\d+$/, '');
  const at = { offset: token?.begin ?? 0, length: token ? token.end - token.begin : 0 };
  const filter = /undefined filter: (.*)$/.exec(said)?.[1];
  return filter === undefined
    ? { kind: 'syntax', message: `The template cannot be parsed: ${said}.`, ...at }
    : { kind: 'unknown_filter', message: `Unknown filter "${filter}".`, ...at };
}

/** Reads a Liquid text. Never throws: what is wrong with it is part of the answer. */
export function readTemplate(text: string): TemplateReading {
  try {
    const faults = notAllowed(text);
    if (faults.length > 0) return { uses: [], faults };
    const starts = [0];
    for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
    const { globals } = engine.analyzeSync(engine.parse(text), { partials: false });
    const uses = Object.entries(globals).flatMap(([name, variables]) =>
      variables.map(({ segments, location: { row, col } }) => ({
        name,
        parts: segments.slice(1).map(String),
        offset: (starts[row - 1] ?? 0) + col - 1,
        length: name.length,
      })),
    );
    return { uses, faults: [] };
  } catch (error) {
    return { uses: [], faults: [faultOf(error)] };
  }
}
