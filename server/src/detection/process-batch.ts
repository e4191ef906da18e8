import type { Directory } from '../directory/index.ts';
import { wakeAt } from '../jobs/index.ts';
import { type Clock, type Instant, plusSeconds } from '../kernel/index.ts';
import type { Database, Tx } from '../platform/db/index.ts';
import { newId } from '../platform/ids.ts';
import { publishLive } from '../platform/live/index.ts';
import type { Log } from '../platform/log/index.ts';
import { type Policy, type Severity, severityForWord } from '../policy/index.ts';
import { drillIdOf } from './decide-drill.ts';
import {
  decideClear,
  type Group,
  type Joining,
  joinGroup,
  nameAlerts,
  nameReworded,
  QUIET_SECONDS,
  type RewordedAlert,
  type Route,
  reviseGroup,
  routeAlert,
  TELL_EVERY_SECONDS,
  worstOf,
  worstWord,
} from './decide-group.ts';
import { reviseMembers } from './decide-members.ts';
import { joinedPieces, piecesOf, rewordedPieces, worsePieces } from './decide-pieces.ts';
import type { GroupOpened } from './events.ts';
import { indexable } from './ingest.ts';
import type { EmitDetection, IncidentStates, LockFamily, TellAdministrators } from './ports.ts';
import { tellAcknowledged, tellPrivate } from './process-tell.ts';
import { type Covered, holdSilences, openSilences, saveSilenced, sortOut } from './silences/index.ts';
import * as store from './store-process.ts';
import { takesNew } from './watched.ts';

export interface ProcessPorts {
  readonly clock: Clock;
  readonly database: Database;
  readonly directory: Pick<Directory, 'facts'>;
  /** The policy that is in force. */
  readonly policy: (tx: Tx) => Promise<Policy>;
  readonly emit: EmitDetection;
  readonly incidents: IncidentStates;
  readonly lockFamily: LockFamily;
  readonly log: Log;
  readonly tellAdministrators: TellAdministrators;
}

/**
 * After this long a transaction opens no further group: its locks keep others waiting, and a process that is killed
 * loses all of it. What is left waits for the next.
 */
const OPEN_WITHIN_MS = 1_000;

interface Work {
  readonly ports: ProcessPorts;
  readonly tx: Tx;
  readonly policy: Policy;
  readonly now: Instant;
  /** The groups in question as they are by now, by id. */
  readonly groups: Map<string, Group>;
}

/** An alert as bad as it has been since it was last looked at. */
interface Pending extends store.LockedAlert {
  /** By its newest word. */
  readonly newest: Severity;
}

interface Routed {
  readonly alert: Pending;
  readonly route: Route;
}

/**
 * Looks at those of these alerts that still wait: routes, groups, and tells. Order of locks: alerts, group keys, groups,
 * then (through the events) incidents.
 * @param ids in the order in which their groups are to be opened
 * @returns how many were looked at: fewer when others have them in hand, or when it took long
 */
