/** One word of a text: where it stands, and as it is compared. */
export interface Word {
  readonly from: number;
  readonly to: number;
  readonly word: string;
}

/**
 * Letters and digits; of scripts that put no spaces between words, each character by itself. What joins words in names of hosts, files
 * and services separates them here, as in the list of incidents.
 */
const WORD =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]\p{M}*|(?:(?![\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}])[\p{L}\p{N}]\p{M}*)+/gu;
/** PostgreSQL keeps no longer ones, and nobody looks for them. */
const LONGEST = 100;

/** Without accents and in lower case: who types "Munchen" finds "München". */
const plain = (text: string): string =>
  text
    .normalize('NFKD')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]/gu, '')
    .slice(0, LONGEST);

const segmentsOf = (text: string): readonly Word[] =>
  [...text.matchAll(WORD)].flatMap(({ 0: found, index }) => {
    const word = plain(found);
    return word === '' ? [] : [{ from: index, to: index + found.length, word }];
  });

export const wordsIn = (text: string): readonly string[] => segmentsOf(text).map(({ word }) => word);

/** The words of a query that belong together: one, or several in a row. */
export interface Term {
  readonly words: readonly string[];
  /** The last word is the beginning of one. */
  readonly prefix: boolean;
  readonly excluded: boolean;
}

const TERMS_MAX = 12;
const TOKEN = /(-?)(?:"([^"]*)"?|(\S+))/g;

/**
 * `pool exhausted`: both words, in any form that begins alike. `"pool exhausted"`: in a row, exactly so. `-drill`: without it. What
 * stands in a row without spaces (`db-2`, `接続`) is looked for in a row.
 */
export function termsOf(query: string): readonly Term[] {
  const terms = [...query.matchAll(TOKEN)].flatMap(([, minus, quoted, bare]): Term[] => {
    const found = wordsIn(quoted ?? bare ?? '');
    if (found.length === 0) return [];
    const exact = quoted !== undefined;
    const words = exact || found.length > 1 ? found : found.map(stem);
    return [{ words, prefix: !exact, excluded: minus === '-' }];
  });
  // Each once: the same word twice finds no more.
  const unique = new Map(terms.map((term) => [JSON.stringify(term), term]));
  return [...unique.values()].slice(0, TERMS_MAX);
}

/** English endings off, so that "timeouts" finds "timeout" and "exhausted" "exhaustion". Too short a rest says nothing. */
function stem(word: string): string {
  const [, rest] = /^([a-z]{4,}?)(?:ing|ed|es|s)$/.exec(word) ?? [];
  return rest ?? word;
}

/** The terms as `to_tsquery` reads them; null when nothing is asked for. Words are letters and digits alone: there is nothing to escape. */
export function tsqueryOf(terms: readonly Term[], join: '&' | '|' = '&'): string | null {
  if (!terms.some(({ excluded }) => !excluded)) return null;
  return terms
    .map(({ words, prefix, excluded }) => {
      const row = words.map((word, at) => `'${word}'${prefix && at === words.length - 1 ? ':*' : ''}`);
      return `${excluded ? '!' : ''}(${row.join(' <-> ')})`;
    })
    .join(` ${join} `);
}

export interface Piece {
  readonly text: string;
  readonly hit: boolean;
}

interface Hit {
  readonly from: number;
  readonly to: number;
  readonly term: number;
}

/** In a log that somebody pasted every line may be a hit; where so many are, more tell a reader nothing. */
const HITS_MAX = 200;

/** Where terms are found, in the order of the text; the first ones. */
export function hitsIn(text: string, terms: readonly Term[]): readonly Hit[] {
  const segments = segmentsOf(text);
  const hits: Hit[] = [];
  for (const [at, first] of segments.entries()) {
    for (const [term, { words, prefix, excluded }] of terms.entries()) {
      const last = segments[at + words.length - 1];
      if (excluded || last === undefined) continue;
      const fits = words.every((word, index) => {
        const said = segments[at + index]?.word ?? '';
        return prefix && index === words.length - 1 ? said.startsWith(word) : said === word;
      });
      if (fits) hits.push({ from: first.from, to: last.to, term });
    }
    if (hits.length >= HITS_MAX) break;
  }
  return hits;
}

const EXCERPT = 220;

/** The first hit of the stretch in which the most terms are found. The stretch slides along: each hit enters it once and leaves it once. */
function richest(hits: readonly Hit[], length: number): Hit | null {
  const inside = new Map<number, number>();
  let best: { readonly hit: Hit; readonly terms: number } | null = null;
  let next = 0;
  for (const [at, hit] of hits.entries()) {
    let entering = hits[next];
    // A hit longer than the stretch enters too, or it would leave without having been in it.
    while (entering !== undefined && (next <= at || entering.to <= hit.from + length)) {
      inside.set(entering.term, (inside.get(entering.term) ?? 0) + 1);
      next++;
      entering = hits[next];
    }
    if (best === null || inside.size > best.terms) best = { hit, terms: inside.size };
    const left = (inside.get(hit.term) ?? 0) - 1;
    if (left > 0) inside.set(hit.term, left);
    else inside.delete(hit.term);
  }
  return best?.hit ?? null;
}

/** The stretch of a text in which the most terms are found, in pieces: whoever shows them marks the hits, and no text becomes markup. */
export function excerptOf(text: string, terms: readonly Term[], most = EXCERPT): readonly Piece[] {
  const hits = hitsIn(text, terms);
  const best = richest(hits, most - 40);
  const words = segmentsOf(text);
  const wanted = text.length <= most ? 0 : Math.max(0, (best?.from ?? 0) - 40);
  const from = wanted === 0 ? 0 : (words.find((word) => word.from >= wanted)?.from ?? wanted);
  const cut = from + most >= text.length;
  const to = cut
    ? text.length
    : (words.findLast((word) => word.to <= from + most && word.to > from)?.to ?? from + most);
  const pieces: Piece[] = [];
  let at = from;
  const put = (until: number, hit: boolean) => {
    if (until > at) pieces.push({ text: text.slice(at, until), hit });
    at = Math.max(at, until);
  };
  if (from > 0) pieces.push({ text: '… ', hit: false });
  for (const hit of hits) {
    if (hit.from < at || hit.to > to) continue;
    put(hit.from, false);
    put(hit.to, true);
  }
  put(to, false);
  if (to < text.length) pieces.push({ text: ' …', hit: false });
  return pieces;
}
