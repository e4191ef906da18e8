import type { Instant } from '../kernel/index.ts';
import type { Reader, Tx } from '../platform/db/index.ts';

/** What is known of the bad news of one incident. */
export interface NewsState {
  /** Everything up to this entry of the log has been heard. */
  readonly heardSeq: number;
  readonly toldAt: Instant | null;
  /** When it is to be looked at; null when there is nothing to look at. */
  readonly nextAt: Instant | null;
}

/** @returns undefined for an incident without a plan */
export async function findNews(db: Reader, incidentId: string): Promise<NewsState | undefined> {
  return db
    .selectFrom('escalation_plan')
    .select(['news_heard_seq as heardSeq', 'news_told_at as toldAt', 'news_next_at as nextAt'])
    .where('incident_id', '=', incidentId)
    .executeTakeFirst();
}

export async function saveNews(tx: Tx, incidentId: string, state: Partial<NewsState>): Promise<void> {
  await tx
    .updateTable('escalation_plan')
    .set({
      ...(state.heardSeq === undefined ? {} : { news_heard_seq: state.heardSeq }),
      ...(state.toldAt === undefined ? {} : { news_told_at: state.toldAt }),
      ...(state.nextAt === undefined ? {} : { news_next_at: state.nextAt }),
    })
    .where('incident_id', '=', incidentId)
    .execute();
}

/** When the bad news that has waited longest was to be looked at; null when none waits. */
export async function oldestNewsDue(db: Reader): Promise<Instant | null> {
  const row = await db
    .selectFrom('escalation_plan')
    .select((eb) => eb.fn.min('news_next_at').as('since'))
    .where('news_next_at', 'is not', null)
    .executeTakeFirst();
  return row?.since ?? null;
}

/** Incidents whose bad news is to be looked at before `until`, soonest first. */
export async function findNewsDue(
  db: Reader,
  until: Instant,
): Promise<{ incidentId: string; nextAt: Instant }[]> {
  const rows = await db
    .selectFrom('escalation_plan')
    .select(['incident_id as incidentId', 'news_next_at as nextAt'])
    .where('news_next_at', '<', until)
    .orderBy('news_next_at')
    .execute();
  return rows.map(({ incidentId, nextAt }) => ({ incidentId, nextAt: nextAt ?? until }));
}
