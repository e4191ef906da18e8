import type { Selectable } from 'kysely';
import type { Actor, Instant, Json } from '../kernel/index.ts';
import { type DB, type Reader, sql, type Tx } from '../platform/db/index.ts';
import type {
  Answer,
  ClockKind,
  ParticipantChange,
  Review,
  ReviewClock,
  ReviewStatus,
  Waiver,
} from './model.ts';

const toReview = (row: Selectable<DB['review']>): Review => ({
  id: row.id,
  incidentId: row.incident_id,
  status: row.status as ReviewStatus,
  requestedBy: row.requested_by as Actor | null,
  createdAt: row.created_at,
  endedAt: row.ended_at,
  round: row.round,
  facilitatorId: row.facilitator_id,
  meeting:
    row.meeting_at === null
      ? null
      : { at: row.meeting_at, minutes: row.meeting_minutes ?? 60, place: row.meeting_place },
  sequence: row.meeting_sequence,
  invited: row.meeting_invited,
  heldAt: row.held_at,
  waived: row.waived as unknown as Waiver | null,
  followUpAt: row.follow_up_at,
  followUpAskedAt: row.follow_up_asked_at,
  nextAt: row.next_at,
});

export async function reviewOf(db: Reader, incidentId: string): Promise<Review | null> {
  const row = await db
    .selectFrom('review')
    .selectAll()
    .where('incident_id', '=', incidentId)
    .executeTakeFirst();
  return row === undefined ? null : toReview(row);
}

/** Writes the whole row: reviews are changed by people, one at a time, with the incident locked. */
export async function saveReview(tx: Tx, review: Review): Promise<void> {
  const values = {
    status: review.status,
    requested_by: json(review.requestedBy),
    ended_at: review.endedAt,
    round: review.round,
    facilitator_id: review.facilitatorId,
    meeting_at: review.meeting?.at ?? null,
    meeting_minutes: review.meeting?.minutes ?? null,
    meeting_place: review.meeting?.place ?? '',
    meeting_sequence: review.sequence,
    meeting_invited: sql<string[]>`${[...review.invited]}::uuid[]`,
    held_at: review.heldAt,
    waived: json(review.waived),
    follow_up_at: review.followUpAt,
    follow_up_asked_at: review.followUpAskedAt,
    next_at: review.nextAt,
  };
  await tx
    .insertInto('review')
    .values({ id: review.id, incident_id: review.incidentId, created_at: review.createdAt, ...values })
    .onConflict((conflict) => conflict.column('id').doUpdateSet(values))
    .execute();
}

const json = (value: object | null) => sql<Json>`${value === null ? null : JSON.stringify(value)}::jsonb`;

const toClock = (row: Selectable<DB['review_clock']>): ReviewClock => ({
  reviewId: row.review_id,
  round: row.round,
  kind: row.kind as ClockKind,
  dueAt: row.due_at,
  remindAt: row.remind_at,
  remindedAt: row.reminded_at,
  doneAt: row.done_at,
  missedAt: row.missed_at,
  stoppedAt: row.stopped_at,
});

/** All clocks of these reviews, those of earlier rounds as well, in the order of their deadlines. */
export async function clocksOf(db: Reader, reviewIds: readonly string[]): Promise<ReviewClock[]> {
  if (reviewIds.length === 0) return [];
  const rows = await db
    .selectFrom('review_clock')
    .selectAll()
    .where(sql<boolean>`review_id = any(${[...reviewIds]}::uuid[])`)
    .orderBy('round')
    .orderBy('due_at')
    .execute();
  return rows.map(toClock);
}

/** The clocks that came to an end since a moment: the kept rate (REV-1). */
export async function clocksSettledSince(db: Reader, since: Instant): Promise<ReviewClock[]> {
  const rows = await db
    .selectFrom('review_clock')
    .selectAll()
    .where((eb) => eb.or([eb('done_at', '>=', since), eb('missed_at', '>=', since)]))
    .execute();
  return rows.map(toClock);
}

