import { expect, test } from 'vitest';
import { Temporal } from '../kernel/index.ts';
import { decideOtherMethod, triesOtherMethod } from './decide-other-method.ts';
import type { Message, Recipient } from './model.ts';

const now = Temporal.Instant.from('2031-03-03T14:00:00Z');
const method = (channel: string, usable = true) => ({ id: channel, channel, address: channel, usable });
const recipient = (...methods: ReturnType<typeof method>[]) =>
  ({ active: true, methods }) as unknown as Recipient;
const channels = new Set(['email', 'webhook', 'sms']);
const other = (over: Partial<Message>) =>
  ({ state: 'queued', attempts: 0, nextAt: null, ...over }) as Message;
const decide = (alternatives: Message[], who: Recipient | undefined) =>
  decideOtherMethod({ channel: 'email' }, { alternatives, recipient: who, channels, now });

test.each([
  ['notice', 'dead', 1, true],
  ['notice', 'retry', 1, false],
  ['notice', 'retry', 2, true],
  ['notice', 'stopped', 9, false],
  ['page', 'dead', 9, false],
] as const)(
  'a %s that ends with %s at attempt %i tries another method: %s',
  (purpose, outcome, attempts, expected) => {
    expect(triesOtherMethod({ purpose, attempts }, outcome)).toBe(expected);
  },
);

test('a message kept for later goes out now; one that is under way is the other method already', () => {
  const later = other({ nextAt: now.add({ minutes: 5 }) });
  expect(decide([later], undefined)).toEqual({ kind: 'bring_forward', message: later });
  expect(decide([other({ nextAt: now })], recipient(method('sms')))).toEqual({ kind: 'none' });
});

test('otherwise a channel not tried yet, first one that works, then one of last resort', () => {
  const target = (channel: string) => ({
    kind: 'send',
    target: { channel, address: channel, contactMethodId: channel },
  });
  const all = recipient(method('email'), method('webhook', false), method('sms'), method('fax'));
  expect(decide([], all)).toEqual(target('sms'));
  expect(decide([other({ channel: 'sms', state: 'dead' })], all)).toEqual(target('webhook'));
  expect(
    decide([other({ channel: 'sms', state: 'dead' }), other({ channel: 'webhook', attempts: 2 })], all),
  ).toEqual({
    kind: 'none',
  });
  expect(decide([], { ...all, active: false })).toEqual({ kind: 'none' });
});
