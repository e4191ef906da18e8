/** One line of a comparison. Line numbers start at 1; null on the side that does not have the line. */
export interface DiffLine {
  readonly kind: 'same' | 'removed' | 'added';
  readonly before: number | null;
  readonly after: number | null;
  readonly text: string;
}
/** A run of changes with the lines around it. */
export type DiffHunk = readonly DiffLine[];

/** Above this many cells the table of the comparison is not built; the middle is then shown as replaced. */
const MAX_CELLS = 4_000_000;

/** Length of the longest common subsequence of every pair of tails. */
function tails(a: readonly string[], b: readonly string[]): Uint32Array[] {
  const table = Array.from({ length: a.length + 1 }, () => new Uint32Array(b.length + 1));
  for (let i = a.length - 1; i >= 0; i--) {
    const row = table[i] as Uint32Array;
    const below = table[i + 1] as Uint32Array;
    for (let j = b.length - 1; j >= 0; j--)
      row[j] = a[i] === b[j] ? (below[j + 1] ?? 0) + 1 : Math.max(below[j] ?? 0, row[j + 1] ?? 0);
  }
  return table;
}

function middle(a: readonly string[], b: readonly string[]): DiffLine['kind'][] {
  if (a.length * b.length > MAX_CELLS)
    return [...a.map(() => 'removed' as const), ...b.map(() => 'added' as const)];
  const table = tails(a, b);
  const kinds: DiffLine['kind'][] = [];
  let i = 0;
  let j = 0;
  while (i < a.length && j < b.length) {
    if (a[i] === b[j]) {
      kinds.push('same');
      i++;
      j++;
    } else if ((table[i + 1]?.[j] ?? 0) >= (table[i]?.[j + 1] ?? 0)) {
      kinds.push('removed');
      i++;
    } else {
      kinds.push('added');
      j++;
    }
  }
  for (; i < a.length; i++) kinds.push('removed');
  for (; j < b.length; j++) kinds.push('added');
  return kinds;
}

/** Two texts compared line by line: the shortest list of removed and added lines that explains the change. */
export function diffLines(before: string, after: string): DiffLine[] {
  const a = before.split('\n');
  const b = after.split('\n');
  let head = 0;
  while (head < a.length && head < b.length && a[head] === b[head]) head++;
  let tail = 0;
  while (tail < a.length - head && tail < b.length - head && a.at(-1 - tail) === b.at(-1 - tail)) tail++;
  const same = (count: number): DiffLine['kind'][] => Array.from({ length: count }, () => 'same');
  const kinds = [
    ...same(head),
    ...middle(a.slice(head, a.length - tail), b.slice(head, b.length - tail)),
    ...same(tail),
  ];
  let left = 0;
  let right = 0;
  return kinds.map((kind) => {
    if (kind === 'removed') return { kind, before: ++left, after: null, text: a[left - 1] ?? '' };
    if (kind === 'added') return { kind, before: null, after: ++right, text: b[right - 1] ?? '' };
    return { kind, before: ++left, after: ++right, text: a[left - 1] ?? '' };
  });
}

/**
 * Only the changes, each with `context` unchanged lines before and after. Empty when the texts are equal. Where
 * `isHeading` is given, a run begins with the heading it stands under: "Within 10 minutes" is said at every severity.
 */
export function diffHunks(
  before: string,
  after: string,
  context = 3,
  isHeading: (text: string) => boolean = () => false,
): DiffHunk[] {
  const lines = diffLines(before, after);
  const hunks: DiffLine[][] = [];
  let shownUntil = -1;
  lines.forEach((line, index) => {
    if (line.kind === 'same') return;
    const from = Math.max(shownUntil + 1, index - context);
    const until = Math.min(lines.length - 1, index + context);
    const shown = lines.slice(from, until + 1);
    const current = hunks.at(-1);
    if (current && from === shownUntil + 1) current.push(...shown);
    else {
      const named = lines.slice(from, index + 1).some(({ text }) => isHeading(text));
      const above = lines.slice(0, from).findLast(({ kind, text }) => kind !== 'removed' && isHeading(text));
      hunks.push(above && !named ? [{ ...above, kind: 'same' }, ...shown] : shown);
    }
    shownUntil = until;
  });
  return hunks;
}
