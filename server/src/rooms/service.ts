import {
  type Channel,
  type ChannelState,
  type Communication,
  type CommunicationEvent,
  type Message,
  type MessageContent,
  type MessageDraft,
  type MessageOwner,
  type NotSentReason,
  roomAddress,
  roomKey,
  roomOf,
} from '../communication/index.ts';
import type { Audit, DirectoryFacts } from '../directory/index.ts';
import {
  commanderOf,
  type Incident,
  type IncidentEvent,
  type Incidents,
  referenceOf,
} from '../incidents/index.ts';
import type { TaskGroup } from '../jobs/index.ts';
import {
  type Actor,
  anybody,
  type Clock,
  Fault,
  later,
  notFound,
  plusSeconds,
  theProduct,
} from '../kernel/index.ts';
import { type Database, type Reader, ReadOnce, type Tx } from '../platform/db/index.ts';
import { newId } from '../platform/ids.ts';
import { publishLive } from '../platform/live/index.ts';
import {
  CARD_TASK,
  type CardDeps,
  mayRead,
  PROBE_TASK,
  probeRoom,
  roomWorks,
  showCard,
  wakeCard,
  wakeProbe,
} from './cards.ts';
import { changesCard, changesMembers, newsContent, newsOf, troubleOf, wants } from './decide-room.ts';
import { IncidentRooms } from './incident-rooms.ts';
import type { CardFacts, Heard, Room, RoomChange, RoomInput } from './model.ts';
import * as store from './store.ts';
import type { SyncDeps } from './sync.ts';

/** The messages to rooms. */
const ROOM_SOURCE = 'room';

export interface RoomDeps {
  readonly database: Database;
  readonly clock: Clock;
  readonly audit: Audit;
  readonly incidents: Incidents;
  readonly communication: Pick<Communication, 'enqueue' | 'tellAdministrators'>;
  readonly directory: { facts(reader: Reader): Promise<DirectoryFacts> };
  readonly channels: ReadonlyMap<string, Channel>;
  /** What a channel remembers, sealed: where its rooms are is a secret of theirs. */
  readonly state: (kind: string) => Pick<ChannelState, 'get' | 'put' | 'forget'>;
  readonly incidentUrl: (incident: Incident) => string;
  readonly publicUrl: string;
  readonly nextUpdateAt: SyncDeps['nextUpdateAt'];
  readonly reviewed: SyncDeps['reviewed'];
  /** A room got an update, which may keep a promise. Filled in by app/rooms.ts. */
  readonly updateHeard: (tx: Tx, event: CommunicationEvent, updateId: string) => Promise<void>;
}

/** How far apart the edits of one card are at least, in seconds. */
const APART_SECONDS = 1;
/** A card that is this late has lost its wake-up. */
const OVERDUE_SECONDS = 30;

/** Rooms of chats in which incidents are followed. */
export class Rooms {
  readonly #deps: RoomDeps;
  /** Many events of one transaction ask which rooms there are, and most installations have none or few. */
  readonly #once = new ReadOnce<'rooms', readonly Room[]>();
  /** The channels that incidents have of their own. */
  readonly own: IncidentRooms;

  constructor(deps: RoomDeps) {
    this.#deps = deps;
    this.own = new IncidentRooms({
      ...deps,
      cardFacts: (reader, incident) => this.#cardFacts(reader, incident),
    });
  }

  list(): Promise<readonly Room[]> {
    return this.listIn(this.#deps.database.db);
  }

  listIn(reader: Reader): Promise<readonly Room[]> {
    return store.rooms(reader);
  }

  /** Where a room is. May be a secret; for whoever compares it with what is wanted. */
  addressOf({ channel, id }: Pick<Room, 'channel' | 'id'>): Promise<string | undefined> {
    return this.#deps.state(channel).get(roomKey(id));
  }

  isSecret(kind: string): boolean {
    return this.#deps.channels.get(kind)?.rooms?.secret !== false;
  }

  /** Why a kind of channel cannot do this, as a sentence; null: it can. */
  unable(kind: string, what: 'rooms' | 'maker'): string | null {
    const channel = this.#deps.channels.get(kind);
    if (channel?.rooms === undefined) return 'This channel does not reach rooms.';
    return what === 'maker' && channel.rooms.maker === undefined
      ? 'Tocsin cannot open channels there.'
      : null;
  }

  facts(): Promise<DirectoryFacts> {
    return this.#deps.directory.facts(this.#deps.database.db);
  }

  /** @throws Fault `invalid` */
  async add({ address, ...input }: RoomInput, actor: Actor): Promise<Room> {
    const canonical = await this.checkAddress(input.channel, address);
    this.#checkTeams(input.teams, await this.facts());
    return this.#deps.database.transaction((tx) => this.addIn(tx, input, canonical, actor));
  }

  /** @returns the address in its canonical form @throws Fault `invalid` */
  async checkAddress(kind: string, address: string): Promise<string> {
    const channel = this.#deps.channels.get(kind);
    if (channel?.rooms === undefined) throw invalid('channel', 'This channel does not reach rooms.');
    if (channel.missing !== null) throw invalid('channel', channel.missing);
    const canonical = channel.rooms.validate(address);
    if (!canonical.ok) throw invalid('address', canonical.error);
    const refusal =
      channel.refusalOf?.(canonical.value) ?? (await channel.lookedUpRefusalOf?.(canonical.value)) ?? null;
    if (refusal !== null) throw invalid('address', refusal);
    return canonical.value;
  }

  #checkTeams(wanted: readonly string[], { teams }: DirectoryFacts): void {
    for (const [index, id] of wanted.entries())
      if (teams.get(id)?.archived !== false) throw invalid(`teams.${index}`, `Team "${id}" not found.`);
  }

