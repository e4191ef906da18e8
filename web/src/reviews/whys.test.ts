import { expect, test } from 'vitest';
import { addWhy, bothTrees, numbersOf, removeWhy, shiftWhy, type Why } from './whys.ts';

/** `Why>Pool>Lock` as lines of `depth text`. */
const tree = (...lines: string[]): Why[] =>
  lines.map((line) => ({ text: line.slice(2), depth: Number(line[0]), seq: null }));
const lines = (whys: readonly Why[] | null) => whys?.map(({ text, depth }) => `${depth} ${text}`) ?? null;
const both = tree('0 Why', '1 Pool', '2 Lock', '1 Alarm', '0 Else');

test('a new why answers one after all that answers it already, or stands beside it', () => {
  const [below, at] = addWhy(both, 1, 'below');
  expect([lines(below), at]).toEqual([['0 Why', '1 Pool', '2 Lock', '2 ', '1 Alarm', '0 Else'], 3]);
  const [beside] = addWhy(both, 0, 'beside');
  expect(lines(beside)).toEqual(['0 Why', '1 Pool', '2 Lock', '1 Alarm', '0 ', '0 Else']);
  expect(lines(addWhy([], -1, 'beside')[0])).toEqual(['0 ']);
});

test('what stood below a removed one stays', () => {
  expect(lines(removeWhy(both, 0))).toEqual(['0 Pool', '1 Lock', '0 Alarm', '0 Else']);
});

test('a branch moves as a whole, and no level is left out', () => {
  expect(lines(shiftWhy(both, 3, 1))).toEqual(['0 Why', '1 Pool', '2 Lock', '2 Alarm', '0 Else']);
  expect(lines(shiftWhy(both, 1, -1))).toEqual(['0 Why', '0 Pool', '1 Lock', '1 Alarm', '0 Else']);
  expect(shiftWhy(both, 1, 1)).toBeNull();
  expect(shiftWhy(both, 0, -1)).toBeNull();
});

test('numbers name the way to each', () => {
  expect(numbersOf(both)).toEqual(['1', '1.1', '1.1.1', '1.2', '2']);
});

test('two trees of one beginning are one tree with the branches of both', () => {
  expect(lines(bothTrees(both, tree('0 Why', '1 Pool', '2 Size', '1 Review')))).toEqual([
    ...['0 Why', '1 Pool', '2 Lock', '2 Size', '1 Alarm', '1 Review', '0 Else'],
  ]);
  const linked = bothTrees(tree('0 Why'), [
    { text: 'Why', depth: 0, seq: 3 },
    { text: 'Why', depth: 0, seq: 4 },
  ]);
  expect(linked.map(({ seq }) => seq)).toEqual([3, 4]);
});
