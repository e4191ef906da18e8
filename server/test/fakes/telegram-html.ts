/** What Telegram takes as HTML: these tags, closed in order, and these entities (core.telegram.org/bots/api#html-style). */
const TAGS = new Set(['b', 'strong', 'i', 'em', 'u', 's', 'code', 'pre', 'a']);
const ENTITIES: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"' };
const PIECE = /<(\/?)([a-z]+)((?:\s[^<>]*)?)>|&(#\d+|#x[\da-f]+|[a-z]+);|[<&]|[^<&]+/gi;

/** @returns the text as it is read, links with where they lead @throws Error in Telegram's words */
export function readHtml(html: string): string {
  const open: { readonly tag: string; readonly href: string }[] = [];
  let text = '';
  for (const [piece, closing, tag, attributes, entity] of html.matchAll(PIECE)) {
    if (entity !== undefined) text += characterOf(entity);
    else if (tag === undefined) {
      if (piece === '<') throw new Error('can’t parse entities: Unsupported start tag');
      text += piece;
    } else if (!TAGS.has(tag)) throw new Error(`can’t parse entities: Unsupported start tag "${tag}"`);
    else if (closing === '') open.push({ tag, href: /href="([^"]*)"/.exec(attributes ?? '')?.[1] ?? '' });
    else {
      const ended = open.pop();
      if (ended?.tag !== tag) throw new Error(`can’t parse entities: Unmatched end tag "${tag}"`);
      if (ended.href !== '') text += ` (${readHtml(ended.href)})`;
    }
  }
  if (open.length > 0) throw new Error('can’t parse entities: Can’t find end tag');
  return text;
}

function characterOf(entity: string): string {
  if (!entity.startsWith('#')) {
    const known = ENTITIES[entity.toLowerCase()];
    // The real one shows what it does not know as it was written; that is no use to anybody either.
    if (known === undefined) throw new Error(`can’t parse entities: unknown entity ${entity}`);
    return known;
  }
  const code = /^#x/i.test(entity) ? Number.parseInt(entity.slice(2), 16) : Number(entity.slice(1));
  return String.fromCodePoint(code);
}
