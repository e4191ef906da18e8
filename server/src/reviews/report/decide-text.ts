/** A save of a section. */
export interface TextRow {
  readonly revision: number;
  readonly body: string;
  /** It came second, and stands beside what came first until a person has put both together. */
  readonly aside: boolean;
}

/** What a save comes to. */
export type TextDecision =
  | { readonly kind: 'same' }
  | {
      readonly kind: 'save';
      readonly revision: number;
      readonly aside: boolean;
      readonly settles: readonly number[];
    };

/** The text that counts; null before anybody wrote. */
export const currentText = <T extends TextRow>(rows: readonly T[]): T | null =>
  rows
    .filter(({ aside }) => !aside)
    .reduce<T | null>(
      (newest, row) => (newest === null || row.revision > newest.revision ? row : newest),
      null,
    );

/**
 * Two people in one section: whoever saves on what somebody else has changed meanwhile loses nothing and overwrites nothing. Their text
 * is kept beside the other, and whoever puts both together says which it settles.
 * @param base the revision that was on screen when the typing began; 0 for none
 */
export function decideText(
  rows: readonly TextRow[],
  body: string,
  base: number,
  settles: readonly number[],
): TextDecision {
  const current = currentText(rows);
  const open = rows
    .filter(({ aside, revision }) => aside && settles.includes(revision))
    .map(({ revision }) => revision);
  if ((current?.body ?? '') === body && open.length === 0) return { kind: 'same' };
  const revision = rows.reduce((most, row) => Math.max(most, row.revision), 0) + 1;
  const stale = (current?.revision ?? 0) !== base;
  // The same words were saved aside already: a second press of the key.
  if (stale && rows.some((row) => row.aside && row.body === body)) return { kind: 'same' };
  return { kind: 'save', revision, aside: stale, settles: stale ? [] : open };
}
