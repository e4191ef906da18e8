import type { MessageOwner } from '../../communication/index.ts';
import { type Incident, referenceOf } from '../../incidents/index.ts';
import { type TaskGroup, wakeAt, wakeupsPending } from '../../jobs/index.ts';
import {
  Fault,
  isBefore,
  isUsualYear,
  later,
  notFound,
  plusSeconds,
  type Viewer,
} from '../../kernel/index.ts';
import { again, type Reader, type Tx } from '../../platform/db/index.ts';
import { newId } from '../../platform/ids.ts';
import { publishLive } from '../../platform/live/index.ts';
import { type Case, loadCase } from '../case.ts';
import { Journal } from '../journal.ts';
import type { ReviewDeps } from '../ports.ts';
import { actionContent } from './content.ts';
import { nextLook, type Told, tellNow } from './decide-action.ts';
import {
  type Action,
  type ActionKind,
  type ActionPriority,
  type ActionState,
  actionReference,
  isUnderWay,
  type Worked,
} from './model.ts';
import * as store from './store.ts';

const ACTION_TASK = 'reviews.action';
const ACTION_SOURCE = 'review_action';
const AHEAD_SECONDS = 600;
const OVERDUE_SECONDS = 30;
const LISTED = 500;
const RATE_DAYS = 90;

export interface NewAction {
  readonly title: string;
  readonly details: string;
  readonly kind: ActionKind;
  readonly priority: ActionPriority;
  readonly ownerId: string;
  readonly dueOn: string;
  readonly link: string | null;
}
export type ActionChange = Partial<NewAction> & {
  readonly state?: ActionState;
  readonly reason: string | null;
};

type OnChange = (tx: Tx, action: Action, before: Action | null, incident: Incident) => Promise<void>;

/** Action items: with an owner and a deadline, or not at all (REV-4, REV-5). */
export class Actions {
  readonly #deps: ReviewDeps;
  readonly #changed: OnChange;

  /** @param changed hears of what people add or change here, in their transaction */
  constructor(deps: ReviewDeps, changed: OnChange) {
    this.#deps = deps;
    this.#changed = changed;
  }

