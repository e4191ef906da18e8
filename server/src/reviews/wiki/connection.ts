import type { Audit } from '../../directory/index.ts';
import { wakeAt } from '../../jobs/index.ts';
import { type Actor, type Clock, Fault, notFound } from '../../kernel/index.ts';
import { createSeal } from '../../platform/auth/index.ts';
import type { Database, Reader, Tx } from '../../platform/db/index.ts';
import { VendorTrouble } from '../trackers/model.ts';
import { PAGE_TASK, type Wiki, type WikiVendor } from './model.ts';
import type { WikiBody } from './model-api.ts';
import * as store from './store.ts';
import { wikiOf } from './vendor.ts';

interface WikiPorts {
  readonly clock: Clock;
  readonly database: Database;
  readonly audit: Audit;
  readonly secret: string;
  /** Whether a URL in a private network may be asked. */
  readonly allowed: (url: URL) => boolean;
}

const LOCKED = 'The stored token cannot be decrypted: TOCSIN_SECRET has changed. Enter it again.';

/** The connection to the wiki (DOC-2): set up by administrators, tested when saved, with a secret that is never shown again. */
export class WikiConnection {
  readonly #ports: WikiPorts;
  readonly #seal: ReturnType<typeof createSeal>;

  constructor(ports: WikiPorts) {
    this.#ports = ports;
    this.#seal = createSeal(ports.secret, 'secret of the wiki');
  }

  get(reader: Reader = this.#ports.database.db): Promise<Wiki | null> {
    return store.wikiIn(reader);
  }

  /** Nobody changes or disconnects it until the transaction ends. */
  keep(tx: Tx): Promise<Wiki | null> {
    return store.wikiIn(tx, true);
  }

  countPages(): Promise<number> {
    return store.countPages(this.#ports.database.db);
  }

  /** What had a problem is tried again at once. @throws Fault `invalid_wiki`, `wiki_failed` with what the wiki said, `wiki_in_use` */
  async save(body: WikiBody, actor: Actor): Promise<Wiki> {
    const { database, clock, audit, allowed } = this.#ports;
    const before = await this.get();
    const secret = this.#secretOf(before, body);
    const { kind, url, space } = body;
    const wanted = { kind, url, space, parentId: body.parentId || null, username: body.username || null };
    if (kind === 'confluence_cloud' && wanted.username === null)
      throw faulty('username', 'Enter the e-mail address of the account.');
    const moved = before !== null && (before.kind !== kind || originOf(before.url) !== originOf(url));
    // Page 7 of another Confluence is another page.
    if (moved && (await this.countPages()) > 0)
      throw new Fault(
        'conflict',
        'wiki_in_use',
        'Reports are pages there. Disconnect it first; the pages stay where they are.',
      );
    try {
      await wikiOf({ ...wanted, secret }, allowed).probe();
    } catch (error) {
      if (!(error instanceof VendorTrouble)) throw error;
      const path = { denied: 'secret', later: 'url', gone: 'space', refused: 'parentId' }[error.kind];
      throw new Fault('invalid', 'wiki_failed', error.message, [{ path, message: error.message }]);
    }
    const wiki: Wiki = { ...wanted, sealedSecret: this.#seal.close(secret) };
    await database.transaction(async (tx) => {
      const now = clock.now();
      await store.saveWiki(tx, wiki, now);
      for (const key of await store.wakePages(tx, now))
        await wakeAt(tx, { task: PAGE_TASK, key, runAt: now });
      await audit(tx, {
        ...{ actor, action: 'wiki.connected', subjectKind: 'wiki', subjectId: 'confluence' },
        details: { kind, url, space, secretChanged: body.secret !== undefined },
      });
    });
    return wiki;
  }

  /** The pages stay where they are. @throws Fault `not_found` */
  async remove(actor: Actor): Promise<void> {
    const { database, audit } = this.#ports;
    await database.transaction(async (tx) => {
      if (!(await store.deleteWiki(tx))) throw notFound('connection to Confluence');
      const what = { action: 'wiki.disconnected', subjectKind: 'wiki', subjectId: 'confluence' };
      await audit(tx, { actor, ...what, details: {} });
    });
  }

  /** @throws VendorTrouble `denied` when its secret cannot be read any more */
  reach({ sealedSecret, ...wiki }: Wiki): WikiVendor {
    const secret = this.#open(sealedSecret);
    if (secret === null) throw new VendorTrouble('denied', LOCKED);
    return wikiOf({ ...wiki, secret }, this.#ports.allowed);
  }

  #open(sealed: string): string | null {
    try {
      return this.#seal.open(sealed);
    } catch {
      return null;
    }
  }

  /** A kept token goes only where it was entered for: with another address, whoever may edit could send it to themselves. */
  #secretOf(before: Wiki | null, { secret, url }: WikiBody): string {
    if (secret !== undefined) return secret;
    if (before === null) throw faulty('secret', 'Enter the API token.');
    if (originOf(before.url) !== originOf(url))
      throw faulty('secret', 'Enter the token again: it is kept only for the address it was entered for.');
    const kept = this.#open(before.sealedSecret);
    if (kept === null) throw faulty('secret', LOCKED);
    return kept;
  }
}

const originOf = (url: string): string => new URL(url).origin;

const faulty = (path: string, message: string): Fault =>
  new Fault('invalid', 'invalid_wiki', message, [{ path, message }]);
