import { expect, test } from 'vitest';
import { spanOf } from '../ui/SpanFields.tsx';
import { absentDuring } from './absent.ts';

const HOUR = 3_600_000;
const start = Date.parse('2031-03-03T08:00:00Z');
const away = [{ from: '2031-03-03T10:00:00Z', until: '2031-03-05T00:00:00Z' }];

test.each([
  [0, 2, 0],
  [0, 3, 1],
  [3, 2, 1],
  [39, 2, 1],
  [40, 2, 0],
])('an override that begins after %i h and lasts %i h meets %i absences', (after, lasts, found) => {
  expect(absentDuring(away, spanOf(start + after * HOUR, lasts * HOUR))).toHaveLength(found);
});

test('fields without a time meet none', () => {
  expect(absentDuring(away, { from: '', until: '' })).toEqual([]);
});
