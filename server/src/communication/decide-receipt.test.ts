import { expect, test } from 'vitest';
import { plusSeconds, Temporal } from '../kernel/index.ts';
import { afterReceipt } from './decide-receipt.ts';
import type { Message } from './model.ts';

const now = Temporal.Instant.from('2031-03-03T09:00:00Z');
const ringing = {
  state: 'accepted',
  deliveredAt: null,
  purpose: 'page',
  attempts: 2,
  providerId: 'CA2',
} as const;
const nobody = { outcome: 'failed', reason: 'not_answered' } as const;

test.each([
  ['of a call before the one that rings now', {}, { number: 1 }, 'nothing'],
  ['of a call whose own answer was lost', {}, { number: undefined }, 'nothing'],
  ['of the call before, while the next one is placed', { state: 'sending' }, { number: 1 }, 'nothing'],
  ['of a call that is just being placed', { state: 'sending' }, { number: undefined }, 'early'],
  ['of the call that rings', {}, { number: 2 }, 'dead'],
  ['of no call in particular', {}, undefined, 'dead'],
  ['of what was taken without an id', { providerId: null }, { number: undefined }, 'dead'],
] as const)('a failure %s: %s', (_what, over: Partial<Message>, named, kind) => {
  expect(afterReceipt({ ...ringing, ...over }, nobody, named, now).kind).toBe(kind);
});

test('whichever call was listened to, the message has arrived', () => {
  expect(afterReceipt(ringing, { outcome: 'delivered' }, { number: 1 }, now)).toEqual({ kind: 'delivered' });
});

test('the first call that nobody takes rings once more half a minute later', () => {
  expect(afterReceipt({ ...ringing, attempts: 1 }, nobody, { number: 1 }, now)).toEqual({
    kind: 'retry',
    reason: 'not_answered',
    at: plusSeconds(now, 30),
  });
});
