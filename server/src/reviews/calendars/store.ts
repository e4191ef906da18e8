import type { Instant } from '../../kernel/index.ts';
import { type Reader, sql, type Tx } from '../../platform/db/index.ts';
import type { Busy, PersonCalendar } from './model.ts';

const columns = sql`person_id as "personId", sealed_url as "sealedUrl", host, asked_at as "askedAt", busy,
  read_at as "readAt", problem`;

export async function calendarsOf(
  reader: Reader,
  personIds: readonly string[],
): Promise<readonly PersonCalendar[]> {
  if (personIds.length === 0) return [];
  const { rows } = await sql<PersonCalendar>`select ${columns} from person_calendar
    where person_id = any(${[...personIds]}::uuid[])`.execute(reader);
  return rows;
}

export async function saveCalendar(tx: Tx, calendar: PersonCalendar): Promise<void> {
  const { personId, sealedUrl, host, askedAt, busy, readAt, problem } = calendar;
  await sql`insert into person_calendar (person_id, sealed_url, host, asked_at, busy, read_at, problem)
    values (${personId}, ${sealedUrl}, ${host}, ${askedAt}, ${JSON.stringify(busy)}::jsonb, ${readAt}, ${problem})
    on conflict (person_id) do update set sealed_url = excluded.sealed_url, host = excluded.host,
      asked_at = excluded.asked_at, busy = excluded.busy, read_at = excluded.read_at,
      problem = excluded.problem`.execute(tx);
}

/** What came of asking; of an address that was changed meanwhile nothing is noted. */
export async function noteAnswer(
  tx: Tx,
  { personId, sealedUrl }: PersonCalendar,
  answer: { readonly busy: Busy; readonly at: Instant } | { readonly problem: string },
): Promise<void> {
  const found =
    'busy' in answer
      ? sql`busy = ${JSON.stringify(answer.busy)}::jsonb, read_at = ${answer.at}, problem = null`
      : sql`problem = ${answer.problem}`;
  await sql`update person_calendar set ${found} where person_id = ${personId} and sealed_url = ${sealedUrl}`.execute(
    tx,
  );
}

/** Those of them that were last asked before a moment are asked now. @returns whose */
export async function claimStale(
  tx: Tx,
  personIds: readonly string[],
  before: Instant,
  now: Instant,
): Promise<readonly string[]> {
  if (personIds.length === 0) return [];
  const { rows } = await sql<{ id: string }>`update person_calendar set asked_at = ${now}
    where person_id = any(${[...personIds]}::uuid[]) and asked_at < ${before} returning person_id as id`.execute(
    tx,
  );
  return rows.map(({ id }) => id);
}

/** @returns whether there was one */
export async function deleteCalendar(tx: Tx, personId: string): Promise<boolean> {
  const { numAffectedRows } = await sql`delete from person_calendar where person_id = ${personId}`.execute(
    tx,
  );
  return numAffectedRows === 1n;
}
