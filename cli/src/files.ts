import { createReadStream, createWriteStream, openAsBlob } from 'node:fs';
import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { basename, dirname, join, resolve, sep } from 'node:path';
import { pipeline } from 'node:stream/promises';

/** The folder where the person stands: `npm run tocsin` changes to the folder of the project and says where it was called. */
const here = (): string =>
  (process.env.npm_lifecycle_event === 'tocsin' && process.env.INIT_CWD) || process.cwd();

/** The whole path of a file that was named on the command line. `-` is standard input. */
const pathOf = (named: string): string => (named === '-' ? '/dev/stdin' : resolve(here(), named));

export const readNamed = (named: string): Promise<string> => readFile(pathOf(named), 'utf8');

/** The files of a folder whose names end so, in order. */
export async function readNamedFolder(
  named: string,
  ending: string,
): Promise<{ name: string; text: string }[]> {
  const folder = pathOf(named);
  const names = (await readdir(folder)).filter((name) => name.endsWith(ending)).sort();
  return Promise.all(names.map(async (name) => ({ name, text: await readFile(join(folder, name), 'utf8') })));
}

export const isFolderNamed = async (named: string): Promise<boolean> =>
  (await stat(pathOf(named)).catch(() => null))?.isDirectory() ?? false;

/** Writes a file where the person stands. */
export const writeNamed = (named: string, content: string | Uint8Array): Promise<void> =>
  writeFile(pathOf(named), content);

/** Makes the folder when it is not there. @returns its whole path */
export async function folderNamed(named: string): Promise<string> {
  const path = pathOf(named);
  await mkdir(path, { recursive: true });
  return path;
}

/** Writes a file into a folder, with the folders in between. @throws Error for a name that leads out of it */
export async function writeWithin(folder: string, name: string, content: Uint8Array): Promise<void> {
  const target = resolve(folder, name);
  if (!target.startsWith(`${folder}${sep}`)) throw new Error(`The name "${name}" leads out of ${folder}.`);
  await mkdir(dirname(target), { recursive: true });
  await writeFile(target, content);
}

/** A file, a piece at a time. */
export const piecesOfNamed = (named: string): AsyncIterable<Uint8Array> => createReadStream(pathOf(named));

/** A file to be sent, which is read while it is sent, and what it is called. */
export const blobNamed = async (named: string): Promise<{ name: string; content: Blob }> => ({
  name: basename(named),
  content: await openAsBlob(pathOf(named)),
});

/** Writes a file as it comes. Until all of it is there it has another name: half a file is not taken for one. */
export async function writeNamedStream(named: string, pieces: AsyncIterable<Uint8Array>): Promise<void> {
  const path = pathOf(named);
  const partial = `${path}.partial`;
  try {
    await pipeline(pieces, createWriteStream(partial));
    await rename(partial, path);
  } catch (error) {
    await rm(partial, { force: true });
    throw error;
  }
}
