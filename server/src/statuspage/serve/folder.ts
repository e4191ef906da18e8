import { createHash } from 'node:crypto';
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { setImmediate as breathe } from 'node:timers/promises';
import { fileOfSite, filesOf, minuteText, type Site } from '../site/index.ts';

/** What we wrote there last, by name: what is not in it is not ours to remove. */
const MANIFEST = '.tocsin-status-page.json';

type Hashes = Readonly<Record<string, string>>;

const hashOf = (body: string | Buffer): string =>
  createHash('sha256').update(body).digest('hex').slice(0, 32);

/**
 * Keeps a page as files in a folder, so that any web server can go on showing it while Tocsin is down. Each file is replaced as a
 * whole; the front page first and what is gone last, so that no link leads nowhere in between.
 */
export class Folder {
  readonly #path: string;
  /** Written by us, with the hash of what it says. */
  #written: Hashes | undefined;
  #site: Site | undefined;

  constructor(path: string) {
    this.#path = path;
  }

  /** @param site undefined, or a private one: whatever was written is removed */
  async write(site: Site | undefined): Promise<void> {
    this.#written ??= await this.#manifest();
    const before = this.#written;
    const isPublic = site !== undefined && site.page.visibility === 'public';
    const after = isPublic ? await this.#files(site, before) : {};
    for (const name of Object.keys(before))
      if (!Object.hasOwn(after, name)) await rm(join(this.#path, name), { force: true });
    if (JSON.stringify(after) !== JSON.stringify(before))
      await this.#replace(MANIFEST, `${JSON.stringify(after)}\n`);
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
      if (hash !== known || isFront(name)) await this.#replace(name, file.body);
      after[name] = hash;
      await breathe();
    }
    return after;
  }

  /** Readers see the old file or the new one, and never a part. */
  async #replace(name: string, body: string | Buffer): Promise<void> {
    const target = join(this.#path, name);
    await mkdir(dirname(target), { recursive: true });
    const fresh = `${target}.${process.pid}.tmp`;
    await writeFile(fresh, body);
    await rename(fresh, target);
  }

  async #manifest(): Promise<Hashes> {
    try {
      const known: unknown = JSON.parse(await readFile(join(this.#path, MANIFEST), 'utf8'));
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
