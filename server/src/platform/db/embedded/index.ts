import type { ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join, resolve } from 'node:path';
import { holdDataFolder } from './lock.ts';
import { clearOrphan } from './orphans.ts';
import { giveTo, type Place, placedElsewhere, preparePlace } from './place.ts';
import { PortTaken, runTool, startPostmaster, stopPostmaster } from './postmaster.ts';
import { EmbeddedTrouble } from './trouble.ts';

export { DataFolderInUse } from './lock.ts';
export { EmbeddedTrouble } from './trouble.ts';

/** A PostgreSQL of our own, running as a child process. */
export interface EmbeddedPostgres {
  /** Connection string for a database of this server, as its superuser. */
  urlFor(database: string): string;
  /** Where its password is kept. */
  readonly passwordFile: string;
  /** Process id of the server. */
  readonly pid: number;
  /**
   * Shuts the server down within 8 s ("fast": sessions are cut, data is safe), in a hurry within 3 s (it may recover at the
   * next start), and lets go of the data folder.
   */
  stop(how?: 'hurry'): Promise<void>;
}

export interface EmbeddedOptions {
  /** Folder of the cluster; made when absent. */
  readonly dataDir: string;
  /** Extra settings, `name=value`. With `fsync=off` the cluster is also created without syncing (tests). */
  readonly settings?: readonly string[];
  /** PostgreSQL's own log, line by line. */
  readonly onLog: (line: string) => void;
  /** What the administrator should know about this start: where the data went, what was cleared away. */
  readonly onNotice?: (text: string) => void;
  /** The server ended although nobody asked it to. */
  readonly onLost?: (reason: string) => void;
}

const MAJOR = '18';
const PORT_ATTEMPTS = 5;
const USER = 'tocsin';

/**
 * Starts (and at the first time creates) the cluster in `dataDir` on a free loopback port, with a generated password.
 * Works as root and as an ordinary user, and after any crash of ours or of the machine.
 * @throws DataFolderInUse when another Tocsin runs on the folder, EmbeddedTrouble for whatever else can be foreseen
 */
export async function startEmbeddedPostgres(options: EmbeddedOptions): Promise<EmbeddedPostgres> {
  const { dataDir, settings = [], onLog, onNotice = onLog } = options;
  await mkdir(dataDir, { recursive: true, mode: 0o700 });
  const folder = await holdDataFolder(dataDir);
  try {
    const place = await preparePlace(dataDir);
    if (place.notice) onNotice(place.notice);
    const found = await clearOrphan(place.cluster);
    if (found === 'stopped')
      onNotice('Tocsin had been killed; the PostgreSQL it left running was shut down.');
    if (found === 'stale file') onNotice('A postmaster.pid of a process long gone was removed.');
    await createClusterOnce(place, settings.includes('fsync=off'));
    const password = await readPassword(place);
    const { child, port } = await startOnFreePort(place, settings, onLog);
    let stopping = false;
    let taken = false;
    child.once('exit', (code, signal) => {
      if (taken) options.onLost?.(`another Tocsin took the data folder ${dataDir} while this one hung`);
      else if (!stopping) options.onLost?.(`PostgreSQL stopped unexpectedly (${signal ?? `exit ${code}`})`);
    });
    folder.whenLost(() => {
      taken = true;
      // Not in order but at once: two servers on one cluster destroy it.
      child.kill('SIGKILL');
    });
    return {
      urlFor: (database) => `postgres://${USER}:${password}@127.0.0.1:${port}/${database}`,
      passwordFile: place.passwordFile,
      pid: child.pid ?? 0,
      stop: async (how) => {
        stopping = true;
        await stopPostmaster(child, how);
        await folder.letGo();
      },
    };
  } catch (error) {
    await folder.letGo();
    throw error;
  }
}

/**
 * Deletes the cluster of `dataDir`, wherever it was placed, and the folder itself. For throw-away data only.
 * @throws DataFolderInUse when a Tocsin runs on the folder
 */
