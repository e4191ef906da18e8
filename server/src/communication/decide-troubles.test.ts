import { expect, test } from 'vitest';
import { plusSeconds, Temporal } from '../kernel/index.ts';
import { providerLabel, type Tried, whoseFault } from './decide-troubles.ts';

const now = Temporal.Instant.from('2031-03-03T09:00:00Z');
const tried = (who: string, secondsAgo: number, reason: string | null = 'bad_address'): Tried => ({
  address: `${who}@example.com`,
  contactMethodId: who,
  at: plusSeconds(now, -secondsAgo),
  taken: reason === null,
  reason,
});
const fault = (...lately: Tried[]) => whoseFault('bad_address', 'ana@example.com', lately);

test('one address that fails, again and again, is that address', () => {
  expect(fault()).toEqual({ at: 'address' });
  expect(fault(tried('ana', 0), tried('ana', 60), tried('ana', 120))).toEqual({ at: 'address' });
});

test('several that fail in the same way are their provider, and were flagged wrongly', () => {
  expect(fault(tried('ana', 0), tried('ben', 30), tried('ben', 60))).toEqual({
    at: 'provider',
    wronged: ['ben'],
  });
});

test('unless the provider took something since, or they fail in another way', () => {
  expect(fault(tried('ben', 60), tried('mia', 30, null))).toEqual({ at: 'address' });
  expect(fault(tried('ben', 60, 'mailbox_full'))).toEqual({ at: 'address' });
  expect(fault(tried('mia', 60, null), tried('ben', 30))).toMatchObject({ at: 'provider' });
});

test('a provider that is not there is at fault by itself; a full mailbox is nobody’s', () => {
  expect(whoseFault('connection_refused', 'ana@example.com', [])).toEqual({ at: 'provider', wronged: [] });
  expect(whoseFault('mailbox_full', 'ana@example.com', [tried('ben', 1, 'mailbox_full')])).toEqual({
    at: 'nobody',
  });
});

test('a room that fails is known by its name, and counted by its id', () => {
  const id = '00000000-0000-7000-8000-0000000000a1';
  expect(providerLabel(id, `room:${id}/Operations`)).toBe('Operations');
  expect(providerLabel('slack.com', `room:${id}/Operations`)).toBe('slack.com');
  expect(providerLabel('mail server', 'ana@example.com')).toBe('mail server');
});
