import type { Instant } from '../../kernel/index.ts';
import { type Reader, sql, type Tx } from '../../platform/db/index.ts';

export async function saveEvidence(
  tx: Tx,
  { id, incidentId, content }: { readonly id: string; readonly incidentId: string; readonly content: string },
  now: Instant,
): Promise<void> {
  await sql`insert into incident_evidence (id, incident_id, content, created_at)
    values (${id}::uuid, ${incidentId}::uuid, ${content}, ${now})`.execute(tx);
}

export async function evidenceContent(reader: Reader, id: string): Promise<string | undefined> {
  const { rows } = await sql<{ content: string }>`select content from incident_evidence
    where id = ${id}::uuid`.execute(reader);
  return rows[0]?.content;
}