export async function processBatch(ports: ProcessPorts, tx: Tx, ids: readonly string[]): Promise<number> {
  const begun = performance.now();
  await holdSilences(tx);
  const locked = await store.lockPending(tx, ports.clock.now(), ids);
  if (locked.length === 0) return 0;
  const silences = await openSilences(tx, [...new Set(locked.map(({ integrationId }) => integrationId))]);
  const policy = await ports.policy(tx);
  const alerts = locked.map(
    (alert): Pending => ({
      ...alert,
      severityWord: worstWord(alert, policy),
      newest: severityForWord(policy, alert.severityWord),
    }),
  );
  const directory = await ports.directory.facts(tx);
  const { quiet, returning, known, fresh: unplaced } = sortOut(alerts, silences, ports.clock.now());
  const turn = new Map(ids.map((id, index) => [id, index]));
  const routed = (alert: Pending): Routed => ({ alert, route: routeIndexable(alert, policy, directory) });
  const fresh = unplaced.sort((a, b) => (turn.get(a.id) ?? 0) - (turn.get(b.id) ?? 0)).map(routed);
  const keys = fresh.map(({ route }) => route.groupKey);
  await store.lockKeys(tx, keys);
  const back = await comingBack(ports, tx, fresh);
  const groupIds = [
    ...[...known, ...returning].flatMap(({ groupId }) => groupId ?? []),
    ...[...back.values()].map(({ groupId }) => groupId),
  ];
  const groups = new Map((await store.lockGroups(tx, keys, groupIds)).map((group) => [group.id, group]));
  const work: Work = { ports, tx, policy, now: ports.clock.now(), groups };
  const hushed = await hush(work, quiet, routed);
  await fireAnew(work, returning.map(routed));
  await revise(work, known);
  const { placed, placedIn } = await placeAll(work, fresh, back, begun);
  await tellAcknowledged(work, [...hushed, ...known, ...placed.map(({ alert }) => alert)]);
  const over = [...hushed, ...known].filter(({ firing }) => !firing).flatMap(({ groupId }) => groupId ?? []);
  const bornOver = placed.some(({ alert }) => !alert.firing) ? placedIn : [];
  await tellCleared(work, [...over, ...bornOver]);
  await publishLive(tx, { topic: 'alert' });
  return quiet.length + returning.length + known.length + placed.length;
}

/** Puts new alerts into groups until it has taken long. @returns those that were, and the groups */
async function placeAll(
  work: Work,
  fresh: readonly Routed[],
  back: ReadonlyMap<string, store.EarlierPlace>,
  begun: number,
): Promise<{ readonly placed: readonly Routed[]; readonly placedIn: readonly string[] }> {
  const { groups } = work;
  const placed: Routed[] = [];
  const placedIn: string[] = [];
  const placeOf = ({ alert, route }: Routed) =>
    groups.get(back.get(alert.id)?.groupId ?? '')?.id ?? route.groupKey;
  const returning = fresh.map(
    ({ alert, route }): Routed => ({
      alert: { ...alert, lastOverAt: back.get(alert.id)?.overAt ?? undefined },
      route,
    }),
  );
  for (const [where, members] of Map.groupBy(returning, placeOf)) {
    if (placed.length > 0 && performance.now() - begun > OPEN_WITHIN_MS) break;
    const before = groups.get(where);
    if (before !== undefined) await join(work, before, members);
    placedIn.push(before?.id ?? (await place(work, where, members)));
    placed.push(...members);
  }
  return { placed, placedIn };
}

/** Where an alert belongs, with a key that can be looked for. */
export function routeIndexable(...about: Parameters<typeof routeAlert>): Route {
  const route = routeAlert(...about);
  return { ...route, groupKey: indexable(route.groupKey) };
}

/** Covered by a silence: on record, and nobody is told but that those of incidents were taken in their monitor. */
async function hush(
  { tx, now, policy }: Work,
  quiet: readonly Covered<Pending>[],
  routed: (alert: Pending) => Routed,
): Promise<readonly Pending[]> {
  if (quiet.length === 0) return [];
  await saveSilenced(
    tx,
    quiet.map(({ alert, by }) => ({ id: alert.id, by })),
  );
  const apart = quiet.filter(({ alert }) => alert.groupId === null).map(({ alert }) => routed(alert));
  await store.saveUnrouted(
    tx,
    apart.map(({ alert, route }) => ({ id: alert.id, severity: alert.newest, route })),
  );
  const inGroups = quiet.filter(({ alert }) => alert.groupId !== null).map(({ alert }) => alert);
  await store.saveRevised(
    tx,
    inGroups.map((alert) => ({
      ...{ id: alert.id, severity: alert.newest },
      heard: reviseMembers(alert, policy, now).heard,
    })),
  );
  const firing = inGroups.filter((alert) => alert.firing).map(({ id }) => id);
  await store.acknowledge(tx, firing, now);
  return inGroups.map((alert) =>
    alert.firing ? { ...alert, acknowledgedAt: alert.acknowledgedAt ?? now } : alert,
  );
}

