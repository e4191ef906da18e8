import type { MessageContent, MessageDraft } from '../communication/index.ts';
import type { Person } from '../directory/index.ts';
import { lateFirstResponse } from '../incidents/index.ts';
import { wakeAt } from '../jobs/index.ts';
import { type Instant, later, plusSeconds } from '../kernel/index.ts';
import type { Reader, Tx } from '../platform/db/index.ts';
import { newId } from '../platform/ids.ts';
import type { Case, Journal } from './case.ts';
import { remindedOf, writersOf } from './decide-fields.ts';
import { firstResponseContent, missedContent, reminderContent } from './decide-notices.ts';
import {
  currentPromise,
  type Due,
  dueNow,
  isSooner,
  type NextUpdate,
  nextLook,
  nextUpdate,
} from './decide-promise.ts';
import { inWorkingHoursOnly, type UpdatePromise } from './model.ts';
import type { UpdateDeps } from './ports.ts';
import * as store from './store.ts';

/** The task that looks at the promises and the first minutes of one incident. */
export const LOOK_TASK = 'updates.look';

/** The messages of this file: about how the response goes. */
export const PROMISE_SOURCE = 'promise';

type Made = 'declared' | 'update' | 'severity_changed' | 'reopened';

/** Promises of the next update, and the clock of the first minutes. In the caller's transaction, with the incident locked. */
export class Clocks {
  readonly #deps: UpdateDeps;

  constructor(deps: UpdateDeps) {
    this.#deps = deps;
  }

  /** The clock of the first minutes, and the first promise: whoever is told of the incident is told when they hear next. */
  async declared(tx: Tx, subject: Case, journal: Journal): Promise<void> {
    const { incident, policy, now } = subject;
    // A second after: what is done in the last moment is done in time.
    const due = later(plusSeconds(incident.detectedAt, policy.firstResponse.withinSeconds + 1), now);
    await store.saveClock(tx, incident.id, { firstResponseAt: due, nextAt: due });
    await this.byCadence(tx, subject, journal, 'declared');
  }

  /** A promise by the policy's cadence from now, if that is sooner than what stands. */
  async byCadence(tx: Tx, subject: Case, journal: Journal, because: Exclude<Made, 'update'>): Promise<void> {
    const next = nextUpdate({ ...subject, severity: subject.incident.severity }, subject.now);
    const current = currentPromise(subject.promises);
    if (next !== null && subject.open && isSooner(next, current)) {
      for (const promise of subject.promises)
        if (promise.status === 'open') await store.settlePromise(tx, promise.id, 'moved', subject.now);
      await this.make(tx, subject, journal, next, { because, updateId: null });
    }
    await this.wakeNext(tx, subject);
  }

