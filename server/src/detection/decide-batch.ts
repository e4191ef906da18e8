import type { Instant } from '../kernel/index.ts';
import type { Signal, SignalOutcome } from './model.ts';

/** One signal of a group commit. `dedupKey` of the signal is already short enough to be indexed. */
export interface BatchItem {
  readonly integrationId: string;
  readonly payloadId: string;
  readonly receivedAt: Instant;
  readonly signal: Signal;
}

/** Signals of one alert, in a row, that say the same: one row of the statement. */
export interface BatchRow {
  /** The newest of them: its words are kept. */
  readonly item: BatchItem;
  /** Positions in the batch, in order. */
  readonly positions: readonly number[];
}

/**
 * A batch as waves: within a wave each alert occurs once, so that one statement can take it (PostgreSQL refuses to touch
 * a row twice), and rows stand in the order of their keys, so that two processes lock rows in the same order and never
 * deadlock. Signals of one alert keep their order: trigger, resolve, trigger is three waves. Nearly always there is one.
 */
export function intoWaves(items: readonly BatchItem[]): readonly (readonly BatchRow[])[] {
  const runs = new Map<string, { item: BatchItem; positions: number[] }[]>();
  items.forEach((item, position) => {
    const key = alertKey(item.integrationId, item.signal.dedupKey);
    const known = runs.get(key);
    const last = known?.at(-1);
    if (known === undefined) runs.set(key, [{ item, positions: [position] }]);
    else if (last !== undefined && saysTheSame(last.item.signal, item.signal)) {
      last.item = item;
      last.positions.push(position);
    } else known.push({ item, positions: [position] });
  });
  const waves: BatchRow[][] = [];
  for (const key of [...runs.keys()].sort())
    runs.get(key)?.forEach((run, index) => {
      const wave = waves[index] ?? [];
      waves[index] = wave;
      wave.push(run);
    });
  return waves;
}

/** The identity of an open alert as a map key; NUL is in neither part. */
export const alertKey = (integrationId: string, dedupKey: string): string => `${integrationId}\0${dedupKey}`;

const saysTheSame = (a: Signal, b: Signal): boolean =>
  a.action === b.action && (a.action !== 'trigger' || a.severity === b.severity);

/** What became of a row's signals, given what became of the row: of several triggers, one opens and the rest repeat. */
export function outcomesOf(row: BatchRow, outcome: SignalOutcome): readonly SignalOutcome[] {
  const others: SignalOutcome = outcome === 'opened' || outcome === 'changed' ? 'repeated' : outcome;
  return row.positions.map((_, index) => (index === 0 ? outcome : others));
}
