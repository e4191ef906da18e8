import {
  type Actor,
  type Fault,
  type Instant,
  notFound,
  theProduct,
  theSystem,
  type Viewer,
} from '../kernel/index.ts';
import { again, type Reader, type Tx } from '../platform/db/index.ts';
import { decide } from './decide.ts';
import type { Facts } from './decide-common.ts';
import { watchedUntil } from './decide-ending.ts';
import { type MergePreview, merge, mergePreview } from './decide-merge.ts';
import { atMost, type BadNews, badNewsOf, NEWS_KINDS } from './decide-news.ts';
import { hearsOf } from './decide-tell.ts';
import { isIncidentEntry } from './entries/index.ts';
import { type Draft, type Entry, type Sealed, Unreadable } from './log/index.ts';
import { entriesOfKinds, entryKind } from './log/store.ts';
import { type Incident, incidentRef, isOpen, referenceOf } from './model.ts';
import type { Command } from './model-commands.ts';
import type { IncidentPorts, Incidents } from './ports.ts';
import { upToDate } from './service-rebuild.ts';
import { readLog, readRecord, readRecordAfter } from './service-record.ts';
import { audienceOf, hiddenFrom, membersIn, visibleById, visibleTo } from './service-sight.ts';
import { write } from './service-write.ts';
import {
  commandedBy,
  incidentByRef,
  incidentsById,
  lockIncidents,
  mergedInto,
  openRealIncidents,
  type Stored,
  workedOnBy,
} from './store.ts';
import { lastAcknowledgement, lastReopening, strikesOf } from './store-entries.ts';
import { openIncidents } from './store-list.ts';

/** One transaction, again when PostgreSQL made it give way. */
export const transact = <T>(
  { transaction }: Pick<IncidentPorts, 'transaction'>,
  work: (tx: Tx) => Promise<T>,
): Promise<T> => again(() => transaction(work));

type Rules = Pick<IncidentPorts, 'entries'>;

/** Locks one incident. @throws Fault `not_found` */
export async function lockOne(ports: Rules, tx: Tx, incidentId: string): Promise<Stored> {
  const [stored] = await lockIncidents(tx, [incidentId]);
  if (stored === undefined) throw notFound('incident');
  return upToDate(ports, tx, stored);
}

/** The incident that work goes on in: itself, or the one it was merged into, and so on. Locked. */
export async function lockRoot(ports: Rules, tx: Tx, incidentId: string): Promise<Stored> {
  let stored = await lockOne(ports, tx, incidentId);
  while (stored.incident.mergedIntoId !== null)
    stored = await lockOne(ports, tx, stored.incident.mergedIntoId);
  return stored;
}

async function factsFor(
  ports: IncidentPorts,
  tx: Tx,
  incident: Incident,
  command: Command,
  actor: Actor,
): Promise<Facts> {
  const { systems, people } = await ports.directory.facts(tx);
  const { policy } = await ports.policies.version(tx, incident.policyVersion);
  const facts = { actor, now: ports.clock.now(), policy, systems, people };
  if (command.type === 'move_policy')
    return { ...facts, newestPolicy: (await ports.policies.current(tx)).version };
  if (command.type === 'resolve' && command.ending === 'fixed')
    return { ...facts, gate: await ports.gate(tx, incident, 'resolved') };
  if (command.type === 'close') return { ...facts, gate: await ports.gate(tx, incident, 'closed') };
  if (command.type !== 'strike_note') return facts;
  const kind = await entryKind(tx, incident.id, command.seq);
  if (kind === undefined) return facts;
  const strikes = await strikesOf(tx, incident.id, [command.seq]);
  return { ...facts, target: { kind, struck: strikes.length > 0 } };
}

