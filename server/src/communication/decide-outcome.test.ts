import fc from 'fast-check';
import { expect, test } from 'vitest';
import { draftedMessage } from '../../test/harness/message.ts';
import { isBefore, plusSeconds, Temporal } from '../kernel/index.ts';
import { afterAttempt, retryDelaySeconds, retryLimits } from './decide-outcome.ts';
import { failureReasons, messagePurposes, type Outcome } from './model.ts';

const now = Temporal.Instant.from('2031-03-03T09:00:00Z');
const message = draftedMessage({ state: 'sending', attempts: 1, queuedAt: now, ageFrom: now });

test.each([
  [{ kind: 'accepted' }, 'handed'],
  [{ kind: 'delivered' }, 'handed'],
  [{ kind: 'retry', reason: 'timeout' }, 'retry'],
  [{ kind: 'rejected', reason: 'refused' }, 'dead'],
] as const)('%j is followed by %s', (outcome, kind) => {
  expect(afterAttempt(message, outcome, now).kind).toBe(kind);
});

test('what was stopped meanwhile is not tried again, but what went out went out', () => {
  const stopped = { ...message, stopReason: 'acknowledged' as const };
  expect(afterAttempt(stopped, { kind: 'retry', reason: 'timeout' }, now)).toEqual({
    kind: 'stopped',
    reason: 'acknowledged',
  });
  expect(afterAttempt(stopped, { kind: 'accepted' }, now).kind).toBe('handed');
});

test('only a refusal of the address itself flags the contact method', () => {
  for (const reason of failureReasons) {
    const aftermath = afterAttempt(message, { kind: 'rejected', reason }, now);
    const ofAddress = ['bad_address', 'gone', 'opted_out'].includes(reason);
    expect(aftermath).toMatchObject({ kind: 'dead', badAddress: ofAddress });
  }
});

test('after its time is over a failing message is a dead letter', () => {
  const late = plusSeconds(now, retryLimits.page.giveUpAfterSeconds);
  const outcome: Outcome = { kind: 'retry', reason: 'timeout' };
  expect(afterAttempt(message, outcome, plusSeconds(late, -600)).kind).toBe('retry');
  expect(afterAttempt(message, outcome, late)).toMatchObject({ kind: 'dead', reason: 'gave_up' });
  expect(afterAttempt({ ...message, ageFrom: late }, outcome, late).kind).toBe('retry');
});

test('a link that works for days is tried for days, and not beyond', () => {
  const outcome: Outcome = { kind: 'retry', reason: 'temporarily_refused' };
  const deadline = plusSeconds(now, 72 * 3600);
  const invitation = { ...message, purpose: 'system' as const, deadline };
  const almost = plusSeconds(deadline, -5);
  expect(afterAttempt(invitation, outcome, plusSeconds(now, 30 * 3600)).kind).toBe('retry');
  expect(afterAttempt(invitation, outcome, almost)).toMatchObject({ kind: 'retry', at: deadline });
  // What has a deadline of another sort goes on being tried after it.
  const notice = { ...message, purpose: 'notice' as const, deadline: plusSeconds(now, 1) };
  const after = afterAttempt(notice, outcome, now);
  expect(after.kind === 'retry' && isBefore(notice.deadline, after.at)).toBe(true);
});

const purposes = fc.constantFrom(...messagePurposes);

test('waits grow, stay below the limit and never undercut what the provider asked for (within reason)', () => {
  fc.assert(
    fc.property(
      fc.uuid(),
      purposes,
      fc.integer({ min: 1, max: 5000 }),
      fc.integer({ min: 0, max: 10_000 }),
      (id, purpose, attempts, asked) => {
        const wait = retryDelaySeconds({ id, attempts, purpose }, asked);
        const { firstSeconds, longestSeconds } = retryLimits[purpose];
        const believed = Math.min(asked, purpose === 'page' ? 300 : 3600);
        expect(wait).toBeGreaterThanOrEqual(Math.max(firstSeconds * 0.8, believed));
        expect(wait).toBeLessThanOrEqual(Math.max(longestSeconds * 1.2, believed));
        expect(retryDelaySeconds({ id, attempts, purpose }, asked)).toBe(wait);
      },
    ),
  );
});

test('a thousand messages that failed together do not come back together', () => {
  const waits = Array.from({ length: 1000 }, (_, index) =>
    retryDelaySeconds({ id: `message-${index}`, attempts: 6, purpose: 'page' }),
  );
  for (let from = 48; from < 72; from += 4) {
    const within = waits.filter((wait) => wait >= from && wait < from + 4).length;
    expect(within).toBeGreaterThan(80);
    expect(within).toBeLessThan(260);
  }
});

test('a retry lies in the future', () => {
  fc.assert(
    fc.property(purposes, fc.integer({ min: 1, max: 100 }), (purpose, attempts) => {
      const aftermath = afterAttempt(
        { ...message, purpose, attempts },
        { kind: 'retry', reason: 'timeout' },
        now,
      );
      expect(aftermath.kind === 'retry' && isBefore(now, aftermath.at)).toBe(true);
    }),
  );
});
