import { CompiledQuery } from 'kysely';
import type pg from 'pg';
import type { Instant } from '../kernel/index.ts';
import { type Reader, sql, type Tx } from '../platform/db/index.ts';

export interface QueueState {
  /** Jobs due before `now` that no worker has taken. */
  readonly due: number;
  /** When the longest-waiting of them became due; null when none waits. */
  readonly oldestDue: Instant | null;
  /** Jobs that failed for good: none should, ever. */
  readonly dead: number;
}

/** How the queue stands, for /readyz and the watchdog. */
export async function queueState(reader: Reader, now: Instant): Promise<QueueState> {
  const { rows } = await sql<QueueState>`
    select count(*) filter (where attempts < max_attempts and locked_at is null and run_at <= ${now}) as due,
           min(run_at) filter (where attempts < max_attempts and locked_at is null and run_at <= ${now}) as "oldestDue",
           count(*) filter (where attempts >= max_attempts) as dead
    from graphile_worker.jobs`.execute(reader);
  const state = rows[0];
  if (state === undefined) throw new Error('an aggregate always gives one row');
  return state;
}

/** Which of these subjects have a wake-up that will still be tried. For the watchdogs: a subject without one would sleep for ever. */
export async function wakeupsPending(
  reader: Reader,
  task: string,
  keys: readonly string[],
): Promise<ReadonlySet<string>> {
  if (keys.length === 0) return new Set();
  const jobKeys = keys.map((key) => `${task}:${key}`);
  const { rows } = await sql<{ key: string }>`
    select key from graphile_worker.jobs where key = any(${jobKeys}::text[]) and attempts < max_attempts`.execute(
    reader,
  );
  return new Set(rows.map(({ key }) => key.slice(task.length + 1)));
}

/**
 * Gives back the jobs that a pool of workers took by a statement whose answer was lost with its connection: they are
 * marked as taken and no worker knows of them. The try that was counted is given back as well.
 * @param takenAt the time of that statement, which it wrote into the jobs it took
 * @param inHand jobs that workers of this process know of
 */
export async function freeUnheard(
  client: pg.ClientBase,
  pool: unknown,
  takenAt: unknown,
  inHand: ReadonlySet<string>,
): Promise<void> {
  await client.query(
    `update graphile_worker._private_jobs set locked_at = null, locked_by = null, attempts = attempts - 1
     where locked_by = $1 and locked_at = $2::timestamptz and id <> all ($3::bigint[])`,
    [pool, takenAt, [...inHand]],
  );
}

export interface DueTasks {
  /** Tasks with jobs that a worker could take now, and how many. */
  readonly due: Readonly<Record<string, number>>;
  /** When the next of the others is due. */
  readonly nextAt: string | null;
}

/**
 * What the dispatcher asks each second. Of the queue's private table, because its public view lets no index be used; as
 * one row of text, which costs the driver next to nothing.
 */
export async function dueTasks(pool: pg.Pool, now: Instant): Promise<DueTasks> {
  const { rows } = await pool.query<DueTasks>({
    name: 'jobs-due',
    text: `select (select coalesce(json_object_agg(identifier, n), '{}') from (
        select t.identifier, count(*) as n from graphile_worker._private_jobs j
        join graphile_worker._private_tasks t on t.id = j.task_id
        where j.is_available and j.run_at <= $1::timestamptz group by 1) as tasks) as due,
      (select to_json(min(run_at))#>>'{}' from graphile_worker._private_jobs
        where is_available and run_at > $1::timestamptz) as "nextAt"`,
    values: [now],
  });
  return rows[0] ?? { due: {}, nextAt: null };
}

/** A job as the queue takes it. */
export interface Job {
  /** One job at most waits under it. */
  readonly jobKey: string;
  readonly task: string;
  /** JSON */
  readonly payload: string;
  readonly runAt: string;
  readonly priority: number;
}
/** A job to be there, or none under that key. */
export type Change = Job | { readonly jobKey: string; readonly task: null };

/** Retries of a failing wake-up: with Graphile's back-off (e^attempt s, at most 6 h) it is never given up within days. */
const MAX_ATTEMPTS = 50;

/** An id says that it is done. Of a job that is to go there may have been none, which is as good. */
const SET_JOBS = `select key, case when task is null then coalesce((graphile_worker.remove_job(key)).id, 0)
    else (graphile_worker.add_job(identifier => task, payload => payload::json, run_at => run_at::timestamptz,
      max_attempts => ${MAX_ATTEMPTS}, priority => priority, job_key => key)).id end as id
  from unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::int[])
    as change (key, task, payload, run_at, priority)`;

const valuesOf = (changes: readonly Change[]) => {
  const jobs = changes.map((change) => (change.task === null ? undefined : change));
  return [
    changes.map(({ jobKey }) => jobKey),
    changes.map(({ task }) => task),
    jobs.map((job) => job?.payload),
    jobs.map((job) => job?.runAt),
    jobs.map((job) => job?.priority),
  ];
};

type Outcome = { readonly key: string; readonly id: number | string | null };

const doneOf = (rows: readonly Outcome[]): ReadonlySet<string> =>
  new Set(rows.filter(({ id }) => id !== null).map(({ key }) => key));

/** Adds, replaces and removes jobs by one statement. @returns the keys of those that are as wanted now */
export async function setJobs(tx: Tx, changes: readonly Change[]): Promise<ReadonlySet<string>> {
  const { rows } = await tx.executeQuery<Outcome>(CompiledQuery.raw(SET_JOBS, valuesOf(changes)));
  return doneOf(rows);
}

export async function setJobsOver(
  client: pg.Pool | pg.ClientBase,
  changes: readonly Change[],
): Promise<ReadonlySet<string>> {
  const { rows } = await client.query<Outcome>(SET_JOBS, valuesOf(changes));
  return doneOf(rows);
}
