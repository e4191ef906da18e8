import type { Message } from '../communication/index.ts';
import { isBefore } from '../kernel/index.ts';
import type { Page } from './model.ts';

/**
 * Whether a page's message says something that its reader has not been sent by that method yet: bad news since, or that
 * everything begins anew because nobody who had acknowledged is there. Sent is enough, arrived or not: a call that nobody
 * took was one.
 * @param pages all of the incident
 */
export function saysNew(pages: readonly Page[], { id, source }: Pick<Message, 'id' | 'source'>): boolean {
  const page = pages.find((each) => each.id === source.id);
  const own = page?.attempts.find(({ messageId }) => messageId === id);
  if (page === undefined || own === undefined) return false;
  // A page for news stands for an acknowledgement that no longer counts: what was sent before it was answered.
  const counted = page.because === 'news' ? [page] : pages;
  return !counted.some(({ attempts }) =>
    attempts.some(
      (other) =>
        other !== own &&
        other.outcome !== 'not_sent' &&
        other.personId === own.personId &&
        other.contactMethodId === own.contactMethodId &&
        other.newsSeq >= own.newsSeq &&
        isBefore(other.at, own.at),
    ),
  );
}
