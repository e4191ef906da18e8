import { expect, test } from 'vitest';
import { type ContentOf, createRegistry, type Names, roleLabel } from '../../incidents/index.ts';
import { Temporal, theSystem } from '../../kernel/index.ts';
import { writeBackEntries } from './index.ts';

const names: Names = {
  person: (id) => id,
  system: (id) => id,
  team: (id) => id,
  integration: () => 'Prometheus',
  role: roleLabel,
  channel: (kind) => kind,
};
const at = Temporal.Instant.from('2031-03-03T09:30:00Z');
const STAMP = {
  ...{ incidentId: 'an-incident', seq: 1, commandId: 'a-command', format: 2, prevHash: '', hash: '' },
  ...{ at, happenedAt: at, actor: theSystem },
};
const registry = createRegistry([writeBackEntries]);
const one = { integrationId: 'am', alerts: 1, title: 'Disk full' };
const ended = { ...one, problem: null, removed: true, renewed: 0 };

const table: readonly [ContentOf<typeof writeBackEntries>, string][] = [
  [
    { kind: 'alerts_silenced', data: { ...one, alerts: 3 } },
    '3 alerts are silenced in Prometheus while this incident is acknowledged',
  ],
  [
    { kind: 'silencing_failed', data: { ...one, problem: 'am:9093 answered with status 503.' } },
    '“Disk full” could not be silenced in Prometheus: am:9093 answered with status 503.',
  ],
  [
    { kind: 'silences_ended', data: { ...ended, end: 'over', renewed: 1 } },
    'Prometheus no longer reports “Disk full”: the silence was removed (renewed 1 time)',
  ],
  [
    { kind: 'silences_ended', data: { ...ended, end: 'ended_there' } },
    'The silence of “Disk full” in Prometheus has ended, because someone ended it there',
  ],
  [
    { kind: 'silences_ended', data: { ...ended, end: 'resolved', removed: false, renewed: 12 } },
    'The silence of “Disk full” in Prometheus has ended, because this incident is no longer open; it could not be removed and ends by itself within 5 minutes (renewed 12 times)',
  ],
  [
    { kind: 'silences_ended', data: { ...ended, end: 'unacknowledged', alerts: 2 } },
    'The silence of 2 alerts in Prometheus has ended, because this incident is no longer acknowledged',
  ],
  [
    { kind: 'silences_ended', data: { ...ended, end: 'unreachable', problem: 'am:9093 refused.' } },
    'Prometheus could not be asked about “Disk full”, so the silence was removed: am:9093 refused.',
  ],
  [
    { kind: 'silences_ended', data: { ...ended, end: 'turned_off', removed: false } },
    'Silencing in Prometheus was turned off: the silence of “Disk full” ends by itself within 5 minutes',
  ],
];

test.each(table)('%j %s', (entry, expected) => {
  expect(registry.tell({ ...STAMP, ...registry.check(entry) }, names).sentence).toBe(expected);
});
