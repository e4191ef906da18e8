import type { Tx } from '../platform/db/index.ts';
import { type Severity, severityForWord, severityRank } from '../policy/index.ts';
import { inTurn, type Unit } from './decide-turns.ts';
import { type ProcessPorts, routeIndexable } from './process-batch.ts';
import { listWaiting, openKeys, type WaitingAlert } from './store-process.ts';

/** Alerts put into order at a time: more than are processed before the order is made anew. */
const LOOK_AT = 5_000;
/** Of one group; the first of them open it, the others join. */
const UNIT = 500;

interface Placed {
  readonly alert: WaitingAlert;
  readonly key: string;
  readonly teamId: string | null;
  readonly severity: Severity;
}

/**
 * What waits, in the order in which it is to be processed.
 * @returns complete: nothing else waited
 */
export async function waitingInTurn(
  ports: ProcessPorts,
  tx: Tx,
): Promise<{ readonly units: readonly Unit[]; readonly complete: boolean }> {
  const waiting = await listWaiting(tx, LOOK_AT, ports.clock.now());
  if (waiting.length === 0) return { units: [], complete: true };
  const policy = await ports.policy(tx);
  const directory = await ports.directory.facts(tx);
  const placed = waiting.map((alert): Placed => {
    const { groupId, teamId } = alert;
    const severity = severityForWord(policy, alert.severityWord);
    if (groupId !== null) return { alert, key: groupId, teamId, severity };
    try {
      const route = routeIndexable(alert, policy, directory);
      return { alert, key: route.groupKey, teamId: route.teamId, severity: route.severity };
    } catch {
      // It fails by itself, and is held back by itself.
      return { alert, key: alert.id, teamId: null, severity };
    }
  });
  const groups = Map.groupBy(placed, ({ key }) => key);
  const joined = await openKeys(tx, [...groups.keys()]);
  const units = [...groups].flatMap(([key, members]) => unitsOf(members, joined.has(key)));
  return { units: inTurn(units), complete: waiting.length < LOOK_AT };
}

function unitsOf(members: readonly Placed[], joins: boolean): Unit[] {
  const [first] = members;
  if (first === undefined) return [];
  const severity = members.reduce(
    (worst, member) => (severityRank(member.severity) < severityRank(worst) ? member.severity : worst),
    first.severity,
  );
  return Array.from({ length: Math.ceil(members.length / UNIT) }, (_, index) => ({
    ids: members.slice(index * UNIT, (index + 1) * UNIT).map(({ alert }) => alert.id),
    teamId: first.teamId,
    severity,
    opens: first.alert.groupId === null && !joins && index === 0,
  }));
}
