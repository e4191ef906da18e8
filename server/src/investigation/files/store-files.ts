import type { Actor, Instant } from '../../kernel/index.ts';
import { hasWaited, type Reader, sql, type Tx } from '../../platform/db/index.ts';

/** Uploads that were begun before and have not ended give their room back: their process did not live to remove them. */
export async function dropAbandoned(reader: Reader, before: Instant): Promise<void> {
  await sql`delete from incident_file where stored_at is null and started_at < ${before}`.execute(reader);
}

/**
 * Takes room for a file of this many bytes.
 * @returns false when all files together would have more than `most`
 */
export async function takeRoom(
  tx: Tx,
  file: { readonly id: string; readonly incidentId: string; readonly bytes: number },
  { most, now }: { readonly most: number; readonly now: Instant },
): Promise<boolean> {
  // Two uploads at once must not both take the last room. First of all: what has written already could not wait for it.
  await sql`select pg_advisory_xact_lock(hashtextextended('investigation.files:room', 0))`.execute(tx);
  hasWaited(tx);
  const result = await sql`insert into incident_file (id, incident_id, bytes, started_at)
    select ${file.id}::uuid, ${file.incidentId}::uuid, ${file.bytes}, ${now}
    where (select coalesce(sum(bytes), 0) from incident_file) + ${file.bytes} <= ${most}`.execute(tx);
  return result.numAffectedRows === 1n;
}

/** How many bytes all files of the organisation have, those being uploaded too. */
export async function bytesUsed(reader: Reader): Promise<number> {
  const { rows } = await sql<{ used: string }>`
    select coalesce(sum(bytes), 0)::text as used from incident_file`.execute(reader);
  return Number(rows[0]?.used ?? 0);
}

export async function insertChunk(
  reader: Reader,
  id: string,
  number: number,
  content: Buffer,
): Promise<void> {
  await sql`insert into incident_file_chunk (file_id, number, content)
    values (${id}::uuid, ${number}, ${content})`.execute(reader);
}

/** @returns false when the upload was given up meanwhile */
export async function finishFile(tx: Tx, id: string, bytes: number, now: Instant): Promise<boolean> {
  const result = await sql`update incident_file set bytes = ${bytes}, stored_at = ${now}
    where id = ${id}::uuid and stored_at is null`.execute(tx);
  return result.numAffectedRows === 1n;
}

/** Removes an upload that did not end, or a file that was given up. */
export async function dropUnfinished(reader: Reader, id: string): Promise<void> {
  await sql`delete from incident_file where id = ${id}::uuid and stored_at is null`.execute(reader);
}

/** Makes a file one to be dropped, like an upload that did not end. That it was there stays in the log. */
export async function giveUpFile(tx: Tx, id: string): Promise<void> {
  await sql`update incident_file set stored_at = null where id = ${id}::uuid`.execute(tx);
}

export async function chunkOf(reader: Reader, id: string, number: number): Promise<Buffer | undefined> {
  const { rows } = await sql<{ content: Buffer }>`select content from incident_file_chunk
    where file_id = ${id}::uuid and number = ${number}`.execute(reader);
  return rows[0]?.content;
}

export interface FileLook {
  readonly fileId: string;
  readonly actor: Actor;
  readonly what: 'opened' | 'downloaded';
  readonly at: Instant;
}

export async function noteFileLook(reader: Reader, { fileId, actor, what, at }: FileLook): Promise<void> {
  await sql`insert into incident_file_look (file_id, actor, what, at)
    select ${fileId}::uuid, ${JSON.stringify(actor)}::jsonb, ${what}, ${at}
    where exists (select from incident_file where id = ${fileId}::uuid)`.execute(reader);
}

/** The latest looks at the files of an incident, newest first. */
export async function fileLooks(reader: Reader, incidentId: string, limit: number): Promise<FileLook[]> {
  const { rows } = await sql<FileLook>`
    select l.file_id as "fileId", l.actor, l.what, l.at
    from incident_file_look l join incident_file f on f.id = l.file_id
    where f.incident_id = ${incidentId}::uuid order by l.at desc limit ${limit}`.execute(reader);
  return rows;
}

/** Whether an incident's log has this entry. */
export async function hasEntry(reader: Reader, incidentId: string, seq: number): Promise<boolean> {
  const { rows } = await sql<{ found: boolean }>`select exists(select from incident_entry
    where incident_id = ${incidentId}::uuid and seq = ${seq}) as found`.execute(reader);
  return rows[0]?.found ?? false;
}
