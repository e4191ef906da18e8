import { type Severity, severityRank } from '../policy/index.ts';

/** Alerts that are processed together: new ones of one group, or changed ones of a group that exists. */
export interface Unit {
  readonly ids: readonly string[];
  /** Null when no team is known yet: then it is one team's among the others. */
  readonly teamId: string | null;
  readonly severity: Severity;
  /** Opens an incident and pages, which costs many times what joining one does. */
  readonly opens: boolean;
}

/** One alert that waits, with the group that it is or would be in. */
export interface Placed {
  readonly id: string;
  /** The id of the group that it is in, else the key of the one it belongs to. */
  readonly place: string;
  /** It was processed before, and has changed since. */
  readonly known: boolean;
  readonly teamId: string | null;
  readonly severity: Severity;
}

/** Of one group; the first of them open it, the others join. */
const MOST_IN_UNIT = 500;

/**
 * What waits, by group and in pieces that a transaction can take. A piece is as severe as the worst of its group: what is
 * urgent in a group does not wait for its turn behind what is not, and of a group the piece that opens it goes first.
 * @param waiting oldest first
 * @param joinable keys of groups that exist and may be joined
 */
export function unitsOf(waiting: readonly Placed[], joinable: ReadonlySet<string>): Unit[] {
  return [...Map.groupBy(waiting, ({ place }) => place)].flatMap(([place, members]) => {
    const [first] = members;
    if (first === undefined) return [];
    const { teamId, known } = first;
    const [{ severity } = first] = bySeverity(members);
    const opens = !known && !joinable.has(place);
    return Array.from({ length: Math.ceil(members.length / MOST_IN_UNIT) }, (_, index) => ({
      ids: members.slice(index * MOST_IN_UNIT, (index + 1) * MOST_IN_UNIT).map(({ id }) => id),
      teamId,
      severity,
      opens: opens && index === 0,
    }));
  });
}

/**
 * The order in which waiting work is done: in rounds. A round takes from each team its most severe unit, the oldest of
 * equals, and within a round the more severe goes first. So one team's storm delays another team's page by a round and
 * not by the storm, and a team's own P1 passes its P4s. Severity across teams first was the other choice: a lasting storm
 * of P1s would then keep every other team's P2 waiting for as long as it lasts.
 * @param units oldest first
 */
export function inTurn(units: readonly Unit[]): Unit[] {
  const teams = [...Map.groupBy(units, ({ teamId }) => teamId).values()].map((own) => bySeverity(own));
  const longest = Math.max(0, ...teams.map(({ length }) => length));
  const rounds = Array.from({ length: longest }, (_, round) => teams.flatMap((own) => own[round] ?? []));
  return rounds.flatMap(bySeverity);
}

/** Stable: equals stay in their order. */
const bySeverity = <T extends Pick<Unit, 'severity'>>(all: readonly T[]): T[] =>
  [...all].sort((a, b) => severityRank(a.severity) - severityRank(b.severity));

/** How much one transaction takes on. */
export interface BatchSize {
  /** Groups opened: each declares an incident and pages somebody. */
  readonly groups: number;
  /** Alerts in all. */
  readonly alerts: number;
}

/** What a transaction should take at most, in milliseconds: others wait for its locks, and a crash loses all of it. */
const AIM_MS = 100;
const MOST_GROUPS = 20;
/** Joining is cheap: many at a time, however slow the opening of groups is. */
const FEWEST_ALERTS = 500;
const ALERTS_PER_GROUP = 100;

const sizeOf = (groups: number): BatchSize => ({
  groups,
  alerts: Math.max(FEWEST_ALERTS, groups * ALERTS_PER_GROUP),
});

/** One incident first: a process that is killed again and again gets at least that done each time. */
export const FIRST_BATCH = sizeOf(1);

/** The size of the next batch: twice as much while the last one was quick, less in proportion when it was slow. */
export function nextSize(last: BatchSize, tookMs: number): BatchSize {
  const fitting = Math.floor((last.groups * AIM_MS) / Math.max(1, tookMs));
  return sizeOf(Math.max(1, Math.min(MOST_GROUPS, last.groups * 2, fitting)));
}

/** The first units that fit, at least one. @param from where in the order to begin */
export function takeBatch(units: readonly Unit[], from: number, size: BatchSize): readonly Unit[] {
  let [groups, alerts, end] = [0, 0, from];
  for (const { opens, ids } of units.slice(from)) {
    groups += opens ? 1 : 0;
    alerts += ids.length;
    if (end > from && (groups > size.groups || alerts > size.alerts)) break;
    end += 1;
  }
  return units.slice(from, end);
}
