import type { Instant } from '../kernel/index.ts';
import { type Reader, sql } from '../platform/db/index.ts';

/** What an integration has ignored so far. */
export interface Ignored {
  readonly count: number;
  readonly lastAt: Instant;
  readonly lastReason: string;
}

export interface MoreIgnored {
  readonly count: number;
  readonly reason: string;
}

/** Adds to what integrations have ignored, in the order of their ids, so that two processes never wait for each other. */
export async function addIgnored(
  reader: Reader,
  more: ReadonlyMap<string, MoreIgnored>,
  now: Instant,
): Promise<void> {
  const rows = [...more]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([integrationId, { count, reason }]) => ({
      integration_id: integrationId,
      count,
      last_at: now,
      last_reason: reason,
    }));
  await reader
    .insertInto('integration_ignored')
    .values(rows)
    .onConflict((conflict) =>
      conflict.column('integration_id').doUpdateSet({
        count: sql<number>`integration_ignored.count + excluded.count`,
        last_at: sql<Instant>`excluded.last_at`,
        last_reason: sql<string>`excluded.last_reason`,
      }),
    )
    .execute();
}

export async function ignoredByIntegration(reader: Reader): Promise<ReadonlyMap<string, Ignored>> {
  const rows = await reader
    .selectFrom('integration_ignored')
    .select(['integration_id', 'count', 'last_at as lastAt', 'last_reason as lastReason'])
    .execute();
  return new Map(
    rows.map(({ integration_id, count, ...last }) => [integration_id, { ...last, count: Number(count) }]),
  );
}