/** One command on a locked incident: decide, write, tell. */
export async function perform(
  ports: IncidentPorts,
  tx: Tx,
  stored: Stored,
  command: Command,
  actor: Actor,
): Promise<Stored> {
  const { incident } = stored;
  const facts = await factsFor(ports, tx, incident, command, actor);
  const decision = decide(incident, command, facts);
  const after = await write(ports, tx, stored, actor, decision.entries);
  if (decision.acknowledgedAgain)
    await ports.emit(tx, {
      type: 'incidents.acknowledged',
      first: false,
      incidentId: incident.id,
      actor,
      at: facts.now,
    });
  return after;
}

/** `INC-12`, `12` or an id, as the stores look it up; undefined when it is none of them. */
export function readRef(ref: string): { readonly number: number } | { readonly id: string } | undefined {
  if (!incidentRef.safeParse(ref).success) return undefined;
  const number = /^(?:inc-)?(\d{1,15})$/i.exec(ref)?.[1];
  return number === undefined ? { id: ref.toLowerCase() } : { number: Number(number) };
}

export function noSuchIncident(ref: string): Fault {
  const by = readRef(ref);
  return notFound(by !== undefined && 'number' in by ? `incident ${referenceOf(by.number)}` : 'incident');
}

/**
 * The stored incident behind `INC-12`, `12` or an id.
 * @throws Fault `not_found`, and the same for one that the viewer may not see: it does not exist for them
 */
export async function findIncident(
  ports: Pick<IncidentPorts, 'peopleTold' | 'directory'>,
  reader: Reader,
  ref: string,
  viewer: Viewer,
): Promise<Stored> {
  const by = readRef(ref);
  const stored = by === undefined ? undefined : await incidentByRef(reader, by);
  if (stored === undefined || (await visibleTo(ports, reader, viewer, [stored.incident])).length === 0)
    throw noSuchIncident(ref);
  return stored;
}

/** Pieces of bad news held by name; the rest is held in sums. A message names a few. */
const MOST_NEWS = 200;
/** Entries read at a time. In a storm there is one in ten seconds, and it may last for days. */
const READ_AT_A_TIME = 500;

async function newsAfter(
  { entries: registry }: Pick<IncidentPorts, 'entries'>,
  reader: Reader,
  incident: Incident,
  after: number,
): Promise<readonly BadNews[]> {
  let news: readonly BadNews[] = [];
  for (let from: number | undefined = after; from !== undefined; ) {
    const page = { after: from, limit: READ_AT_A_TIME };
    const sealed: readonly Sealed[] = await entriesOfKinds(reader, incident.id, NEWS_KINDS, page);
    const entries = sealed.map(registry.read).filter(isIncidentEntry);
    news = atMost(MOST_NEWS, [...news, ...entries.flatMap((entry) => badNewsOf(entry, incident.severity))]);
    from = sealed.length < READ_AT_A_TIME ? undefined : sealed.at(-1)?.seq;
  }
  return news;
}

async function mergeEntries(
  ports: IncidentPorts,
  reader: Reader,
  [source, target]: readonly [Stored, Stored],
  reason: string | null,
  actor: Actor,
) {
  const { systems } = await ports.directory.facts(reader);
  const news = await newsAfter(ports, reader, source.incident, 0);
  const { policy } = await ports.policies.version(reader, target.incident.policyVersion);
  return merge(source.incident, target.incident, reason, { systems, news, actor, policy });
}

