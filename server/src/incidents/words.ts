/** `a`, `a and b`, `a, b and c`. */
export const list = (items: readonly string[]): string =>
  items.length < 2 ? (items[0] ?? '') : `${items.slice(0, -1).join(', ')} and ${items.at(-1)}`;

/** `1 alert`, `4,312 alerts`. */
export const plural = (count: number, noun: string): string =>
  `${count.toLocaleString('en-US')} ${noun}${count === 1 ? '' : 's'}`;

export const quoted = (text: string): string => `“${text}”`;

/** `bad_address` as people write it: `bad address`. */
export const spaced = (identifier: string): string => identifier.replaceAll('_', ' ');

/** First letter in upper case. */
export const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

const ROLES: Readonly<Record<string, string>> = {
  on_call_engineer: 'on-call engineer',
  cto: 'CTO',
  ceo: 'CEO',
};

/** A role as people say it: `engineering manager`, `CTO`. */
export const roleLabel = (role: string): string => ROLES[role] ?? spaced(role);
