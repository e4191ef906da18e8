import type { Instant } from '../kernel/index.ts';
import type { Reader, Tx } from '../platform/db/index.ts';

/** Notes that somebody has the page of an incident open, and forgets whoever has not said so since `before`, of any incident. */
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
  await tx.deleteFrom('incident_viewing').where('seen_at', '<', before).execute();
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
