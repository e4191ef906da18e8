import {
  DEFAULT_REPEAT_SECONDS,
  type DirectoryFacts,
  isAway,
  isRoleGap,
  lastResort,
  type Person,
  resolveRole,
  rulesFor,
  SIGN_IN_KIND,
  usableMethods,
} from '../directory/index.ts';
import type { Instant } from '../kernel/index.ts';
import type { OnCallAnswer } from '../oncall/index.ts';
import { fallbackRoles, type Policy } from '../policy/index.ts';
import type { ChainItem, Mode, Via } from './model.ts';

/** Everything that says who holds a role of an incident at one moment. */
export interface WhoFacts {
  readonly directory: DirectoryFacts;
  readonly policy: Policy;
  /** Who is on call for each affected team at that moment. */
  readonly onCall: ReadonlyMap<string, OnCallAnswer>;
  /** Who was given which role in the incident, by the role's id. */
  readonly assigned: Readonly<Record<string, string>>;
  /** Whether a channel that is set up sends to a contact method of this kind and address. */
  readonly sends: (kind: string, address: string) => boolean;
}

/** An on-call level with those of its people who are with us still. `level` is null for a person paged directly. */
export interface PagedLevel {
  readonly level: number | null;
  readonly people: readonly string[];
}

/** Who hears. `team`: whoever is on call, to be paged level after level; otherwise the people by name. */
export interface Recipients {
  readonly personIds: readonly string[];
  readonly via: Via | null;
  readonly team: string | null;
  /** Not as the organisation planned it (ESC-3); logged, and shown beforehand by readiness. */
  readonly gap: boolean;
}

/**
 * The on-call levels of a team, lowest first, with those of their people who are with us and not away. When nobody else can
 * be reached whoever is away is asked all the same: silence is worse.
 */
export function activeLevels(
  facts: WhoFacts,
  teamId: string | null,
  at: Instant,
  mode: Mode = 'page',
): PagedLevel[] {
  const planned = plannedLevels(facts, teamId);
  const there = planned.map(({ level, people }) => ({
    level,
    people: people.filter((id) => !isGone(facts, id, at)),
  }));
  const someone = there.some(({ people }) => people.some((id) => canBeReached(facts, id, mode)));
  return someone ? there : planned;
}

/** The levels as the schedule has them, without those who have left. */
const plannedLevels = (facts: WhoFacts, teamId: string | null): PagedLevel[] =>
  (facts.onCall.get(teamId ?? '')?.levels ?? []).map(({ level, people }) => ({
    level,
    people: people.map(({ personId }) => personId).filter((id) => isActive(facts, id)),
  }));

const isGone = ({ directory }: WhoFacts, personId: string, at: Instant): boolean => {
  const person = directory.people.get(personId);
  return person === undefined || isAway(person, at);
};

/**
 * Who holds a role at `at` (ESC-P1: "at that moment"): the schedule for roles on call, the incident for those assigned
 * in it (until then the on-call of a team that covers them), the directory for all others; then deputies, then the policy's fallbacks.
 * @param mode a telephone number that nothing here can ring is no way to be paged, whoever has it
 */
export function recipientsOf(
  facts: WhoFacts,
  role: string,
  teamId: string | null,
  at: Instant,
  mode: Mode,
): Recipients {
  const held = facts.policy.roles[role]?.held ?? 'team';
  if (held === 'on_call') {
    const first = firstLevel(facts, teamId, at, mode);
    const planned = plannedLevels(facts, teamId).find(({ people }) => people.length > 0);
    if (first !== undefined)
      return {
        personIds: first.people,
        via: 'on_call',
        team: teamId,
        gap: planned?.level !== first.level || first.people.every((id) => isGone(facts, id, at)),
      };
  }
  if (held === 'incident') {
    const [holder] = heldInIncident(facts, role);
    if (holder !== undefined && canBeReached(facts, holder, mode))
      return { personIds: [holder], via: 'holder', team: null, gap: false };
    const team = facts.policy.roles[role]?.covered_by;
    const cover = team === undefined ? undefined : firstLevel(facts, team, at, mode);
    // Nobody of it there whom anything reaches is no cover: the fallback hears, as for a role that nobody has.
    const covers =
      cover?.people.some((id) => !isGone(facts, id, at) && canBeReached(facts, id, mode)) === true;
    if (holder === undefined && team !== undefined && cover !== undefined && covers)
      return { personIds: cover.people, via: 'on_call', team, gap: false };
  }
  const roles = fallbackRoles(facts.policy, role);
  const options = { roles, elsewhere: (other: string) => elsewhere(facts, other, teamId, at, mode) };
  const found = resolveRole(facts.directory, role, teamId, at, options);
  const reached = found.personIds.filter((id) => canBeReached(facts, id, mode));
  if (reached.length > 0)
    return {
      personIds: reached,
      via: found.via === 'nobody' ? null : found.via,
      team: null,
      gap: isRoleGap(found),
    };
  // The holder is there but has no way to be reached: as good as a role nobody holds.
  for (const other of roles) {
    const instead = resolveRole(facts.directory, other, teamId, at, { ...options, roles: [] });
    const personIds = instead.personIds.filter((id) => canBeReached(facts, id, mode));
    if (personIds.length > 0) return { personIds, via: 'fallback', team: null, gap: true };
  }
  // Told all the same, so that the record shows the message that could not leave and why.
  if (found.personIds.length > 0) return { personIds: found.personIds, via: null, team: null, gap: true };
  // Nobody is named for anything, as on the day of installation: better its administrators than silence.
  const personIds = administratorsOf(facts);
  return { personIds, via: personIds.length === 0 ? null : 'fallback', team: null, gap: true };
}

