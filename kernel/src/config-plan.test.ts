import { expect, test } from 'vitest';
import { diffFields, planItem } from './config-plan.ts';

test('only the fields that differ are in the plan', () => {
  const before = { name: 'Ana', zone: 'UTC', roles: { cto: ['a'], ceo: ['b'] }, tags: ['x', 'y'] };
  const after = {
    name: 'Ana',
    zone: 'Europe/Lisbon',
    roles: { cto: ['a'], ceo: ['c'] },
    tags: ['x'],
    note: '',
  };
  expect(diffFields(before, after)).toEqual([
    { path: 'zone', from: 'UTC', to: 'Europe/Lisbon' },
    { path: 'roles.ceo', from: ['b'], to: ['c'] },
    { path: 'tags', from: ['x', 'y'], to: ['x'] },
    { path: 'note', to: '' },
  ]);
});

test('the order of keys is no difference, the order of a list is', () => {
  expect(planItem('teams', 'a', { x: { p: 1, q: 2 } }, { x: { q: 2, p: 1 } }).action).toBe('unchanged');
  expect(planItem('teams', 'a', { x: [1, 2] }, { x: [2, 1] }).action).toBe('update');
});

test('what is not there yet is created, what is not wanted any more deleted', () => {
  expect(planItem('teams', 'a', undefined, { name: 'A' })).toEqual({
    section: 'teams',
    id: 'a',
    action: 'create',
    changes: [{ path: 'name', to: 'A' }],
  });
  expect(planItem('teams', 'a', { name: 'A' }, undefined).action).toBe('delete');
});
