import {
  type Channel,
  type ChannelState,
  type Communication,
  failureInWords,
  type Made,
  type MessageContent,
  type RoomMaker,
  type RoomPerson,
  roomKey,
} from '../communication/index.ts';
import type { DirectoryFacts, Person } from '../directory/index.ts';
import { type Incident, type Incidents, isOpen, referenceOf } from '../incidents/index.ts';
import { wakeAt } from '../jobs/index.ts';
import { type Clock, type Instant, plusSeconds, theProduct, theSystem } from '../kernel/index.ts';
import type { Database, Reader, Tx } from '../platform/db/index.ts';
import { publishLive } from '../platform/live/index.ts';
import { wakeCard } from './cards.ts';
import { addressesOf } from './decide-caller.ts';
import { endOf, hiddenTopic, movesOf, nextLookAt, pauseOf, topicOf } from './decide-incident-room.ts';
import { channelNames } from './decide-name.ts';
import type { RoomDraft } from './entries/index.ts';
import type { CardFacts } from './model.ts';
import type { IncidentRoom } from './model-incident.ts';
import * as cards from './store.ts';
import * as store from './store-incident.ts';

/** Brings the channel of an incident in line with it. */
export const SYNC_TASK = 'rooms.sync';

/** People let in or out in one go; the rest in the next, so that a claim is never held for long. */
const MOST_MOVES = 8;
/** Longer than all calls of one go may take. */
const CLAIM_SECONDS = 300;
/** When somebody else is at it: by then they are done. */
const TAKEN_SECONDS = 2;
/** The card is shown before its channel is archived. */
const CARD_SECONDS = 2;
/** Hiccups pass by themselves. */
const TELL_FROM_TRIES = 3;

export interface SyncDeps {
  readonly database: Database;
  readonly clock: Clock;
  readonly incidents: Incidents;
  readonly communication: Pick<Communication, 'tellAdministrators'>;
  readonly directory: { facts(reader: Reader): Promise<DirectoryFacts> };
  readonly channels: ReadonlyMap<string, Channel>;
  readonly state: (kind: string) => Pick<ChannelState, 'put' | 'forget'>;
  readonly publicUrl: string;
  readonly cardFacts: (reader: Reader, incident: Incident) => Promise<CardFacts>;
  /** When the next update is promised; null: none is. Filled in by app/rooms.ts. */
  readonly nextUpdateAt: (reader: Reader, incidentId: string) => Promise<Instant | null>;
  /** Whether its review is over; null when nobody is to review it. Filled in by app/rooms.ts. */
  readonly reviewed: (reader: Reader, incidentId: string) => Promise<boolean | null>;
}

/** One look at one channel: the room as it was, and what it belongs to. */
interface Look {
  readonly deps: SyncDeps;
  readonly room: IncidentRoom;
  readonly maker: RoomMaker;
  readonly facts: CardFacts;
  readonly directory: DirectoryFacts;
  readonly signal: () => AbortSignal;
}

/** When the channel is looked at again; null: never. */
type Next =
  | {
      readonly ok: true;
      readonly due: Instant | null;
      /** It is over, and what could not be done before it was. */
      readonly left?: string;
    }
  | Failed;
type Failed = Extract<Made<never>, { ok: false }>;

/**
 * Makes, describes, fills, renames or archives the channel, whatever it lacks, outside of any transaction. Each step is remembered
 * once it is done, so that a process that dies is followed by one that goes on.
 */
export async function syncRoom(deps: SyncDeps, roomId: string): Promise<void> {
  const { database, clock, channels } = deps;
  const room = await database.transaction(async (tx) => {
    const claimed = await store.claim(tx, roomId, clock.now(), CLAIM_SECONDS);
    if (claimed === undefined && (await store.roomBy(tx, roomId)) !== undefined)
      await wakeSync(tx, roomId, plusSeconds(clock.now(), TAKEN_SECONDS));
    return claimed;
  });
  if (room === undefined) return;
  const channel = channels.get(room.channel);
  const maker = channel?.rooms?.maker;
  if (channel === undefined || maker === undefined) return finish(deps, room, { ok: true, due: null });
  const incident = await deps.incidents.get(database.db, room.incidentId, theProduct);
  const next = await take({
    ...{ deps, room, maker },
    facts: await deps.cardFacts(database.db, incident),
    directory: await deps.directory.facts(database.db),
    signal: () => AbortSignal.timeout(channel.timeoutSeconds * 1000),
  });
  await finish(deps, room, next);
}

