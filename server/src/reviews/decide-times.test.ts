import { describe, expect, test } from 'vitest';
import type { Person } from '../directory/index.ts';
import { Temporal } from '../kernel/index.ts';
import type { Calendar } from '../policy/index.ts';
import { proposeTimes, type TimesFacts } from './decide-times.ts';

const at = (text: string) => Temporal.Instant.from(text);
const person = (id: string, timezone: string, absences: Person['absences'] = []): Person => ({
  ...{ id, email: `${id}@example.com`, name: id, timezone, role: 'responder', active: true },
  ...{ quietHours: null, contactMethods: [], contactRules: [], absences },
});
const berlin: Calendar = {
  zone: 'Europe/Berlin',
  workingDays: [1, 2, 3, 4, 5],
  hours: { from: '09:00', until: '17:00' },
  holidays: {},
};
const facts = (over: Partial<TimesFacts>): TimesFacts => ({
  people: [person('ana', 'Europe/Berlin'), person('pat', 'America/New_York')],
  calendar: berlin,
  minutes: 60,
  now: at('2031-03-03T09:00:00Z'),
  conductBy: at('2031-03-06T09:00:00Z'),
  onCall: () => false,
  calendars: new Map(),
  ...over,
});
const starts = (over: Partial<TimesFacts>) =>
  proposeTimes(facts(over)).map(({ at: time }) => time.toString());

describe('when the review could be held', () => {
  test('in the hours that all zones share, soonest first, and two hours apart', () => {
    expect(starts({})).toEqual(['2031-03-03T14:00:00Z', '2031-03-04T14:00:00Z', '2031-03-05T14:00:00Z']);
    expect(starts({ people: [person('ana', 'Europe/Berlin')] })).toEqual([
      ...['2031-03-03T11:00:00Z', '2031-03-03T13:00:00Z', '2031-03-03T15:00:00Z'],
    ]);
  });

  test('where no hour is shared, at the one that asks least, and it says of whom', () => {
    const people = [
      person('ana', 'Europe/Berlin'),
      person('ben', 'Europe/Berlin'),
      person('kim', 'Asia/Tokyo'),
    ];
    const [first] = proposeTimes(facts({ people }));
    expect(first).toMatchObject({ suits: 2, of: 3, not: [{ personId: 'kim', why: 'outside_hours' }] });
  });

  test('resolved on a Friday evening before a holiday: none of the days left is a working day, so later ones are offered and say so', () => {
    const proposed = proposeTimes(
      facts({
        people: [person('ana', 'Europe/Berlin'), person('mia', 'Europe/Berlin')],
        calendar: { ...berlin, holidays: { '2031-04-14': 'Easter Monday' } },
        now: at('2031-04-11T17:00:00Z'),
        conductBy: at('2031-04-14T17:00:00Z'),
      }),
    );
    expect(proposed.map(({ at: time, late, suits }) => [time.toString(), late, suits])).toEqual([
      ['2031-04-15T07:00:00Z', true, 2],
      ['2031-04-15T09:00:00Z', true, 2],
      ['2031-04-15T11:00:00Z', true, 2],
    ]);
  });

  test('absences count as nobody there; being on call is said and costs little', () => {
    const away = person('ana', 'Europe/Berlin', [
      { id: 'a', from: at('2031-03-03T00:00:00Z'), until: at('2031-03-05T00:00:00Z'), note: '' },
    ]);
    expect(starts({ people: [away] })[0]).toBe('2031-03-05T08:00:00Z');
    const [first] = proposeTimes(
      facts({ people: [person('ana', 'Europe/Berlin')], onCall: (id) => id === 'ana' }),
    );
    expect(first).toMatchObject({ suits: 1, of: 1, not: [{ personId: 'ana', why: 'on_call' }] });
  });

  test('across the change to summer time the hours are those of the wall clock', () => {
    const [first] = proposeTimes(
      facts({
        people: [person('ana', 'Europe/Berlin')],
        now: at('2031-03-29T12:00:00Z'),
        conductBy: at('2031-04-01T12:00:00Z'),
      }),
    );
    expect(first?.at.toString()).toBe('2031-03-31T07:00:00Z');
  });

  test('nobody to ask: nothing to offer', () => {
    expect(proposeTimes(facts({ people: [] }))).toEqual([]);
  });
});
