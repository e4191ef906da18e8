import {
  type RunnerOptions,
  run,
  runMigrations,
  runTaskListOnce,
  type TaskList,
  WorkerPreset,
} from 'graphile-worker';
import type pg from 'pg';
import type { Json, JsonObject } from '../kernel/index.ts';
import type { Log } from '../platform/log/index.ts';
import { startDispatcher } from './dispatcher.ts';
import { graphileLogger } from './graphile-logger.ts';
import { keepRunning } from './keep-running.ts';
import { patientPool } from './patient-pool.ts';
import { patiently } from './patiently.ts';

export { patiently } from './patiently.ts';
export { type QueueState, queueState, wakeupsPending } from './store.ts';
export { cancelWakeup, type Wakeup, wakeAt, wakeAtOver } from './wake.ts';

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