/** Silenced until now, and still firing: news to the incidents that these are in, as if they had just come. */
async function fireAnew(work: Work, returning: readonly Routed[]): Promise<void> {
  if (returning.length === 0) return;
  const ids = returning.map(({ alert }) => alert.id);
  await store.forgetAcknowledgement(work.tx, ids);
  for (const [groupId, members] of Map.groupBy(returning, ({ alert }) => alert.groupId ?? '')) {
    const group = work.groups.get(groupId);
    if (group !== undefined) await join(work, group, members, 0);
  }
}

/** Alerts that were routed before: they say something else, their severity or their members are others, or they are over. */
async function revise(work: Work, known: readonly Pending[]): Promise<void> {
  if (known.length === 0) return;
  const looks = known.map((alert) => ({
    alert: {
      ...alert,
      severity: severityForWord(work.policy, alert.severityWord),
      previous: alert.severity,
    },
    members: reviseMembers(alert, work.policy, work.now),
  }));
  await store.saveRevised(
    work.tx,
    looks.map(({ alert, members }) => ({ id: alert.id, severity: alert.newest, heard: members.heard })),
  );
  for (const [groupId, own] of Map.groupBy(looks, ({ alert }) => alert.groupId ?? '')) {
    const joined = own.flatMap(({ alert, members }) => joinedPieces(alert, members));
    const before = work.groups.get(groupId);
    if (before === undefined) continue;
    if (joined.length > 0) {
      const joining = await joinNow(work, before, joined);
      await save(work, joining.group, 0);
      await tellJoined(work, before, joining, joined);
    }
    const current = work.groups.get(groupId) ?? before;
    const pieces = own.flatMap(({ alert, members }) => worsePieces(alert, members));
    const { group, worsened } = reviseGroup(current, pieces);
    if (group !== current) await save(work, group, 0);
    const worse = worsened.flatMap((id) => pieces.find((piece) => piece.id === id) ?? []);
    await tellRaised(work, group, worse, false);
    const told = new Set(worse.map(({ title }) => title));
    const reworded = own.flatMap(({ alert, members }) => rewordedPieces(alert, members, told));
    await tellReworded(work, group, reworded);
  }
}

async function tellReworded(work: Work, group: Group, alerts: readonly RewordedAlert[]): Promise<void> {
  if (group.incidentId === null || alerts.length === 0) return;
  await work.ports.emit(work.tx, {
    type: 'detection.alerts_reworded',
    incidentId: group.incidentId,
    alerts: nameReworded(alerts),
    count: alerts.length,
  });
}

/**
 * The groups to which new alerts return, by alert: where the last alert of the same key was, while that incident is open.
 * Else an alert that comes and goes in intervals longer than the window would open one incident after the other.
 */
async function comingBack(
  { incidents }: ProcessPorts,
  tx: Tx,
  fresh: readonly Routed[],
): Promise<ReadonlyMap<string, store.EarlierPlace>> {
  const places = await store.earlierPlaces(
    tx,
    fresh.map(({ alert }) => alert.id),
  );
  if (places.length === 0) return new Map();
  const states = await incidents(tx, [...new Set(places.map(({ incidentId }) => incidentId))]);
  const open = places.filter(({ incidentId }) => states.get(incidentId)?.open === true);
  return new Map(open.map((place) => [place.id, place]));
}

/** Puts new alerts of one key into their group, which may be a new one. @returns the group's id */
async function place(work: Work, key: string, members: readonly Routed[]): Promise<string> {
  const current = [...work.groups.values()].find((group) => group.open && group.key === key);
  if (current !== undefined && (await takesNew(work, current))) {
    await join(work, current, members);
    return current.id;
  }
  if (current !== undefined) await store.closeGroup(work.tx, current.id, work.now);
  return open(work, key, members);
}

