import { type TaskHandler, wakeAt } from '../jobs/index.ts';
import type { Instant } from '../kernel/index.ts';
import type { Tx } from '../platform/db/index.ts';
import { newId } from '../platform/ids.ts';
import { type ProcessPorts, SETTLE } from './process-batch.ts';
import * as store from './store-follow.ts';
import { anyFiring, groupsOf, markClear, markFiring } from './store-process.ts';

const FOLLOW = 'detection.follow_incident';
const MOVE = 'detection.move_alerts';

/**
 * Alerts and groups follow what people do with their incident: resolve, reopen, change its severity. By a job of its own:
 * whoever does it holds the incident, and `detection.process` takes alerts first and then the incident.
 */
export const followLater = (tx: Tx, incidentId: string, at: Instant): Promise<void> =>
  wakeAt(tx, { task: FOLLOW, key: incidentId, runAt: at });

/** In the transaction that resolves it. */
export async function resolvedNow(tx: Tx, incidentId: string, at: Instant): Promise<void> {
  await store.markCutoff(tx, incidentId, at);
  await followLater(tx, incidentId, at);
}

/** Its incident was merged into another, which has its alerts from now on. By a job of its own, as above. */
export const moveAlertsLater = (tx: Tx, incidentId: string, intoId: string, at: Instant): Promise<void> =>
  wakeAt(tx, { task: MOVE, key: incidentId, runAt: at, payload: { intoId } });

export const followTasks = (ports: ProcessPorts): Readonly<Record<string, TaskHandler>> => ({
  [FOLLOW]: ({ key }) => ports.database.transaction((tx) => follow(ports, tx, String(key))),
  [SETTLE]: ({ key }) => ports.database.transaction((tx) => agree(ports, tx, String(key))),
  [MOVE]: ({ key, intoId }) =>
    ports.database.transaction((tx) => move(ports, tx, String(key), String(intoId))),
});

/** Moves them to where work goes on: what it was merged into may have been merged since, and its own alerts be moved. */
async function move(ports: ProcessPorts, tx: Tx, fromId: string, intoId: string): Promise<void> {
  await store.lockFollowing(tx, fromId);
  let to = intoId;
  for (let next: string | null = intoId; next !== null; ) {
    to = next;
    // Locked before it is looked at: whoever moves the alerts on from there comes before this, and is seen, or after.
    await store.lockFollowing(tx, to);
    next = (await ports.incidents(tx, [to])).get(to)?.mergedIntoId ?? null;
  }
  await store.moveAlerts(tx, fromId, to);
  await follow(ports, tx, to);
  await agree(ports, tx, to);
}

/** Brings alerts and groups in line with what their incident is by now, however many changes ago this was asked for. */
async function follow(ports: ProcessPorts, tx: Tx, incidentId: string): Promise<void> {
  // One at a time, and the incident is read only then: the last one sees what is true.
  await store.lockFollowing(tx, incidentId);
  const state = (await ports.incidents(tx, [incidentId])).get(incidentId);
  if (state === undefined) return;
  await renewRepeated(ports, tx, incidentId, state.resolvedAt);
  if (state.resolvedAt !== null)
    await store.closeAlertsOf(tx, incidentId, state.resolvedAt, ports.clock.now());
  else if (state.open && (await store.fireAgain(tx, incidentId)) > 0) await agree(ports, tx, incidentId);
  await store.markFollowed(tx, incidentId);
  await store.alignSeverity(tx, incidentId, state.severity);
}

/**
 * What its monitors still call firing is closed with the incident, so that their next word is a new alert that pages again,
 * instead of a repeat that nobody hears. Where that next word came before this job, it is made a new alert here; also when
 * another alert has opened the incident again by now.
 */
async function renewRepeated(
  { clock }: ProcessPorts,
  tx: Tx,
  incidentId: string,
  resolvedAt: Instant | null,
): Promise<void> {
  const now = clock.now();
  const repeated = await store.closeRepeated(tx, incidentId, resolvedAt, now);
  if (repeated.length === 0) return;
  const copies = repeated.map((id) => ({ id, newId: newId(clock) }));
  await store.openAgain(tx, copies, now);
  await wakeAt(tx, { task: 'detection.process', key: `again:${incidentId}`, runAt: now });
}

/** The groups of an open incident say together whether it is clear; after a change from outside they may disagree. */
async function agree(ports: ProcessPorts, tx: Tx, incidentId: string): Promise<void> {
  const { clock, emit } = ports;
  if ((await ports.incidents(tx, [incidentId])).get(incidentId)?.open !== true) return;
  const { rootId, ids } = await ports.lockFamily(tx, incidentId);
  const groups = await groupsOf(tx, ids);
  const at = clock.now();
  if (!(await anyFiring(tx, ids))) {
    if (groups.every(({ clear }) => clear)) return;
    await markClear(tx, ids);
    await emit(tx, { type: 'detection.group_cleared', incidentId: rootId, at });
  } else if (groups.some(({ clear }) => clear)) {
    await markFiring(tx, ids);
    await emit(tx, { type: 'detection.group_refired', incidentId: rootId, at });
  }
}
