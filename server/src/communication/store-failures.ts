import type { Instant } from '../kernel/index.ts';
import type { Reader, Tx } from '../platform/db/index.ts';

/** Whose failure it is. SMS and calls by one provider fail apart from each other. */
export interface ProviderKey {
  readonly channel: string;
  readonly provider: string;
}

export interface ProviderFailure extends ProviderKey {
  /** Its name for people. */
  readonly label: string;
  readonly since: Instant;
  readonly failures: number;
  readonly reason: string;
  readonly toldAt: Instant | null;
}

/** Counts a failure of a provider; the first one starts its streak. */
export async function countFailure(
  tx: Tx,
  failure: ProviderKey & Pick<ProviderFailure, 'label' | 'reason'>,
  now: Instant,
): Promise<ProviderFailure> {
  const row = await tx
    .insertInto('provider_failure')
    .values({ ...failure, since: now, failures: 1 })
    .onConflict((conflict) =>
      conflict.columns(['channel', 'provider']).doUpdateSet((eb) => ({
        failures: eb('provider_failure.failures', '+', 1),
        reason: failure.reason,
        label: failure.label,
      })),
    )
    .returningAll()
    .executeTakeFirstOrThrow();
  return { ...failure, since: row.since, failures: row.failures, toldAt: row.told_at };
}

export async function markTold(tx: Tx, { channel, provider }: ProviderKey, now: Instant): Promise<void> {
  await tx
    .updateTable('provider_failure')
    .set({ told_at: now })
    .where('channel', '=', channel)
    .where('provider', '=', provider)
    .execute();
}

/** Ends a provider's streak. @returns the streak, if there was one */
export async function endFailure(
  tx: Tx,
  { channel, provider }: ProviderKey,
): Promise<ProviderFailure | undefined> {
  const row = await tx
    .deleteFrom('provider_failure')
    .where('channel', '=', channel)
    .where('provider', '=', provider)
    .returningAll()
    .executeTakeFirst();
  return row && { ...row, toldAt: row.told_at };
}

export async function listFailures(reader: Reader): Promise<ProviderFailure[]> {
  const rows = await reader.selectFrom('provider_failure').selectAll().orderBy('label').execute();
  return rows.map((row) => ({ ...row, toldAt: row.told_at }));
}

export async function isFailing(reader: Reader, { channel, provider }: ProviderKey): Promise<boolean> {
  const row = await reader
    .selectFrom('provider_failure')
    .select('provider')
    .where('channel', '=', channel)
    .where('provider', '=', provider)
    .executeTakeFirst();
  return row !== undefined;
}
