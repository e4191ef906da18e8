import type { Reach } from '../communication/index.ts';
import { type DirectoryFacts, SIGN_IN_KIND } from '../directory/index.ts';
import { canBeReached, coveringTeams, type WhoFacts } from '../escalation/index.ts';
import type { Instant } from '../kernel/index.ts';
import type { Schedule } from '../oncall/index.ts';
import type { Policy } from '../policy/index.ts';
import { type Asking, coverFindings, type Finding, onCallFindings, roleFindings } from './decide-findings.ts';
import { kindsAmong, type Need, neededRoles } from './decide-needs.ts';
import { type Situation, situationsOf } from './decide-situations.ts';
import type { Coverage, Gap, WaysOut } from './model.ts';

export interface CoverageFacts {
  readonly policy: Policy;
  readonly directory: DirectoryFacts;
  readonly schedules: readonly Schedule[];
  /** Where a contact method of this kind and address leads. */
  readonly reach: (kind: string, address: string) => Reach;
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

/** The same thing found for pages and for notices is one finding about more incidents. */
function merged(findings: readonly Finding[]): Finding[] {
  return [...Map.groupBy(findings, keyOf).values()].flatMap(([first, ...rest]) =>
    first === undefined
      ? []
      : [{ ...first, affects: kindsAmong([first, ...rest].flatMap(({ affects }) => affects)) }],
  );
}

function findingsFor(
  { policy, reach }: CoverageFacts,
  { role, paged, informed }: Need,
  teamId: string | null,
  who: WhoFacts,
  at: Instant,
): Finding[] {
  const { held, covered_by: cover } = policy.roles[role] ?? {};
  const ofRole = held === 'incident' && cover !== undefined ? coverFindings : roleFindings;
  const look = held === 'on_call' ? onCallFindings : ofRole;
  const asked = (mode: Asking['mode'], affects: Asking['affects']) =>
    affects.length === 0 ? [] : look({ who, reach, role, teamId, mode, affects, at });
  return [...asked('page', paged), ...asked('inform', informed)];
}

/** Addresses are judged once each and not once an instant: there are many more instants than addresses. */
function remembering(reach: CoverageFacts['reach']): CoverageFacts['reach'] {
  const known = new Map<string, Reach>();
  return (kind, address) => {
    const key = `${kind} ${address}`;
    const found = known.get(key) ?? reach(kind, address);
    known.set(key, found);
    return found;
  };
}

/** What no schedule can mend: channels in use that are not set up, and whether anything leaves at all. */
export function waysOut({ directory, reach }: Pick<CoverageFacts, 'directory' | 'reach'>): WaysOut {
  const people = [...directory.people.values()].filter(({ active }) => active);
  const methods = people.flatMap<{ kind: string; address: string }>(({ contactMethods, email }) =>
    contactMethods.length === 0 ? [{ kind: SIGN_IN_KIND, address: email }] : contactMethods,
  );
  const waiting = methods.filter(({ kind, address }) => reach(kind, address) === 'not_set_up');
  const facts = { directory, sends: (kind: string, address: string) => reach(kind, address) === 'sends' };
  return {
    notSetUp: [...new Set(waiting.map(({ kind }) => kind))].sort(),
    reachesNobody: people.every(
      ({ id }) => !canBeReached(facts, id, 'page') && !canBeReached(facts, id, 'inform'),
    ),
  };
}

/** After so many situations the proof pauses: a few milliseconds' work. */
const PAUSE_AFTER = 50;

/**
 * Everything that would be missing for any incident of any team at any instant of the window, with who would hear
 * instead. Exact and not sampled: between two change points (hand-over, override, absence) nothing that counts can
 * change, so each stretch is decided once, by the functions that decide it in production. A year of many teams takes seconds, so
 * it is made in slices: whoever drives it lets pages leave at every pause.
 */
export function* coverageInSlices(given: CoverageFacts): Generator<void, Coverage> {
  const facts = { ...given, reach: remembering(given.reach) };
  const needs = neededRoles(facts.policy);
  const heldBy = (organisation: boolean) =>
    needs.filter(({ role }) => (facts.policy.roles[role]?.held === 'organisation') === organisation);
  let looked = 0;
  function* over(teamId: string | null, schedule: Schedule | undefined, asked: readonly Need[]) {
    const found: Parameters<typeof gapsOf>[0][number][] = [];
    const known = new Map<string, readonly Finding[]>();
    const sends: WhoFacts['sends'] = (kind, address) => facts.reach(kind, address) === 'sends';
    const { directory, policy } = facts;
    const covering = teamId === null ? [] : coveringTeams(policy).filter((id) => id !== teamId);
    const covers = facts.schedules.filter((each) => covering.includes(each.teamId));
    for (const situation of yield* situationsOf(facts, teamId, schedule, covers)) {
      const answers = [...(situation.onCall ? [situation.onCall] : []), ...situation.covers];
      const onCall = new Map(answers.map((answer) => [answer.teamId, answer]));
      const who = { directory, policy, onCall, assigned: {}, sends };
      // The same people on call and the same people away: the same findings, however often it comes about.
      const findings =
        known.get(situation.key) ??
        merged(asked.flatMap((need) => findingsFor(facts, need, teamId, who, situation.from)));
      known.set(situation.key, findings);
      found.push({ situation, findings });
      if (++looked % PAUSE_AFTER === 0) yield;
    }
    return gapsOf(found);
  }
  const gaps: Gap[] = [...(yield* over(null, undefined, heldBy(true)))];
  for (const teamId of teamsWithIncidents(facts.directory)) {
    yield;
    const schedule = facts.schedules.find((each) => each.teamId === teamId);
    gaps.push(...(yield* over(teamId, schedule, heldBy(false))));
  }
  const placed = gaps.map((gap) => ({ gap, from: gap.from.epochMilliseconds, key: keyOf(gap) }));
  placed.sort((a, b) => a.from - b.from || (a.key < b.key ? -1 : 1));
  yield;
  const sorted = placed.map(({ gap }) => gap);
  return { from: facts.from, until: facts.until, gaps: sorted, situations: looked, ...waysOut(facts) };
}

/** The whole proof at once, for where nobody waits. */
export function coverage(facts: CoverageFacts): Coverage {
  const proof = coverageInSlices(facts);
  for (let step = proof.next(); ; step = proof.next()) if (step.done) return step.value;
}
