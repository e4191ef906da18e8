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
  type Instant,
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
  PROBE_TASK,
  probeRoom,
  roomWorks,
  showCard,
  wakeCard,
  wakeProbe,
} from './cards.ts';
import { changesCard, newsContent, newsOf, troubleOf, wants } from './decide-room.ts';
import type { CardFacts, Heard, Room, RoomInput } from './model.ts';
import * as store from './store.ts';

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
  readonly state: (kind: string) => Pick<ChannelState, 'put' | 'forget'>;
  readonly incidentUrl: (incident: Incident) => string;
  readonly publicUrl: string;
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

  constructor(deps: RoomDeps) {
    this.#deps = deps;
  }

  list(): Promise<readonly Room[]> {
    return store.rooms(this.#deps.database.db);
  }

  facts(): Promise<DirectoryFacts> {
    return this.#deps.directory.facts(this.#deps.database.db);
  }

  /** @throws Fault `invalid` */
  async add({ address, ...input }: RoomInput, actor: Actor): Promise<Room> {
    const { channels, database, clock, audit, state } = this.#deps;
    const channel = channels.get(input.channel);
    if (channel?.rooms === undefined) throw invalid('channel', 'This channel does not reach rooms.');
    if (channel.missing !== null) throw invalid('channel', channel.missing);
    const canonical = channel.rooms.validate(address);
    if (!canonical.ok) throw invalid('address', canonical.error);
    const refusal =
      channel.refusalOf?.(canonical.value) ?? (await channel.lookedUpRefusalOf?.(canonical.value)) ?? null;
    if (refusal !== null) throw invalid('address', refusal);
    const { teams } = await this.facts();
    for (const [index, id] of input.teams.entries())
      if (teams.get(id)?.archived !== false) throw invalid(`teams.${index}`, `Team "${id}" not found.`);
    const room: Room = { ...input, id: newId(clock), trouble: null };
    // Before the row: a room that is there can be posted to.
    await state(room.channel).put(roomKey(room.id), canonical.value);
    await database.transaction(async (tx) => {
      await store.insertRoom(tx, room, clock.now());
      await audit(tx, {
        ...aboutRoom(room.id, actor),
        action: 'chat_room.added',
        details: { name: room.name },
      });
      await publishLive(tx, { topic: 'message' });
    });
    return room;
  }

  /** @throws Fault `not_found` */
  async remove(id: string, actor: Actor): Promise<void> {
    const room = await this.#room(id);
    await this.#deps.database.transaction(async (tx) => {
      if (!(await store.deleteRoom(tx, id))) throw notFound('room');
      await this.#deps.audit(tx, {
        ...aboutRoom(id, actor),
        action: 'chat_room.removed',
        details: { name: room.name },
      });
      await publishLive(tx, { topic: 'message' });
    });
    await this.#deps.state(room.channel).forget(roomKey(id));
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
    if (!changesCard(event)) return;
    const all = await this.#once.get(tx, 'rooms', () => store.rooms(tx));
    if (all.length === 0) return;
    const incident = await this.#deps.incidents.get(tx, event.incidentId, theProduct);
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
    const heard = new Set((await store.heardOf(tx, incident.id)).map(({ roomId }) => roomId));
    if (heard.size === 0) return;
    const seen = (await this.#deps.incidents.getMany(tx, [incident.id], anybody)).length > 0;
    if (!seen) return;
    for (const room of await store.rooms(tx))
      if (heard.has(room.id))
        await this.#tell(tx, room, incident, { key: `update:${update.id}`, content: update.content });
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
    const id = roomOf(address ?? '')?.id;
    if (!(await store.rooms(reader)).some((room) => room.id === id)) return 'contact_method_gone';
    if (incidentId === null) return null;
    const seen = await this.#deps.incidents.getMany(reader, [incidentId], anybody);
    return seen.length > 0 ? null : 'cancelled';
  }

  /** A room that cannot be posted to says so where it is set up; communication tells the administrators. */
  async #delivered(tx: Tx, event: CommunicationEvent): Promise<void> {
    const [, id = ''] = event.key.split(':');
    if (event.type === 'communication.settled' && event.outcome === 'accepted')
      return roomWorks(tx, id, event.at, event.at);
    const trouble = troubleOf(event);
    if (trouble !== null && (await store.setTrouble(tx, id, trouble)))
      await publishLive(tx, { topic: 'message' });
  }
}

const aboutRoom = (id: string, actor: Actor) => ({ actor, subjectKind: 'chat_room', subjectId: id });

const invalid = (path: string, message: string): Fault =>
  new Fault('invalid', 'invalid_request', message, [{ path, message }]);

const later = (a: Instant, b: Instant): Instant => (a.epochMilliseconds > b.epochMilliseconds ? a : b);
