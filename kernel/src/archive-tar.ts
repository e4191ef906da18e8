import { isArchivePath, TAR_BLOCK, tarPadding, tarSum } from './archive.ts';

/** What a reader of a tar is told, in order. */
export interface TarListener {
  begin(path: string, bytes: number): void;
  content(piece: Uint8Array): void;
  end(): void;
}

/** Why a file is no archive of ours, in words. */
export class NotAnArchive extends Error {}

/** Files and folders of an archive that is nobody's incident. */
const MOST_FILES = 10_000;

/**
 * Reads a tar as it comes, piece by piece. Nothing is unpacked and nothing is written: a path only says which file it is. Only
 * plain files with plain paths are read; links, devices, folders and paths that lead elsewhere end it.
 */
export class TarReader {
  readonly #listener: TarListener;
  /** Part of a block. */
  #held = new Uint8Array(0);
  /** Bytes of the file that is being read, and behind it, that are still to come. */
  #left = 0;
  #padding = 0;
  #path: string | null = null;
  #files = 0;
  #empty = 0;
  #done = false;

  constructor(listener: TarListener) {
    this.#listener = listener;
  }

  /** @throws NotAnArchive */
  push(piece: Uint8Array): void {
    let rest = piece;
    while (rest.length > 0) {
      if (this.#left > 0) rest = this.#takeContent(rest);
      else if (this.#padding > 0) rest = this.#takePadding(rest);
      else rest = this.#takeBlock(rest);
    }
  }

  /** @throws NotAnArchive when it is not whole */
  end(): void {
    if (this.#done) return;
    const where = this.#path === null ? `after ${this.#files} files` : `within ${this.#path}`;
    throw new NotAnArchive(`The archive is cut off: it ends ${where}.`);
  }

  #takeContent(piece: Uint8Array): Uint8Array {
    const taken = piece.subarray(0, this.#left);
    this.#left -= taken.length;
    this.#listener.content(taken);
    if (this.#left === 0) this.#listener.end();
    if (this.#left === 0 && this.#padding === 0) this.#path = null;
    return piece.subarray(taken.length);
  }

  #takePadding(piece: Uint8Array): Uint8Array {
    const taken = piece.subarray(0, this.#padding);
    if (taken.some((byte) => byte !== 0))
      throw new NotAnArchive(`There is something hidden behind the content of ${this.#path}.`);
    this.#padding -= taken.length;
    if (this.#padding === 0) this.#path = null;
    return piece.subarray(taken.length);
  }

  #takeBlock(piece: Uint8Array): Uint8Array {
    const taken = piece.subarray(0, TAR_BLOCK - this.#held.length);
    const block = new Uint8Array(this.#held.length + taken.length);
    block.set(this.#held);
    block.set(taken, this.#held.length);
    this.#held = block;
    if (this.#files === 0) noteCompressed(block);
    if (block.length === TAR_BLOCK) {
      this.#held = new Uint8Array(0);
      this.#read(block);
    }
    return piece.subarray(taken.length);
  }

  #read(block: Uint8Array): void {
    const isEmpty = block.every((byte) => byte === 0);
    if (this.#done) {
      // Other programs fill up their last record.
      if (!isEmpty) throw new NotAnArchive('There is something behind the end of the archive.');
      return;
    }
    if (isEmpty) {
      this.#empty += 1;
      this.#done = this.#empty === 2;
      return;
    }
    if (this.#empty > 0) throw new NotAnArchive('There is an empty block within the archive.');
    const { path, bytes } = readHeader(block);
    this.#files += 1;
    if (this.#files > MOST_FILES) throw new NotAnArchive(`The archive has more than ${MOST_FILES} files.`);
    [this.#path, this.#left, this.#padding] = [path, bytes, tarPadding(bytes)];
    this.#listener.begin(path, bytes);
    if (bytes === 0) {
      this.#listener.end();
      this.#path = null;
    }
  }
}

const COMPRESSED: readonly (readonly [string, readonly number[]])[] = [
  ['gzip', [0x1f, 0x8b]],
  ['ZIP', [0x50, 0x4b, 0x03, 0x04]],
  ['Zstandard', [0x28, 0xb5, 0x2f, 0xfd]],
  ['xz', [0xfd, 0x37, 0x7a, 0x58]],
  ['bzip2', [0x42, 0x5a, 0x68]],
];

/** Unpacking could fill any disk; ours are not packed. */
function noteCompressed(block: Uint8Array): void {
  const found = COMPRESSED.find(([, bytes]) => bytes.every((byte, at) => block[at] === byte));
  if (found !== undefined && block.length >= 4)
    throw new NotAnArchive(
      `This is a ${found[0]} file. Archives of Tocsin are plain tar files; it was not unpacked.`,
    );
}

function readHeader(block: Uint8Array): { readonly path: string; readonly bytes: number } {
  const text = (at: number, length: number): string => {
    const field = block.subarray(at, at + length);
    const end = field.indexOf(0);
    return String.fromCharCode(...(end === -1 ? field : field.subarray(0, end)));
  };
  if (text(257, 5) !== 'ustar' || Number.parseInt(text(148, 8), 8) !== tarSum(block))
    throw new NotAnArchive('This is no archive of Tocsin, or a part of it was altered where a file begins.');
  const path = text(0, 100);
  const shown = JSON.stringify(path.length > 120 ? `${path.slice(0, 120)}…` : path);
  if (path.startsWith('/') || path.split(/[/\\]/).includes('..') || /^[A-Za-z]:/.test(path))
    throw new NotAnArchive(`The path ${shown} leads out of the archive. Nothing was unpacked.`);
  if (!isArchivePath(path) || text(345, 155) !== '')
    throw new NotAnArchive(`The path ${shown} is none that Tocsin writes.`);
  if (block[156] !== 0x30) throw new NotAnArchive(`${path} is no plain file, but a link or a device.`);
  const size = text(124, 12).trim();
  if (!/^[0-7]{1,11}$/.test(size)) throw new NotAnArchive(`${path} does not say how large it is.`);
  return { path, bytes: Number.parseInt(size, 8) };
}