  /** In the caller's transaction, and with it or not at all. @param address canonical */
  async addIn(tx: Tx, input: Omit<RoomInput, 'address'>, address: string, actor: Actor): Promise<Room> {
    const { clock, state } = this.#deps;
    const room: Room = { ...input, id: newId(clock), trouble: null, incidentId: null, private: false };
    await state(room.channel).put(roomKey(room.id), address, tx);
    await store.insertRoom(tx, room, clock.now());
    await this.#noted(tx, room, 'added', actor);
    return room;
  }

  /**
   * Changes what a room is called and hears of, and with an address where it is. Cards that stand elsewhere stay there.
   * @throws Fault `not_found`, `invalid`
   */
  async change(id: string, { address, ...change }: RoomChange, actor: Actor): Promise<void> {
    const room = await this.#room(id);
    this.#checkTeams(change.teams, await this.facts());
    const canonical = address === undefined ? undefined : await this.checkAddress(room.channel, address);
    await this.#deps.database.transaction((tx) => this.changeIn(tx, room, change, canonical, actor));
  }

  /** @param address canonical; undefined: where it was */
  async changeIn(
    tx: Tx,
    room: Room,
    change: Omit<RoomChange, 'address'>,
    address: string | undefined,
    actor: Actor,
  ): Promise<void> {
    await store.saveRoom(tx, { ...change, id: room.id });
    if (address !== undefined) {
      const state = this.#deps.state(room.channel);
      // What stands in another place cannot be edited from here.
      await state.forget(roomKey(room.id), tx);
      await state.put(roomKey(room.id), address, tx);
      await store.beginAnew(tx, room.id);
    }
    await this.#noted(tx, { ...room, ...change }, 'changed', actor);
  }

