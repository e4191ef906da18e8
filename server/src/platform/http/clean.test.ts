import { expect, test } from 'vitest';
import { cleanInput } from './clean.ts';

test('texts and names of fields are mended however deep they are', () => {
  const body = { 'a\0': ['b\0', { c: 'd\ud83d' }], e: 1 };
  cleanInput(body);
  expect(body).toEqual({ 'a\ufffd': ['b\ufffd', { c: 'd\ufffd' }], e: 1 });
});
