import { millisBetween, Temporal } from '@tocsin/kernel';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Due } from './decide-compile.ts';
import { dueTimes, isWorkingDay, isWorkingTime, nextBusinessDay } from './decide-due.ts';
import type { Calendar } from './model-calendar.ts';

const at = (text: string) => Temporal.ZonedDateTime.from(text).toInstant();
const calendar = (zone: string, holidays: Record<string, string> = {}): Calendar => ({
  zone,
  workingDays: [1, 2, 3, 4, 5],
  hours: { from: '09:00', until: '17:00' },
  holidays,
});
const berlin = calendar('Europe/Berlin', { '2026-12-25': 'Christmas', '2026-12-26': 'Boxing Day' });
const auckland = calendar('Pacific/Auckland');
const nextDay: Due = { kind: 'next_business_day', at: '10:00', marginSeconds: 60, calendar: 'default' };
const weekly: Due = {
  kind: 'weekly',
  weekday: 'monday',
  at: '10:00',
  marginSeconds: 60,
  calendar: 'default',
};

describe('dueTimes', () => {
  test('immediately is now', () => {
    const now = at('2026-11-23T03:00+01:00[Europe/Berlin]');
    expect(dueTimes({ kind: 'immediately' }, now, berlin)).toEqual({ deadline: now, sendAt: now });
  });

  test('within 15m leaves the margin before the deadline', () => {
    const now = at('2026-12-24T23:40+01:00[Europe/Berlin]');
    const { deadline, sendAt } = dueTimes({ kind: 'within', seconds: 900, marginSeconds: 60 }, now, berlin);
    expect(deadline).toEqual(at('2026-12-24T23:55+01:00[Europe/Berlin]'));
    expect(sendAt).toEqual(at('2026-12-24T23:54+01:00[Europe/Berlin]'));
  });

  test('a margin longer than the time allowed sends at once, not in the past', () => {
    const now = at('2026-11-23T03:00+01:00[Europe/Berlin]');
    const { deadline, sendAt } = dueTimes({ kind: 'within', seconds: 60, marginSeconds: 300 }, now, berlin);
    expect(sendAt).toEqual(now);
    expect(millisBetween(now, deadline)).toBe(60_000);
  });

  test.each([
    ['Tuesday morning', '2026-11-24T08:00+01:00[Europe/Berlin]', '2026-11-25T10:00+01:00[Europe/Berlin]'],
    ['Friday evening', '2026-11-27T19:30+01:00[Europe/Berlin]', '2026-11-30T10:00+01:00[Europe/Berlin]'],
    ['Saturday', '2026-11-28T12:00+01:00[Europe/Berlin]', '2026-11-30T10:00+01:00[Europe/Berlin]'],
    ['before Christmas', '2026-12-24T23:40+01:00[Europe/Berlin]', '2026-12-28T10:00+01:00[Europe/Berlin]'],
    ['just after midnight', '2026-11-24T00:05+01:00[Europe/Berlin]', '2026-11-25T10:00+01:00[Europe/Berlin]'],
    [
      'over the spring change',
      '2026-03-27T18:00+01:00[Europe/Berlin]',
      '2026-03-30T10:00+02:00[Europe/Berlin]',
    ],
    [
      'over the autumn change',
      '2026-10-23T18:00+02:00[Europe/Berlin]',
      '2026-10-26T10:00+01:00[Europe/Berlin]',
    ],
  ])('next business day: %s', (_case, anchor, expected) => {
    expect(nextBusinessDay(at(anchor), '10:00', berlin)).toEqual(at(expected));
  });

  test('the same instant on Friday evening is another business day in another zone', () => {
    const friday = at('2026-11-27T11:30+00:00[UTC]');
    expect(dueTimes(nextDay, friday, calendar('America/Los_Angeles')).deadline).toEqual(
      at('2026-11-30T10:00-08:00[America/Los_Angeles]'),
    );
    // 00:30 on Saturday in Auckland: Monday there begins 21 hours earlier.
    expect(dueTimes(nextDay, friday, auckland).deadline).toEqual(
      at('2026-11-30T10:00+13:00[Pacific/Auckland]'),
    );
  });

  test('a time the clocks skip is the moment after the gap, a time that comes twice the first', () => {
    const always = { ...berlin, workingDays: [1, 2, 3, 4, 5, 6, 7] };
    expect(nextBusinessDay(at('2026-03-28T12:00+01:00[Europe/Berlin]'), '02:30', always)).toEqual(
      at('2026-03-29T03:30+02:00[Europe/Berlin]'),
    );
    expect(nextBusinessDay(at('2026-10-24T12:00+02:00[Europe/Berlin]'), '02:30', always)).toEqual(
      at('2026-10-25T02:30+02:00[Europe/Berlin]'),
    );
  });

  test.each([
    ['Wednesday', '2026-11-25T12:00+01:00[Europe/Berlin]', '2026-11-30T10:00+01:00[Europe/Berlin]'],
    ['Monday before it', '2026-11-30T09:00+01:00[Europe/Berlin]', '2026-11-30T10:00+01:00[Europe/Berlin]'],
    [
      'Monday when it has left',
      '2026-11-30T09:59:30+01:00[Europe/Berlin]',
      '2026-12-07T10:00+01:00[Europe/Berlin]',
    ],
    ['Monday after it', '2026-11-30T10:01+01:00[Europe/Berlin]', '2026-12-07T10:00+01:00[Europe/Berlin]'],
  ])('weekly review: %s', (_case, anchor, expected) => {
    expect(dueTimes(weekly, at(anchor), berlin).deadline).toEqual(at(expected));
  });

  test('a weekly review on a holiday moves to the next working day, even when seen on the holiday itself', () => {
    const easter = calendar('Europe/Berlin', { '2026-04-06': 'Easter Monday' });
    for (const anchor of ['2026-04-03T12:00+02:00[Europe/Berlin]', '2026-04-06T15:00+02:00[Europe/Berlin]'])
      expect(dueTimes(weekly, at(anchor), easter).deadline).toEqual(
        at('2026-04-07T10:00+02:00[Europe/Berlin]'),
      );
  });

  test('a calendar without working days still gives a day', () => {
    const never = { ...berlin, workingDays: [] };
    const anchor = at('2026-11-24T08:00+01:00[Europe/Berlin]');
    expect(nextBusinessDay(anchor, '10:00', never)).toEqual(at('2026-11-25T10:00+01:00[Europe/Berlin]'));
    expect(dueTimes(weekly, anchor, never).deadline).toEqual(at('2026-11-30T10:00+01:00[Europe/Berlin]'));
  });
});

