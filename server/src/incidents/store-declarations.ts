import type { Instant } from '../kernel/index.ts';
import { sql, type Tx } from '../platform/db/index.ts';

export interface Declaration {
  readonly requestHash: string;
  readonly incidentId: string | null;
}

/**
 * Claims an Idempotency-Key for a caller. A concurrent request with the same key waits here for the first to commit.
 * @returns undefined when it is new, else what it was used for
 */
export async function claimKey(
  tx: Tx,
  claim: {
    readonly caller: string;
    readonly key: string;
    readonly requestHash: string;
    readonly at: Instant;
  },
): Promise<Declaration | undefined> {
  const inserted = await sql`
    insert into incident_declaration (caller, key, request_hash, at)
    values (${claim.caller}, ${claim.key}, ${claim.requestHash}, ${claim.at}) on conflict do nothing`.execute(
    tx,
  );
  if (inserted.numAffectedRows === 1n) return undefined;
  const { rows } = await sql<Declaration>`
    select request_hash as "requestHash", incident_id as "incidentId" from incident_declaration
    where caller = ${claim.caller} and key = ${claim.key}`.execute(tx);
  return rows[0];
}

export async function keepDeclaration(
  tx: Tx,
  caller: string,
  key: string,
  incidentId: string,
): Promise<void> {
  await sql`update incident_declaration set incident_id = ${incidentId} where caller = ${caller} and key = ${key}`.execute(
    tx,
  );
}

/** Keys older than this are forgotten. */
export async function forgetKeys(tx: Tx, before: Instant): Promise<void> {
  await sql`delete from incident_declaration where at < ${before}`.execute(tx);
}
