import { expect, test } from 'vitest';
import type { MessageState } from '../communication/index.ts';
import { deliveryState } from './decide-delivery-state.ts';

const to = (personId: string, state: MessageState, reason: string | null = null) => ({
  personId,
  state,
  reason,
});

test.each([
  ['nothing was sent', [], null],
  ['waits for its channel', [to('ana', 'queued')], { state: 'queued', reason: null, unreached: [] }],
  ['is at its channel now', [to('ana', 'sending')], { state: 'queued', reason: null, unreached: [] }],
  [
    'the mail server is down',
    [to('ana', 'retrying', 'connection_refused')],
    { state: 'trying', reason: 'connection_refused', unreached: [] },
  ],
  [
    'one way failed, another waits',
    [to('ana', 'dead', 'bad_address'), to('ana', 'queued')],
    { state: 'trying', reason: 'bad_address', unreached: [] },
  ],
  [
    'every way failed',
    [to('ana', 'dead', 'bad_address')],
    { state: 'failed', reason: 'bad_address', unreached: ['ana'] },
  ],
  [
    'there is no way at all',
    [to('ana', 'suppressed', 'no_address')],
    { state: 'failed', reason: 'no_address', unreached: ['ana'] },
  ],
  [
    'one of two was reached',
    [to('ana', 'dead', 'refused'), to('ben', 'accepted')],
    { state: 'handed', reason: 'refused', unreached: ['ana'] },
  ],
  [
    'the second way worked',
    [to('ana', 'dead', 'refused'), to('ana', 'delivered')],
    { state: 'handed', reason: 'refused', unreached: [] },
  ],
  [
    'resolved before it left',
    [to('ana', 'stopped', 'resolved')],
    { state: 'stopped', reason: 'resolved', unreached: [] },
  ],
] as const)('the state of a step when it %s', (_, messages, expected) => {
  expect(deliveryState(messages)).toEqual(expected);
});
