import { expect, test } from 'vitest';
import { plusSeconds, Temporal } from '../kernel/index.ts';
import { secretGenerations } from './decide-signing.ts';

const now = Temporal.Instant.from('2031-03-03T09:00:00Z');
const rotated = (daysAgo: number) =>
  secretGenerations({ secret: { generation: 3, rotatedAt: plusSeconds(now, -daysAgo * 86_400) } }, now);

test('a secret that was never rotated signs alone', () => {
  expect(secretGenerations(undefined, now)).toEqual([1]);
  expect(secretGenerations({}, now)).toEqual([1]);
});

test('for a week after a rotation the one before signs as well, then no longer', () => {
  expect(rotated(0)).toEqual([3, 2]);
  expect(rotated(6)).toEqual([3, 2]);
  expect(rotated(7)).toEqual([3]);
});
