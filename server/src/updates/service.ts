import type { CommunicationEvent, MessageOwner } from '../communication/index.ts';
import type { InitialNotice } from '../escalation/index.ts';
import type { Incident, IncidentEvent } from '../incidents/index.ts';
import { type TaskGroup, wakeAt, wakeupsPending } from '../jobs/index.ts';
import {
  type Actor,
  Fault,
  type Instant,
  type Json,
  later,
  plusSeconds,
  theProduct,
  theSystem,
  type Viewer,
} from '../kernel/index.ts';
import { again, type Reader, type Tx } from '../platform/db/index.ts';
import { newId } from '../platform/ids.ts';
import { publishLive } from '../platform/live/index.ts';
import { type Case, fieldFacts, Journal, loadCase } from './case.ts';
import { Clocks, LOOK_TASK } from './clocks.ts';
import { checkAudiences, readersOf, receiversOf, refusalOf, subscribersOf } from './decide-audience.ts';
import { filled } from './decide-content.ts';
import { currentPromise, nextUpdate, reminderOf } from './decide-promise.ts';
import { RECORD_KINDS, recordOf } from './decide-record.ts';
import {
  changedFacts,
  checkNextUpdate,
  checkUpdate,
  kindNow,
  type UpdateCommand,
  withFacts,
} from './decide-update.ts';
import { handedOver, messageOwners } from './messages.ts';
import { BUILT_IN, type FactName, isExternal, STAKEHOLDERS, type UpdatePromise } from './model.ts';
import type { UpdateDeps } from './ports.ts';
import { type Outgoing, Sender } from './send.ts';
import * as store from './store.ts';

/** How far ahead lost wake-ups are looked for, and from when on one is overdue. */
const AHEAD_SECONDS = 600;
const OVERDUE_SECONDS = 30;

/** What stakeholders are told, and the promise of when they hear next. */
export class Updates {
  readonly #deps: UpdateDeps;
  readonly #clocks: Clocks;
  readonly #sender: Sender;

  constructor(deps: UpdateDeps) {
    this.#deps = deps;
    this.#clocks = new Clocks(deps);
    this.#sender = new Sender(deps);
  }

  /** Every promise of a next update that was made about an incident, and what became of it. */
  promises(reader: Reader, incidentId: string): Promise<readonly UpdatePromise[]> {
    return store.promisesOf(reader, incidentId);
  }

