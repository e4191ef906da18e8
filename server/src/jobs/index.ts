import {
  type RunnerOptions,
  run,
  runMigrations,
  runTaskListOnce,
  type TaskList,
  WorkerPreset,
} from 'graphile-worker';
import type pg from 'pg';
import type { Instant, Json, JsonObject } from '../kernel/index.ts';
import { sql, type Tx } from '../platform/db/index.ts';
import type { Log } from '../platform/log/index.ts';
import { startDispatcher } from './dispatcher.ts';
import { graphileLogger } from './graphile-logger.ts';
import { keepRunning } from './keep-running.ts';
import { patientPool } from './patient-pool.ts';
import { patiently } from './patiently.ts';

export { patiently } from './patiently.ts';
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

/** @param stopping aborted when the process is to end: what takes long leaves the rest to a new wake-up of its own. */
export type TaskHandler = (payload: JsonObject, attempt: number, stopping?: AbortSignal) => Promise<void>;

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
  for (const wakeup of wakeups)
    await insist(wakeup, async (job) => {
      const { rows } = await sql<{ id: string | null }>`select id from graphile_worker.add_job(
        identifier => ${job.task}, payload => ${job.payload}::json, run_at => ${job.runAt}::timestamptz,
        max_attempts => ${MAX_ATTEMPTS}, priority => ${job.priority}, job_key => ${job.jobKey})`.execute(tx);
      return rows[0]?.id ?? null;
    });
}

/** The same over a plain connection, for ingest, which has no transaction of ours. */
export async function wakeAtOver(client: pg.Pool | pg.ClientBase, wakeup: Wakeup): Promise<void> {
  await insist(wakeup, async (job) => {
    const { rows } = await client.query<{ id: string | null }>(
      `select id from graphile_worker.add_job(identifier => $1, payload => $2::json, run_at => $3::timestamptz,
        max_attempts => $4, priority => $5, job_key => $6)`,
      [job.task, job.payload, job.runAt, MAX_ATTEMPTS, job.priority, job.jobKey],
    );
    return rows[0]?.id ?? null;
  });
}

/** Two are enough (see insist); more are for a subject woken and taken faster than we look. */
const ADD_TRIES = 10;

/**
 * Graphile's add_job answers nothing and adds nothing when a worker is just taking the job of that key: it looked for a
 * job in hand before the worker's lock was committed, and found the job no longer free after. The worker may not see
 * what this transaction is about to commit, so the wake-up would be lost. Asked once more, it sees the lock and adds a
 * job of its own beside it.
 */
async function insist(
  { task, key, runAt, payload, priority = 0 }: Wakeup,
  add: (job: {
    task: string;
    payload: string;
    runAt: string;
    priority: number;
    jobKey: string;
  }) => Promise<string | null>,
): Promise<void> {
  const job = {
    task,
    payload: JSON.stringify({ key, ...payload }),
    runAt: runAt.toString(),
    priority,
    jobKey: `${task}:${key}`,
  };
  for (let tries = 0; tries < ADD_TRIES; tries += 1) if ((await add(job)) !== null) return;
  throw new Error(`The wake-up ${job.jobKey} could not be added: the queue kept taking it.`);
}

/** Removes a pending wake-up. Not needed for correctness (a stale one decides "nothing"); it keeps the queue short. */
export async function cancelWakeup(tx: Tx, task: string, key: string): Promise<void> {
  await sql`select graphile_worker.remove_job(${`${task}:${key}`})`.execute(tx);
}

/** Creates or upgrades Graphile Worker's own schema. */
export const migrateJobs = (pool: pg.Pool, log: Log): Promise<void> =>
  runMigrations({ pgPool: pool, preset: preset(log) });

/** Of each worker by itself; the dispatcher looks for all of them each second. */
const LAST_RESORT_MS = 60_000;

const preset = (log: Log): NonNullable<RunnerOptions['preset']> => ({
  extends: [WorkerPreset],
  worker: {
    useNodeTime: true,
    logger: graphileLogger(log),
    pollInterval: LAST_RESORT_MS,
  },
});

const taskList = (tasks: TaskGroup['tasks'], stopping: AbortSignal): TaskList =>
  Object.fromEntries(
    Object.entries(tasks).map(([name, handler]) => [
      name,
      (payload: unknown, helpers) =>
        patiently(
          (before) => handler(payload as { [key: string]: Json }, helpers.job.attempts + before, stopping),
          stopping,
        ),
    ]),
  );

export interface Workers {
  /** Ids under which this process locks jobs now; recorded so that another process can free them if this one is killed. */
  poolIds(): readonly string[];
  /** Takes no further job, waits for those in hand. */
  stop(): Promise<void>;
}

/**
 * Starts the workers of every group and keeps them running. The dispatcher wakes them: at once by NOTIFY, and by looking
 * each second, which is the guarantee.
 * @param onPools told whenever the ids of the pools have changed, with those whose jobs nobody has in hand any more
 */
export async function startWorkers(
  pool: pg.Pool,
  groups: readonly TaskGroup[],
  log: Log,
  onPools: (gone: readonly string[]) => Promise<void> = () => Promise.resolve(),
): Promise<Workers> {
  const stopping = new AbortController();
  const dispatcher = startDispatcher(pool, log);
  const patient = patientPool({ pool, log, signal: stopping.signal, ear: dispatcher.ear });
  const kept = await Promise.all(
    groups.map((group) =>
      keepRunning({
        name: group.name,
        log,
        onPools,
        start: (events) => {
          events.on('pool:create', ({ workerPool }) =>
            dispatcher.serve(Object.keys(group.tasks), workerPool),
          );
          return run({
            pgPool: patient,
            preset: preset(log),
            events,
            concurrency: group.concurrency,
            noHandleSignals: true,
            taskList: taskList(group.tasks, stopping.signal),
            parsedCronItems: [],
          });
        },
      }),
    ),
  );
  return {
    poolIds: () => kept.flatMap(({ poolIds }) => poolIds()),
    stop: async () => {
      stopping.abort();
      await Promise.all(kept.map((group) => group.stop()));
      await dispatcher.stop();
    },
  };
}

/**
 * Runs every job due now, and those they cause, until none is due; as often as it is called. For the harness and for
 * one-shot commands. Prepared once: Graphile's own `runOnce` looks for migrations and for its tasks anew at every call,
 * which cost more than most jobs.
 */
export function dueJobsRunner(pool: pg.Pool, groups: readonly TaskGroup[], log: Log): () => Promise<void> {
  const options = { preset: preset(log), noHandleSignals: true };
  const tasks = taskList(
    Object.assign({}, ...groups.map((group) => group.tasks)),
    new AbortController().signal,
  );
  return async () => {
    const client = await pool.connect();
    try {
      await runTaskListOnce(options, tasks, client).promise;
    } finally {
      client.release();
    }
  };
}
