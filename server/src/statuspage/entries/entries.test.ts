import { expect, test } from 'vitest';
import { createRegistry, type Names } from '../../incidents/index.ts';
import { Temporal, theSystem } from '../../kernel/index.ts';
import { type StatuspageDraft, statuspageEntries } from './index.ts';

const names: Names = {
  ...{
    person: () => '',
    system: () => '',
    team: () => '',
    integration: () => '',
    role: () => '',
    channel: () => '',
  },
};
const publicId = '01c16f9b-d700-737c-a51c-4b81e9161234';
const now = Temporal.Instant.from('2031-03-03T09:00:00Z');
const registry = createRegistry([statuspageEntries]);

const table: readonly [StatuspageDraft, string][] = [
  [
    {
      kind: 'public_incident_opened',
      data: { publicId, phase: 'investigating', title: 'Slow', body: 'x', notify: true },
    },
    'Tocsin published “Slow” on the status page and notified subscribers',
  ],
  [
    { kind: 'public_update_published', data: { publicId, phase: 'in_progress', body: 'x', notify: false } },
    'Tocsin published an update (in progress) on the status page without notifying subscribers',
  ],
  [
    { kind: 'public_update_edited', data: { publicId, updateId: publicId, body: 'x', notify: false } },
    'Tocsin edited an update on the status page without notifying subscribers',
  ],
  [
    { kind: 'public_update_removed', data: { publicId, updateId: publicId } },
    'Tocsin removed an update from the status page',
  ],
  [
    { kind: 'public_title_changed', data: { publicId, title: 'Fast' } },
    'Tocsin changed the public title to “Fast”',
  ],
  [{ kind: 'public_impact_corrected', data: { publicId } }, 'Tocsin corrected the public impact times'],
  [
    { kind: 'public_incident_withdrawn', data: { publicId, reason: 'Not ours' } },
    'Tocsin withdrew the public incident: Not ours',
  ],
];

test.each(table)('%j', (content, expected) => {
  const stamp = {
    incidentId: 'i',
    seq: 1,
    commandId: 'c',
    format: 2,
    prevHash: '',
    hash: '',
    at: now,
    happenedAt: now,
  };
  expect(registry.tell({ ...stamp, ...registry.check(content), actor: theSystem }, names).sentence).toBe(
    expected,
  );
});

test('every kind of entry is in the table', () => {
  const said = new Set<string>(table.map(([{ kind }]) => kind));
  expect(Object.keys(statuspageEntries.kinds).filter((kind) => !said.has(kind))).toEqual([]);
});
