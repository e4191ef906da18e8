import {
  earlier,
  type Instant,
  isAtOrBefore,
  isBefore,
  millisBetween,
  plusSeconds,
} from '../kernel/index.ts';
import type { PagedLevel } from './decide-recipients.ts';
import type { Attempt, ChainItem, NotTried, Page } from './model.ts';

export interface PageFacts {
  readonly now: Instant;
  readonly levelTimeoutSeconds: number;
  readonly repeatEverySeconds: number;
  /** Who is on call now, lowest level first; for a person's own page the person alone. */
  readonly levels: readonly PagedLevel[];
  /** A person's rules for pages, soonest first; none when there is no way to reach them. */
  readonly rulesOf: (personId: string) => readonly Omit<ChainItem, 'personId'>[];
  /** People whom another open page of this incident is asking: they are asked once, not twice. */
  readonly pagedElsewhere: ReadonlySet<string>;
}

/** A try to be made now. */
export interface Try extends ChainItem {
  readonly generation: number;
  readonly position: number;
  readonly level: number | null;
  readonly round: number;
  /** Why it is not sent; null when it is. */
  readonly notSent: NotTried | null;
}

export interface PageMove {
  /** The page as it is to be saved, without its new attempts. */
  readonly page: Page;
  readonly tries: readonly Try[];
  /** Just now nobody was left to ask: others are to be told (ESC-2), and again when even they could not be reached. */
  readonly exhausted: 'first' | 'again' | null;
}

/** A new page begins: at the lowest level that can be reached, or, when none can, by telling others at once. */
export const startPage = (page: Page, facts: PageFacts): PageMove => walkFrom(begin(page, 1, facts), facts);

/** "Page them again": from the first level, now, whatever it was waiting for. */
export const restartPage = (page: Page, facts: PageFacts): PageMove =>
  walkFrom(begin(page, page.round + 1, facts), facts);

const walkFrom = (page: Page, facts: PageFacts): PageMove =>
  page.phase === 'resting' ? restFrom(page, [], facts) : walk(page, facts);

/**
 * "Page them again", when the page is asking them: their ways from the beginning, now. The others of the level stay where
 * they are; walking from the first level would ask them instead.
 */
export const askAgain = (page: Page, personId: string, facts: PageFacts): PageMove =>
  askAllAgain(page, [personId], facts);

/** The same for several people of the level. */
export function askAllAgain(page: Page, personIds: readonly string[], facts: PageFacts): PageMove {
  const since = Math.floor(millisBetween(page.phaseSince, facts.now) / 1000);
  const again = chainOf(personIds, facts).map((item) => ({
    ...item,
    afterSeconds: Math.min(since + item.afterSeconds, Math.max(since, facts.levelTimeoutSeconds)),
  }));
  return walk({ ...page, chain: [...page.chain, ...again] }, facts);
}

/**
 * Another page has ended that was asking people of this level as well. Nobody asks them now, so the level begins anew.
 * Null when there is nobody like that. @param answered who ended it with an answer and need not be asked
 */
export function takeOver(page: Page, answered: string | null, facts: PageFacts): PageMove | null {
  if (page.status !== 'open' || page.phase !== 'walking') return null;
  const left = page.chain.some(
    ({ personId, askedElsewhere }) =>
      askedElsewhere === true && personId !== answered && !facts.pagedElsewhere.has(personId),
  );
  const level = reachable(facts).find((each) => each.level === page.level);
  return left && level !== undefined ? walk(enter(page, level, page.round, facts), facts) : null;
}

/** Whether the page itself is asking somebody, and does not leave it to another. */
export const isAsking = (page: Page, personId: string): boolean =>
  page.phase === 'walking' &&
  page.chain.some((item) => item.personId === personId && item.askedElsewhere !== true);

/**
 * What an open page does now: tries whatever is due, goes on to the next level when nobody answered in time or nobody could
 * be reached, and rests after the last level only until the next round. Null when there is nothing to decide: the page has
 * ended, or the wake-up is a stale or a second one.
 */
