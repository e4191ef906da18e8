import { expect, test } from 'vitest';
import { dueParts, duePhrase, momentParts, momentPhrase, ofKind } from './phrases.ts';

test.each([
  ['immediately', 'immediately', ''],
  ['within 15m', 'within', '15m'],
  ['within', 'within', ''],
  ['next business day at 10:00', 'next business day', 'at 10:00'],
  ['weekly review', 'weekly review', ''],
  ['weekly review on Monday at 10:00', 'weekly review', 'on Monday at 10:00'],
  ['soon', 'other', 'soon'],
])('%s is taken apart and put together again', (phrase, kind, rest) => {
  expect(dueParts(phrase)).toEqual({ kind, rest });
  expect(duePhrase(dueParts(phrase))).toBe(phrase);
});

test('another kind begins with something that is valid', () => {
  expect(ofKind('within')).toBe('within 15m');
  expect(ofKind('weekly review')).toBe('weekly review');
});

test.each([
  ['', { day: '', at: '' }],
  ['at 10:00', { day: '', at: '10:00' }],
  ['on Monday', { day: 'monday', at: '' }],
  ['on Monday at 10:00', { day: 'monday', at: '10:00' }],
])('the moment %j is taken apart and put together again', (rest, parts) => {
  expect(momentParts(rest)).toEqual(parts);
  expect(momentPhrase(parts)).toBe(rest);
});

test('what is no moment is left as it is', () => {
  expect(momentParts('whenever')).toBeNull();
  expect(momentParts('on Monday morning')).toBeNull();
});
