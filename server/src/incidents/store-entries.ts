import type { Instant } from '../kernel/index.ts';
import { type Reader, sql } from '../platform/db/index.ts';

/* Questions about this chapter's own kinds of entries. */

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

/** The entry with which the incident was last acknowledged; 0 when it never was. */
export async function lastAcknowledgement(reader: Reader, incidentId: string): Promise<number> {
  const row = await reader
    .selectFrom('incident_entry')
    .select('seq')
    .where('incident_id', '=', incidentId)
    .where('kind', '=', 'acknowledged')
    .orderBy('seq', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row?.seq ?? 0;
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
