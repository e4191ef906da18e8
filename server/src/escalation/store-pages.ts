import { sql } from 'kysely';
import type { Instant } from '../kernel/index.ts';
import type { Reader, Tx } from '../platform/db/index.ts';
import type { PageEndReason } from './entries/index.ts';
import type { Attempt, AttemptOutcome, ChainItem, Page } from './model.ts';

/** Pages of an incident with their tries, oldest first. */
export async function loadPages(
  db: Reader,
  incidentId: string,
  only: { open?: boolean } = {},
): Promise<Page[]> {
  let query = db.selectFrom('page').selectAll().where('incident_id', '=', incidentId);
  if (only.open) query = query.where('status', '=', 'open');
  return withAttempts(db, await query.orderBy('started_at').orderBy('id').execute());
}

export async function findPage(db: Reader, id: string): Promise<Page | undefined> {
  const rows = await db.selectFrom('page').selectAll().where('id', '=', id).execute();
  return (await withAttempts(db, rows))[0];
}

/** Whom the open pages of these incidents ask; nobody while a page rests before its next round. */
export async function openPagesOf(
  db: Reader,
  incidentIds: readonly string[],
): Promise<{ incidentId: string; personIds: readonly string[] }[]> {
  if (incidentIds.length === 0) return [];
  const rows = await db
    .selectFrom('page')
    .select(['incident_id', 'phase', 'chain'])
    .where('status', '=', 'open')
    .where('incident_id', 'in', incidentIds)
    .orderBy('started_at')
    .execute();
  return rows.map((row) => ({
    incidentId: row.incident_id,
    personIds:
      row.phase === 'walking' ? (row.chain as unknown as ChainItem[]).map(({ personId }) => personId) : [],
  }));
}

/** Open pages that are to be looked at before `until`, soonest first. */
export async function findPagesDue(
  db: Reader,
  until: Instant,
): Promise<{ id: string; incidentId: string; nextAt: Instant }[]> {
  const rows = await db
    .selectFrom('page')
    .select(['id', 'incident_id', 'next_at'])
    .where('status', '=', 'open')
    .where('next_at', '<', until)
    .orderBy('next_at')
    .execute();
  return rows.map((row) => ({ id: row.id, incidentId: row.incident_id, nextAt: row.next_at ?? until }));
}

/** When the page that has waited longest was to be looked at; null when none is open. */
export async function oldestPageDue(db: Reader): Promise<Instant | null> {
  const row = await db
    .selectFrom('page')
    .select((eb) => eb.fn.min('next_at').as('since'))
    .where('status', '=', 'open')
    .executeTakeFirst();
  return row?.since ?? null;
}

/** Writes the page, but not its tries. */
export async function savePage(tx: Tx, page: Page): Promise<void> {
  const moving = {
    status: page.status,
    reason: page.reason,
    phase: page.phase,
    phase_since: page.phaseSince,
    level: page.level,
    round: page.round,
    generation: page.generation,
    chain: JSON.stringify(page.chain),
    exhausted_at: page.exhaustedAt,
    next_at: page.nextAt,
    ended_at: page.endedAt,
    ended_by: page.endedBy,
  };
  await tx
    .insertInto('page')
    .values({
      id: page.id,
      incident_id: page.incidentId,
      step_id: page.stepId,
      because: page.because,
      person_id: page.target.kind === 'person' ? page.target.personId : null,
      team_id: page.target.kind === 'team' ? page.target.teamId : null,
      started_at: page.startedAt,
      ...moving,
    })
    .onConflict((conflict) => conflict.column('id').doUpdateSet(moving))
    .execute();
}

/** Ends a page that is still open. @returns false when it had ended before */
export async function endPage(
  tx: Tx,
  id: string,
  end: { status: 'acknowledged' | 'stopped'; reason: PageEndReason; at: Instant; by: string | null },
): Promise<boolean> {
  const result = await tx
    .updateTable('page')
    .set({ status: end.status, reason: end.reason, ended_at: end.at, ended_by: end.by, next_at: null })
    .where('id', '=', id)
    .where('status', '=', 'open')
    .executeTakeFirst();
  return result.numUpdatedRows > 0n;
}

