import { describe, expect, test } from 'vitest';
import type { StoredChange } from '../detection/index.ts';
import { plusSeconds, Temporal } from '../kernel/index.ts';
import { nearnessOf, rank } from './decide-rank.ts';

const start = Temporal.Instant.from('2031-03-03T14:00:00Z');
const systems = new Map([
  ['checkout', { dependsOn: ['payments', 'catalog'] }],
  ['payments', { dependsOn: ['database'] }],
  ['catalog', { dependsOn: ['database'] }],
  ['database', { dependsOn: ['storage'] }],
  ['storage', { dependsOn: ['power'] }],
  ['power', { dependsOn: ['checkout'] }],
]);
const near = nearnessOf(['checkout'], systems);

const change = (
  systemId: string | null,
  minutesBefore: number,
  more: Partial<StoredChange> = {},
): StoredChange => ({
  ...{ id: `${systemId} ${minutesBefore}`, integrationId: null, systemId, kind: 'deployment', summary: 'x' },
  ...{ source: null, version: null, environment: null, state: null, by: null, recordedBy: null },
  ...{ happenedAt: plusSeconds(start, -minutesBefore * 60), links: [], details: null },
  ...more,
});
const order = (...changes: StoredChange[]): string[] =>
  rank(changes, { near, start }).map(({ change: { id } }) => id);

test('nearness goes along what is depended on, by the shortest way, three steps deep and never round in circles', () => {
  expect(Object.fromEntries([...near].map(([id, { distance }]) => [id, distance]))).toEqual({
    ...{ checkout: 0, payments: 1, catalog: 1, database: 2, storage: 3 },
  });
  expect(nearnessOf(['checkout', 'database'], systems).get('database')).toEqual({
    ...{ distance: 0, fromSystemId: 'database' },
  });
});

describe('the most likely first', () => {
  test('of one system, the one nearest before the start', () => {
    expect(order(change('checkout', 600), change('checkout', 5), change('checkout', 60))).toEqual([
      ...['checkout 5', 'checkout 60', 'checkout 600'],
    ]);
  });
  test('at one time, the nearest in the graph; what belongs to no system last but one', () => {
    expect(
      order(change(null, 5), change('storage', 5), change('payments', 5), change('checkout', 5)),
    ).toEqual([...['checkout 5', 'payments 5', 'null 5', 'storage 5']]);
  });
  test('what came before the start, before what came after it', () => {
    expect(order(change('checkout', -2), change('checkout', 20))).toEqual(['checkout 20', 'checkout -2']);
  });
  test('one that failed or still runs, before one that went well', () => {
    const of = (state: StoredChange['state']) => change('checkout', 10, { id: `${state}`, state });
    expect(order(of('succeeded'), of('failed'), of('running'), of('rolled_back'))).toEqual([
      ...['failed', 'running', 'succeeded', 'rolled_back'],
    ]);
  });
});