  /** What an incident's events mean for its updates; in the transaction in which they happened. */
  async onIncident(tx: Tx, event: IncidentEvent): Promise<void> {
    const within = (work: (subject: Case, journal: Journal) => Promise<void>) =>
      this.#within(tx, event.incidentId, work);
    switch (event.type) {
      case 'incidents.declared':
        return within((subject, journal) => this.#clocks.declared(tx, subject, journal));
      case 'incidents.severity_changed':
        return within((subject, journal) => this.#clocks.byCadence(tx, subject, journal, 'severity_changed'));
      case 'incidents.reopened':
        return within((subject, journal) => this.#clocks.byCadence(tx, subject, journal, 'reopened'));
      case 'incidents.resolved':
        return within((subject, journal) => this.#resolved(tx, subject, journal, event.actor));
      case 'incidents.merged':
        return within((subject, journal) => this.#clocks.end(tx, subject, journal, 'merged'));
      default:
        return;
    }
  }

  /** Whoever received anything hears how it ended, once (RES-4). */
  async #resolved(tx: Tx, subject: Case, journal: Journal, resolver: Actor): Promise<void> {
    await this.#clocks.end(tx, subject, journal, 'resolved');
    const receivers = await this.#sender.reached(tx, subject, resolver);
    if (receivers.length === 0) return;
    await this.#sender.send(tx, subject, journal, {
      ...{
        id: newId(this.#deps.clock),
        kind: 'resolution',
        text: null,
        publicText: null,
        rooms: [],
        nextUpdateAt: null,
      },
      audiences: [{ id: STAKEHOLDERS, name: 'everyone who was notified' }],
      receivers,
    });
  }

  /**
   * Whoever subscribed to what the incident is by now hears of it, once, unless the matrix tells them or will: after its
   * ladder was planned.
   */
  tellSubscribers(tx: Tx, event: IncidentEvent): Promise<void> {
    return this.#within(tx, event.incidentId, async (subject, journal) => {
      if (!subject.open) return;
      const facts = await this.#sender.facts(tx, subject, event.actor);
      // Also those whose notice was queued in this very transaction.
      const told = await this.#deps.communication.peopleTold(tx, [event.incidentId]);
      const known = new Set([...facts.told, ...told.map(({ personId }) => personId), facts.senderId]);
      const wanted = subscribersOf(facts).filter((id) => !known.has(id));
      if (wanted.length === 0) return;
      const matrix = await this.#deps.escalation.stillToHear(tx, subject.incident);
      const receivers = wanted
        .filter((id) => !matrix.includes(id))
        .map((personId) => ({
          to: { kind: 'person' as const, personId },
          readers: readersOf(personId, subject),
          audience: STAKEHOLDERS,
          subscribed: true,
        }));
      if (receivers.length === 0) return;
      await this.#sender.send(tx, subject, journal, {
        ...{ id: newId(this.#deps.clock), kind: 'initial', text: null, publicText: null, receivers },
        rooms: [],
        audiences: [{ id: STAKEHOLDERS, name: 'subscribers' }],
        nextUpdateAt: currentPromise(subject.promises)?.dueAt ?? null,
      });
    });
  }

  /** The runbook's first notification, for escalation's notices (COM-1). */
  async initialNotice(reader: Reader, { incident }: { readonly incident: Incident }): Promise<InitialNotice> {
    const subject = await loadCase(this.#deps, reader, incident);
    const facts = fieldFacts(subject, { text: null, publicText: null });
    return (person, role, title) =>
      filled(facts, 'initial', {
        readers: subject.policy.roles[role]?.reads ?? readersOf(person.id, subject),
        zone: person.timezone,
        title,
      });
  }

  /** A room got an update, which keeps a promise like anybody else who got it. */
  heardInRoom(tx: Tx, event: CommunicationEvent, updateId: string): Promise<void> {
    return handedOver({ within: (...asked) => this.#within(...asked) }, tx, event, updateId);
  }

  /** When the next update is promised; null: none is. */
  async nextUpdateAt(reader: Reader, incidentId: string): Promise<Instant | null> {
    return currentPromise(await store.promisesOf(reader, incidentId))?.dueAt ?? null;
  }

  /** @throws Fault as decide-update.ts says, and `no_recipients` */
  send(ref: string, command: UpdateCommand, viewer: Viewer): Promise<string> {
    const { actor } = viewer;
    return this.#command(ref, viewer, async (tx, subject, journal) => {
      const { update, changed, next } = await this.#prepare(tx, subject, command, viewer);
      if (update.receivers.length + update.rooms.length === 0)
        throw new Fault(
          'invalid',
          'no_recipients',
          'No one would receive this update. Choose another audience.',
          [{ path: 'audiences', message: 'No one in these audiences can be notified.' }],
        );
      if (Object.keys(changed).length > 0) journal.add({ kind: 'update_facts', data: { facts: changed } });
      const told = withChanged(subject, changed, actor);
      await this.#sender.send(tx, told, journal, update);
      if (next !== null)
        await this.#clocks.make(tx, subject, journal, next, { because: 'update', updateId: update.id });
      await store.deleteDraft(tx, subject.incident.id, authorOf(actor));
      await this.#clocks.wakeNext(tx, subject);
      return update.id;
    });
  }

  /** What would be sent to whom, word for word; nothing is saved. */
  async preview(ref: string, command: UpdateCommand, viewer: Viewer) {
    const { db } = this.#deps.database;
    const subject = await this.#look(ref, viewer);
    const { update, changed } = await this.#prepare(db, subject, command, viewer);
    const told = withChanged(subject, changed, viewer.actor);
    return { subject: told, update, facts: fieldFacts(told, update), sender: this.#sender };
  }

  async #prepare(
    reader: Reader,
    subject: Case,
    command: UpdateCommand,
    { actor }: Viewer,
  ): Promise<{
    readonly update: Outgoing;
    readonly changed: Partial<Record<FactName, string | null>>;
    readonly next: { readonly dueAt: Instant; readonly remindAt: Instant | null } | null;
  }> {
    const { incident, record, now, policy, calendar } = subject;
    const reached = await this.#deps.communication.reachedBy(reader, incident.id);
    const kind = checkUpdate(incident, record, command, reached.length > 0);
    const byCadence = nextUpdate({ policy, calendar, severity: incident.severity }, now);
    const nextUpdateAt = checkNextUpdate(incident, command.nextUpdateAt, byCadence, now);
    const facts = await this.#sender.facts(reader, subject, actor);
    checkAudiences(command.audiences, facts, command.publicText);
    const receivers = receiversOf(command.audiences, facts);
    const { text, publicText } = command;
    return {
      update: {
        ...{ id: newId(this.#deps.clock), kind, text, publicText, receivers, nextUpdateAt },
        audiences: await this.#sender.named(reader, command.audiences),
        rooms: await this.#sender.roomsFor(reader, subject, kind),
      },
      changed: changedFacts(record, command.facts),
      next:
        nextUpdateAt === null
          ? null
          : { dueAt: nextUpdateAt, remindAt: reminderOf(now, nextUpdateAt, incident.severity, calendar) },
    };
  }

  /** Puts what is known onto the record without telling anybody. */
  recordFacts(ref: string, facts: UpdateCommand['facts'], viewer: Viewer): Promise<void> {
    return this.#command(ref, viewer, async (_tx, subject, journal) => {
      const changed = changedFacts(subject.record, facts);
      if (Object.keys(changed).length > 0) journal.add({ kind: 'update_facts', data: { facts: changed } });
    });
  }

  /**
   * The next update comes at another time: with a reason, and told to those it was promised to (COM-4).
   * @throws Fault `no_promise`, `bad_time`
   */
  movePromise(ref: string, to: Instant, reason: string, viewer: Viewer): Promise<void> {
    return this.#command(ref, viewer, async (tx, subject, journal) => {
      const { incident, now, calendar } = subject;
      const from = currentPromise(subject.promises);
      if (from === null)
        throw new Fault('conflict', 'no_promise', 'No update is promised. Send one to promise the next.');
      checkNextUpdate(incident, to, null, now);
      const receivers = await this.#sender.receivers(tx, subject, [STAKEHOLDERS], viewer.actor);
      for (const { id, status } of subject.promises)
        if (status === 'open') await store.settlePromise(tx, id, 'moved', now);
      const moved: UpdatePromise = {
        ...from,
        id: newId(this.#deps.clock),
        dueAt: to,
        remindAt: reminderOf(now, to, incident.severity, calendar),
        remindedAt: null,
        madeAt: now,
        updateId: null,
      };
      await store.insertPromise(tx, moved);
      journal.add({
        kind: 'promise_moved',
        data: {
          ...{ promiseId: moved.id, from: from.dueAt.toString(), to: to.toString(), reason },
          personIds: receivers.flatMap((receiver) =>
            receiver.to.kind === 'person' ? [receiver.to.personId] : [],
          ),
          addresses: receivers.filter((receiver) => receiver.to.kind === 'address').length,
        },
      });
      await this.#sender.announce(tx, subject, receivers, { from, to, reason, sourceId: moved.id });
      await this.#clocks.wakeNext(tx, subject);
    });
  }

  /** Everything that the incident's page shows of its updates. */
  async show(ref: string, viewer: Viewer) {
    const { db } = this.#deps.database;
    const subject = await this.#look(ref, viewer);
    const messages = await this.#deps.communication.standOf(
      db,
      subject.record.updates.map(({ id }) => id),
    );
    const facts = await this.#sender.facts(db, subject, viewer.actor);
    const own = new Map(facts.audiences.map((audience) => [audience.id, audience]));
    const named = await this.#sender.named(db, [...BUILT_IN, ...own.keys()]);
    const audiences = named.map(({ id, name }) => {
      const audience = own.get(id);
      return {
        ...{ id, name, external: audience !== undefined && isExternal(audience) },
        refused: audience === undefined ? null : refusalOf(audience, subject.incident),
        count: receiversOf([id], facts).length,
      };
    });
    const reached = await this.#deps.communication.reachedBy(db, subject.incident.id);
    const kind = kindNow(subject.incident, reached.length > 0);
    const rooms = (await this.#sender.roomsFor(db, subject, kind)).map(({ name }) => name);
    const drafts = await store.draftsOf(db, subject.incident.id);
    return { subject, kind, messages, audiences, rooms, drafts };
  }

  /** When the last resolution notification was sent; null before. */
  async resolutionSentAt(reader: Reader, incidentId: string): Promise<Instant | null> {
    const { updates } = recordOf(await this.#deps.incidents.entries(reader, incidentId, RECORD_KINDS));
    return updates.findLast(({ kind }) => kind === 'resolution')?.at ?? null;
  }

  /** Whoever subscribed to what the incident is, and may see it: the stakeholders who asked. */
  async subscribersOf(reader: Reader, incident: Incident): Promise<readonly string[]> {
    return subscribersOf(
      await this.#sender.facts(reader, await loadCase(this.#deps, reader, incident), theSystem),
    );
  }

  /** How many promises of an update were kept and missed in the last so many days (COM-4). */
  async promisesKept(days: number): Promise<{ readonly kept: number; readonly missed: number }> {
    const since = plusSeconds(this.#deps.clock.now(), -days * 24 * 3600);
    const counts = await store.promiseCounts(this.#deps.database.db, since);
    const of = (status: string) => counts.find((each) => each.status === status)?.count ?? 0;
    return { kept: of('kept'), missed: of('missed') };
  }

  /** What somebody writes, kept as they write it. */
  saveDraft(ref: string, body: Json, viewer: Viewer): Promise<void> {
    return this.#transaction(async (tx) => {
      const incidentId = await this.#deps.incidents.idOf(tx, ref, viewer);
      const updatedAt = this.#deps.clock.now();
      await store.saveDraft(tx, { incidentId, author: authorOf(viewer.actor), body, updatedAt });
      await publishLive(tx, { topic: 'update_draft', id: incidentId });
    });
  }

  discardDraft(ref: string, viewer: Viewer): Promise<void> {
    return this.#transaction(async (tx) => {
      const incidentId = await this.#deps.incidents.idOf(tx, ref, viewer);
      await store.deleteDraft(tx, incidentId, authorOf(viewer.actor));
      await publishLive(tx, { topic: 'update_draft', id: incidentId });
    });
  }

