import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Temporal } from '../kernel/index.ts';
import { type BatchItem, intoWaves, outcomesOf } from './decide-batch.ts';
import type { SignalAction } from './model.ts';

const receivedAt = Temporal.Instant.from('2031-03-03T09:00:00Z');
const item = (dedupKey: string, action: SignalAction = 'trigger', severity?: string): BatchItem => ({
  integrationId: 'monitor',
  payloadId: 'payload',
  receivedAt,
  signal: {
    action,
    dedupKey,
    title: 'x',
    labels: {},
    links: [],
    ...(severity === undefined ? {} : { severity }),
  },
});
const shape = (items: readonly BatchItem[]) =>
  intoWaves(items).map((wave) =>
    wave.map(({ item: { signal }, positions }) => `${signal.dedupKey} ${signal.action} ×${positions.length}`),
  );

describe('a batch as waves', () => {
  test('repeats in one batch are one row that counts them', () => {
    expect(shape([item('b'), item('a'), item('b'), item('b')])).toEqual([['a trigger ×1', 'b trigger ×3']]);
  });

  test('what one alert says in turn keeps its order', () => {
    expect(shape([item('a'), item('a', 'resolve'), item('a'), item('b')])).toEqual([
      ['a trigger ×1', 'b trigger ×1'],
      ['a resolve ×1'],
      ['a trigger ×1'],
    ]);
  });

  test('a change of severity is not folded into a repeat', () => {
    expect(shape([item('a', 'trigger', 'warning'), item('a', 'trigger', 'critical')])).toHaveLength(2);
  });

  test('other words and other members are rows of their own, and going back to them is not', () => {
    const says = (words: number): BatchItem => ({ ...item('a'), words });
    expect(shape([says(1), says(2), says(1), says(2), says(1)])).toEqual([
      ['a trigger ×1'],
      ['a trigger ×4'],
    ]);
    const lists = (...keys: string[]): BatchItem => {
      const { signal, ...rest } = item('a');
      return { ...rest, signal: { ...signal, members: Object.fromEntries(keys.map((key) => [key, {}])) } };
    };
    expect(shape([lists('m'), lists('m', 'n'), lists('m', 'n')])).toEqual([
      ['a trigger ×1'],
      ['a trigger ×2'],
    ]);
  });

  test('after a resolve words are new again', () => {
    const says = (words: number): BatchItem => ({ ...item('a'), words });
    expect(shape([says(1), item('a', 'resolve'), says(2), says(1)])).toHaveLength(4);
  });

  test('what one alert says in a batch takes a bounded number of statements, and no member is left out', () => {
    const many = Array.from({ length: 500 }, (_, each): BatchItem => ({ ...item('a'), words: each }));
    expect(shape(many).length).toBeLessThanOrEqual(16);
    const groups = Array.from({ length: 500 }, (_, each): BatchItem => {
      const { signal, ...rest } = item('a');
      return { ...rest, signal: { ...signal, members: { [`m${each}`]: {} } } };
    });
    const waves = intoWaves(groups);
    expect(waves.length).toBeLessThanOrEqual(16);
    const named = waves.flatMap(([row]) => Object.keys(row?.item.signal.members ?? {}));
    expect(new Set(named).size).toBe(500);
  });

  test('the same key of two integrations is two alerts', () => {
    expect(shape([item('a'), { ...item('a'), integrationId: 'other' }])).toHaveLength(1);
  });

  test('every signal is in exactly one row; a wave has each alert once, in order; turns of an alert are in order', () => {
    const items = fc.array(
      fc
        .record({
          key: fc.constantFrom('a', 'b', 'c'),
          action: fc.constantFrom('trigger', 'acknowledge', 'resolve'),
        })
        .map(({ key, action }) => item(key, action as SignalAction)),
    );
    fc.assert(
      fc.property(items, (batch) => {
        const waves = intoWaves(batch);
        const positions = waves.flatMap((wave) => wave.flatMap((row) => row.positions));
        expect([...positions].sort((x, y) => x - y)).toEqual(batch.map((_, index) => index));
        for (const wave of waves) {
          const keys = wave.map((row) => row.item.signal.dedupKey);
          expect(keys).toEqual([...new Set(keys)].sort());
        }
        for (const key of ['a', 'b', 'c']) {
          const inTurn = waves.flatMap((wave) =>
            wave.filter((row) => row.item.signal.dedupKey === key).flatMap((row) => row.positions),
          );
          expect(inTurn).toEqual([...inTurn].sort((x, y) => x - y));
        }
      }),
    );
  });

  test('of several triggers one opens, the others repeat', () => {
    const [[row] = []] = intoWaves([item('a'), item('a'), item('a')]);
    expect(row && outcomesOf(row, 'opened')).toEqual(['opened', 'repeated', 'repeated']);
    expect(row && outcomesOf(row, 'repeated')).toEqual(['repeated', 'repeated', 'repeated']);
  });
});
