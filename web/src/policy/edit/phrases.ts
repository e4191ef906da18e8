/** How a matrix step says when it is due, taken apart for a form. */
export interface DueParts {
  readonly kind: 'immediately' | 'within' | 'next business day' | 'weekly review' | 'other';
  /** What follows: a duration, a moment, or the whole phrase when it is none of these. */
  readonly rest: string;
}

/** `within 15m` as its kind and `15m`. What cannot be read is kept whole, so that a form never loses it. */
export function dueParts(phrase: string): DueParts {
  const text = phrase.trim();
  if (text === 'immediately') return { kind: 'immediately', rest: '' };
  const found = /^(within|next business day|weekly review)(?:\s+(.*))?$/.exec(text);
  if (!found) return { kind: 'other', rest: text };
  const kind = found[1] as 'within' | 'next business day' | 'weekly review';
  return { kind, rest: found[2] ?? '' };
}

/** The phrase again. */
export const duePhrase = ({ kind, rest }: DueParts): string =>
  kind === 'other' ? rest : kind === 'immediately' ? kind : `${kind} ${rest}`.trim();

/** The phrase of another kind, with the usual rest of that kind. */
export function ofKind(kind: DueParts['kind']): string {
  const usual = {
    immediately: '',
    within: '15m',
    'next business day': 'at 10:00',
    'weekly review': '',
    other: '',
  };
  return duePhrase({ kind, rest: usual[kind] });
}
