import type { Instant } from '../kernel/index.ts';
import { sql, type Tx } from '../platform/db/index.ts';

/**
 * Removes payloads received before `before`, the oldest first and at most `most`, except those of alerts that fire or
 * ended after that. The alerts themselves stay. @returns how many went
 */
export async function deletePayloads(tx: Tx, before: Instant, most: number): Promise<number> {
  const needed = (column: 'payload_id' | 'latest_payload_id') =>
    sql`exists (select 1 from alert where alert.${sql.ref(column)} = payload.id
      and (alert.status = 'firing' or alert.resolved_at >= ${before}))`;
  const result = await sql`delete from inbound_payload where id in (
    select payload.id from inbound_payload payload where payload.received_at < ${before}
      and not ${needed('payload_id')} and not ${needed('latest_payload_id')}
    order by payload.received_at limit ${most})`.execute(tx);
  return Number(result.numAffectedRows ?? 0n);
}
