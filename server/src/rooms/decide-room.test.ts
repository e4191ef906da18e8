import { expect, test } from 'vitest';
import type { CommunicationEvent } from '../communication/index.ts';
import { Temporal } from '../kernel/index.ts';
import { troubleOf } from './decide-room.ts';

const at = Temporal.Instant.from('2031-03-03T09:00:00Z');
const about = {
  messageId: 'm1',
  key: 'room:1:2:3',
  source: { kind: 'room', id: '1', generation: 1 },
  purpose: 'notice',
  incidentId: null,
  personId: null,
  channel: 'chat',
  contactMethodId: null,
  promisedAt: null,
  deadline: null,
  at,
} as const;
const settled = (
  outcome: 'accepted' | 'dead' | 'stopped',
  reason: 'auth_failed' | null,
): CommunicationEvent => ({
  ...about,
  type: 'communication.settled',
  outcome,
  reason,
});

test('what is wrong with a room is said in words, and what is tried again is not given up', () => {
  const delayed = { ...about, type: 'communication.delayed', reason: 'rate_limited', attempt: 1 } as const;
  expect(troubleOf({ ...delayed, nextAttemptAt: at })).toBe(
    'The last message is not delivered yet, because it limits the sending rate.',
  );
  expect(troubleOf(settled('dead', 'auth_failed'))).toBe(
    'The last message was not delivered, because it rejects our credentials.',
  );
  expect(troubleOf(settled('accepted', null))).toBeNull();
  expect(troubleOf(settled('stopped', null))).toBeNull();
});