/** Records a try. The primary key refuses a second one of the same place in the same walk. */
export async function insertAttempt(tx: Tx, pageId: string, attempt: Attempt): Promise<void> {
  await tx
    .insertInto('page_attempt')
    .values({
      page_id: pageId,
      generation: attempt.generation,
      position: attempt.position,
      person_id: attempt.personId,
      contact_method_id: attempt.contactMethodId,
      level: attempt.level,
      round: attempt.round,
      at: attempt.at,
      message_id: attempt.messageId,
      channel: attempt.channel,
      outcome: attempt.outcome,
      reason: attempt.reason,
      settled_at: attempt.settledAt,
      news_seq: attempt.newsSeq,
    })
    .execute();
}

/** What became of a try, by the message that carried it. @returns false when no try is known by it */
export async function settleAttempt(
  tx: Tx,
  messageId: string,
  settled: { outcome: AttemptOutcome; reason: string | null; settledAt: Instant | null },
): Promise<boolean> {
  const result = await tx
    .updateTable('page_attempt')
    .set({ outcome: settled.outcome, reason: settled.reason, settled_at: settled.settledAt })
    .where('message_id', '=', messageId)
    .executeTakeFirst();
  return result.numUpdatedRows > 0n;
}

/** Walks of which every try is loaded. */
const RECENT_WALKS = 20;

/**
 * The tries of the last walks, and of all before the latest of each person and outcome: that is what decisions ask (who was
 * asked, who was ever reached), and a page open for a week has thousands of others.
 */
const recentAttempts = (db: Reader, pageIds: readonly string[]) =>
  db
    .selectFrom((from) =>
      from
        .selectFrom('page_attempt as attempt')
        .innerJoin('page', 'page.id', 'attempt.page_id')
        .selectAll('attempt')
        .select([
          'page.generation as last_generation',
          sql<number>`row_number() over (
            partition by attempt.page_id, attempt.person_id, attempt.outcome
            order by attempt.generation desc, attempt.position desc)`.as('nth'),
        ])
        .where('attempt.page_id', 'in', pageIds)
        .as('attempt'),
    )
    .selectAll()
    .where((where) =>
      where.or([
        where('nth', '=', 1),
        where(where.ref('generation'), '>', where('last_generation', '-', RECENT_WALKS)),
      ]),
    )
    .orderBy('at')
    .orderBy('generation')
    .orderBy('position')
    .execute();

type Row = Awaited<ReturnType<typeof selectPage>>;
const selectPage = (db: Reader) => db.selectFrom('page').selectAll().executeTakeFirstOrThrow();

async function withAttempts(db: Reader, rows: readonly Row[]): Promise<Page[]> {
  if (rows.length === 0) return [];
  const attempts = await recentAttempts(
    db,
    rows.map(({ id }) => id),
  );
  return rows.map((row) => ({
    ...toPage(row),
    attempts: attempts
      .filter((attempt) => attempt.page_id === row.id)
      .map(
        (attempt): Attempt => ({
          generation: attempt.generation,
          position: attempt.position,
          personId: attempt.person_id,
          contactMethodId: attempt.contact_method_id,
          level: attempt.level,
          round: attempt.round,
          at: attempt.at,
          messageId: attempt.message_id,
          channel: attempt.channel,
          outcome: attempt.outcome as AttemptOutcome,
          reason: attempt.reason,
          settledAt: attempt.settled_at,
          newsSeq: attempt.news_seq,
        }),
      ),
  }));
}

// The checks of the table hold what the casts say.
const toPage = (row: Row): Omit<Page, 'attempts'> => ({
  id: row.id,
  incidentId: row.incident_id,
  stepId: row.step_id,
  because: row.because as Page['because'],
  target:
    row.person_id === null
      ? { kind: 'team', teamId: row.team_id ?? '' }
      : { kind: 'person', personId: row.person_id },
  status: row.status as Page['status'],
  reason: row.reason as Page['reason'],
  phase: row.phase as Page['phase'],
  phaseSince: row.phase_since,
  level: row.level,
  round: row.round,
  generation: row.generation,
  chain: row.chain as unknown as ChainItem[],
  startedAt: row.started_at,
  exhaustedAt: row.exhausted_at,
  nextAt: row.next_at,
  endedAt: row.ended_at,
  endedBy: row.ended_by,
});
