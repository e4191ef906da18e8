import { describe, expect, test } from 'vitest';
import { Temporal } from '../kernel/index.ts';
import type { Calendar } from '../policy/index.ts';
import { broughtForward, definitionOf, lastDue, nextDue, spanWords } from './decide-schedule.ts';

const calendar: Calendar = {
  zone: 'Europe/Berlin',
  workingDays: [1, 2, 3, 4, 5],
  hours: { from: '09:00', until: '17:00' },
  holidays: { '2031-04-14': 'Easter Monday' },
};
type Every = 'daily' | 'weekly' | 'monthly' | 'quarterly';
const report = (every: Every, rest: object = {}) =>
  definitionOf({ id: 'r', title: 'R', every, at: '09:00', audience: ['cto'], ...rest }, calendar.zone);
const at = (text: string) => Temporal.ZonedDateTime.from(`${text}[Europe/Berlin]`).toInstant();
const told = (found: ReturnType<typeof nextDue>, every: Every) =>
  found === null
    ? null
    : `${found.dueAt.toZonedDateTimeISO(calendar.zone).toPlainDateTime()} ${spanWords(every, found.span)}`;

describe('when a report is due next', () => {
  test.each<[string, Every, object, string, string | null]>([
    ['the same day', 'daily', {}, '2031-03-03T08:59', '2031-03-03T09:00:00 2 March 2031'],
    ['not twice', 'daily', {}, '2031-03-03T09:00', '2031-03-04T09:00:00 3 March 2031'],
    [
      'Monday, of the week before',
      'weekly',
      {},
      '2031-03-04T12:00',
      '2031-03-10T09:00:00 Week of 3 March 2031',
    ],
    [
      'another day',
      'weekly',
      { day: 'friday' },
      '2031-03-03T12:00',
      '2031-03-07T09:00:00 Week of 24 February 2031',
    ],
    ['a month', 'monthly', {}, '2031-01-15T12:00', '2031-02-01T09:00:00 January 2031'],
    ['over the year', 'quarterly', {}, '2031-11-01T12:00', '2032-01-01T09:00:00 Quarter 4 of 2031'],
    [
      'after days off',
      'daily',
      { working_days: true },
      '2031-03-07T12:00',
      '2031-03-10T09:00:00 7 March 2031 to 9 March 2031',
    ],
    [
      'a first that is a Saturday',
      'monthly',
      { working_days: true },
      '2031-02-10T12:00',
      '2031-03-03T09:00:00 February 2031',
    ],
    [
      'a Monday that is a holiday',
      'weekly',
      { working_days: true },
      '2031-04-08T12:00',
      '2031-04-15T09:00:00 Week of 7 April 2031',
    ],
    [
      'an hour that does not exist',
      'daily',
      { at: '02:30' },
      '2031-03-29T12:00',
      '2031-03-30T03:30:00 29 March 2031',
    ],
    [
      'an hour that comes twice',
      'daily',
      { at: '02:30' },
      '2031-10-26T02:29',
      '2031-10-26T02:30:00 25 October 2031',
    ],
    ['and once only', 'daily', { at: '02:30' }, '2031-10-26T02:30', '2031-10-27T02:30:00 26 October 2031'],
    [
      'a zone in which the day ends before it does here',
      'daily',
      { zone: 'Pacific/Auckland' },
      '2031-03-03T10:00',
      '2031-03-04T00:00:00 3 March 2031',
    ],
    [
      'another zone',
      'daily',
      { zone: 'America/New_York' },
      '2031-03-03T10:00',
      '2031-03-03T15:00:00 2 March 2031',
    ],
  ])('%s', (_, every, rest, now, expected) => {
    expect(told(nextDue(report(every, rest), at(now), calendar), every)).toBe(expected);
  });

  test('without a working day there is none', () => {
    const idle = { ...calendar, workingDays: [] };
    expect(nextDue(report('daily', { working_days: true }), at('2031-03-03T09:00'), idle)).toBeNull();
  });
});

test.each<[Every, object, string, string]>([
  ['daily', {}, '2031-03-06T11:30', '2031-03-06T09:00:00 5 March 2031'],
  ['daily', {}, '2031-03-06T08:30', '2031-03-05T09:00:00 4 March 2031'],
  ['daily', { working_days: true }, '2031-03-09T08:30', '2031-03-07T09:00:00 6 March 2031'],
  ['weekly', { day: 'friday' }, '2031-03-06T08:30', '2031-02-28T09:00:00 Week of 17 February 2031'],
  ['monthly', { working_days: true }, '2031-03-02T08:30', '2031-02-03T09:00:00 January 2031'],
])('after an outage a %s report %j at %s is that of %s', (every, rest, now, expected) => {
  expect(told(lastDue(report(every, rest), at(now), calendar), every)).toBe(expected);
});

test.each<[string, object, object, string, string | null]>([
  [
    'an earlier hour that has passed',
    {},
    { at: '08:00' },
    '2031-03-04T08:30',
    '2031-03-04T08:00:00 3 March 2031',
  ],
  ['an earlier hour of which today is done', {}, { at: '08:00' }, '2031-03-04T10:00', null],
  ['an earlier hour that is still to come', {}, { at: '08:00' }, '2031-03-04T07:30', null],
  ['a later hour', {}, { at: '11:00' }, '2031-03-04T08:30', null],
])('a change: %s', (_, was, is, now, expected) => {
  const [old, definition] = [report('daily', was), report('daily', is)];
  const next = nextDue(old, at(now), calendar);
  const found = broughtForward(old, next?.dueAt ?? at(now), definition, at(now), calendar);
  expect(told(found, 'daily')).toBe(expected);
});
