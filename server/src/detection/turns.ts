import type { Tx } from '../platform/db/index.ts';
import { severityForWord } from '../policy/index.ts';
import { worstWord } from './decide-group.ts';
import { inTurn, type Placed, type Unit, unitsOf } from './decide-turns.ts';
import { type ProcessPorts, routeIndexable } from './process-batch.ts';
import { listWaiting, openKeys } from './store-process.ts';

/** Alerts put into order at a time: more than are processed before the order is made anew. */
const LOOK_AT = 5_000;

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
  const placed = waiting.map((waits): Placed => {
    const { id, groupId, teamId } = waits;
    const alert = { ...waits, severityWord: worstWord(waits, policy) };
    const severity = severityForWord(policy, alert.severityWord);
    if (groupId !== null) return { id, place: groupId, known: true, teamId, severity };
    try {
      const route = routeIndexable(alert, policy, directory);
      return { id, place: route.groupKey, known: false, teamId: route.teamId, severity: route.severity };
    } catch {
      // It fails by itself, and is held back by itself.
      return { id, place: id, known: false, teamId: null, severity };
    }
  });
  const joinable = await openKeys(tx, [...new Set(placed.map(({ place }) => place))]);
  const units = unitsOf(placed, joinable);
  return { units: inTurn(units), complete: waiting.length < LOOK_AT };
}
