import { expect, test } from 'vitest';
import { cleanText, composed, invisibleIn, isEmailAddress } from './text.ts';

test('text that PostgreSQL takes is left as it is, any other is mended in sight', () => {
  expect(cleanText('Zürich 🚒')).toBe('Zürich 🚒');
  expect(cleanText('disk\0full')).toBe('disk\ufffdfull');
  expect(cleanText('half \ud83d a pair')).toBe('half \ufffd a pair');
  expect(cleanText('\u202egnp.exe \u2066مرحبا\u2069')).toBe('gnp.exe مرحبا');
});

test.each([
  '\u200b',
  '\u00ad',
  '\u200d',
  '\u2060',
  '\ufeff',
  '\ufe0f',
  '\u202e',
  '\u3164',
  '\u2800',
  '\u0007',
  '\u{e0041}',
])('nobody sees %j, so no address has it', (character) => {
  const address = `a${character}b@example.com`;
  const code = character.codePointAt(0)?.toString(16).toUpperCase().padStart(4, '0');
  expect(invisibleIn(address)).toContain(`(U+${code})`);
  expect(isEmailAddress(address)).toBe(false);
});

test('what can be seen is left alone, in one form', () => {
  for (const address of ['zoë@example.com', 'r&d@example.com', '用户@example.com', 'नमस्ते@example.com']) {
    expect(invisibleIn(address)).toBeUndefined();
    expect(isEmailAddress(address)).toBe(true);
  }
  expect(composed('zoe\u0308')).toBe('zo\u00eb');
});
