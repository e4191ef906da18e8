import { rm } from 'node:fs/promises';
import { afterEach, beforeEach } from 'vitest';
import { startProcess, type TocsinProcess } from '../harness/child.ts';
import { cloneDatabase } from '../harness/database.ts';

export interface Starts {
  /** Of the test that runs: an empty, migrated database that nobody else uses. */
  readonly url: string;
  /** Starts a process on it; ended with the test. */
  start(env?: Record<string, string>): Promise<TocsinProcess>;
  /** Removed with the test. */
  readonly folders: string[];
}

/** A database and processes for each test of a file. */
export function eachWithProcesses(): Starts {
  let database: { url: string; drop(): Promise<void> };
  const started: TocsinProcess[] = [];
  const folders: string[] = [];
  beforeEach(async () => {
    database = await cloneDatabase();
  });
  afterEach(async () => {
    for (const process of started.splice(0)) await process.dispose();
    for (const folder of folders.splice(0)) await rm(folder, { recursive: true, force: true });
    await database.drop();
  });
  return {
    get url() {
      return database.url;
    },
    folders,
    async start(env = {}) {
      const process = await startProcess({ DATABASE_URL: database.url, ...env });
      started.push(process);
      return process;
    },
  };
}
