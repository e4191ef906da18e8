import { describe, expect, test } from 'vitest';
import { formatDistance, formatTable } from './output.ts';

describe('what people read', () => {
  test('columns line up, and lines end where their text ends', () => {
    expect(
      formatTable(
        ['id', 'title'],
        [
          ['INC-12', 'Checkout is down'],
          ['INC-3', ''],
        ],
      ),
    ).toBe('ID      TITLE\nINC-12  Checkout is down\nINC-3');
  });

  test.each([
    [0, 'in 0 s'],
    [89, 'in 89 s'],
    [90, 'in 2 min'],
    [360, 'in 6 min'],
    [-5400, '2 h ago'],
    [-36 * 3600, '2 days ago'],
  ])('%d seconds from now is "%s"', (seconds, text) => {
    const now = Date.parse('2031-03-03T09:00:00Z');
    expect(formatDistance(new Date(now + seconds * 1000).toISOString(), now)).toBe(text);
  });
});
