import { type Incident, referenceOf } from '../../incidents/index.ts';
import { type TaskGroup, wakeAt, wakeupsPending } from '../../jobs/index.ts';
import {
  Fault,
  type Instant,
  isBefore,
  later,
  notFound,
  plusSeconds,
  type Viewer,
} from '../../kernel/index.ts';
import { again, type Reader, type Tx } from '../../platform/db/index.ts';
import { publishLive } from '../../platform/live/index.ts';
import { type Action, actionReference } from '../actions/model.ts';
import type { Actions } from '../actions/service.ts';
import type { ReviewDeps } from '../ports.ts';
import type { Trackers } from './connections.ts';
import { afterTrouble, decideSync, nextPoll, type SyncDecision } from './decide-sync.ts';
import {
  type Issue,
  type IssueLink,
  type IssueName,
  type Shared,
  type Tracker,
  VendorTrouble,
} from './model.ts';
import * as store from './store.ts';

const ISSUE_TASK = 'reviews.issue';
const AHEAD_SECONDS = 600;
const OVERDUE_SECONDS = 30;
/** Longer than all requests of one look together; a process that died in the middle is taken over then. */
const LEASE_SECONDS = 120;

type SyncDeps = ReviewDeps & { readonly trackers: Trackers; readonly actions: Actions };

interface Claim {
  readonly link: IssueLink;
  readonly action: Action;
  readonly tracker: Tracker;
  readonly incident: Incident;
}

/** Actions and their issues, kept alike in both directions (REV-4). Every look is a job that may fail and come again. */
export class IssueSync {
  readonly #deps: SyncDeps;

  constructor(deps: SyncDeps) {
    this.#deps = deps;
  }

