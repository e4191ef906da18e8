import { expect, test } from 'vitest';
import { andList, escapeHtml, plural } from './words.ts';

test.each([
  [[], ''],
  [['a'], 'a'],
  [['a', 'b'], 'a and b'],
  [['a', 'b', 'c'], 'a, b and c'],
])('a list of %j reads %j', (items, words) => {
  expect(andList(items)).toBe(words);
});

test.each([
  [0, 'alert', undefined, '0 alerts'],
  [1, 'alert', undefined, '1 alert'],
  [4_312, 'alert', undefined, '4,312 alerts'],
  [1, 'try', 'tries', '1 try'],
  [2, 'try', 'tries', '2 tries'],
])('%d of %s', (count, noun, many, words) => {
  expect(plural(count, noun, many)).toBe(words);
});

test('text stays text in HTML', () => {
  expect(escapeHtml(`<a href="x" title='y'>&`)).toBe('&lt;a href=&quot;x&quot; title=&#39;y&#39;&gt;&amp;');
});
