import type { Actor, Instant } from '../kernel/index.ts';
import type { Reader, Tx } from '../platform/db/index.ts';
import type { Verdict } from './model.ts';

export interface Judgement {
  readonly changeId: string;
  readonly verdict: Verdict;
  readonly by: Actor;
  readonly at: Instant;
}

/** What is thought of the changes around an incident. */
export async function judgementsOf(reader: Reader, incidentId: string): Promise<readonly Judgement[]> {
  const rows = await reader
    .selectFrom('incident_change')
    .select(['change_id', 'verdict', 'judged_by', 'judged_at'])
    .where('incident_id', '=', incidentId)
    .orderBy('judged_at')
    .execute();
  return rows.map((row) => ({
    changeId: row.change_id,
    verdict: row.verdict as Verdict,
    by: row.judged_by as Actor,
    at: row.judged_at,
  }));
}

export async function saveJudgement(
  tx: Tx,
  incidentId: string,
  { changeId, verdict, by, at }: Judgement,
): Promise<void> {
  const said = { verdict, judged_by: JSON.stringify(by), judged_at: at };
  await tx
    .insertInto('incident_change')
    .values({ incident_id: incidentId, change_id: changeId, ...said })
    .onConflict((conflict) => conflict.columns(['incident_id', 'change_id']).doUpdateSet(said))
    .execute();
}

export async function forgetJudgement(tx: Tx, incidentId: string, changeId: string): Promise<void> {
  await tx
    .deleteFrom('incident_change')
    .where('incident_id', '=', incidentId)
    .where('change_id', '=', changeId)
    .execute();
}
