/**
 * A why, and what answers it one level deeper. A list in the order of reading: of its level it says only how deep it is, so that a
 * tree is edited, compared and sent like any list.
 */
export interface Why {
  readonly text: string;
  /** 0 for what is asked first; at most one more than that of the node before. */
  readonly depth: number;
  /** The entry of the timeline that supports it. */
  readonly seq: number | null;
}

const INDENT = '  ';
const TAB_WIDTH = 4;
const BULLET = /^[-*•–](?:\s+|$)/;
const LINK = /(?:^|\s+)\[#(\d{1,9})\]$/;
/** Words that end like a link, and are none: with a backslash before it, or one more than they had. */
const LIKE_LINK = /(^|\s)(\\*\[#\d{1,9}\])$/;
const ESCAPED = /(^|\s)\\(\\*\[#\d{1,9}\])$/;

const widthOf = (indent: string): number =>
  [...indent].reduce((width, char) => width + (char === '\t' ? TAB_WIDTH : 1), 0);

/**
 * The tree is stored as an outline among the other texts: what two people write is kept by the same rule, its history can be read, and
 * what was typed before there was a tree (one why per line, indented) is a tree without a migration. Any indentation counts, bullets are
 * not part of the words, and `[#12]` at the end names an entry, where `\[#12]` is words. Every line is kept.
 */
export function parseWhys(outline: string): Why[] {
  const open: number[] = [];
  return outline.split(/\r?\n/).flatMap((line): Why[] => {
    const body = line.trimStart();
    if (body === '') return [];
    const width = widthOf(line.slice(0, line.length - body.length));
    while (open.length > 0 && (open.at(-1) ?? 0) >= width) open.pop();
    const depth = open.length;
    open.push(width);
    const words = body.replace(BULLET, '').trim();
    const seq = LINK.exec(words)?.[1];
    return [
      seq === undefined
        ? { text: words.replace(ESCAPED, '$1$2'), depth, seq: null }
        : { text: words.replace(LINK, '').trim(), depth, seq: Number(seq) },
    ];
  });
}

/** The outline of a tree. A why is one line; no level is left out. */
export function outlineOf(whys: readonly Why[]): string {
  let above = -1;
  return whys
    .map(({ text, depth, seq }) => {
      above = Math.max(0, Math.min(depth, above + 1));
      const words = text.replace(/\s+/g, ' ').trim();
      const said = seq === null ? words.replace(LIKE_LINK, '$1\\$2') : `${words} [#${seq}]`;
      return `${INDENT.repeat(above)}- ${said}`.trimEnd();
    })
    .join('\n');
}

/** As a document shows it: without nodes that nobody has filled in, unless something stands below them. */
export const shownWhys = (outline: string): Why[] => {
  const all = parseWhys(outline);
  return all
    .filter(
      ({ text, seq, depth }, index) => text !== '' || seq !== null || (all[index + 1]?.depth ?? -1) > depth,
    )
    .map((why) => ({ ...why, text: why.text === '' ? '…' : why.text }));
};
