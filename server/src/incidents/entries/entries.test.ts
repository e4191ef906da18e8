import { describe, expect, test } from 'vitest';
import { type Actor, Temporal } from '../../kernel/index.ts';
import { createRegistry, type Names } from '../log/index.ts';
import { roleLabel } from '../words.ts';
import { type EntryContent, type EntryData, incidentEntries } from './index.ts';

const names: Names = {
  person: (id) => ({ ana: 'Ana Ruiz', ben: 'Ben Li', theo: 'Theo Marsh' })[id] ?? 'Deleted user',
  system: (id) => ({ checkout: 'Checkout', billing: 'Billing' })[id] ?? id,
  team: (id) => ({ shop: 'Shop' })[id] ?? id,
  integration: () => 'Prometheus',
  channel: (kind) => (kind === 'email' ? 'e-mail' : kind),
  role: roleLabel,
};
const ana: Actor = { kind: 'person', personId: 'ana', via: 'web' };
const prometheus: Actor = { kind: 'integration', integrationId: 'x' };
const tocsin: Actor = { kind: 'system' };

const STAMP = {
  ...{ incidentId: 'an-incident', seq: 1, commandId: 'a-command', format: 2, prevHash: '', hash: '' },
  ...{
    at: Temporal.Instant.from('2031-03-03T09:00:00Z'),
    happenedAt: Temporal.Instant.from('2031-03-03T09:00:00Z'),
  },
};
const registry = createRegistry([incidentEntries]);
const told = (actor: Actor, content: EntryContent): string =>
  registry.tell({ ...STAMP, ...registry.check(content), actor }, names).sentence;

const declared: EntryData<'declared'> = {
  number: 1,
  title: 'Checkout is down',
  severity: 'P1',
  severityWord: null,
  suggested: null,
  reason: null,
  answers: {},
  confirmed: true,
  customerFacing: true,
  customerFacingBy: 'systems',
  systemIds: ['checkout'],
  teamId: 'shop',
  symptoms: '',
  policyVersion: 1,
  origin: 'person',
  startedAt: null,
  detectedAt: '2031-03-03T09:00:00Z',
  alerts: 0,
};
const changed: EntryData<'severity_changed'> = {
  from: 'P3',
  to: 'P1',
  suggested: null,
  reason: null,
  answers: {},
  confirmed: true,
  severityWord: null,
};
const said = (before: string, title: string) => ({
  ...{ before, title, severity: 'P1' as const, severityWord: null },
});
const named = (title: string, clearSeconds: number | null = null) => ({
  ...{ title, severity: 'P1' as const, severityWord: null, clearSeconds },
});

