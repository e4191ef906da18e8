import type { Written } from './draft.ts';

/** A why in the list that a tree is, in the order of reading. */
export type Why = NonNullable<Written['whys']>[number];

/** The index after the last node below this one. */
function endOf(whys: readonly Why[], index: number): number {
  const depth = whys[index]?.depth ?? 0;
  const next = whys.findIndex((why, at) => at > index && why.depth <= depth);
  return next === -1 ? whys.length : next;
}

/** A new, empty one: an answer to this one, or another answer beside it. @returns where it stands */
export function addWhy(whys: readonly Why[], index: number, where: 'below' | 'beside'): [Why[], number] {
  const at = endOf(whys, index);
  const depth = (whys[index]?.depth ?? 0) + (where === 'below' ? 1 : 0);
  return [[...whys.slice(0, at), { text: '', depth, seq: null }, ...whys.slice(at)], at];
}

/** Without this one. What stood below it moves up by one: nothing else is taken away. */
export function removeWhy(whys: readonly Why[], index: number): Why[] {
  const end = endOf(whys, index);
  return whys.flatMap((why, at) => {
    if (at === index) return [];
    return [at > index && at < end ? { ...why, depth: why.depth - 1 } : why];
  });
}

/** Moves one with what is below it a level in or out; null where that is not possible. */
export function shiftWhy(whys: readonly Why[], index: number, by: 1 | -1): Why[] | null {
  const depth = whys[index]?.depth ?? 0;
  if (by === -1 ? depth === 0 : (whys[index - 1]?.depth ?? -1) < depth) return null;
  const end = endOf(whys, index);
  return whys.map((why, at) => (at >= index && at < end ? { ...why, depth: why.depth + by } : why));
}

/** `1`, `1.1`, `1.2`, `2`: how people name them to each other. */
export function numbersOf(whys: readonly Why[]): string[] {
  const counts: number[] = [];
  return whys.map(({ depth }) => {
    counts.length = depth + 1;
    counts[depth] = (counts[depth] ?? 0) + 1;
    return Array.from(counts, (count) => count ?? 1).join('.');
  });
}

interface Node {
  readonly text: string;
  seq: number | null;
  readonly below: Node[];
}

function grow(into: Node[], whys: readonly Why[]): Node[] {
  const path: Node[][] = [into];
  for (const { text, depth, seq } of whys) {
    const level = path[depth] ?? path.at(-1) ?? into;
    let node = level.find(
      (each) => each.text === text && (each.seq === seq || each.seq === null || seq === null),
    );
    if (node === undefined || text === '') {
      node = { text, seq, below: [] };
      level.push(node);
    }
    node.seq ??= seq;
    path.length = depth + 1;
    path[depth + 1] = node.below;
  }
  return into;
}

const flat = (nodes: readonly Node[], depth = 0): Why[] =>
  nodes.flatMap(({ text, seq, below }) => [{ text, depth, seq }, ...flat(below, depth + 1)]);

/** Both trees as one: what both say at the same place once, and every branch of either. */
export const bothTrees = (one: readonly Why[], other: readonly Why[]): Why[] =>
  flat(grow(grow([], one), other));

export const sameTree = (one: readonly Why[], other: readonly Why[]): boolean =>
  JSON.stringify(one) === JSON.stringify(other);
