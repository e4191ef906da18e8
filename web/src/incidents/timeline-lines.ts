import type { Entry } from './api.ts';

/** One line of the time line, with the entries that say no more than it does and can be unfolded. */
export interface Line {
  entry: Entry;
  folded: Entry[];
}

/**
 * The lines of the time line, in the order given. Which entry is told under which the server says; one whose leader is
 * not shown (another page of the record, another filter) stands by itself.
 */
export function linesOf(entries: readonly Entry[]): Line[] {
  const shown = new Set(entries.map(({ seq }) => seq));
  const isFolded = ({ foldsUnder }: Entry) => foldsUnder !== null && shown.has(foldsUnder);
  return entries
    .filter((entry) => !isFolded(entry))
    .map((entry) => ({ entry, folded: entries.filter(({ foldsUnder }) => foldsUnder === entry.seq) }));
}
