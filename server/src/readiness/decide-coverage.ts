import { type DirectoryFacts, isAway, type Person, resolveRole, rulesFor } from '../directory/index.ts';
import { recipientsOf, type WhoFacts } from '../escalation/index.ts';
import { type Instant, isAtOrBefore, isBefore, Temporal } from '../kernel/index.ts';
import { type Schedule, stints, whoIsOnCall } from '../oncall/index.ts';
import type { Policy } from '../policy/index.ts';
import { type Need, neededRoles } from './decide-needs.ts';
import type { Coverage, Gap, GapCode, IncidentKind } from './model.ts';

export interface CoverageFacts {
  readonly policy: Policy;
  readonly directory: DirectoryFacts;
  readonly schedules: readonly Schedule[];
  /** The kinds of contact methods that have a channel. */
  readonly kinds: ReadonlySet<string>;
  readonly from: Instant;
  readonly until: Instant;
}

type Finding = Omit<Gap, 'from' | 'until'>;
/** A stretch in which nobody comes, goes, takes over or returns: looking at its first instant is looking at all. */
interface Situation {
  readonly from: Instant;
  readonly until: Instant;
}

/** Teams that incidents can belong to: those with a system, and the one that gets the rest. */
function teamsWithIncidents({ teams, systems, organisation }: DirectoryFacts): string[] {
  const owners = new Set(
    [...systems.values()].filter(({ archived }) => !archived).map(({ teamId }) => teamId),
  );
  if (organisation.defaultTeam !== null) owners.add(organisation.defaultTeam);
  return [...teams.values()].filter(({ id, archived }) => !archived && owners.has(id)).map(({ id }) => id);
}

/** People whose absence can change an answer for this team: on call in it, or named for a role of it or of all. */
function concerned(
  { directory }: CoverageFacts,
  teamId: string | null,
  schedule: Schedule | undefined,
): Set<string> {
  const roles = directory.roles.filter((each) => each.teamId === null || each.teamId === teamId);
  return new Set([
    ...roles.flatMap(({ holders, deputies }) => [...holders, ...deputies]),
    ...(schedule?.rotations.flatMap(({ participants }) => participants) ?? []),
    ...(schedule?.overrides.map(({ personId }) => personId) ?? []),
  ]);
}

/** Cuts the window wherever anything changes: hand-overs, overrides, absences. */
function situations(
  facts: CoverageFacts,
  teamId: string | null,
  schedule: Schedule | undefined,
): Situation[] {
  const { from, until } = facts;
  const cuts = [
    from,
    until,
    ...(schedule ? stints(schedule, from, until).flatMap((stint) => [stint.from, stint.until]) : []),
    ...[...concerned(facts, teamId, schedule)].flatMap((id) =>
      (facts.directory.people.get(id)?.absences ?? []).flatMap((absence) => [absence.from, absence.until]),
    ),
  ]
    .filter((at) => isAtOrBefore(from, at) && isAtOrBefore(at, until))
    .sort(Temporal.Instant.compare);
  return cuts.flatMap((at, index) => {
    const next = cuts[index + 1];
    return next !== undefined && isBefore(at, next) ? [{ from: at, until: next }] : [];
  });
}

/** Whether some rule of the person for this purpose leads to a method that has a channel. */
const reachable = (facts: CoverageFacts, person: Person, purpose: 'page' | 'notice'): boolean =>
  // Whoever has set up nothing is reached at the address they sign in with.
  (person.contactMethods.length === 0 && facts.kinds.has('email')) ||
  rulesFor(person, purpose).some((rule) =>
    person.contactMethods.some(
      ({ id, kind, disabledReason }) =>
        id === rule.contactMethodId && disabledReason === null && facts.kinds.has(kind),
    ),
  );

function unreachable(
  facts: CoverageFacts,
  need: Need,
  teamId: string | null,
  personIds: readonly string[],
): Finding[] {
  const check = (purpose: 'page' | 'notice', code: GapCode, affects: readonly IncidentKind[]): Finding[] => {
    if (affects.length === 0) return [];
    return personIds.flatMap((id) => {
      const person = facts.directory.people.get(id);
      if (!person?.active || reachable(facts, person, purpose)) return [];
      return [{ code, teamId, role: need.role, level: null, personIds: [id], instead: [], affects }];
    });
  };
  return [
    ...check('page', 'no_page_method', need.paged),
    ...check('notice', 'no_notice_method', need.informed),
  ];
}

