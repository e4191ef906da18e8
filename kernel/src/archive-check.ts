import { ARCHIVE_FORMAT, ARCHIVE_LOG, ARCHIVE_MANIFEST, type ArchiveManifest } from './archive.ts';
import { NotAnArchive, TarReader } from './archive-tar.ts';
import { CHAIN_PROBLEMS, type ChainEntry, type ChainFault, firstBroken } from './chain.ts';

/** SHA-256 over what comes in pieces; passed in, because this file is pure. */
export type StreamHash = () => { update(piece: Uint8Array): unknown; digest(encoding: 'hex'): string };

/** Something that is not as it was exported. */
export interface ArchiveFault {
  readonly problem:
    | 'not_an_archive'
    | 'manifest'
    | 'altered'
    | 'missing'
    | 'extra'
    | 'log'
    | 'evidence'
    | 'seal';
  /** The file it is about; null for the archive as a whole. */
  readonly path: string | null;
  readonly message: string;
}

export interface ArchiveReport {
  readonly ok: boolean;
  /** SHA-256 of the manifest; the record of the incident says what it was. null when there is none. */
  readonly seal: string | null;
  readonly reference: string | null;
  readonly exportedAt: string | null;
  readonly exportedBy: string | null;
  readonly entries: number;
  readonly withheld: number;
  readonly files: number;
  readonly faults: readonly ArchiveFault[];
}

/** What is read as a whole. Larger ones are not ours. */
const MOST_READ: Readonly<Record<string, number>> = {
  [ARCHIVE_MANIFEST]: 16_000_000,
  [ARCHIVE_LOG]: 256_000_000,
};
const MOST_FAULTS = 100;

interface Found {
  readonly bytes: number;
  readonly sha256: string;
}

/**
 * Checks a sealed export as it is read, from first to last byte, with nothing but itself: every file against the manifest,
 * the log's chain of hashes, and all evidence against the hashes that the log has. `push` all of it, then ask `end`.
 */
export class ArchiveCheck {
  readonly #hash: StreamHash;
  readonly #reader: TarReader;
  readonly #found = new Map<string, Found>();
  readonly #faults: ArchiveFault[] = [];
  #held = new Map<string, Uint8Array[]>();
  #ended = false;