async function open(work: Work, key: string, members: readonly Routed[]): Promise<string> {
  const { tx, now, ports } = work;
  const worst = worstOf(members.map(({ alert, route }) => ({ alert, route, severity: route.severity })));
  if (worst === undefined) throw new Error('A group is opened by at least one alert.');
  const group: Group = {
    id: newId(ports.clock),
    key,
    open: true,
    severity: worst.severity,
    lastAlertAt: now,
    toldAt: now,
    untold: 0,
    untoldAlerts: [],
    clear: false,
    flaps: 0,
    refiredAt: null,
    incidentId: null,
  };
  await store.insertGroup(tx, group, { ...worst.route, count: members.length, now });
  await store.saveRouted(
    tx,
    members.map((member) => ({ ...routedRow(work, member), group })),
  );
  await ports.emit(tx, openedEvent(group, worst, members, work));
  return group.id;
}

const routedRow = ({ policy, now }: Work, { alert, route }: Routed) => ({
  ...{ id: alert.id, severity: alert.newest, route },
  heard: reviseMembers(alert, policy, now).heard,
});

function openedEvent(
  group: Group,
  worst: Routed,
  members: readonly Routed[],
  { policy, now }: Work,
): GroupOpened {
  const { alert, route } = worst;
  const others = members.flatMap((member) => {
    const pieces = piecesOf({ ...member.alert, severity: member.route.severity }, policy);
    if (member.alert !== alert) return pieces;
    // Its title is the incident's, perhaps with the number of its members after it.
    return pieces.length === 1
      ? []
      : pieces.filter(({ title }) => !`${alert.title} (`.startsWith(`${title} (`));
  });
  const named = nameAlerts([], others, now);
  const began = members
    .flatMap((member) => member.alert.startsAt ?? [])
    .sort((a, b) => a.epochMilliseconds - b.epochMilliseconds)[0];
  return {
    type: 'detection.group_opened',
    groupId: group.id,
    groupKey: group.key,
    alertIds: members.map((member) => member.alert.id),
    count: members.length,
    severity: group.severity,
    severityWord: alert.severityWord ?? undefined,
    title: alert.title,
    others: named,
    moreOthers: others.length - named.length,
    systemIds: route.systemId === null ? [] : [route.systemId],
    teamId: route.teamId,
    integrationIds: [...new Set(members.map((member) => member.alert.integrationId))],
    drillId: drillIdOf(alert.integrationId),
    description: alert.description ?? undefined,
    source: alert.source ?? undefined,
    labels: alert.labels,
    allLabels: members.map((member) => member.alert.labels),
    links: alert.links,
    startedAt: began,
    detectedAt: members[0]?.alert.firstSeenAt ?? alert.firstSeenAt,
  };
}

/** @param added how many of them have not been counted in the group before */
async function join(
  work: Work,
  before: Group,
  members: readonly Routed[],
  added = members.length,
): Promise<void> {
  const pieces = members.flatMap(({ alert, route }) =>
    piecesOf({ ...alert, severity: route.severity }, work.policy),
  );
  const joining = await joinNow(work, before, pieces);
  const { group } = joining;
  await save(work, group, added);
  await store.saveRouted(
    work.tx,
    members.map((member) => ({ ...routedRow(work, member), group })),
  );
  await tellJoined(work, before, joining, pieces);
  await tellPrivate(
    work,
    before.incidentId,
    members.map(({ alert }) => alert.labels),
  );
}

async function joinNow(work: Work, before: Group, pieces: readonly RankedAlert[]): Promise<Joining> {
  const quiet = joinGroup(before, pieces, work.now);
  const isHeldBack = quiet.tell === 0 && (await isOver(work, before.incidentId));
  return isHeldBack ? joinGroup(before, pieces, work.now, true) : quiet;
}

