import { describe, expect, test } from 'vitest';
import { comingLines, inHowLong } from './account.ts';
import type { Step } from './api.ts';

const now = Date.parse('2031-03-03T14:08:00Z');

const step = (roleTitle: string, sendAt: string, more: Partial<Step> = {}): Step => ({
  id: roleTitle,
  roleTitle,
  mode: 'inform',
  status: 'planned',
  deadline: null,
  sendAt,
  people: [],
  ...more,
});

describe('the account of what comes next', () => {
  test.each([
    [40_000, 'in 40 s'],
    [6 * 60_000, 'in 6 min'],
    [3 * 3_600_000, 'in 3 h'],
    [-5000, 'in 0 s'],
  ])('%d ms from now is "%s"', (ms, text) => {
    expect(inHowLong(now, now + ms)).toBe(text);
  });

  test('lists the planned steps and the open page, soonest first, and leaves out what is over', () => {
    const steps = [
      step('CEO', '2031-03-03T14:37:00Z'),
      step('CTO', '2031-03-03T14:14:00Z', { people: [{ name: 'Lena' }], deadline: '2031-03-03T14:15:00Z' }),
      step('Product owner', '2031-03-03T14:10:00Z', { status: 'sent' }),
    ];
    const pages = [{ status: 'open' as const, asking: [{ name: 'Ana' }], nextAt: '2031-03-03T14:13:00Z' }];
    const lines = comingLines(steps, pages, now);
    expect(lines).toHaveLength(3);
    expect(lines[0]).toContain('Ana will be paged again, or the next level, unless somebody acknowledges');
    expect(lines[1]).toMatch(/CTO \(Lena\) will be told; promised by \d\d:15, in 6 min$/);
    expect(lines[2]).toMatch(/CEO will be told, in 29 min$/);
  });

  test('an acknowledged page is not announced again', () => {
    const pages = [{ status: 'acknowledged' as const, asking: [], nextAt: '2031-03-03T14:13:00Z' }];
    expect(comingLines([], pages, now)).toEqual([]);
  });
});
