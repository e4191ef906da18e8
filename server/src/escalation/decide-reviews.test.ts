import { expect, test } from 'vitest';
import { groupReviews } from './decide-reviews.ts';

const step = (stepId: string, ...personIds: string[]) => ({ stepId, personIds });

test.each([
  ['one person with two incidents is one group', [step('1', 'pat'), step('2', 'pat')], ['1 2']],
  ['two people are two', [step('1', 'pat'), step('2', 'quinn')], ['1', '2']],
  ['who share a step are one', [step('1', 'pat'), step('2', 'quinn'), step('3', 'pat', 'quinn')], ['1 2 3']],
  ['what goes to nobody stands by itself', [step('1'), step('2')], ['1', '2']],
])('%s', (_, due, expected) => {
  expect(groupReviews(due).map((ids) => [...ids].sort().join(' '))).toEqual(expected);
});
