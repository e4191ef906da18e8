import { expect, test } from 'vitest';
import type { Incident } from './api.ts';
import { firstResponseSteps, thenSteps } from './next-steps.ts';

const items = [
  {
    id: 'own_acknowledge',
    ticks: 'acknowledged',
    text: 'Acknowledge the incident',
    details: [],
    doneAt: null,
    notNeeded: false,
    late: false,
  },
  {
    id: 'own_assess_severity',
    ticks: 'severity_assessed',
    text: 'Assess severity',
    details: [],
    doneAt: null,
    notNeeded: false,
    late: false,
  },
  {
    id: 'own_create_ticket',
    ticks: 'record_complete',
    text: 'Create ticket',
    details: ['Timestamp'],
    doneAt: null,
    notNeeded: false,
    late: false,
  },
  {
    id: 'own_item',
    ticks: null,
    text: 'Open the war room',
    details: [],
    doneAt: null,
    notNeeded: false,
    late: false,
  },
];

const incident = (change: Partial<Incident>): Incident =>
  ({
    reference: 'INC-1',
    open: true,
    status: 'investigating',
    severity: 'P1',
    severityConfirmed: false,
    commander: null,
    acknowledgedAt: null,
    acknowledgedBy: null,
    detectedAt: '2031-03-03T09:00:00Z',
    monitoringClearAt: null,
    missing: ['affected_systems', 'initial_symptoms'],
    firstResponse: { dueAt: '2031-03-03T09:05:00Z', items },
    ...change,
  }) as Incident;

test('[IMM-3] what the record lacks is named, and the button opens the form for it', () => {
  const record = firstResponseSteps(incident({}))[2];
  expect(record).toMatchObject({
    detail: 'Missing: affected systems and symptoms',
    act: { sheet: 'systems' },
    doneAt: null,
  });
});

test('an organisation may name its items as it likes: the fact that ticks one decides its button', () => {
  const steps = firstResponseSteps(incident({}));
  expect(steps.map((step) => (step.act ? step.act.label : null))).toEqual([
    'Acknowledge',
    'Assess',
    'Fill in',
    null,
  ]);
  expect(steps[0]?.text).toBe('Acknowledge the incident');
});

test('an item of the organisation’s own is shown in its words, without a button', () => {
  expect(firstResponseSteps(incident({}))[3]).toMatchObject({ text: 'Open the war room', act: null });
});

test('where nobody is to be told at once, nothing is ticked and nothing is waited for', () => {
  const told = { ...items[0], ticks: 'stakeholders_notified', notNeeded: true } as (typeof items)[number];
  const firstResponse = { dueAt: '2031-03-03T09:05:00Z', items: [told] };
  const [step] = firstResponseSteps(incident({ severity: 'P4', firstResponse }));
  expect(step).toMatchObject({
    doneAt: null,
    byRecord: false,
    detail: 'No immediate notifications for P4',
    act: null,
  });
});

test('a reopened incident asks for an acknowledgement again, although the first one was in time', () => {
  const done = items.map((item) =>
    item.ticks === 'acknowledged' ? { ...item, doneAt: '2031-03-03T09:02:00Z' } : item,
  );
  const firstResponse = { dueAt: '2031-03-03T09:05:00Z', items: done };
  expect(firstResponseSteps(incident({ firstResponse }))[0]).toMatchObject({ doneAt: null });
  const held = incident({
    firstResponse,
    acknowledgedAt: '2031-03-03T09:02:00Z',
    acknowledgedBy: { kind: 'person', id: 'ana', name: 'Ana Ruiz', via: 'web' },
  });
  expect(firstResponseSteps(held)[0]).toMatchObject({ detail: 'Ana Ruiz, after 2 min' });
});

test('the next steps follow the incident: command, workaround, verify, and nothing once it is over', () => {
  const ids = (change: Partial<Incident>) => thenSteps(incident(change)).map((step) => step.id);
  const commander = { id: 'ana', name: 'Ana Ruiz' };
  const acknowledgedAt = '2031-03-03T09:02:00Z';
  expect(ids({})).toEqual(['command']);
  expect(ids({ acknowledgedAt })).toEqual(['command', 'mitigate']);
  expect(ids({ acknowledgedAt, commander })).toEqual(['mitigate']);
  expect(ids({ acknowledgedAt, commander, status: 'mitigating' })).toEqual(['resolve']);
  expect(ids({ acknowledgedAt, commander, monitoringClearAt: acknowledgedAt })[0]).toBe('clear');
  expect(ids({ open: false, status: 'resolved' })).toEqual([]);
});