async function take(look: Look): Promise<Next> {
  const { room, facts } = look;
  if (room.state === 'wanted') {
    // Over before it was made: nobody needs it.
    if (!isOpen(facts.incident.status) || isHidden(look)) return drop(look);
    const opened = await open(look);
    if (!opened.ok) return opened;
    return fill({ ...look, room: opened.value });
  }
  if (room.state === 'gone' || (room.state === 'archived' && !room.byHand)) return { ok: true, due: null };
  return follow(look);
}

const isHidden = ({ room, facts }: Look): boolean =>
  facts.incident.visibility === 'restricted' && !room.private;

async function drop({ deps, room }: Look): Promise<Next> {
  await deps.database.transaction((tx) => cards.deleteRoom(tx, room.roomId));
  return { ok: true, due: null };
}

async function open({ deps, room, maker, facts, signal }: Look): Promise<Made<IncidentRoom>> {
  const { database, clock, state } = deps;
  const { incident } = facts;
  const names = channelNames(incident, { longest: maker.longestName, discreet: room.private });
  const mark = `Tocsin ${referenceOf(incident.number)} ${room.roomId}`;
  const made = await maker.open({ mark, names, private: room.private }, signal());
  if (!made.ok) return made;
  const { remoteId, name, url } = made.value;
  // Before the row: a room that is open can be posted to.
  await state(room.channel).put(roomKey(room.roomId), remoteId);
  await database.transaction(async (tx) => {
    const { roomId, channel } = room;
    await deps.incidents.lock(tx, incident.id);
    await store.saveState(tx, roomId, { state: 'open', remote_id: remoteId, url });
    await store.saveName(tx, roomId, name);
    await record(deps, tx, room, {
      kind: 'room_opened',
      data: { roomId, channel, name, private: room.private },
    });
    const pair = { roomId, incidentId: incident.id };
    await cards.follow(tx, pair, clock.now());
    await wakeCard(tx, pair, clock.now());
  });
  return { ok: true, value: { ...room, ...{ state: 'open', remoteId, name, url, topic: null } } };
}

/** What people did to it in the chat, what the incident did, and the end. */
async function follow(look: Look): Promise<Next> {
  const { deps, maker, signal } = look;
  const { database, clock } = deps;
  const remoteId = look.room.remoteId ?? '';
  const found = await maker.look(remoteId, signal());
  // What is to be closed is closed, whatever the chat says of it.
  if (!found.ok && !isHidden(look)) return found;
  const room = found.ok
    ? await database.transaction((tx) => notice(deps, tx, look.room, found.value))
    : look.room;
  const { incident } = look.facts;
  if (room.state !== 'open') {
    // Whoever archived it by mistake opens it again.
    const watched = room.state === 'archived' && isOpen(incident.status);
    return { ok: true, due: watched ? nextLookAt(incident.status, clock.now()) : null };
  }
  const end = endOf(room, look.facts, {
    reviewed: await deps.reviewed(database.db, incident.id),
    mergedRoom: await mergedRoom(look),
  });
  return end === null ? fill({ ...look, room }) : finishRoom({ ...look, room }, end.farewell);
}

/** Where work goes on, for those who read along: named only when everybody may see it. */
async function mergedRoom({ deps, room, facts }: Look): Promise<string | null> {
  const { mergedIntoId } = facts.incident;
  if (mergedIntoId === null || facts.mergedInto === null) return null;
  const there = (await store.roomsOf(deps.database.db, mergedIntoId)).find(
    ({ state, channel, private: closed }) => state === 'open' && channel === room.channel && !closed,
  );
  return there === undefined ? null : `#${there.name}: ${there.url}`;
}