/** What is missing on call at an instant. */
function onCallFindings(
  facts: CoverageFacts,
  need: Need,
  teamId: string,
  who: WhoFacts,
  at: Instant,
): Finding[] {
  const { directory } = facts;
  const base = { teamId, role: need.role, affects: need.all };
  const levels = who.onCall.get(teamId)?.levels ?? [];
  const peopleOf = (level: (typeof levels)[number]) => level.people.map(({ personId }) => personId);
  const everybody = [...new Set(levels.flatMap(peopleOf))];
  if (everybody.length === 0) {
    const instead = recipientsOf(who, need.role, teamId, at);
    const gap = {
      ...base,
      code: 'nobody_on_call',
      level: null,
      personIds: [],
      instead: instead.personIds,
    } as const;
    return [gap, ...unreachable(facts, need, teamId, instead.personIds)];
  }
  const findings: Finding[] = levels.flatMap((level) =>
    level.people.length > 0
      ? []
      : [{ ...base, code: 'level_empty' as const, level: level.level, personIds: [], instead: everybody }],
  );
  if (levels.length > 1 && everybody.length === 1 && findings.length === 0)
    findings.push({
      ...base,
      code: 'same_person_every_level',
      level: null,
      personIds: everybody,
      instead: [],
    });
  for (const level of levels)
    for (const id of peopleOf(level)) {
      const person = directory.people.get(id);
      const code = !person?.active ? 'on_call_inactive' : isAway(person, at) ? 'on_call_away' : null;
      const others = everybody.filter((other) => other !== id);
      if (code) findings.push({ ...base, code, level: level.level, personIds: [id], instead: others });
    }
  return [
    ...findings,
    ...unreachable(facts, need, teamId, everybody).map((finding) => ({
      ...finding,
      // The page walks on to whoever else is on call and can be reached.
      instead: everybody.filter((id) => {
        const person = directory.people.get(id);
        return !finding.personIds.includes(id) && person?.active === true && reachable(facts, person, 'page');
      }),
    })),
  ];
}

/** What is missing for a role of the directory at an instant. */
function roleFindings(
  facts: CoverageFacts,
  need: Need,
  teamId: string | null,
  who: WhoFacts,
  at: Instant,
): Finding[] {
  const answer = recipientsOf(who, need.role, teamId, at);
  if (!answer.gap) return unreachable(facts, need, teamId, answer.personIds);
  const found = resolveRole(facts.directory, need.role, teamId, at);
  // Somebody holds it and is there, but cannot be reached by any way.
  if (found.via !== 'nobody' && found.reason !== 'absent_but_nobody_else')
    return unreachable(facts, need, teamId, found.personIds).map((finding) => ({
      ...finding,
      instead: answer.personIds,
    }));
  const code = found.reason === 'role_vacant' ? 'role_vacant' : 'role_unavailable';
  const gap = { code, teamId, role: need.role, level: null, personIds: [], affects: need.all } as const;
  return [{ ...gap, instead: answer.personIds }, ...unreachable(facts, need, teamId, answer.personIds)];
}

/** Who holds what at an instant, as escalation asks it. */
function whoAt(
  { directory, policy }: CoverageFacts,
  teamId: string | null,
  schedule: Schedule | undefined,
  at: Instant,
): WhoFacts {
  const onCall = new Map(teamId !== null && schedule ? [[teamId, whoIsOnCall(schedule, at)]] : []);
  return { directory, policy, onCall, commanderId: null };
}

const keyOf = (finding: Finding): string =>
  JSON.stringify([
    finding.code,
    finding.teamId,
    finding.role,
    finding.level,
    finding.personIds,
    finding.instead,
  ]);

/** Findings of consecutive situations become gaps as long as they last. */
function gapsOf(
  found: readonly { readonly situation: Situation; readonly findings: readonly Finding[] }[],
): Gap[] {
  const gaps: Gap[] = [];
  let open = new Map<string, Gap>();
  for (const { situation, findings } of found) {
    const next = new Map<string, Gap>();
    for (const finding of findings) {
      const key = keyOf(finding);
      next.set(key, { ...finding, from: open.get(key)?.from ?? situation.from, until: situation.until });
    }
    for (const [key, gap] of open) if (!next.has(key)) gaps.push(gap);
    open = next;
  }
  return [...gaps, ...open.values()];
}

/**
 * Everything that would be missing for any incident of any team at any instant of the window, with who would hear
 * instead. Exact and not sampled: between two change points (hand-over, override, absence) nothing that counts can
 * change, so each stretch is decided once, by the functions that decide it in anger.
 */
export function coverage(facts: CoverageFacts): Coverage {
  const needs = neededRoles(facts.policy);
  const held = (need: Need) => facts.policy.roles[need.role]?.held;
  let looked = 0;
  const over = (
    teamId: string | null,
    schedule: Schedule | undefined,
    decide: (who: WhoFacts, at: Instant) => Finding[],
  ): Gap[] => {
    const all = situations(facts, teamId, schedule);
    looked += all.length;
    return gapsOf(
      all.map((situation) => ({
        situation,
        findings: decide(whoAt(facts, teamId, schedule, situation.from), situation.from),
      })),
    );
  };
  const organisation = over(null, undefined, (who, at) =>
    needs
      .filter((need) => held(need) === 'organisation')
      .flatMap((need) => roleFindings(facts, need, null, who, at)),
  );
  const teams = teamsWithIncidents(facts.directory).flatMap((teamId) => {
    const schedule = facts.schedules.find((each) => each.teamId === teamId);
    return over(teamId, schedule, (who, at) =>
      needs.flatMap((need) => {
        if (held(need) === 'on_call') return onCallFindings(facts, need, teamId, who, at);
        return held(need) === 'team' ? roleFindings(facts, need, teamId, who, at) : [];
      }),
    );
  });
  const gaps = [...organisation, ...teams].sort(
    (a, b) => Temporal.Instant.compare(a.from, b.from) || keyOf(a).localeCompare(keyOf(b)),
  );
  return { from: facts.from, until: facts.until, gaps, situations: looked };
}
