import { type Instant, isAtOrBefore, isBefore, later } from '../kernel/index.ts';
import type { DirectoryFacts, Person, RoleHolding } from './model.ts';

/** Why a role is answered the way it is (ESC-3). */
export type RoleReason =
  /** Its holder is there. */
  | 'held'
  /** A deputy, because every holder is away. */
  | 'holder_absent'
  /** A deputy, because every holder has left (is inactive). */
  | 'holder_inactive'
  /** A deputy, because only deputies are named. */
  | 'holder_missing'
  /** Another role, because nobody is named for this one. */
  | 'role_vacant'
  /** Another role, because all who are named are away or have left. */
  | 'everyone_unavailable'
  /** The absent holder after all: everybody else is unavailable too, and silence is worse. */
  | 'absent_without_substitute';

export interface RoleResolution {
  readonly personIds: readonly string[];
  readonly via: 'holder' | 'deputy' | 'fallback' | 'nobody';
  readonly reason: RoleReason;
  /** The role that answers: the one asked for, or the fallback. */
  readonly role: string;
  /** Where it is held: for the team or for the whole organisation; null when nobody is found. */
  readonly teamId: string | null;
}

/** What resolving a role looks at. */
export type RoleFacts = Pick<DirectoryFacts, 'people' | 'roles'>;

export interface Fallbacks {
  /** The policy's roles to try when nobody answers for the one asked for, in this order. */
  readonly roles: readonly string[];
  /** Roles that the directory does not hold (on_call_engineer, incident_commander): who holds them now. */
  readonly elsewhere?: (role: string) => readonly string[];
}

const NO_FALLBACKS: Fallbacks = { roles: [] };

/**
 * Who answers for a role of a team at an instant (ESC-3): the holders who are there, else the first deputy who is
 * there, else the policy's fallback roles in order, else the holders although they are away (reason
 * `absent_without_substitute`), else nobody. A role held for the team goes before the same role held for the organisation.
 */
export function resolveRole(
  facts: RoleFacts,
  role: string,
  teamId: string | null,
  at: Instant,
  fallbacks: Fallbacks = NO_FALLBACKS,
): RoleResolution {
  const own = ask(facts, role, teamId, at);
  if (own.answer !== undefined) return own.answer;
  for (const other of fallbacks.roles) {
    const found = askFallback(facts, other, teamId, at, fallbacks.elsewhere);
    if (found !== undefined) return { ...found, via: 'fallback', reason: own.gap };
  }
  const away = own.awayHolders[0];
  if (away !== undefined)
    return { ...away, role, personIds: away.personIds, via: 'holder', reason: 'absent_without_substitute' };
  return { personIds: [], via: 'nobody', reason: own.gap, role, teamId: null };
}

/** True when the answer is not what the organisation planned: the gap is logged and shown (ESC-3). */
export const isRoleGap = (resolution: RoleResolution): boolean =>
  resolution.via === 'fallback' ||
  resolution.via === 'nobody' ||
  resolution.reason === 'absent_without_substitute';

/** True when the person is away at that instant. */
export const isAway = (person: Pick<Person, 'absences'>, at: Instant): boolean =>
  person.absences.some((absence) => isAtOrBefore(absence.from, at) && isBefore(at, absence.until));

/**
 * Since when the person is away who is away at that instant: an absence counts from its beginning, or from when it was
 * written down where that was later. Of several the last, which is news to whoever has worked on through the others.
 */
export function awaySince(person: Pick<Person, 'absences'>, at: Instant): Instant | null {
  const since = person.absences
    .filter((absence) => isAway({ absences: [absence] }, at))
    .map(({ from, enteredAt = from }) => later(from, enteredAt));
  return since.length === 0 ? null : since.reduce(later);
}

interface Asked {
  readonly answer: RoleResolution | undefined;
  readonly gap: 'role_vacant' | 'everyone_unavailable';
  readonly awayHolders: readonly { readonly personIds: readonly string[]; readonly teamId: string | null }[];
}

function ask(facts: RoleFacts, role: string, teamId: string | null, at: Instant): Asked {
  const holdings = [
    ...(teamId === null ? [] : facts.roles.filter((item) => item.role === role && item.teamId === teamId)),
    ...facts.roles.filter((item) => item.role === role && item.teamId === null),
  ];
  const named = holdings.filter((item) => item.holders.length + item.deputies.length > 0);
  for (const holding of named) {
    const answer = within(facts, holding, at);
    if (answer !== undefined) return { answer, gap: 'everyone_unavailable', awayHolders: [] };
  }
  const awayHolders = named.flatMap((holding) => {
    const personIds = holding.holders.filter((id) => facts.people.get(id)?.active === true);
    return personIds.length === 0 ? [] : [{ personIds, teamId: holding.teamId }];
  });
  return {
    answer: undefined,
    gap: named.length === 0 ? 'role_vacant' : 'everyone_unavailable',
    awayHolders,
  };
}

/** The holders who are there, else the first deputy who is there. */
function within(facts: RoleFacts, holding: RoleHolding, at: Instant): RoleResolution | undefined {
  const here = (id: string) => {
    const person = facts.people.get(id);
    return person?.active === true && !isAway(person, at);
  };
  const { role, teamId } = holding;
  const holders = holding.holders.filter(here);
  if (holders.length > 0) return { personIds: holders, via: 'holder', reason: 'held', role, teamId };
  const deputy = holding.deputies.find(here);
  if (deputy === undefined) return undefined;
  const anyActive = holding.holders.some((id) => facts.people.get(id)?.active === true);
  const reason =
    holding.holders.length === 0 ? 'holder_missing' : anyActive ? 'holder_absent' : 'holder_inactive';
  return { personIds: [deputy], via: 'deputy', reason, role, teamId };
}

function askFallback(
  facts: RoleFacts,
  role: string,
  teamId: string | null,
  at: Instant,
  elsewhere: Fallbacks['elsewhere'],
): Pick<RoleResolution, 'personIds' | 'role' | 'teamId'> | undefined {
  const held = ask(facts, role, teamId, at).answer;
  if (held !== undefined) return held;
  const personIds = (elsewhere?.(role) ?? []).filter((id) => facts.people.get(id)?.active === true);
  return personIds.length === 0 ? undefined : { personIds, role, teamId };
}
