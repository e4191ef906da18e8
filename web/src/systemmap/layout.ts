/** A box of the drawing, and what it points at. */
export interface Node {
  readonly id: string;
  readonly dependsOn: readonly string[];
}

interface Point {
  readonly x: number;
  readonly y: number;
}

interface Line {
  readonly from: string;
  readonly to: string;
  /** An SVG path from the right of what depends to the left of what it depends on. */
  readonly path: string;
  /** It goes against the others: part of a circle. */
  readonly back: boolean;
}

export interface Layout {
  readonly width: number;
  readonly height: number;
  /** The upper left corner of each box. */
  readonly boxes: ReadonlyMap<string, Point>;
  /** The boxes from left to right, each column from top to bottom; the last are those without lines. */
  readonly columns: readonly (readonly string[])[];
  readonly lines: readonly Line[];
}

export const BOX = { width: 190, height: 54 };
const GAP = { x: 74, y: 14 };
/** The height that a line takes where it passes a column. */
const PASSING = 16;
/** Beyond, more sweeps change next to nothing. */
const SWEEPS = 8;

/** A place in a column: a box, or where lines to the same box pass through. */
interface Place {
  readonly key: string;
  readonly box: string | null;
  readonly column: number;
  left: Place[];
  right: Place[];
  y: number;
}

const heightOf = ({ box }: Place): number => (box === null ? PASSING : BOX.height);
const middleOf = (each: Place): number => each.y + heightOf(each) / 2;

/**
 * Boxes in columns: what depends stands to the left of what it depends on. Circles are cut open where they are found.
 * Written here rather than taken from a library: lines that lead to the same box run together, which keeps a hub of hundreds
 * readable, and a print has no script that could load one.
 */
export function layOut(nodes: readonly Node[]): Layout {
  const known = new Set(nodes.map(({ id }) => id));
  const edges = nodes.flatMap(({ id, dependsOn }) =>
    [...new Set(dependsOn)].filter((to) => known.has(to) && to !== id).map((to) => ({ from: id, to })),
  );
  const joined = new Set(edges.flatMap(({ from, to }) => [from, to]));
  const drawn = nodes.map(({ id }) => id).filter((id) => joined.has(id));
  const alone = nodes.map(({ id }) => id).filter((id) => !joined.has(id));
  const back = backEdges(drawn, edges);
  const forward = edges.map((edge) => (back.has(edge) ? { from: edge.to, to: edge.from } : edge));
  const columnOf = columnsOf(drawn, forward);
  const { columns, chains } = placesOf(drawn, forward, columnOf);
  order(columns);
  spread(columns);
  const boxes = new Map<string, Point>();
  for (const place of columns.flat())
    if (place.box !== null) boxes.set(place.box, { x: place.column * (BOX.width + GAP.x), y: place.y });
  const lines = edges.map((edge, at) => {
    const path = pathOf(chains[at] ?? []);
    return { ...edge, path, back: back.has(edge) };
  });
  const bottom = Math.max(0, ...columns.flat().map((place) => place.y + heightOf(place)));
  return below(boxes, alone, { columns, lines, bottom });
}

/** Those without lines stand underneath, in rows. */
function below(
  boxes: Map<string, Point>,
  alone: readonly string[],
  { columns, lines, bottom }: { columns: readonly Place[][]; lines: readonly Line[]; bottom: number },
): Layout {
  const across = Math.max(columns.length, Math.min(4, alone.length), 1);
  const top = bottom === 0 ? 0 : bottom + 3 * GAP.y;
  const rows = Math.ceil(alone.length / across);
  for (const [at, id] of alone.entries())
    boxes.set(id, {
      x: (at % across) * (BOX.width + GAP.x),
      y: top + Math.floor(at / across) * (BOX.height + GAP.y),
    });
  return {
    width: across * (BOX.width + GAP.x) - GAP.x,
    height: alone.length > 0 ? top + rows * (BOX.height + GAP.y) - GAP.y : bottom,
    ...{ boxes, lines },
    columns: [
      ...columns.map((column) => column.flatMap(({ box }) => (box === null ? [] : [box]))),
      ...(alone.length > 0 ? [alone] : []),
    ],
  };
}

type Edge = { readonly from: string; readonly to: string };

/** The edges that close a circle, found by walking depth first; without recursion, for a chain may be long. */
function backEdges(ids: readonly string[], edges: readonly Edge[]): ReadonlySet<Edge> {
  const out = Map.groupBy(edges, ({ from }) => from);
  const state = new Map<string, 'open' | 'done'>();
  const found = new Set<Edge>();
  for (const start of ids) {
    if (state.has(start)) continue;
    const trail = [{ id: start, next: 0 }];
    state.set(start, 'open');
    for (let top = trail.at(-1); top !== undefined; top = trail.at(-1)) {
      const edge = out.get(top.id)?.[top.next++];
      if (edge === undefined) {
        state.set(top.id, 'done');
        trail.pop();
      } else if (state.get(edge.to) === 'open') found.add(edge);
      else if (!state.has(edge.to)) {
        state.set(edge.to, 'open');
        trail.push({ id: edge.to, next: 0 });
      }
    }
  }
  return found;
}

