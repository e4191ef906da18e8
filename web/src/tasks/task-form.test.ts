import { expect, test } from 'vitest';
import type { Task } from './api.ts';
import { changeOf, fieldsOf, ownerOptions } from './task-form.ts';

const ana = { id: 'ana', name: 'Ana Ruiz' };
const ben = { id: 'ben', name: 'Ben Okafor' };
const bens: Task['owner'] = { kind: 'person', person: ben, role: null, people: [ben] };
const managers: Task['owner'] = {
  ...{ kind: 'role', person: null, people: [] },
  role: { id: 'engineering_manager', title: 'Engineering Manager' },
};
const scribe = { id: 'scribe', title: 'Scribe', person: ana };
const task = (over: Partial<Task> = {}): Task => ({
  ...{ id: 't', title: 'Check the replica', owner: bens, dueAt: '2031-03-03T09:14:30Z', overdue: false },
  ...{ status: 'open', note: null, createdAt: '2031-03-03T09:00:00Z', settledAt: null },
  ...over,
});

test.each<[string, Parameters<typeof ownerOptions>[0], string[]]>([
  [
    'in a session for one incident nobody else is known',
    { me: ana, present: null, people: [], roles: [scribe] },
    ['Scribe (Ana Ruiz)', 'Ana Ruiz'],
  ],
  [
    'whose it is, also when they are no longer active',
    { me: ana, present: bens, people: [ana], roles: [] },
    ['Ana Ruiz', 'Ben Okafor'],
  ],
  [
    'a role that is not assigned during an incident',
    { me: ana, present: managers, people: [ana, ben], roles: [scribe] },
    ['Scribe (Ana Ruiz)', 'Engineering Manager', 'Ana Ruiz', 'Ben Okafor'],
  ],
])('whom one can choose: %s', (_what, known, expected) => {
  const { roles, people } = ownerOptions(known);
  expect([...roles, ...people].map(({ label }) => label)).toEqual(expected);
});

test('only what was changed is saved: a time shown without its seconds has not been moved', () => {
  const fields = fieldsOf(task());
  expect(changeOf(task(), fields)).toEqual({});
  expect(changeOf(task(), { ...fields, title: ' Check both ' })).toEqual({ title: 'Check both' });
  expect(changeOf(task(), { ...fields, owner: 'role:scribe', due: '' })).toEqual({
    owner: { kind: 'role', role: 'scribe' },
    dueAt: null,
  });
});
