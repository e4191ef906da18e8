import type { Message } from '../communication/index.ts';
import type { BadNews, Incident, OnIt } from '../incidents/index.ts';
import { type Instant, isBefore, plusSeconds } from '../kernel/index.ts';
import { type Severity, severityRank } from '../policy/index.ts';
import type { LapseReason } from './entries/index.ts';
import type { Page, PageCause } from './model.ts';

/** What is known of who has heard which bad news of an incident. */
export interface NewsFacts {
  readonly incident: Pick<Incident, 'status' | 'severity' | 'acknowledgedAt' | 'resolvedAt'>;
  /** What nobody has been told yet, as far as is known; oldest first. */
  readonly news: readonly BadNews[];
  /** Who is at work on it, is with us, not away, and can be reached; the commander first. */
  readonly onIt: readonly OnIt[];
  /** Why somebody who was at work on it no longer is: deactivated, or away since it was acknowledged; null: nobody is. */
  readonly gone: 'responder_left' | 'responder_away' | null;
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
  readonly to: { readonly personId: string; readonly as: OnIt['as'] | 'on_call' };
  readonly news: readonly BadNews[];
  /** By the contact methods that page them, for what is worse than they knew. */
  readonly urgent: boolean;
}

export type NewsDecision =
  /** Everybody concerned has heard of it. */
  | { readonly kind: 'heard' }
  /** It would have paged nobody: whoever comes by themselves hears of it then. */
  | { readonly kind: 'not_serious' }
  /** An open page names it in its next message; `ask`: those it asks are asked again now, because it is worse. */
  | { readonly kind: 'paging'; readonly ask: boolean }
  | { readonly kind: 'wait'; readonly until: Instant }
  | { readonly kind: 'tell'; readonly tellings: readonly Telling[] }
  /** The incident is over and nobody was at work on it: whoever is on call hears of what came before its end. */
  | { readonly kind: 'tell_on_call' }
  /** On-call is paged, by the matrix where it pages; an acknowledgement no longer counts. */
  | { readonly kind: 'page'; readonly lapse: LapseReason | null };

/** Between two messages about alerts that only join, or come and go: a storm becomes one message a minute, not one each. */
const TELL_EVERY_SECONDS = 60;

/**
 * Who hears of bad news: what would have paged somebody had it come first is named to somebody who is at work on the
 * incident, or it pages. An acknowledgement stops pages because a person is there; where none is, or where it is about
 * something that had long been over, it does not stand for what is new (docs/adr/0026).
 */
export function decideNews(facts: NewsFacts): NewsDecision {
  const { incident, news, onIt } = facts;
  const open = isOpen(facts);
  if (open && facts.gone !== null && onIt.length === 0 && facts.pagesFor(incident.severity))
    return { kind: 'page', lapse: facts.gone };
  if (news.length === 0) return { kind: 'heard' };
  if (open && incident.acknowledgedAt === null) return whileUnanswered(facts);
  if (onIt.length > 0) return tellThem(facts, open);
  // Merged while it was open: the log of the incident that it went into names all of it. What had been resolved hands
  // nothing on: whoever works on the other was never concerned.
  if (incident.status === 'merged' && incident.resolvedAt === null) return { kind: 'heard' };
  const unheard = news.filter((item) => !heardByPage(facts.pages, item, null));
  if (!unheard.some(({ severity }) => facts.pagesFor(severity))) return { kind: 'heard' };
  return open ? { kind: 'page', lapse: 'nobody_on_it' } : { kind: 'tell_on_call' };
}

/**
 * Messages of bad news do not get through. When nobody at work on the incident has heard in another way, on-call is paged;
 * of an incident that is over, whoever is on call is told.
 * @param lost whom they were to
 */
export function decideLost(facts: NewsFacts, lost: ReadonlySet<string>): NewsDecision {
  const { incident, news, onIt, pages } = facts;
  const unheard = news.filter(
    (item) => !onIt.some(({ personId }) => !lost.has(personId) && hasHeard(pages, item, personId)),
  );
  if (!unheard.some(({ severity }) => facts.pagesFor(severity))) return { kind: 'heard' };
  if (!isOpen(facts)) return { kind: 'tell_on_call' };
  return incident.acknowledgedAt === null
    ? whileUnanswered({ ...facts, news: unheard })
    : { kind: 'page', lapse: 'not_delivered' };
}

