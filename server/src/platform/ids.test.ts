import { expect, test } from 'vitest';
import { type Clock, Temporal } from '../kernel/index.ts';
import { newId } from './ids.ts';

const at = (ms: number): Clock => ({ now: () => Temporal.Instant.fromEpochMilliseconds(ms) });

test('ids are UUIDs of version 7 that carry their time', () => {
  const id = newId(at(1_930_000_000_000));
  expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  expect(Number.parseInt(id.replaceAll('-', '').slice(0, 12), 16)).toBe(1_930_000_000_000);
});

/** A clock that stands until it is set. */
function standing() {
  let ms = 1;
  const clock: Clock = { now: () => Temporal.Instant.fromEpochMilliseconds(ms) };
  return { clock, set: (to: number) => (ms = to) };
}

test('ids sort in the order they were made, within a millisecond too, however many and whatever another clock says', () => {
  const { clock, set } = standing();
  const ids = [1, 1, 1, 2, 2, 3, 4, 500].flatMap((ms) => {
    set(ms);
    return Array.from({ length: 3_000 }, () => {
      newId();
      return newId(clock);
    });
  });
  expect(ids.toSorted()).toEqual(ids);
  expect(new Set(ids).size).toBe(ids.length);
});

test('after a clock was set back, ids carry the new time', () => {
  const { clock, set } = standing();
  set(90_000);
  newId(clock);
  set(10_000);
  expect(Number.parseInt(newId(clock).replaceAll('-', '').slice(0, 12), 16)).toBe(10_000);
});
