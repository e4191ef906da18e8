import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { escalationEntries } from '../escalation/index.ts';
import { type Incident, incidentEntries, type RecordLine } from '../incidents/index.ts';
import { investigationEntries } from '../investigation/index.ts';
import { plusSeconds, Temporal, theSystem } from '../kernel/index.ts';
import { reportEntries } from '../reports/index.ts';
import { resolutionEntries } from '../resolution/index.ts';
import { reviewEntries } from '../reviews/index.ts';
import { runbookEntries } from '../runbooks/index.ts';
import { statuspageEntries } from '../statuspage/index.ts';
import { taskEntries } from '../tasks/index.ts';
import { updateEntries } from '../updates/index.ts';
import { bodyOf, wants } from './decide-event.ts';
import { decideTry } from './decide-try.ts';
import { EVENTS, eventOf, isPattern } from './model-events.ts';

const kinds: Record<string, { data: { shape?: Record<string, unknown> } }> = Object.assign(
  {},
  ...[
    ...[incidentEntries, escalationEntries, investigationEntries, updateEntries, reportEntries],
    ...[statuspageEntries, resolutionEntries, runbookEntries, taskEntries, reviewEntries],
  ].map((family) => family.kinds),
);

test.each(EVENTS)('$type is made of an entry that exists, of fields that it has', ({ kind, details }) => {
  expect(Object.keys(kinds)).toContain(kind);
  expect(Object.keys(kinds[kind]?.data.shape ?? {})).toEqual(expect.arrayContaining([...details]));
});

test('every event has a name of its own, and is in the documentation as it is', () => {
  expect(new Set(EVENTS.map(({ type }) => type)).size).toBe(EVENTS.length);
  const rows = EVENTS.map(
    ({ type, when, details }) =>
      `| \`${type}\` | ${when} | ${details.map((name) => `\`${name}\``).join(', ') || 'none'} |`,
  );
  const documented = readFileSync(new URL('../../../docs/webhooks.md', import.meta.url), 'utf8');
  expect(documented.split('\n').filter((line) => /^\| `[a-z_]+\./.test(line))).toEqual(rows);
});

const now = Temporal.Instant.from('2031-03-03T09:00:00Z');
const incident = {
  ...{ id: '1', number: 1, title: 'T'.repeat(300), severity: 'P2', status: 'investigating', drill: true },
  ...{ systemIds: ['checkout'], teamId: 'payments', roles: {} },
} as unknown as Incident;
const everything = { events: [], teams: [], systems: [], severities: [] } as const;
const changed = eventOf('severity_changed');
if (changed === undefined) throw new Error('There is no such event.');

test.each([
  [{}, true],
  [{ events: ['incident.*'] }, true],
  [{ events: ['incident.severity_changed'] }, true],
  [{ events: ['page.*'] }, false],
  [{ teams: ['payments'] }, true],
  [{ teams: ['orders'] }, false],
  [{ systems: ['orders', 'checkout'] }, true],
  [{ systems: ['orders'] }, false],
  [{ severities: ['P2'] }, true],
  // It was P1, and whoever follows P1 hears that it is no more.
  [{ severities: ['P1'] }, true],
  [{ severities: ['P3'] }, false],
  [{ events: ['page.*'], severities: ['P2'] }, false],
])('%j: %s', (filter, wanted) => {
  expect(wants({ ...everything, ...filter } as never, changed, incident, { from: 'P1', to: 'P2' })).toBe(
    wanted,
  );
});

test.each([
  ['incident.*', true],
  ['page.sent', true],
  ['incident', false],
  ['*', false],
  ['.*', false],
  ['inc.*', false],
  ['constructor', false],
])('%s names events: %s', (pattern, is) => expect(isPattern(pattern)).toBe(is));

test('a payload stays small whatever stands on the record, and says that it was shortened', () => {
  const line = {
    ...{ seq: 3, at: now, happenedAt: now, actor: theSystem, kind: 'severity_changed', who: 'Tocsin' },
    ...{ sentence: '\u{1F525}'.repeat(30_000), data: { from: 'P1', to: 'P2', reason: '"'.repeat(40_000) } },
    ...{ tone: 'strong', foldsUnder: null, struck: false, hidden: false },
  } as RecordLine;
  const around = { url: 'http://x', team: null, systems: [], commander: null };
  const text = bodyOf(changed, incident, line, around);
  expect(Buffer.byteLength(text)).toBeLessThanOrEqual(20_000);
  const { data } = JSON.parse(text);
  expect(data).toMatchObject({ drill: true, shortened: true, details: { from: 'P1', to: 'P2' } });
  expect(data.summary.isWellFormed()).toBe(true);
});

const well = { failingSince: null, failures: 0, restingUntil: null };
const fresh = { type: 'incident.closed', tries: 0, firstTriedAt: null };

test('nine tries in 28 hours, then it is given up, and the webhook with it when nothing got through', () => {
  let at = now;
  let [delivery, health] = [
    fresh as Parameters<typeof decideTry>[0],
    well as Parameters<typeof decideTry>[1],
  ];
  for (let tries = 1; ; tries += 1) {
    const verdict = decideTry(delivery, health, { status: null }, at);
    delivery = { ...fresh, ...verdict.delivery };
    health = verdict.health;
    if (verdict.delivery.state === 'failed') {
      expect(tries).toBe(9);
      expect(verdict.stop).toContain('more than a day');
      expect(now.until(at).total('hours')).toBeCloseTo(27.6, 1);
      return;
    }
    expect(verdict.stop).toBeNull();
    at = verdict.delivery.dueAt ?? at;
  }
});

test('one event that is refused while others get through stops nothing', () => {
  const last = { ...fresh, tries: 8, firstTriedAt: plusSeconds(now, -100_000) };
  const verdict = decideTry(last, { ...well, failingSince: now, failures: 1 }, { status: 400 }, now);
  expect(verdict).toMatchObject({ stop: null, delivery: { state: 'failed' } });
});

test('410 stops at once, Retry-After is kept to within reason, and what waits is hastened after an outage', () => {
  expect(decideTry(fresh, well, { status: 410 }, now).stop).toContain('410');
  const asked = (retryAfterSeconds: number) =>
    decideTry(fresh, well, { status: 429, retryAfterSeconds }, now).delivery.dueAt?.toString();
  expect(asked(120)).toBe('2031-03-03T09:02:00Z');
  expect(asked(10_000_000)).toBe('2031-03-03T15:00:00Z');
  const down = { ...well, failures: 3, failingSince: now };
  expect(decideTry(fresh, down, { status: 204 }, now)).toMatchObject({ recovered: true, health: well });
  const test = decideTry({ ...fresh, type: 'ping' }, down, { status: 500 }, now);
  expect(test).toMatchObject({ stop: null, delivery: { state: 'failed' } });
  expect(decideTry(fresh, { ...down, failures: 1 }, { status: 204 }, now).recovered).toBe(false);
});
