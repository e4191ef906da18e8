import { expect, test } from 'vitest';
import { Temporal } from '../kernel/index.ts';
import { measuresOf } from './decide-measure.ts';
import { bucketsOf, periodOf } from './decide-period.ts';

const at = (time: string) => Temporal.Instant.from(`2031-03-03T${time}:00Z`);
const or = (time: string | null) => (time === null ? null : at(time));
type Times = Parameters<typeof measuresOf>[0];
const incident = (change: Partial<Times> = {}): Times => ({
  ...{ status: 'resolved', drill: false, ending: 'fixed', mergedIntoId: null, customerFacing: true },
  ...{ startedAt: at('08:50'), detectedAt: at('09:00'), firstAcknowledgedAt: at('09:04') },
  ...{ mitigatedAt: at('09:30'), resolvedAt: at('10:00') },
  ...change,
});
const words = (times: Times, facts: Partial<Parameters<typeof measuresOf>[1]> = {}) =>
  Object.values(measuresOf(times, { from: 'detection', impacts: [], ...facts }).measures)
    .map(({ state, seconds }) => (seconds === null ? state : String(seconds / 60)))
    .join(' ');

test.each<[string, Partial<Times>, string]>([
  ['everything is known', {}, '10 4 30 60 70'],
  ['nobody has said when it began', { startedAt: null }, 'pending 4 30 60 pending'],
  ['it goes on', { status: 'mitigating', resolvedAt: null, ending: null }, '10 4 30 pending pending'],
  ['nobody acknowledged, and nobody will', { firstAcknowledgedAt: null }, '10 not_applicable 30 60 70'],
  [
    'nobody has acknowledged yet',
    { status: 'investigating', firstAcknowledgedAt: null, mitigatedAt: null, resolvedAt: null },
    '10 pending pending pending pending',
  ],
  ['fixed at once', { mitigatedAt: null }, '10 4 not_applicable 60 70'],
  ['detected after it was over', { detectedAt: at('10:30') }, '100 invalid invalid invalid 70'],
  ['no customer could notice', { customerFacing: false }, '10 4 30 60 not_applicable'],
  ['a drill', { drill: true }, 'not_applicable not_applicable not_applicable not_applicable not_applicable'],
  [
    'a false alarm',
    { ending: 'false_alarm' },
    'not_applicable not_applicable not_applicable not_applicable not_applicable',
  ],
  [
    'a duplicate',
    { status: 'merged', mergedIntoId: 'x' },
    'not_applicable not_applicable not_applicable not_applicable not_applicable',
  ],
])('measures when %s', (_, change, expected) => {
  expect(words(incident(change))).toBe(expected);
});

test('the policy may count from the start of the impact', () => {
  expect(words(incident(), { from: 'impact_start' })).toBe('10 14 40 70 70');
  expect(words(incident({ startedAt: null }), { from: 'impact_start' })).toBe(
    'pending pending pending pending pending',
  );
});

test.each<[string, [string, string | null][], string]>([
  [
    'overlapping',
    [
      ['09:00', '09:40'],
      ['09:20', '09:50'],
    ],
    '50',
  ],
  [
    'one within another',
    [
      ['09:00', '10:00'],
      ['09:20', '09:30'],
    ],
    '60',
  ],
  [
    'apart',
    [
      ['09:50', '10:00'],
      ['09:00', '09:10'],
    ],
    '20',
  ],
  [
    'touching',
    [
      ['09:00', '09:10'],
      ['09:10', '09:20'],
    ],
    '20',
  ],
  [
    'one that goes on',
    [
      ['09:00', '09:10'],
      ['09:05', null],
    ],
    'pending',
  ],
  ['one that ends before it begins', [['09:10', '09:00']], 'invalid'],
])('customers were affected as the status page says: %s', (_, intervals, expected) => {
  const impacts = intervals.map(([from, until]) => ({ from: at(from), until: or(until) }));
  // Also of an incident whose systems no customer sees.
  expect(
    words(incident({ customerFacing: false }), { impacts })
      .split(' ')
      .at(-1),
  ).toBe(expected);
});

const zone = 'Europe/Berlin';
const now = Temporal.Instant.from('2031-03-12T11:00:00Z');
test.each([
  ['week', '2031-03-10 2031-03-17 2031-03-03'],
  ['month', '2031-03-01 2031-04-01 2031-02-01'],
  ['quarter', '2031-01-01 2031-04-01 2030-10-01'],
  ['year', '2031-01-01 2032-01-01 2030-01-01'],
  ['last_30_days', '2031-02-11 2031-03-13 2031-01-12'],
] as const)('the %s around a day, and the one before', (kind, expected) => {
  const { from, to, previous } = periodOf({ kind, at: null, custom: null }, zone, now);
  expect(`${from} ${to} ${previous.from}`).toBe(expected);
});

test('a period under way is compared with as much of the one before; one that is over with all of it', () => {
  const current = periodOf({ kind: 'week', at: null, custom: null }, zone, now).previous;
  expect([current.partial, String(current.ends)]).toEqual([true, '2031-03-05T11:00:00Z']);
  const past = periodOf(
    { kind: 'week', at: Temporal.PlainDate.from('2031-03-04'), custom: null },
    zone,
    now,
  ).previous;
  expect([past.partial, String(past.ends)]).toEqual([false, '2031-03-02T23:00:00Z']);
});

test('a period is cut into days, weeks from Monday, or months', () => {
  const cut = (from: string, to: string) => {
    const { unit, starts } = bucketsOf({
      from: Temporal.PlainDate.from(from),
      to: Temporal.PlainDate.from(to),
    });
    return `${unit} ${starts.length} ${starts[0]}`;
  };
  expect(cut('2031-03-01', '2031-04-01')).toBe('day 31 2031-03-01');
  expect(cut('2031-01-01', '2031-04-01')).toBe('week 14 2030-12-30');
  expect(cut('2031-01-01', '2032-01-01')).toBe('month 12 2031-01-01');
});
