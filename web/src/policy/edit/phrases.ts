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

/** The day and the time of day that may follow "next business day" and "weekly review"; each may be left out. */
export interface Moment {
  readonly day: string;
  readonly at: string;
}

/** `on Monday at 10:00` taken apart; null when it says something else. */
export function momentParts(rest: string): Moment | null {
  const found = /^(?:on ([A-Za-z]+))?(?:(?:^| )at(?: (\S*))?)?$/.exec(rest.trim());
  if (!found) return null;
  return { day: found[1] ? found[1].toLowerCase() : '', at: found[2] ?? '' };
}

/** The moment again, with the day as it is written: `on Monday at 10:00`. */
export function momentPhrase({ day, at }: Moment): string {
  const on = day === '' ? '' : `on ${day.charAt(0).toUpperCase()}${day.slice(1)}`;
  return [on, at.trim() === '' ? '' : `at ${at.trim()}`].filter((part) => part !== '').join(' ');
}