  /** @throws Fault `invalid` for an owner who has left or a deadline in the past */
  add(ref: string, wanted: NewAction, viewer: Viewer): Promise<Action> {
    return this.#transaction(async (tx) => {
      const { action, incident } = await this.addIn(tx, ref, wanted, viewer);
      await this.#changed(tx, action, null, incident);
      return action;
    });
  }

  /** The same in a transaction of the caller's, of which nobody else hears: it has its issue. @throws Fault as `add` */
  async addIn(
    tx: Tx,
    ref: string,
    wanted: NewAction,
    viewer: Viewer,
  ): Promise<{ readonly action: Action; readonly incident: Incident }> {
    const incidentId = await this.#deps.incidents.idOf(tx, ref, viewer);
    const subject = await this.#subject(tx, await this.#deps.incidents.lock(tx, incidentId));
    const { incident } = subject;
    if (incident.status === 'merged')
      throw new Fault(
        'conflict',
        'incident_merged',
        `${referenceOf(incident.number)} is merged into another incident. Add the action there.`,
      );
    checkOwner(subject, wanted.ownerId);
    checkDate(subject, wanted.dueOn);
    const action: Action = {
      ...{ id: newId(this.#deps.clock), number: await store.nextNumber(tx), incidentId, ...wanted },
      ...{ state: 'open', promisedOn: wanted.dueOn, createdBy: viewer.actor, createdAt: subject.now },
      ...{ doneAt: null, worked: null, workedNote: '', ownerToldFor: null, managerToldFor: null },
      ...{ remindedFor: null, nextAt: null },
    };
    const { number, title, kind, priority, ownerId, dueOn } = action;
    await this.#write(tx, subject, viewer, (journal) =>
      journal.add({
        kind: 'action_added',
        data: { actionId: action.id, number, title, kind, priority, ownerId, dueOn },
      }),
    );
    return { action: await this.#save(tx, action, subject), incident };
  }

  /** @throws Fault `not_found`, `reason_needed` */
  change(id: string, change: ActionChange, viewer: Viewer): Promise<Action> {
    return this.#onAction(id, viewer, async (tx, action, subject) => {
      const { reason, state, ...values } = change;
      const dueOn = values.dueOn ?? action.dueOn;
      if (values.ownerId !== undefined && values.ownerId !== action.ownerId)
        checkOwner(subject, values.ownerId);
      if (dueOn !== action.dueOn) {
        checkDate(subject, dueOn);
        if (reason === null)
          throw needsReason('Say why the deadline moves. The first one stays on the record.');
      }
      if (state === 'dropped' && action.state !== 'dropped' && reason === null)
        throw needsReason('Say why it is dropped.');
      const after = await this.#put(tx, action, change, subject, viewer);
      if (after !== action) await this.#changed(tx, after, action, subject.incident);
      return after;
    });
  }

  async #put(
    tx: Tx,
    action: Action,
    { reason, state, ...values }: ActionChange,
    subject: Case,
    viewer: Viewer | null,
  ): Promise<Action> {
    const doneAt =
      state === undefined || state === action.state ? action.doneAt : state === 'done' ? subject.now : null;
    const after: Action = { ...action, ...values, state: state ?? action.state, doneAt };
    const differs = (field: 'title' | 'details' | 'kind' | 'priority' | 'link') =>
      after[field] !== action[field];
    const data = {
      ...{ actionId: action.id, number: action.number, reason },
      state: after.state === action.state ? null : after.state,
      ownerId: after.ownerId === action.ownerId ? null : after.ownerId,
      dueOn: after.dueOn === action.dueOn ? null : after.dueOn,
      reworded: (['title', 'details', 'kind', 'priority', 'link'] as const).some(differs),
    };
    if (data.state === null && data.ownerId === null && data.dueOn === null && !data.reworded) return action;
    await this.#write(tx, subject, viewer, (journal) => journal.add({ kind: 'action_changed', data }));
    return this.#save(tx, after, subject);
  }

  /** @throws Fault `not_found` */
  async byId(reader: Reader, id: string): Promise<Action> {
    const found = await store.actionBy(reader, { id });
    if (found === null) throw notFound('action');
    return found;
  }

  /** The action, with its incident locked. @throws Fault `not_found`, also to whoever may not see the incident */
  async lockSeen(tx: Tx, id: string, viewer: Viewer): Promise<Action> {
    const found = await store.actionBy(tx, byOf(id));
    const seen = found === null ? [] : await this.#deps.incidents.getMany(tx, [found.incidentId], viewer);
    if (found === null || seen.length === 0) throw notFound('action');
    await this.#deps.incidents.lock(tx, found.incidentId);
    return this.byId(tx, found.id);
  }

  /** What was changed in an issue tracker; with the incident locked. */
  async follow(
    tx: Tx,
    id: string,
    change: Pick<ActionChange, 'state' | 'dueOn'>,
    reason: string,
  ): Promise<void> {
    const action = await this.byId(tx, id);
    const incident = await this.#deps.incidents.lock(tx, action.incidentId);
    await this.#put(tx, action, { ...change, reason }, await this.#subject(tx, incident), null);
  }

  /**
   * The action has an issue now; with the incident locked.
   * @param viewer who linked it to one that existed; null: it was created
   */
  async tracked(
    tx: Tx,
    id: string,
    { key, url, tracker }: { readonly key: string; readonly url: string; readonly tracker: string },
    viewer: Viewer | null,
  ): Promise<void> {
    const action = await this.byId(tx, id);
    const subject = await this.#subject(tx, await this.#deps.incidents.lock(tx, action.incidentId));
    const data = { actionId: action.id, number: action.number, key, url, tracker, linked: viewer !== null };
    await this.#write(tx, subject, viewer, (journal) => journal.add({ kind: 'action_tracked', data }));
    await this.#save(tx, { ...action, link: action.link ?? url }, subject);
  }

  /** Somebody parted the action from its issue; with the incident locked. @param key null: it was not created yet */
  async untracked(
    tx: Tx,
    id: string,
    { key, tracker }: { readonly key: string | null; readonly tracker: string },
    viewer: Viewer,
  ): Promise<void> {
    const action = await this.byId(tx, id);
    const subject = await this.#subject(tx, await this.#deps.incidents.lock(tx, action.incidentId));
    const data = { actionId: action.id, number: action.number, key, tracker };
    await this.#write(tx, subject, viewer, (journal) => journal.add({ kind: 'action_untracked', data }));
  }

  /** Whether it worked, asked at the follow-up (REV-5). @throws Fault `action_under_way` */
  assess(
    id: string,
    { worked, note }: { readonly worked: Worked; readonly note: string },
    viewer: Viewer,
  ): Promise<Action> {
    return this.#onAction(id, viewer, async (tx, action, subject) => {
      if (isUnderWay(action))
        throw new Fault(
          'conflict',
          'action_under_way',
          `${actionReference(action)} is not done yet. Whether it worked is said after.`,
        );
      const after = { ...action, worked, workedNote: note };
      await this.#write(tx, subject, viewer, (journal) =>
        journal.add({
          kind: 'action_assessed',
          data: { actionId: action.id, number: action.number, worked, note },
        }),
      );
      return this.#save(tx, after, subject);
    });
  }

  /** For what belongs to actions and is read beside them. */
  read<T>(work: (reader: Reader) => Promise<T>): Promise<T> {
    return work(this.#deps.database.db);
  }

  of(reader: Reader, incidentId: string): Promise<Action[]> {
    return store.actionsOf(reader, [incidentId]);
  }

  async ofIncident(ref: string, viewer: Viewer) {
    const { db } = this.#deps.database;
    return this.#around(db, await this.of(db, await this.#deps.incidents.idOf(db, ref, viewer)), viewer);
  }

  /** All actions that the viewer may see, with the share that was done by the day first promised (MET-5). */
  async list(which: 'open' | 'overdue' | 'all', ownerId: string | null, viewer: Viewer) {
    const { db } = this.#deps.database;
    const directory = await this.#deps.directory.facts(db);
    const zone = directory.organisation.timezone;
    const date = this.#deps.clock.now().toZonedDateTimeISO(zone).toPlainDate();
    const today = date.toString();
    const hidden = await this.#deps.incidents.hiddenFrom(db, viewer);
    const actions = await store.listActions(db, { which, ownerId, today, hidden }, LISTED);
    const rate = await store.completionRate(db, date.subtract({ days: RATE_DAYS }).toString(), today, zone);
    return { ...(await this.#around(db, actions, viewer)), rate, days: RATE_DAYS };
  }

  /** One action with what surrounds it. */
  async one(id: string, viewer: Viewer) {
    const { db } = this.#deps.database;
    const action = await store.actionBy(db, byOf(id));
    if (action === null) throw notFound('action');
    const around = await this.#around(db, [action], viewer);
    if (around.incidents.length === 0) throw notFound('action');
    return around;
  }

  async #around(db: Reader, actions: readonly Action[], viewer: Viewer) {
    const directory = await this.#deps.directory.facts(db);
    const ids = [...new Set(actions.map(({ incidentId }) => incidentId))];
    const now = this.#deps.clock.now();
    const today = now.toZonedDateTimeISO(directory.organisation.timezone).toPlainDate().toString();
    return { actions, directory, today, incidents: await this.#deps.incidents.getMany(db, ids, viewer) };
  }

  /** Actions follow an incident into the one it was merged into. */
  async merged(tx: Tx, fromId: string, toId: string): Promise<void> {
    await store.moveActions(tx, fromId, toId);
  }

  messageOwner(): MessageOwner {
    return {
      kind: ACTION_SOURCE,
      stillWanted: async (reader, { source, key }) => {
        const action = await store.actionBy(reader, { id: source.id });
        return action !== null && isUnderWay(action) && key.includes(`:${action.dueOn}:`)
          ? null
          : 'superseded';
      },
      refresh: async () => null,
      onEvent: async () => undefined,
    };
  }

  tasks(): TaskGroup['tasks'] {
    return { [ACTION_TASK]: ({ key }) => this.#look(String(key)) };
  }

  #look(id: string): Promise<void> {
    return this.#transaction(async (tx) => {
      const found = await store.actionBy(tx, { id });
      if (found === null) return;
      const incident = await this.#deps.incidents.lock(tx, found.incidentId);
      const action = (await store.actionBy(tx, { id })) ?? found;
      const subject = await this.#subject(tx, incident);
      let after = action;
      for (const what of tellNow(action, subject.calendar, subject.now)) {
        await this.#tell(tx, action, subject, what);
        after = { ...after, ...marked(what, action.dueOn) };
      }
      await this.#save(tx, after, subject);
    });
  }

  async #tell(tx: Tx, action: Action, subject: Case, what: Told): Promise<void> {
    const { incident, directory } = subject;
    const owner = directory.people.get(action.ownerId);
    const managers = await this.#deps.escalation.holders(tx, incident, 'engineering_manager');
    // Whoever has left does nothing any more: their manager hears in their place.
    const told =
      what === 'manager'
        ? managers.filter((id) => id !== action.ownerId)
        : owner?.active
          ? [action.ownerId]
          : managers;
    const content = actionContent(action, what, {
      ...{ incident, ownerName: owner?.name ?? 'Deleted user' },
      actionsUrl: `${this.#deps.incidentUrl(incident)}/review`,
    });
    await this.#deps.communication.enqueue(
      tx,
      told.map((personId) => ({
        ...{ key: `action:${action.id}:${action.dueOn}:${what}:${personId}`, purpose: 'notice', personId },
        ...{
          channel: 'email',
          address: directory.people.get(personId)?.email ?? '',
          incidentId: incident.id,
        },
        ...{ source: { kind: ACTION_SOURCE, id: action.id, generation: 1 }, content, drill: incident.drill },
      })),
    );
    if (what === 'remind') return;
    await this.#write(tx, subject, null, (journal) =>
      journal.add({
        kind: 'action_overdue',
        data: { actionId: action.id, number: action.number, dueOn: action.dueOn, toldPersonIds: [...told] },
      }),
    );
  }

  /** Looks for actions whose wake-up is gone or late. @returns how many got a new one */
  watch(): Promise<number> {
    return this.#transaction(async (tx) => {
      const now = this.#deps.clock.now();
      const due = await store.actionsDue(tx, plusSeconds(now, AHEAD_SECONDS));
      const ids = due.map(({ id }) => id);
      const pending = await wakeupsPending(tx, ACTION_TASK, ids);
      const limit = plusSeconds(now, -OVERDUE_SECONDS);
      const lost = due.filter(({ id, nextAt }) => !pending.has(id) || isBefore(nextAt, limit));
      for (const { id, nextAt } of lost)
        await wakeAt(tx, { task: ACTION_TASK, key: id, runAt: later(nextAt, now) });
      return lost.length;
    });
  }

  async #save(tx: Tx, action: Action, { calendar, now }: Pick<Case, 'calendar' | 'now'>): Promise<Action> {
    const after = { ...action, nextAt: nextLook(action, calendar, now) };
    await store.saveAction(tx, after);
    if (after.nextAt !== null) await wakeAt(tx, { task: ACTION_TASK, key: after.id, runAt: after.nextAt });
    await publishLive(tx, { topic: 'incident', id: after.incidentId });
    return after;
  }

  async #write(
    tx: Tx,
    { incident }: Case,
    viewer: Viewer | null,
    add: (journal: Journal) => void,
  ): Promise<void> {
    const journal = new Journal();
    add(journal);
    await journal.write(this.#deps, tx, incident.id, viewer?.actor);
  }

  #subject(reader: Reader, incident: Incident): Promise<Case> {
    return loadCase(this.#deps, reader, incident);
  }

  #onAction(
    id: string,
    viewer: Viewer,
    work: (tx: Tx, action: Action, subject: Case) => Promise<Action>,
  ): Promise<Action> {
    return this.#transaction(async (tx) => {
      const action = await this.lockSeen(tx, id, viewer);
      const incident = await this.#deps.incidents.lock(tx, action.incidentId);
      return work(tx, action, await this.#subject(tx, incident));
    });
  }

  #transaction<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
    return again(() => this.#deps.database.transaction(work));
  }
}

