import { describe, expect, test } from 'vitest';
import { type ContentOf, createRegistry, type Names, roleLabel } from '../../incidents/index.ts';
import { type Actor, Temporal } from '../../kernel/index.ts';
import { reviewEntries } from './index.ts';

type EntryContent = ContentOf<typeof reviewEntries>;

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
const registry = createRegistry([reviewEntries]);
const told = (actor: Actor, content: EntryContent): string =>
  registry.tell({ ...STAMP, ...registry.check(content), actor }, names).sentence;

const clocks = { scheduleBy: T, conductBy: T, publishBy: T };
const meeting = {
  reviewId: 'r',
  startsAt: T,
  minutes: 60,
  place: '',
  facilitatorId: 'mia',
  personIds: ['ana', 'mia'],
};
const action = { actionId: 'a', number: 3 };

const table: readonly [Actor, EntryContent, string][] = [
  [
    ana,
    { kind: 'incident_exported', data: { seal: 'ab'.repeat(32), throughSeq: 12, files: 1 } },
    'Ana Ruiz exported the incident as a sealed archive (12 entries, 1 piece of evidence, seal abababababab…)',
  ],
  [
    tocsin,
    { kind: 'review_requested', data: { reviewId: 'r', because: 'policy', ...clocks } },
    'The policy asks for a review',
  ],
  [
    ana,
    { kind: 'review_requested', data: { reviewId: 'r', because: 'person', ...clocks } },
    'Ana Ruiz asked for a review',
  ],
  [
    ana,
    { kind: 'review_scheduled', data: { ...meeting, moved: false } },
    'Ana Ruiz scheduled the review: 2 people invited',
  ],
  [
    ana,
    { kind: 'review_scheduled', data: { ...meeting, moved: true } },
    'Ana Ruiz moved the review: 2 people invited',
  ],
  [
    ana,
    { kind: 'review_participants_changed', data: { added: ['mia'], removed: ['ana'] } },
    'Ana Ruiz added Mia Sol to the review and removed Ana Ruiz from the review',
  ],
  [
    ana,
    { kind: 'review_held', data: { heldAt: T, attendedIds: ['ana', 'mia'], absentIds: [] } },
    'Ana Ruiz recorded that the review was held with Ana Ruiz and Mia Sol',
  ],
  [
    tocsin,
    { kind: 'review_reminded', data: { clock: 'publish', personIds: ['mia'] } },
    'Mia Sol is reminded to publish the report',
  ],
  [
    tocsin,
    { kind: 'review_missed', data: { clock: 'conduct', dueAt: T, toldPersonIds: ['mia'] } },
    'The review was not held in time; Mia Sol is notified',
  ],
  [
    ana,
    { kind: 'review_waived', data: { kind: 'false_alarm', reason: 'A probe' } },
    'Ana Ruiz waived the review: false alarm: A probe',
  ],
  [
    ana,
    { kind: 'review_waived', data: { kind: 'other', reason: 'A test' } },
    'Ana Ruiz waived the review: A test',
  ],
  [
    tocsin,
    { kind: 'review_stopped', data: { because: 'reopened', invitedIds: ['ana'] } },
    'The review is on hold: the incident was reopened; the invitation is cancelled',
  ],
  [
    ana,
    { kind: 'review_end_corrected', data: { from: T, to: T, reason: 'The queue drained later' } },
    'Ana Ruiz corrected the time at which the incident ended: The queue drained later',
  ],
  [
    ana,
    { kind: 'report_published', data: { version: 2, hash: 'h' } },
    'Ana Ruiz published the report, version 2',
  ],
  [ana, { kind: 'report_signed_off', data: { version: 2 } }, 'Ana Ruiz signed off version 2 of the report'],
  [
    tocsin,
    { kind: 'follow_up_scheduled', data: { at: T } },
    'A follow-up is scheduled: whether the actions worked',
  ],
  [
    tocsin,
    { kind: 'follow_up_asked', data: { personIds: ['mia'] } },
    'Mia Sol is asked whether the actions worked',
  ],
  [
    ana,
    {
      kind: 'action_added',
      data: {
        ...action,
        title: 'Grow the pool',
        kind: 'tool',
        priority: 'high',
        ownerId: 'mia',
        dueOn: '2031-03-07',
      },
    },
    'Ana Ruiz added ACT-3 “Grow the pool” for Mia Sol, due 2031-03-07',
  ],
  [
    ana,
    {
      kind: 'action_changed',
      data: {
        ...action,
        state: 'in_progress',
        ownerId: null,
        dueOn: '2031-03-20',
        reworded: false,
        reason: 'The vendor is late',
      },
    },
    'Ana Ruiz set ACT-3 to in progress and moved the deadline of ACT-3 to 2031-03-20: The vendor is late',
  ],
  [
    tocsin,
    {
      kind: 'action_tracked',
      data: {
        ...action,
        key: 'SHOP-7',
        url: 'https://jira.example.com/browse/SHOP-7',
        tracker: 'Jira',
        linked: false,
      },
    },
    'ACT-3 is tracked in Jira as SHOP-7',
  ],
  [
    ana,
    {
      kind: 'action_tracked',
      data: {
        ...action,
        key: 'SHOP-7',
        url: 'https://jira.example.com/browse/SHOP-7',
        tracker: 'Jira',
        linked: true,
      },
    },
    'Ana Ruiz linked ACT-3 to Jira SHOP-7',
  ],
  [
    ana,
    { kind: 'action_untracked', data: { ...action, key: 'SHOP-7', tracker: 'Jira' } },
    'Ana Ruiz unlinked ACT-3 from Jira SHOP-7',
  ],
  [
    tocsin,
    { kind: 'action_overdue', data: { ...action, dueOn: '2031-03-07', toldPersonIds: ['ana', 'mia'] } },
    'ACT-3 is overdue; Ana Ruiz and Mia Sol are notified',
  ],
  [
    ana,
    { kind: 'action_assessed', data: { ...action, worked: 'no', note: 'It came back' } },
    'Ana Ruiz found that ACT-3 did not work: It came back',
  ],
  [
    tocsin,
    { kind: 'report_page_published', data: { version: 2, url: 'https://wiki.example.com/x' } },
    'Version 2 of the report is in Confluence',
  ],
  [
    ana,
    { kind: 'external_report_published', data: { version: 1, hash: 'abc' } },
    'Ana Ruiz published the external report, version 1',
  ],
  [
    ana,
    { kind: 'external_report_signed_off', data: { version: 1 } },
    'Ana Ruiz signed off version 1 of the external report',
  ],
  [
    ana,
    { kind: 'tags_changed', data: { added: ['pool', 'database'], removed: ['disk'] } },
    'Ana Ruiz added the tags pool and database and removed the tag disk',
  ],
];

describe('what the time line says', () => {
  test.each(table)('%j %j', (actor, entry, expected) => {
    expect(told(actor, entry)).toBe(expected);
  });

  test('every kind of entry is in the table', () => {
    const said = new Set<string>(table.map(([, entry]) => entry.kind));
    expect(Object.keys(reviewEntries.kinds).filter((kind) => !said.has(kind))).toEqual([]);
  });
});
