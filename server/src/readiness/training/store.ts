import type { Actor, Instant, Json } from '../../kernel/index.ts';
import { type Reader, sql, type Tx } from '../../platform/db/index.ts';
import type { Step, StepDone, Turn } from './model.ts';

export async function stepsDone(reader: Reader): Promise<StepDone[]> {
  const rows = await reader.selectFrom('training_step').selectAll().orderBy('at').execute();
  return rows.map((row) => ({
    ...{ personId: row.person_id, step: row.step as Step, at: row.at, note: row.note },
    ...{ by: row.by as unknown as Actor, policyVersion: row.policy_version },
  }));
}

export async function saveStep(tx: Tx, done: StepDone): Promise<void> {
  const values = {
    ...{ at: done.at, note: done.note, policy_version: done.policyVersion },
    by: sql<Json>`${JSON.stringify(done.by)}::jsonb`,
  };
  await tx
    .insertInto('training_step')
    .values({ person_id: done.personId, step: done.step, ...values })
    .onConflict((conflict) => conflict.columns(['person_id', 'step']).doUpdateSet(values))
    .execute();
}

export async function removeStep(tx: Tx, personId: string, step: Step): Promise<boolean> {
  const { numDeletedRows } = await tx
    .deleteFrom('training_step')
    .where('person_id', '=', personId)
    .where('step', '=', step)
    .executeTakeFirst();
  return numDeletedRows > 0n;
}

/** Notes whose manager hears now. @returns those of whom they have not heard since `before` */
export async function flag(tx: Tx, turns: readonly Turn[], now: Instant, before: Instant): Promise<Turn[]> {
  const fresh: Turn[] = [];
  for (const turn of turns) {
    const { rows } = await sql<{ id: string }>`insert into training_flag as f (person_id, team_id, told_at)
      values (${turn.personId}::uuid, ${turn.teamId}, ${now})
      on conflict (person_id, team_id) do update set told_at = excluded.told_at where f.told_at < ${before}
      returning person_id as id`.execute(tx);
    if (rows.length > 0) fresh.push(turn);
  }
  return fresh;
}