test('working time ends at the end of working hours', () => {
  expect(isWorkingTime(berlin, at('2026-11-24T09:00+01:00[Europe/Berlin]'))).toBe(true);
  expect(isWorkingTime(berlin, at('2026-11-24T17:00+01:00[Europe/Berlin]'))).toBe(false);
  expect(isWorkingTime(berlin, at('2026-12-25T12:00+01:00[Europe/Berlin]'))).toBe(false);
});

describe('for every instant, zone, calendar and phrase', () => {
  const zones = [
    'Europe/Berlin',
    'America/Los_Angeles',
    'Asia/Kolkata',
    'Pacific/Apia',
    'Australia/Lord_Howe',
    'UTC',
  ];
  const instant = fc
    .integer({ min: 1_767_225_600, max: 1_893_456_000 })
    .map((seconds) => Temporal.Instant.fromEpochMilliseconds(seconds * 1000));
  const days = fc.uniqueArray(fc.integer({ min: 1, max: 7 }), { minLength: 1, maxLength: 7 });
  const time = fc
    .integer({ min: 0, max: 1439 })
    .map(
      (minute) =>
        `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`,
    );
  const anyCalendar = fc
    .record({
      zone: fc.constantFrom(...zones),
      workingDays: days,
      free: fc.array(fc.integer({ min: 0, max: 20 })),
    })
    .chain(({ zone, workingDays, free }) => instant.map((anchor) => ({ zone, workingDays, free, anchor })))
    .map(({ zone, workingDays, free, anchor }) => {
      const today = anchor.toZonedDateTimeISO(zone).toPlainDate();
      const holidays = Object.fromEntries(
        free.map((ahead) => [today.add({ days: ahead }).toString(), 'free']),
      );
      return { anchor, calendar: { ...calendar(zone, holidays), workingDays } };
    });
  const marginSeconds = fc.integer({ min: 0, max: 7200 });
  const due: fc.Arbitrary<Due> = fc.oneof(
    fc.constant<Due>({ kind: 'immediately' }),
    fc.record({ kind: fc.constant('within' as const), seconds: fc.nat(200_000), marginSeconds }),
    fc.record({
      kind: fc.constant('next_business_day' as const),
      at: time,
      marginSeconds,
      calendar: fc.constant('default'),
    }),
    fc.record({
      kind: fc.constant('weekly' as const),
      weekday: fc.constantFrom('monday' as const, 'thursday' as const, 'sunday' as const),
      at: time,
      marginSeconds,
      calendar: fc.constant('default'),
    }),
  );

  test('a notice leaves at or before its deadline, never before the anchor', () => {
    fc.assert(
      fc.property(anyCalendar, due, ({ anchor, calendar: days }, phrase) => {
        const { deadline, sendAt } = dueTimes(phrase, anchor, days);
        expect(millisBetween(sendAt, deadline)).toBeGreaterThanOrEqual(0);
        expect(millisBetween(anchor, sendAt)).toBeGreaterThanOrEqual(0);
      }),
    );
  });

  test('a business day is a working day after the local date of the anchor, and none was skipped', () => {
    fc.assert(
      fc.property(anyCalendar, time, ({ anchor, calendar: days }, clock) => {
        const today = anchor.toZonedDateTimeISO(days.zone).toPlainDate();
        const found = nextBusinessDay(anchor, clock, days).toZonedDateTimeISO(days.zone).toPlainDate();
        expect(Temporal.PlainDate.compare(found, today)).toBe(1);
        expect(isWorkingDay(days, found)).toBe(true);
        for (let day = today.add({ days: 1 }); !day.equals(found); day = day.add({ days: 1 }))
          expect(isWorkingDay(days, day)).toBe(false);
      }),
    );
  });
});
