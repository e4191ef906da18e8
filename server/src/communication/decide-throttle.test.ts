import { expect, test } from 'vitest';
import { plusSeconds, Temporal } from '../kernel/index.ts';
import { type PagesToday, spaceRepeats, windowOf } from './decide-throttle.ts';

const now = Temporal.Instant.from('2031-03-03T09:00:00Z');
const page = { purpose: 'page', incidentId: 'i' } as const;
const today = (over: Partial<PagesToday> = {}): PagesToday => ({
  count: 60,
  lastAt: plusSeconds(now, -300),
  ...over,
});

test('after sixty pages to a number in a day, a known incident rings there every quarter of an hour', () => {
  const until = plusSeconds(now, 600);
  expect(spaceRepeats(page, today(), now)).toEqual({ kind: 'wait', until, reason: 'too_many_at_once' });
  expect(spaceRepeats(page, today(), until)).toBeUndefined();
});

test.each([
  ['the first page of an incident', page, today({ lastAt: null, count: 1000 })],
  ['a page on a usual day', page, today({ count: 59 })],
  ['a test page', { ...page, incidentId: null }, today()],
  ['a notice, which is bundled', { ...page, purpose: 'notice' as const }, today()],
])('%s does not wait for that', (_what, message, pages) => {
  expect(spaceRepeats(message, pages, now)).toBeUndefined();
});

test.each([
  ['what is due now', { promisedAt: now, deadline: null }, 10],
  ['what has been due', { promisedAt: plusSeconds(now, -60), deadline: null }, 10],
  ['what was promised for later', { promisedAt: plusSeconds(now, 60), deadline: null }, 600],
  ['what may come until its deadline', { promisedAt: now, deadline: plusSeconds(now, 60) }, 600],
  ['what was promised for no time', { promisedAt: null, deadline: null }, 600],
] as const)('a metered channel makes into one over so many seconds %s: %s', (_what, message, seconds) => {
  expect(windowOf(message, true, now)).toBe(seconds);
  expect(windowOf(message, false, now)).toBe(10);
});
