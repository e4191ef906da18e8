import { expect, test } from 'vitest';
import { plusSeconds, Temporal } from '../kernel/index.ts';
import { afterFailure, cardRetryAt, isOfTheCard, isWorthTrying, type RoomHealth } from './decide-health.ts';

const now = Temporal.Instant.from('2031-03-03T09:00:00Z');
const archived = { kind: 'rejected', reason: 'bad_address' } as const;
const down = { kind: 'retry', reason: 'server_error' } as const;
const invalid = { kind: 'rejected', reason: 'refused' } as const;
const WELL: RoomHealth = { failures: 0, failingSince: null, toldAt: null };
const seconds = (count: number) => plusSeconds(now, count);

test('a room that fails is tried less and less often, and no number grows without end', () => {
  const pauses = [0, 1, 2, 3, 4, 900, 40_000].map((failures) =>
    afterFailure({ ...WELL, failures }, down, now)
      .retryAt.since(now)
      .total({ unit: 'seconds' }),
  );
  expect(pauses).toEqual([5, 15, 60, 300, 900, 900, 900]);
  expect(afterFailure({ ...WELL, failures: 40_000 }, down, now).failures).toBe(1_000);
  const limited = { kind: 'retry', reason: 'rate_limited', afterSeconds: 30 } as const;
  expect(afterFailure(WELL, limited, now).retryAt).toEqual(seconds(30));
});

test('the administrators are told of a refusal at once, of a hiccup the third time, and of neither twice', () => {
  expect(afterFailure(WELL, archived, now).tell).toBe(true);
  expect([0, 1, 2].map((failures) => afterFailure({ ...WELL, failures }, down, now).tell)).toEqual([
    false,
    false,
    true,
  ]);
  const told = { failures: 7, failingSince: now, toldAt: now };
  expect(afterFailure(told, archived, seconds(9))).toMatchObject({ tell: false, failingSince: now });
});

test('a card that is refused for itself is given up, and says nothing of its room', () => {
  expect([archived, down, invalid].map(isOfTheCard)).toEqual([false, false, true]);
  expect(cardRetryAt(0, invalid, now)).toEqual(seconds(5));
  expect([4, 5, 32_767].map((tries) => cardRetryAt(tries, invalid, now))).toEqual([null, null, null]);
});

test('after a day a dead room is tried for open incidents alone', () => {
  const day = 24 * 60 * 60;
  expect(isWorthTrying(false, now, seconds(day - 1))).toBe(true);
  expect(isWorthTrying(false, now, seconds(day))).toBe(false);
  expect(isWorthTrying(true, now, seconds(9 * day))).toBe(true);
});
