import { type Incident, referenceOf } from '../../incidents/index.ts';
import { type TaskGroup, wakeAt, wakeupsPending } from '../../jobs/index.ts';
import {
  cleanText,
  Fault,
  type Instant,
  isBefore,
  later,
  notFound,
  plusSeconds,
  Temporal,
  type Viewer,
} from '../../kernel/index.ts';
import { again, type Reader, type Tx } from '../../platform/db/index.ts';
import { publishLive } from '../../platform/live/index.ts';
import { type Action, actionReference } from '../actions/model.ts';
import type { Actions } from '../actions/service.ts';
import type { ReviewDeps } from '../ports.ts';
import type { Trackers } from './connections.ts';
import { afterTrouble, decideSync, maySend, nextPoll, type SyncDecision } from './decide-sync.ts';
import {
  ISSUE_TASK,
  type Issue,
  type IssueLink,
  type IssueName,
  type Shared,
  type Tracker,
  VendorTrouble,
} from './model.ts';
import * as store from './store.ts';

const AHEAD_SECONDS = 600;
const OVERDUE_SECONDS = 30;
/** Longer than all requests of one look together; a process that died in the middle is taken over then. */
const LEASE_SECONDS = 120;

type SyncDeps = ReviewDeps & { readonly trackers: Trackers; readonly actions: Actions };

/** Older than anything: whatever an issue says is newer. */
const EVER = Temporal.Instant.fromEpochMilliseconds(0);

interface Claim {
  /** Until when the link is this look's; by it a look tells its own lease from one that took over. */
  readonly busyUntil: Instant;
  readonly link: IssueLink;
  readonly action: Action;
  readonly tracker: Tracker;
  readonly incident: Incident;
}

