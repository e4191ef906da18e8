import type { Instant } from '../kernel/index.ts';
import { type Reader, sql, type Tx } from '../platform/db/index.ts';

/**
 * Notes that somebody has the page of an incident open, and forgets whoever has not said so since `before`, of any incident.
 * A row that another transaction holds is left to the next one: two that forget the same rows in another order would
 * each wait for the other.
 */
export async function markViewing(
  tx: Tx,
  {
    incidentId,
    personId,
    at,
    before,
  }: {
    readonly incidentId: string;
    readonly personId: string;
    readonly at: Instant;
    readonly before: Instant;
  },
): Promise<void> {
  await tx
    .insertInto('incident_viewing')
    .values({ incident_id: incidentId, person_id: personId, seen_at: at })
    .onConflict((conflict) => conflict.columns(['incident_id', 'person_id']).doUpdateSet({ seen_at: at }))
    .execute();
  await sql`delete from incident_viewing v
    using (select incident_id, person_id from incident_viewing where seen_at < ${before} for update skip locked) stale
    where v.incident_id = stale.incident_id and v.person_id = stale.person_id`.execute(tx);
}

/** Who has it open since a moment, so many at most. */
export async function viewersOf(
  reader: Reader,
  incidentId: string,
  since: Instant,
  limit: number,
): Promise<string[]> {
  const rows = await reader
    .selectFrom('incident_viewing')
    .select('person_id')
    .where('incident_id', '=', incidentId)
    .where('seen_at', '>=', since)
    .orderBy('person_id')
    .limit(limit)
    .execute();
  return rows.map(({ person_id }) => person_id);
}
