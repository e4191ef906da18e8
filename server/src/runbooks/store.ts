import type { Actor, Instant } from '../kernel/index.ts';
import { type Reader, sql, type Tx } from '../platform/db/index.ts';

/** One version of a runbook, as it is kept. */
export interface StoredVersion {
  readonly runbookId: string;
  readonly version: number;
  readonly text: string;
  readonly title: string;
  readonly author: Actor;
  readonly reason: string | null;
  readonly createdAt: Instant;
}

const columns = sql`v.runbook_id as "runbookId", v.version, v.text, v.title, v.author, v.reason, v.created_at as "createdAt"`;

/** The current version of each that is not archived, by title. */
export async function currentVersions(reader: Reader): Promise<readonly StoredVersion[]> {
  const { rows } = await sql<StoredVersion>`
    select ${columns} from runbook r join runbook_version v on v.runbook_id = r.id and v.version = r.version
    where r.archived_at is null order by v.title, r.id`.execute(reader);
  return rows;
}

/** The current version, archived or not. */
export async function currentVersion(
  reader: Reader,
  id: string,
): Promise<(StoredVersion & { readonly archived: boolean }) | undefined> {
  const { rows } = await sql<StoredVersion & { archived: boolean }>`
    select ${columns}, r.archived_at is not null as archived
    from runbook r join runbook_version v on v.runbook_id = r.id and v.version = r.version
    where r.id = ${id}`.execute(reader);
  return rows[0];
}

export async function versionOf(
  reader: Reader,
  id: string,
  version: number,
): Promise<StoredVersion | undefined> {
  const { rows } = await sql<StoredVersion>`
    select ${columns} from runbook_version v where v.runbook_id = ${id} and v.version = ${version}`.execute(
    reader,
  );
  return rows[0];
}

/** Every version without its text, newest first. */
export async function historyOf(reader: Reader, id: string): Promise<readonly Omit<StoredVersion, 'text'>[]> {
  const { rows } = await sql<Omit<StoredVersion, 'text'>>`
    select runbook_id as "runbookId", version, title, author, reason, created_at as "createdAt"
    from runbook_version where runbook_id = ${id} order by version desc limit 500`.execute(reader);
  return rows;
}

/** One writer at a time, until the transaction ends. */
export async function lockRunbooks(tx: Tx): Promise<void> {
  await sql`lock table runbook in share row exclusive mode`.execute(tx);
}

export async function insertVersion(
  tx: Tx,
  row: StoredVersion & { readonly applied: boolean },
): Promise<void> {
  await sql`insert into runbook_version (runbook_id, version, text, title, author, reason, created_at, applied)
    values (${row.runbookId}, ${row.version}, ${row.text}, ${row.title}, ${JSON.stringify(row.author)},
      ${row.reason}, ${row.createdAt}, ${row.applied})`.execute(tx);
  await sql`insert into runbook (id, version) values (${row.runbookId}, ${row.version})
    on conflict (id) do update set version = excluded.version, archived_at = null`.execute(tx);
}

export async function archive(tx: Tx, id: string, now: Instant): Promise<void> {
  await sql`update runbook set archived_at = ${now} where id = ${id}`.execute(tx);
}

/** Whether an org.yaml brought this version, or has had its very text. */
export async function isApplied(reader: Reader, id: string, version: number): Promise<boolean> {
  const { rows } = await sql<{ applied: boolean }>`select applied from runbook_version
    where runbook_id = ${id} and version = ${version}`.execute(reader);
  return rows[0]?.applied ?? false;
}

export async function markApplied(tx: Tx, id: string, version: number): Promise<void> {
  await sql`update runbook_version set applied = true
    where runbook_id = ${id} and version = ${version} and not applied`.execute(tx);
}
