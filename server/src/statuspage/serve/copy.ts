import { createHash } from 'node:crypto';
import { setImmediate as breathe } from 'node:timers/promises';
import { z } from 'zod';
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

/** Its hash is not known: it is written again whatever it says. */
const UNSURE = '';

/**
 * Keeps a page as files somewhere else, so that it can be read while Tocsin is down. Only what changed is written; the front page
 * first and what is gone last, so that no link leads nowhere in between. What is about to be written is in the manifest before it
 * is: wherever a process dies, the next one knows all that lies there.
 */
export class PageCopy {
  readonly #shelf: Shelf;
  /** What may lie there, with the hash of what it says. */
  #written: Record<string, string> | undefined;
  /** The manifest as it was last written. */
  #listed = '';
  #site: Site | undefined;

  constructor(shelf: Shelf) {
    this.#shelf = shelf;
  }

  /** @param site undefined, or a private one: whatever was written is removed */
  async write(site: Site | undefined): Promise<void> {
    this.#written ??= await this.#manifest();
    const written = this.#written;
    const isPublic = site !== undefined && site.page.visibility === 'public';
    const after = isPublic ? await this.#hashes(site, written) : {};
    // Until all is done nothing is known to be as it was.
    this.#site = undefined;
    const changed = Object.keys(after).filter((name) => after[name] !== written[name]);
    for (const name of changed) if (!isFront(name) || written[name] === undefined) written[name] = UNSURE;
    await this.#list(written);
    for (const name of Object.keys(after)) {
      if (site === undefined || !(isFront(name) || changed.includes(name))) continue;
      const file = fileOfSite(site, name);
      if (file === undefined) continue;
      await this.#shelf.put(name, file);
      written[name] = after[name] ?? UNSURE;
      await breathe();
    }
    for (const name of Object.keys(written))
      if (!Object.hasOwn(after, name)) {
        await this.#shelf.remove(name);
        delete written[name];
      }
    await this.#list(after);
    this.#written = after;
    this.#site = isPublic ? site : undefined;
  }

  /** What each file says. While nothing has changed, only what says how it is now is looked at, for its "as of". */
  async #hashes(site: Site, written: Hashes): Promise<Record<string, string>> {
    const isSame = this.#site !== undefined && sameContent(this.#site, site);
    const after: Record<string, string> = {};
    for (const name of filesOf(site)) {
      const known = written[name];
      if (isSame && known !== undefined && known !== UNSURE && !isFront(name)) {
        after[name] = known;
        continue;
      }
      const file = fileOfSite(site, name);
      if (file === undefined) continue;
      after[name] = hashOf(typeof file.body === 'string' ? withoutTime(site, file.body) : file.body);
      await breathe();
    }
    return after;
  }

  async #list(hashes: Hashes): Promise<void> {
    const body = `${JSON.stringify(hashes)}\n`;
    if (body === this.#listed) return;
    await this.#shelf.put(MANIFEST, { type: 'application/json; charset=utf-8', body });
    this.#listed = body;
  }

  /** @throws whatever the shelf does, and for a manifest that cannot be understood: what is not known cannot be removed */
  async #manifest(): Promise<Record<string, string>> {
    const text = await this.#shelf.read(MANIFEST);
    const known = manifest.safeParse(jsonOf(text ?? '{}'));
    if (!known.success)
      throw new Error(
        `${MANIFEST} cannot be read. Remove all files of the page from there, and that one last; they are written again.`,
      );
    this.#listed = text ?? '{}\n';
    return Object.fromEntries(Object.entries(known.data).filter(([name]) => isOurs(name)));
  }
}

const manifest = z.record(z.string(), z.string());

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
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