/** Somebody who should have heard, and why another does. */
export interface Unavailable {
  readonly personId: string;
  readonly because: 'away' | 'unreachable';
}

/**
 * Whose absence makes the gap: those who are named for the role (on the first on-call level, by the directory, as commander)
 * and are away or have no way to be reached. None where nobody is named.
 */
export function unavailableFor(
  facts: WhoFacts,
  role: string,
  teamId: string | null,
  at: Instant,
  mode: Mode,
): Unavailable[] {
  return namedFor(facts, role, teamId)
    .filter((id) => isActive(facts, id))
    .flatMap((personId): Unavailable[] => {
      if (isGone(facts, personId, at)) return [{ personId, because: 'away' }];
      return canBeReached(facts, personId, mode) ? [] : [{ personId, because: 'unreachable' }];
    });
}

function namedFor(facts: WhoFacts, role: string, teamId: string | null): readonly string[] {
  const held = facts.policy.roles[role]?.held ?? 'team';
  if (held === 'on_call')
    return plannedLevels(facts, teamId).find(({ people }) => people.length > 0)?.people ?? [];
  if (held === 'incident') return heldInIncident(facts, role);
  const holdings = facts.directory.roles.filter((item) => item.role === role && item.holders.length > 0);
  const ofTeam = teamId === null ? undefined : holdings.find((item) => item.teamId === teamId);
  return (ofTeam ?? holdings.find((item) => item.teamId === null))?.holders ?? [];
}

/** Those who run this installation: the last to turn to. */
export const administratorsOf = ({ directory }: Pick<WhoFacts, 'directory'>): string[] =>
  [...directory.people.values()]
    .filter(({ active, role }) => active && role === 'administrator')
    .map(({ id }) => id);

/**
 * Whether some way of the person leads anywhere: by their rules when they are paged; by any method that is not switched off
 * when they are told, because a notice does not insist on a rule that cannot be followed.
 */
export function canBeReached(
  { directory, sends }: Pick<WhoFacts, 'directory' | 'sends'>,
  personId: string,
  mode: Mode,
): boolean {
  const person = directory.people.get(personId);
  if (person === undefined) return false;
  if (person.contactMethods.length === 0) return sends(SIGN_IN_KIND, person.email);
  const ruled =
    mode === 'page' ? new Set(rulesFor(person, 'page').map((rule) => rule.contactMethodId)) : null;
  return usableMethods(person).some(
    ({ id, kind, address }) => (ruled === null || ruled.has(id)) && sends(kind, address),
  );
}

/**
 * How somebody is paged, soonest first. Whoever has set up nothing, or has nothing left that works, is paged by what may
 * work all the same, above all at the address they sign in with (whose contact method has the person's own id), and once
 * more a little later. Never empty: no page ends for want of an address.
 */
export function pageRules(person: Person): readonly Omit<ChainItem, 'personId'>[] {
  const rules = rulesFor(person, 'page');
  if (rules.length > 0) return rules;
  return [0, DEFAULT_REPEAT_SECONDS].flatMap((afterSeconds) =>
    lastResort(person).map((contactMethodId) => ({ contactMethodId, afterSeconds })),
  );
}

/** Roles the directory does not hold. */
function elsewhere(
  facts: WhoFacts,
  role: string,
  teamId: string | null,
  at: Instant,
  mode: Mode,
): readonly string[] {
  const held = facts.policy.roles[role]?.held;
  if (held === 'on_call') return firstLevel(facts, teamId, at, mode)?.people ?? [];
  return held === 'incident' ? heldInIncident(facts, role) : [];
}

/** Whoever has left holds nothing any more. */
const heldInIncident = (facts: WhoFacts, role: string): readonly string[] =>
  [facts.assigned[role] ?? []].flat().filter((id) => isActive(facts, id));

/** The first level at which somebody can be reached, else the first at which there is anybody. */
function firstLevel(facts: WhoFacts, teamId: string | null, at: Instant, mode: Mode): PagedLevel | undefined {
  const levels = activeLevels(facts, teamId, at, mode).filter(({ people }) => people.length > 0);
  return levels.find(({ people }) => people.some((id) => canBeReached(facts, id, mode))) ?? levels[0];
}

const isActive = (facts: WhoFacts, personId: string): boolean =>
  facts.directory.people.get(personId)?.active === true;

/** Teams whose on-call has a role of the incident while nobody was given it. */
export const coveringTeams = ({ roles }: Pick<Policy, 'roles'>): string[] =>
  Object.values(roles).flatMap(({ held, covered_by: team }) =>
    held === 'incident' && team !== undefined ? [team] : [],
  );
