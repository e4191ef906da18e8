import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isBefore, Temporal } from '../kernel/index.ts';
import { whoIsOnCall } from './decide.ts';
import { changeRotations, withChange } from './decide-change.ts';
import { staying, swaps } from './decide-stay.ts';
import { rotationInput, type Schedule } from './model.ts';

const people = fc.uniqueArray(fc.constantFrom('ana', 'ben', 'cleo', 'dan'), { minLength: 1 });
const rule = fc
  .record({
    participants: people,
    kind: fc.constantFrom('daily' as const, 'weekly' as const),
    every: fc.integer({ min: 1, max: 3 }),
    handoverTime: fc.constantFrom('00:00', '09:00', '23:30'),
    zone: fc.constantFrom('UTC', 'Europe/Berlin', 'Pacific/Auckland'),
  })
  .map((given) => rotationInput.parse({ ...given, startsOn: '2031-01-06' }));
const instant = fc
  .integer({ min: Date.UTC(2031, 1, 1), max: Date.UTC(2031, 11, 31) })
  .map((millis) => Temporal.Instant.fromEpochMilliseconds(millis));

const empty: Schedule = { id: 's', teamId: 't', name: 's', zone: 'UTC', rotations: [], overrides: [] };
const idsAt = (schedule: Schedule, at: Temporal.Instant) =>
  whoIsOnCall(schedule, at).levels.flatMap(({ people: found }) => found.map(({ personId }) => personId));

test('a rotation with a start that changes keeps whoever is on call until a hand-over, or says who is instead', () => {
  fc.assert(
    fc.property(rule, rule, instant, (old, wanted, now) => {
      const change = (from: Schedule, input: typeof old, at: Temporal.Instant) =>
        withChange(
          from,
          changeRotations(from.rotations, { rotations: [input], zone: 'UTC' }, [`${input.kind} ${at}`], at),
          at,
        );
      const before = change(empty, old, Temporal.Instant.from('2031-01-06T00:00:00Z'));
      const rules = change(before, wanted, now);
      const stays = staying(before, rules, now);
      const after = { ...rules, overrides: stays.map((stay, index) => ({ ...stay, id: String(index) })) };
      const [present] = idsAt(before, now);
      if (present !== undefined && wanted.participants.includes(present)) {
        expect(idsAt(after, now)).toEqual([present]);
        expect(swaps(before, after, now)).toEqual([]);
      } else
        expect(swaps(before, after, now)).toEqual([{ level: 1, from: [present], to: idsAt(rules, now) }]);
      for (const { until } of stays) {
        // From the hand-over on the new rules alone count, and it is not put off beyond the end of the turn.
        expect(idsAt(after, until)).toEqual(idsAt(rules, until));
        const turn = whoIsOnCall(before, now).levels[0]?.until;
        expect(turn && isBefore(turn, until)).toBeFalsy();
      }
      // The same again changes nobody.
      expect(swaps(after, change(after, wanted, now), now)).toEqual([]);
    }),
    { numRuns: 500 },
  );
});
