import { createHash } from 'node:crypto';
import { setImmediate as breathe } from 'node:timers/promises';
import { fileOfSite, filesOf, minuteText, type Site, type SiteFile } from '../site/index.ts';

/** What we wrote there last, by name: what is not in it is not ours to remove. */
const MANIFEST = '.tocsin-status-page.json';

/** Where files lie. Each is replaced as a whole: readers see the old one or the new one. */
export interface Shelf {
  put(name: string, file: SiteFile): Promise<void>;
  /** Harmless when it is not there. */
  remove(name: string): Promise<void>;
  /** Undefined when there is none. */
  read(name: string): Promise<string | undefined>;
}

type Hashes = Readonly<Record<string, string>>;

const hashOf = (body: string | Buffer): string =>
  createHash('sha256').update(body).digest('hex').slice(0, 32);

/**
 * Keeps a page as files somewhere else, so that it can be read while Tocsin is down. Only what changed is written; the front page
 * first and what is gone last, so that no link leads nowhere in between.
 */
export class PageCopy {
  readonly #shelf: Shelf;
  /** Written by us, with the hash of what it says. */
  #written: Hashes | undefined;
  #site: Site | undefined;

  constructor(shelf: Shelf) {
    this.#shelf = shelf;
  }

  /** @param site undefined, or a private one: whatever was written is removed */
  async write(site: Site | undefined): Promise<void> {
    this.#written ??= await this.#manifest();
    const before = this.#written;
    const isPublic = site !== undefined && site.page.visibility === 'public';
    const after = isPublic ? await this.#files(site, before) : {};
    for (const name of Object.keys(before)) if (!Object.hasOwn(after, name)) await this.#shelf.remove(name);
    if (JSON.stringify(after) !== JSON.stringify(before)) {
      const body = `${JSON.stringify(after)}\n`;
      await this.#shelf.put(MANIFEST, { type: 'application/json; charset=utf-8', body });
    }
    this.#written = after;
    this.#site = isPublic ? site : undefined;
  }

  async #files(site: Site, before: Hashes): Promise<Hashes> {
    const names = filesOf(site);
    const isSame = this.#site !== undefined && sameContent(this.#site, site);
    const after: Record<string, string> = {};
    for (const name of names) {
      const known = before[name];
      // While nothing has changed, only what says how it is now is written again, for its "as of".
      if (isSame && known !== undefined && !isFront(name)) {
        after[name] = known;
        continue;
      }
      const file = fileOfSite(site, name);
      if (file === undefined) continue;
      const hash = hashOf(typeof file.body === 'string' ? withoutTime(site, file.body) : file.body);
      if (hash !== known || isFront(name)) await this.#shelf.put(name, file);
      after[name] = hash;
      await breathe();
    }
    return after;
  }

  /** @throws whatever the shelf does, but for a manifest that cannot be understood */
  async #manifest(): Promise<Hashes> {
    const text = await this.#shelf.read(MANIFEST);
    try {
      const known: unknown = JSON.parse(text ?? '{}');
      const names = Object.entries(known ?? {}).filter(([name]) => isOurs(name));
      return Object.fromEntries(names.map(([name, hash]) => [name, String(hash)]));
    } catch {
      return {};
    }
  }
}

/** A manifest that somebody else wrote must not make us remove what lies elsewhere. */
const isOurs = (name: string): boolean => !name.startsWith('/') && !name.split(/[/\\]/).includes('..');

const isFront = (name: string): boolean => /(?:^|\/)index\.html$/.test(name) || name.startsWith('api/');

const sameContent = (a: Site, b: Site): boolean =>
  JSON.stringify({ ...a, asOf: null }) === JSON.stringify({ ...b, asOf: null }) && monthAt(a) === monthAt(b);
const monthAt = ({ asOf, page }: Site): string =>
  asOf.toZonedDateTimeISO(page.timezone).toPlainDate().toString();

const withoutTime = ({ page, asOf }: Site, body: string): string =>
  page.languages.reduce(
    (text, language) => text.replaceAll(minuteText(language, page.timezone, asOf), ''),
    body,
  );
