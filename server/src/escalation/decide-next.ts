import { type Instant, isBefore } from '../kernel/index.ts';
import { type PageFacts, type PageMove, wakePage } from './decide-page.ts';
import type { Page } from './model.ts';

/** Whom an open page turns to next if nobody answers, and when. */
export interface NextAsked {
  readonly at: Instant;
  readonly personIds: readonly string[];
  /** The on-call level they are asked as; null for somebody paged by name. */
  readonly level: number | null;
  /** All of them have been asked by this page before. */
  readonly again: boolean;
  /** People further up, who are told that nobody has answered. */
  readonly others: readonly string[];
}

/** More turns than this without anybody being asked, and nobody will be: not on call, or without a way to be reached. */
const TURNS = 4;

/**
 * The page as it would go on by itself, by the very rules it goes by; with those on call now, who may have changed by then.
 * Null when it has ended, or when nobody is left whom it could ask.
 * @param others whom it would tell when nobody of the last level had answered
 */
export function nextAsked(
  start: Page,
  facts: PageFacts,
  others: (page: Page, exhausted: NonNullable<PageMove['exhausted']>) => readonly string[],
): NextAsked | null {
  let page = start;
  for (let turn = 0; turn < TURNS && page.nextAt !== null; turn++) {
    const at = isBefore(page.nextAt, facts.now) ? facts.now : page.nextAt;
    const move: PageMove | null = wakePage(page, { ...facts, now: at });
    if (move === null) return null;
    ({ page } = move);
    const asked = move.tries.filter(({ notSent }) => notSent === null);
    const told = move.exhausted === null ? [] : others(page, move.exhausted);
    if (asked.length === 0 && told.length === 0) continue;
    const personIds = [...new Set(asked.map(({ personId }) => personId))];
    const before = new Set(start.attempts.map(({ personId }) => personId));
    return {
      at,
      personIds,
      level: asked[0]?.level ?? null,
      again: personIds.every((id) => before.has(id)),
      others: told,
    };
  }
  return null;
}

/**
 * Who heard that a page had gone unanswered: those whom a page of their own asks since that moment, and those who were sent
 * a notice of it. Nobody while it is not exhausted, or when there was nobody else to tell.
 */
export function toldOfExhaustion(
  page: Page,
  pages: readonly Page[],
  notices: readonly { readonly pageId: string; readonly personId: string | null }[],
): string[] {
  const { exhaustedAt } = page;
  if (exhaustedAt === null) return [];
  const asked = new Set(page.attempts.map(({ personId }) => personId));
  const paged = pages.flatMap(({ id, because, target, startedAt }) =>
    id !== page.id && because === 'exhausted' && target.kind === 'person' && !isBefore(startedAt, exhaustedAt)
      ? [target.personId]
      : [],
  );
  const noticed = notices.flatMap(({ pageId, personId }) =>
    pageId === page.id && personId !== null && !asked.has(personId) ? [personId] : [],
  );
  return [...new Set([...paged, ...noticed])];
}
