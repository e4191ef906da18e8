import { expect, test } from 'vitest';
import type { Person } from '../directory/index.ts';
import { alongside } from './decide-page-facts.ts';

test('a page names the others whom it asks at the same level, once each and without its reader', () => {
  const people = new Map(['Ana', 'Ben', 'Cleo'].map((name) => [name, { name } as Person]));
  const chain = ['Ana', 'Ben', 'Ana', 'Ben', 'Cleo', 'Gone'].map((personId) => ({
    personId,
    contactMethodId: 'm',
    afterSeconds: 0,
  }));
  expect(alongside({ chain }, 'Ana', people)).toEqual(['Ben', 'Cleo']);
});
