import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Shelf } from './copy.ts';

/** A folder, for any web server. */
export const folderShelf = (path: string): Shelf => ({
  async put(name, { body }) {
    const target = join(path, name);
    await mkdir(dirname(target), { recursive: true });
    const fresh = `${target}.${process.pid}.tmp`;
    await writeFile(fresh, body);
    await rename(fresh, target);
  },
  remove: (name) => rm(join(path, name), { force: true }),
  read: (name) =>
    readFile(join(path, name), 'utf8').catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return undefined;
      throw error;
    }),
});