/** The commands, each one transaction. */
export function createCommands(ports: IncidentPorts) {
  return {
    /** @throws Fault as decide.ts says */
    command: (ref: string, command: Command, viewer: Viewer): Promise<Incident> =>
      transact(ports, async (tx) => {
        const { incident } = await findIncident(ports, tx, ref, viewer);
        // As the link in a page does: whoever acknowledges a duplicate means what it was merged into.
        const lock = command.type === 'acknowledge' ? lockRoot : lockOne;
        const stored = await lock(ports, tx, incident.id);
        // Nobody gets to see an incident by way of another that was merged into it.
        if ((await visibleTo(ports, tx, viewer, [stored.incident])).length === 0) throw noSuchIncident(ref);
        await perform(ports, tx, stored, command, viewer.actor);
        return (await lockOne(ports, tx, stored.incident.id)).incident;
      }),
    /** Merges a duplicate into another incident. @throws Fault as decide-lifecycle.ts says */
    merge: (ref: string, into: string, reason: string | null, viewer: Viewer): Promise<Incident> =>
      transact(ports, async (tx) => {
        const { actor } = viewer;
        const from = await findIncident(ports, tx, ref, viewer);
        const to = await findIncident(ports, tx, into, viewer);
        const [sourceId, targetId] = [from.incident.id, to.incident.id];
        const locked = await Promise.all(
          (await lockIncidents(tx, [sourceId, targetId])).map((stored) => upToDate(ports, tx, stored)),
        );
        const source = locked.find(({ incident }) => incident.id === sourceId);
        const target = locked.find(({ incident }) => incident.id === targetId);
        if (source === undefined || target === undefined) throw notFound('incident');
        const entries = await mergeEntries(ports, tx, [source, target], reason, actor);
        await write(ports, tx, source, actor, entries.source);
        // Whoever hears of the merge may have written into the log of the target already.
        await write(ports, tx, await lockOne(ports, tx, targetId), actor, entries.target);
        return (await lockOne(ports, tx, sourceId)).incident;
      }),
    /** What merging would make of the other incident, before it is done. @throws Fault as `merge` does */
    previewMerge: async (ref: string, into: string, viewer: Viewer): Promise<MergePreview> => {
      const { reader } = ports;
      const from = await findIncident(ports, reader, ref, viewer);
      const to = await findIncident(ports, reader, into, viewer);
      return mergePreview(await mergeEntries(ports, reader, [from, to], null, viewer.actor));
    },
  };
}

/** More of the kinds that others ask for is no record of an incident but a flood. */
const MOST_ENTRIES = 2_000;

async function readEntries(
  { entries }: Rules,
  reader: Reader,
  incidentId: string,
  kinds: readonly string[],
): Promise<readonly Entry[]> {
  const sealed = await entriesOfKinds(reader, incidentId, kinds, { after: 0, limit: MOST_ENTRIES });
  return sealed.flatMap((one) => {
    try {
      return [entries.read(one)];
    } catch (error) {
      if (error instanceof Unreadable) return [];
      throw error;
    }
  });
}

/** Until when new alerts of a fixed incident say that it is not (RES-2); null when no one watches. */
async function watchOf(
  { policies }: IncidentPorts,
  reader: Reader,
  incident: Incident,
): Promise<Instant | null> {
  if (incident.status !== 'resolved') return null;
  return watchedUntil(incident, (await policies.version(reader, incident.policyVersion)).policy);
}

async function openTo(ports: IncidentPorts, reader: Reader, viewer: Viewer): Promise<readonly Incident[]> {
  const hidden = await hiddenFrom(ports, reader, viewer);
  const open = (await openIncidents(reader, hidden)).map(({ incident }) => incident);
  return viewer.within === undefined ? open : visibleTo(ports, reader, viewer, open);
}

