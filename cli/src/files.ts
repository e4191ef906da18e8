import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';

/** The folder where the person stands: `npm run tocsin` changes to the folder of the project and says where it was called. */
const here = (): string =>
  (process.env.npm_lifecycle_event === 'tocsin' && process.env.INIT_CWD) || process.cwd();

/** The whole path of a file that was named on the command line. `-` is standard input. */
const pathOf = (named: string): string => (named === '-' ? '/dev/stdin' : resolve(here(), named));

export const readNamed = (named: string): Promise<string> => readFile(pathOf(named), 'utf8');

export const writeNamed = (named: string, bytes: Uint8Array): Promise<void> =>
  writeFile(pathOf(named), bytes);

/** Makes the folder when it is not there. @returns its whole path */
export async function folderNamed(named: string): Promise<string> {
  const path = pathOf(named);
  await mkdir(path, { recursive: true });
  return path;
}
