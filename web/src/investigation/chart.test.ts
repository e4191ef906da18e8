import { expect, test } from 'vitest';
import { clusters, type Frame, pathOf, scaleOf, ticksOf, valueText, yOf } from './chart.ts';

const frame: Frame = { from: 0, to: 100, low: 0, high: 10, width: 200, height: 50 };

test('a line breaks where there is no value, and a value alone is a dot', () => {
  const values = [0, 5, null, 10, null];
  const points = values.map((value, index) => ({ at: index * 25, value }));
  expect(pathOf(points, frame)).toBe('M0 50L50 25M150 0h0.1');
  expect(pathOf([], frame)).toBe('');
});

test.each([
  [
    [3, 7.5],
    [0, 5, 10],
  ],
  [
    [1000, 1001],
    [1000, 1000.5, 1001],
  ],
  [[0.001], [0, 0.001]],
  [[0], [0, 1]],
  [[], [0, 1]],
  [[-5], [-5, 0]],
  [
    [-3, 4],
    [-5, 0, 5],
  ],
])('values %s are drawn between lines at %s', (values, lines) => {
  expect(scaleOf(values).map((line) => Number(line.toFixed(6)))).toEqual(lines);
});

test('the highest value is at the top', () => {
  expect([yOf(10, frame), yOf(0, frame)]).toEqual([0, 50]);
});

test.each([
  [0, null, '0'],
  [1234, '/s', '1.2k/s'],
  [0.05, null, '0.05'],
  [12.34, 'ms', '12.3 ms'],
  [1e15, null, '1000T'],
  [0.00001, null, '1e-5'],
  [-2500, '%', '-2.5k%'],
])('%s %s is "%s"', (value, unit, text) => {
  expect(valueText(value, unit)).toBe(text);
});

test('ticks stand on whole times of the clock on the wall', () => {
  expect(ticksOf({ ...frame, from: 1000, to: 8200 }, 0)).toEqual([3600, 7200]);
  expect(ticksOf({ ...frame, from: 1000, to: 8200 }, 1800)).toEqual([1800, 5400]);
});

test('marks close to each other share a place', () => {
  expect(clusters([10, 12, 30, 80])).toEqual([
    { x: 10, numbers: [1, 2, 3] },
    { x: 80, numbers: [4] },
  ]);
});
