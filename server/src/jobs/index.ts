import { EventEmitter } from 'node:events';
import {
  type RunnerOptions,
  run,
  runMigrations,
  runOnce,
  type TaskList,
  type WorkerEvents,
  WorkerPreset,
} from 'graphile-worker';
import type pg from 'pg';
import type { Instant, Json, JsonObject } from '../kernel/index.ts';
import { sql, type Tx } from '../platform/db/index.ts';
import type { Log } from '../platform/log/index.ts';
import { graphileLogger } from './graphile-logger.ts';

export { type QueueState, queueState, wakeupsPending } from './store.ts';

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

export type TaskHandler = (payload: JsonObject, attempt: number) => Promise<void>;

/**
 * Tasks that share workers. Each group has its own, so that a provider that takes 30 s to answer holds up its own
 * channel's messages and never an escalation.
 */
export interface TaskGroup {
  readonly name: string;
  readonly concurrency: number;
  readonly tasks: Readonly<Record<string, TaskHandler>>;
}

/** Retries of a failing wake-up: with Graphile's back-off (e^attempt s, at most 6 h) it is never given up within days. */
const MAX_ATTEMPTS = 50;

/** Adds the wake-ups, in the transaction that changed their subjects: either both happen or neither. */
export async function wakeAt(tx: Tx, ...wakeups: readonly Wakeup[]): Promise<void> {
  for (const { task, key, runAt, payload, priority = 0 } of wakeups) {
    await sql`select graphile_worker.add_job(
      identifier => ${task}, payload => ${JSON.stringify({ key, ...payload })}::json, run_at => ${runAt.toString()}::timestamptz,
      max_attempts => ${MAX_ATTEMPTS}, priority => ${priority}, job_key => ${`${task}:${key}`})`.execute(tx);
  }
}

/** Removes a pending wake-up. Not needed for correctness (a stale one decides "nothing"); it keeps the queue short. */
export async function cancelWakeup(tx: Tx, task: string, key: string): Promise<void> {
  await sql`select graphile_worker.remove_job(${`${task}:${key}`})`.execute(tx);
}

/** Creates or upgrades Graphile Worker's own schema. */
export const migrateJobs = (pool: pg.Pool, log: Log): Promise<void> =>
  runMigrations({ pgPool: pool, preset: preset(log) });

const preset = (log: Log): NonNullable<RunnerOptions['preset']> => ({
  extends: [WorkerPreset],
  worker: { useNodeTime: true, logger: graphileLogger(log), pollInterval: 1000 },
});

const taskList = (tasks: TaskGroup['tasks']): TaskList =>
  Object.fromEntries(
    Object.entries(tasks).map(([name, handler]) => [
      name,
      (payload: unknown, helpers) => handler(payload as { [key: string]: Json }, helpers.job.attempts),
    ]),
  );

export interface Workers {
  /** Ids under which this process locks jobs; recorded so that another process can free them if this one is killed. */
  readonly poolIds: readonly string[];
  /** Takes no further job, waits for those in hand. */
  stop(): Promise<void>;
}

/** Starts the workers of every group. NOTIFY wakes them at once; polling each second is the guarantee. */
export async function startWorkers(pool: pg.Pool, groups: readonly TaskGroup[], log: Log): Promise<Workers> {
  const poolIds: string[] = [];
  const events: WorkerEvents = new EventEmitter();
  events.on('pool:create', ({ workerPool }) => poolIds.push(workerPool.id));
  const runners = await Promise.all(
    groups.map((group) =>
      run({
        pgPool: pool,
        preset: preset(log),
        events,
        concurrency: group.concurrency,
        noHandleSignals: true,
        taskList: taskList(group.tasks),
        parsedCronItems: [],
      }),
    ),
  );
  return {
    poolIds,
    stop: async () => {
      await Promise.all(runners.map((runner) => runner.stop()));
    },
  };
}

/** Runs every job due now, and those they cause, until none is due. For the harness and for one-shot commands. */
export async function runDueJobs(pool: pg.Pool, groups: readonly TaskGroup[], log: Log): Promise<void> {
  await runOnce({
    pgPool: pool,
    preset: preset(log),
    noHandleSignals: true,
    taskList: taskList(Object.assign({}, ...groups.map((group) => group.tasks))),
  });
}
