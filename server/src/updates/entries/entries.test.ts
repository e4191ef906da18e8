import { describe, expect, test } from 'vitest';
import { type ContentOf, createRegistry, type Names, roleLabel } from '../../incidents/index.ts';
import { type Actor, Temporal } from '../../kernel/index.ts';
import { updateEntries } from './index.ts';

type EntryContent = ContentOf<typeof updateEntries>;

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
const registry = createRegistry([updateEntries]);
const told = (actor: Actor, content: EntryContent): string =>
  registry.tell({ ...STAMP, ...registry.check(content), actor }, names).sentence;

const sent = {
  ...{ updateId: 'u', kind: 'update', text: 'Failing over.', publicText: null, nextUpdateAt: T },
  ...{ audiences: [{ id: 'stakeholders', name: 'stakeholders' }], personIds: ['ana', 'mia'], addresses: 0 },
  fellBack: [],
} as const;
const content = (data: object): EntryContent =>
  ({ kind: 'update_sent', data: { ...sent, ...data } }) as never;

const table: readonly [Actor, EntryContent, string][] = [
  [ana, content({}), 'Ana Ruiz sent an update to stakeholders (2 people): Failing over.'],
  [
    ana,
    content({ personIds: [], addresses: 1, fellBack: ['customers'] }),
    'Ana Ruiz sent an update to stakeholders (1 address) (in the shipped wording: the template could not be filled): Failing over.',
  ],
  [
    tocsin,
    content({
      kind: 'resolution',
      text: null,
      audiences: [{ id: 'stakeholders', name: 'everyone who was notified' }],
    }),
    'The resolution was sent to everyone who was notified: 2 people',
  ],
  [
    ana,
    { kind: 'update_facts', data: { facts: { impact: 'Nobody can pay', eta: null } } },
    'Ana Ruiz recorded impact on users: Nobody can pay; ETA: not known',
  ],
  [
    tocsin,
    { kind: 'promise_made', data: { promiseId: 'p', dueAt: T, because: 'declared' } },
    'The next update was promised',
  ],
  [
    ana,
    {
      kind: 'promise_moved',
      data: {
        promiseId: 'p',
        from: T,
        to: T,
        reason: 'The restore takes an hour',
        personIds: [],
        addresses: 0,
      },
    },
    'Ana Ruiz moved the next update: The restore takes an hour',
  ],
  [
    tocsin,
    { kind: 'promise_kept', data: { promiseId: 'p', updateId: 'u' } },
    'The promised update was sent in time',
  ],
  [
    tocsin,
    { kind: 'promise_missed', data: { promiseId: 'p', dueAt: T, toldPersonIds: ['mia'] } },
    'The promised update was not sent in time; Mia Sol is notified',
  ],
  [
    tocsin,
    { kind: 'promise_ended', data: { promiseId: 'p', because: 'merged' } },
    'No further update is due: the incident was merged into another',
  ],
  [
    tocsin,
    { kind: 'update_reminded', data: { promiseId: 'p', personId: 'ana' } },
    'Ana Ruiz is reminded of the next update',
  ],
  [
    tocsin,
    {
      kind: 'first_response_late',
      data: { dueAt: T, items: [{ id: 'acknowledge', text: 'Acknowledge' }], toldPersonIds: ['mia'] },
    },
    'The first response was not complete in time (Acknowledge); Mia Sol is notified',
  ],
];

describe('what the time line says', () => {
  test.each(table)('%j %j', (actor, entry, expected) => {
    expect(told(actor, entry)).toBe(expected);
  });

  test('every kind of entry is in the table', () => {
    const said = new Set<string>(table.map(([, entry]) => entry.kind));
    expect(Object.keys(updateEntries.kinds).filter((kind) => !said.has(kind))).toEqual([]);
  });
});
