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
