import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { rewordings, wordsOf } from './decide-words.ts';

describe('what a title says', () => {
  test.each([
    ['Disk 80 %', 'disk 81.5 %'],
    ['Latency of checkout is 2,104 ms', 'Latency of  checkout is 98 ms'],
    ['Backup of 2031-03-03 14:00:05 failed', 'Backup of 2031-12-24 02:17:59 failed'],
    ['Job 8f3a2b1c-77aa-4c1d-9e0f-1234567890ab failed', 'Job 00aa2b1c-1111-4c1d-9e0f-abcdefabcdef failed'],
    ['Commit 3f9c1b7a is red', 'Commit 10ab99ff is red'],
    ['HTTP 500', 'HTTP\t503 '],
  ])('%j and %j say the same', (one, other) => {
    expect(wordsOf(one)).toBe(wordsOf(other));
  });

  test.each([
    ['Disk 80 %', 'Disk is FULL'],
    ['[FIRING:1] Shop', '[FIRING:2] Shop'],
    ['[FIRING:1] Shop', '[FIRING:12] Shop'],
    ['Queue slow', 'Queue is slow'],
    ['Feedface is down', 'Deadbeef is down'],
    ['web is down', 'db is down'],
    ['🔴 Checkout', '🟢 Checkout'],
    ['Platte ist voll', 'Platte ist völlig voll'],
  ])('%j and %j do not', (one, other) => {
    expect(wordsOf(one)).not.toBe(wordsOf(other));
  });

  test('is a number that PostgreSQL takes for an integer, whatever the title', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (title) => {
        const words = wordsOf(title);
        expect(words).toBe(words | 0);
        expect(wordsOf(`${title} 17`)).toBe(wordsOf(`${title}  4`));
      }),
    );
  });
});

test('each new title is told with the one before it', () => {
  expect(rewordings(['a', 'b', 'c'])).toEqual([
    { before: 'a', title: 'b' },
    { before: 'b', title: 'c' },
  ]);
  expect(rewordings([])).toEqual([]);
});
