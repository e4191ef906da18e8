import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Severity } from '../policy/index.ts';
import { FIRST_BATCH, inTurn, nextSize, type Placed, takeBatch, type Unit, unitsOf } from './decide-turns.ts';

const unit = (id: string, teamId: string | null, severity: Severity, opens = true): Unit => ({
  ids: [id],
  teamId,
  severity,
  opens,
});
const names = (units: readonly Unit[]) => units.flatMap(({ ids }) => ids).join(' ');

const placed = (id: string, place: string, severity: Severity, known = false): Placed => ({
  ...{ id, place, known, severity },
  teamId: `team of ${place}`,
});

test.each<{ when: string; waiting: Placed[]; joinable: string[]; expected: string[] }>([
  { when: 'nothing waits', waiting: [], joinable: [], expected: [] },
  {
    when: 'new alerts of one group open it together, as severe as the worst of them',
    waiting: [placed('1', 'db', 'P3'), placed('2', 'db', 'P1'), placed('3', 'db', 'P4')],
    joinable: [],
    expected: ['1,2,3 P1 opens'],
  },
  {
    when: 'new alerts join a group that exists',
    waiting: [placed('1', 'db', 'P2')],
    joinable: ['db'],
    expected: ['1 P2 joins'],
  },
  {
    when: 'known alerts open nothing, whether or not their group may still be joined',
    waiting: [placed('1', 'group-7', 'P2', true)],
    joinable: [],
    expected: ['1 P2 joins'],
  },
  {
    when: 'each group is one of its own, in the order of its first alert',
    waiting: [placed('1', 'web', 'P4'), placed('2', 'db', 'P1'), placed('3', 'web', 'P3')],
    joinable: ['web'],
    expected: ['1,3 P3 joins', '2 P1 opens'],
  },
])('$when', ({ waiting, joinable, expected }) => {
  const units = unitsOf(waiting, new Set(joinable));
  expect(units.map(({ ids, severity, opens }) => `${ids} ${severity} ${opens ? 'opens' : 'joins'}`)).toEqual(
    expected,
  );
});

test('a large group comes in pieces: the first one opens it, each is as urgent as the worst of the whole', () => {
  const waiting = Array.from({ length: 1_001 }, (_, index) =>
    placed(String(index), 'db', index === 1_000 ? 'P1' : 'P4'),
  );
  const units = unitsOf(waiting, new Set());
  expect(units.map(({ ids, severity, opens }) => [ids.length, severity, opens])).toEqual([
    [500, 'P1', true],
    [500, 'P1', false],
    [1, 'P1', false],
  ]);
  expect(units.flatMap(({ ids }) => ids)).toEqual(waiting.map(({ id }) => id));
  expect(new Set(units.map(({ teamId }) => teamId))).toEqual(new Set(['team of db']));
});

test('the page of another team waits for a round of a storm, not for the storm', () => {
  const storm = Array.from({ length: 400 }, (_, index) => unit(`storm${index}`, 'payments', 'P1'));
  const order = inTurn([...storm, unit('other', 'search', 'P3')]);
  expect(order.slice(0, 3).flatMap(({ ids }) => ids)).toEqual(['storm0', 'other', 'storm1']);
});

test('within a team the more severe goes first, of equals the older; within a round too', () => {
  const units = [
    unit('a4', 'a', 'P4'),
    unit('a2', 'a', 'P2'),
    unit('b3', 'b', 'P3'),
    unit('b1', 'b', 'P1'),
    unit('b1-later', 'b', 'P1'),
    unit('nobody', null, 'P3'),
  ];
  expect(names(inTurn(units))).toBe('b1 a2 nobody b1-later a4 b3');
});

const units = fc.array(
  fc.record({
    ids: fc.array(fc.uuid(), { minLength: 1, maxLength: 3 }),
    teamId: fc.constantFrom(null, 'a', 'b', 'c'),
    severity: fc.constantFrom<Severity>('P1', 'P2', 'P3', 'P4'),
    opens: fc.boolean(),
  }),
);

test('everything has its turn once, and no team waits for two of another between its own', () => {
  fc.assert(
    fc.property(units, (waiting) => {
      const order = inTurn(waiting);
      expect(new Set(order)).toEqual(new Set(waiting));
      expect(order).toHaveLength(waiting.length);
      const turns = new Map<string | null, number>();
      const total = Map.groupBy(waiting, ({ teamId }) => teamId);
      for (const { teamId } of order) {
        const turn = (turns.get(teamId) ?? 0) + 1;
        turns.set(teamId, turn);
        for (const [other, all] of total)
          expect(Math.min(all.length, turn - 1)).toBeLessThanOrEqual(turns.get(other) ?? 0);
      }
    }),
  );
});

test('batches cover the order without gap, and each holds at least one', () => {
  fc.assert(
    fc.property(units, fc.integer({ min: 1, max: 20 }), (waiting, groups) => {
      const size = { groups, alerts: groups * 2 };
      const taken: Unit[] = [];
      while (taken.length < waiting.length) {
        const batch = takeBatch(waiting, taken.length, size);
        expect(batch.length).toBeGreaterThan(0);
        if (batch.length > 1) {
          expect(batch.filter(({ opens }) => opens).length).toBeLessThanOrEqual(groups);
          expect(batch.flatMap(({ ids }) => ids).length).toBeLessThanOrEqual(groups * 2);
        }
        taken.push(...batch);
      }
      expect(taken).toEqual(waiting);
    }),
  );
});

test('the first transaction opens one group; later ones grow while they are quick and shrink when they are slow', () => {
  expect(FIRST_BATCH.groups).toBe(1);
  const grown = [1, 2, 3, 4, 5, 6].reduce(
    (sizes) => [nextSize(sizes[0] ?? FIRST_BATCH, 10), ...sizes],
    [FIRST_BATCH],
  );
  expect(grown.map(({ groups }) => groups).reverse()).toEqual([1, 2, 4, 8, 16, 20, 20]);
  expect(nextSize({ groups: 20, alerts: 2_000 }, 1_000).groups).toBe(2);
  expect(nextSize({ groups: 1, alerts: 100 }, 60_000).groups).toBe(1);
});
