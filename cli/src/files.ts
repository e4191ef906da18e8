import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';

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

/** Writes a file into a folder, which is made when it is not there. */
export async function writeNamed(folder: string, name: string, text: string): Promise<void> {
  await mkdir(pathOf(folder), { recursive: true });
  await writeFile(join(pathOf(folder), name), text);
}
