import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { DataFolderInUse, startEmbeddedPostgres } from '../src/platform/db/index.ts';
import { freshFolder } from './folder.ts';

let room: string;

beforeEach(async () => {
  room = await mkdtemp(join(tmpdir(), 'tocsin-folder-'));
});

afterEach(() => rm(room, { recursive: true, force: true }));

test('the demo empties its own folder and no other', async () => {
  const own = await freshFolder(join(room, 'demo'));
  await writeFile(join(own, 'left-over'), '');
  await freshFolder(own);
  expect(await readdir(own)).toEqual(['.tocsin-demo']);
  const other = join(room, 'precious');
  await mkdir(other);
  await writeFile(join(other, 'data'), '');
  await expect(freshFolder(other)).rejects.toThrow(/not the demo's/);
  expect(await readdir(other)).toEqual(['data']);
});

test('the demo does not empty a folder on which a demo runs', async () => {
  const own = await freshFolder(join(room, 'demo'));
  const dataDir = join(own, 'postgres');
  const postgres = await startEmbeddedPostgres({ dataDir, settings: ['fsync=off'], onLog: () => undefined });
  await expect(freshFolder(own)).rejects.toThrow(DataFolderInUse);
  await postgres.stop();
  await freshFolder(own);
  expect(await readdir(own)).toEqual(['.tocsin-demo']);
});