  constructor(hash: StreamHash) {
    this.#hash = hash;
    let at = { path: '', bytes: 0, hash: hash() };
    this.#reader = new TarReader({
      begin: (path, bytes) => {
        at = { path, bytes, hash: hash() };
        this.#begin(path, bytes);
      },
      content: (piece) => {
        at.hash.update(piece);
        this.#held.get(at.path)?.push(piece.slice());
      },
      end: () => this.#found.set(at.path, { bytes: at.bytes, sha256: at.hash.digest('hex') }),
    });
  }

  push(piece: Uint8Array): void {
    if (this.#ended) return;
    this.#try(() => this.#reader.push(piece));
  }

  /** @param seal what the manifest's hash is to be, when that is known from elsewhere */
  end(seal?: string): ArchiveReport {
    if (!this.#ended) this.#try(() => this.#reader.end());
    const manifest = this.#manifest();
    const entries = manifest === null ? null : this.#log(manifest);
    if (manifest !== null) this.#files(manifest);
    if (manifest !== null && entries !== null) this.#evidence(manifest, entries);
    const own = this.#found.get(ARCHIVE_MANIFEST)?.sha256 ?? null;
    if (seal !== undefined && own !== null && own !== seal.toLowerCase())
      this.#fault(
        'seal',
        ARCHIVE_MANIFEST,
        `The seal is not ${seal}: this is not the archive that was exported then.`,
      );
    return {
      ok: this.#faults.length === 0,
      seal: own,
      reference: manifest?.reference ?? null,
      exportedAt: manifest?.exportedAt ?? null,
      exportedBy: manifest?.exportedBy ?? null,
      entries: entries?.length ?? 0,
      withheld: manifest?.withheld.length ?? 0,
      files: this.#found.size,
      faults: this.#faults,
    };
  }

  #begin(path: string, bytes: number): void {
    if (this.#found.size === 0 && path !== ARCHIVE_MANIFEST)
      this.#fault('manifest', path, `The archive begins with ${path} and not with its manifest.`);
    if (this.#found.has(path)) this.#fault('extra', path, `${path} is in the archive twice.`);
    const most = MOST_READ[path];
    if (most === undefined) return;
    if (bytes > most)
      throw new NotAnArchive(`${path} says that it has ${bytes} bytes; that is too large to be ours.`);
    this.#held.set(path, []);
  }

  /** What cannot be read on is one fault; what was read before it is checked all the same. */
  #try(work: () => void): void {
    try {
      work();
    } catch (error) {
      if (!(error instanceof NotAnArchive)) throw error;
      this.#ended = true;
      this.#fault('not_an_archive', null, error.message);
    }
  }

  #fault(problem: ArchiveFault['problem'], path: string | null, message: string): void {
    if (this.#faults.length < MOST_FAULTS) this.#faults.push({ problem, path, message });
  }

  #textOf(path: string): string | null {
    const pieces = this.#held.get(path);
    if (pieces === undefined || !this.#found.has(path)) return null;
    const decoder = new TextDecoder('utf-8');
    return pieces.map((piece) => decoder.decode(piece, { stream: true })).join('') + decoder.decode();
  }

  #manifest(): ArchiveManifest | null {
    const text = this.#textOf(ARCHIVE_MANIFEST);
    if (text === null) {
      if (!this.#ended) this.#fault('manifest', ARCHIVE_MANIFEST, 'There is no manifest.');
      return null;
    }
    const manifest = parsed(text);
    if (isManifest(manifest)) return manifest;
    this.#fault('manifest', ARCHIVE_MANIFEST, 'The manifest is none of an archive of Tocsin, version 1.');
    return null;
  }

  #files({ files }: ArchiveManifest): void {
    const listed = new Set(files.map(({ path }) => path));
    for (const { path, bytes, sha256 } of files) {
      const found = this.#found.get(path);
      if (found === undefined) this.#fault('missing', path, `${path} is missing.`);
      else if (found.bytes !== bytes || found.sha256 !== sha256)
        this.#fault('altered', path, `${path} was altered: its SHA-256 is not the one in the manifest.`);
    }
    for (const path of this.#found.keys())
      if (path !== ARCHIVE_MANIFEST && !listed.has(path))
        this.#fault('extra', path, `${path} was added: the manifest does not list it.`);
  }

  #log(manifest: ArchiveManifest): readonly ChainEntry[] | null {
    const lines = (this.#textOf(ARCHIVE_LOG) ?? '').split('\n').filter(Boolean);
    const entries: ChainEntry[] = [];
    for (const [index, line] of lines.entries()) {
      const entry = parsed(line);
      if (!isEntry(entry)) {
        this.#fault('log', ARCHIVE_LOG, `Line ${index + 1} of the log is no entry.`);
        return null;
      }
      entries.push(entry);
    }
    const moved = entries.find(({ seq }, index) => seq !== index + 1);
    const all = new Set(entries.map(({ seq }) => seq));
    const place = entries.findIndex((entry) => entry === moved) + 1;
    const broken = this.#broken(entries, manifest);
    if (moved !== undefined && all.size === entries.length && all.has(place))
      this.#fault(
        'log',
        ARCHIVE_LOG,
        `The order was changed: entry ${moved.seq} stands where entry ${place} was.`,
      );
    else if (broken !== null)
      this.#fault('log', ARCHIVE_LOG, `Entry ${broken.seq} ${CHAIN_PROBLEMS[broken.problem]}.`);
    const withheld = entries.filter((entry) => entry.withheld === true).map(({ seq }) => seq);
    if (String(withheld) !== String(manifest.withheld))
      this.#fault('log', ARCHIVE_LOG, 'Entries are withheld that the manifest does not name.');
    if (entries.some(({ incidentId }) => incidentId !== manifest.incidentId))
      this.#fault('log', ARCHIVE_LOG, 'The log is of another incident than the manifest says.');
    return entries;
  }

  /** Data that nests deeper than a stack was never written by us. */
  #broken(entries: readonly ChainEntry[], { head }: ArchiveManifest): ChainFault | null {
    try {
      return firstBroken(entries, head, (text) => this.#hashOf(text));
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
      return { seq: 1, problem: 'altered' };
    }
  }

  #hashOf(text: string): string {
    const hash = this.#hash();
    hash.update(new TextEncoder().encode(text));
    return hash.digest('hex');
  }

  /** The manifest could have been made anew with other evidence; what the log says of it could not. */
  #evidence(manifest: ArchiveManifest, entries: readonly ChainEntry[]): void {
    const places = new Map(manifest.evidence.map(({ seq, path }) => [seq, path]));
    const removed = new Set(
      entries.flatMap(({ kind, data }) => (kind === 'file_removed' ? [data.fileId] : [])),
    );
    for (const { seq, kind, data } of entries) {
      if (kind !== 'file_attached' && kind !== 'evidence_pinned') continue;
      const path = places.get(seq) ?? null;
      const name = String(data.name ?? data.title);
      if (path === null) {
        if (kind !== 'file_attached' || !removed.has(data.fileId))
          this.#fault('evidence', null, `The evidence of entry ${seq} (${name}) is missing.`);
        continue;
      }
      const found = this.#found.get(path);
      if (found !== undefined && found.sha256 !== data.sha256)
        this.#fault('evidence', path, `${path} is not what entry ${seq} (${name}) has the hash of.`);
    }
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const listOf = (value: unknown, fits: (item: Record<string, unknown>) => boolean): boolean =>
  Array.isArray(value) && value.every((item) => isObject(item) && fits(item));

const isManifest = (value: unknown): value is ArchiveManifest =>
  isObject(value) &&
  value.format === ARCHIVE_FORMAT &&
  value.version === 1 &&
  [value.reference, value.incidentId, value.exportedAt, value.exportedBy].every(
    (text) => typeof text === 'string',
  ) &&
  isObject(value.head) &&
  typeof value.head.seq === 'number' &&
  typeof value.head.hash === 'string' &&
  Array.isArray(value.withheld) &&
  listOf(
    value.files,
    ({ path, bytes, sha256 }) =>
      typeof path === 'string' && typeof bytes === 'number' && typeof sha256 === 'string',
  ) &&
  listOf(
    value.evidence,
    ({ seq, path }) => typeof seq === 'number' && (path === null || typeof path === 'string'),
  );

const isEntry = (value: unknown): value is ChainEntry =>
  isObject(value) &&
  typeof value.seq === 'number' &&
  [value.incidentId, value.at, value.happenedAt, value.kind, value.prevHash, value.hash].every(
    (text) => typeof text === 'string',
  ) &&
  isObject(value.data);
