import { type Instant, plusSeconds } from '../../kernel/index.ts';
import { type Db, inTransaction, sql } from '../db/index.ts';

/** A restart or two is life; a job in hand at more deaths than this is suspected. */
const DEATHS_WITHOUT_PAUSE = 5;
const LONGEST_PAUSE_SECONDS = 60;

export interface ProcessRow {
  readonly id: string;
  readonly lockKey: number;
  readonly workerIds: string[];
}

export async function insertProcess(
  db: Db,
  row: ProcessRow & { readonly role: string; readonly version: string; readonly startedAt: Instant },
): Promise<void> {
  await db
    .insertInto('process')
    .values({
      id: row.id,
      lock_key: row.lockKey,
      worker_ids: row.workerIds,
      role: row.role,
      version: row.version,
      started_at: row.startedAt,
    })
    .onConflict((oc) => oc.column('id').doUpdateSet({ worker_ids: row.workerIds, lock_key: row.lockKey }))
    .execute();
}

export async function deleteProcess(db: Db, id: string): Promise<void> {
  await db.deleteFrom('process').where('id', '=', id).execute();
}

/**
 * Removes the rows of processes that no longer hold their lock; gives them. One statement: a process that lost its
 * session comes back with another lock, and its row is looked at anew when it has just been changed.
 */
export async function takeDeadProcesses(db: Db, ownId: string): Promise<ProcessRow[]> {
  const { rows } = await sql<ProcessRow>`
    delete from process where id <> ${ownId} and pg_try_advisory_xact_lock(lock_key)
    returning id, lock_key as "lockKey", worker_ids as "workerIds"`.execute(db);
  return rows;
}

/**
 * Gives the jobs that these workers had in hand back to the queue. Dying with a process is no failure of the job's own:
 * it gets its try back, else so many deaths would end what must never be given up. A job in hand at several deaths may
 * be what kills, so it waits a little, a minute at most, while others get on. What was replaced by a newer job while it
 * ran (the queue takes its key then) is finished.
 */
export async function freeJobs(db: Db, workerIds: readonly string[], now: Instant): Promise<void> {
  if (workerIds.length === 0) return;
  const workers = sql`${[...workerIds]}::text[]`;
  await inTransaction(db, async (tx) => {
    const { rows } = await sql<{ ids: string[]; attempts: number; allowed: number; replaced: boolean }>`
      select array_agg(id::text) as ids, attempts, max_attempts as allowed, key is null and attempts >= max_attempts as replaced
      from graphile_worker.jobs where locked_by = any (${workers}) group by 2, 3, 4`.execute(tx);
    await sql`select graphile_worker.force_unlock_workers(${workers})`.execute(tx);
    for (const { ids, attempts, allowed, replaced } of rows) {
      const jobs = sql`${ids}::bigint[]`;
      const pause =
        attempts <= DEATHS_WITHOUT_PAUSE ? 0 : Math.min(LONGEST_PAUSE_SECONDS, 2 ** (attempts - 5));
      await (replaced
        ? sql`select graphile_worker.complete_jobs(${jobs})`
        : sql`select graphile_worker.reschedule_jobs(${jobs}, max_attempts => ${allowed + 1},
            run_at => ${pause === 0 ? null : plusSeconds(now, pause)})`
      ).execute(tx);
    }
  });
}

/** Workers that hold jobs since before `before` and that no registered process claims: theirs died before it registered. */
export async function unclaimedWorkers(db: Db, before: Instant): Promise<string[]> {
  const { rows } = await sql<{ worker: string }>`
    select distinct job.locked_by as worker from graphile_worker.jobs job
    where job.locked_at < ${before}
      and not exists (select 1 from process where job.locked_by = any (process.worker_ids))`.execute(db);
  return rows.map(({ worker }) => worker);
}
