import type { Actor } from '../kernel/index.ts';
import type { Reader } from '../platform/db/index.ts';
import type { Visible } from './decide-sight.ts';
import { fromRow, selectIncidents } from './store.ts';

/** All incidents that not everybody may see. */
export async function restrictedIncidents(reader: Reader): Promise<Visible[]> {
  const rows = await selectIncidents(reader).where('visibility', '=', 'restricted').execute();
  return rows.map((row) => fromRow(row).incident);
}

/** Who declared each of these incidents. */
export async function declarersOf(
  reader: Reader,
  incidentIds: readonly string[],
): Promise<ReadonlyMap<string, Actor>> {
  const rows = await reader
    .selectFrom('incident_entry')
    .select(['incident_id', 'actor'])
    .where('incident_id', 'in', incidentIds)
    .where('seq', '=', 1)
    .execute();
  return new Map(rows.map(({ incident_id, actor }) => [incident_id, actor as Actor]));
}
