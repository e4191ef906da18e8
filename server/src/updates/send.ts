import type { MessageDraft } from '../communication/index.ts';
import { referenceOf } from '../incidents/index.ts';
import { type Actor, andList, type Instant, type Zone } from '../kernel/index.ts';
import type { Reader, Tx } from '../platform/db/index.ts';
import type { Readers, TemplateKind } from '../policy/index.ts';
import { type Case, fieldFacts, type Journal } from './case.ts';
import { type AudienceFacts, readersOf, receiversOf } from './decide-audience.ts';
import { filled, updateContent } from './decide-content.ts';
import type { FieldFacts } from './decide-fields.ts';
import { movedContent } from './decide-notices.ts';
import { RESPONDERS, type Receiver, STAKEHOLDERS, type UpdatePromise } from './model.ts';
import type { UpdateDeps } from './ports.ts';
import * as store from './store-audiences.ts';

/** The messages of updates. */
export const UPDATE_SOURCE = 'update';

/** An update about to leave. */
export interface Outgoing {
  readonly id: string;
  readonly kind: TemplateKind;
  readonly text: string | null;
  readonly publicText: string | null;
  readonly audiences: readonly { readonly id: string; readonly name: string }[];
  readonly receivers: readonly Receiver[];
  /** The chat rooms that it is posted to. */
  readonly rooms: readonly { readonly id: string; readonly name: string }[];
  readonly nextUpdateAt: Instant | null;
}

const NAMES: Readonly<Record<string, string>> = {
  [STAKEHOLDERS]: 'stakeholders',
  [RESPONDERS]: 'responders',
};

/** Writes the messages of an update, each in its reader's wording and zone. */
export class Sender {
  readonly #deps: UpdateDeps;

  constructor(deps: UpdateDeps) {
    this.#deps = deps;
  }

  /** How people call these audiences. */
  async named(
    reader: Reader,
    chosen: readonly string[],
  ): Promise<readonly { readonly id: string; readonly name: string }[]> {
    const own = new Map((await store.audiences(reader)).map(({ id, name }) => [id, name]));
    return chosen.map((id) => ({ id, name: NAMES[id] ?? own.get(id) ?? id }));
  }

  async receivers(
    reader: Reader,
    subject: Case,
    audiences: readonly string[],
    sender: Actor,
  ): Promise<readonly Receiver[]> {
    return receiversOf(audiences, await this.facts(reader, subject, sender));
  }

  /** What says who is in an audience of this incident. */
  async facts(
    reader: Reader,
    { incident, policy, directory, now }: Case,
    sender: Actor,
  ): Promise<AudienceFacts> {
    const reached = await this.#deps.communication.reachedBy(reader, incident.id);
    const sees = await this.#deps.incidents.audienceOf(reader, incident.id);
    return {
      ...{ incident, policy, directory, now },
      audiences: await store.audiences(reader),
      subscriptions: await store.subscriptions(reader),
      told: reached.flatMap(({ personId }) => personId ?? []),
      maySee: (personId) => {
        const person = directory.people.get(personId);
        return (
          person !== undefined && sees({ actor: { kind: 'person', personId, via: 'api' }, role: person.role })
        );
      },
      senderId: sender.kind === 'person' ? sender.personId : null,
    };
  }

  /** Whoever was reached by any message about the incident, to hear how it ended (RES-4). */
  async reached(reader: Reader, subject: Case, resolver: Actor): Promise<readonly Receiver[]> {
    const reached = await this.#deps.communication.reachedBy(reader, subject.incident.id);
    const people = new Set(reached.flatMap(({ personId }) => personId ?? []));
    const known = new Set(
      [...people].flatMap((id) => subject.directory.people.get(id)?.email.toLowerCase() ?? []),
    );
    const addresses = new Set(
      reached.flatMap(({ personId, address }) => (personId === null && address !== null ? [address] : [])),
    );
    return [
      ...[...people]
        .filter((id) => subject.directory.people.get(id)?.active === true)
        .filter((id) => resolver.kind !== 'person' || resolver.personId !== id)
        .map(
          (personId): Receiver => ({
            to: { kind: 'person', personId },
            readers: readersOf(personId, subject),
            audience: STAKEHOLDERS,
          }),
        ),
      ...[...addresses]
        .filter((address) => !known.has(address.toLowerCase()))
        .map(
          (address): Receiver => ({
            to: { kind: 'address', address },
            readers: 'customers',
            audience: STAKEHOLDERS,
          }),
        ),
    ];
  }