export async function saveClock(tx: Tx, clock: ReviewClock): Promise<void> {
  const values = {
    due_at: clock.dueAt,
    remind_at: clock.remindAt,
    reminded_at: clock.remindedAt,
    done_at: clock.doneAt,
    missed_at: clock.missedAt,
    stopped_at: clock.stoppedAt,
  };
  await tx
    .insertInto('review_clock')
    .values({ review_id: clock.reviewId, round: clock.round, kind: clock.kind, ...values })
    .onConflict((conflict) => conflict.columns(['review_id', 'round', 'kind']).doUpdateSet(values))
    .execute();
}

export async function changesOf(db: Reader, reviewId: string): Promise<ParticipantChange[]> {
  return await db
    .selectFrom('review_participant')
    .select(['person_id as personId', 'listed', 'attended'])
    .where('review_id', '=', reviewId)
    .orderBy('person_id')
    .execute();
}

export async function saveChange(tx: Tx, reviewId: string, change: ParticipantChange): Promise<void> {
  const values = { listed: change.listed, attended: change.attended };
  await tx
    .insertInto('review_participant')
    .values({ review_id: reviewId, person_id: change.personId, ...values })
    .onConflict((conflict) => conflict.columns(['review_id', 'person_id']).doUpdateSet(values))
    .execute();
}

export async function findReview(db: Reader, id: string): Promise<Review | undefined> {
  const row = await db.selectFrom('review').selectAll().where('id', '=', id).executeTakeFirst();
  return row && toReview(row);
}

/** What was answered to invitations, by person. */
export async function answersOf(db: Reader, reviewId: string): Promise<ReadonlyMap<string, Answer>> {
  const rows = await db
    .selectFrom('review_participant')
    .select(['person_id', 'answer', 'answer_sequence', 'answered_at'])
    .where('review_id', '=', reviewId)
    .execute();
  return new Map(
    rows.flatMap(({ person_id, answer, answer_sequence, answered_at }) =>
      answer === null || answer_sequence === null || answered_at === null
        ? []
        : [[person_id, { answer: answer as Answer['answer'], sequence: answer_sequence, at: answered_at }]],
    ),
  );
}

export async function saveAnswer(tx: Tx, reviewId: string, personId: string, answer: Answer): Promise<void> {
  const values = { answer: answer.answer, answer_sequence: answer.sequence, answered_at: answer.at };
  await tx
    .insertInto('review_participant')
    .values({ review_id: reviewId, person_id: personId, ...values })
    .onConflict((conflict) => conflict.columns(['review_id', 'person_id']).doUpdateSet(values))
    .execute();
}

/** Reviews that are to be looked at before a moment, soonest first. */
export async function reviewsDue(
  db: Reader,
  before: Instant,
): Promise<{ readonly incidentId: string; readonly nextAt: Instant }[]> {
  const rows = await db
    .selectFrom('review')
    .select(['incident_id as incidentId', 'next_at as nextAt'])
    .where('next_at', '<', before)
    .orderBy('next_at')
    .execute();
  return rows.map(({ incidentId, nextAt }) => ({ incidentId, nextAt: nextAt ?? before }));
}

/** When the review that has waited longest was to be looked at; null when none waits. */
export async function oldestReview(db: Reader): Promise<Instant | null> {
  const row = await db
    .selectFrom('review')
    .select((eb) => eb.fn.min('next_at').as('since'))
    .where('next_at', 'is not', null)
    .executeTakeFirst();
  return row?.since ?? null;
}

/** Reviews in these states, the latest ended first. */
export async function reviewsIn(
  db: Reader,
  statuses: readonly ReviewStatus[],
  hidden: readonly string[],
  limit: number,
): Promise<Review[]> {
  const rows = await db
    .selectFrom('review')
    .selectAll()
    .where('status', 'in', [...statuses])
    .where(sql<boolean>`not (incident_id = any(${[...hidden]}::uuid[]))`)
    .orderBy('ended_at', 'desc')
    .orderBy('id')
    .limit(limit)
    .execute();
  return rows.map(toReview);
}
