import type { Incident } from '../../incidents/index.ts';
import { type TaskGroup, wakeAt, wakeupsPending } from '../../jobs/index.ts';
import {
  cleanText,
  Fault,
  type Instant,
  isBefore,
  later,
  plusSeconds,
  type Viewer,
} from '../../kernel/index.ts';
import { again, type Tx } from '../../platform/db/index.ts';
import { publishLive } from '../../platform/live/index.ts';
import { Journal } from '../journal.ts';
import type { ReviewDeps } from '../ports.ts';
import type { Report } from '../report/model.ts';
import { reportStorage } from '../report/render-html.ts';
import { versionsOf } from '../report/store-versions.ts';
import { afterTrouble } from '../trackers/decide-sync.ts';
import { VendorTrouble } from '../trackers/model.ts';
import type { WikiConnection } from './connection.ts';
import { decidePage, isOurs, markOf, titleOf } from './decide-page.ts';
import {
  PAGE_TASK,
  type PageContent,
  type ReportPage,
  type Wiki,
  type WikiPage,
  type WikiVendor,
} from './model.ts';
import * as store from './store.ts';

const AHEAD_SECONDS = 600;
const OVERDUE_SECONDS = 30;
/** Longer than all requests of one look together; a process that died in the middle is taken over then. */
const LEASE_SECONDS = 120;

/** Titles that a page whose creation was not answered is looked for under. */
const MOST_TITLES = 5;

interface PageDeps extends ReviewDeps {
  readonly wiki: WikiConnection;
}

interface Claim {
  readonly link: ReportPage;
  readonly wiki: Wiki;
  readonly incident: Incident;
  readonly report: Report;
  readonly busyUntil: Instant;
  /** Of its page: what it is to be, and what an attempt for another version may have called it. */
  readonly titles: readonly string[];
}

/** Published reports as pages of the wiki (DOC-2). What is restricted never goes there. */
export class ReportPages {
  readonly #deps: PageDeps;

  constructor(deps: PageDeps) {
    this.#deps = deps;
  }

  async show(ref: string, viewer: Viewer) {
    const { database, incidents, wiki } = this.#deps;
    const { db } = database;
    const id = await incidents.idOf(db, ref, viewer);
    const [incident] = await incidents.getMany(db, [id], viewer);
    return {
      connected: (await wiki.get()) !== null,
      restricted: incident?.visibility !== 'organisation',
      page: await store.pageOf(db, id),
    };
  }

