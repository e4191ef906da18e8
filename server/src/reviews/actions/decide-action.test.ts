import { describe, expect, test } from 'vitest';
import { csvOf, Temporal } from '../../kernel/index.ts';
import type { Calendar } from '../../policy/index.ts';
import { followUpAt, nextLook, noticeTimes, tellNow } from './decide-action.ts';
import type { Action } from './model.ts';

const at = (text: string) => Temporal.Instant.from(text);
const berlin: Calendar = {
  zone: 'Europe/Berlin',
  workingDays: [1, 2, 3, 4, 5],
  hours: { from: '09:00', until: '17:00' },
  holidays: { '2031-04-11': 'Good Friday', '2031-04-14': 'Easter Monday' },
};
const action = (over: Partial<Action> = {}): Action => ({
  ...{ id: 'a', number: 1, incidentId: 'i', title: 'Grow the pool', details: '', kind: 'preventive' },
  ...{ priority: 'medium', state: 'open', ownerId: 'ana', dueOn: '2031-03-07', promisedOn: '2031-03-07' },
  ...{ link: null, createdBy: { kind: 'system' }, createdAt: at('2031-03-03T10:00:00Z'), doneAt: null },
  ...{
    worked: null,
    workedNote: '',
    ownerToldFor: null,
    managerToldFor: null,
    remindedFor: null,
    nextAt: null,
  },
  ...over,
});

describe('when somebody hears of a deadline', () => {
  test.each([
    ['a Friday', '2031-03-07', '2031-03-06T08:00:00Z', '2031-03-10T08:00:00Z', '2031-03-13T08:00:00Z'],
    ['a Sunday', '2031-03-09', '2031-03-07T08:00:00Z', '2031-03-10T08:00:00Z', '2031-03-13T08:00:00Z'],
    ['before Easter', '2031-04-10', '2031-04-09T07:00:00Z', '2031-04-15T07:00:00Z', '2031-04-18T07:00:00Z'],
  ])('%s: always in the morning of a working day', (_name, dueOn, remind, owner, manager) => {
    const times = noticeTimes(dueOn, berlin);
    expect([times.remind, times.owner, times.manager].map(String)).toEqual([remind, owner, manager]);
  });

  test('each is told once, of the deadline that stands; after an outage no reminder comes of what is overdue', () => {
    expect(tellNow(action(), berlin, at('2031-03-06T08:00:00Z'))).toEqual(['remind']);
    expect(tellNow(action({ remindedFor: '2031-03-07' }), berlin, at('2031-03-06T08:00:00Z'))).toEqual([]);
    expect(tellNow(action(), berlin, at('2031-03-20T08:00:00Z'))).toEqual(['owner', 'manager']);
    const moved = action({ dueOn: '2031-03-20', remindedFor: '2031-03-07', ownerToldFor: '2031-03-07' });
    expect(tellNow(moved, berlin, at('2031-03-19T08:00:00Z'))).toEqual(['remind']);
  });

  test('nothing of what is done or dropped, and no reminder of what was promised for tomorrow', () => {
    expect(nextLook(action({ state: 'done' }), berlin, at('2031-03-03T10:00:00Z'))).toBeNull();
    const soon = action({ dueOn: '2031-03-04' });
    expect(String(nextLook(soon, berlin, at('2031-03-03T10:00:00Z')))).toBe('2031-03-05T08:00:00Z');
  });
});

test('the follow-up comes a month after the report, or a week after the last deadline', () => {
  const published = at('2031-03-10T09:00:00Z');
  expect(String(followUpAt([action()], published, berlin))).toBe('2031-04-10T07:00:00Z');
  expect(String(followUpAt([action({ dueOn: '2031-06-02' })], published, berlin))).toBe(
    '2031-06-10T07:00:00Z',
  );
  expect(followUpAt([action({ state: 'dropped' })], published, berlin)).toBeNull();
});

test.each([
  ['=1+1', `"'=1+1"`],
  ['+49 30', `"'+49 30"`],
  ['-2', `"'-2"`],
  ['@SUM(A1)', `"'@SUM(A1)"`],
  ['\t=1', `"'\t=1"`],
  [' =1', `"' =1"`],
  ['say "hi"', '"say ""hi"""'],
  ['plain', '"plain"'],
])('a spreadsheet takes %j for text', (cell, expected) => {
  expect(csvOf([[cell]])).toBe(`\ufeff${expected}\r\n`);
});