  messageOwners(): readonly MessageOwner[] {
    return messageOwners({
      deps: this.#deps,
      within: (tx, incidentId, work) => this.#within(tx, incidentId, work),
    });
  }

  tasks(): TaskGroup {
    return {
      name: 'updates',
      concurrency: 2,
      tasks: {
        [LOOK_TASK]: ({ key }) =>
          this.#transaction((tx) =>
            this.#within(tx, String(key), (subject, journal) => this.#clocks.look(tx, subject, journal)),
          ),
      },
    };
  }

  /** Looks for promises whose wake-up is gone or late. @returns how many incidents got a new one */
  watch(): Promise<number> {
    return this.#transaction(async (tx) => {
      const now = this.#deps.clock.now();
      const due = await store.clocksDue(tx, plusSeconds(now, AHEAD_SECONDS));
      const pending = await wakeupsPending(
        tx,
        LOOK_TASK,
        due.map(({ incidentId }) => incidentId),
      );
      const limit = plusSeconds(now, -OVERDUE_SECONDS).epochMilliseconds;
      const lost = due.filter(
        ({ incidentId, nextAt }) => !pending.has(incidentId) || nextAt.epochMilliseconds < limit,
      );
      for (const { incidentId, nextAt } of lost)
        await wakeAt(tx, { task: LOOK_TASK, key: incidentId, runAt: later(nextAt, now) });
      return lost.length;
    });
  }

  oldestDue(): Promise<Instant | null> {
    return store.oldestClock(this.#deps.database.db);
  }

  async #look(ref: string, viewer: Viewer): Promise<Case> {
    const { db } = this.#deps.database;
    const id = await this.#deps.incidents.idOf(db, ref, viewer);
    return loadCase(this.#deps, db, await this.#deps.incidents.get(db, id, theProduct));
  }

  #command<T>(
    ref: string,
    viewer: Viewer,
    work: (tx: Tx, subject: Case, journal: Journal) => Promise<T>,
  ): Promise<T> {
    return this.#transaction(async (tx) => {
      const id = await this.#deps.incidents.idOf(tx, ref, viewer);
      return this.#within(tx, id, (subject, journal) => work(tx, subject, journal), viewer.actor);
    });
  }

  async #within<T>(
    tx: Tx,
    incidentId: string,
    work: (subject: Case, journal: Journal) => Promise<T>,
    actor?: Actor,
  ): Promise<T> {
    const incident = await this.#deps.incidents.lock(tx, incidentId);
    const subject = await loadCase(this.#deps, tx, incident);
    const journal = new Journal();
    const result = await work(subject, journal);
    await journal.write(this.#deps, tx, incidentId, actor);
    await publishLive(tx, { topic: 'incident', id: incidentId });
    return result;
  }

  #transaction<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
    return again(() => this.#deps.database.transaction(work));
  }
}

const withChanged = (
  subject: Case,
  changed: Partial<Record<FactName, string | null>>,
  actor: Actor,
): Case => ({ ...subject, record: withFacts(subject.record, changed, { at: subject.now, actor }) });

/** Whose draft it is: a person's, or a token's that belongs to nobody. */
export const authorOf = (actor: Actor): string =>
  actor.kind === 'person' ? actor.personId : actor.kind === 'token' ? `token:${actor.tokenId}` : 'system';
