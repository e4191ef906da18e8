import { expect, test } from 'vitest';
import { createSeal } from './seal.ts';

const secret = 'a secret that is long enough to be one';

test('what was closed opens again, with the same secret and for the same purpose only', () => {
  const seal = createSeal(secret, 'links');
  const closed = seal.close('https://tocsin.example.com/ß');
  expect(seal.open(closed)).toBe('https://tocsin.example.com/ß');
  expect(closed).not.toBe(seal.close('https://tocsin.example.com/ß'));
  for (const other of [createSeal(`${secret}!`, 'links'), createSeal(secret, 'other')])
    expect(() => other.open(closed)).toThrow();
  const altered = `${closed.startsWith('A') ? 'B' : 'A'}${closed.slice(1)}`;
  expect(() => seal.open(altered)).toThrow();
});
