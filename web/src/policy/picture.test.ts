import { expect, test } from 'vitest';
import { pictureOf } from './picture.ts';

const begin = '2026-12-24T22:40:00Z';
const at = (minutes: number) => new Date(Date.parse(begin) + minutes * 60_000).toISOString();
const hears = (name: string, kind: 'page' | 'notice', minutes: number) => ({
  at: at(minutes),
  kind,
  sentence: `${name} hears.`,
  person: { id: name, name },
});
const happens = (kind: 'acknowledged' | 'resolved', minutes: number) => ({
  at: at(minutes),
  kind,
  sentence: kind,
  person: null,
});

test('each person has a row, and the last thing that happens has a label of its own', () => {
  const picture = pictureOf(begin, [
    hears('Ana', 'page', 0),
    hears('Ben', 'notice', 29),
    hears('Ana', 'page', 5),
    happens('acknowledged', 8),
    hears('Cleo', 'notice', 3498),
  ]);
  expect(picture?.rows.map(({ name, marks }) => [name, marks.length])).toEqual([
    ['Ana', 2],
    ['Ben', 1],
    ['Cleo', 1],
  ]);
  expect(picture?.rows[2]?.marks[0]?.x).toBe(1);
  expect(picture?.ticks.at(-1)).toEqual({ x: 1, label: '2 d 10 h' });
  expect(picture?.lines.map(({ kind }) => kind)).toEqual(['acknowledged']);
});

test('labels keep a distance that a phone can show', () => {
  const { ticks = [] } = pictureOf(begin, [hears('Ana', 'page', 0), hears('Ben', 'notice', 64)]) ?? {};
  const gaps = ticks.slice(1).map(({ x }, index) => x - (ticks[index]?.x ?? 0));
  expect(Math.min(...gaps)).toBeGreaterThanOrEqual(0.14);
  expect(ticks.map(({ label }) => label)).toContain('start');
});

test('where nobody hears there is nothing to draw', () => {
  expect(pictureOf(begin, [happens('resolved', 5)])).toBeNull();
});
