import { expect, test } from 'vitest';
import { type Clock, Temporal } from '../kernel/index.ts';
import { newId } from './ids.ts';

const at = (ms: number): Clock => ({ now: () => Temporal.Instant.fromEpochMilliseconds(ms) });

test('ids are UUIDs of version 7 that carry their time', () => {
  const id = newId(at(1_930_000_000_000));
  expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  expect(Number.parseInt(id.replaceAll('-', '').slice(0, 12), 16)).toBe(1_930_000_000_000);
});

test('ids sort in the order they were made, within a millisecond too', () => {
  const ids = [1, 1, 1, 1, 2, 2, 3].flatMap((ms) => Array.from({ length: 300 }, () => newId(at(ms))));
  expect(ids.toSorted()).toEqual(ids);
  expect(new Set(ids).size).toBe(ids.length);
});
