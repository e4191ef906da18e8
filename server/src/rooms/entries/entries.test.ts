import { expect, test } from 'vitest';
import { type ContentOf, createRegistry, type Names, roleLabel } from '../../incidents/index.ts';
import { Temporal } from '../../kernel/index.ts';
import { roomEntries } from './index.ts';

type EntryContent = ContentOf<typeof roomEntries>;

const names: Names = {
  person: (id) => id,
  system: (id) => id,
  team: (id) => id,
  integration: () => 'Prometheus',
  role: roleLabel,
  channel: () => 'Slack',
};
const at = Temporal.Instant.from('2031-03-03T09:30:00Z');
const STAMP = {
  ...{ incidentId: 'an-incident', seq: 1, commandId: 'a-command', format: 2, prevHash: '', hash: '' },
  ...{ at, happenedAt: at, actor: { kind: 'system' } as const },
};
const registry = createRegistry([roomEntries]);
const told = (content: EntryContent): string =>
  registry.tell({ ...STAMP, ...registry.check(content) }, names).sentence;

const named = { roomId: 'r', channel: 'slack', name: 'inc-1-checkout' };
const table: readonly [EntryContent, string][] = [
  [{ kind: 'room_opened', data: { ...named, private: false } }, '#inc-1-checkout was opened in Slack'],
  [
    { kind: 'room_opened', data: { ...named, private: true } },
    '#inc-1-checkout was opened in Slack, for those who take part',
  ],
  [
    { kind: 'room_renamed', data: { ...named, was: 'inc-1', byHand: true } },
    '#inc-1 was renamed to #inc-1-checkout in Slack',
  ],
  [{ kind: 'room_ended', data: { ...named, how: 'archived' } }, '#inc-1-checkout was archived in Slack'],
  [
    { kind: 'room_ended', data: { ...named, how: 'archived_by_hand' } },
    'Someone archived #inc-1-checkout in Slack',
  ],
  [{ kind: 'room_back', data: named }, '#inc-1-checkout is open again in Slack'],
];

test.each(table)('%j %j', (entry, expected) => {
  expect(told(entry)).toBe(expected);
});

test('every kind of entry is in the table', () => {
  const said = new Set<string>(table.map(([entry]) => entry.kind));
  expect(Object.keys(roomEntries.kinds).filter((kind) => !said.has(kind))).toEqual([]);
});