  async make(
    tx: Tx,
    { incident, now }: Pick<Case, 'incident' | 'now'>,
    journal: Journal,
    { dueAt, remindAt }: NextUpdate,
    { because, updateId }: { readonly because: Made; readonly updateId: string | null },
  ): Promise<void> {
    const promise: UpdatePromise = {
      ...{ id: newId(this.#deps.clock), incidentId: incident.id, dueAt, remindAt, madeAt: now, updateId },
      ...{ remindedAt: null, status: 'open', settledAt: null },
    };
    await store.insertPromise(tx, promise);
    journal.add({ kind: 'promise_made', data: { promiseId: promise.id, dueAt: dueAt.toString(), because } });
  }

  /** Nothing is to be told any more. */
  async end(tx: Tx, subject: Case, journal: Journal, because: 'resolved' | 'merged'): Promise<void> {
    for (const { id, status } of subject.promises) {
      if (status !== 'open') continue;
      await store.settlePromise(tx, id, 'ended', subject.now);
      journal.add({ kind: 'promise_ended', data: { promiseId: id, because } });
    }
    await store.saveClock(tx, subject.incident.id, { firstResponseAt: null, nextAt: null });
  }

  /** Does what is due now and sets the next wake-up. */
  async look(tx: Tx, subject: Case, journal: Journal): Promise<void> {
    const firstResponseAt = await store.firstResponseAt(tx, subject.incident.id);
    if (subject.open)
      for (const due of dueNow({ promises: subject.promises, firstResponseAt }, subject.now))
        await this.#carryOut(tx, subject, journal, due);
    await this.wakeNext(tx, subject);
  }

  async #carryOut(tx: Tx, subject: Case, journal: Journal, due: Due): Promise<void> {
    if (due.kind === 'remind') return this.#remind(tx, subject, journal, due.promise);
    if (due.kind === 'missed') return this.#missed(tx, subject, journal, due.promise);
    return this.#firstResponse(tx, subject, journal);
  }

  async #remind(tx: Tx, subject: Case, journal: Journal, promise: UpdatePromise): Promise<void> {
    await store.markReminded(tx, promise.id, subject.now);
    const { incident, directory, now } = subject;
    const asked = [...Object.values(incident.roles), ...writersOf(incident, directory, now)];
    const unsure = await this.#deps.escalation.notSurelyThere(tx, incident, asked);
    // Nobody is on it yet: they are being paged, and a reminder to nobody helps nobody.
    const writers = remindedOf(incident, directory, now, unsure);
    for (const personId of writers)
      journal.add({ kind: 'update_reminded', data: { promiseId: promise.id, personId } });
    await this.#tell(tx, subject, `remind:${promise.id}`, promise.id, writers, (reader) =>
      reminderContent(subject, reader, promise.dueAt),
    );
  }

  async #missed(tx: Tx, subject: Case, journal: Journal, promise: UpdatePromise): Promise<void> {
    await store.settlePromise(tx, promise.id, 'missed', subject.now);
    const managers = await this.#managers(tx, subject);
    journal.add({
      kind: 'promise_missed',
      data: { promiseId: promise.id, dueAt: promise.dueAt.toString(), toldPersonIds: [...managers] },
    });
    const [writerId] = writersOf(subject.incident, subject.directory, subject.now);
    const writer = subject.directory.people.get(writerId ?? '')?.name ?? null;
    await this.#tell(tx, subject, `missed:${promise.id}`, promise.id, managers, (reader) =>
      missedContent(subject, reader, { dueAt: promise.dueAt, writer }),
    );
  }

  /** IMM-5. Where the matrix pages nobody at once nobody was asked to hurry: it is on the record, and wakes no manager. */
  async #firstResponse(tx: Tx, subject: Case, journal: Journal): Promise<void> {
    const { incident, policy, now } = subject;
    await store.saveClock(tx, incident.id, { firstResponseAt: null, nextAt: null });
    const { dueAt, items } = lateFirstResponse(incident, policy, now);
    if (items.length === 0) return;
    const pages = policy.matrix[incident.severity].some(
      ({ mode, by }) => mode === 'page' && by.kind === 'immediately',
    );
    const managers = pages ? await this.#managers(tx, subject) : [];
    journal.add({
      kind: 'first_response_late',
      data: { dueAt: dueAt.toString(), items: [...items], toldPersonIds: [...managers] },
    });
    const late = {
      items: items.map(({ text }) => text),
      minutes: Math.round(policy.firstResponse.withinSeconds / 60),
    };
    await this.#tell(tx, subject, `first-response:${incident.id}`, incident.id, managers, () =>
      firstResponseContent(subject, late),
    );
  }

  #managers(reader: Reader, { incident }: Case): Promise<readonly string[]> {
    return this.#deps.escalation.holders(reader, incident, 'engineering_manager');
  }

  async #tell(
    tx: Tx,
    { incident, directory, now }: Case,
    key: string,
    sourceId: string,
    personIds: readonly string[],
    write: (reader: Person) => MessageContent,
  ): Promise<void> {
    const drafts = personIds.flatMap((personId): MessageDraft[] => {
      const reader = directory.people.get(personId);
      if (reader === undefined) return [];
      return [
        {
          ...{ key: `${key}:${personId}`, purpose: 'notice', personId, incidentId: incident.id },
          source: { kind: PROMISE_SOURCE, id: sourceId, generation: 1 },
          content: write(reader),
          // It is of no use later. What runs in working hours only may wait for the end of somebody's quiet hours.
          ...(inWorkingHoursOnly(incident.severity) ? {} : { promisedAt: now }),
          drill: incident.drill,
        },
      ];
    });
    await this.#deps.communication.enqueue(tx, drafts);
  }

  /** The next look at this incident, from what its tables say now. */
  async wakeNext(tx: Tx, { incident }: Pick<Case, 'incident'>): Promise<Instant | null> {
    const firstResponseAt = await store.firstResponseAt(tx, incident.id);
    const nextAt = nextLook({ promises: await store.promisesOf(tx, incident.id), firstResponseAt });
    await store.saveClock(tx, incident.id, { firstResponseAt, nextAt });
    if (nextAt !== null) await wakeAt(tx, { task: LOOK_TASK, key: incident.id, runAt: nextAt });
    return nextAt;
  }
}
