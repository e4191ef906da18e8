import type { Instant } from '../kernel/index.ts';
import type { Signal, SignalOutcome } from './model.ts';

/** One signal of a group commit. `dedupKey` of the signal is already short enough to be indexed. */
export interface BatchItem {
  readonly integrationId: string;
  readonly payloadId: string;
  readonly receivedAt: Instant;
  readonly signal: Signal;
  /** What a trigger's title says (decide-words.ts); undefined where its members say what is new. */
  readonly words?: number | undefined;
}

/** Signals of one alert, in a row, that say the same: one row of the statement. */
export interface BatchRow {
  /** The newest of them: its words are kept. */
  readonly item: BatchItem;
  /** Positions in the batch, in order. */
  readonly positions: readonly number[];
}

interface Run {
  item: BatchItem;
  readonly positions: number[];
}

/**
 * A batch as waves: within a wave each alert occurs once, so that one statement can take it (PostgreSQL refuses to touch
 * a row twice), and rows stand in the order of their keys, so that two processes lock rows in the same order and never
 * deadlock. Signals of one alert keep their order: trigger, resolve, trigger is three waves. Nearly always there is one.
 */
export function intoWaves(items: readonly BatchItem[]): readonly (readonly BatchRow[])[] {
  const runs = new Map<string, Run[]>();
  items.forEach((item, position) => {
    const key = alertKey(item.integrationId, item.signal.dedupKey);
    const known = runs.get(key);
    const last = known?.at(-1);
    if (known === undefined || last === undefined) runs.set(key, [{ item, positions: [position] }]);
    else {
      const taken = takenWith(known, last, item);
      if (taken === undefined) known.push({ item, positions: [position] });
      else {
        last.item = taken;
        last.positions.push(position);
      }
    }
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

/** The item of an alert's last row when one more is taken with it; undefined when that is a row of its own. */
function takenWith(runs: readonly Run[], last: Run, item: BatchItem): BatchItem | undefined {
  if (saysTheSame(last.item, item)) return item;
  if (item.signal.action !== 'trigger' || last.item.signal.action !== 'trigger') return undefined;
  const since = runs.slice(runs.findLastIndex((run) => run.item.signal.action !== 'trigger') + 1);
  if (saysNothingNew(since, item)) return last.item;
  const isSevere = last.item.signal.severity !== item.signal.severity;
  return since.length < MOST_ROWS || isSevere ? undefined : together(last.item, item);
}

const saysTheSame = (a: BatchItem, b: BatchItem): boolean =>
  a.signal.action === b.signal.action &&
  (a.signal.action !== 'trigger' ||
    (a.signal.severity === b.signal.severity && a.words === b.words && sameMembers(a, b)));

const sameMembers = ({ signal: { members: a } }: BatchItem, { signal: { members: b } }: BatchItem): boolean =>
  a === b || (a !== undefined && b !== undefined && JSON.stringify(a) === JSON.stringify(b));

/**
 * Whether a trigger goes back to words that its alert has had in this batch: counted with the last row, whose words are the
 * newest that are news. A title that alternates is else a wave, and so a statement, each time.
 * @param since what was said of the alert since it was last closed, in rows; not empty
 */
const saysNothingNew = (since: readonly Run[], { signal, words }: BatchItem): boolean =>
  words !== undefined &&
  since.at(-1)?.item.signal.severity === signal.severity &&
  since.some(({ item }) => item.words === words);

/** Statements that what one alert says in one batch may take; more of it is taken together. */
const MOST_ROWS = 16;

/**
 * The newest of two triggers, with the members of both: that one is taken to fire for longer than it does is better than
 * that nobody hears of it.
 */
const together = (before: BatchItem, item: BatchItem): BatchItem =>
  before.signal.members === undefined || item.signal.members === undefined
    ? item
    : { ...item, signal: { ...item.signal, members: { ...before.signal.members, ...item.signal.members } } };

/** What became of a row's signals, given what became of the row: of several triggers, one opens and the rest repeat. */
export function outcomesOf(row: BatchRow, outcome: SignalOutcome): readonly SignalOutcome[] {
  const others: SignalOutcome = outcome === 'opened' || outcome === 'changed' ? 'repeated' : outcome;
  return row.positions.map((_, index) => (index === 0 ? outcome : others));
}
