import type { Actor, Instant, Json } from '../kernel/index.ts';
import { type DB, type Reader, sql, type Tx } from '../platform/db/index.ts';
import type { Entry, EntryKind } from './model-entries.ts';

type Row = DB['incident_entry'];

/** What is stored was validated when it was written, and the chain proves that it still is what was written. */
const fromRow = (row: Row): Entry =>
  ({
    incidentId: row.incident_id,
    seq: row.seq,
    at: row.at,
    happenedAt: row.happened_at,
    actor: row.actor as Actor,
    kind: row.kind,
    data: row.data,
    prevHash: row.prev_hash,
    hash: row.hash,
  }) as unknown as Entry;

export async function insertEntries(tx: Tx, entries: readonly Entry[]): Promise<void> {
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
        kind: entry.kind,
        data: entry.data as Json,
        prev_hash: entry.prevHash,
        hash: entry.hash,
      })),
    )
    .execute();
}

/** A whole log, in order. */
export async function entriesOf(reader: Reader, incidentId: string): Promise<Entry[]> {
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
): Promise<ReadonlyMap<string, readonly Entry[]>> {
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
): Promise<Entry[]> {
  const older = page.direction === 'older';
  let query = reader.selectFrom('incident_entry').selectAll().where('incident_id', '=', incidentId);
  if (page.seq !== null) query = query.where('seq', older ? '<' : '>', page.seq);
  const rows = await query
    .orderBy('seq', older ? 'desc' : 'asc')
    .limit(page.limit)
    .execute();
  return rows.map(fromRow);
}

export interface Strike {
  /** The entry that is struck through. */
  readonly seq: number;
  /** The entry that strikes it. */
  readonly bySeq: number;
}

/** Which of these entries are struck through, and by which. */
export async function strikesOf(
  reader: Reader,
  incidentId: string,
  seqs: readonly number[],
): Promise<Strike[]> {
  if (seqs.length === 0) return [];
  const { rows } = await sql<Strike>`
    select (data ->> 'seq')::integer as seq, seq as "bySeq" from incident_entry
    where incident_id = ${incidentId} and kind = 'note_struck' and (data ->> 'seq')::integer = any(${seqs}::integer[])`.execute(
    reader,
  );
  return rows;
}

export async function entryKind(
  reader: Reader,
  incidentId: string,
  seq: number,
): Promise<EntryKind | undefined> {
  const row = await reader
    .selectFrom('incident_entry')
    .select('kind')
    .where('incident_id', '=', incidentId)
    .where('seq', '=', seq)
    .executeTakeFirst();
  return row?.kind as EntryKind | undefined;
}

/** Entries of these kinds after a seq, in order. */
export async function entriesOfKinds(
  reader: Reader,
  incidentId: string,
  kinds: readonly EntryKind[],
  page: { readonly after: number; readonly limit: number },
): Promise<Entry[]> {
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

/** Whether this message's failure is on the record. A message that was sent again by hand may fail again: once is said. */
export async function hasMessageFailed(
  reader: Reader,
  incidentId: string,
  messageId: string,
): Promise<boolean> {
  const { rows } = await sql<{ found: boolean }>`
    select exists(select from incident_entry where incident_id = ${incidentId} and kind = 'message_failed'
      and data ->> 'messageId' = ${messageId}) as found`.execute(reader);
  return rows[0]?.found ?? false;
}

/** When the incident was last opened again; null when it never was. */
export async function lastReopening(reader: Reader, incidentId: string): Promise<Instant | null> {
  const row = await reader
    .selectFrom('incident_entry')
    .select('at')
    .where('incident_id', '=', incidentId)
    .where('kind', '=', 'reopened')
    .orderBy('seq', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row?.at ?? null;
}

/** Whether it has been said that messages to this person by this channel do not go out at once. */
export async function hasMessageDelayed(
  reader: Reader,
  incidentId: string,
  to: { readonly personId: string | null; readonly channel: string | null },
): Promise<boolean> {
  const { rows } = await sql<{ found: boolean }>`
    select exists(select from incident_entry where incident_id = ${incidentId} and kind = 'message_delayed'
      and data ->> 'personId' is not distinct from ${to.personId}::text
      and data ->> 'channel' is not distinct from ${to.channel}::text) as found`.execute(reader);
  return rows[0]?.found ?? false;
}