  /**
   * Brings the latest published version to the wiki, and each one after it.
   * @throws Fault `no_wiki`, `restricted_incident`, `not_published`
   */
  publish(ref: string, replace: boolean, viewer: Viewer): Promise<void> {
    return this.#transaction(async (tx) => {
      const { incidents, wiki } = this.#deps;
      const incident = await incidents.lock(tx, await incidents.idOf(tx, ref, viewer));
      if ((await wiki.keep(tx)) === null)
        throw refused('no_wiki', 'Confluence is not connected. An administrator does that under Settings.');
      if (incident.visibility !== 'organisation')
        throw refused(
          'restricted_incident',
          'Reports of restricted incidents are not published to Confluence.',
        );
      const [last] = await versionsOf(tx, incident.id);
      if (last === undefined) throw refused('not_published', 'Publish the report first.');
      const before = await store.pageOf(tx, incident.id, true);
      // A page that was deleted there is made anew.
      const kept = before === null || before.state === 'gone' ? emptyPage(incident.id) : before;
      await this.#want(tx, { ...kept, wanted: last.version, replace });
    });
  }

  /** A new version was published here: a page that is there follows. With the incident locked. */
  async onVersion(tx: Tx, incident: Incident, version: number): Promise<void> {
    if ((await this.#deps.wiki.keep(tx)) === null) return store.dropPage(tx, incident.id);
    const page = await store.pageOf(tx, incident.id, true);
    if (page === null || page.state === 'gone' || incident.visibility !== 'organisation') return;
    await this.#want(tx, { ...page, wanted: version, replace: false });
  }

  async #want(tx: Tx, page: ReportPage): Promise<void> {
    const now = this.#deps.clock.now();
    await store.savePage(tx, { ...page, state: 'waiting', attempts: 0, problem: null, nextAt: now });
    await wakeAt(tx, { task: PAGE_TASK, key: page.incidentId, runAt: now });
    await publishLive(tx, { topic: 'incident', id: page.incidentId });
  }

  tasks(): TaskGroup['tasks'] {
    return { [PAGE_TASK]: ({ key }) => this.#look(String(key)) };
  }

  /** Looks for pages whose wake-up is gone or late. @returns how many got a new one */
  watch(): Promise<number> {
    return this.#transaction(async (tx) => {
      const now = this.#deps.clock.now();
      const due = await store.pagesDue(tx, plusSeconds(now, AHEAD_SECONDS));
      const ids = due.map(({ id }) => id);
      const pending = await wakeupsPending(tx, PAGE_TASK, ids);
      const limit = plusSeconds(now, -OVERDUE_SECONDS);
      const lost = due.filter(({ id, nextAt }) => !pending.has(id) || isBefore(nextAt, limit));
      for (const { id, nextAt } of lost)
        await wakeAt(tx, { task: PAGE_TASK, key: id, runAt: later(nextAt, now) });
      return lost.length;
    });
  }

  async #look(incidentId: string): Promise<void> {
    const claim = await this.#claim(incidentId);
    if (claim === null) return;
    try {
      const vendor = this.#deps.wiki.reach(claim.wiki);
      const written = await write(vendor, claim);
      if (typeof written === 'string') return await this.#stopped(claim, written);
      await label(vendor, written, claim.report);
      await this.#settle(claim, written);
    } catch (error) {
      if (error instanceof VendorTrouble) return this.#failed(claim, error);
      // A bug, or the database: shown where people look for it, and tried ever less often.
      const words = cleanText(error instanceof Error ? error.message : String(error)).slice(0, 500);
      await this.#failed(claim, new VendorTrouble('later', `Unexpected error: ${words}`));
      throw error;
    }
  }

  /** Takes the page for the length of a lease. What is written here is on disk before the wiki hears of anything. */
  #claim(incidentId: string): Promise<Claim | null> {
    return this.#transaction(async (tx) => {
      const { clock, incidents, wiki: connection } = this.#deps;
      const now = clock.now();
      const incident = await incidents.lock(tx, incidentId);
      const link = await store.pageOf(tx, incidentId, true);
      if (link === null || link.nextAt === null || isBefore(now, link.nextAt)) return null;
      if (link.busyUntil !== null && isBefore(now, link.busyUntil)) {
        await wakeAt(tx, { task: PAGE_TASK, key: incidentId, runAt: link.busyUntil });
        return null;
      }
      const wiki = await connection.get(tx);
      if (wiki === null) {
        await store.dropPage(tx, incidentId);
        return null;
      }
      const versions = await versionsOf(tx, incidentId);
      const version = versions.find((one) => one.version === link.wanted);
      if (version === undefined) return null;
      if (incident.visibility !== 'organisation') {
        // Restricted since it was asked for: nothing more leaves.
        const state = link.version === null ? 'failed' : 'published';
        const problem = 'The incident is restricted now: this version was not published to Confluence.';
        await store.savePage(tx, { ...link, state, problem, nextAt: null, busyUntil: null });
        await publishLive(tx, { topic: 'incident', id: incidentId });
        return null;
      }
      const busyUntil = plusSeconds(now, LEASE_SECONDS);
      await store.savePage(tx, {
        ...{ ...link, busyUntil, nextAt: busyUntil, creatingSince: link.creatingSince ?? now },
      });
      await wakeAt(tx, { task: PAGE_TASK, key: incidentId, runAt: busyUntil });
      const titles = [version, ...versions].map(({ report }) => titleOf(report.reference, report.title));
      const report = version.report;
      return { link, wiki, incident, report, busyUntil, titles: [...new Set(titles)].slice(0, MOST_TITLES) };
    });
  }

  /** The page, if it is this look's still. */
  async #own(tx: Tx, { incident, busyUntil }: Claim): Promise<ReportPage | null> {
    await this.#deps.incidents.lock(tx, incident.id);
    const link = await store.pageOf(tx, incident.id, true);
    return link?.busyUntil?.equals(busyUntil) === true ? link : null;
  }

  #settle(claim: Claim, page: WikiPage): Promise<void> {
    return this.#transaction(async (tx) => {
      const link = await this.#own(tx, claim);
      if (link === null) return;
      const now = this.#deps.clock.now();
      const { wanted: version } = claim.link;
      // Another version was published meanwhile: the next look, at once, brings it.
      const again = link.wanted !== version;
      await store.savePage(tx, {
        ...{ ...link, state: again ? 'waiting' : 'published', replace: false, attempts: 0, problem: null },
        ...{ pageId: page.id, url: page.url, pageVersion: page.version, version, publishedAt: now },
        ...{ busyUntil: null, nextAt: again ? now : null },
      });
      if (again) await wakeAt(tx, { task: PAGE_TASK, key: link.incidentId, runAt: now });
      const journal = new Journal();
      journal.add({ kind: 'report_page_published', data: { version, url: page.url } });
      await journal.write(this.#deps, tx, link.incidentId);
      await publishLive(tx, { topic: 'incident', id: link.incidentId });
    });
  }

  #stopped(claim: Claim, state: 'changed' | 'gone'): Promise<void> {
    return this.#transaction(async (tx) => {
      const link = await this.#own(tx, claim);
      if (link === null) return;
      await store.savePage(tx, { ...link, state, problem: WHY[state], busyUntil: null, nextAt: null });
      await publishLive(tx, { topic: 'incident', id: link.incidentId });
    });
  }

  #failed(claim: Claim, trouble: VendorTrouble): Promise<void> {
    return this.#transaction(async (tx) => {
      const link = await this.#own(tx, claim);
      if (link === null) return;
      const now = this.#deps.clock.now();
      const stops = trouble.kind === 'refused' || trouble.kind === 'gone';
      const { attempts, nextAt } = afterTrouble({ key: link.pageId, attempts: link.attempts }, trouble, now);
      const next = stops ? null : nextAt;
      await store.savePage(tx, {
        ...{ ...link, state: stops ? 'failed' : 'waiting', attempts, problem: trouble.message },
        ...{ busyUntil: null, nextAt: next },
      });
      if (next !== null) await wakeAt(tx, { task: PAGE_TASK, key: link.incidentId, runAt: next });
      await publishLive(tx, { topic: 'incident', id: link.incidentId });
    });
  }

  #transaction<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
    return again(() => this.#deps.database.transaction(work));
  }
}

