import { existsSync, readdirSync } from 'node:fs';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { removeEmbeddedPostgres } from '../src/platform/db/index.ts';

/** Marks a folder as the demo's own, which may be emptied. */
const mark = '.tocsin-demo';

/**
 * An empty folder for the demo. What an earlier demo left in it goes, wherever its database was placed; a folder that the
 * demo did not make is never touched.
 * @throws DataFolderInUse when a demo runs on it
 */
export async function freshFolder(path: string): Promise<string> {
  const folder = resolve(path);
  const filled = existsSync(folder) && readdirSync(folder).length > 0;
  if (filled && !existsSync(join(folder, mark))) {
    throw new Error(`${folder} holds something that is not the demo's. Set DEMO_DATA to another folder.`);
  }
  await removeEmbeddedPostgres(join(folder, 'postgres'));
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, mark), '');
  return folder;
}
