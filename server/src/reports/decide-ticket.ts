import { cleanText, isEmailAddress, type JsonObject } from '../kernel/index.ts';
import { type CriteriaAnswers, own } from '../policy/index.ts';
import { REPORT_TEXT_MAX, REPORT_TITLE_MAX } from './model.ts';

/** What a help desk says of a ticket. */
export interface Ticket {
  readonly id: string;
  readonly title: string;
  readonly description: string;
  readonly url: string | null;
  readonly email: string | null;
  readonly systemId: string | null;
  readonly answers: CriteriaAnswers;
}

/** `because` and what was sent, as a report says it. */
export interface Unreadable {
  readonly title: string;
  readonly description: string;
}

const ID_MAX = 200;
const URL_MAX = 2_000;
const MOST_ANSWERS = 200;
/** Of what could not be read so much is kept for whoever looks into it. */
const NOTED = 200;
const BODY_NOTED = 2_000;

/**
 * Reads what a help desk posts. Only the id and the title are asked for: these bodies are templates that somebody fills in once, with
 * empty fields, answers as words and titles of any length, and a template that is refused is seen by nobody while every report of it
 * is lost. Whatever else cannot be used is cut or left out, and the report says so.
 * @param body as it came, in UTF-8
 */
export function readTicket(body: string): { readonly ticket: Ticket } | { readonly unreadable: Unreadable } {
  const fields = parsed(body);
  if (fields === undefined) return unreadable('It is not a JSON object', body);
  const id = words(fields.id)?.slice(0, ID_MAX) ?? '';
  const title = words(fields.title)?.replaceAll(/\s+/g, ' ') ?? '';
  if (id === '' || title === '') return unreadable(id === '' ? 'It has no "id"' : 'It has no "title"', body);
  const notes: string[] = [];
  const used = <T>(name: string, read: (value: unknown) => T | undefined, none: T): T => {
    const value = own(fields, name);
    if (value === undefined || value === null || value === '') return none;
    const usable = read(value);
    if (usable === undefined) notes.push(`Not understood: ${name} ${cut(shown(value), NOTED)}`);
    return usable ?? none;
  };
  const description = used<string>('description', words, '');
  const ticket = {
    ...{ id, title: cut(title, REPORT_TITLE_MAX) },
    url: used<string | null>('url', webAddress, null),
    email: used<string | null>('email', mailAddress, null),
    systemId: used<string | null>('system', (value) => words(value)?.slice(0, 100), null),
    answers: used<CriteriaAnswers>('answers', answersIn, {}),
  };
  if (ticket.title !== title) notes.unshift(`Whole title: ${cut(title, 1_000)}`);
  return { ticket: { ...ticket, description: withNotes(description, notes) } };
}

/** The text with lines after it, within what a report may hold. */
export function withNotes(text: string, notes: readonly string[]): string {
  if (notes.length === 0) return cut(text, REPORT_TEXT_MAX);
  const added = cut(notes.join('\n'), REPORT_TEXT_MAX / 2);
  const most = REPORT_TEXT_MAX - added.length - 2;
  return text === '' ? added : `${cut(text, most)}\n\n${added}`;
}

const unreadable = (because: string, body: string): { readonly unreadable: Unreadable } => ({
  unreadable: {
    title: 'The help desk sent a ticket that could not be read',
    description: withNotes(`${because}. Check what your help desk sends.`, [
      `Received: ${cut(cleanText(body), BODY_NOTED)}`,
    ]),
  },
});

function parsed(body: string): JsonObject | undefined {
  try {
    const value = JSON.parse(body) as unknown;
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as JsonObject)
      : undefined;
  } catch {
    return undefined;
  }
}

const words = (value: unknown): string | undefined =>
  typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
    ? cleanText(String(value)).trim()
    : undefined;

const shown = (value: unknown): string => cleanText(words(value) ?? JSON.stringify(value));

function webAddress(value: unknown): string | undefined {
  const text = words(value) ?? '';
  const url = text.length <= URL_MAX && URL.canParse(text) ? new URL(text) : undefined;
  return url?.protocol === 'https:' || url?.protocol === 'http:' ? text : undefined;
}

function mailAddress(value: unknown): string | undefined {
  const text = words(value) ?? '';
  return isEmailAddress(text) ? text : undefined;
}

const YES = /^(true|yes|y|on|1)$/i;
const isYes = (value: unknown): boolean => YES.test(words(value) ?? '');

/** `{"data_loss": true}`, the same with words for yes, the same as text, a list of the questions answered with yes, or that as text. */
function answersIn(value: unknown): CriteriaAnswers | undefined {
  if (typeof value === 'string') return answersIn(parsed(value) ?? value.split(/[\s,;]+/));
  if (typeof value !== 'object' || value === null) return undefined;
  const yes = Array.isArray(value)
    ? value.flatMap((one) => words(one) ?? [])
    : Object.entries(value).flatMap(([id, answer]) => (isYes(answer) ? [id] : []));
  return Object.fromEntries(yes.slice(0, MOST_ANSWERS).map((id) => [id, true]));
}

/** Whole characters of at most so many UTF-16 units, with a sign that there was more. */
const cut = (text: string, max: number): string =>
  text.length <= max ? text : `${text.slice(0, max - 1).replace(/[\ud800-\udbff]$/, '')}…`;
