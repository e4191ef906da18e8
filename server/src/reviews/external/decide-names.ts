export interface Person {
  readonly id: string;
  readonly name: string;
  readonly email: string;
}

/** Where somebody is named in a text, or can be reached by it; and what would stand there instead. */
export interface Named {
  readonly from: number;
  readonly to: number;
  readonly role: string;
}

interface Token {
  readonly from: number;
  readonly to: number;
  readonly word: string;
}

/** Scripts that put no spaces between words: each of their characters stands by itself, and a name begins and ends anywhere. */
const UNSPACED =
  '\\p{Script=Han}\\p{Script=Hiragana}\\p{Script=Katakana}\\p{Script=Thai}\\p{Script=Lao}\\p{Script=Khmer}\\p{Script=Myanmar}';
/** A mark with no letter before it counts as one: nothing of a word may be passed over. */
const TOKEN = new RegExp(`[${UNSPACED}]\\p{M}*|(?:(?![${UNSPACED}])[\\p{L}\\p{N}\\p{M}])+`, 'gu');
const IS_UNSPACED = new RegExp(`^[${UNSPACED}]`, 'u');

/** Texts and names are compared so: an "é" may be one character or two. */
export const composed = (text: string): string => text.normalize('NFC');

const tokensOf = (text: string): readonly Token[] =>
  Array.from(text.matchAll(TOKEN), ({ 0: word, index }) => ({ from: index, to: index + word.length, word }));

/** What may stand between two words of one name: spaces, a full stop, a hyphen, as in "ana.ruiz"; a line that ends. */
const BETWEEN = /^[\s\p{P}_]{0,3}$/u;

/** The names that begin with the same words. */
interface Branch {
  readonly next: Map<string, Branch>;
  /** A full name ends here: however it is written. */
  whole: string | null;
  /** A part of a participant's name ends here: only as it is written. By its words. */
  readonly parts: Map<string, string>;
}

/** Everything that is looked for. */
export interface Names {
  readonly first: Branch;
  /** Roles by address. */
  readonly addresses: ReadonlyMap<string, string>;
}

const SHORTEST = 3;
/** "田中" is a whole family name. */
const SHORTEST_UNSPACED = 2;

const branch = (): Branch => ({ next: new Map(), whole: null, parts: new Map() });
const joined = (tokens: readonly Token[]): string => tokens.map(({ word }) => word).join(' ');

function endOf(first: Branch, tokens: readonly Token[]): Branch {
  let at = first;
  for (const { word } of tokens) {
    const key = word.toLowerCase();
    const next = at.next.get(key) ?? branch();
    at.next.set(key, next);
    at = next;
  }
  return at;
}

/**
 * Where people are named: everybody by their full name and address; who took part also by each part of it, and then only as a name is
 * written: "Mark" and not "mark". By words, so that a text is gone through once however many people there are: one pattern for each
 * person would be thousands for each line of a record.
 */
export function namesOf(
  people: readonly Person[],
  takesPart: (personId: string) => boolean,
  roleOf: (personId: string) => string,
): Names {
  const first = branch();
  const addresses = new Map<string, string>();
  for (const { id, name, email } of people) {
    const role = roleOf(id);
    addresses.set(composed(email.trim()).toLowerCase(), role);
    const full = composed(name.trim());
    const tokens = tokensOf(full);
    if (tokens.length === 0 || full.length < 2) continue;
    endOf(first, tokens).whole ??= role;
    if (!takesPart(id)) continue;
    for (const part of full.split(/\s+/)) {
      const least = IS_UNSPACED.test(part) ? SHORTEST_UNSPACED : SHORTEST;
      const words = tokensOf(part);
      const { parts } = endOf(first, words);
      if (part.length >= least && words.length > 0 && !parts.has(joined(words)))
        parts.set(joined(words), role);
    }
  }
  return { first, addresses };
}

/** "Annas", "Annan": letters that languages put behind a name. Longer ones make other words of it: "Analysis". */
const ENDINGS = [1, 2];

/** The word without a short ending; nothing of a name that is too short to be told from other words. */
const stemsOf = (word: string): readonly string[] =>
  IS_UNSPACED.test(word)
    ? []
    : ENDINGS.map((letters) => [word.slice(0, -letters), word.slice(-letters)] as const)
        .filter(([stem, ending]) => stem.length >= SHORTEST && /^\p{Ll}+$/u.test(ending))
        .map(([stem]) => stem);

