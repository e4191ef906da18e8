import type { Database } from '../../platform/db/index.ts';
import type { Page } from '../model.ts';
import type { Pages } from '../service-pages.ts';
import type { Copies } from './copies.ts';
import { Snapshot } from './snapshot.ts';

/** The pages as this process shows them, in memory. */
export class LivePages {
  readonly #database: Database;
  readonly #pages: Pages;
  readonly #copies: Copies;
  #snapshots: ReadonlyMap<string, Snapshot> | undefined;
  #running: Promise<void> | undefined;
  #again: Promise<void> | undefined;

  constructor(database: Database, pages: Pages, copies: Copies) {
    this.#database = database;
    this.#pages = pages;
    this.#copies = copies;
  }

  /** The page of this installation; undefined when there is none. Asks the database only before the first answer. */
  async current(): Promise<Snapshot | undefined> {
    if (this.#snapshots === undefined) await this.refresh();
    return this.#snapshots?.values().next().value;
  }

  /** Reads and renders anew. Whoever waits for it sees all that was committed when they asked. */
  refresh(): Promise<void> {
    if (this.#running === undefined) {
      this.#running = this.#load().finally(() => {
        this.#running = undefined;
      });
      return this.#running;
    }
    // The one under way may have read before what the caller means.
    this.#again ??= this.#running
      .catch(() => undefined)
      .then(() => {
        this.#again = undefined;
        return this.refresh();
      });
    return this.#again;
  }

  async #load(): Promise<void> {
    // One reading of everything: an update without its component levels would be a page that contradicts itself.
    const sites = await this.#database.transaction(async (tx) => {
      const found = await this.#pages.list(tx);
      return Promise.all(found.map(({ page }: { page: Page }) => this.#pages.site(tx, page)));
    });
    this.#snapshots = new Map(sites.map((site) => [site.page.id, new Snapshot(site)]));
    await this.#copies.write(sites[0]);
  }

  /** Resolves when no copy of the page is under way. */
  settled(): Promise<void> {
    return this.#copies.settled();
  }

  /** For a process that ends: what a slow bucket has not taken by then, the next one gives it. */
  end(): Promise<void> {
    return this.#copies.end();
  }

  /** The host that serves a page at its root; undefined when none does. Known once the page has been read. */
  host(): string | undefined {
    return this.#snapshots?.values().next().value?.site.page.host ?? undefined;
  }
}
