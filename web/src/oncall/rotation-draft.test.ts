import { expect, test } from 'vitest';
import { inputOf, levelled, newRotation, swapLevels } from './rotation-draft.ts';

test('a removed level leaves no hole, and two levels change places with all their rotations', () => {
  const drafts = [newRotation(1), newRotation(3), newRotation(3)];
  expect(levelled(drafts).map((draft) => draft.level)).toEqual([1, 2, 2]);
  expect(swapLevels(levelled(drafts), 1, 2).map((draft) => draft.level)).toEqual([2, 1, 1]);
});

test('a daily rotation says no day, and a rotation without a zone of its own takes the schedule’s', () => {
  const input = inputOf({ ...newRotation(1), kind: 'daily', participants: ['ana'] });
  expect(input).not.toHaveProperty('handoverDay');
  expect(input).not.toHaveProperty('zone');
  expect(inputOf({ ...newRotation(1), zone: 'Asia/Tokyo' })).toMatchObject({
    handoverDay: 'monday',
    zone: 'Asia/Tokyo',
  });
});
