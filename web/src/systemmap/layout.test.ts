import { expect, test } from 'vitest';
import { BOX, layOut, type Node } from './layout.ts';

const node = (id: string, ...dependsOn: string[]): Node => ({ id, dependsOn });
const at = (nodes: readonly Node[], id: string) =>
  layOut(nodes).boxes.get(id) ?? { x: Number.NaN, y: Number.NaN };

test('[DOC-3] what depends stands to the left of what it depends on, and what has no lines stands underneath', () => {
  const nodes = [
    node('db'),
    node('shop', 'api', 'search'),
    node('api', 'db'),
    node('search', 'db'),
    node('wiki'),
  ];
  const layout = layOut(nodes);
  expect(layout.columns).toEqual([['shop'], expect.arrayContaining(['api', 'search']), ['db'], ['wiki']]);
  expect(at(nodes, 'wiki').y).toBeGreaterThan(at(nodes, 'search').y);
  expect(layout.lines.every(({ back, path }) => !back && path.startsWith('M'))).toBe(true);
});

test('circles, what depends on itself, and what is not there are no obstacle', () => {
  const layout = layOut([node('a', 'b', 'a', 'gone'), node('b', 'c'), node('c', 'a')]);
  expect(layout.boxes.size).toBe(3);
  expect(layout.lines.filter(({ back }) => back)).toHaveLength(1);
  expect(layOut([])).toMatchObject({ columns: [], lines: [], height: 0 });
});

test('400 systems around a few hubs: every box has its own place', () => {
  const nodes = Array.from({ length: 400 }, (_, i) =>
    node(`s${i}`, `s${(i * 7 + 1) % 400}`, `s${i % 5}`, `s${Math.floor(i / 3)}`),
  );
  const { boxes } = layOut(nodes);
  expect(boxes.size).toBe(400);
  const columns = Map.groupBy(boxes.values(), ({ x }) => x);
  for (const places of columns.values()) {
    const tops = places.map(({ y }) => y).toSorted((a, b) => a - b);
    expect(tops.every((y, i) => i === 0 || y - (tops[i - 1] ?? 0) >= BOX.height)).toBe(true);
  }
});

test('a chain of 5,000 is drawn', () => {
  const nodes = Array.from({ length: 5_000 }, (_, i) => node(`s${i}`, `s${i + 1}`));
  expect(layOut(nodes).columns).toHaveLength(5_000);
});
