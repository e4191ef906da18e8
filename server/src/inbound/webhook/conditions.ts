import type { Condition, Mapping, SignalAction } from '../../detection/index.ts';
import { text } from '../read.ts';
import { valueAt } from './paths.ts';

/** An alert in a body, where its status is, and the body around it. */
export interface Element {
  readonly item: unknown;
  readonly body: unknown;
  /** The word of its status, if it has one. */
  readonly status: string | undefined;
}

/** What an element asks for, or why it asks for nothing. */
export type Meaning = { readonly action: SignalAction } | { readonly ignored: string };

/** Any value at all. */
const ANY = '*';

/** The first of the conditions that holds. A path is looked for in the element, then in the body around it. */
export function firstThatHolds(
  conditions: readonly Condition[] | undefined,
  element: Element,
): Condition | undefined {
  return conditions?.find((condition) =>
    typeof condition === 'string'
      ? isOneOf(element.status, condition)
      : Object.entries(condition).every(([path, wanted]) => isOneOf(at(element, path), wanted)),
  );
}

const at = ({ item, body }: Element, path: string): unknown => valueAt(item, path) ?? valueAt(body, path);

function isOneOf(value: unknown, wanted: string | readonly string[]): boolean {
  const words = typeof wanted === 'string' ? [wanted] : wanted;
  if (words.includes(ANY)) return value !== undefined && value !== null && value !== '';
  const said = text(value, 1_000)?.toLowerCase();
  return said !== undefined && words.some((word) => word.toLowerCase() === said);
}

/**
 * What an element means by its mapping: ignored, over, acknowledged, else an alert. A status nobody has mapped is an alert,
 * because a monitor's unknown word must not silence it; unless the mapping lists what alone is one.
 */
export function meaningOf(
  element: Element,
  mapping: Mapping,
  usual: { readonly isOver: (word: string) => boolean; readonly isAcknowledged: (word: string) => boolean },
): Meaning {
  const ignored = firstThatHolds(mapping.ignore_when, element);
  if (ignored !== undefined) return { ignored: `ignore_when: ${wordsOf(ignored)}` };
  const { status } = element;
  const means = (conditions: Mapping['resolve_when'], otherwise: (word: string) => boolean) =>
    conditions === undefined
      ? status !== undefined && otherwise(status.toLowerCase())
      : firstThatHolds(conditions, element) !== undefined;
  if (means(mapping.resolve_when, usual.isOver)) return { action: 'resolve' };
  if (means(mapping.acknowledge_when, usual.isAcknowledged)) return { action: 'acknowledge' };
  return isWanted(element, mapping) ?? { action: 'trigger' };
}

/** The reason in the words of somebody who has not written the conditions, because they ship with Tocsin. */
export const inWordsOf = (tool: string, reason: string): string =>
  `${tool}: no alert (${reason.replace(/^(?:ignore_when|not in trigger_when): /, '')})`;

/** Why the conditions of a mapping keep an element of this meaning out; undefined when they let it in. */
export function keptOut(element: Element, meaning: Meaning, mapping: Mapping): Meaning | undefined {
  const ignored = firstThatHolds(mapping.ignore_when, element);
  if (ignored !== undefined) return { ignored: `ignore_when: ${wordsOf(ignored)}` };
  return 'action' in meaning && meaning.action === 'trigger' ? isWanted(element, mapping) : undefined;
}

function isWanted(element: Element, { trigger_when }: Mapping): Meaning | undefined {
  if (trigger_when === undefined || firstThatHolds(trigger_when, element) !== undefined) return undefined;
  const missing = trigger_when.flatMap((condition) =>
    typeof condition === 'string'
      ? []
      : Object.keys(condition).filter((path) => at(element, path) === undefined),
  );
  // A path that leads nowhere may be misspelt, and then nothing pages: it is named.
  const where = missing.length === 0 ? '' : `; nothing at ${missing.map((path) => `"${path}"`).join(', ')}`;
  const status = element.status === undefined ? 'no status' : `status "${element.status}"`;
  return { ignored: `not in trigger_when: ${status}${where}`.slice(0, 500) };
}

const wordsOf = (condition: Condition): string =>
  typeof condition === 'string'
    ? condition
    : Object.entries(condition)
        .map(([path, wanted]) => `${path} is ${typeof wanted === 'string' ? wanted : wanted.join(' or ')}`)
        .join(', ')
        .replaceAll('is *', 'is given')
        .slice(0, 300);
