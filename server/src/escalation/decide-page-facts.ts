import type { DirectoryFacts } from '../directory/index.ts';
import { type Actor, type Instant, isBefore, Temporal } from '../kernel/index.ts';
import { fallbackRoles, type Policy } from '../policy/index.ts';
import { isAsking, type PageFacts, type PageMove } from './decide-page.ts';
import {
  activeLevels,
  administratorsOf,
  pageRules,
  recipientsOf,
  type WhoFacts,
} from './decide-recipients.ts';
import type { Told } from './decide-step.ts';
import type { Page, PageCause, PageTarget, Step } from './model.ts';

/** What decisions about pages look at, as of `now`. */
export interface PageSubject {
  readonly policy: Policy;
  readonly directory: DirectoryFacts;
  readonly who: WhoFacts;
  readonly now: Instant;
}

/** The facts of one page. @param open the open pages of its incident, itself perhaps among them */
export function pageFacts(subject: PageSubject, page: Page, open: readonly Page[]): PageFacts {
  const { policy, directory, who, now } = subject;
  const others = open.filter(({ id }) => id !== page.id);
  return {
    now,
    levelTimeoutSeconds: policy.paging.levelTimeoutSeconds,
    repeatEverySeconds: policy.paging.repeatEverySeconds,
    levels:
      page.target.kind === 'team'
        ? activeLevels(who, page.target.teamId, now)
        : [{ level: null, people: activePerson(directory, page.target.personId) }],
    rulesOf: (personId) => {
      const person = directory.people.get(personId);
      return person === undefined ? [] : pageRules(person);
    },
    pagedElsewhere: new Set(
      others.flatMap((other) =>
        other.chain.map(({ personId }) => personId).filter((id) => isAsking(other, id)),
      ),
    ),
  };
}

/**
 * Whom to tell when nobody of a page is left to ask: those whom the policy names, or whoever of their fallbacks is not
 * being asked already; in the end the administrators. A page that came of another's exhaustion goes further up only when
 * it reached nobody, and does so at every round until somebody is reached: to stop at a manager whose address is dead
 * would be silence. While its tries are only delayed it waits a round, for a slow provider must not wake the whole house.
 * A page for a helper tells nobody when somebody is at work already: that they do not answer is on the time line, for
 * those who called them.
 */
export function othersToTell(
  {
    policy,
    who,
    teamIds,
    acknowledged,
    now,
  }: Omit<PageSubject, 'directory'> & {
    readonly teamIds: readonly string[];
    readonly acknowledged: boolean;
  },
  page: Page,
  open: readonly Page[],
  exhausted: NonNullable<PageMove['exhausted']>,
): string[] {
  if (page.target.kind === 'person' && acknowledged) return [];
  const lost = hasReachedNobody(page);
  if (!(exhausted === 'first' && page.because !== 'exhausted')) {
    // A notice has no rounds: told once is told.
    if (exhausted === 'again' && policy.paging.exhausted.mode === 'inform') return [];
    const silent = open.filter(({ because }) => because === 'exhausted').every(hasReachedNobody);
    if (!lost || !silent || (exhausted === 'first' && !isGivenUp(page))) return [];
  }
  const asked = new Set(open.flatMap((other) => [...peopleOf(other)]));
  const teamId = page.target.kind === 'team' ? page.target.teamId : (teamIds[0] ?? null);
  const told: string[] = [];
  const tell = (ids: readonly string[]): void => {
    for (const id of ids) asked.add(id);
    told.push(...ids);
  };
  const fresh = (ids: readonly string[]) => ids.filter((id) => !asked.has(id));
  for (const role of policy.paging.exhausted.notify) {
    const found = [role, ...fallbackRoles(policy, role)]
      .map((name) => fresh(recipientsOf(who, name, teamId, now, policy.paging.exhausted.mode).personIds))
      .find((ids) => ids.length > 0);
    tell(found ?? []);
  }
  if (told.length === 0 && lost) tell(fresh(administratorsOf(who)));
  return told;
}

/** True when no try of the page was taken by a channel; one that is under way counts as taken. */
const hasReachedNobody = (page: Page): boolean => unreachedOf(page, []) !== null;

/** No try is under way any more: a delayed one is a failed one that has not been settled. */
const isGivenUp = (page: Page): boolean => page.attempts.every(({ settledAt }) => settledAt !== null);

/**
 * The order in which pages due at the same moment go on. Each looks at whom the others are asking, so chance in it
 * would be chance in who is woken.
 */
export function byPageOrder(a: Page, b: Page): number {
  const place = ({ target }: Page) =>
    target.kind === 'team' ? `team ${target.teamId}` : `user ${target.personId}`;
  return Temporal.Instant.compare(a.startedAt, b.startedAt) || (place(a) < place(b) ? -1 : 1);
}