export async function removeEmbeddedPostgres(dataDir: string): Promise<void> {
  await mkdir(dataDir, { recursive: true, mode: 0o700 });
  const folder = await holdDataFolder(dataDir);
  try {
    const base = await placedElsewhere(dataDir);
    await clearOrphan(join(base ?? resolve(dataDir), 'pg'));
    if (base !== undefined) await rm(base, { recursive: true, force: true });
    await rm(dataDir, { recursive: true, force: true });
  } finally {
    await folder.letGo();
  }
}

/**
 * Creates the cluster under another name and renames it when it is whole, so that a start killed half-way is simply
 * done again. The builtin C.UTF-8 locale sorts alike on every machine and still knows that Ü is the capital of ü.
 */
async function createClusterOnce(place: Place, throwAway: boolean): Promise<void> {
  const version = (await readFile(join(place.cluster, 'PG_VERSION'), 'utf8').catch(() => '')).trim();
  if (version === MAJOR) return;
  if (/^\d+$/.test(version)) {
    throw new EmbeddedTrouble(
      `${place.cluster} was made by PostgreSQL ${version}, this Tocsin brings ${MAJOR}. ` +
        'Move the data with pg_dump and pg_restore (docs/production.md).',
    );
  }
  // Before anything is written: a new password would lock out the data that is there.
  if (await holdsAnything(place.cluster))
    throw new EmbeddedTrouble(
      `${place.cluster} is damaged: it holds files and no valid PG_VERSION. Restore it from a backup. ` +
        `If only that file is missing, write "${MAJOR}" into it, and start again.`,
    );
  const half = `${place.cluster}.new`;
  const givenPassword = `${place.cluster}.password`;
  await rm(half, { recursive: true, force: true });
  await mkdir(half, { mode: 0o700 });
  await giveTo(half, place.runAs);
  const password = randomBytes(24).toString('hex');
  await writeFile(givenPassword, password, { mode: 0o600 });
  await giveTo(givenPassword, place.runAs);
  const flags = ['-U', USER, '--pwfile', givenPassword, '-A', 'scram-sha-256', '-E', 'UTF8', '--locale=C'];
  const locale = ['--locale-provider=builtin', '--builtin-locale=C.UTF-8'];
  const sync = throwAway ? ['--no-sync'] : [];
  try {
    await runTool(place, 'initdb', ['-D', half, ...flags, ...locale, ...sync]);
  } finally {
    await rm(givenPassword, { force: true });
  }
  await writeFile(place.passwordFile, password, { mode: 0o600 });
  await rename(half, place.cluster);
}

const holdsAnything = async (folder: string): Promise<boolean> =>
  (await readdir(folder).catch((): string[] => [])).length > 0;

async function readPassword({ passwordFile, cluster }: Place): Promise<string> {
  const password = await readFile(passwordFile, 'utf8').catch(() => '');
  if (password !== '') return password;
  throw new EmbeddedTrouble(
    `${passwordFile} is missing: it is the key to the database in ${cluster}. Restore it from a backup, ` +
      'or move both away to start with an empty database.',
  );
}

async function startOnFreePort(
  place: Place,
  settings: readonly string[],
  onLog: (line: string) => void,
): Promise<{ child: ChildProcess; port: number }> {
  for (let attempt = 1; ; attempt++) {
    const port = await freePort();
    const all = [
      'listen_addresses=127.0.0.1',
      `port=${port}`,
      'unix_socket_directories=',
      'timezone=UTC',
      'log_timezone=UTC',
      // Our statements are short; compiling one, where the planner guesses wrong, takes longer than running it.
      'jit=off',
      ...settings,
    ];
    try {
      return { child: await startPostmaster(place, all, onLog), port };
    } catch (error) {
      if (!(error instanceof PortTaken) || attempt >= PORT_ATTEMPTS) throw error;
    }
  }
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      const port = address !== null && typeof address === 'object' ? address.port : 0;
      server.close(() => resolve(port));
    });
  });
}
