import type { Reach } from '../communication/index.ts';
import { isAway, resolveRole } from '../directory/index.ts';
import {
  activeLevels,
  blankPage,
  canBeReached,
  othersToTell,
  recipientsOf,
  type WhoFacts,
} from '../escalation/index.ts';
import type { Instant } from '../kernel/index.ts';
import type { Gap, GapCode, IncidentKind } from './model.ts';

/** Something missing at an instant. */
export type Finding = Omit<Gap, 'from' | 'until'>;

/** One role in one moment, asked in one way. */
export interface Asking {
  readonly who: WhoFacts;
  readonly reach: (kind: string, address: string) => Reach;
  readonly role: string;
  readonly teamId: string | null;
  readonly mode: 'page' | 'inform';
  /** The incidents that ask for it in this way. */
  readonly affects: readonly IncidentKind[];
  readonly at: Instant;
}

type Ids = readonly string[];
const each = (ids: Ids): string[] => [...new Set(ids)];

/** Whether a message to them would be heard now: they are with us, they are there, and there is a way to them. */
function hears({ who, at }: Asking, id: string, mode: Asking['mode']): boolean {
  const person = who.directory.people.get(id);
  return person?.active === true && !isAway(person, at) && canBeReached(who, id, mode);
}

/**
 * Those who hear that nobody answered, as escalation chooses them; only whoever would really hear.
 * @param asked whom the page has tried; they are not told once more
 */
function lastResort(asking: Asking, asked: Ids): string[] {
  const { who, teamId, at } = asking;
  const target = { kind: 'team', teamId: teamId ?? '' } as const;
  const blank = blankPage('', { incidentId: '', now: at }, { target, because: 'matrix', stepId: null });
  const attempts = asked.map((personId, position) => ({
    ...{ generation: 1, position, personId, contactMethodId: '', level: null, round: 1, at },
    ...{ messageId: null, channel: null, reason: null, settledAt: at, newsSeq: 0 },
    outcome: canBeReached(who, personId, 'page') ? ('handed' as const) : ('failed' as const),
  }));
  const page = { ...blank, attempts };
  const { policy } = who;
  const teamIds = teamId === null ? [] : [teamId];
  const subject = { policy, who, teamIds, acknowledged: false, now: at };
  return othersToTell(subject, page, [page], 'first').filter((id) =>
    hears(asking, id, policy.paging.exhausted.mode),
  );
}

/**
 * Who hears although somebody does not: the others of those who are asked anyway, else whoever stands in for the role, else
 * (of a page) those who are told that nobody answered. Only people who are there and have a way count.
 */
function insteadOf(asking: Asking, asked: Ids, missing: Ids): string[] {
  const heard = (ids: Ids) =>
    each(ids).filter((id) => !missing.includes(id) && hears(asking, id, asking.mode));
  const others = heard(asked);
  if (others.length > 0) return others;
  const { who, role, teamId, at, mode } = asking;
  const answer = recipientsOf(who, role, teamId, at, mode).personIds;
  const standIns = heard(answer);
  if (standIns.length > 0 || mode === 'inform') return standIns;
  return lastResort(asking, each([...asked, ...answer, ...missing])).filter((id) => !missing.includes(id));
}

/** Why somebody cannot be reached in this way; null when they can. */
function unreachable({ who, reach, mode }: Asking, id: string): GapCode | null {
  if (canBeReached(who, id, mode)) return null;
  const later = { ...who, sends: (kind: string, address: string) => reach(kind, address) !== 'no_channel' };
  if (canBeReached(later, id, mode)) return 'channel_not_set_up';
  return mode === 'page' ? 'no_page_method' : 'no_notice_method';
}

const finding = (
  { teamId, role, affects }: Asking,
  code: GapCode,
  more: Pick<Finding, 'instead'> & Partial<Finding>,
): Finding => ({ code, teamId, role, level: null, personIds: [], affects, ...more });