const WHY = {
  changed:
    'The page was edited in Confluence after Tocsin wrote it. Publishing again replaces what it says there.',
  gone: 'The page was deleted in Confluence. Publishing again creates a new one.',
} as const;

const emptyPage = (incidentId: string): ReportPage => ({
  ...{ incidentId, state: 'waiting', wanted: 0, replace: false, pageId: null, url: null, pageVersion: null },
  ...{ version: null, publishedAt: null, creatingSince: null, attempts: 0, problem: null },
  ...{ busyUntil: null, nextAt: null },
});

/** Makes the page say what the report says; a new one only after looking for one that an attempt before this has made. */
async function write(vendor: WikiVendor, claim: Claim): Promise<WikiPage | 'changed' | 'gone'> {
  const { link, incident, report } = claim;
  const content: PageContent = {
    title: titleOf(report.reference, report.title),
    body: `${markOf(incident.id, link.wanted)}${reportStorage(report)}`,
  };
  const page = link.pageId === null ? await found(vendor, claim) : await there(vendor, link.pageId);
  if (page === null) return create(vendor, claim, content);
  const decision = decidePage(link, page);
  if (decision === 'arrived') return page;
  if (decision !== 'update') return decision;
  // Somebody who saves it in this moment is answered 409: the next look sees what they did.
  return vendor.update(page, content);
}

/** "Not found" is also what a wiki says to whoever may not see: only a connection that works knows that a page is gone. */
async function there(vendor: WikiVendor, id: string): Promise<WikiPage> {
  try {
    return await vendor.get(id);
  } catch (error) {
    if (!(error instanceof VendorTrouble) || error.kind !== 'gone') throw error;
    await vendor.probe();
    return { id, url: '', version: 0, body: '', current: false };
  }
}

async function found(vendor: WikiVendor, { link, incident, titles }: Claim): Promise<WikiPage | null> {
  if (link.creatingSince === null) return null;
  for (const title of titles) {
    const page = await vendor.find(title);
    if (page !== null && isOurs(page, incident.id)) return page;
  }
  return null;
}

async function create(vendor: WikiVendor, { incident }: Claim, content: PageContent): Promise<WikiPage> {
  try {
    return await vendor.create(content);
  } catch (error) {
    if (!(error instanceof VendorTrouble) || error.kind !== 'refused') throw error;
    const other = await vendor.find(content.title);
    if (other === null) throw error;
    if (isOurs(other, incident.id)) return vendor.update(other, content);
    throw new VendorTrouble(
      'refused',
      `There is a page “${content.title}” in the space already. Rename it there, and publish again.`,
    );
  }
}

/** Labels are a help to find it; a report stands there without them. */
async function label(vendor: WikiVendor, { id }: WikiPage, { severity }: Report): Promise<void> {
  try {
    await vendor.label(id, ['incident-report', severity.toLowerCase()]);
  } catch (error) {
    if (!(error instanceof VendorTrouble)) throw error;
  }
}

const refused = (code: string, message: string): Fault => new Fault('conflict', code, message);