/** What later chapters use, besides declaring. */
export function createIncidents(ports: IncidentPorts): Omit<Incidents, 'declare' | 'declareReported'> {
  const getMany: Incidents['getMany'] = (reader, ids, viewer) => visibleById(ports, reader, viewer, ids);
  const get = async (reader: Reader, incidentId: string, viewer: Viewer): Promise<Incident> => {
    const [incident] = await getMany(reader, [incidentId], viewer);
    if (incident === undefined) throw notFound('incident');
    return incident;
  };
  return {
    lock: async (tx, incidentId) => (await lockOne(ports, tx, incidentId)).incident,
    get,
    getMany,
    openOnes: (reader, viewer) => openTo(ports, reader, viewer),
    hiddenFrom: (reader, viewer) => hiddenFrom(ports, reader, viewer),
    audienceOf: (reader, incidentId) => audienceOf(ports, reader, incidentId),
    members: (reader, incident) => membersIn(ports, reader, incident),
    lastReopening,
    lastAcknowledgement,
    newsAfter: (reader, incident, after) => newsAfter(ports, reader, incident, after),
    entries: (reader, incidentId, kinds) => readEntries(ports, reader, incidentId, kinds),
    record: (...asked) => readRecord(ports, ...asked),
    recordAfter: (...asked) => readRecordAfter(ports, ...asked),
    log: (...asked) => readLog(ports, ...asked),
    commandedBy: async (reader, personId, viewer) => {
      const commanded = (await commandedBy(reader, personId)).map(({ incident }) => incident);
      const visible = new Set(await visibleTo(ports, reader, viewer, commanded));
      return commanded.map((incident) =>
        visible.has(incident) ? referenceOf(incident.number) : 'a restricted incident',
      );
    },
    workedOnBy,
    drillAudience: async (tx, incidentId) => {
      const [stored] = await incidentsById(tx, [incidentId]);
      if (stored === undefined || stored.incident.drillPersonIds === null) return undefined;
      return (personId) => hearsOf(stored.incident, personId);
    },
    states: async (reader, ids) =>
      new Map(
        await Promise.all(
          (await incidentsById(reader, ids)).map(async ({ incident }) => {
            const { id, number, status, severity, resolvedAt, mergedIntoId } = incident;
            const reference = referenceOf(number);
            const watchedUntil = await watchOf(ports, reader, incident);
            const state = {
              open: isOpen(status),
              severity,
              resolvedAt,
              mergedIntoId,
              reference,
              watchedUntil,
            };
            return [id, state] as const;
          }),
        ),
      ),
    lockFamily: async (tx, incidentId) => {
      const rootId = (await lockRoot(ports, tx, incidentId)).incident.id;
      return { rootId, ids: [rootId, ...(await mergedInto(tx, rootId))] };
    },
    idOf: async (reader, ref, viewer) => (await findIncident(ports, reader, ref, viewer)).incident.id,
    append: async (tx, incidentId, actor, drafts: readonly Draft[]) => {
      const after = await write(ports, tx, await lockOne(ports, tx, incidentId), actor, drafts, {
        silent: true,
      });
      return after.incident;
    },
    acknowledge: (incidentId, actor) =>
      transact(ports, async (tx) => {
        const stored = await lockRoot(ports, tx, incidentId);
        const forRole =
          actor.kind === 'person' && (await ports.answersForRole(tx, stored.incident, actor.personId));
        await perform(ports, tx, stored, { type: 'acknowledge', forRole }, actor);
        return get(tx, stored.incident.id, theProduct);
      }),
    realOnes: async (reader) => (await openRealIncidents(reader)).map(({ incident }) => incident),
    endDrill: async (tx, incidentId, resolution, actor) => {
      const stored = await lockOne(ports, tx, incidentId);
      if (!stored.incident.drill || !isOpen(stored.incident.status)) return;
      const command = { type: 'resolve', resolution, ending: 'false_alarm', waivers: [] } as const;
      await perform(ports, tx, stored, command, actor);
    },
    noteIn: async (tx, incidentId, text) => {
      const command = { type: 'note', note: 'note', text, happenedAt: null } as const;
      await perform(ports, tx, await lockRoot(ports, tx, incidentId), command, theSystem);
    },
    changeType: (incidentId, to, because) =>
      transact(ports, async (tx) => {
        const command = { type: 'change_type', to, because } as const;
        await perform(ports, tx, await lockRoot(ports, tx, incidentId), command, theSystem);
      }),
    note: (incidentId, actor, text, once) =>
      transact(ports, async (tx) => {
        if (once !== undefined && !(await once(tx))) return;
        const command = { type: 'note', note: 'note', text, happenedAt: null } as const;
        await perform(ports, tx, await lockRoot(ports, tx, incidentId), command, actor);
      }),
  };
}
