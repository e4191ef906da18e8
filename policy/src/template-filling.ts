import type { Template } from 'liquidjs';
import type { Policy } from './decide-compile.ts';
import type { Readers, TemplateKind, Wording } from './model-communication.ts';
import { parsePolicy } from './parse.ts';
import { shippedPolicyYaml } from './shipped.ts';
import { engine } from './template-reading.ts';

/** A field is said in at most so many characters; what is longer is on the incident's page. */
const VALUE_LENGTH = 2_000;
export const LONGEST_VALUE = 'x'.repeat(VALUE_LENGTH);
/** A message is no document: what a template makes of long fields is cut here. */
const MOST_TEXT = 20_000;

type Values = Readonly<Record<string, string>>;

/** A message in words, free of any channel. */
export interface FilledMessage {
  readonly subject: string;
  /** One sentence, for channels with little room. */
  readonly short: string;
  /** The body, block by block, lines kept. */
  readonly paragraphs: readonly string[];
  /** Set when the organisation's template could not be filled and the shipped one was: what was wrong with it. */
  readonly fellBack?: string;
}

/** Parsed once: a policy's texts do not change, and every notice of a storm is made of the same three. */
const parsed = new Map<string, Template[]>();
const KEPT = 200;

function parse(text: string): Template[] {
  const known = parsed.get(text);
  if (known !== undefined) return known;
  const template = engine.parse(text);
  if (parsed.size >= KEPT) parsed.delete([...parsed.keys()][0] ?? '');
  parsed.set(text, template);
  return template;
}

const cut = (text: string, most: number): string => {
  if (text.length <= most) return text;
  const characters = [...text];
  return characters.length <= most ? text : `${characters.slice(0, most - 1).join('')}…`;
};

/** Fills one text. Never throws: a message that fails to be made is a message that nobody gets. */
export function fillText(text: string, values: Values): { readonly text: string; readonly fault?: string } {
  const bounded = Object.fromEntries(
    Object.entries(values).map(([name, value]) => [name, cut(value, VALUE_LENGTH)]),
  );
  try {
    return { text: cut(String(engine.renderSync(parse(text), bounded)), MOST_TEXT) };
  } catch (error) {
    const said = error instanceof Error ? error.message.split('\n')[0] : String(error);
    return { text: '', fault: (said ?? '').replace(/,? line:\d+, col:\d+$/, '') };
  }
}

const oneLine = (text: string): string => text.replace(/\s+/g, ' ').trim();

/** Blocks between empty lines. A list item of which nothing is left is no line. */
const blocksOf = (text: string): string[] =>
  text
    .split('\n')
    .map((line) => line.trimEnd())
    .filter((line) => line.trim() !== '-')
    .join('\n')
    .split(/\n{2,}/)
    .map((block) => block.trim())
    .filter((block) => block !== '');

/** A field that is all there is on its line, as the runbook has many: nothing beside it says what it is about. */
const ALONE = /^([ \t]*-[ \t]*)\{\{[ \t]*(\w+)[ \t]*\}\}[ \t]*$/gm;

function fill(wording: Wording, values: Values): FilledMessage | string {
  const subject = fillText(wording.subject, values);
  const body = fillText(wording.body.replace(ALONE, '$1{{ $2_alone }}'), values);
  const short = wording.short === undefined ? subject : fillText(wording.short, values);
  const fault = subject.fault ?? body.fault ?? short.fault;
  if (fault !== undefined) return fault;
  const paragraphs = blocksOf(body.text);
  const line = oneLine(subject.text);
  if (line === '' || paragraphs.length === 0) return 'it is empty';
  return { subject: line, short: oneLine(short.text) || line, paragraphs };
}

let shipped: Policy['templates'] | undefined;

/** The three templates that ship: what a template that fails falls back to. */
function shippedTemplates(): Policy['templates'] {
  if (shipped === undefined) {
    const policy = parsePolicy(shippedPolicyYaml());
    if (!policy.ok) throw new Error('The shipped policy does not parse.');
    shipped = policy.value.templates;
  }
  return shipped;
}

const wordingFor = (
  templates: Policy['templates'],
  kind: TemplateKind,
  readers: Readers,
): Wording | undefined => (readers === 'responders' ? templates[kind] : templates[kind].variants?.[readers]);

/**
 * A message of a kind as these readers get it (COM-1 to COM-3). Executives without a wording of their own read the
 * template; customers never do: without one they read what ships.
 * @param values by field; `<field>_alone` is what it says where it has a line to itself
 */
export function fillMessage(
  templates: Policy['templates'],
  kind: TemplateKind,
  readers: Readers,
  values: Values,
): FilledMessage {
  const own =
    wordingFor(templates, kind, readers) ?? (readers === 'executives' ? templates[kind] : undefined);
  const made = own === undefined ? undefined : fill(own, values);
  if (typeof made === 'object') return made;
  const instead = wordingFor(shippedTemplates(), kind, readers);
  const fallen = instead === undefined ? 'there is none' : fill(instead, values);
  if (typeof fallen === 'string')
    throw new Error(`The shipped ${kind} template cannot be filled: ${fallen}.`);
  return made === undefined ? fallen : { ...fallen, fellBack: made };
}

/** The fields that a message of a kind reads as these readers get it, for whoever fills it in. */
export function fieldsRead(
  templates: Policy['templates'],
  kind: TemplateKind,
  readers: Readers,
  names: readonly string[],
): readonly string[] {
  const wording =
    wordingFor(templates, kind, readers) ??
    (readers === 'customers' ? wordingFor(shippedTemplates(), kind, readers) : templates[kind]);
  if (wording === undefined) return [];
  const text = `${wording.subject}\n${wording.body}\n${wording.short ?? ''}`;
  return names.filter((name) => new RegExp(`\\b${name}\\b`).test(text));
}
