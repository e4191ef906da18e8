import type { Actor, Instant } from '../../kernel/index.ts';
import { type Reader, sql, type Tx } from '../../platform/db/index.ts';
import type { Answer } from './decide-external.ts';

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