export function wakePage(page: Page, facts: PageFacts): PageMove | null {
  if (page.status !== 'open') return null;
  const move = walk(page, facts);
  const unchanged = move.tries.length === 0 && move.page.generation === page.generation;
  return unchanged && move.page.phase === page.phase && sameInstant(move.page.nextAt, page.nextAt)
    ? null
    : move;
}

function walk(start: Page, facts: PageFacts): PageMove {
  const tries: Try[] = [];
  let page = start;
  // At most one turn per level: a walk that has just begun is never over at once unless all its tries have failed.
  for (;;) {
    if (page.phase === 'resting') {
      const until = plusSeconds(page.phaseSince, facts.repeatEverySeconds);
      if (isBefore(facts.now, until)) return { page: { ...page, nextAt: until }, tries, exhausted: null };
      page = begin(page, page.round + 1, facts);
      if (page.phase === 'resting') return restFrom(page, tries, facts);
      continue;
    }
    const due = dueTries(page, facts);
    tries.push(...due);
    if (!isLevelOver(page, due, facts)) {
      return { page: { ...page, nextAt: nextLook(page, due, facts) }, tries, exhausted: null };
    }
    const next = reachable(facts).find(({ level }) => (level ?? 0) > (page.level ?? 0));
    if (next === undefined || page.level === null) return restFrom(page, tries, facts);
    page = enter(page, next, page.round, facts);
  }
}

/** The first level of a round; resting when there is nobody to ask at all (somebody may be by the next round). */
function begin(page: Page, round: number, facts: PageFacts): Page {
  const first = reachable(facts)[0];
  if (first !== undefined) return enter(page, first, round, facts);
  return { ...page, phase: 'resting', phaseSince: facts.now, round, chain: [] };
}

function restFrom(page: Page, tries: readonly Try[], facts: PageFacts): PageMove {
  const exhausted = page.exhaustedAt === null ? 'first' : 'again';
  return {
    page: {
      ...page,
      phase: 'resting',
      phaseSince: facts.now,
      exhaustedAt: page.exhaustedAt ?? facts.now,
      nextAt: plusSeconds(facts.now, facts.repeatEverySeconds),
    },
    tries,
    exhausted,
  };
}

const enter = (page: Page, level: PagedLevel, round: number, facts: PageFacts): Page => ({
  ...page,
  phase: 'walking',
  phaseSince: facts.now,
  level: level.level,
  round,
  generation: page.generation + 1,
  chain: chainOf(level.people, facts),
});

/** Levels with at least one person who can be reached. */
const reachable = (facts: PageFacts): readonly PagedLevel[] =>
  facts.levels.filter(({ people }) => people.some((id) => facts.rulesOf(id).length > 0));

/**
 * The tries of one walk, soonest first. Somebody whose rules all wait is asked at once all the same (a page is now), and
 * rules that wait longer than the level lasts come at its end, so that every method was tried before the page moves on.
 */
function chainOf(people: readonly string[], facts: PageFacts): ChainItem[] {
  return people
    .flatMap((personId): ChainItem[] => {
      const rules = facts.rulesOf(personId);
      // Left out without a word, they could not end this page by answering, and nobody would ask them once the other ended.
      if (facts.pagedElsewhere.has(personId))
        return rules.slice(0, 1).map(({ contactMethodId }) => ({
          personId,
          contactMethodId,
          afterSeconds: 0,
          askedElsewhere: true,
        }));
      const first = Math.min(...rules.map(({ afterSeconds }) => afterSeconds));
      return rules.map(({ contactMethodId, afterSeconds }) => ({
        personId,
        contactMethodId,
        afterSeconds: Math.min(afterSeconds - first, facts.levelTimeoutSeconds),
      }));
    })
    .sort((a, b) => a.afterSeconds - b.afterSeconds);
}

const ASKED_ELSEWHERE = 'asked_by_another_page' satisfies NotTried;

