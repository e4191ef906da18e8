import { type TaskHandler, wakeAt } from '../jobs/index.ts';
import { plusSeconds } from '../kernel/index.ts';
import {
  again,
  isConnectionLost,
  isTakingTooLong,
  isWorthAnotherTry,
  type Tx,
} from '../platform/db/index.ts';
import { type HeldBy, heldContent, heldSeconds } from './decide-held.ts';
import { FIRST_BATCH, nextSize, takeBatch, type Unit } from './decide-turns.ts';
import { followTasks } from './follow.ts';
import { type ProcessPorts, processBatch, tellOfJoined } from './process-batch.ts';
import * as store from './store-process.ts';
import { waitingInTurn } from './turns.ts';

const PROCESS = 'detection.process';

/** The chapter's tasks. Each may run twice or late: it looks at what is, and a second look finds nothing to do. */
export function detectionTasks(ports: ProcessPorts): Readonly<Record<string, TaskHandler>> {
  const losses = new ConnectionLosses();
  return {
    [PROCESS]: async ({ key }, _attempt, stopping) => {
      if ((await processAll(ports, losses, stopping)) === 'done') return;
      // The rest is for the process that comes after this one.
      await ports.database.transaction((tx) =>
        wakeAt(tx, { task: PROCESS, key: String(key), runAt: ports.clock.now() }),
      );
    },
    'detection.tell': ({ key }) => ports.database.transaction((tx) => tellOfJoined(ports, tx, String(key))),
    ...followTasks(ports),
  };
}

/** An order older than this is made anew: what has come since may be more severe, or another team's. */
const FRESH_MS = 100;
/** Making the order must not be what the time goes to: while it takes long, it is kept for so many times as long. */
const WORTH_TIMES = 5;

/**
 * Everything that waits, in turn (decide-turns.ts), a small transaction first: whoever dies in a storm has got something
 * done. Ends as well when a whole order gave nothing to do: then others are at it.
 */
async function processAll(
  ports: ProcessPorts,
  losses: ConnectionLosses,
  stopping?: AbortSignal,
): Promise<'done' | 'stopped'> {
  let size = FIRST_BATCH;
  for (;;) {
    const begun = performance.now();
    const { units, complete } = await ports.database.transaction((tx) => waitingInTurn(ports, tx));
    const stale = performance.now() + Math.max(FRESH_MS, WORTH_TIMES * (performance.now() - begun));
    let [at, done] = [0, 0];
    while (at < units.length && (at === 0 || performance.now() < stale)) {
      if (at + done > 0 && stopping?.aborted === true) return 'stopped';
      const batch = takeBatch(units, at, size);
      const since = performance.now();
      done += await processUnits(ports, batch, losses);
      size = nextSize(size, performance.now() - since);
      at += batch.length;
    }
    if (done === 0 || (complete && done === units.flatMap(({ ids }) => ids).length)) return 'done';
    if (stopping?.aborted === true) return 'stopped';
  }
}

/**
 * These units in one transaction; when that fails, each of them in one of its own, so that one that cannot be processed
 * does not hold up the others.
 * @returns how many alerts were looked at or set aside
 */
async function processUnits(
  ports: ProcessPorts,
  units: readonly Unit[],
  losses: ConnectionLosses,
): Promise<number> {
  try {
    const all = units.flatMap(({ ids }) => ids);
    return await ports.database.transaction((tx) => processBatch(ports, tx, all));
  } catch (error) {
    // Away, it ends here and the wake-up is tried again; it was only this connection when the database answers.
    if (isConnectionLost(error)) await ports.database.ping();
    ports.log.warn({ err: error }, 'failed to process a batch of alerts: retrying each group separately');
  }
  let done = 0;
  for (const { ids } of units) {
    try {
      done += await again(() => ports.database.transaction((tx) => processBatch(ports, tx, ids)), {
        tries: losses.isSuspected(ids) ? 1 : TRIES,
        worthIt: isPassing,
      });
    } catch (error) {
      // A database that restarts takes any connection: that says nothing about these alerts, and to set them aside would
      // keep their page back. The job is done again at once. Only what loses its connection time after time is to blame.
      if (isConnectionLost(error) && !losses.blame(ids)) throw error;
      await ports.database.transaction((tx) => hold(ports, tx, ids, error));
      done += ids.length;
      // Under suspicion until it succeeds: tried once each time, and not again and again until it is set aside again.
      if (isConnectionLost(error)) continue;
    }
    losses.forget(ids);
  }
  return done;
}

/** From so many runs in a row on that lost their connection with the same alerts, these are set aside. */
const SUSPECT_FROM = 5;

/** Which alerts had in hand what lost its connection, how often in a row. */
class ConnectionLosses {
  readonly #times = new Map<string, number>();

  /** Counts one more. @returns whether it is to be set aside */
  blame([id = '']: readonly string[]): boolean {
    const times = (this.#times.get(id) ?? 0) + 1;
    this.#times.set(id, times);
    return times >= SUSPECT_FROM;
  }

  isSuspected([id = '']: readonly string[]): boolean {
    return (this.#times.get(id) ?? 0) >= SUSPECT_FROM;
  }

  forget([id = '']: readonly string[]): void {
    this.#times.delete(id);
  }
}

const TRIES = 3;
const heldBy = (error: unknown): HeldBy => {
  if (isWorthAnotherTry(error)) return 'gave_way';
  return isConnectionLost(error) || isTakingTooLong(error) ? 'database' : 'content';
};
const isPassing = (error: unknown): boolean => isWorthAnotherTry(error) || isConnectionLost(error);

/** Sets alerts aside for a while, in sight: on the alerts themselves, in the log, and to the administrators. */
async function hold(ports: ProcessPorts, tx: Tx, ids: readonly string[], error: unknown): Promise<void> {
  const now = ports.clock.now();
  const held = await store.holdAlerts(tx, ids);
  if (held === undefined) return;
  const until = plusSeconds(now, heldSeconds(held.failures, heldBy(error)));
  await store.holdUntil(tx, ids, until);
  await wakeAt(tx, { task: PROCESS, key: `held:${held.id}`, runAt: until });
  const { title, failures } = held;
  ports.log.error({ err: error, alerts: ids, failures, until }, 'failed to process alerts');
  const problem = error instanceof Error ? error.message : String(error);
  const hour = Math.floor(now.epochMilliseconds / 3_600_000);
  await ports.tellAdministrators(tx, `alerts-held:${hour}`, (publicUrl) =>
    heldContent({ title, count: ids.length, problem }, publicUrl),
  );
}

/** An alert that nobody has looked at for so long has lost its wake-up. */
const OVERDUE_SECONDS = 30;

/** For the watchdog: alerts without a wake-up get one. @returns how many there were */
export const repairPending = (ports: ProcessPorts): Promise<number> => wakeWaiting(ports, OVERDUE_SECONDS);

/**
 * For a process that starts: what its predecessor left is looked at now. The wake-up that one died with waits longer from
 * death to death (platform/process), which in a loop of crashes is longer than a life.
 */
export const resumePending = (ports: ProcessPorts): Promise<number> => wakeWaiting(ports, 0);

async function wakeWaiting({ clock, database }: ProcessPorts, seconds: number): Promise<number> {
  const now = clock.now();
  const waiting = await store.countOverdue(database.db, plusSeconds(now, -seconds));
  if (waiting > 0)
    await database.transaction((tx) => wakeAt(tx, { task: PROCESS, key: 'watchdog', runAt: now }));
  return waiting;
}
