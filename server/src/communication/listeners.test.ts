import { expect, test } from 'vitest';
import { failuresAfter } from './listeners.ts';

test('pauses grow while a listener cannot begin, and start anew when it has listened for a while', () => {
  expect(failuresAfter(0, 10)).toBe(1);
  expect(failuresAfter(3, 2_000)).toBe(4);
  expect(failuresAfter(9, 3_600_000)).toBe(1);
});
