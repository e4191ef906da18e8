import { expect, test } from 'vitest';
import { nextComing } from './next-words.ts';

const step = (roleTitle: string, sendAt: string, over: object = {}) => ({
  roleTitle,
  sendAt: `2031-03-03T${sendAt}:00Z`,
  status: 'planned' as const,
  mode: 'inform' as const,
  ...over,
});
const person = (name: string) => ({ id: name, name });
const page = (at: string, people: string[], over: object = {}) => ({
  status: 'open' as const,
  next: {
    at: `2031-03-03T${at}:00Z`,
    people: people.map(person),
    level: 2,
    again: false,
    others: [],
    othersMode: 'page' as const,
    ...over,
  },
});
const said = (...given: Parameters<typeof nextComing>) => {
  const next = nextComing(...given);
  return next && `${next.who} ${next.what} ${next.at.slice(11, 16)}`;
};
const ladder = [step('Product Owner', '19:19'), step('CTO', '19:19'), step('CEO', '19:34')];

test('the sooner of a page and a step is what happens next', () => {
  expect(said(ladder, [])).toBe('Product Owner and CTO will be notified 19:19');
  expect(said(ladder, [page('19:10', ['Leyla Demir'])])).toBe('Leyla Demir will be paged 19:10');
  expect(said(ladder, [page('19:30', ['Leyla Demir'])])).toBe('Product Owner and CTO will be notified 19:19');
  expect(said([], [page('19:10', ['Ana', 'Ben'], { again: true })])).toBe(
    'Ana and Ben will be paged again 19:10',
  );
});

test('of several pages the soonest; those told of silence as they are told; and nothing when nothing comes', () => {
  expect(said([], [page('19:20', ['Ana']), page('19:10', ['Ben'])])).toBe('Ben will be paged 19:10');
  expect(said([], [page('19:10', ['Ana']), page('19:10', ['Ben', 'Ana'])])).toBe(
    'Ana and Ben will be paged 19:10',
  );
  const silent = { others: [person('Mia')], othersMode: 'inform', again: true };
  expect(said([], [page('19:10', [], silent)])).toBe('Mia will be notified 19:10');
  expect(said([step('CTO', '19:19', { status: 'sent' })], [{ status: 'stopped', next: null }])).toBeNull();
});