/** Levels behind which nobody new stands: the page comes back to the same people, and time is lost. */
function thinLevels(asking: Asking, levels: readonly { level: number | null; people: Ids }[]): Finding[] {
  const everybody = each(levels.flatMap(({ people }) => people));
  if (levels.length > 1 && everybody.length === 1)
    return [finding(asking, 'same_person_every_level', { personIds: everybody, instead: [] })];
  return levels.flatMap(({ level, people }, index) => {
    const before = levels[index - 1]?.people ?? [];
    return people.every((id) => before.includes(id))
      ? [finding(asking, 'same_person_next_level', { level, personIds: people, instead: [] })]
      : [];
  });
}

/** What is missing on call at an instant. */
export function onCallFindings(asking: Asking): Finding[] {
  const { who, teamId, mode, at } = asking;
  const levels = (who.onCall.get(teamId ?? '')?.levels ?? []).map(({ level, people }) => ({
    level,
    people: people.map(({ personId }) => personId),
  }));
  if (levels.every(({ people }) => people.length === 0))
    return [finding(asking, 'nobody_on_call', { instead: insteadOf(asking, [], []) })];
  const active = activeLevels(who, teamId, at, mode).filter(({ people }) => people.length > 0);
  // A page walks on from level to level; a notice goes to the first level at which it reaches anybody.
  const first = active.find(({ people }) => people.some((id) => canBeReached(who, id, mode)));
  const until = mode === 'page' || first === undefined ? active.length : active.indexOf(first) + 1;
  const asked = each(active.slice(0, until).flatMap(({ people }) => people));
  const without = (id: string) => ({ personIds: [id], instead: insteadOf(asking, asked, [id]) });
  const empty = levels
    .filter(({ people }) => people.length === 0)
    .map(({ level }) => finding(asking, 'level_empty', { level, instead: insteadOf(asking, asked, []) }));
  const absent = levels.flatMap(({ level, people }) =>
    people.flatMap((id) => {
      const person = who.directory.people.get(id);
      if (person?.active !== true) return [finding(asking, 'on_call_inactive', { level, ...without(id) })];
      return isAway(person, at) ? [finding(asking, 'on_call_away', { level, ...without(id) })] : [];
    }),
  );
  const unreached = asked.flatMap((id) => {
    const code = unreachable(asking, id);
    return code === null ? [] : [finding(asking, code, without(id))];
  });
  const thin = mode === 'page' ? [...thinLevels(asking, active), ...nobodyLeft(asking, asked)] : [];
  return [...empty, ...thin, ...absent, ...unreached];
}

/** Those who are told that nobody answered are the very ones who did not. Whether they can hear at all is a need of its own. */
function nobodyLeft(asking: Asking, asked: Ids): Finding[] {
  if (lastResort(asking, asked).length > 0) return [];
  const anybody = lastResort(asking, []);
  return anybody.length === 0 ? [] : [finding(asking, 'nobody_left', { personIds: anybody, instead: [] })];
}

/** What is missing at an instant for a role that nobody has yet and the on-call of a team covers. */
export function coverFindings(asking: Asking): Finding[] {
  const { who, role, teamId, mode, at } = asking;
  const { personIds, team } = recipientsOf(who, role, teamId, at, mode);
  if (team === null || team !== who.policy.roles[role]?.covered_by)
    return [finding(asking, 'role_unavailable', { instead: insteadOf(asking, [], []) })];
  return personIds.flatMap((id) => {
    const code = unreachable(asking, id);
    if (code === null) return [];
    return [finding(asking, code, { personIds: [id], instead: insteadOf(asking, personIds, [id]) })];
  });
}

/** What is missing for a role of the directory at an instant. */
export function roleFindings(asking: Asking): Finding[] {
  const { who, role, teamId, at } = asking;
  const found = resolveRole(who.directory, role, teamId, at);
  if (found.via !== 'nobody' && found.reason !== 'absent_without_substitute')
    return found.personIds.flatMap((id) => {
      const code = unreachable(asking, id);
      if (code === null) return [];
      return [finding(asking, code, { personIds: [id], instead: insteadOf(asking, found.personIds, [id]) })];
    });
  const code = found.reason === 'role_vacant' ? 'role_vacant' : 'role_unavailable';
  return [finding(asking, code, { instead: insteadOf(asking, [], []) })];
}
