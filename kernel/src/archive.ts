import type { ChainHead } from './chain.ts';

/*
 * The sealed export of an incident: a plain tar file (POSIX ustar), so that it opens everywhere and nothing in it has to be
 * unpacked to be checked. Whoever writes one (the server) and whoever checks one (server and command line) have this format
 * from here.
 */

export const ARCHIVE_FORMAT = 'tocsin-incident-archive';
/** The first file in it: all others with their hashes. Its own hash is the seal. */
export const ARCHIVE_MANIFEST = 'manifest.json';
/** The whole log, an entry a line, each with its hash. */
export const ARCHIVE_LOG = 'log.jsonl';

export interface ArchiveFile {
  readonly path: string;
  readonly bytes: number;
  /** In lowercase hex. */
  readonly sha256: string;
}

/** Evidence that the log tells of, and where its content is. */
export interface ArchiveEvidence {
  /** The entry of the log that says what it is, with its hash. */
  readonly seq: number;
  /** null: it was removed before the export, as the log says as well. */
  readonly path: string | null;
}

export interface ArchiveManifest {
  readonly format: typeof ARCHIVE_FORMAT;
  readonly version: 1;
  readonly reference: string;
  readonly incidentId: string;
  readonly exportedAt: string;
  readonly exportedBy: string;
  /** The last entry of the log in it. */
  readonly head: ChainHead;
  /** Entries about incidents that whoever exported may not see: their place and their hashes are there, what they say is not. */
  readonly withheld: readonly number[];
  /** Everything but the manifest, in this order. */
  readonly files: readonly ArchiveFile[];
  readonly evidence: readonly ArchiveEvidence[];
}

export const TAR_BLOCK = 512;
/** What twelve octal digits hold less one, as all programs read it. */
const MOST_BYTES = 8 ** 11 - 1;

/** Paths in an archive: letters that every system takes, in folders below where it is unpacked. */
export const isArchivePath = (path: string): boolean =>
  path.length <= 100 && /^[A-Za-z0-9_-][\w.-]*(?:\/[A-Za-z0-9_-][\w.-]*)*$/.test(path);

/**
 * The header of a file in a tar (POSIX.1-1988 ustar).
 * @param modified seconds since the epoch
 * @throws RangeError for what the format cannot say
 */
export function tarHeader(path: string, bytes: number, modified: number): Uint8Array {
  if (!isArchivePath(path)) throw new RangeError(`"${path}" is no path for an archive.`);
  if (!Number.isSafeInteger(bytes) || bytes < 0 || bytes > MOST_BYTES)
    throw new RangeError(`${bytes} bytes are too many for an archive.`);
  const block = new Uint8Array(TAR_BLOCK);
  const put = (at: number, text: string) => block.set(asciiOf(text), at);
  const octal = (value: number, digits: number) => `${value.toString(8).padStart(digits, '0')}\0`;
  put(0, path);
  put(100, octal(0o644, 7));
  put(108, octal(0, 7));
  put(116, octal(0, 7));
  put(124, octal(bytes, 11));
  put(136, octal(Math.max(0, Math.floor(modified)), 11));
  put(156, '0');
  put(257, 'ustar\x0000');
  put(148, `${tarSum(block).toString(8).padStart(6, '0')}\0 `);
  return block;
}

/** The sum of a header, with blanks where it stands itself. */
export function tarSum(block: Uint8Array): number {
  let sum = 0;
  for (const [at, byte] of block.entries()) sum += at >= 148 && at < 156 ? 32 : byte;
  return sum;
}

/** How many bytes fill the last block of a file. */
export const tarPadding = (bytes: number): number => (TAR_BLOCK - (bytes % TAR_BLOCK)) % TAR_BLOCK;

/** What ends a tar: two empty blocks. */
export const tarEnd = (): Uint8Array => new Uint8Array(2 * TAR_BLOCK);

const asciiOf = (text: string): number[] => [...text].map((char) => char.charCodeAt(0));
