import type { Actor, Instant } from '../../kernel/index.ts';
import { type Reader, sql, type Tx } from '../../platform/db/index.ts';
import type { Report } from './model.ts';

/** Whose eyes a published report is for; each counts its versions by itself. */
export type Audience = 'internal' | 'external';

export interface SignOff {
  readonly by: Actor;
  readonly at: string;
}

export interface Version {
  readonly version: number;
  readonly publishedAt: Instant;
  readonly publishedBy: Actor;
  readonly report: Report;
  readonly hash: string;
  readonly signedOff: readonly SignOff[];
}

const tableOf = (audience: Audience) =>
  sql.table(audience === 'internal' ? 'report_version' : 'report_external_version');

/** Reports as published, the newest first. */
export async function versionsOf(
  reader: Reader,
  incidentId: string,
  audience: Audience = 'internal',
): Promise<readonly Version[]> {
  const { rows } =
    await sql<Version>`select version, published_at as "publishedAt", published_by as "publishedBy",
    report, hash, signed_off as "signedOff" from ${tableOf(audience)}
    where incident_id = ${incidentId} order by version desc`.execute(reader);
  return rows;
}

export async function insertVersion(
  tx: Tx,
  incidentId: string,
  { version, publishedAt, publishedBy, report, hash }: Omit<Version, 'signedOff'>,
  audience: Audience,
): Promise<void> {
  await sql`insert into ${tableOf(audience)} (incident_id, version, published_at, published_by, report, hash)
    values (${incidentId}, ${version}, ${publishedAt}, ${JSON.stringify(publishedBy)}::jsonb,
      ${JSON.stringify(report)}::jsonb, ${hash})`.execute(tx);
}

export async function saveSignOffs(
  tx: Tx,
  incidentId: string,
  version: number,
  signedOff: readonly SignOff[],
  audience: Audience,
): Promise<void> {
  await sql`update ${tableOf(audience)} set signed_off = ${JSON.stringify(signedOff)}::jsonb
    where incident_id = ${incidentId} and version = ${version}`.execute(tx);
}