/** Everybody a page is asking or has asked. */
export const peopleOf = (page: Page): ReadonlySet<string> =>
  new Set([
    ...(page.target.kind === 'person' ? [page.target.personId] : []),
    ...page.chain.map(({ personId }) => personId),
    ...page.attempts.map(({ personId }) => personId),
  ]);

/** Whether somebody who was added is paged: not when they came by themselves, or a page asks them already. */
export const pagesResponder = (
  { actor, personId }: { readonly actor: Actor; readonly personId: string },
  open: readonly Page[],
): boolean =>
  !(actor.kind === 'person' && actor.personId === personId) &&
  !open.some((page) => peopleOf(page).has(personId));

/**
 * Pages that an acknowledgement ends: the first one all, a later one those that ask whoever gives it. Whom the type of the
 * incident calls is called for what they know, not for somebody to be there: their page ends when one of them answers.
 */
export function endedBy(
  { first, actor }: { readonly first: boolean; readonly actor: Actor },
  open: readonly Page[],
): readonly Page[] {
  const own = actor.kind === 'person' ? open.filter((page) => peopleOf(page).has(actor.personId)) : [];
  const answered = new Set(own.filter(({ because }) => because === 'type').map(({ stepId }) => stepId));
  const all = first || actor.kind !== 'person';
  return open.filter(
    (page) => own.includes(page) || (page.because === 'type' ? answered.has(page.stepId) : all),
  );
}

/** The names of the others whom the page asks at this level. */
export const alongside = (
  { chain }: Pick<Page, 'chain'>,
  personId: string,
  people: DirectoryFacts['people'],
): readonly string[] =>
  [...new Set(chain.map((item) => item.personId))]
    .filter((id) => id !== personId)
    .flatMap((id) => people.get(id)?.name ?? []);

export const sameTarget = (a: PageTarget, b: PageTarget): boolean =>
  a.kind === 'team'
    ? b.kind === 'team' && a.teamId === b.teamId
    : b.kind === 'person' && a.personId === b.personId;

/** A page that has not asked anybody yet. */
export const blankPage = (
  id: string,
  { incidentId, now }: { readonly incidentId: string; readonly now: Instant },
  { target, because, stepId }: Pick<Page, 'target' | 'stepId'> & { readonly because: PageCause },
): Page => ({
  id,
  incidentId,
  stepId,
  because,
  target,
  status: 'open',
  reason: null,
  phase: 'resting',
  phaseSince: now,
  level: null,
  round: 1,
  generation: 0,
  chain: [],
  startedAt: now,
  exhaustedAt: null,
  nextAt: now,
  endedAt: null,
  endedBy: null,
  attempts: [],
});

/** People whom a page has asked, as those who have heard. They were asked as nobody in particular. */
export const pagedAsTold = (page: Page, since: Instant): Told[] =>
  page.attempts
    .filter(({ at, outcome }) => outcome !== 'failed' && !isBefore(at, since))
    .map(({ personId }) => ({ personId, role: '', teamId: null, mode: 'page' as const }));

/** Whoever has heard by a step of the ladder. */
export const stepsAsTold = (steps: readonly Step[], since: Instant): Told[] =>
  steps
    .filter(({ status, settledAt }) => status === 'sent' && settledAt !== null && !isBefore(settledAt, since))
    .flatMap(({ personIds, role, teamId, sentMode, mode }) =>
      personIds.map((personId) => ({ personId, role, teamId, mode: sentMode ?? mode })),
    );

const activePerson = ({ people }: DirectoryFacts, personId: string): string[] =>
  people.get(personId)?.active === true ? [personId] : [];

/**
 * Steps whose pages have all been stopped before anybody answered: by a reclassification, or by hand. Whoever called a page
 * off knew what they did, so it begins again only when there is more to know.
 * @param worse the severity is higher, systems have been added, or it has been reopened
 */
export function unansweredSteps(pages: readonly Page[], worse: boolean): ReadonlySet<string> {
  const stopped = pages.filter(({ reason }) => reason === 'superseded' || (worse && reason === 'by_hand'));
  const alive = new Set(pages.filter((page) => !stopped.includes(page)).map(({ stepId }) => stepId));
  return new Set(stopped.flatMap(({ stepId }) => (stepId === null || alive.has(stepId) ? [] : [stepId])));
}

/**
 * Whom a page could not reach, and why, when it reached nobody at all; null when some try was taken, for then it is an
 * answer that is missing and not a way.
 * @param asked everybody whom the target stands for now: those of all levels of a team, or the person
 */
export function unreachedOf(
  page: Pick<Page, 'attempts'>,
  asked: readonly string[],
): { personId: string; reason: string }[] | null {
  if (page.attempts.some(({ outcome }) => outcome !== 'failed')) return null;
  const people = [...new Set([...asked, ...page.attempts.map(({ personId }) => personId)])];
  return people.map((personId) => {
    const last = page.attempts.findLast((attempt) => attempt.personId === personId);
    return { personId, reason: last === undefined ? 'no_address' : (last.reason ?? 'failed') };
  });
}
