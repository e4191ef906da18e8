import { commanderOf, type Incident, isOpen } from '../incidents/index.ts';
import { Temporal } from '../kernel/index.ts';
import { peopleOf } from './decide-page-facts.ts';
import type { Page } from './model.ts';

/** Somebody was paged for a role of theirs and for nothing else, while nobody has acknowledged the incident. */
export interface RoleAnswer {
  /** open: they have not answered. answered: they have. ended: by others, or because they have the role no more. */
  readonly state: 'open' | 'answered' | 'ended';
  /** Others are still being paged for the incident itself. */
  readonly pagingGoesOn: boolean;
}

/**
 * Whether an answer by somebody is about a role of theirs alone; null when it acknowledges the incident. Not where a page
 * of another kind asks them too, nor for whoever has command: they have the incident. Their last page counts when none
 * asks them any more, so that tapping twice is no more than tapping once.
 * @param pages of the incident, ended ones too
 */
export function roleAnswerOf(
  incident: Pick<Incident, 'status' | 'acknowledgedAt' | 'roles'>,
  personId: string,
  pages: readonly Page[],
): RoleAnswer | null {
  if (!isOpen(incident.status) || incident.acknowledgedAt !== null) return null;
  if (commanderOf(incident) === personId) return null;
  const asked = pages
    .filter((page) => peopleOf(page).has(personId))
    .sort((a, b) => Temporal.Instant.compare(a.startedAt, b.startedAt));
  const open = asked.filter(({ status }) => status === 'open');
  const own = open.length > 0 ? open : asked.slice(-1);
  const [last] = own;
  if (last === undefined || own.some(({ because }) => because !== 'role')) return null;
  const answered = last.status === 'acknowledged' && last.endedBy === personId;
  return {
    state: last.status === 'open' ? 'open' : answered ? 'answered' : 'ended',
    pagingGoesOn: pages.some((page) => page.status === 'open' && !own.includes(page)),
  };
}

/** Open pages whose cause is gone: for a role that the person has no more, or to somebody who was removed since. */
export const outlivedPages = (
  { roles, responderIds }: Pick<Incident, 'roles' | 'responderIds'>,
  open: readonly Page[],
): Page[] =>
  open.filter(
    ({ because, target }) =>
      target.kind === 'person' &&
      ((because === 'role' && !Object.values(roles).includes(target.personId)) ||
        (because === 'added' && !responderIds.includes(target.personId))),
  );
