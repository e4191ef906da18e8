import type { Actor, Instant, Json, JsonObject } from '../../kernel/index.ts';
import { type Reader, sql, type Tx } from '../../platform/db/index.ts';
import type { Report } from '../report/model.ts';
import type { SignOff, Version } from '../report/store.ts';
import type { Answer } from './decide-external.ts';

/** Reports for readers outside as published, the newest first. */
export async function externalVersionsOf(db: Reader, incidentId: string): Promise<Version[]> {
  const rows = await db
    .selectFrom('report_external_version')
    .selectAll()
    .where('incident_id', '=', incidentId)
    .orderBy('version', 'desc')
    .execute();
  return rows.map((row) => ({
    ...{ version: row.version, publishedAt: row.published_at, hash: row.hash },
    publishedBy: row.published_by as unknown as Actor,
    report: row.report as unknown as Report,
    signedOff: row.signed_off as unknown as SignOff[],
  }));
}

export async function insertExternalVersion(tx: Tx, incidentId: string, version: Version): Promise<void> {
  const { version: number, publishedAt, hash } = version;
  await tx
    .insertInto('report_external_version')
    .values({
      ...{ incident_id: incidentId, version: number, published_at: publishedAt, hash },
      published_by: version.publishedBy as unknown as Json,
      report: version.report as unknown as JsonObject,
    })
    .execute();
}

export async function saveExternalSignOffs(
  tx: Tx,
  incidentId: string,
  version: number,
  signedOff: readonly SignOff[],
): Promise<void> {
  await tx
    .updateTable('report_external_version')
    .set({ signed_off: sql<Json>`${JSON.stringify(signedOff)}::jsonb` })
    .where('incident_id', '=', incidentId)
    .where('version', '=', version)
    .execute();
}

export async function answersOf(db: Reader, incidentId: string): Promise<ReadonlyMap<string, Answer>> {
  const { rows } = await sql<{ mention: string; answer: Answer }>`select mention, answer
    from report_external_answer where incident_id = ${incidentId}`.execute(db);
  return new Map(rows.map(({ mention, answer }) => [mention, answer]));
}

export async function saveAnswers(
  tx: Tx,
  incidentId: string,
  mentions: readonly string[],
  { answer, by, at }: { readonly answer: Answer; readonly by: Actor; readonly at: Instant },
): Promise<void> {
  await sql`insert into report_external_answer (incident_id, mention, answer, answered_by, answered_at)
    select ${incidentId}, unnest(${[...mentions]}::text[]), ${answer}, ${JSON.stringify(by)}::jsonb, ${at}
    on conflict (incident_id, mention) do update set answer = excluded.answer, answered_by = excluded.answered_by,
      answered_at = excluded.answered_at`.execute(tx);
}
