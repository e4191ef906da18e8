// British, which has no comma before "and", like every date and text here.
const CONJUNCTION = new Intl.ListFormat('en-GB', { type: 'conjunction' });

/** `a`, `a and b`, `a, b and c`; empty of nothing. */
export const andList = (items: readonly string[]): string => CONJUNCTION.format(items);

/**
 * `1 alert`, `4,312 alerts`.
 * @param many the plural, when it is not the noun with an s
 */
export const plural = (count: number, noun: string, many = `${noun}s`): string =>
  `${count.toLocaleString('en-GB')} ${count === 1 ? noun : many}`;

const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Text as it stands in HTML, between tags and in quoted attributes. */
export const escapeHtml = (text: string): string => text.replace(/[&<>"']/g, (char) => ESCAPES[char] ?? char);
