import { publishLive } from '../platform/live/index.ts';
import type { Answer, Review } from './model.ts';
import type { ReviewDeps } from './ports.ts';
import * as store from './store.ts';

/** What a calendar answered, and whose answer it is. */
export interface InvitationAnswer {
  /** The meeting, as our invitations name it. */
  readonly uid: string;
  readonly sequence: number;
  readonly answer: Answer['answer'];
  readonly by: { readonly email: string } | { readonly personId: string };
}

/**
 * Keeps whether somebody comes (REV-2). An answer to a meeting that was moved meanwhile says nothing of the new time; who was there is
 * written down when the review was held, whatever was answered before.
 */
export function recordAnswer(
  deps: ReviewDeps,
  { uid, sequence, answer, by }: InvitationAnswer,
): Promise<'recorded' | 'unknown' | 'not_invited' | 'outdated'> {
  return deps.database.transaction(async (tx) => {
    const reviewId = /^review-([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})@/i.exec(uid)?.[1];
    const review = reviewId === undefined ? undefined : await store.findReview(tx, reviewId);
    if (review === undefined) return 'unknown';
    const { people } = await deps.directory.facts(tx);
    const person =
      'personId' in by
        ? people.get(by.personId)
        : [...people.values()].find(({ email }) => email.toLowerCase() === by.email);
    if (person === undefined || !person.active || !review.invited.includes(person.id)) return 'not_invited';
    if (!isCurrent(review, sequence)) return 'outdated';
    await store.saveAnswer(tx, review.id, person.id, { answer, sequence, at: deps.clock.now() });
    await publishLive(tx, { topic: 'incident', id: review.incidentId });
    return 'recorded';
  });
}

/** Whether an answer is about the meeting as it stands. */
export const isCurrent = (review: Pick<Review, 'meeting' | 'sequence'>, sequence: number): boolean =>
  review.meeting !== null && review.sequence === sequence;
