import { expect, test } from 'vitest';
import { plusSeconds, Temporal } from '../kernel/index.ts';
import { saysNew } from './decide-repeat.ts';
import type { Attempt, Page } from './model.ts';

const t0 = Temporal.Instant.from('2031-03-03T09:00:00Z');
const tried = (messageId: string, seconds: number, over: Partial<Attempt> = {}): Attempt => ({
  ...{ generation: 1, position: 0, personId: 'ana', contactMethodId: 'phone', level: 1, round: 1 },
  ...{ messageId, channel: 'sms', outcome: 'failed', reason: null, settledAt: null, newsSeq: 4 },
  at: plusSeconds(t0, seconds),
  ...over,
});
const pageOf = (id: string, attempts: Attempt[], because: Page['because'] = 'matrix') =>
  ({ id, because, attempts }) as unknown as Page;
const message = { id: 'm2', source: { kind: 'page', id: 'p2', generation: 1 } };
const isNew = (own: Partial<Attempt>, before: Partial<Attempt>, because: Page['because'] = 'matrix') =>
  saysNew([pageOf('p1', [tried('m1', 0, before)]), pageOf('p2', [tried('m2', 300, own)], because)], message);

test.each([
  ['the same again, whichever page asks', {}, {}, 'matrix', false],
  ['bad news that the last one did not name', { newsSeq: 7 }, {}, 'matrix', true],
  ['a new page, because an acknowledgement no longer counts', {}, {}, 'news', true],
  ['the first by this method', {}, { contactMethodId: 'push' }, 'matrix', true],
  ['the first to this person', {}, { personId: 'ben' }, 'matrix', true],
  ['the first that was sent at all', {}, { outcome: 'not_sent' }, 'matrix', true],
] as const)('%s', (_what, own, before, because, expected) => {
  expect(isNew(own, before, because)).toBe(expected);
});

test('a page for news repeats itself like any other', () => {
  const page = pageOf('p2', [tried('m1', 0), tried('m2', 300)], 'news');
  expect(saysNew([page], message)).toBe(false);
});