  /** Into the outbox and onto the record. */
  async send(tx: Tx, subject: Case, journal: Journal, update: Outgoing): Promise<void> {
    const { incident } = subject;
    const facts = fieldFacts(subject, update);
    const fellBack = new Set<Readers>();
    for (const readers of new Set(update.receivers.map((receiver) => receiver.readers)))
      if (this.fellBack(facts, update.kind, readers) !== undefined) fellBack.add(readers);
    journal.add({
      kind: 'update_sent',
      data: {
        ...{ updateId: update.id, kind: update.kind, text: update.text, publicText: update.publicText },
        audiences: [...update.audiences],
        personIds: update.receivers.flatMap(({ to }) => (to.kind === 'person' ? [to.personId] : [])),
        addresses: update.receivers.filter(({ to }) => to.kind === 'address').length,
        rooms: [...update.rooms],
        nextUpdateAt: update.nextUpdateAt?.toString() ?? null,
        fellBack: [...fellBack],
      },
    });
    await this.#deps.communication.enqueue(
      tx,
      update.receivers.map((receiver) => ({
        ...this.#draft(subject, receiver, UPDATE_SOURCE, update.id),
        content: this.content(subject, facts, update.kind, receiver),
        // What a person sends to those who wait for it does not wait for morning; what Tocsin sends by itself may.
        ...(update.text === null ? {} : { promisedAt: subject.now }),
        drill: incident.drill,
      })),
    );
    if (update.rooms.length > 0) await this.#toRooms(tx, subject, facts, update);
  }

  /** The rooms that hear of an update of this kind: those that follow the incident. That it was resolved their cards say. */
  async roomsFor(reader: Reader, { incident }: Case, kind: TemplateKind) {
    return kind === 'resolution' ? [] : this.#deps.rooms.heardBy(reader, incident);
  }

  /** Rooms read along in the responders' wording. */
  #toRooms(tx: Tx, subject: Case, facts: FieldFacts, { id, kind }: Outgoing): Promise<void> {
    const zone = subject.directory.organisation.timezone;
    const content = updateContent(
      facts,
      kind,
      { readers: 'responders', zone },
      { sentence: null, leaveUrl: null },
    );
    return this.#deps.rooms.onUpdate(tx, subject.incident, { id, content });
  }

  /** What one receiver gets, word for word. */
  content(
    subject: Pick<Case, 'directory'>,
    facts: FieldFacts,
    kind: TemplateKind,
    { to, readers, audience, subscribed }: Receiver,
  ) {
    const because = to.kind === 'address' ? null : this.#because(audience, subscribed === true);
    const leaveUrl = to.kind === 'person' && subscribed === true ? this.#deps.leaveUrl(to.personId) : null;
    return updateContent(
      facts,
      kind,
      { readers, zone: zoneOf(subject, to) },
      { sentence: because, leaveUrl },
    );
  }

  /** What is wrong with the organisation's own wording; undefined when it is used. */
  fellBack(facts: FieldFacts, kind: TemplateKind, readers: Readers): string | undefined {
    return filled(facts, kind, { readers, zone: 'UTC' }).fellBack;
  }

  #because(audience: string, subscribed: boolean): string {
    if (subscribed) return 'You are receiving this because you subscribed to such incidents.';
    if (audience === RESPONDERS) return 'You are receiving this as a responder.';
    return audience === STAKEHOLDERS
      ? 'You are receiving this because you were notified of the incident.'
      : 'You are receiving this because your organisation added you to the audience of this update.';
  }

  /** To those who were promised an update: it comes at another time, and why. */
  async announce(
    tx: Tx,
    subject: Case,
    receivers: readonly Receiver[],
    moved: {
      readonly from: UpdatePromise;
      readonly to: Instant;
      readonly reason: string;
      readonly sourceId: string;
    },
  ): Promise<void> {
    const { incident, directory } = subject;
    const systems = incident.systemIds.map((id) => directory.systems.get(id)?.name ?? id);
    const about = systems.length === 0 ? referenceOf(incident.number) : `problem with ${andList(systems)}`;
    await this.#deps.communication.enqueue(
      tx,
      receivers.map((receiver) => ({
        ...this.#draft(subject, receiver, UPDATE_SOURCE, moved.sourceId),
        content: movedContent(subject, zoneOf(subject, receiver.to), {
          ...{ from: moved.from.dueAt, to: moved.to, reason: moved.reason, about },
          outside: receiver.readers === 'customers',
        }),
        promisedAt: subject.now,
        drill: incident.drill,
      })),
    );
  }

  #draft(
    { incident }: Pick<Case, 'incident'>,
    { to }: Receiver,
    kind: string,
    id: string,
  ): Omit<MessageDraft, 'content' | 'drill'> {
    const who = to.kind === 'person' ? to.personId : to.address.toLowerCase();
    return {
      ...{ key: `${kind}:${id}:${who}`, purpose: 'notice', incidentId: incident.id },
      ...(to.kind === 'person' ? { personId: to.personId } : { channel: 'email', address: to.address }),
      source: { kind, id, generation: 1 },
    };
  }
}

/** Outsiders read times in the organisation's zone. */
const zoneOf = ({ directory }: Pick<Case, 'directory'>, to: Receiver['to']): Zone =>
  (to.kind === 'person' ? directory.people.get(to.personId)?.timezone : undefined) ??
  directory.organisation.timezone;