/** The longest name that begins with a word, and how many words it has. */
function nameAt(
  { first }: Names,
  text: string,
  tokens: readonly Token[],
  start: number,
): { readonly words: number; readonly role: string } | null {
  let found: { words: number; role: string } | null = null;
  let at: Branch | undefined = first;
  let before = '';
  for (let index = start; at !== undefined; index++) {
    const token = tokens[index];
    const last = tokens[index - 1];
    if (token === undefined) break;
    if (index > start && !BETWEEN.test(text.slice(last?.to, Math.min(token.from, (last?.to ?? 0) + 4))))
      break;
    const words = index - start + 1;
    for (const stem of stemsOf(token.word)) {
      const end = at.next.get(stem.toLowerCase());
      // A single word with an ending is a name only of who took part: "wills" is no "Will".
      const role = end?.parts.get(before + stem) ?? (words > 1 ? end?.whole : null);
      if (role !== undefined && role !== null) found = { words, role };
    }
    at = at.next.get(token.word.toLowerCase());
    const role = at?.whole ?? at?.parts.get(before + token.word);
    if (role !== undefined) found = { words, role };
    before += `${token.word} `;
  }
  return found;
}

const LOCAL = /[\p{L}\p{N}\p{M}.!#$%&'*+/=?^_`{|}~-]/u;
const DOMAIN = /[\p{L}\p{N}\p{M}.-]/u;
const WORD_LIKE = /[\p{L}\p{N}]/u;
const PHONE = /\+\d[\d ()/-]{6,}\d/g;
/** Of a host that may be reached from outside. */
const TOP_LEVEL = /\.\p{L}{2,}$/u;

/** Addresses, from each "@" to both sides: a pattern would try again from every letter of a long word. */
function addressesIn(text: string, known: ReadonlyMap<string, string>): readonly Named[] {
  const found: Named[] = [];
  let floor = 0;
  for (let at = text.indexOf('@'); at >= 0; at = text.indexOf('@', at + 1)) {
    let from = at;
    while (from > floor && LOCAL.test(text.charAt(from - 1))) from--;
    while (from < at && !WORD_LIKE.test(text.charAt(from))) from++;
    let to = at + 1;
    while (to < text.length && DOMAIN.test(text.charAt(to))) to++;
    while (to > at + 1 && /[.-]/.test(text.charAt(to - 1))) to--;
    const role = known.get(text.slice(from, to).toLowerCase());
    if (from === at || (role === undefined && !TOP_LEVEL.test(text.slice(at + 1, to)))) continue;
    found.push({ from, to, role: role ?? 'an e-mail address' });
    floor = to;
  }
  return found;
}

/** Everybody who is named in a text, and every way to reach somebody, whoever it is; in order, and none within another. */
export function namedIn(text: string, names: Names): readonly Named[] {
  const addresses = addressesIn(text, names.addresses);
  const phones = Array.from(text.matchAll(PHONE), ({ 0: found, index }) => ({
    ...{ from: index, to: index + found.length, role: 'a phone number' },
  }));
  const found: Named[] = [];
  let until = 0;
  for (const each of [...addresses, ...phones].toSorted((a, b) => a.from - b.from))
    if (each.to > until) {
      // Of two that overlap, the rest of the second: nothing of either is left standing.
      found.push({ ...each, from: Math.max(each.from, until) });
      until = each.to;
    }
  return [...found, ...peopleIn(text, names, found)].toSorted((a, b) => a.from - b.from);
}

/** People in what stands between the addresses and numbers. */
function peopleIn(text: string, names: Names, taken: readonly Named[]): readonly Named[] {
  const found: Named[] = [];
  let begin = 0;
  for (const { from, to } of [...taken, { from: text.length, to: text.length }]) {
    const part = text.slice(begin, from);
    const tokens = tokensOf(part);
    for (let index = 0; index < tokens.length; ) {
      const name = nameAt(names, part, tokens, index);
      const [start, end] = [tokens[index], tokens[index + (name?.words ?? 1) - 1]];
      if (name !== null && start !== undefined && end !== undefined)
        found.push({ from: begin + start.from, to: begin + end.to, role: name.role });
      index += name?.words ?? 1;
    }
    begin = to;
  }
  return found;
}
