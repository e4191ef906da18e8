import { expect, test } from 'vitest';
import { cleanInput } from './clean.ts';

test('texts and names of fields are mended however deep they are', () => {
  const body = { 'a\0': ['b\0', { c: 'd\ud83d' }], e: 1 };
  cleanInput(body);
  expect(body).toEqual({ 'a\ufffd': ['b\ufffd', { c: 'd\ufffd' }], e: 1 });
});

test('text that would be read in another direction is turned back, and an address is left for its model to refuse', () => {
  const body = {
    title: 'invoice \u202egnp.exe \u2067down\u2069',
    email: 'a\u202eb@example.com',
    url: 'https://a\u202eb',
  };
  cleanInput(body);
  expect(body).toEqual({
    title: 'invoice gnp.exe down',
    email: 'a\u202eb@example.com',
    url: 'https://a\u202eb',
  });
});
