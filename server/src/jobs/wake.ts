import type pg from 'pg';
import type { Instant, JsonObject } from '../kernel/index.ts';
import { beforeCommit, type Tx } from '../platform/db/index.ts';
import { type Change, type Job, setJobs, setJobsOver } from './store.ts';

/**
 * A wake-up says "look at this subject at that time" and nothing else: what is to be done then is decided from the
 * tables when it fires, so that a stale or doubled wake-up is harmless (design §5).
 */
export interface Wakeup {
  /** The task that looks, such as `escalation.wake`. */
  readonly task: string;
  /** The subject's id. One wake-up at most is pending per task and key; a new one replaces it. */
  readonly key: string;
  readonly runAt: Instant;
  readonly payload?: JsonObject;
  /** Of what is due, lower numbers go first (default 0). */
  readonly priority?: number;
}

/**
 * Adds the wake-ups, in the transaction that changed their subjects: either both happen or neither. They are written at
 * its end, all by one statement; of two for the same task and key the later one counts.
 */
export function wakeAt(tx: Tx, ...wakeups: readonly Wakeup[]): Promise<void> {
  for (const wakeup of wakeups) change(tx, jobOf(wakeup));
  return Promise.resolve();
}

/** The same over a plain connection, for ingest, which has no transaction of ours. */
export const wakeAtOver = (client: pg.Pool | pg.ClientBase, wakeup: Wakeup): Promise<void> =>
  insist([jobOf(wakeup)], (changes) => setJobsOver(client, changes));

/** Removes a pending wake-up. Not needed for correctness (a stale one decides "nothing"); it keeps the queue short. */
export function cancelWakeup(tx: Tx, task: string, key: string): Promise<void> {
  change(tx, { jobKey: jobKeyOf(task, key), task: null });
  return Promise.resolve();
}

const WAKE = Symbol('wake-ups');
/** What each open transaction changes in the queue, by the job's key. No transaction of ours rolls back a part of itself. */
const changes = new WeakMap<Tx, Map<string, Change>>();

function change(tx: Tx, wanted: Change): void {
  const all = changes.get(tx) ?? new Map<string, Change>();
  changes.set(tx, all);
  beforeCommit(tx, WAKE, () => insist([...all.values()], (left) => setJobs(tx, left)));
  all.set(wanted.jobKey, wanted);
}

const jobKeyOf = (task: string, key: string): string => `${task}:${key}`;

const jobOf = ({ task, key, runAt, payload, priority = 0 }: Wakeup): Job => ({
  jobKey: jobKeyOf(task, key),
  task,
  payload: JSON.stringify({ key, ...payload }),
  runAt: runAt.toString(),
  priority,
});

/** Two are enough (see insist); more are for a subject woken and taken faster than we look. */
const ADD_TRIES = 10;

/**
 * Graphile's add_job answers nothing and adds nothing when a worker is just taking the job of that key: it looked for a
 * job in hand before the worker's lock was committed, and found the job no longer free after. The worker may not see
 * what this transaction is about to commit, so the wake-up would be lost. Asked once more, it sees the lock and adds a
 * job of its own beside it.
 * @param set carries the changes out; answers the keys of those that are as wanted
 */
async function insist(
  wanted: readonly Change[],
  set: (changes: readonly Change[]) => Promise<ReadonlySet<string>>,
): Promise<void> {
  // In the order of their keys, so that two transactions that wake the same subjects never deadlock.
  let left = [...wanted].sort((a, b) => (a.jobKey < b.jobKey ? -1 : 1));
  for (let tries = 0; tries < ADD_TRIES; tries += 1) {
    const done = await set(left);
    left = left.filter(({ jobKey }) => !done.has(jobKey));
    if (left.length === 0) return;
  }
  const keys = left.map(({ jobKey }) => jobKey).join(', ');
  throw new Error(`These wake-ups could not be added: ${keys}. The queue kept taking them.`);
}
