import { describe, expect, test } from 'vitest';
import { Temporal } from '../kernel/index.ts';
import type { Calendar, Policy, Severity } from '../policy/index.ts';
import { currentPromise, dueNow, keptBy, nextLook, nextUpdate, reminderOf } from './decide-promise.ts';
import type { UpdatePromise } from './model.ts';

const at = (text: string) => Temporal.Instant.from(text);
/** Berlin, Monday to Friday, nine to five; the fourth of March is a holiday. */
const calendar: Calendar = {
  zone: 'Europe/Berlin',
  workingDays: [1, 2, 3, 4, 5],
  hours: { from: '09:00', until: '17:00' },
  holidays: { '2031-03-04': 'Company day' },
};
const level = (updateEverySeconds: number | null) => ({ updateEverySeconds }) as Policy['severities']['P1'];
const policy = { severities: { P1: level(1800), P2: level(3600), P3: level(14_400), P4: level(null) } };
const next = (severity: Severity, from: string) => {
  const found = nextUpdate({ policy, severity, calendar }, at(from));
  return found && [found.dueAt.toString(), found.remindAt?.toString() ?? null];
};

describe('the promise that a cadence makes', () => {
  test.each([
    ['P1 at night', 'P1', '2031-03-03T02:00:00Z', ['2031-03-03T02:30:00Z', '2031-03-03T02:20:00Z']],
    ['P2', 'P2', '2031-03-03T09:00:00Z', ['2031-03-03T10:00:00Z', '2031-03-03T09:50:00Z']],
    ['P3 in working hours', 'P3', '2031-03-03T09:00:00Z', ['2031-03-03T13:00:00Z', '2031-03-03T12:50:00Z']],
    [
      'P3 in the early morning',
      'P3',
      '2031-03-03T01:00:00Z',
      ['2031-03-03T08:10:00Z', '2031-03-03T08:00:00Z'],
    ],
    ['P3 before a holiday', 'P3', '2031-03-03T15:00:00Z', ['2031-03-05T08:10:00Z', '2031-03-05T08:00:00Z']],
    ['P4 promises none', 'P4', '2031-03-03T09:00:00Z', null],
  ] as const)('%s', (_what, severity, from, expected) => {
    expect(next(severity, from)).toEqual(expected);
  });

  test('of a short promise the reminder comes in its last third, of a P3 in working hours or not at all', () => {
    const from = at('2031-03-03T09:00:00Z');
    expect(reminderOf(from, at('2031-03-03T09:15:00Z'), 'P1', calendar)?.toString()).toBe(
      '2031-03-03T09:10:00Z',
    );
    expect(reminderOf(from, at('2031-03-03T20:00:00Z'), 'P3', calendar)).toBeNull();
  });
});

const promise = (over: Partial<UpdatePromise> = {}): UpdatePromise => ({
  id: 'p',
  incidentId: 'i',
  dueAt: at('2031-03-03T10:00:00Z'),
  remindAt: at('2031-03-03T09:50:00Z'),
  remindedAt: null,
  madeAt: at('2031-03-03T09:30:00Z'),
  updateId: null,
  status: 'open',
  settledAt: null,
  ...over,
});

describe('what a promise asks for', () => {
  test.each([
    ['2031-03-03T09:49:59Z', []],
    ['2031-03-03T09:50:00Z', ['remind']],
    ['2031-03-03T10:00:00Z', ['missed']],
    // After an outage: a reminder of what is missed already helps nobody.
    ['2031-03-03T12:00:00Z', ['missed']],
  ])('at %s', (now, kinds) => {
    const due = dueNow({ promises: [promise()], firstResponseAt: null }, at(now));
    expect(due.map(({ kind }) => kind)).toEqual(kinds);
  });

  test('it is looked at for its reminder, then for its time, and no more once it is settled', () => {
    const look = (one: UpdatePromise) =>
      nextLook({ promises: [one], firstResponseAt: null })?.toString() ?? null;
    expect(look(promise())).toBe('2031-03-03T09:50:00Z');
    expect(look(promise({ remindedAt: at('2031-03-03T09:50:00Z') }))).toBe('2031-03-03T10:00:00Z');
    expect(look(promise({ status: 'kept' }))).toBeNull();
  });

  test('an update keeps what was promised before it, if it is handed over in time, and not its own promise', () => {
    const own = promise({ id: 'own', updateId: 'u', dueAt: at('2031-03-03T10:30:00Z') });
    const both = [promise(), own];
    const update = { id: 'u', at: at('2031-03-03T09:58:00Z') };
    const kept = (handed: string) => keptBy(both, update, at(handed)).map(({ id }) => id);
    expect(kept('2031-03-03T09:59:00Z')).toEqual(['p']);
    expect(kept('2031-03-03T10:00:01Z')).toEqual([]);
    expect(currentPromise(both)?.id).toBe('p');
  });
});
