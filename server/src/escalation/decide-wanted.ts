import type { Message, NotSentReason } from '../communication/index.ts';
import { type Incident, isOpen } from '../incidents/index.ts';
import type { Page } from './model.ts';

/** Why a message of a page is not to be sent after all; null when it is. */
export function pageNotWanted(
  page: Pick<Page, 'status' | 'reason' | 'attempts'> | undefined,
  { source, personId }: Pick<Message, 'source' | 'personId'>,
): NotSentReason | null {
  if (page === undefined) return 'cancelled';
  if (page.status !== 'open') return page.reason === 'by_hand' ? 'cancelled' : (page.reason ?? 'cancelled');
  const askedAnew = page.attempts.some(
    (attempt) => attempt.generation > source.generation && attempt.personId === personId,
  );
  return askedAnew ? 'superseded' : null;
}

/** The same for a notice of the matrix: what it is about must not be over. */
export const noticeNotWanted = ({ status }: Pick<Incident, 'status'>): NotSentReason | null =>
  isOpen(status) ? null : status === 'merged' ? 'merged' : 'resolved';
