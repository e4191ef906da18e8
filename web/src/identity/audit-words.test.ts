import { expect, test } from 'vitest';
import { actText, detailText } from './audit-words.ts';

const nameOf = (id: string) => (id === '0192-ana' ? 'Ana Ruiz' : id);

test('acts are said in words, known or not', () => {
  expect(actText('token.revoked')).toBe('Revoked token');
  expect(actText('team.archived')).toBe('Archived team');
  expect(actText('something.else_done')).toBe('Something else done');
});

test.each([
  [{ reason: 'Sooner' }, 'reason: Sooner'],
  [{ contactMethods: ['a', 'b'], active: false }, 'contact methods: a, b, active: no'],
  [{ holders: ['0192-ana'], deputies: [] }, 'holders: Ana Ruiz, deputies: none'],
  [{ added: [1, 2, 3, 4, 5, 6] }, 'added: 6 entries'],
  [{ before: { name: 'A' }, until: null }, 'before: name: A, until: none'],
  [{ changes: [{ path: 'holders', from: [], to: ['0192-ana'] }] }, 'holders from none to Ana Ruiz'],
  [{ id: 'checkout', teamId: '0192-ana', description: '' }, 'team: Ana Ruiz'],
  [{ equals: '0192-ana' }, 'equals: 0192-ana'],
  [null, ''],
])('details are read out without the marks of the stored form: %j', (details, text) => {
  expect(detailText(details, nameOf)).toBe(text);
});