/** From this failed try on, whoever was to be told counts as not told: a first failure may be a blip. */
const LOST_FROM_ATTEMPT = 2;
/** A message that is to leave later than this, as the second choice of somebody's contact rules, tells nobody now. */
const SOON_SECONDS = 60;

/** Whether a message has reached its channel, or may still be expected to without having failed. */
export function isUnderWay(
  { state, attempts, nextAt }: Pick<Message, 'state' | 'attempts' | 'nextAt'>,
  now: Instant,
): boolean {
  if (state === 'accepted' || state === 'delivered') return true;
  if (state !== 'queued' && state !== 'sending' && state !== 'retrying') return false;
  const soon = nextAt === null || isBefore(nextAt, plusSeconds(now, SOON_SECONDS));
  return attempts < LOST_FROM_ATTEMPT && soon;
}

/**
 * Whether a failed try is the one that makes a message count as lost. Not every one after it too: whoever acknowledges
 * while the provider is down would be taken for absent again at each of its retries. Two, because a process may die
 * while it notes the first.
 */
export const isLostAt = (attempt: number): boolean =>
  attempt === LOST_FROM_ATTEMPT || attempt === LOST_FROM_ATTEMPT + 1;

const isOpen = ({ incident }: NewsFacts): boolean =>
  incident.status === 'investigating' || incident.status === 'mitigating';

/** Nobody has answered yet: what is new is heard by the page, and there must be one. */
function whileUnanswered(facts: NewsFacts): NewsDecision {
  const { news, pages, pagesFor } = facts;
  const serious = news.filter((item) => pagesFor(item.severity) && !heardByPage(pages, item, null));
  if (serious.length === 0) return { kind: 'not_serious' };
  if (!pages.some(isForOnCall)) return { kind: 'page', lapse: null };
  // What was merged has had pages of its own.
  return { kind: 'paging', ask: serious.some((item) => isUrgent(item, facts) && item.what !== 'merged') };
}

function tellThem(facts: NewsFacts, open: boolean): NewsDecision {
  const { news, onIt, pages, pagesFor, toldAt, now } = facts;
  const tellings = onIt.flatMap((to): Telling[] => {
    const unheard = news.filter((item) => !hasHeard(pages, item, to.personId));
    const urgent = unheard.some((item) => isUrgent(item, facts) && pagesFor(item.severity));
    return unheard.length === 0 ? [] : [{ to, news: unheard, urgent }];
  });
  if (tellings.length === 0) return { kind: 'heard' };
  const back = news.filter(
    (item) => isBack(item, facts) && !onIt.some((to) => hasHeard(pages, item, to.personId)),
  );
  if (open && back.length > 0) return { kind: 'page', lapse: 'returned' };
  const until = toldAt === null ? now : plusSeconds(toldAt, TELL_EVERY_SECONDS);
  const held = open && isBefore(now, until) && !tellings.some(({ urgent }) => urgent);
  return held ? { kind: 'wait', until } : { kind: 'tell', tellings };
}

/** It was over for so long that whoever acknowledged it may have gone home. */
const isBack = (item: BadNews, { pagesFor, pageAgainAfterClearSeconds }: NewsFacts): boolean =>
  item.clearSeconds !== null && item.clearSeconds >= pageAgainAfterClearSeconds && pagesFor(item.severity);

/**
 * Whether it is worse than they knew. What is new, says something else, or is back only moments after it was over is worse when it is more severe
 * than the incident: an alert that comes and goes must not sound louder than another one that breaks.
 */
function isUrgent({ what, severity, clearSeconds }: BadNews, facts: NewsFacts): boolean {
  if (severityRank(severity) < severityRank(facts.incident.severity)) return true;
  if (what === 'returned') return (clearSeconds ?? 0) >= facts.pageAgainAfterClearSeconds;
  return what !== 'joined' && what !== 'reworded' && what !== 'reported';
}

/** Whoever makes an incident worse themselves knows of it. */
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

const FOR_A_HELPER: ReadonlySet<PageCause> = new Set(['by_hand', 'added', 'role', 'type']);

/** A page that goes on until somebody of those on call, or above them, answers; one for a helper does not. */
export const isForOnCall = (page: Page): boolean =>
  page.status === 'open' && (page.target.kind === 'team' || !FOR_A_HELPER.has(page.because));
