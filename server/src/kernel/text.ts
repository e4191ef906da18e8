// NUL, which PostgreSQL's text refuses, and surrogates, of which lone ones are no text at all.
const SUSPECT = /[\0\ud800-\udfff]/;

/**
 * Well-formed text without NUL (replaced by U+FFFD, so that one sees that something was there), unchanged when clean.
 * Replaced and not refused, because it comes from monitoring systems and pasted terminals, and losing an incident over it
 * would be worse.
 */
export const cleanText = (text: string): string =>
  SUSPECT.test(text) ? text.replaceAll('\0', '\ufffd').toWellFormed() : text;
