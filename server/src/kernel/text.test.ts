import { expect, test } from 'vitest';
import { cleanText } from './text.ts';

test('text that PostgreSQL takes is left as it is, any other is mended in sight', () => {
  expect(cleanText('Zürich 🚒')).toBe('Zürich 🚒');
  expect(cleanText('disk\0full')).toBe('disk\ufffdfull');
  expect(cleanText('half \ud83d a pair')).toBe('half \ufffd a pair');
});
