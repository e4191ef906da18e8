import { expect, test } from 'vitest';
import { type ContentOf, createRegistry, type Names, roleLabel } from '../../incidents/index.ts';
import { type Actor, Temporal } from '../../kernel/index.ts';
import { taskEntries } from './index.ts';

type EntryContent = ContentOf<typeof taskEntries>;

const names: Names = {
  person: (id) => ({ ana: 'Ana Ruiz', mia: 'Mia Sol' })[id] ?? 'Deleted user',
  system: (id) => id,
  team: (id) => id,
  integration: () => 'Prometheus',
  role: roleLabel,
  channel: (kind) => kind,
};
const ana: Actor = { kind: 'person', personId: 'ana', via: 'web' };
const tocsin: Actor = { kind: 'system' };
const T = '2031-03-03T09:30:00Z';
const STAMP = {
  ...{ incidentId: 'an-incident', seq: 1, commandId: 'a-command', format: 2, prevHash: '', hash: '' },
  ...{ at: Temporal.Instant.from(T), happenedAt: Temporal.Instant.from(T) },
};
const registry = createRegistry([taskEntries]);
const told = (actor: Actor, content: EntryContent): string =>
  registry.tell({ ...STAMP, ...registry.check(content), actor }, names).sentence;

const named = { taskId: 't', title: 'Check the replica' };
const same = { was: null, owner: null, dueAt: null, undated: false };
const mia = { kind: 'person', personId: 'mia' } as const;
const table: readonly [Actor, EntryContent, string][] = [
  [
    ana,
    { kind: 'task_added', data: { ...named, owner: mia, dueAt: T } },
    'Ana Ruiz added the task “Check the replica” for Mia Sol',
  ],
  [
    ana,
    { kind: 'task_added', data: { ...named, owner: { kind: 'person', personId: 'ana' }, dueAt: null } },
    'Ana Ruiz added the task “Check the replica”',
  ],
  [
    ana,
    { kind: 'task_changed', data: { ...named, ...same, owner: { kind: 'role', role: 'scribe' }, dueAt: T } },
    'Task “Check the replica”: Ana Ruiz handed it to scribe and changed when it is due',
  ],
  [
    ana,
    { kind: 'task_changed', data: { ...named, ...same, was: 'Check', undated: true } },
    'Task “Check the replica”: Ana Ruiz removed its due time and renamed it from “Check”',
  ],
  [ana, { kind: 'task_done', data: { ...named, note: null } }, 'Ana Ruiz completed “Check the replica”'],
  [
    ana,
    { kind: 'task_dropped', data: { ...named, reason: 'Not needed' } },
    'Ana Ruiz dropped the task “Check the replica”: Not needed',
  ],
  [ana, { kind: 'task_reopened', data: named }, 'Ana Ruiz reopened the task “Check the replica”'],
  [
    tocsin,
    { kind: 'task_reminded', data: { ...named, personIds: ['mia'] } },
    'The task “Check the replica” is due; Mia Sol is notified',
  ],
  [
    tocsin,
    { kind: 'task_reminded', data: { ...named, personIds: ['ana'], insteadOf: ['mia'] } },
    'The task “Check the replica” is due; Mia Sol could not be notified, so Ana Ruiz is notified',
  ],
  [
    tocsin,
    { kind: 'task_reminded', data: { ...named, personIds: [], insteadOf: ['mia'] } },
    'The task “Check the replica” is due; Mia Sol could not be notified, and no one was notified',
  ],
  [
    tocsin,
    { kind: 'task_overdue', data: { ...named, personIds: [] } },
    'The task “Check the replica” is overdue; no one was notified',
  ],
  [
    tocsin,
    { kind: 'tasks_left', data: { titles: ['Check the replica', 'Add a node'] } },
    '2 tasks are still open: “Check the replica” and “Add a node”',
  ],
  [
    tocsin,
    { kind: 'tasks_joined', data: { from: 3, tasks: [named] } },
    '1 open task came from INC-3: “Check the replica”',
  ],
];

test.each(table)('%j %j', (actor, entry, expected) => {
  expect(told(actor, entry)).toBe(expected);
});

test('every kind of entry is in the table', () => {
  const said = new Set<string>(table.map(([, entry]) => entry.kind));
  expect(Object.keys(taskEntries.kinds).filter((kind) => !said.has(kind))).toEqual([]);
});
