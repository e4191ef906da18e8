import { describe, expect, test } from 'vitest';
import { noticeNotWanted, pageNotWanted } from './decide-wanted.ts';
import type { Page } from './model.ts';

const message = { source: { kind: 'page', id: 'p', generation: 2 }, personId: 'ana' };
const page = (over: Partial<Page> = {}) => ({
  ...{ status: 'open' as const, reason: null, attempts: [], ...over },
});
const attempt = (generation: number, personId: string) =>
  ({ generation, personId }) as Page['attempts'][number];

describe('whether a message is still wanted', () => {
  test.each([
    ['of a page that is gone', undefined, 'cancelled'],
    ['of an open page', page(), null],
    ['of a page that was called off', page({ status: 'stopped', reason: 'by_hand' }), 'cancelled'],
    ['of a page that was answered', page({ status: 'acknowledged', reason: 'acknowledged' }), 'acknowledged'],
    ['whose reader was asked anew since', page({ attempts: [attempt(3, 'ana')] }), 'superseded'],
    ['when somebody else was asked anew', page({ attempts: [attempt(3, 'ben')] }), null],
    ['when the reader was asked before', page({ attempts: [attempt(2, 'ana')] }), null],
  ])('%s', (_, of, expected) => {
    expect(pageNotWanted(of, message)).toBe(expected);
  });

  test('a notice is wanted as long as its incident is not over', () => {
    expect(noticeNotWanted({ status: 'mitigating' })).toBeNull();
    expect(noticeNotWanted({ status: 'resolved' })).toBe('resolved');
    expect(noticeNotWanted({ status: 'merged' })).toBe('merged');
  });
});
