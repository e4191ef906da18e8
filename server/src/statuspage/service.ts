import type { IncidentEvent } from '../incidents/index.ts';
import type { TaskGroup } from '../jobs/index.ts';
import { Fault, type Instant, plusSeconds, type Viewer } from '../kernel/index.ts';
import type { Db, Reader, Tx } from '../platform/db/index.ts';
import type { AnySection } from '../platform/org-config/index.ts';
import { configSection } from '../platform/org-config/index.ts';
import { statusPagesSection } from './config.ts';
import { type CopyState, copyFailingContent, decideCopy, type Place } from './decide-copy.ts';
import { levelAt } from './decide-impact.ts';
import type { Component } from './model.ts';
import type { StatusPagePorts } from './ports.ts';
import { Copies, LivePages } from './serve/index.ts';
import { changed, createPages, type Pages, pageById, REFRESH, urlOf } from './service-pages.ts';
import { createPublic, MAINTAIN, type PublicIncidents, type Seen } from './service-public.ts';
import { fileOfSite, filesOf, type Site } from './site/index.ts';
import { forgetCopies, listCopies, saveCopy } from './store-copies.ts';
import { publicOf } from './store-public.ts';
import { Subscribers, TELL } from './subscribers/index.ts';

/** A copy that was not tried for so long is kept by nobody any more. */
const FORGOTTEN_SECONDS = 24 * 3600;

/** The chapter, made once by the composition root. */
export class StatusPages {
  readonly pages: Pages;
  readonly incidents: PublicIncidents;
  readonly subscribers: Subscribers;
  readonly live: LivePages;
  readonly #ports: StatusPagePorts;

  constructor(ports: StatusPagePorts) {
    this.#ports = ports;
    this.pages = createPages(ports);
    this.subscribers = new Subscribers({ ...ports, pages: this.pages });
    this.incidents = createPublic(ports, this.pages, (tx, incident, updateId) =>
      this.subscribers.tell(tx, incident, updateId),
    );
    const copies = new Copies(ports, ports.clock, (place, problem) => this.#copied(place, problem));
    this.live = new LivePages(ports.database, this.pages, copies);
  }

  /** When customers were affected by an internal incident, as its public ones say: no maintenance, and nothing withdrawn. */
  async impactOf(
    reader: Reader,
    incidentId: string,
  ): Promise<readonly { readonly from: Instant; readonly until: Instant | null }[]> {
    const found = await publicOf(reader, incidentId);
    return found
      .filter(({ kind, withdrawnAt }) => kind === 'incident' && withdrawnAt === null)
      .flatMap(({ impacts }) => impacts)
      .filter(({ level }) => level !== 'operational' && level !== 'under_maintenance')
      .map(({ startsAt, endsAt }) => ({ from: startsAt, until: endsAt }));
  }

  get reader(): Db {
    return this.#ports.database.db;
  }

  /** The page as this process shows it; undefined when there is none, or it is private. */
  async publicSite(): Promise<Site | undefined> {
    const site = (await this.live.current())?.site;
    return site?.page.visibility === 'public' ? site : undefined;
  }

  /** What the page says of each system's components now, where that is not "operational". */
  async levels(now: Instant) {
    const site = (await this.live.current())?.site;
    return (site?.components ?? []).flatMap(({ name, id, systems }) => {
      const level = levelAt(site?.incidents ?? [], id, now);
      if (level === 'operational') return [];
      return systems.map((systemId) => ({ systemId, component: name, level }));
    });
  }

  /** Every page as it is now, with the systems of its components. */
  async seen(): Promise<{ readonly site: Site; readonly components: readonly Component[] }[]> {
    const found = await this.pages.list(this.reader);
    return Promise.all(
      found.map(async ({ page, components }) => ({
        site: await this.pages.site(this.reader, page),
        components,
      })),
    );
  }

  /** @throws Fault not_found */
  async seenOne(id: string): Promise<{ readonly site: Site; readonly components: readonly Component[] }> {
    const { page, components } = await this.pages.get(this.reader, id);
    return { site: await this.pages.site(this.reader, page), components };
  }

  /** What is on a page, as far as the viewer may see what it is about. @throws Fault not_found */
  async listed(
    id: string,
    viewer: Viewer,
  ): Promise<{ readonly url: string; readonly items: readonly Seen[] }> {
    const site = await this.pages.site(this.reader, await pageById(this.reader, id));
    return { url: site.url, items: await this.incidents.list(this.reader, site.incidents, viewer) };
  }

  async urlOfPage(id: string): Promise<string> {
    return urlOf(await pageById(this.reader, id), this.#ports.publicUrl);
  }

  /** The phases of what the public reads about an internal incident. */
  async phasesOf(reader: Reader, incidentId: string): Promise<readonly string[]> {
    const published = await publicOf(reader, incidentId);
    return published.filter(({ withdrawnAt }) => withdrawnAt === null).map(({ phase }) => phase);
  }

  /** An internal incident was restricted, or shown again: so is what the public sees of it. */
  async onVisibility(tx: Tx, { incidentId }: Pick<IncidentEvent, 'incidentId'>): Promise<void> {
    const pages = new Set((await publicOf(tx, incidentId)).map(({ pageId }) => pageId));
    for (const pageId of pages) await changed(tx, pageId, this.#ports.clock.now());
  }

  /** How the copies are that outlive the application. */
  copies(): Promise<readonly CopyState[]> {
    return listCopies(this.reader);
  }

  /** All files of a public page as of one moment, to be kept elsewhere. @throws Fault `not_found`, `page_private` */
  async files(id: string) {
    const site = await this.pages.site(this.reader, await pageById(this.reader, id));
    if (site.page.visibility !== 'public')
      throw new Fault('conflict', 'page_private', 'A private page is served by Tocsin alone.');
    return filesOf(site).flatMap((name) => {
      const file = fileOfSite(site, name);
      return file === undefined ? [] : [{ name, type: file.type, content: Buffer.from(file.body) }];
    });
  }

  /** Never throws: a copy is not worth more than what is copied. */
  async #copied(place: Place, problem: string | null): Promise<void> {
    const { database, clock, communication, publicUrl } = this.#ports;
    const now = clock.now();
    await database
      .transaction(async (tx) => {
        const before = (await listCopies(tx)).find((copy) => copy.place === place);
        const { after, tell } = decideCopy(before, place, problem, now);
        await saveCopy(tx, after);
        if (!tell) return;
        const key = `status-page-copy:${place}:${after.failingSince}`;
        await communication().tellAdministrators(tx, key, copyFailingContent(after, publicUrl));
      })
      .catch(() => undefined);
  }

  tasks(): TaskGroup {
    return {
      name: 'statuspage',
      concurrency: 1,
      tasks: {
        [REFRESH]: () => this.live.refresh(),
        [TELL]: async ({ key }) => {
          if (typeof key === 'string') await this.subscribers.wake(key);
        },
        [MAINTAIN]: async ({ key }) => {
          if (typeof key === 'string') await this.incidents.wake(key);
        },
      },
    };
  }

  /** For the watchdog. @returns how many subjects had lost their wake-up */
  async repair(): Promise<number> {
    const { database, clock } = this.#ports;
    await database.transaction((tx) => forgetCopies(tx, plusSeconds(clock.now(), -FORGOTTEN_SECONDS)));
    return (await this.incidents.repair()) + (await this.subscribers.repair());
  }

  section(): AnySection {
    return configSection(statusPagesSection(this.pages));
  }
}
