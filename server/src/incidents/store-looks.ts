import type { Actor, Instant } from '../kernel/index.ts';
import { type Reader, sql, type Tx } from '../platform/db/index.ts';

export interface Look {
  readonly actor: Actor;
  readonly at: Instant;
}

/** Notes that somebody looked at an incident, unless they did so after `since` already. */
export async function noteLook(
  tx: Tx,
  { incidentId, actor, at, since }: Look & { readonly incidentId: string; readonly since: Instant },
): Promise<void> {
  const json = JSON.stringify(actor);
  await sql`insert into incident_look (incident_id, actor, at)
    select ${incidentId}, ${json}::jsonb, ${at}
    where not exists (select from incident_look
      where incident_id = ${incidentId} and at > ${since} and actor = ${json}::jsonb)`.execute(tx);
}

/** The latest looks at an incident, newest first. */
export async function latestLooks(reader: Reader, incidentId: string, limit: number): Promise<Look[]> {
  const rows = await reader
    .selectFrom('incident_look')
    .select(['actor', 'at'])
    .where('incident_id', '=', incidentId)
    .orderBy('at', 'desc')
    .limit(limit)
    .execute();
  return rows.map(({ actor, at }) => ({ actor: actor as Actor, at }));
}
