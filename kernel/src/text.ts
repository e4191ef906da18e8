// NUL, which PostgreSQL's text refuses, surrogates, of which lone ones are no text at all, and what turns the direction.
const SUSPECT = /[\0\ud800-\udfff\u202a-\u202e\u2066-\u2069]/;
/**
 * Embeddings, overrides and isolates (UAX #9): `invoice\u202egnp.exe` reads "invoiceexe.png" wherever it goes, in a subject, a call
 * or a file's name. Right-to-left words need none of them; whatever shows a text isolates the whole of it.
 */
const TURNS = /[\u202a-\u202e\u2066-\u2069]/g;

/**
 * Well-formed text without NUL (replaced by U+FFFD, so that one sees that something was there) and without characters that turn
 * the direction of what follows; unchanged when clean.
 * Replaced and not refused, because it comes from monitoring systems and pasted terminals, and losing an incident over it
 * would be worse.
 */
export const cleanText = (text: string): string =>
  SUSPECT.test(text) ? storableText(text).replaceAll(TURNS, '') : text;

/** Only what PostgreSQL could not store is replaced. For addresses, which would be others without a character (invisibleIn). */
export const storableText = (text: string): string => text.replaceAll('\0', '\ufffd').toWellFormed();

const EMAIL =
  /^[^\s@<>"(),:;[\]\\]{1,64}@[a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)*$/i;

// What Unicode tells a program to show as nothing (Default_Ignorable_Code_Point: zero-width characters, soft hyphen, marks of
// direction, variation selectors), control and format characters, and the empty Braille pattern.
const INVISIBLE = /[\p{Default_Ignorable_Code_Point}\p{Cc}\p{Cf}\u2800]/u;

/**
 * Why a text cannot be an address, as a sentence, when there is a character in it that nobody sees: two addresses that look
 * the same would be two people, or a message would go to neither. Refused and not removed, because an address that somebody
 * pasted may be another one than they think.
 * @returns undefined when all of it can be seen
 */
export function invisibleIn(text: string): string | undefined {
  const code = INVISIBLE.exec(text)?.[0].codePointAt(0);
  if (code === undefined) return undefined;
  const name = code.toString(16).toUpperCase().padStart(4, '0');
  return `This address contains an invisible character (U+${name}). Delete it, or type the address again.`;
}

/**
 * Text in the one form in which equal words are equal bytes (NFC, UAX #15): `ë` can be typed as one character or as two, and
 * some systems hand out the second.
 */
export const composed = (text: string): string => text.normalize('NFC');

/**
 * Whether this is the shape of an e-mail address that mail servers take in practice (RFC 5321, and RFC 6531 before the @:
 * `zoë@example.com`). The ONE rule for all places that read one, so that what one accepts no other refuses.
 */
export const isEmailAddress = (text: string): boolean =>
  text.length <= 254 && EMAIL.test(text) && invisibleIn(text) === undefined;
