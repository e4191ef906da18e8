import { expect, test } from 'vitest';
import { plusSeconds, Temporal } from '../kernel/index.ts';
import { type PagesToday, spaceRepeats } from './decide-throttle.ts';

const now = Temporal.Instant.from('2031-03-03T09:00:00Z');
const page = { purpose: 'page', incidentId: 'i' } as const;
const today = (over: Partial<PagesToday> = {}): PagesToday => ({
  count: 60,
  lastAt: plusSeconds(now, -300),
  sameIncident: true,
  ...over,
});

test('after sixty pages to a number in a day, a known incident rings there every quarter of an hour', () => {
  const until = plusSeconds(now, 600);
  expect(spaceRepeats(page, today(), now)).toEqual({ kind: 'wait', until, reason: 'too_many_at_once' });
  expect(spaceRepeats(page, today(), until)).toBeUndefined();
});

test.each([
  ['the first page of an incident', page, today({ sameIncident: false, count: 1000 })],
  ['a page on a usual day', page, today({ count: 59 })],
  ['a test page', { ...page, incidentId: null }, today()],
  ['a notice, which is bundled', { ...page, purpose: 'notice' as const }, today()],
])('%s does not wait for that', (_what, message, pages) => {
  expect(spaceRepeats(message, pages, now)).toBeUndefined();
});
