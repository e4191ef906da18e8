import type { Selectable } from 'kysely';
import type { Actor, Json, JsonObject } from '../../kernel/index.ts';
import { type DB, type Reader, sql, type Tx } from '../../platform/db/index.ts';
import type { Sealed } from './entry.ts';

type Row = Selectable<DB['incident_entry']>;

const fromRow = (row: Row): Sealed => ({
  incidentId: row.incident_id,
  seq: row.seq,
  at: row.at,
  happenedAt: row.happened_at,
  actor: row.actor as Actor,
  commandId: row.command_id,
  kind: row.kind,
  version: row.version,
  data: row.data as JsonObject,
  format: row.format,
  prevHash: row.prev_hash,
  hash: row.hash,
});

export async function insertEntries(tx: Tx, entries: readonly Sealed[]): Promise<void> {
  if (entries.length === 0) return;
  await tx
    .insertInto('incident_entry')
    .values(
      entries.map((entry) => ({
        incident_id: entry.incidentId,
        seq: entry.seq,
        at: entry.at,
        happened_at: entry.happenedAt,
        actor: entry.actor as Json,
        command_id: entry.commandId,
        kind: entry.kind,
        version: entry.version,
        data: entry.data,
        format: entry.format,
        prev_hash: entry.prevHash,
        hash: entry.hash,
      })),
    )
    .execute();
}

/** A whole log, in order. */
export async function entriesOf(reader: Reader, incidentId: string): Promise<Sealed[]> {
  const rows = await reader
    .selectFrom('incident_entry')
    .selectAll()
    .where('incident_id', '=', incidentId)
    .orderBy('seq')
    .execute();
  return rows.map(fromRow);
}

/** The whole logs of these incidents, each in order, by incident. */
export async function logsOf(
  reader: Reader,
  incidentIds: readonly string[],
): Promise<ReadonlyMap<string, readonly Sealed[]>> {
  const rows = await reader
    .selectFrom('incident_entry')
    .selectAll()
    .where(sql<boolean>`incident_id = any(${[...incidentIds]}::uuid[])`)
    .orderBy('incident_id')
    .orderBy('seq')
    .execute();
  return Map.groupBy(rows.map(fromRow), ({ incidentId }) => incidentId);
}

/** Part of a log: `limit` entries before or after a seq (none: from the end or the beginning), nearest first. */
export async function entriesFrom(
  reader: Reader,
  incidentId: string,
  page: { readonly direction: 'older' | 'newer'; readonly seq: number | null; readonly limit: number },
): Promise<Sealed[]> {
  const older = page.direction === 'older';
  let query = reader.selectFrom('incident_entry').selectAll().where('incident_id', '=', incidentId);
  if (page.seq !== null) query = query.where('seq', older ? '<' : '>', page.seq);
  const rows = await query
    .orderBy('seq', older ? 'desc' : 'asc')
    .limit(page.limit)
    .execute();
  return rows.map(fromRow);
}

export async function entryKind(
  reader: Reader,
  incidentId: string,
  seq: number,
): Promise<string | undefined> {
  const row = await reader
    .selectFrom('incident_entry')
    .select('kind')
    .where('incident_id', '=', incidentId)
    .where('seq', '=', seq)
    .executeTakeFirst();
  return row?.kind;
}

/** Entries of these kinds after a seq, in order. */
export async function entriesOfKinds(
  reader: Reader,
  incidentId: string,
  kinds: readonly string[],
  page: { readonly after: number; readonly limit: number },
): Promise<Sealed[]> {
  const rows = await reader
    .selectFrom('incident_entry')
    .selectAll()
    .where('incident_id', '=', incidentId)
    .where('kind', 'in', kinds)
    .where('seq', '>', page.after)
    .orderBy('seq')
    .limit(page.limit)
    .execute();
  return rows.map(fromRow);
}