const madeIn = (page: Page): readonly Attempt[] =>
  page.attempts.filter(({ generation }) => generation === page.generation);

/** What of the chain has not been tried yet, with its place in it. */
function untried(page: Page): { item: ChainItem; position: number }[] {
  const made = new Set(madeIn(page).map(({ position }) => position));
  return page.chain
    .map((item, position) => ({ item, position }))
    .filter(({ position }) => !made.has(position));
}

/** Tries whose time has come, and those brought forward because everything so far has failed for that person. */
function dueTries(page: Page, facts: PageFacts): Try[] {
  const open = untried(page);
  const due = open.filter(
    ({ item, position }) =>
      isAtOrBefore(plusSeconds(page.phaseSince, item.afterSeconds), facts.now) ||
      broughtForward(page, open).has(position),
  );
  return due.map(({ item, position }, index) => ({
    ...item,
    generation: page.generation,
    position,
    level: page.level,
    round: page.round,
    notSent: notTried(
      item,
      due.slice(0, index).map((other) => other.item),
    ),
  }));
}

/** @param before tries that leave at this same moment (after an outage, say) */
function notTried(item: ChainItem, before: readonly ChainItem[]): NotTried | null {
  if (item.askedElsewhere) return ASKED_ELSEWHERE;
  return before.some(
    ({ personId, contactMethodId }) => personId === item.personId && contactMethodId === item.contactMethodId,
  )
    ? 'same_method_just_now'
    : null;
}

/** For each person whom every try so far has failed to reach: the next try by a method that has not failed. */
function broughtForward(page: Page, open: readonly { item: ChainItem; position: number }[]): Set<number> {
  const found = new Set<number>();
  for (const personId of unreached(page)) {
    const failed = failedMethods(page, personId);
    const next = open.find(({ item }) => item.personId === personId && !failed.has(item.contactMethodId));
    if (next !== undefined) found.add(next.position);
  }
  return found;
}

/** People of this walk with at least one try, none of which got through. */
function unreached(page: Page): string[] {
  const made = madeIn(page).filter(({ reason }) => reason !== ASKED_ELSEWHERE);
  return [...new Set(made.map(({ personId }) => personId))].filter((personId) =>
    made.every((attempt) => attempt.personId !== personId || isFailed(attempt)),
  );
}

const isFailed = (attempt: Attempt): boolean =>
  attempt.outcome === 'failed' || attempt.outcome === 'not_sent';

const failedMethods = (page: Page, personId: string): ReadonlySet<string> =>
  new Set(
    madeIn(page)
      .filter((attempt) => attempt.personId === personId && attempt.outcome === 'failed')
      .map(({ contactMethodId }) => contactMethodId),
  );

/** Nobody answered in time, or nobody of the level could be reached in any way. */
function isLevelOver(page: Page, due: readonly Try[], facts: PageFacts): boolean {
  if (isAtOrBefore(levelEnd(page, facts), facts.now)) return true;
  const own = page.chain.filter(({ askedElsewhere }) => askedElsewhere !== true);
  if (due.some(({ notSent }) => notSent === null) || own.length === 0) return false;
  const lost = new Set(unreached(page));
  return own.every(
    ({ personId, contactMethodId }) =>
      lost.has(personId) && failedMethods(page, personId).has(contactMethodId),
  );
}

const levelEnd = (page: Page, facts: PageFacts): Instant =>
  plusSeconds(page.phaseSince, facts.levelTimeoutSeconds);

function nextLook(page: Page, due: readonly Try[], facts: PageFacts): Instant {
  const now = new Set(due.map(({ position }) => position));
  return untried(page)
    .filter(({ position }) => !now.has(position))
    .map(({ item }) => plusSeconds(page.phaseSince, item.afterSeconds))
    .reduce(earlier, levelEnd(page, facts));
}

const sameInstant = (a: Instant | null, b: Instant | null): boolean =>
  a === null || b === null ? a === b : a.equals(b);