/** What is noticed is said once, on the incident's record. */
async function notice(
  deps: SyncDeps,
  tx: Tx,
  room: IncidentRoom,
  found: { readonly name: string; readonly archived: boolean } | null,
): Promise<IncidentRoom> {
  const { roomId, channel } = room;
  const name = found?.name ?? room.name;
  const state = found === null ? 'gone' : found.archived ? 'archived' : 'open';
  if (state === room.state && name === room.name) return room;
  await deps.incidents.lock(tx, room.incidentId);
  if (name !== room.name) {
    await store.saveName(tx, roomId, name);
    await record(deps, tx, room, {
      kind: 'room_renamed',
      data: { roomId, channel, name, was: room.name, byHand: true },
    });
  }
  if (state !== room.state) {
    await store.saveState(tx, roomId, { state, by_hand: state !== 'open' });
    const how = state === 'gone' ? 'deleted_by_hand' : 'archived_by_hand';
    await record(
      deps,
      tx,
      room,
      state === 'open'
        ? { kind: 'room_back', data: { roomId, channel, name } }
        : { kind: 'room_ended', data: { roomId, channel, name, how } },
    );
    await cards.beginAnew(tx, roomId);
    if (state === 'open') {
      const pair = { roomId, incidentId: room.incidentId };
      await cards.follow(tx, pair, deps.clock.now());
      await wakeCard(tx, pair, deps.clock.now());
    }
  }
  return { ...room, name, state, byHand: state !== 'open' };
}

/** Topic and people. */
async function fill(look: Look): Promise<Next> {
  const { deps, room, maker, facts, signal } = look;
  const { database, clock } = deps;
  const remoteId = room.remoteId ?? '';
  const topic = await topicNow(look);
  const said = topic === room.topic ? null : await maker.describe(remoteId, topic, signal());
  if (said?.ok) await database.transaction((tx) => store.saveState(tx, room.roomId, { topic }));
  // Whether its topic can be set or not, those who work come in, and those who may not stay go.
  const more = await movePeople(look);
  if (said?.ok === false) return said;
  if (!more.ok) return more;
  const now = clock.now();
  return { ok: true, due: more.value ? now : nextLookAt(facts.incident.status, now) };
}

async function topicNow({ deps, facts, directory }: Look): Promise<string> {
  const { database, clock } = deps;
  const zone = directory.organisation.timezone;
  const nextUpdateAt = await deps.nextUpdateAt(database.db, facts.incident.id);
  return topicOf(facts, { nextUpdateAt, zone, now: clock.now() });
}

/** One who cannot be let in or out holds up nobody else. @returns whether some are left for the next time; the first failure */
async function movePeople(look: Look): Promise<Made<boolean>> {
  const { deps, room, facts, directory } = look;
  const { database, clock, incidents } = deps;
  const wanted = [...(await incidents.members(database.db, facts.incident)).keys()].filter(
    (id) => directory.people.get(id)?.active === true,
  );
  const members = await store.members(database.db, room.roomId);
  const moves = movesOf(wanted, members, room, clock.now());
  const asked = [
    ...moves.out.map((id) => [id, 'out'] as const),
    ...moves.in.map((id) => [id, 'in'] as const),
  ];
  // After a failure it is begun further on: those who come first may be those who cannot be moved.
  const from = asked.length > MOST_MOVES ? (room.tries * MOST_MOVES) % asked.length : 0;
  let failure: Failed | undefined;
  for (const [personId, where] of [...asked.slice(from), ...asked.slice(0, from)].slice(0, MOST_MOVES)) {
    const chatUser = members.find((one) => one.personId === personId)?.chatUser ?? null;
    const moved = await move(look, personId, where, chatUser);
    if (moved.ok) continue;
    failure ??= moved;
    // A chat that asks for patience gets it.
    if (moved.outcome.kind === 'retry' && moved.outcome.afterSeconds !== undefined) break;
  }
  return failure ?? { ok: true, value: asked.length > MOST_MOVES };
}