  /** An action was added or changed by somebody here; in that transaction. */
  async onAction(tx: Tx, action: Action, before: Action | null, incident: Incident): Promise<void> {
    const now = this.#deps.clock.now();
    if (before === null) {
      const tracker = (await store.trackersIn(tx)).find(({ automatic }) => automatic);
      // Who reads a tracker is not known here: what is restricted goes there only when somebody says so.
      if (tracker !== undefined && incident.visibility === 'organisation' && !incident.drill)
        await this.#begin(tx, action, tracker, null, now);
      return;
    }
    const link = await store.linkOf(tx, action.id, true);
    if (link === null || link.state === 'gone') return;
    if (before.state === action.state && before.dueOn === action.dueOn && before.title === action.title)
      return;
    await this.#wake(
      tx,
      { ...link, state: link.key === null ? 'creating' : 'linked', changedHereAt: now },
      now,
    );
  }

  /**
   * Makes an issue of an action, or ties it to one that exists.
   * @throws Fault `not_found`, `issue_exists`, `other_project`
   */
  link(
    actionId: string,
    wanted: { readonly tracker: string; readonly link: string | null },
    viewer: Viewer,
  ): Promise<void> {
    return this.#onAction(actionId, viewer, async (tx, action) => {
      const tracker = await this.#deps.trackers.get(wanted.tracker, tx);
      const before = await store.linkOf(tx, action.id, true);
      if (before !== null && before.state !== 'gone')
        throw new Fault(
          'conflict',
          'issue_exists',
          `${actionReference(action)} has an issue. Unlink that one first.`,
        );
      await this.#begin(tx, action, tracker, this.#nameIn(tracker, wanted.link), this.#deps.clock.now());
    });
  }

  #nameIn(tracker: Tracker, link: string | null): IssueName | null {
    if (link === null) return null;
    const url = new URL(link);
    const key =
      url.origin === new URL(tracker.url).origin ? this.#deps.trackers.reach(tracker).keyOf(url) : null;
    if (key !== null) return { key, url: `${url.origin}${url.pathname}` };
    const message = `This link does not lead to an issue of ${tracker.project} in ${tracker.name}.`;
    throw new Fault('invalid', 'other_project', message, [{ path: 'link', message }]);
  }

  /** Tries again now, after somebody has repaired what was wrong. @throws Fault `not_found` */
  retry(actionId: string, viewer: Viewer): Promise<void> {
    return this.#onAction(actionId, viewer, async (tx, action) => {
      const link = await store.linkOf(tx, action.id, true);
      if (link === null) throw notFound('issue');
      const state = link.key === null ? 'creating' : 'linked';
      await this.#wake(tx, { ...link, state, attempts: 0 }, this.#deps.clock.now());
    });
  }

  /** The issue and the action go their own ways. @throws Fault `not_found` */
  unlink(actionId: string, viewer: Viewer): Promise<void> {
    return this.#onAction(actionId, viewer, (tx, action) => store.deleteLink(tx, action.id));
  }

  /** A webhook says that these issues have changed: they are looked at now, whatever it says of them. */
  heard(trackerId: string, keys: readonly string[]): Promise<void> {
    return this.#transaction(async (tx) => {
      const now = this.#deps.clock.now();
      for (const id of await store.actionsOfKeys(tx, trackerId, keys)) {
        const link = await store.linkOf(tx, id, true);
        if (link !== null && link.state !== 'stopped')
          await this.#wake(tx, { ...link, state: 'linked' }, now);
      }
    });
  }

  /** The issues of actions, by the action's id, with their trackers. */
  async of(reader: Reader, actionIds: readonly string[]) {
    const links = await store.linksOf(reader, actionIds);
    const trackers = links.length === 0 ? [] : await store.trackersIn(reader);
    const byId = new Map(trackers.map((tracker) => [tracker.id, tracker]));
    return new Map(
      links.flatMap((link) => {
        const tracker = byId.get(link.trackerId);
        return tracker === undefined ? [] : [[link.actionId, { link, tracker }] as const];
      }),
    );
  }

  tasks(): TaskGroup['tasks'] {
    return { [ISSUE_TASK]: ({ key }) => this.look(String(key)) };
  }

  /** Looks for issues whose wake-up is gone or late. @returns how many got a new one */
  watch(): Promise<number> {
    return this.#transaction(async (tx) => {
      const now = this.#deps.clock.now();
      const due = await store.linksDue(tx, plusSeconds(now, AHEAD_SECONDS));
      const ids = due.map(({ id }) => id);
      const pending = await wakeupsPending(tx, ISSUE_TASK, ids);
      const limit = plusSeconds(now, -OVERDUE_SECONDS);
      const lost = due.filter(({ id, nextAt }) => !pending.has(id) || isBefore(nextAt, limit));
      for (const { id, nextAt } of lost)
        await wakeAt(tx, { task: ISSUE_TASK, key: id, runAt: later(nextAt, now) });
      return lost.length;
    });
  }

  /** One look at one issue: makes it if there is none, and makes both sides say the same. */
  async look(actionId: string): Promise<void> {
    const claim = await this.#claim(actionId);
    if (claim === null) return;
    try {
      const name = await this.#nameOf(claim);
      await this.#compare(claim, name);
    } catch (error) {
      if (!(error instanceof VendorTrouble)) throw error;
      await this.#failed(actionId, error);
    }
  }

  /** Takes the link for the length of a lease. What is written here is on disk before the tracker hears of anything. */
  #claim(actionId: string): Promise<Claim | null> {
    return this.#transaction(async (tx) => {
      const now = this.#deps.clock.now();
      const seen = await store.linkOf(tx, actionId);
      if (seen === null || seen.nextAt === null || isBefore(now, seen.nextAt)) return null;
      const { incidentId } = await this.#deps.actions.byId(tx, actionId);
      const incident = await this.#deps.incidents.lock(tx, incidentId);
      const link = await store.linkOf(tx, actionId, true);
      if (link === null || link.nextAt === null) return null;
      if (link.busyUntil !== null && isBefore(now, link.busyUntil)) {
        await wakeAt(tx, { task: ISSUE_TASK, key: actionId, runAt: link.busyUntil });
        return null;
      }
      const busyUntil = plusSeconds(now, LEASE_SECONDS);
      await store.saveLink(tx, {
        ...link,
        busyUntil,
        nextAt: busyUntil,
        creatingSince: link.creatingSince ?? now,
      });
      await wakeAt(tx, { task: ISSUE_TASK, key: actionId, runAt: busyUntil });
      const action = await this.#deps.actions.byId(tx, actionId);
      return { link, action, incident, tracker: await this.#deps.trackers.get(link.trackerId, tx) };
    });
  }

  /** The issue; a new one only after looking for one that an attempt before this has made. */
  async #nameOf({ link, action, tracker, incident }: Claim): Promise<IssueName> {
    if (link.key !== null) return { key: link.key, url: link.url ?? tracker.url };
    const vendor = this.#deps.trackers.reach(tracker);
    const marker = `tocsin-${action.id}`;
    const found = link.creatingSince === null ? null : await vendor.find(marker);
    const { title, dueOn } = action;
    const name =
      found ?? (await vendor.create({ title, dueOn, marker, lines: await this.#linesOf(action, incident) }));
    await this.#transaction(async (tx) => {
      await this.#deps.incidents.lock(tx, action.incidentId);
      const now = await store.linkOf(tx, action.id, true);
      if (now === null) return;
      const agreed: Shared = { title, dueOn, state: 'open' };
      await store.saveLink(tx, { ...now, ...name, state: 'linked', agreed });
      await this.#deps.actions.tracked(tx, action.id, { ...name, tracker: tracker.name });
    });
    return name;
  }

  async #linesOf(action: Action, incident: Incident): Promise<readonly string[]> {
    const { people } = await this.#deps.directory.facts(this.#deps.database.db);
    const owner = people.get(action.ownerId)?.name;
    const of = `${actionReference(action)} of ${referenceOf(incident.number)}`;
    return [
      ...(action.details.trim() === '' ? [] : [action.details.trim()]),
      `${of}${owner === undefined ? '' : `, owned by ${owner}`}: ${this.#deps.incidentUrl(incident)}/review`,
    ];
  }

  async #compare({ action: { id }, tracker, link: claimed }: Claim, { key }: IssueName): Promise<void> {
    const { db } = this.#deps.database;
    const vendor = this.#deps.trackers.reach(tracker);
    const issue = await vendor.get(key);
    const action = await this.#deps.actions.byId(db, id);
    const link = (await store.linkOf(db, id)) ?? claimed;
    const here = {
      title: action.title,
      state: action.state,
      dueOn: action.dueOn,
      changedAt: link.changedHereAt,
    };
    const decision = decideSync(link.agreed, here, issue, vendor.stages);
    if (decision.there !== null) await vendor.update(issue, decision.there);
    await this.#settle(action, link, tracker, issue, decision);
  }

  #settle(
    { id, incidentId }: Action,
    compared: IssueLink,
    tracker: Tracker,
    { key, url }: Issue,
    { here, agreed }: SyncDecision,
  ): Promise<void> {
    return this.#transaction(async (tx) => {
      await this.#deps.incidents.lock(tx, incidentId);
      const link = await store.linkOf(tx, id, true);
      if (link === null) return;
      const now = this.#deps.clock.now();
      const calm = { attempts: 0, problem: null, busyUntil: null, syncedAt: now };
      const changed = !link.changedHereAt.equals(compared.changedHereAt);
      // Changed again while the tracker was asked, or heard of again: the next look, at once, sees to it.
      const again =
        changed || (link.nextAt !== null && link.busyUntil !== null && !link.nextAt.equals(link.busyUntil));
      if (here !== null && !changed)
        await this.#deps.actions.follow(tx, id, here, `${endOf(here.state)} ${tracker.name}, ${key}.`);
      const nextAt = again ? now : nextPoll(agreed.state, now);
      await store.saveLink(tx, {
        ...{ ...link, ...calm, key, url, nextAt, state: 'linked' },
        agreed: here !== null && changed ? link.agreed : agreed,
      });
      await wakeAt(tx, { task: ISSUE_TASK, key: id, runAt: nextAt });
      await publishLive(tx, { topic: 'incident', id: incidentId });
    });
  }

  #failed(actionId: string, trouble: VendorTrouble): Promise<void> {
    return this.#transaction(async (tx) => {
      const link = await store.linkOf(tx, actionId, true);
      if (link === null) return;
      const after = afterTrouble(link, trouble, this.#deps.clock.now());
      await store.saveLink(tx, { ...link, ...after, problem: trouble.message, busyUntil: null });
      if (after.nextAt !== null) await wakeAt(tx, { task: ISSUE_TASK, key: actionId, runAt: after.nextAt });
      const { incidentId } = await this.#deps.actions.byId(tx, actionId);
      await publishLive(tx, { topic: 'incident', id: incidentId });
    });
  }

  async #begin(
    tx: Tx,
    action: Action,
    tracker: Tracker,
    name: IssueName | null,
    now: Instant,
  ): Promise<void> {
    await this.#wake(
      tx,
      {
        ...{ actionId: action.id, trackerId: tracker.id, state: name === null ? 'creating' : 'linked' },
        ...{ key: name?.key ?? null, url: name?.url ?? null, creatingSince: null, agreed: null },
        // An issue that exists knows better than an action that was tied to it a moment ago.
        changedHereAt: name === null ? now : action.createdAt,
        ...{ attempts: 0, problem: null, syncedAt: null, busyUntil: null, nextAt: now },
      },
      now,
    );
    if (name !== null) await this.#deps.actions.tracked(tx, action.id, { ...name, tracker: tracker.name });
  }

  async #wake(tx: Tx, link: IssueLink, now: Instant): Promise<void> {
    await store.saveLink(tx, { ...link, nextAt: now });
    await wakeAt(tx, { task: ISSUE_TASK, key: link.actionId, runAt: now });
  }

  #onAction(id: string, viewer: Viewer, work: (tx: Tx, action: Action) => Promise<void>): Promise<void> {
    return this.#transaction(async (tx) => {
      const action = await this.#deps.actions.lockSeen(tx, id, viewer);
      await work(tx, action);
      await publishLive(tx, { topic: 'incident', id: action.incidentId });
    });
  }

  #transaction<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
    return again(() => this.#deps.database.transaction(work));
  }
}

/** "Closed in Jira PROJ-7": the reason that a deadline moved or an action ended. */
const endOf = (state: Shared['state'] | undefined): string =>
  state === 'done' ? 'Closed in' : state === 'dropped' ? 'Closed without being done in' : 'Changed in';
