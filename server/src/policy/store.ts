import type { Origin, Policy } from '@tocsin/policy';
import type { Actor, Instant } from '../kernel/index.ts';
import { type Reader, sql, type Tx } from '../platform/db/index.ts';

/** A version without its text: what lists show. */
export interface VersionHead {
  readonly version: number;
  readonly checksum: string;
  readonly author: Actor;
  readonly reason: string;
  readonly createdAt: Instant;
  readonly origin: Origin;
}
export interface VersionText extends VersionHead {
  readonly yaml: string;
}

const head = sql`version, checksum, author, reason, created_at as "createdAt", origin`;

/** The newest version's head; undefined before the first start has finished. */
export async function newestVersion(reader: Reader): Promise<VersionHead | undefined> {
  const { rows } = await sql<VersionHead>`
    select ${head} from policy_version order by version desc limit 1`.execute(reader);
  return rows[0];
}

export async function versionHead(reader: Reader, version: number): Promise<VersionHead | undefined> {
  const { rows } = await sql<VersionHead>`
    select ${head} from policy_version where version = ${version}`.execute(reader);
  return rows[0];
}

export async function versionText(reader: Reader, version: number): Promise<VersionText | undefined> {
  const { rows } = await sql<VersionText>`
    select ${head}, yaml from policy_version where version = ${version}`.execute(reader);
  return rows[0];
}

/** The compilation that runs, with the text in case the language has moved on since. */
export async function versionCompiled(
  reader: Reader,
  version: number,
): Promise<{ readonly compiled: Policy; readonly yaml: string } | undefined> {
  const { rows } = await sql<{ compiled: Policy; yaml: string }>`
    select compiled, yaml from policy_version where version = ${version}`.execute(reader);
  return rows[0];
}

/** Newest first, `limit` of them before version `before`. */
export async function versionHeads(reader: Reader, before: number, limit: number): Promise<VersionHead[]> {
  const { rows } = await sql<VersionHead>`
    select ${head} from policy_version where version < ${before} order by version desc limit ${limit}`.execute(
    reader,
  );
  return rows;
}

/** One publisher at a time: held until the transaction ends. */
export async function lockPublishing(tx: Tx): Promise<void> {
  await sql`lock table policy_version in share row exclusive mode`.execute(tx);
}

export async function insertVersion(tx: Tx, row: VersionText & { readonly compiled: Policy }): Promise<void> {
  await sql`
    insert into policy_version (version, yaml, checksum, compiled, author, reason, created_at, origin)
    values (${row.version}, ${row.yaml}, ${row.checksum}, ${JSON.stringify(row.compiled)},
            ${JSON.stringify(row.author)}, ${row.reason}, ${row.createdAt}, ${row.origin})
    on conflict (version) do nothing`.execute(tx);
}

export interface Draft {
  readonly id: string;
  readonly name: string;
  readonly yaml: string;
  readonly baseVersion: number;
  /** Counts how often it was saved, from 1. */
  readonly revision: number;
  readonly author: Actor;
  readonly updatedAt: Instant;
}
const draft = sql`id, name, yaml, base_version as "baseVersion", revision, author, updated_at as "updatedAt"`;

export async function drafts(reader: Reader): Promise<Draft[]> {
  const { rows } =
    await sql<Draft>`select ${draft} from policy_draft order by updated_at desc limit 100`.execute(reader);
  return rows;
}

/** Held until the transaction ends, so that of two who save at once the second sees the first. */
export async function lockDraft(tx: Tx, id: string): Promise<Draft | undefined> {
  const { rows } = await sql<Draft>`select ${draft} from policy_draft where id = ${id} for update`.execute(
    tx,
  );
  return rows[0];
}

export async function saveDraft(tx: Tx, row: Draft): Promise<void> {
  await sql`
    insert into policy_draft (id, name, yaml, base_version, revision, author, updated_at)
    values (${row.id}, ${row.name}, ${row.yaml}, ${row.baseVersion}, ${row.revision}, ${JSON.stringify(row.author)}, ${row.updatedAt})
    on conflict (id) do update set name = excluded.name, yaml = excluded.yaml,
      base_version = excluded.base_version, revision = excluded.revision, author = excluded.author, updated_at = excluded.updated_at`.execute(
    tx,
  );
}

export async function deleteDraft(tx: Tx, id: string): Promise<void> {
  await sql`delete from policy_draft where id = ${id}`.execute(tx);
}

/** Somebody's look at a version (TRA-4). */
export interface PolicyReview {
  readonly id: string;
  readonly version: number;
  readonly outcome: 'still_right' | 'needs_change';
  readonly note: string;
  readonly reviewer: Actor;
  readonly reviewedAt: Instant;
}

export async function insertReview(tx: Tx, row: PolicyReview): Promise<void> {
  await sql`
    insert into policy_review (id, version, outcome, note, reviewer, reviewed_at)
    values (${row.id}, ${row.version}, ${row.outcome}, ${row.note}, ${JSON.stringify(row.reviewer)},
            ${row.reviewedAt})`.execute(tx);
}

/** Newest first, over all versions. */
export async function reviews(reader: Reader, limit: number): Promise<PolicyReview[]> {
  const { rows } = await sql<PolicyReview>`
    select id, version, outcome, note, reviewer, reviewed_at as "reviewedAt"
    from policy_review order by reviewed_at desc, id desc limit ${limit}`.execute(reader);
  return rows;
}