async function move(
  { deps, room, maker, directory, signal }: Look,
  personId: string,
  where: 'in' | 'out',
  chatUser: string | null,
): Promise<Made<null>> {
  const { database, clock } = deps;
  const { roomId } = room;
  const remoteId = room.remoteId ?? '';
  const who = chatPerson(directory.people.get(personId), room.channel, where === 'out' ? chatUser : null);
  if (where === 'out') {
    const removed = who === undefined ? undefined : await maker.remove(remoteId, who, signal());
    if (removed?.ok === false) return removed;
    await database.transaction((tx) => store.deleteMember(tx, roomId, personId));
  } else if (who !== undefined) {
    const invited = await maker.invite(remoteId, who, signal());
    if (!invited.ok) return invited;
    const state = invited.value.reason === null ? 'joined' : 'unknown';
    const member = { ...invited.value, personId, state, at: clock.now() } as const;
    await database.transaction((tx) => store.saveMember(tx, roomId, member));
  }
  return { ok: true, value: null };
}

/** Also of somebody who is in the directory no more, by the account that was let in. */
function chatPerson(
  person: Person | undefined,
  channel: string,
  chatUser: string | null,
): RoomPerson | undefined {
  if (person !== undefined) return { email: person.email, addresses: addressesOf(person, channel), chatUser };
  return chatUser === null ? undefined : { email: '', addresses: [], chatUser };
}

/**
 * Says goodbye and archives it, once its card shows how the incident ended. What became restricted is named no more, as far as the
 * chat lets us: it is closed all the same, and what is left to be read there is told.
 */
async function finishRoom(look: Look, farewell: string): Promise<Next> {
  const { deps, room, maker, signal } = look;
  const { database, clock } = deps;
  const remoteId = room.remoteId ?? '';
  const hidden = isHidden(look);
  if (await cards.cardIsPending(database.db, room.roomId, hidden))
    return { ok: true, due: plusSeconds(clock.now(), CARD_SECONDS) };
  const { name, left } = hidden ? await hide(look) : { name: room.name, left: undefined };
  let archived = await maker.archive(remoteId, farewell, signal());
  // Rather without a last word than open.
  if (!archived.ok && hidden) archived = await maker.archive(remoteId, null, signal());
  if (!archived.ok) return archived;
  await database.transaction(async (tx) => {
    const { roomId, channel } = room;
    await deps.incidents.lock(tx, room.incidentId);
    await store.saveState(tx, roomId, { state: 'archived' });
    await cards.beginAnew(tx, roomId);
    await record(deps, tx, room, { kind: 'room_ended', data: { roomId, channel, name, how: 'archived' } });
  });
  return {
    ok: true,
    due: null,
    ...(left && {
      left: `The channel of ${referenceOf(look.facts.incident.number)} is archived, but what it says of the incident can still be read: ${troubleIn(left)}`,
    }),
  };
}

/** Takes the incident's title out of the channel's name and topic: each once, and whatever became of the other. */
async function hide({ deps, room, maker, facts, signal }: Look) {
  const remoteId = room.remoteId ?? '';
  const names = channelNames(
    { ...facts.incident, title: 'restricted' },
    { longest: maker.longestName, discreet: false },
  );
  const isNamed = names.includes(room.name);
  const renamed: Made<string> = isNamed
    ? { ok: true, value: room.name }
    : await maker.rename(remoteId, names, signal());
  const name = renamed.ok ? renamed.value : room.name;
  if (name !== room.name) await deps.database.transaction((tx) => store.saveName(tx, room.roomId, name));
  const said = await maker.describe(remoteId, hiddenTopic(facts.incident), signal());
  return { name, left: renamed.ok ? (said.ok ? undefined : said) : renamed };
}

const troubleIn = ({ outcome }: Failed): string =>
  `${failureInWords(outcome.reason)}. ${outcome.detail ?? ''}`.trim();

async function record(deps: SyncDeps, tx: Tx, room: IncidentRoom, entry: RoomDraft): Promise<void> {
  await deps.incidents.append(tx, room.incidentId, theSystem, [entry]);
  await publishLive(tx, { topic: 'incident', id: room.incidentId });
}

