// NUL, which PostgreSQL's text refuses, and surrogates, of which lone ones are no text at all.
const SUSPECT = /[\0\ud800-\udfff]/;

/**
 * Well-formed text without NUL (replaced by U+FFFD, so that one sees that something was there), unchanged when clean.
 * Replaced and not refused, because it comes from monitoring systems and pasted terminals, and losing an incident over it
 * would be worse.
 */
export const cleanText = (text: string): string =>
  SUSPECT.test(text) ? text.replaceAll('\0', '\ufffd').toWellFormed() : text;

const EMAIL =
  /^[^\s@<>"(),:;[\]\\]{1,64}@[a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)*$/i;

/**
 * Whether this is the shape of an e-mail address that mail servers take in practice (RFC 5321, and RFC 6531 before the @:
 * `zoë@example.com`). The ONE rule for all places that read one, so that what one accepts no other refuses.
 */
export const isEmailAddress = (text: string): boolean => text.length <= 254 && EMAIL.test(text);
