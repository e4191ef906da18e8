import type { Clock } from '../../kernel/index.ts';
import type { Bucket } from '../model.ts';
import type { Site } from '../site/index.ts';
import { bucketShelf } from './bucket.ts';
import { PageCopy } from './copy.ts';
import { folderShelf } from './folder.ts';

export interface CopyPlaces {
  /** A path; undefined: none is kept. */
  readonly folder: string | undefined;
  readonly bucket: Bucket | undefined;
}

/** Told how each try went; null: well. */
export type Report = (place: 'folder' | 'bucket', problem: string | null) => Promise<void>;

/** A process that ends waits this long for a bucket. The next one goes on where it stopped. */
const LAST_MS = 2_000;

/** The copies of the page that this process keeps. */
export class Copies {
  readonly #folder: PageCopy | undefined;
  readonly #bucket: PageCopy | undefined;
  readonly #report: Report;
  readonly #ended = new AbortController();
  #newest: Site | undefined;
  #uploading: Promise<void> | undefined;
  #again = false;

  constructor({ folder, bucket }: CopyPlaces, clock: Clock, report: Report) {
    this.#folder = folder === undefined ? undefined : new PageCopy(folderShelf(folder));
    this.#bucket =
      bucket === undefined ? undefined : new PageCopy(bucketShelf(bucket, clock, this.#ended.signal));
    this.#report = report;
  }

  /** Resolves when the folder is as the page is. A bucket may be slow, and nobody waits for it. @throws what the folder does */
  async write(site: Site | undefined): Promise<void> {
    this.#newest = site;
    if (this.#bucket !== undefined) this.#upload(this.#bucket);
    if (this.#folder === undefined) return;
    try {
      await this.#folder.write(site);
    } catch (error) {
      await this.#report('folder', sentenceOf(error));
      throw error;
    }
    await this.#report('folder', null);
  }

  /** Resolves when nothing is under way. */
  async settled(): Promise<void> {
    while (this.#uploading !== undefined) await this.#uploading;
  }

  /** Resolves soon, and nothing is uploaded any more. */
  async end(): Promise<void> {
    const end = () => this.#ended.abort();
    AbortSignal.timeout(LAST_MS).addEventListener('abort', end);
    await this.settled();
    end();
  }

  /** One upload at a time, of the page as it is when it begins; what changes meanwhile is uploaded after it. */
  #upload(bucket: PageCopy): void {
    if (this.#uploading !== undefined) {
      this.#again = true;
      return;
    }
    this.#uploading = bucket
      .write(this.#newest)
      .then(
        () => this.#report('bucket', null),
        // What was given up at the end is no trouble.
        async (error: unknown) => {
          if (!this.#ended.signal.aborted) await this.#report('bucket', sentenceOf(error));
        },
      )
      .finally(() => {
        this.#uploading = undefined;
        if (!this.#again || this.#ended.signal.aborted) return;
        this.#again = false;
        this.#upload(bucket);
      });
  }
}

const sentenceOf = (error: unknown): string =>
  (error instanceof Error ? error.message : String(error)).slice(0, 500);