async function tellJoined(
  work: Work,
  before: Group,
  { group, tell, named, raisedBy, refired }: Joining,
  pieces: readonly RankedAlert[],
): Promise<void> {
  const { tx, now, ports } = work;
  const { id, incidentId } = group;
  if (incidentId === null) return;
  if (tell > 0)
    await ports.emit(tx, {
      type: 'detection.alerts_joined',
      incidentId,
      groupId: id,
      count: tell,
      alerts: named,
      lastAt: 'now',
    });
  else if (before.untold === 0)
    await wakeAt(tx, {
      task: 'detection.tell',
      key: id,
      runAt: plusSeconds(group.toldAt, TELL_EVERY_SECONDS),
    });
  if (refired) await ports.emit(tx, { type: 'detection.group_refired', incidentId, at: now });
  if (raisedBy !== null)
    await tellRaised(
      work,
      group,
      pieces.filter((alert) => alert.id === raisedBy),
      true,
    );
}

async function isOver({ ports, tx }: Work, incidentId: string | null): Promise<boolean> {
  if (incidentId === null) return false;
  return (await ports.incidents(tx, [incidentId])).get(incidentId)?.open === false;
}

async function save(work: Work, group: Group, added: number): Promise<void> {
  work.groups.set(group.id, group);
  await store.saveGroup(work.tx, group, added);
}

type RankedAlert = store.LockedAlert & { readonly severity: Severity };

/** @param alerts the worst first */
async function tellRaised(
  work: Work,
  group: Group,
  alerts: readonly RankedAlert[],
  joined: boolean,
): Promise<void> {
  const [worst, ...others] = nameAlerts([], alerts, work.now);
  if (group.incidentId === null || worst === undefined) return;
  await work.ports.emit(work.tx, {
    type: 'detection.severity_raised',
    incidentId: group.incidentId,
    groupId: group.id,
    joined,
    alerts: [worst, ...others],
    count: alerts.length,
  });
}

/**
 * Tells the incidents of these groups whose last firing alert is over: all the groups of an incident count, and those of
 * what was merged into it, which may not have been moved yet.
 */
async function tellCleared(work: Work, groupIds: readonly string[]): Promise<void> {
  const { tx, now, ports } = work;
  if (groupIds.length === 0) return;
  for (const incidentId of await store.incidentsOfGroups(tx, groupIds)) {
    // Mostly another one still fires; then nobody need wait for a lock.
    if (await store.anyFiring(tx, [incidentId])) continue;
    const { rootId, ids } = await ports.lockFamily(tx, incidentId);
    const groups = await store.groupsOf(tx, ids);
    const change = decideClear(groups, await store.anyFiring(tx, ids), now);
    if (change === 'settle') await settleLater(tx, rootId, plusSeconds(now, QUIET_SECONDS));
    if (change !== 'clear') continue;
    await store.markClear(tx, ids);
    await ports.emit(tx, { type: 'detection.group_cleared', incidentId: rootId, at: now });
  }
}

export const SETTLE = 'detection.settle';

/** A later wish replaces this one: it is quiet that is waited for. */
const settleLater = (tx: Tx, incidentId: string, at: Instant): Promise<void> =>
  wakeAt(tx, { task: SETTLE, key: incidentId, runAt: at });

/** The sum of what has joined a group since its incident was last told. */
export async function tellOfJoined(ports: ProcessPorts, tx: Tx, groupId: string): Promise<void> {
  const [group] = await store.lockGroups(tx, [], [groupId]);
  if (group === undefined || group.untold === 0 || group.incidentId === null) return;
  await store.saveGroup(tx, { ...group, untold: 0, untoldAlerts: [], toldAt: ports.clock.now() }, 0);
  await ports.emit(tx, {
    type: 'detection.alerts_joined',
    incidentId: group.incidentId,
    groupId,
    count: group.untold,
    alerts: group.untoldAlerts,
    lastAt: group.lastAlertAt,
  });
}
