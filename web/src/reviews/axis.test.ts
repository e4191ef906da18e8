import { expect, test } from 'vitest';
import { axisOf } from './axis.ts';

const line = (seq: number, at: string, key = true) => ({
  ...{ seq, at: `2031-03-03T${at}:00Z`, text: `entry ${seq}`, who: 'Ana', key },
});
const timelines = {
  incident: [line(1, '10:00'), line(6, '10:45')],
  response: [line(2, '10:02'), line(4, '10:05', false)],
  communication: [line(3, '10:02')],
};

test('three timelines stand on one axis in the order of time, with the gaps in which nothing was written down', () => {
  const told = axisOf(timelines, false).map((row) =>
    row.kind === 'gap' ? `${row.minutes} min` : `${row.lane} ${row.line.seq}`,
  );
  expect(told).toEqual(['incident 1', 'response 2', 'communication 3', '43 min', 'incident 6']);
});

test('with the annex a gap may be no gap', () => {
  const told = axisOf(timelines, true).map((row) =>
    row.kind === 'gap' ? `${row.minutes} min` : row.line.seq,
  );
  expect(told).toEqual([1, 2, 3, 4, '40 min', 6]);
});
