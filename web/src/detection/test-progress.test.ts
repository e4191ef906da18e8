import { expect, test } from 'vitest';
import { progressOf } from './test-progress.ts';

const system = 'Checkout';
const incident = { severity: 'P1', acknowledgedAt: null, acknowledgedBy: null };
type Attempts = NonNullable<Parameters<typeof progressOf>[0]['pages']>[number]['attempts'];
const page = (...outcomes: Attempts[number]['outcome'][]) => ({
  asking: [],
  attempts: outcomes.map((outcome) => ({
    ...{ person: { id: 'maya', name: 'Maya' }, level: 1, outcome, reason: null, messageId: null },
    at: '2031-03-03T09:00:00Z',
  })) as unknown as Attempts,
});
const lines = (...known: Parameters<typeof progressOf>): string[] =>
  progressOf(...known).map(({ state, text }) => `${state}: ${text}`);

test('a test alert is followed to the answer', () => {
  expect(lines({ system, incident: undefined, pages: undefined }).at(-1)).toBe(
    'now: Waiting for its incident …',
  );
  expect(lines({ system, incident, pages: [page()] }).at(-2)).toBe('now: Paging on-call …');
  expect(lines({ system, incident, pages: [page('pending')] }).at(-2)).toBe('now: Paging Maya …');
  expect(lines({ system, incident, pages: [page('handed')] }).slice(1)).toEqual([
    'done: Incident open as P1, system Checkout',
    'done: Maya paged',
    'now: Waiting for an acknowledgement …',
  ]);
  const answered = {
    ...incident,
    acknowledgedAt: '2031-03-03T09:01:00Z',
    acknowledgedBy: { id: 'maya', name: 'Maya' },
  };
  expect(lines({ system, incident: answered, pages: [page('handed')] }).at(-1)).toBe(
    'done: Acknowledged by Maya',
  );
});

test('where it ends by itself, it says so', () => {
  expect(lines({ system, incident: { ...incident, severity: 'P4' }, pages: [] }).at(-1)).toBe(
    'done: The policy pages nobody for a P4',
  );
  expect(lines({ system, incident, pages: [page('failed', 'not_sent')] }).at(-1)).toBe(
    'fault: Maya could not be paged',
  );
  expect(lines({ system: null, incident, pages: [] })[1]).toBe(
    'done: Incident open as P1, no matching system',
  );
});
