import { expect, test } from 'vitest';
import { idOf, slugOf } from './slug.ts';

test.each([
  ['Orders database', 'orders-database'],
  ['Jira Köln', 'jira-koln'],
  [' ', ''],
])('%j has the ID %j', (name, id) => {
  expect(idOf(name, 'tracker')).toBe(id);
});

test('a name without Latin letters has an ID as well, its own and always the same', () => {
  expect(slugOf('課題管理')).toBe('');
  expect(idOf('課題管理', 'tracker')).toMatch(/^tracker-[a-z0-9]+$/);
  expect(idOf('課題管理', 'tracker')).toBe(idOf('課題管理 ', 'tracker'));
  expect(idOf('課題管理', 'tracker')).not.toBe(idOf('Задачи', 'tracker'));
});