/** Issues that one transaction stops following when their tracker is removed. */
const PARTED_AT_ONCE = 50;

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
        await this.#begin(tx, action, tracker, null, now, null, false);
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
   * @throws Fault `not_found`, `issue_exists`, `other_project`, `issue_taken`
   */
  link(
    actionId: string,
    wanted: { readonly tracker: string; readonly link: string | null },
    viewer: Viewer,
  ): Promise<void> {
    return this.#onAction(actionId, viewer, async (tx, action) => {
      const tracker = await this.#deps.trackers.hold(tx, wanted.tracker);
      const before = await store.linkOf(tx, action.id, true);
      if (before !== null && before.state !== 'gone')
        throw new Fault(
          'conflict',
          'issue_exists',
          `${actionReference(action)} has an issue. Unlink that one first.`,
        );
      const name = this.#nameIn(tracker, wanted.link);
      if (name !== null) await this.requireFree(tx, tracker, name, viewer);
      const { visibility } = await this.#deps.incidents.lock(tx, action.incidentId);
      const restricted = visibility !== 'organisation';
      await this.#begin(tx, action, tracker, name, this.#deps.clock.now(), viewer, restricted);
    });
  }

  #nameIn(tracker: Tracker, link: string | null): IssueName | null {
    if (link === null) return null;
    const name = this.#deps.trackers.nameIn(tracker, new URL(link));
    if (name !== null) return name;
    const message = `This link does not lead to an issue of ${tracker.project} in ${tracker.name}.`;
    throw new Fault('invalid', 'other_project', message, [{ path: 'link', message }]);
  }

  /** Nobody else gets the issue until the transaction ends. @throws Fault `issue_taken` */
  async requireFree(tx: Tx, tracker: Tracker, name: IssueName, viewer: Viewer): Promise<void> {
    const owner = await store.ownerOfIssue(tx, tracker.id, name);
    if (owner === null) return;
    const action = await this.#deps.actions.byId(tx, owner);
    const seen = await this.#deps.incidents.getMany(tx, [action.incidentId], viewer);
    // Of a restricted incident not even the number of its action is told.
    const whose = seen.length === 0 ? 'another action' : actionReference(action);
    const message = `${tracker.name} ${name.key} is the issue of ${whose} already.`;
    throw new Fault('conflict', 'issue_taken', message, [{ path: 'link', message }]);
  }

  /**
   * An action that was made of an issue follows it from now on. What somebody chose here, such as its deadline, goes there; how far it
   * is comes from there.
   */
  async adopt(
    tx: Tx,
    { action, incident }: { readonly action: Action; readonly incident: Incident },
    tracker: Tracker,
    issue: Issue,
    viewer: Viewer,
  ): Promise<void> {
    const now = this.#deps.clock.now();
    const restricted = incident.visibility !== 'organisation';
    const { title, dueOn } = issue;
    const agreed: Shared = { title, dueOn, state: action.state };
    await this.#begin(tx, action, tracker, issue, now, viewer, restricted, agreed);
    await publishLive(tx, { topic: 'incident', id: incident.id });
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
    return this.#onAction(actionId, viewer, async (tx, action) => {
      const link = await store.linkOf(tx, action.id, true);
      if (link === null) return;
      const { name } = await this.#deps.trackers.get(link.trackerId, tx);
      await store.deleteLink(tx, action.id);
      await this.#deps.actions.untracked(tx, action.id, { key: link.key, tracker: name }, viewer);
    });
  }

  /**
   * Removes a tracker. Its issues stay where they are, and each incident says that its own are not followed any more.
   * @throws Fault `not_found`
   */
  async remove(trackerId: string, viewer: Viewer): Promise<void> {
    // A few at a time: each incident is locked until its transaction ends, and there may be thousands. Whatever stops this leaves a
    // tracker with fewer issues, which is removed by asking again.
    for (;;) {
      const parted = await this.#transaction((tx) => this.#part(tx, trackerId, viewer));
      if (parted < PARTED_AT_ONCE) break;
    }
    await this.#transaction(async (tx) => {
      // Those that were linked meanwhile.
      await this.#part(tx, trackerId, viewer);
      await this.#deps.trackers.remove(tx, trackerId, viewer.actor);
    });
  }

  /** @returns how many issues are not followed any more */
  async #part(tx: Tx, trackerId: string, viewer: Viewer): Promise<number> {
    const { name } = await this.#deps.trackers.get(trackerId, tx);
    const links = await Promise.all(
      (await store.actionsIn(tx, trackerId, PARTED_AT_ONCE)).map(async (link) => ({
        ...link,
        incidentId: (await this.#deps.actions.byId(tx, link.id)).incidentId,
      })),
    );
    // In the order of incidents, as everybody who locks several does.
    for (const { id, key, incidentId } of links.toSorted((a, b) => (a.incidentId < b.incidentId ? -1 : 1))) {
      await this.#deps.actions.untracked(tx, id, { key, tracker: name }, viewer);
      await store.deleteLink(tx, id);
      await publishLive(tx, { topic: 'incident', id: incidentId });
    }
    return links.length;
  }

  /** A webhook says that these issues have changed: they are looked at now, whatever it says of them. */
  heard(trackerId: string, keys: readonly string[]): Promise<void> {
    return this.#transaction(async (tx) => {
      const now = this.#deps.clock.now();
      for (const id of await store.actionsOfKeys(tx, trackerId, keys)) {
        const link = await store.linkOf(tx, id, true);
        if (link !== null) await this.#wake(tx, { ...link, state: 'linked' }, now);
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
      if (name !== null) await this.#compare(claim, name);
    } catch (error) {
      if (error instanceof VendorTrouble) return this.#failed(claim, await this.#reallyGone(claim, error));
      // A bug, or the database: shown where people look for it, and tried ever less often, like any other trouble.
      const words = error instanceof Error ? error.message : String(error);
      const message = `Unexpected error: ${cleanText(words).slice(0, 500)}`;
      await this.#failed(claim, new VendorTrouble('later', message));
      throw error;
    }
  }

  /** "Not found" is also what a tracker says to whoever may not see: only a connection that works knows that an issue is gone. */
  async #reallyGone({ tracker }: Claim, trouble: VendorTrouble): Promise<VendorTrouble> {
    if (trouble.kind !== 'gone') return trouble;
    try {
      await this.#deps.trackers.reach(tracker).probe();
      return trouble;
    } catch (error) {
      if (!(error instanceof VendorTrouble)) throw error;
      return error.kind === 'later' ? error : new VendorTrouble('denied', error.message);
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
      if (link.key === null && !maySend(incident.visibility, link)) {
        await store.deleteLink(tx, actionId);
        await publishLive(tx, { topic: 'incident', id: incidentId });
        return null;
      }
      const tracker = await this.#deps.trackers.get(link.trackerId, tx);
      // It has had enough of us, whichever issue it said so of.
      if (tracker.quietUntil !== null && isBefore(now, tracker.quietUntil)) {
        await store.saveLink(tx, { ...link, nextAt: tracker.quietUntil });
        await wakeAt(tx, { task: ISSUE_TASK, key: actionId, runAt: tracker.quietUntil });
        return null;
      }
      const action = await this.#deps.actions.byId(tx, actionId);
      const busyUntil = plusSeconds(now, LEASE_SECONDS);
      await store.saveLink(tx, {
        ...{ ...link, busyUntil, nextAt: busyUntil, creatingSince: link.creatingSince ?? now },
        agreed: link.agreed ?? (link.key === null ? sentOf(action) : null),
      });
      await wakeAt(tx, { task: ISSUE_TASK, key: actionId, runAt: busyUntil });
      return { link, action, incident, tracker, busyUntil };
    });
  }

  /** The link, if it is this look's still: not unlinked, linked elsewhere or taken over meanwhile. */
  async #own(reader: Reader, { action, tracker, busyUntil }: Claim, lock = false): Promise<IssueLink | null> {
    const link = await store.linkOf(reader, action.id, lock);
    if (link === null || link.trackerId !== tracker.id || link.busyUntil === null) return null;
    return link.busyUntil.equals(busyUntil) ? link : null;
  }

  /** The issue; a new one only after looking for one that an attempt before this has made. null: the link is another's now. */
  async #nameOf(claim: Claim): Promise<IssueName | null> {
    const { link, action, tracker, incident } = claim;
    if (link.key !== null) return { key: link.key, url: link.url ?? tracker.url };
    const vendor = this.#deps.trackers.reach(tracker);
    const marker = `tocsin-${action.id}`;
    const found = link.creatingSince === null ? null : await vendor.find(marker);
    const { title, dueOn } = action;
    const name =
      found ?? (await vendor.create({ title, dueOn, marker, lines: await this.#linesOf(action, incident) }));
    return this.#transaction(async (tx) => {
      await this.#deps.incidents.lock(tx, action.incidentId);
      const own = await this.#own(tx, claim, true);
      if (own === null) return null;
      // An issue that is found again says what the attempt sent that made it, and not what the action says by now.
      const agreed = found === null ? sentOf(action) : own.agreed;
      await store.saveLink(tx, { ...own, ...name, state: 'linked', agreed });
      await this.#deps.actions.tracked(tx, action.id, { ...name, tracker: tracker.name }, null);
      return name;
    });
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

  async #compare(claim: Claim, { key }: IssueName): Promise<void> {
    const { db } = this.#deps.database;
    const vendor = this.#deps.trackers.reach(claim.tracker);
    const issue = await vendor.get(key);
    // The link before the action: a change between both is then one that came later, and the next look sees to it.
    const link = await this.#own(db, claim);
    if (link === null) return;
    if (link.agreed === null && link.url !== null && !vendor.leadsTo(new URL(link.url), issue))
      throw new VendorTrouble(
        'refused',
        `${link.url} leads to another project than ${issue.url}. Unlink it.`,
      );
    const action = await this.#deps.actions.byId(db, claim.action.id);
    const here = {
      title: maySend(claim.incident.visibility, link) ? action.title : (link.agreed ?? issue).title,
      state: action.state,
      dueOn: action.dueOn,
      changedAt: link.changedHereAt,
    };
    const decision = decideSync(link.agreed, here, issue, vendor.stages);
    if (decision.there !== null) {
      // First what came from there: a tracker that refuses what it is told does not keep back its own news.
      if (decision.here !== null) await this.#take(claim, link, issue, decision);
      await vendor.update(issue, decision.there);
    }
    await this.#settle(claim, link, issue, decision);
  }

  #take(claim: Claim, compared: IssueLink, { key }: Issue, { here, heard }: SyncDecision): Promise<void> {
    return this.#transaction(async (tx) => {
      const { id, incidentId } = claim.action;
      await this.#deps.incidents.lock(tx, incidentId);
      const link = await this.#own(tx, claim, true);
      if (link === null || here === null || !link.changedHereAt.equals(compared.changedHereAt)) return;
      await this.#deps.actions.follow(tx, id, here, `${endOf(here.state)} ${claim.tracker.name}, ${key}.`);
      await store.saveLink(tx, { ...link, agreed: heard });
    });
  }

  #settle(
    claim: Claim,
    compared: IssueLink,
    { key, url }: Issue,
    { here, agreed }: SyncDecision,
  ): Promise<void> {
    return this.#transaction(async (tx) => {
      const { tracker, action } = claim;
      const { id, incidentId } = action;
      await this.#deps.incidents.lock(tx, incidentId);
      const link = await this.#own(tx, claim, true);
      if (link === null) return;
      const now = this.#deps.clock.now();
      const calm = { attempts: 0, problem: null, busyUntil: null, syncedAt: now };
      const changed = !link.changedHereAt.equals(compared.changedHereAt);
      // Changed again while the tracker was asked, or heard of again: the next look, at once, sees to it.
      const again = changed || wokenDuring(link);
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

  #failed(claim: Claim, trouble: VendorTrouble): Promise<void> {
    return this.#transaction(async (tx) => {
      const { id, incidentId } = claim.action;
      const now = this.#deps.clock.now();
      // What is wrong with one issue, such as an answer 503 that says when, does not silence the others.
      if (trouble.tooMuch && trouble.after !== null)
        await store.quieten(tx, claim.tracker.id, plusSeconds(now, trouble.after));
      const link = await this.#own(tx, claim, true);
      if (link === null) return;
      const after = afterTrouble(link, trouble, now);
      // Somebody changed or repaired something while it failed: what failed may be what was before.
      const nextAt = wokenDuring(link) ? now : after.nextAt;
      await store.saveLink(tx, { ...link, ...after, nextAt, problem: trouble.message, busyUntil: null });
      if (nextAt !== null) await wakeAt(tx, { task: ISSUE_TASK, key: id, runAt: nextAt });
      await publishLive(tx, { topic: 'incident', id: incidentId });
    });
  }

  async #begin(
    tx: Tx,
    action: Action,
    tracker: Tracker,
    name: IssueName | null,
    now: Instant,
    viewer: Viewer | null,
    restricted: boolean,
    agreed: Shared | null = null,
  ): Promise<void> {
    await this.#wake(
      tx,
      {
        ...{ actionId: action.id, trackerId: tracker.id, state: name === null ? 'creating' : 'linked' },
        ...{ key: name?.key ?? null, url: name?.url ?? null, creatingSince: null, agreed, restricted },
        // An issue that exists knows better than an action that was tied to it a moment ago.
        changedHereAt: name === null || agreed !== null ? now : EVER,
        ...{ attempts: 0, problem: null, syncedAt: null, busyUntil: null, nextAt: now },
      },
      now,
    );
    if (name !== null)
      await this.#deps.actions.tracked(tx, action.id, { ...name, tracker: tracker.name }, viewer);
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

/** What a new issue is made of. */
const sentOf = ({ title, dueOn }: Action): Shared => ({ title, dueOn, state: 'open' });

/** Something happened since the look began: nothing else moves the next one from the end of the lease. */
const wokenDuring = ({ nextAt, busyUntil }: IssueLink): boolean =>
  nextAt !== null && busyUntil !== null && !nextAt.equals(busyUntil);

/** "Closed in Jira PROJ-7": the reason that a deadline moved or an action ended. */
const endOf = (state: Shared['state'] | undefined): string =>
  state === 'done' ? 'Closed in' : state === 'dropped' ? 'Closed without being done in' : 'Changed in';
