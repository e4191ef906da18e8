import { expect, test } from 'vitest';
import { caseOf, questionOf, type RehearsalCase, readSearch, searchOf } from './rehearsal-case.ts';

const usual: RehearsalCase = {
  ...{ severity: 'P1', at: '2031-03-03T09:00', systems: [], customers: '', confirmed: 'yes' },
  ...{ type: '', ack: '8m', resolve: '' },
};
const christmas: RehearsalCase = {
  ...{ severity: 'P2', at: '2031-12-24T23:40', systems: ['checkout', 'mail'], customers: 'yes' },
  ...{ type: 'security', confirmed: 'no', ack: '', resolve: '2h' },
};

test('an address leads to the case that it was made of', () => {
  expect(caseOf(readSearch(searchOf(christmas)), usual)).toEqual(christmas);
  expect(caseOf(searchOf(usual), usual)).toEqual(usual);
});

test('an address that names no case is none, and what is misspelled is left out', () => {
  expect(caseOf({}, usual)).toBeUndefined();
  expect(caseOf({ severity: 'P9' }, usual)).toBeUndefined();
  expect(readSearch({ severity: 4, evil: 'x', at: 'noon' })).toEqual({ at: 'noon' });
  expect(caseOf({ severity: 'P3', customers: 'maybe' }, usual)).toMatchObject({
    customers: '',
    confirmed: 'yes',
  });
});

test('what is left empty is not asked', () => {
  expect(questionOf(usual, undefined)).toEqual({
    ...{ severity: 'P1', at: '2031-03-03T09:00', systems: [], confirmed: true, acknowledgeAfter: '8m' },
  });
});