/** The column of each: one to the right of the last that depends on it, and no further left than it must be. */
function columnsOf(ids: readonly string[], edges: readonly Edge[]): ReadonlyMap<string, number> {
  const out = Map.groupBy(edges, ({ from }) => from);
  const waiting = new Map(ids.map((id) => [id, 0]));
  for (const { to } of edges) waiting.set(to, (waiting.get(to) ?? 0) + 1);
  const column = new Map(ids.map((id) => [id, 0]));
  const ready = ids.filter((id) => waiting.get(id) === 0);
  const sources = new Set(ready);
  for (let id = ready.pop(); id !== undefined; id = ready.pop())
    for (const { to } of out.get(id) ?? []) {
      column.set(to, Math.max(column.get(to) ?? 0, (column.get(id) ?? 0) + 1));
      const left = (waiting.get(to) ?? 1) - 1;
      waiting.set(to, left);
      if (left === 0) ready.push(to);
    }
  // What nothing depends on moves next to what it needs: a short line instead of a long one.
  for (const id of sources)
    column.set(id, Math.min(...(out.get(id) ?? []).map(({ to }) => column.get(to) ?? 1)) - 1);
  return column;
}

function placesOf(ids: readonly string[], edges: readonly Edge[], columnOf: ReadonlyMap<string, number>) {
  const columns: Place[][] = [];
  const places = new Map<string, Place>();
  const place = (key: string, box: string | null, column: number): Place => {
    const known = places.get(key);
    if (known !== undefined) return known;
    const made: Place = { key, box, column, left: [], right: [], y: 0 };
    places.set(key, made);
    while (columns.length <= column) columns.push([]);
    columns[column]?.push(made);
    return made;
  };
  for (const id of ids) place(id, id, columnOf.get(id) ?? 0);
  const chains = edges.map(({ from, to }) => {
    const [first, last] = [columnOf.get(from) ?? 0, columnOf.get(to) ?? 0];
    const chain = [place(from, from, first)];
    for (let column = first + 1; column < last; column++) chain.push(place(`${column}\n${to}`, null, column));
    chain.push(place(to, to, last));
    for (const [at, each] of chain.entries()) {
      const next = chain[at + 1];
      if (next === undefined || each.right.includes(next)) continue;
      each.right.push(next);
      next.left.push(each);
    }
    return chain;
  });
  return { columns, chains };
}

/** Sorts each column by where its neighbours stand, to and fro, which untangles most lines. */
function order(columns: Place[][]): void {
  const rank = () => {
    for (const column of columns) for (const [at, each] of column.entries()) each.y = at / column.length;
  };
  rank();
  for (let sweep = 0; sweep < SWEEPS; sweep++) {
    const toRight = sweep % 2 === 0;
    for (const column of toRight ? columns : columns.toReversed()) {
      const wish = new Map(column.map((each) => [each, mean(toRight ? each.left : each.right) ?? each.y]));
      column.sort((a, b) => (wish.get(a) ?? 0) - (wish.get(b) ?? 0));
      for (const [at, each] of column.entries()) each.y = at / column.length;
    }
  }
}

const mean = (places: readonly Place[]): number | undefined =>
  places.length === 0 ? undefined : places.reduce((sum, { y }) => sum + y, 0) / places.length;

/** Gives each place its height on the paper: as near to its neighbours as those above and below let it. */
function spread(columns: Place[][]): void {
  for (const column of columns) {
    let y = 0;
    for (const each of column) {
      each.y = y;
      y += heightOf(each) + GAP.y;
    }
  }
  for (let sweep = 0; sweep < SWEEPS; sweep++)
    for (const column of sweep % 2 === 0 ? columns.toReversed() : columns) {
      const wishes = column.map((each) => {
        const near = [...each.left, ...each.right];
        return near.reduce((sum, other) => sum + middleOf(other), 0) / near.length - heightOf(each) / 2;
      });
      settle(column, wishes);
    }
  const top = Math.min(...columns.flat().map(({ y }) => y));
  for (const each of columns.flat()) each.y = Math.round(each.y - top);
}

/**
 * The heights nearest to the wishes, by least squares, at which nothing overlaps and the order stays: neighbours that would overlap
 * are moved as one ("pool adjacent violators").
 */
function settle(column: readonly Place[], wishes: readonly number[]): void {
  const offsets: number[] = [];
  let down = 0;
  for (const each of column) {
    offsets.push(down);
    down += heightOf(each) + GAP.y;
  }
  const pools: { sum: number; count: number }[] = [];
  for (const [at, wish] of wishes.entries()) {
    let pool = { sum: wish - (offsets[at] ?? 0), count: 1 };
    for (
      let last = pools.at(-1);
      last && last.sum / last.count > pool.sum / pool.count;
      last = pools.at(-1)
    ) {
      pool = { sum: last.sum + pool.sum, count: last.count + pool.count };
      pools.pop();
    }
    pools.push(pool);
  }
  let at = 0;
  for (const { sum, count } of pools)
    for (let i = 0; i < count; i++, at++) {
      const each = column[at];
      if (each) each.y = sum / count + (offsets[at] ?? 0);
    }
}

function pathOf(chain: readonly Place[]): string {
  const parts: string[] = [];
  let before = 0;
  for (const [at, each] of chain.entries()) {
    const x = each.column * (BOX.width + GAP.x);
    const y = middleOf(each);
    const bend = x - GAP.x / 2;
    parts.push(at === 0 ? `M${x + BOX.width} ${y}` : `C${bend} ${before} ${bend} ${y} ${x} ${y}`);
    if (at > 0 && at < chain.length - 1) parts.push(`H${x + BOX.width}`);
    before = y;
  }
  return parts.join('');
}