  async #noted(tx: Tx, { id, name }: Room, what: 'added' | 'changed' | 'removed', actor: Actor) {
    await this.#deps.audit(tx, { ...aboutRoom(id, actor), action: `chat_room.${what}`, details: { name } });
    await publishLive(tx, { topic: 'message' });
  }

  /** @throws Fault `not_found` */
  async remove(id: string, actor: Actor): Promise<void> {
    const room = await this.#room(id);
    await this.#deps.database.transaction((tx) => this.removeIn(tx, room, actor));
  }

  async removeIn(tx: Tx, room: Room, actor: Actor): Promise<void> {
    if (!(await store.deleteRoom(tx, room.id))) throw notFound('room');
    await this.#deps.state(room.channel).forget(roomKey(room.id), tx);
    await this.#noted(tx, room, 'removed', actor);
  }

  /** Posts a message that asks for nothing. @throws Fault `not_found` */
  async test(id: string): Promise<void> {
    const room = await this.#room(id);
    const { database, clock, communication } = this.#deps;
    const content: MessageContent = {
      kind: 'system',
      subject: 'Test message from Tocsin',
      headline: `It works: incidents will be posted to ${room.name}.`,
      facts: [],
      paragraphs: [],
      actions: [{ label: 'Open channels', url: `${this.#deps.publicUrl}/channels`, kind: 'open' }],
      thread: { id: room.id, title: 'Test' },
    };
    const key = `room:${room.id}:test:${newId(clock)}`;
    const source = { kind: ROOM_SOURCE, id: room.id, generation: 0 };
    const to = { channel: room.channel, address: roomAddress(room) };
    await database.transaction(async (tx) => {
      await communication.enqueue(tx, [{ key, purpose: 'system', ...to, source, content, drill: false }]);
    });
  }

  /** Rooms hear in the transaction in which it happened: those that want to, and those that have heard before. */
  async onIncident(tx: Tx, event: IncidentEvent): Promise<void> {
    if (changesMembers(event)) return this.own.lookAt(tx, event.incidentId);
    if (!changesCard(event)) return;
    const all = await this.#once.get(tx, 'rooms', () => store.rooms(tx));
    const own = await this.own.areUsed(tx);
    if (all.length === 0 && !own) return;
    const incident = await this.#deps.incidents.get(tx, event.incidentId, theProduct);
    // Of a drill that only those who take part hear of, no room does: more people read along.
    if (incident.drillPersonIds !== null) return;
    if (own) {
      await this.own.onIncident(tx, event, incident);
      for (const room of await store.openRoomsOf(tx, incident.id))
        await this.#showSoon(tx, room, incident.id);
    }
    if (all.length === 0) return;
    const seen = (await this.#deps.incidents.getMany(tx, [incident.id], anybody)).length > 0;
    const heard = new Map((await store.heardOf(tx, incident.id)).map((one) => [one.roomId, one]));
    const told = all.filter((room) => heard.has(room.id) || (seen && wants(room, incident)));
    if (told.length === 0) return;
    const facts = await this.#cardFacts(tx, incident);
    const sentence = newsOf(event, facts);
    for (const room of told) {
      const before = heard.get(room.id);
      if (this.#hasCards(room)) await this.#showLater(tx, room, incident.id, before);
      else if (seen && sentence !== null) {
        await store.follow(tx, { roomId: room.id, incidentId: incident.id }, null);
        const content = newsContent(facts, sentence, await this.#as(tx));
        await this.#tell(tx, room, incident, { key: `${event.type}:${event.at}`, content });
      }
    }
  }

  /** An update in a person's words goes to the rooms that follow the incident. */
  async onUpdate(
    tx: Tx,
    incident: Incident,
    update: { readonly id: string; readonly content: MessageContent },
  ) {
    for (const { room, inThread } of await this.#hearing(tx, incident)) {
      const { discreet, ...whole } = update.content;
      // Among those who take part it is said in full.
      const content = room.private || discreet === undefined ? whole : { ...whole, discreet };
      // In the incident's own channel it stands beside all else that is said there.
      const thread = inThread ? content.thread : { ...content.thread, id: `update:${update.id}` };
      await this.#tell(tx, room, incident, { key: `update:${update.id}`, content: { ...content, thread } });
    }
    await this.own.lookAt(tx, incident.id);
  }

  /** The rooms that an update about an incident would be posted to, by name. */
  async heardBy(reader: Reader, incident: Incident): Promise<readonly Pick<Room, 'id' | 'name'>[]> {
    return (await this.#hearing(reader, incident)).map(({ room: { id, name } }) => ({ id, name }));
  }

  async #hearing(reader: Reader, incident: Incident) {
    const heard = new Set((await store.heardOf(reader, incident.id)).map(({ roomId }) => roomId));
    if (heard.size === 0) return [];
    const all = [
      ...(await store.openRoomsOf(reader, incident.id)).map((room) => ({ room, inThread: false })),
      ...(await store.rooms(reader)).map((room) => ({ room, inThread: true })),
    ].filter(({ room }) => heard.has(room.id));
    const may = await Promise.all(all.map(({ room }) => mayRead(this.#deps, reader, room, incident.id)));
    return all.filter((_, index) => may[index]);
  }

  /** Whose messages those to rooms are. */
  owner(): MessageOwner {
    return {
      kind: ROOM_SOURCE,
      stillWanted: (reader, message) => this.#notWanted(reader, message),
      refresh: async () => null,
      onEvent: (tx, event) => this.#delivered(tx, event),
    };
  }

  tasks(): TaskGroup {
    return {
      name: 'rooms',
      concurrency: 2,
      tasks: {
        [CARD_TASK]: async ({ roomId, incidentId }) =>
          showCard(this.#cardDeps(), { roomId: String(roomId), incidentId: String(incidentId) }),
        [PROBE_TASK]: async ({ roomId }) => probeRoom(this.#cardDeps(), String(roomId)),
      },
    };
  }

  /** For the watchdog. @returns how many cards and rooms had lost their wake-up */
  async repair(): Promise<number> {
    const { database, clock } = this.#deps;
    const before = plusSeconds(clock.now(), -OVERDUE_SECONDS);
    const lost = await store.overdueCards(database.db, before);
    const untried = await store.overdueRooms(database.db, before);
    if (lost.length + untried.length > 0)
      await database.transaction(async (tx) => {
        for (const pair of lost) await wakeCard(tx, pair, clock.now());
        for (const id of untried) await wakeProbe(tx, id, clock.now());
      });
    return lost.length + untried.length;
  }

  #cardDeps(): CardDeps {
    return {
      ...this.#deps,
      lookAtOwn: (tx, incidentId) => this.own.lookAtLater(tx, incidentId),
      cardFacts: (reader, incident) => this.#cardFacts(reader, incident),
      as: (reader) => this.#as(reader),
    };
  }

  #hasCards({ channel }: Room): boolean {
    return this.#deps.channels.get(channel)?.rooms?.showCard !== undefined;
  }

  async #room(id: string): Promise<Room> {
    const room = (await this.list()).find((one) => one.id === id);
    if (room === undefined) throw notFound('room');
    return room;
  }

  /** The card of a channel that an incident has of its own. */
  async #showSoon(tx: Tx, room: Room, incidentId: string): Promise<void> {
    const heard = await store.heardOf(tx, incidentId);
    await this.#showLater(
      tx,
      room,
      incidentId,
      heard.find(({ roomId }) => roomId === room.id),
    );
  }

  /** However much happens within a second is one edit, and never before a second after the last. */
  async #showLater(tx: Tx, room: Room, incidentId: string, before: Heard | undefined): Promise<void> {
    const now = this.#deps.clock.now();
    const next = before?.shownAt == null ? now : later(now, plusSeconds(before.shownAt, APART_SECONDS));
    const pair = { roomId: room.id, incidentId };
    await store.follow(tx, pair, next);
    await wakeCard(tx, pair, next);
  }

  async #tell(
    tx: Tx,
    room: Room,
    incident: Incident,
    { key, content }: { readonly key: string; readonly content: MessageContent },
  ): Promise<void> {
    const draft: MessageDraft = {
      key: `room:${room.id}:${incident.id}:${key}`,
      purpose: 'notice',
      channel: room.channel,
      address: roomAddress(room),
      incidentId: incident.id,
      source: { kind: ROOM_SOURCE, id: incident.id, generation: 1 },
      content,
      drill: incident.drill,
    };
    await this.#deps.communication.enqueue(tx, [draft]);
  }

  async #cardFacts(reader: Reader, incident: Incident): Promise<CardFacts> {
    const { people, systems, teams } = await this.#deps.directory.facts(reader);
    const nameOf = (id: string | null) => (id === null ? null : (people.get(id)?.name ?? null));
    const { acknowledgedBy, mergedIntoId, teamId } = incident;
    const [target] =
      mergedIntoId === null ? [] : await this.#deps.incidents.getMany(reader, [mergedIntoId], anybody);
    return {
      incident,
      systems: incident.systemIds.map((id) => systems.get(id)?.name ?? id),
      team: teamId === null ? null : (teams.get(teamId)?.name ?? teamId),
      commander: nameOf(commanderOf(incident)),
      acknowledgedBy: acknowledgedBy?.kind === 'person' ? nameOf(acknowledgedBy.personId) : null,
      mergedInto: target === undefined ? null : referenceOf(target.number),
      url: this.#deps.incidentUrl(incident),
    };
  }

  /** A room reads times in the organisation's zone. */
  async #as(reader: Reader) {
    const { organisation } = await this.#deps.directory.facts(reader);
    return { zone: organisation.timezone, now: this.#deps.clock.now() };
  }

  /** What became restricted, or whose room is gone, is not told after all. */
  async #notWanted(reader: Reader, { incidentId, address }: Message): Promise<NotSentReason | null> {
    const room = await store.room(reader, roomOf(address ?? '')?.id ?? NOWHERE);
    if (room === undefined) return 'contact_method_gone';
    if (incidentId === null) return null;
    return (await mayRead(this.#deps, reader, room, incidentId)) ? null : 'cancelled';
  }

  /** A room that cannot be posted to says so where it is set up; communication tells the administrators. */
  async #delivered(tx: Tx, event: CommunicationEvent): Promise<void> {
    const [, id = '', , what, updateId = ''] = event.key.split(':');
    if (event.type === 'communication.settled' && event.outcome === 'accepted') {
      if (what === 'update') await this.#deps.updateHeard(tx, event, updateId);
      return roomWorks(tx, id, event.at, event.at);
    }
    const trouble = troubleOf(event);
    if (trouble !== null && (await store.setTrouble(tx, id, trouble)))
      await publishLive(tx, { topic: 'message' });
  }
}

const NOWHERE = '00000000-0000-0000-0000-000000000000';

const aboutRoom = (id: string, actor: Actor) => ({ actor, subjectKind: 'chat_room', subjectId: id });

const invalid = (path: string, message: string): Fault =>
  new Fault('invalid', 'invalid_request', message, [{ path, message }]);
