/**
 * Titles of one open alert that are told as new; beyond them one an hour. A monitor has a handful, and one whose title
 * carries an id that is no number must not make a message each time.
 */
export const MOST_SAID = 16;
/** Beyond that many it is still told what an alert says, but no oftener. */
export const SAY_AGAIN_SECONDS = 3_600;

/** Ids in hexadecimal, numbers with their separators, white space: they change while the words stay. */
const PASSING = /\b(?=[a-f-]*\d)[\da-f]{8,}(?:-[\da-f]{4,})*\b|(?<!\bfiring:\d*)\d+(?:[.,:]\d+)*|\s+/g;

/**
 * What a title says, as a number of 32 bits: case, white space, numbers and ids do not count. "Disk 80 %" and "disk 81 %" say
 * the same, "Disk is FULL" does not. In `[FIRING:2]` the number counts: it is all that Alertmanager's message to PagerDuty
 * may say of a second alert. A hash and not the words: a row of an alert that only repeats must not grow.
 */
export function wordsOf(title: string): number {
  const words = title.toLowerCase().replace(PASSING, '');
  let hash = 0x811c9dc5; // FNV-1a
  for (let at = 0; at < words.length; at++) hash = Math.imul(hash ^ words.charCodeAt(at), 0x01000193);
  return hash | 0;
}

/** A title that an open alert has not had before, and the one before it. */
export interface NewWords {
  readonly before: string;
  readonly title: string;
}

/** @param titles the one before and those since, as they came; none when nothing is new */
export const rewordings = (titles: readonly string[]): readonly NewWords[] =>
  titles.slice(1).map((title, index) => ({ before: titles[index] ?? title, title }));
