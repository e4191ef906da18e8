import { Fault, type Viewer } from '../../kernel/index.ts';
import { again, type Tx } from '../../platform/db/index.ts';
import type { Action } from '../actions/model.ts';
import type { Actions, NewAction } from '../actions/service.ts';
import type { ReviewDeps } from '../ports.ts';
import type { Trackers } from './connections.ts';
import { type Issue, type Tracker, VendorTrouble } from './model.ts';
import type { IssueSync } from './sync.ts';

/** Of the most that an action may be called. */
const TITLE = 300;

interface ImportDeps extends Pick<ReviewDeps, 'database' | 'incidents'> {
  readonly trackers: Trackers;
  readonly actions: Actions;
  readonly issues: IssueSync;
}

export interface FoundIssue {
  readonly tracker: Tracker;
  readonly issue: Issue;
}

/** What an issue does not say: an action has an owner and a deadline, or does not exist. */
type Wanted = Pick<NewAction, 'kind' | 'priority' | 'ownerId' | 'dueOn'>;

/** Issues that were there first become actions, by their link (REV-4). */
export class IssueImports {
  readonly #deps: ImportDeps;

  constructor(deps: ImportDeps) {
    this.#deps = deps;
  }

  /** The issue that a link leads to, before it is imported. @throws Fault `no_tracker`, `tracker_failed`, `issue_taken` */
  async find(ref: string, link: string, viewer: Viewer): Promise<FoundIssue> {
    const { database, incidents, issues } = this.#deps;
    await incidents.idOf(database.db, ref, viewer);
    const found = await this.#at(new URL(link));
    await this.#transaction((tx) => issues.requireFree(tx, found.tracker, found.issue, viewer));
    return found;
  }

  /** Makes an action of it, which follows the issue from then on. @throws Fault as `find`, and as for any new action */
  async add(ref: string, link: string, wanted: Wanted, viewer: Viewer): Promise<Action> {
    const { actions, issues, trackers } = this.#deps;
    const { tracker, issue } = await this.find(ref, link, viewer);
    const title = issue.title.trim().slice(0, TITLE) || issue.key;
    return this.#transaction(async (tx) => {
      const held = await trackers.hold(tx, tracker.id);
      const added = await actions.addIn(tx, ref, { ...wanted, title, details: '', link: issue.url }, viewer);
      await issues.requireFree(tx, held, issue, viewer);
      await issues.adopt(tx, added, held, issue, viewer);
      return added.action;
    });
  }

  async #at(link: URL): Promise<FoundIssue> {
    const { trackers } = this.#deps;
    const all = await trackers.list();
    let gone: VendorTrouble | null = null;
    for (const tracker of all) {
      try {
        const name = trackers.nameIn(tracker, link);
        if (name === null) continue;
        const vendor = trackers.reach(tracker);
        const issue = await vendor.get(name.key);
        if (vendor.leadsTo(link, issue)) return { tracker, issue };
      } catch (error) {
        if (!(error instanceof VendorTrouble)) throw error;
        // A project that is known by its number has many paths: another connection may be the one that is meant.
        if (error.kind !== 'gone') throw failed(error);
        gone = error;
      }
    }
    if (gone !== null) throw failed(gone);
    const connected = all.map(({ name, project }) => `${project} in ${name}`).join(', ');
    const message =
      connected === ''
        ? 'No issue tracker is connected. An administrator adds one under Settings, Issue trackers.'
        : `This link does not lead to an issue of a connected project: ${connected}.`;
    throw new Fault('invalid', 'no_tracker', message, [{ path: 'link', message }]);
  }

  #transaction<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
    return again(() => this.#deps.database.transaction(work));
  }
}

function failed({ kind, message }: VendorTrouble): Fault {
  const words =
    kind === 'gone' ? `There is no such issue, or the connection may not see it. ${message}` : message;
  return new Fault(kind === 'later' ? 'unavailable' : 'invalid', 'tracker_failed', words, [
    { path: 'link', message: words },
  ]);
}
