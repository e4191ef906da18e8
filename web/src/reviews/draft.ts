import type { SectionData } from './report-api.ts';

export type Written = NonNullable<SectionData['current']>;

/** What is typed, and which state it was typed over. */
export interface Draft<T> {
  readonly value: T;
  readonly base: number;
  readonly settles: readonly number[];
  /** It is the state `base` by now, and stands until the page has that, too. */
  readonly saved: boolean;
}

/** How what a section holds is read, compared and put together. */
export interface Values<T> {
  readonly of: (written: Written | null) => T;
  readonly same: (one: T, other: T) => boolean;
  readonly together: (one: T, other: T) => T;
}

export const baseOf = ({ current }: Pick<SectionData, 'current'>): number => current?.revision ?? 0;

type Texts = Pick<SectionData, 'current' | 'aside'>;

/**
 * What the field shows in place of what is stored. The server trims: a field that is typed in keeps what was typed, or the space before
 * the next word would be lost. It shows what is stored once it is left, or somebody else has written.
 */
export const shownDraft = <T>(kept: Draft<T> | null, section: Texts, left: boolean): Draft<T> | null =>
  kept?.saved && (baseOf(section) > kept.base || (left && baseOf(section) === kept.base)) ? null : kept;

/** What stands aside put together with what is stored, or with what is being typed over it. */
export function merged<T>(kind: Values<T>, draft: Draft<T> | null, section: Texts): Draft<T> {
  const stored = kind.of(section.current);
  const base = baseOf(section);
  // A draft of an earlier state has not what was stored since.
  const begin =
    draft === null ? stored : draft.base === base ? draft.value : kind.together(stored, draft.value);
  return {
    value: section.aside.reduce((all, one) => kind.together(all, kind.of(one)), begin),
    ...{ base, settles: section.aside.map(({ revision }) => revision), saved: false },
  };
}

/**
 * What is left to be saved. Whoever typed on while their words were put aside has both before them.
 * @param now what is in the field by the time of the answer
 * @param aside whether what was sent came second
 */
export function afterSave<T>(
  kind: Values<T>,
  now: Draft<T> | null,
  sent: Draft<T>,
  aside: boolean,
  section: Texts | undefined,
): Draft<T> | null {
  if (now === null || section === undefined) return now;
  const base = baseOf(section);
  const whole = kind.same(now.value, sent.value);
  if (!aside) {
    // Put together while the save was under way: that settles still more.
    const settles = now.settles.filter((revision) => !sent.settles.includes(revision));
    return { value: now.value, base, settles, saved: whole && settles.length === 0 };
  }
  if (whole) return null;
  const own = section.aside.filter((one) => kind.same(kind.of(one), sent.value));
  return {
    value: kind.together(kind.of(section.current), now.value),
    ...{ base, settles: [...now.settles, ...own.map(({ revision }) => revision)], saved: false },
  };
}
