import type { Pairing, Signal } from './model.ts';

/** An open alert that a signal may mean. */
export interface OpenAlert {
  readonly dedupKey: string;
  readonly title: string;
  readonly source: string | null;
  /** Its key was made of its title, because it has no id. */
  readonly hasTitleKey: boolean;
}

/** The identity of what has no id: two hosts with the same trouble are two alerts. */
export const titleKey = (title: string, source: string | undefined): string =>
  source === undefined || source === title ? title : `${title} @ ${source}`;

const OVER = 'resolved|resolve|ok|okay|recovered|recovery|closed|cleared';
const BEGUN =
  'firing|triggered|trigger|alerting|alert|problem|critical|warning|error|failed|down|opened|open|no data';

const markOf = (words: string): string =>
  `^\\s*(?:\\[(?:${words})(?::\\d+)?\\]\\s*[-:]?|(?:${words})\\s*:)\\s*`;

/** `[FIRING] `, `[RESOLVED:2] `, `OK: ` at the beginning of a title; read alike by PostgreSQL (with `i`) and here. */
export const STATE_MARK = markOf(`${OVER}|${BEGUN}`);

const ANY_MARK = new RegExp(STATE_MARK, 'i');
const OVER_MARK = new RegExp(markOf(OVER), 'i');

/** A title without the state that some senders put before it; empty when it says nothing else. */
export const withoutMark = (title: string): string => title.replace(ANY_MARK, '');

/** Whether a title begins by saying that it is over, and says of what. */
export const saysOver = (title: string): boolean => OVER_MARK.test(title) && withoutMark(title) !== '';

/**
 * The open alerts that an end or an acknowledgement means. Of one title with several sources and none named, none: to end
 * the wrong one would hide an outage.
 * @param wasKnown whether an alert, open or over, has had the signal's own key
 * @returns their keys; none: the signal stands for itself
 */
export function decidePair(
  signal: Pick<Signal, 'dedupKey' | 'title' | 'source'>,
  { key, unsure }: Pairing,
  open: readonly OpenAlert[],
  wasKnown: boolean,
): readonly string[] {
  const { dedupKey: own } = signal;
  // What an earlier "[OK] disk" opened is repeated by the next one, and not ended.
  const among = open.filter(
    ({ title }) => sameTitle(signal.title, title) && !(unsure === true && saysOver(title)),
  );
  if (key === 'alert' || (key === 'delivery' && wasKnown))
    return among.some(({ dedupKey }) => dedupKey === own) ? [own] : [];
  const found = key === 'title' ? among.filter(({ hasTitleKey }) => hasTitleKey) : among;
  const meant = exactFirst(ofSource(found, signal.source, key === 'title'), signal.title);
  return meant.map(({ dedupKey }) => dedupKey);
}

/** The same words, but for a mark. A title that says that it begins ends only what is called exactly so. */
function sameTitle(said: string, title: string): boolean {
  if (said === title) return true;
  return (!ANY_MARK.test(said) || saysOver(said)) && withoutMark(said) === withoutMark(title);
}

const exactFirst = (found: readonly OpenAlert[], title: string): readonly OpenAlert[] => {
  const exact = found.filter((alert) => alert.title === title);
  return exact.length > 0 ? exact : found;
};

function ofSource(
  found: readonly OpenAlert[],
  source: string | undefined,
  lenient: boolean,
): readonly OpenAlert[] {
  const same = found.filter((alert) => alert.source === (source ?? null));
  if (same.length > 0 || !lenient) return same;
  if (source !== undefined) return found.filter((alert) => alert.source === null);
  return new Set(found.map((alert) => alert.source)).size === 1 ? found : [];
}
