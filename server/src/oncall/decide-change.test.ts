import { describe, expect, test } from 'vitest';
import { type Instant, Temporal } from '../kernel/index.ts';
import { whoIsOnCall } from './decide.ts';
import { changeRotations, withdrawOverride } from './decide-change.ts';
import { type Rotation, type RotationInput, rotationInput } from './model.ts';

// A Wednesday afternoon in Berlin.
const now = Temporal.Instant.from('2026-11-25T14:00:00Z');
const input = (over: Partial<RotationInput> & Pick<RotationInput, 'participants'>): RotationInput => ({
  ...rotationInput.parse({ participants: ['x'] }),
  ...over,
});
const change = (current: readonly Rotation[], rotations: RotationInput[]) =>
  changeRotations(current, { rotations, zone: 'Europe/Berlin' }, ['n1', 'n2'], now);
const onCall = (rotations: readonly Rotation[], at: Instant) =>
  whoIsOnCall(
    { id: 's', teamId: 's', name: 's', zone: 'Europe/Berlin', rotations, overrides: [] },
    at,
  ).levels.flatMap(({ people }) => people.map(({ personId }) => personId));
/** What the rotations are after a change. */
const applied = (current: readonly Rotation[], rotations: RotationInput[]) => {
  const { end, add } = change(current, rotations);
  return [...current.map((rule) => (end.includes(rule.id) ? { ...rule, inForceUntil: now } : rule)), ...add];
};

describe('a new rotation', () => {
  test('without a start has its first participant on call at once, until the next hand-over', () => {
    const { add } = change([], [input({ participants: ['ana', 'ben'] })]);
    expect(onCall(add, now)).toEqual(['ana']);
    expect(onCall(add, Temporal.Instant.from('2026-11-30T07:59:59Z'))).toEqual(['ana']);
    expect(onCall(add, Temporal.Instant.from('2026-11-30T08:00:00Z'))).toEqual(['ben']);
  });

  test('with a start begins its first turn there', () => {
    const { add } = change(
      [],
      [input({ participants: ['ana', 'ben'], startsOn: '2026-11-26', kind: 'daily' })],
    );
    expect(onCall(add, Temporal.Instant.from('2026-11-26T08:00:00Z'))).toEqual(['ana']);
  });
});

describe('a changed rotation', () => {
  const current = change(
    [],
    [input({ participants: ['ana', 'ben', 'cleo'], startsOn: '2026-11-16' })],
  ).add.map((rotation) => ({ ...rotation, inForceFrom: null }));
  // Ben's turn since Monday the 23rd.

  test('that is the same is left alone', () => {
    expect(change(current, [input({ participants: ['ana', 'ben', 'cleo'] })])).toEqual({ end: [], add: [] });
  });

  test('keeps whoever is on call on call when somebody joins', () => {
    const after = applied(current, [input({ participants: ['dan', 'ana', 'ben', 'cleo'] })]);
    expect(onCall(after, now)).toEqual(['ben']);
    expect(onCall(after, Temporal.Instant.from('2026-11-30T08:00:00Z'))).toEqual(['cleo']);
    expect(onCall(after, Temporal.Instant.from('2026-12-07T08:00:00Z'))).toEqual(['dan']);
  });

  test('shows the next at once when the one on call is taken out, and leaves the past as it was', () => {
    const after = applied(current, [input({ participants: ['ana', 'cleo'] })]);
    expect(onCall(after, now)).toEqual(['ana']);
    expect(onCall(after, now.subtract({ milliseconds: 1 }))).toEqual(['ben']);
    expect(change(current, []).end).toEqual(['n1']);
  });

  const ben: RotationInput[] = [
    input({ participants: ['ana', 'ben', 'cleo'], handoverDay: 'wednesday' }),
    input({ participants: ['ana', 'ben', 'cleo'], handoverDay: 'thursday', handoverTime: '23:00' }),
    input({ participants: ['ana', 'ben', 'cleo'], kind: 'daily', handoverTime: '16:00' }),
    input({ participants: ['cleo', 'ben'], every: 3 }),
    input({ participants: ['ana', 'ben', 'cleo'], zone: 'Pacific/Auckland' }),
    input({ participants: ['ana', 'ben', 'cleo'], name: 'By day', level: 1, kind: 'daily' }),
    input({ participants: ['ana', 'ben', 'cleo'], name: 'Primary', level: 2 }),
  ];
  test.each(ben)(
    'keeps whoever is on call until the next hand-over, whatever the new rhythm: %j',
    (wanted) => {
      const after = applied(current, [wanted]);
      expect(onCall(after, now)).toEqual(['ben']);
      const answer = whoIsOnCall(
        { id: 's', teamId: 's', name: 's', zone: 'UTC', rotations: after, overrides: [] },
        now,
      );
      const until = answer.levels.flatMap((level) =>
        level.people.length > 0 && level.until ? [level.until] : [],
      );
      expect(until).toHaveLength(1);
      expect(onCall(after, (until[0] as Instant).subtract({ milliseconds: 1 }))).toEqual(['ben']);
      expect(onCall(after, until[0] as Instant)).not.toEqual(['ben']);
    },
  );

  test('of turns that last two weeks stays in its week when the hand-over moves by an hour', () => {
    const long = change(
      [],
      [input({ participants: ['ana', 'ben'], startsOn: '2026-11-16', every: 2, handoverTime: '10:00' })],
    ).add.map((rotation) => ({ ...rotation, inForceFrom: null }));
    const after = applied(long, [input({ participants: ['ana', 'ben'], every: 2, handoverTime: '09:00' })]);
    expect(onCall(after, now)).toEqual(['ana']);
    expect(onCall(after, Temporal.Instant.from('2026-11-30T07:59:59Z'))).toEqual(['ana']);
    expect(onCall(after, Temporal.Instant.from('2026-11-30T08:00:00Z'))).toEqual(['ben']);
  });

  test('takes the place of the one with its name, and no other takes it too', () => {
    const two = change(
      [],
      [
        input({ name: 'East', participants: ['ana', 'ben'], startsOn: '2026-11-23' }),
        input({ name: 'West', participants: ['ben', 'ana'], startsOn: '2026-11-23' }),
      ],
    ).add.map((rotation) => ({ ...rotation, inForceFrom: null }));
    expect(onCall(two, now)).toEqual(['ana', 'ben']);
    const after = applied(two, [
      input({ name: 'West', participants: ['ana', 'ben'], handoverTime: '12:00' }),
      input({ name: 'East', participants: ['ben', 'ana'], handoverTime: '12:00' }),
    ]);
    expect(onCall(after, now)).toEqual(['ben', 'ana']);
  });

  test('leaves the turns of another that is new on its level alone', () => {
    const after = applied(current, [
      input({ name: 'Shadow', participants: ['dan', 'ben'] }),
      input({ participants: ['ana', 'ben', 'cleo'], handoverTime: '12:00' }),
    ]);
    expect(onCall(after, now)).toEqual(['dan', 'ben']);
  });
});

test.each([
  ['over', -2, -1, 'over'],
  ['ending now', -2, 0, 'over'],
  ['going on', -1, 1, 'cut'],
  ['beginning now', 0, 1, 'delete'],
  ['to come', 1, 2, 'delete'],
] as const)('taking back an override that is %s', (_, from, until, expected) => {
  const override = {
    id: 'o',
    level: 1,
    personId: 'dan',
    reason: '',
    authorId: null,
    createdAt: now,
    from: now.add({ hours: from }),
    until: now.add({ hours: until }),
  };
  expect(withdrawOverride(override, now)).toBe(expected);
});
