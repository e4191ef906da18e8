import { expect, test } from 'vitest';
import { foundBy } from './palette-filter.ts';

const actions = [
  { label: 'Page someone (INC-1)', keywords: 'by name' },
  { label: 'On call', keywords: 'schedule rota override hand-over who' },
  { label: 'People', keywords: 'contact methods roles responders' },
  { label: 'Add person', keywords: 'new people user invite responder' },
  { label: 'Add system', keywords: 'new service' },
];
const found = (query: string) => foundBy(query, actions).map(({ label }) => label);

test('a command is found by the beginnings of its words, in any order, and by what else it is called', () => {
  expect(found('add per')[0]).toBe('Add person');
  expect(found('per add')).toEqual(['Add person']);
  expect(found('invite')).toEqual(['Add person']);
  expect(found('peo')[0]).toBe('People');
  expect(found('rota')).toEqual(['On call']);
  expect(found('hand-over')).toEqual(['On call']);
  expect(found('inc-1')).toEqual(['Page someone (INC-1)']);
  expect(found('nothing of the kind')).toEqual([]);
  expect(found('')).toHaveLength(actions.length);
});