/** `ACT-12`, `12` or an id. */
function byOf(id: string): { id: string } | { number: number } {
  const number = /^(?:act-)?(\d{1,9})$/i.exec(id)?.[1];
  return number === undefined ? { id } : { number: Number(number) };
}

const marked = (what: Told, dueOn: string): Partial<Action> =>
  what === 'remind'
    ? { remindedFor: dueOn }
    : what === 'owner'
      ? { ownerToldFor: dueOn }
      : { managerToldFor: dueOn };

function checkOwner({ directory }: Case, ownerId: string): void {
  if (directory.people.get(ownerId)?.active !== true)
    throw invalid('ownerId', 'Person not found or deactivated.');
}

function checkDate({ calendar, now }: Case, dueOn: string): void {
  const today = now.toZonedDateTimeISO(calendar.zone).toPlainDate().toString();
  if (dueOn < today) throw invalid('dueOn', 'Choose today or a later day.');
  if (!isUsualYear(dueOn)) throw invalid('dueOn', 'Enter a valid year.');
}

const invalid = (path: string, message: string): Fault =>
  new Fault('invalid', 'invalid_request', message, [{ path, message }]);
const needsReason = (message: string): Fault =>
  new Fault('invalid', 'reason_needed', message, [{ path: 'reason', message }]);
