import { describe, expect, test } from 'vitest';
import { policy } from '../../test/harness/detection.ts';
import { Temporal } from '../kernel/index.ts';
import { type HeardMembers, type Members, newMembers, reviseMembers } from './decide-members.ts';

const now = Temporal.Instant.from('2031-03-03T14:00:00Z');
const later = now.add({ minutes: 5 });
const a = { title: 'Queue slow', severity: 'error' };
const b = { title: 'Basket slow', severity: 'warning' };

/** Looks at one notification after another. @returns what the last one told, and what is kept */
function look(notifications: readonly Members[], at = now, before: HeardMembers | null = null) {
  const members = notifications.at(-1) ?? {};
  const membersSince = Object.fromEntries(notifications.flatMap((each) => Object.entries(each)));
  const { joined, worsened, reworded, heard } = reviseMembers(
    { members, membersSince, membersHeard: before },
    policy,
    at,
  );
  return { told: { joined, worsened, reworded }, heard };
}
const titles = (all: readonly { title: string | undefined }[]) => all.map(({ title }) => title);

describe('the members of a notification group', () => {
  test('those there when nothing was noted before are no news, those after them are', () => {
    const first = look([{ a }]);
    expect(first.told.joined).toEqual([]);
    expect(titles(look([{ a, b }], later, first.heard).told.joined)).toEqual(['Basket slow']);
  });

  test('one that came and went between two looks is news, and over since', () => {
    const { told, heard } = look([{ a, b }, { a }], later, look([{ a }]).heard);
    expect(titles(told.joined)).toEqual(['Basket slow']);
    expect(heard?.b?.overAt).toBe(later.toString());
  });

  test('one that returns says since when it was over', () => {
    const gone = look([{ a }], now, look([{ a, b }]).heard);
    const [back] = look([{ a, b }], later, gone.heard).told.joined;
    expect(back?.lastOverAt?.toString()).toBe(now.toString());
  });

  test('one that becomes worse, or says something else, is told as that', () => {
    const { heard } = look([{ a, b }]);
    const worse = look([{ a, b: { ...b, severity: 'critical' } }], later, heard).told;
    expect(worse).toMatchObject({ joined: [], worsened: [{ title: 'Basket slow', previous: 'P3' }] });
    const other = look([{ a, b: { ...b, title: 'Basket is DOWN' } }], later, heard).told;
    expect(other).toMatchObject({ reworded: [{ before: 'Basket slow', title: 'Basket is DOWN' }] });
    expect(look([{ a, b: { ...b, title: 'basket slow 17' } }], later, heard).told.reworded).toEqual([]);
  });

  test('one without a title is counted', () => {
    const { told } = look([{ a, c: { severity: 'error' } }], later, look([{ a }]).heard);
    expect(titles(told.joined)).toEqual([undefined]);
  });

  test('of those that are over the last ones are kept', () => {
    let { heard } = look([{ a }]);
    for (let each = 0; each < 300; each += 1)
      ({ heard } = look([{ a, [`m${each}`]: b }, { a }], now.add({ seconds: each }), heard));
    expect(Object.keys(heard ?? {})).toHaveLength(201);
    expect(heard).toHaveProperty('m299');
    expect(heard).not.toHaveProperty('m0');
  });

  test('of a new alert all are named, also those that are over by now; an alert that is no group has none', () => {
    const seen = { members: { a }, membersSince: { b }, membersHeard: null };
    expect(titles(newMembers(seen, policy, undefined)).sort()).toEqual(['Basket slow', 'Queue slow']);
    const none = { members: null, membersSince: null, membersHeard: null };
    expect(newMembers(none, policy, undefined)).toEqual([]);
    expect(reviseMembers(none, policy, now).heard).toBeNull();
  });
});
