import { expect, test } from 'vitest';
import { whyInUse } from './decide-use.ts';

const named = (...names: string[]) => names.map((name) => ({ name }));

test.each([
  [[], [], undefined],
  [['Checkout'], [], 'Checkout has queries for this connector. Remove them first.'],
  [['Checkout', 'Search'], [], 'Checkout and Search have queries for this connector. Remove them first.'],
  [[], ['Queue'], 'The check "Queue" uses this connector. Remove it first.'],
  [[], ['Queue', 'Disk'], 'The checks "Queue" and "Disk" use this connector. Remove them first.'],
  [
    ['Checkout'],
    ['Queue'],
    'Checkout has queries for this connector, and the check "Queue" uses it. Remove them first.',
  ],
])('systems %j and checks %j', (systems, checks, said) => {
  expect(whyInUse(named(...systems), named(...checks))).toBe(said);
});
