import type { Stamp } from './entry.ts';
import type { Told } from './registry.ts';

/** So many of one kind by one command are read; more are counted. */
const SAME_KIND = 2;

type Line = Pick<Stamp, 'seq' | 'at' | 'commandId'> &
  Pick<Told, 'tone' | 'toldBy'> & { readonly kind: string };

/**
 * Under which other entry of the same command an entry is shown, by seq: what one command writes is one line of the time
 * line. The record stays as it is. What people wrote and what went wrong is never folded.
 * @param lines as many as are shown together, in any order
 */
export function foldUnder(lines: readonly Line[]): ReadonlyMap<number, number> {
  const under = new Map<number, number>();
  for (const command of Map.groupBy(lines, commandOf).values())
    for (const [seq, lead] of foldOne(command)) under.set(seq, lead);
  return under;
}

/** Entries older than the field: those of one transaction have one time, to the millisecond. */
const commandOf = ({ commandId, at }: Line): string => commandId ?? at.toString();

function foldOne(lines: readonly Line[]): ReadonlyMap<number, number> {
  const inOrder = lines.toSorted((a, b) => a.seq - b.seq);
  const foldable = inOrder.filter(({ tone }) => tone === 'quiet' || tone === 'strong');
  const under = new Map<number, number>();
  for (const line of foldable) {
    const lead = inOrder.find(({ kind, seq }) => seq !== line.seq && line.toldBy.includes(kind));
    if (lead !== undefined) under.set(line.seq, lead.seq);
  }
  const left = foldable.filter(({ seq }) => !under.has(seq));
  for (const same of Map.groupBy(left, ({ kind }) => kind).values()) {
    const last = same.at(-1);
    if (last !== undefined && same.length > SAME_KIND)
      for (const { seq } of same.slice(0, -1)) under.set(seq, last.seq);
  }
  return new Map([...under.keys()].map((seq) => [seq, rootOf(under, seq)]));
}

/** What is folded under something that is folded itself goes where that went. */
function rootOf(under: ReadonlyMap<number, number>, seq: number): number {
  let root = seq;
  // Two kinds that tell each other already would send us round for ever.
  for (let next = under.get(root); next !== undefined && next !== seq; next = under.get(root)) root = next;
  return root;
}
