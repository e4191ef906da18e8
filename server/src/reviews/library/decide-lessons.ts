import { wordsIn } from './decide-words.ts';

/** Words that say nothing about a cause, in the language of the product. */
const EMPTY = new Set(
  'a an and are as at be because been but by could did do for from had has have if in into is it its no not of on or that the their then there this to too was were when which while who why will with would'.split(
    ' ',
  ),
);
/** How alike two causes must be, as a share of the words that either has. Below this, chance finds pairs. */
const ALIKE = 0.35;
const FEWEST_WORDS = 3;

const stemOf = (word: string): string => (word.length > 6 ? word.slice(0, 6) : word);
const tellingWords = (text: string): ReadonlySet<string> =>
  new Set(
    wordsIn(text)
      .filter((word) => word.length > 2 && !EMPTY.has(word))
      .map(stemOf),
  );

function likeness(one: ReadonlySet<string>, other: ReadonlySet<string>): number {
  const shared = [...one].filter((word) => other.has(word)).length;
  return shared < FEWEST_WORDS ? 0 : shared / (one.size + other.size - shared);
}

export interface Cause {
  readonly incidentId: string;
  readonly rootCause: string;
  readonly tags: readonly string[];
}

export interface Recurring {
  readonly because: 'words' | 'tag';
  /** The newest root cause in its own words, or the tag. */
  readonly text: string;
  /** The newest first. */
  readonly incidentIds: readonly string[];
}

/**
 * Causes that came back: incidents with one tag, and root causes that say much the same. By rule and without a model, so that anybody
 * sees why two are together.
 * @param causes the newest first
 */
export function recurringCauses(causes: readonly Cause[]): readonly Recurring[] {
  const groups: { readonly words: ReadonlySet<string>; readonly text: string; readonly ids: string[] }[] = [];
  for (const { incidentId, rootCause } of causes) {
    const words = tellingWords(rootCause);
    const group = groups.find((each) => likeness(each.words, words) >= ALIKE);
    if (group !== undefined) group.ids.push(incidentId);
    else if (words.size >= FEWEST_WORDS) groups.push({ words, text: rootCause, ids: [incidentId] });
  }
  const tags = new Map<string, string[]>();
  for (const { incidentId, tags: own } of causes)
    for (const tag of own) tags.set(tag, [...(tags.get(tag) ?? []), incidentId]);
  return [
    ...groups.map(({ text, ids }): Recurring => ({ because: 'words', text, incidentIds: ids })),
    ...[...tags].map(([tag, ids]): Recurring => ({ because: 'tag', text: tag, incidentIds: ids })),
  ]
    .filter(({ incidentIds }) => incidentIds.length > 1)
    .toSorted((a, b) => b.incidentIds.length - a.incidentIds.length);
}

/** The words of an incident that has just begun by which past ones are found: no empty ones, no more than a query takes. */
export const tellingQuery = (text: string): string =>
  [...new Set(wordsIn(text))]
    .filter((word) => word.length > 2 && !EMPTY.has(word))
    .slice(0, 12)
    .join(' ');
