import { Time } from '../ui/Time.tsx';
import type { Review } from './plan.ts';

/** Who looked at a version when, and what they found (TRA-4). */
export function ReviewLine({ review, version = false }: { review: Review; version?: boolean }) {
  return (
    <>
      {version ? `Version ${review.version} was reviewed` : 'Reviewed'} by {review.reviewerName},{' '}
      <Time at={review.reviewedAt} />: {review.outcome === 'still_right' ? 'still valid' : 'needs changes'}.
      {review.note ? ` “${review.note}”` : null}
    </>
  );
}
