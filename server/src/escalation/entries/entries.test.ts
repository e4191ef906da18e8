import { describe, expect, test } from 'vitest';
import { type ContentOf, createRegistry, type Names, roleLabel } from '../../incidents/index.ts';
import { type Actor, Temporal } from '../../kernel/index.ts';
import { escalationEntries } from './index.ts';

type EntryContent = ContentOf<typeof escalationEntries>;
type EntryData<K extends EntryContent['kind']> = Extract<EntryContent, { kind: K }>['data'];

const names: Names = {
  person: (id) => ({ ana: 'Ana Ruiz', ben: 'Ben Li', theo: 'Theo Marsh' })[id] ?? 'Deleted user',
  system: (id) => ({ checkout: 'Checkout', billing: 'Billing' })[id] ?? id,
  team: (id) => ({ shop: 'Shop' })[id] ?? id,
  integration: () => 'Prometheus',
  channel: (kind) => (kind === 'email' ? 'e-mail' : kind),
  role: roleLabel,
};
const tocsin: Actor = { kind: 'system' };

const STAMP = {
  ...{ incidentId: 'an-incident', seq: 1, commandId: 'a-command', format: 2, prevHash: '', hash: '' },
  ...{
    at: Temporal.Instant.from('2031-03-03T09:00:00Z'),
    happenedAt: Temporal.Instant.from('2031-03-03T09:00:00Z'),
  },
};
const registry = createRegistry([escalationEntries]);
const told = (actor: Actor, content: EntryContent): string =>
  registry.tell({ ...STAMP, ...registry.check(content), actor }, names).sentence;

const step = { stepId: 's', role: 'cto', mode: 'inform' } as const;
const sent: EntryData<'step_sent'> = {
  ...step,
  personIds: ['theo'],
  via: 'holder',
  deadline: null,
  late: null,
  early: false,
};

const table: readonly [Actor, EntryContent, string][] = [
  [
    tocsin,
    { kind: 'acknowledgement_lapsed', data: { because: 'returned' } },
    'Acknowledgement expired: an alert that had been clear is firing again, so on-call is paged',
  ],
  [
    tocsin,
    { kind: 'news_sent', data: { personIds: ['ana', 'theo'], upTo: 7 } },
    'Ana Ruiz and Theo Marsh were notified of new alerts',
  ],
  [
    tocsin,
    {
      kind: 'step_planned',
      data: {
        generation: 1,
        because: 'declared',
        steps: ['engineering_manager', 'cto'].map((role) => ({
          ...step,
          role,
          deadline: null,
          sendAt: '2031-03-03T09:00:00Z',
        })),
      },
    },
    'Escalation plan: engineering manager and CTO will be notified',
  ],
  [tocsin, { kind: 'step_sent', data: sent }, 'CTO (Theo Marsh) is notified'],
  [
    tocsin,
    { kind: 'step_sent', data: { ...sent, personIds: ['ben'], via: 'deputy', late: 'reclassified' } },
    'CTO (Ben Li) is notified, through the deputy, late because the severity changed',
  ],
  [
    tocsin,
    { kind: 'step_skipped', data: { stepId: 's', role: 'ceo', reason: 'condition_not_met', personIds: [] } },
    'CEO is not notified: condition not met',
  ],
  [
    tocsin,
    {
      kind: 'step_cancelled',
      data: { reason: 'resolved_before_due', steps: [{ stepId: 's', role: 'product_owner' }] },
    },
    'Product owner will not be notified: incident resolved before it was due',
  ],
  [
    tocsin,
    {
      kind: 'step_cancelled',
      data: { reason: 'reclassified', steps: [{ stepId: 's', role: 'product_owner' }] },
    },
    'Cancelled the previous escalation plan for product owner: severity changed',
  ],
  [tocsin, { kind: 'stakeholders_notified', data: {} }, 'All immediate notifications have been sent'],
  [tocsin, { kind: 'stakeholders_pending', data: {} }, 'More immediate notifications are pending'],
  [
    tocsin,
    { kind: 'role_gap', data: { role: 'product_owner', teamId: 'shop', personIds: ['ana'] } },
    'No one is assigned to the role of product owner in Shop: Ana Ruiz is notified instead',
  ],
  [
    tocsin,
    {
      kind: 'role_gap',
      data: {
        role: 'product_owner',
        teamId: 'shop',
        personIds: ['ana'],
        unavailable: [{ personId: 'ben', because: 'away' }],
      },
    },
    'For the role of product owner in Shop, Ben Li is away: Ana Ruiz is notified instead',
  ],
  [
    tocsin,
    {
      kind: 'role_gap',
      data: {
        role: 'cto',
        teamId: null,
        personIds: ['ben'],
        unavailable: [{ personId: 'ben', because: 'unreachable' }],
      },
    },
    'For the role of CTO, Ben Li cannot be reached: notified anyway, because no one else is left',
  ],
  [
    tocsin,
    {
      kind: 'page_started',
      data: { pageId: 'p', target: { kind: 'team', teamId: 'shop' }, because: 'matrix' },
    },
    'Started paging Shop',
  ],
  [
    tocsin,
    {
      kind: 'page_attempt',
      data: { pageId: 'p', personId: 'ana', level: 2, round: 3, channels: ['email', 'webhook'] },
    },
    'Ana Ruiz is paged by e-mail and webhook, level 2, round 3',
  ],
  [
    tocsin,
    { kind: 'page_acknowledged', data: { pageId: 'p', personId: 'ana' } },
    'Ana Ruiz acknowledged the page',
  ],
  [
    tocsin,
    { kind: 'page_exhausted', data: { pageId: 'p', round: 1, toldPersonIds: ['ben'] } },
    'No one has acknowledged yet; paging restarts and Ben Li is notified',
  ],
  [
    tocsin,
    {
      kind: 'page_exhausted',
      data: {
        pageId: 'p',
        round: 1,
        toldPersonIds: ['ben'],
        unreached: [{ personId: 'ana', reason: 'no_address' }],
      },
    },
    'No one could be reached: Ana Ruiz (no address); paging restarts and Ben Li is notified',
  ],
  [
    tocsin,
    { kind: 'page_exhausted', data: { pageId: 'p', round: 1, toldPersonIds: [], unreached: [] } },
    'No one could be reached: no one is on call; paging restarts',
  ],
  [
    tocsin,
    { kind: 'page_stopped', data: { pageId: 'p', reason: 'resolved' } },
    'Paging stopped: incident resolved',
  ],
];

describe('what the time line says', () => {
  test.each(table)('%j %j', (actor, content, expected) => {
    expect(told(actor, content)).toBe(expected);
  });

  test('every kind of entry is in the table', () => {
    const said = new Set<string>(table.map(([, content]) => content.kind));
    expect(Object.keys(escalationEntries.kinds).filter((kind) => !said.has(kind))).toEqual([]);
  });
});
