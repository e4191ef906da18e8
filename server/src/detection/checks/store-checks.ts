import type { Instant } from '../../kernel/index.ts';
import { type Reader, sql, type Tx } from '../../platform/db/index.ts';
import type { Check } from './model.ts';

const columns = sql`id, name, system_id as "systemId", probe, every_seconds as "everySeconds", failures, severity, enabled,
  failed, failing, message, last_run_at as "lastRunAt", changed_at as "changedAt", next_at as "nextAt"`;

export async function listChecks(reader: Reader): Promise<readonly Check[]> {
  const { rows } = await sql<Check>`select ${columns} from built_in_check where removed_at is null
    order by name, id`.execute(reader);
  return rows;
}

export async function findCheck(reader: Reader, id: string): Promise<Check | undefined> {
  const { rows } = await sql<Check>`select ${columns} from built_in_check
    where id = ${id} and removed_at is null`.execute(reader);
  return rows[0];
}

export async function lockCheck(tx: Tx, id: string): Promise<Check | undefined> {
  const { rows } = await sql<Check>`select ${columns} from built_in_check
    where id = ${id} and removed_at is null for update`.execute(tx);
  return rows[0];
}

/** Creates it, changes it, or brings back a removed one of the same id. */
export async function saveCheck(tx: Tx, check: Check, now: Instant): Promise<void> {
  await sql`insert into built_in_check (id, name, system_id, probe, every_seconds, failures, severity, enabled, failed,
      failing, message, last_run_at, changed_at, next_at, created_at, updated_at)
    values (${check.id}, ${check.name}, ${check.systemId}, ${JSON.stringify(check.probe)}::jsonb, ${check.everySeconds},
      ${check.failures}, ${check.severity}, ${check.enabled}, ${check.failed}, ${check.failing}, ${check.message},
      ${check.lastRunAt}, ${check.changedAt}, ${check.nextAt}, ${now}, ${now})
    on conflict (id) do update set name = excluded.name, system_id = excluded.system_id, probe = excluded.probe,
      every_seconds = excluded.every_seconds, failures = excluded.failures, severity = excluded.severity,
      enabled = excluded.enabled, failed = excluded.failed, failing = excluded.failing, message = excluded.message,
      last_run_at = excluded.last_run_at, changed_at = excluded.changed_at, next_at = excluded.next_at,
      removed_at = null, updated_at = excluded.updated_at`.execute(tx);
}

/** Its name stays for the alerts that it raised. */
export async function removeCheck(tx: Tx, id: string, now: Instant): Promise<void> {
  await sql`update built_in_check set removed_at = ${now}, enabled = false, failing = false, failed = 0, next_at = null
    where id = ${id}`.execute(tx);
}

/** Those that were due before `before` without anybody looking. */
export async function overdueChecks(reader: Reader, before: Instant): Promise<readonly { id: string }[]> {
  const { rows } = await sql<{ id: string }>`select id from built_in_check where next_at < ${before}
    order by next_at`.execute(reader);
  return rows;
}
