import { expect, test } from 'vitest';
import { dateOrNull, instantOf, needed, text, webAddress } from './answers.ts';

test.each([
  ['2031-03-31', '2031-03-31'],
  ...['2031-02-30', '31.03.2031', '9999-12-31', '2031-03-31T00:00:00Z', '', null, 7].map((value) => [
    value,
    null,
  ]),
])('the day %j is %j', (value, day) => {
  expect(dateOrNull(value)).toBe(day);
});

test.each([
  ['a key', () => needed(undefined, 'the key')],
  ['a key of blanks', () => needed(' ', 'the key')],
  ['a key that is no number', () => needed(Number.NaN, 'the key')],
  ['a URL', () => webAddress('javascript:alert(1)')],
  ['a time', () => instantOf('yesterday')],
  ['a time at all', () => instantOf(undefined)],
])('without %s, an answer is none', (_name, read) => {
  expect(read).toThrowError(expect.objectContaining({ kind: 'later' }));
});

test('what cannot be stored is shown as such', () => {
  expect([text('a\0b'), needed(7, 'the number')]).toEqual(['a\ufffdb', '7']);
});