async function finish(deps: SyncDeps, room: IncidentRoom, next: Next): Promise<void> {
  await deps.database.transaction(async (tx) => {
    const at = deps.clock.now();
    const { roomId } = room;
    // The room before its channel, as whoever shows cards in it.
    await cards.lockHealth(tx, roomId);
    const chat = deps.channels.get(room.channel)?.label ?? room.channel;
    if (next.ok) {
      const due = await store.release(tx, roomId, { tries: 0, at, due: next.due });
      if (due !== null) await wakeSync(tx, roomId, due);
      if (next.left !== undefined) {
        await cards.setTrouble(tx, roomId, next.left);
        await publishLive(tx, { topic: 'incident', id: room.incidentId });
        return void (await tellLeft(deps, tx, room, { chat, left: next.left }));
      }
      if (room.tries === 0) return;
      await store.saveState(tx, roomId, { told_at: null });
      if (await cards.setTrouble(tx, roomId, null)) await publishLive(tx, { topic: 'message' });
      return;
    }
    const { outcome } = next;
    const after = outcome.kind === 'retry' ? outcome.afterSeconds : undefined;
    const due = await store.release(tx, roomId, {
      tries: Math.min(room.tries + 1, 1_000),
      at,
      due: plusSeconds(at, pauseOf(room.tries, after)),
    });
    if (due !== null) await wakeSync(tx, roomId, due);
    const trouble = troubleIn(next);
    const said = `The channel is not up to date: ${trouble}`;
    if (await cards.setTrouble(tx, roomId, said)) {
      await publishLive(tx, { topic: 'message' });
      await publishLive(tx, { topic: 'incident', id: room.incidentId });
    }
    if (room.toldAt !== null || (outcome.kind === 'retry' && room.tries + 1 < TELL_FROM_TRIES)) return;
    await store.saveState(tx, roomId, { told_at: at });
    await tell(deps, tx, room, { chat, trouble, at });
  });
}

/** Of a chat that refuses all channels, the administrators hear once in an hour. */
const tell = (
  { communication, publicUrl }: SyncDeps,
  tx: Tx,
  room: IncidentRoom,
  { chat, trouble, at }: { readonly chat: string; readonly trouble: string; readonly at: Instant },
): Promise<unknown> => {
  const content: MessageContent = {
    kind: 'system',
    subject: `Tocsin cannot keep the channels of incidents in ${chat}`,
    headline: `A channel of an incident could not be made or kept up to date: ${trouble}`,
    facts: [],
    paragraphs: ['Tocsin keeps trying. Pages and notices to people are not affected.'],
    actions: [{ label: 'Open channels', url: `${publicUrl}/channels`, kind: 'open' }],
    thread: { id: `incident-channels:${room.channel}`, title: `Channels in ${chat}` },
  };
  const hour = Math.floor(at.epochMilliseconds / 3_600_000);
  return communication.tellAdministrators(tx, `incident-channels:${room.channel}:${hour}`, content);
};

/** Somebody must do by hand what the chat did not let us do. */
const tellLeft = (
  { communication, publicUrl }: SyncDeps,
  tx: Tx,
  room: IncidentRoom,
  { chat, left }: { readonly chat: string; readonly left: string },
): Promise<unknown> => {
  const content: MessageContent = {
    kind: 'system',
    subject: `A channel of a restricted incident could not be cleared in ${chat}`,
    headline: left,
    facts: [],
    paragraphs: [`Rename or delete the channel in ${chat}: Tocsin does not try again.`],
    actions: [{ label: 'Open channels', url: `${publicUrl}/channels`, kind: 'open' }],
    thread: { id: `incident-channels:${room.channel}`, title: `Channels in ${chat}` },
  };
  return communication.tellAdministrators(tx, `incident-channel-left:${room.roomId}`, content);
};

export const wakeSync = (tx: Tx, roomId: string, runAt: Instant): Promise<void> =>
  wakeAt(tx, { task: SYNC_TASK, key: roomId, runAt, payload: { roomId } });
