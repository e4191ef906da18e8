import { type Kysely, sql, type Transaction } from 'kysely';
import type { DB } from './schema.gen.ts';

type Tx = Transaction<DB>;
type Step = (tx: Tx) => Promise<void>;

interface Open {
  /** Done before the commit, in the order in which they were asked for first. */
  readonly steps: Map<symbol, Step>;
  readonly done: Set<symbol>;
  /** Counts how often the transaction has waited for others. */
  waits: number;
}

/** The transactions that are open, with what belongs to each. */
const opened = new WeakMap<object, Open>();

/** One transaction: commits when `work` and what was asked for by `beforeCommit` resolve, rolls back when either throws. */
export const inTransaction = <T>(db: Kysely<DB>, work: (tx: Tx) => Promise<T>): Promise<T> =>
  db.transaction().execute(async (tx) => {
    const open: Open = { steps: new Map(), done: new Set(), waits: 0 };
    opened.set(tx, open);
    const result = await work(tx);
    for (const [name, step] of open.steps) {
      open.done.add(name);
      await step(tx);
    }
    return result;
  });

/** As the first statement of a transaction that only reads: all that it reads is of one moment, and nobody waits for it. */
export async function asOfOneMoment(tx: Tx): Promise<void> {
  await sql`set transaction isolation level repeatable read, read only`.execute(tx);
}

/**
 * Has `step` done once, as the last thing of the transaction, however often it is asked for under this name: what a
 * command causes one by one in many places, such as wake-ups, is written by one statement.
 * @throws when that has been done already: what came too late would be lost without a word
 */
export function beforeCommit(tx: Tx, name: symbol, step: Step): void {
  const open = opened.get(tx);
  // To do nothing would lose what was to be written, a page's wake-up for one.
  if (open === undefined) throw new Error('This transaction was not opened by inTransaction().');
  if (open.done.has(name)) throw new Error(`Too late: ${String(name)} was written already.`);
  if (!open.steps.has(name)) open.steps.set(name, step);
}

/**
 * To be called by whoever has waited for a lock: what others changed meanwhile is to be seen, so what this transaction
 * has read before is read again.
 */
export function hasWaited(tx: Tx): void {
  const open = opened.get(tx);
  if (open !== undefined) open.waits += 1;
}

/**
 * What one transaction has read, so that the many rules which ask in the course of it share one answer. Outside of a
 * transaction nothing is kept: the next question may come much later.
 */
export class ReadOnce<K, V> {
  readonly #kept = new WeakMap<object, { readonly waits: number; readonly values: Map<K, Promise<V>> }>();

  get(reader: object, key: K, read: () => Promise<V>): Promise<V> {
    const open = opened.get(reader);
    if (open === undefined) return read();
    let kept = this.#kept.get(reader);
    if (kept === undefined || kept.waits !== open.waits) {
      kept = { waits: open.waits, values: new Map() };
      this.#kept.set(reader, kept);
    }
    const known = kept.values.get(key);
    if (known !== undefined) return known;
    const value = read();
    kept.values.set(key, value);
    return value;
  }

  /** After a change by the transaction itself. */
  forget(reader: object): void {
    this.#kept.delete(reader);
  }
}
