import type { BadNews, Incident, LapseReason, OnIt } from '../incidents/index.ts';
import { type Instant, isBefore, plusSeconds } from '../kernel/index.ts';
import type { Severity } from '../policy/index.ts';
import type { Page } from './model.ts';

/** What is known of who has heard which bad news of an incident. */
export interface NewsFacts {
  readonly incident: Pick<Incident, 'status' | 'acknowledgedAt'>;
  /** What nobody has been told yet, as far as is known; oldest first. */
  readonly news: readonly BadNews[];
  /** Who is at work on it, is with us, not away, and can be reached; the commander first. */
  readonly onIt: readonly OnIt[];
  /** All pages of the incident. */
  readonly pages: readonly Page[];
  /** Whether the policy pages somebody for an incident of this severity. */
  readonly pagesFor: (severity: Severity) => boolean;
  readonly pageAgainAfterClearSeconds: number;
  /** When somebody was last told bad news of this incident. */
  readonly toldAt: Instant | null;
  readonly now: Instant;
}

/** Somebody to be told, and what they have not heard. */
export interface Telling {
  readonly to: OnIt;
  readonly news: readonly BadNews[];
  /** By the contact methods that wake them, for what is worse than they knew. */
  readonly urgent: boolean;
}

export type NewsDecision =
  /** Everybody concerned has heard of it. */
  | { readonly kind: 'heard' }
  /** It is not for anybody to hear before they come by themselves: it would have paged nobody. */
  | { readonly kind: 'rest' }
  /** An open page names it in its next message; `ask`: those it asks are asked again now, because it is worse. */
  | { readonly kind: 'paging'; readonly ask: boolean }
  | { readonly kind: 'wait'; readonly until: Instant }
  | { readonly kind: 'tell'; readonly tellings: readonly Telling[] }
  /** The incident is over and nobody was at work on it: whoever is on call hears of what came before its end. */
  | { readonly kind: 'tell_on_call' }
  /** On-call is paged, by the matrix where it pages; an acknowledgement no longer counts. */
  | { readonly kind: 'page'; readonly lapse: LapseReason | null };

/** Between two messages about alerts that only join: a storm becomes one message a minute, not one each. */
const TELL_EVERY_SECONDS = 60;

/**
 * Who hears of bad news: what would have paged somebody had it come first is named to somebody who is at work on the
 * incident, or it pages. An acknowledgement stops pages because a person is there; where none is, or where it is about
 * something that had long been over, it does not stand for what is new (docs/adr/0026).
 */
export function decideNews(facts: NewsFacts): NewsDecision {
  const { incident, news, onIt } = facts;
  if (news.length === 0) return { kind: 'heard' };
  const isOpen = incident.status === 'investigating' || incident.status === 'mitigating';
  if (isOpen && incident.acknowledgedAt === null) return whileUnanswered(facts);
  if (onIt.length > 0) return tellThem(facts, isOpen);
  // What was merged takes along what nobody had heard of, by the other's log.
  if (incident.status === 'merged') return { kind: 'heard' };
  const unheard = news.filter((item) => !heardByPage(facts.pages, item, null));
  if (!unheard.some(({ severity }) => facts.pagesFor(severity))) return { kind: 'heard' };
  return isOpen ? { kind: 'page', lapse: 'nobody_on_it' } : { kind: 'tell_on_call' };
}

/** Nobody has answered yet: what is new is heard by the page, and there must be one. */
function whileUnanswered({ news, pages, pagesFor }: NewsFacts): NewsDecision {
  const serious = news.filter(({ severity }) => pagesFor(severity));
  if (serious.length === 0) return { kind: 'rest' };
  if (!pages.some(isForOnCall)) return { kind: 'page', lapse: null };
  // What was merged has had pages of its own.
  const ask = serious.some(
    (item) => isUrgent(item) && item.what !== 'merged' && !heardByPage(pages, item, null),
  );
  return { kind: 'paging', ask };
}

function tellThem(facts: NewsFacts, isOpen: boolean): NewsDecision {
  const { news, onIt, pages, pagesFor, toldAt, now } = facts;
  const tellings = onIt.flatMap((to): Telling[] => {
    const unheard = news.filter((item) => !hasHeard(pages, item, to.personId));
    const urgent = unheard.some((item) => isUrgent(item) && pagesFor(item.severity));
    return unheard.length === 0 ? [] : [{ to, news: unheard, urgent }];
  });
  if (tellings.length === 0) return { kind: 'heard' };
  const back = news.filter(
    (item) => isBack(item, facts) && !onIt.some((to) => hasHeard(pages, item, to.personId)),
  );
  if (isOpen && back.length > 0) return { kind: 'page', lapse: 'returned' };
  const until = toldAt === null ? now : plusSeconds(toldAt, TELL_EVERY_SECONDS);
  const held = isOpen && isBefore(now, until) && !tellings.some(({ urgent }) => urgent);
  return held ? { kind: 'wait', until } : { kind: 'tell', tellings };
}

/** What none of those at work on it has heard, now that messages to some of them are lost. */
export const unheardWithout = (
  { news, onIt, pages }: Pick<NewsFacts, 'news' | 'onIt' | 'pages'>,
  lost: ReadonlySet<string>,
): readonly BadNews[] =>
  news.filter((item) => !onIt.some(({ personId }) => !lost.has(personId) && hasHeard(pages, item, personId)));

/** It was over for so long that whoever acknowledged it may have gone home. */
const isBack = (item: BadNews, { pagesFor, pageAgainAfterClearSeconds }: NewsFacts): boolean =>
  item.clearSeconds !== null && item.clearSeconds >= pageAgainAfterClearSeconds && pagesFor(item.severity);

const isUrgent = ({ what }: BadNews): boolean => what !== 'joined';

/** Whoever does something worse to an incident themselves knows of it. */
const hasHeard = (pages: readonly Page[], item: BadNews, personId: string): boolean =>
  (item.actor.kind === 'person' && item.actor.personId === personId) || heardByPage(pages, item, personId);

/** Whether a page's message named it: each names what was on the record when it was written. */
function heardByPage(pages: readonly Page[], item: BadNews, personId: string | null): boolean {
  return pages.some((page) =>
    page.attempts.some(
      (attempt) =>
        (personId === null || attempt.personId === personId) &&
        attempt.newsSeq >= item.seq &&
        (attempt.outcome === 'handed' ||
          attempt.outcome === 'delivered' ||
          (attempt.outcome === 'pending' && page.status === 'open')),
    ),
  );
}

/** A page that goes on until somebody of those on call, or above them, answers; one for a helper does not. */
export const isForOnCall = (page: Page): boolean =>
  page.status === 'open' &&
  (page.target.kind === 'team' || (page.because !== 'by_hand' && page.because !== 'added'));