const table: readonly [Actor, EntryContent, string][] = [
  [ana, { kind: 'declared', data: declared }, 'Ana Ruiz declared this incident as P1'],
  [
    prometheus,
    {
      kind: 'declared',
      data: { ...declared, origin: 'alerts', confirmed: false, alerts: 3 },
    },
    '3 alerts from Prometheus opened this incident as P1, unconfirmed',
  ],
  [tocsin, { kind: 'alert_joined', data: { count: 4312 } }, '+4,312 alerts joined'],
  [tocsin, { kind: 'alert_joined', data: { count: 1 } }, '+1 alert joined'],
  [
    tocsin,
    { kind: 'alert_joined', data: { count: 4, alerts: [named('Invoice database is down', 25_200)] } },
    '+4 alerts joined: “Invoice database is down” and 3 more, after being clear for 7 h',
  ],
  [
    tocsin,
    { kind: 'alert_joined', data: { count: 1, alerts: [named('Disk is full', 610)] } },
    '“Disk is full” is firing again after being clear for 10 min',
  ],
  [
    tocsin,
    {
      kind: 'severity_questioned',
      data: { severity: 'P1', severityWord: 'critical', title: 'Disk is full' },
    },
    '“Disk is full” is now “critical” (P1); the confirmed severity stays',
  ],
  [
    tocsin,
    { kind: 'alert_worsened', data: { count: 1, alerts: [named('Disk is full')] } },
    '1 alert got worse: “Disk is full”',
  ],
  [
    tocsin,
    { kind: 'alert_reworded', data: { count: 1, alerts: [said('Disk 80 %', 'Disk is full')] } },
    '“Disk 80 %” now says “Disk is full”',
  ],
  [
    tocsin,
    {
      kind: 'alert_reworded',
      data: { count: 1, alerts: [{ ...said('Job a', 'Job b'), keepsChanging: true }] },
    },
    '“Job a” now says “Job b”. Its title keeps changing; updates are limited to one an hour',
  ],
  [
    tocsin,
    { kind: 'alert_reworded', data: { count: 7, alerts: [said('Disk 80 %', 'Disk is full')] } },
    '7 alerts have a new title: “Disk is full” and 6 more',
  ],
  [tocsin, { kind: 'monitoring_clear', data: {} }, 'Monitoring clear: all alerts are resolved'],
  [tocsin, { kind: 'monitoring_firing', data: {} }, 'An alert is firing again'],
  [ana, { kind: 'acknowledged', data: {} }, 'Ana Ruiz acknowledged'],
  [
    ana,
    { kind: 'policy_moved', data: { from: 1, to: 3 } },
    'Ana Ruiz switched the incident from policy version 1 to 3',
  ],
  [
    ana,
    { kind: 'severity_confirmed', data: { severity: 'P2', answers: {}, reason: null } },
    'Ana Ruiz confirmed P2',
  ],
  [
    ana,
    { kind: 'severity_changed', data: { ...changed, suggested: 'P2', reason: 'It spreads.' } },
    'Ana Ruiz changed the severity from P3 to P1 (the criteria suggested P2): It spreads.',
  ],
  [
    prometheus,
    { kind: 'severity_changed', data: { ...changed, confirmed: false, severityWord: 'critical' } },
    'Prometheus now reports “critical” (P1): P3 became P1, unconfirmed',
  ],
  [
    tocsin,
    { kind: 'report_joined', data: { reportId: 'r', number: 4, title: 'Down', severity: 'P1' } },
    'Joined by the report REP-4: “Down”',
  ],
  [
    ana,
    { kind: 'report_joined', data: { reportId: 'r', number: 4, title: 'Down', toldPersonIds: ['theo'] } },
    'Ana Ruiz added the report REP-4: “Down”. Theo Marsh notified',
  ],
  [
    prometheus,
    { kind: 'severity_questioned', data: { severity: 'P1', severityWord: null } },
    'Prometheus now reports P1; the confirmed severity stays',
  ],
  [
    ana,
    { kind: 'customer_facing_changed', data: { customerFacing: true, by: 'person', reason: 'Tickets.' } },
    'Ana Ruiz recorded that customers are affected: Tickets.',
  ],
  [
    ana,
    { kind: 'systems_changed', data: { added: ['checkout', 'billing'], removed: ['old'] } },
    'Ana Ruiz added Checkout and Billing and removed old',
  ],
  [
    ana,
    {
      kind: 'details_changed',
      data: { title: 'Shop is down', symptoms: 'x', startedAt: null, detectedAt: null },
    },
    'Ana Ruiz changed the title to “Shop is down” and the symptoms',
  ],
  [
    ana,
    { kind: 'role_assigned', data: { role: 'incident_commander', personId: 'ana', from: 'ben' } },
    'Ana Ruiz took command from Ben Li',
  ],
  [
    ana,
    { kind: 'role_assigned', data: { role: 'communications_lead', personId: 'ben', from: null } },
    'Ana Ruiz handed the role of communications lead to Ben Li',
  ],
  [
    ana,
    {
      kind: 'role_assigned',
      data: { role: 'scribe', personId: 'ben', from: 'ana', note: 'All is in the doc' },
    },
    'Ana Ruiz handed the role of scribe to Ben Li: All is in the doc',
  ],
  [
    ana,
    { kind: 'role_released', data: { role: 'scribe', personId: 'ben', note: null } },
    'Ana Ruiz ended the role of scribe of Ben Li',
  ],
  [
    ana,
    { kind: 'role_released', data: { role: 'scribe', personId: 'ana', note: 'Nothing left to write' } },
    'Ana Ruiz released the role of scribe: Nothing left to write',
  ],
  [
    ana,
    { kind: 'visibility_changed', data: { visibility: 'restricted', reason: 'A leak' } },
    'Ana Ruiz restricted the incident to those who take part in it: A leak',
  ],
  [
    ana,
    { kind: 'visibility_changed', data: { visibility: 'organisation', reason: null } },
    'Ana Ruiz made the incident visible to everyone',
  ],
  [ana, { kind: 'responder_added', data: { personId: 'ben', because: 'by_hand' } }, 'Ana Ruiz added Ben Li'],
  [ana, { kind: 'responder_removed', data: { personId: 'ben' } }, 'Ana Ruiz removed Ben Li'],
  [
    ana,
    { kind: 'status_changed', data: { from: 'investigating', to: 'mitigating', note: null } },
    'Ana Ruiz set the status to mitigating',
  ],
  [ana, { kind: 'note', data: { type: 'finding', text: 'The disk is full.' } }, 'The disk is full.'],
  [ana, { kind: 'note_struck', data: { seq: 7, reason: null } }, 'Ana Ruiz struck through entry 7'],
  [
    ana,
    { kind: 'resolved', data: { resolution: 'Rolled back.', by: 'person', ending: 'fixed', waived: [] } },
    'Ana Ruiz resolved the incident: Rolled back.',
  ],
  [
    ana,
    {
      kind: 'resolved',
      data: { resolution: 'A test of the monitor.', by: 'person', ending: 'false_alarm', waived: [] },
    },
    'Ana Ruiz resolved the incident as a false alarm: A test of the monitor.',
  ],
  [
    ana,
    { kind: 'type_changed', data: { from: null, to: 'database', title: 'Database Issues', because: null } },
    'Ana Ruiz set the incident type to Database Issues',
  ],
  [
    ana,
    { kind: 'type_changed', data: { from: 'database', to: null, title: null, because: null } },
    'Ana Ruiz removed the incident type',
  ],
  [
    ana,
    {
      kind: 'closed',
      data: {
        waived: [{ item: 'fix.staging', text: 'Test fix in staging environment', reason: 'There is none.' }],
      },
    },
    'Ana Ruiz closed the incident. Waived: Test fix in staging environment (There is none.)',
  ],
  [
    tocsin,
    { kind: 'resolved', data: { resolution: 'x', by: 'policy', ending: 'fixed', waived: [] } },
    'Resolved automatically: all alerts are resolved',
  ],
  [tocsin, { kind: 'reopened', data: { reason: null, by: 'alerts' } }, 'Reopened: an alert is firing again'],
  [
    ana,
    { kind: 'merged_into', data: { incidentId: 'i', number: 4, reason: null } },
    'Ana Ruiz merged this incident into INC-4',
  ],
  [
    ana,
    { kind: 'merged_from', data: { incidentId: 'i', number: 3, alerts: 2 } },
    'Ana Ruiz merged INC-3 into this incident, with 2 alerts',
  ],
  [
    ana,
    { kind: 'merged_from', data: { incidentId: 'i', number: 3, alerts: 0 } },
    'Ana Ruiz merged INC-3 into this incident',
  ],
  [
    tocsin,
    {
      kind: 'message_delayed',
      data: { messageId: 'm', personId: 'theo', channel: 'email', reason: 'not_configured' },
    },
    'A message to Theo Marsh by e-mail is delayed: not configured',
  ],
  [
    tocsin,
    {
      kind: 'message_failed',
      data: { messageId: 'm', personId: 'theo', channel: 'email', reason: 'bad_address' },
    },
    'A message to Theo Marsh by e-mail could not be delivered: bad address',
  ],
];

describe('what the time line says', () => {
  test.each(table)('%j %j', (actor, content, expected) => {
    expect(told(actor, content)).toBe(expected);
  });

  test('every kind of entry is in the table', () => {
    const said = new Set<string>(table.map(([, content]) => content.kind));
    expect(Object.keys(incidentEntries.kinds).filter((kind) => !said.has(kind))).toEqual([]);
  });
});
