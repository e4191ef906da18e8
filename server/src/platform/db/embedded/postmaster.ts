import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { readFile, realpath, rm } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { Place } from './place.ts';

/** How long a shutdown may take before it is made shorter: cut sessions, then cut everything and recover later. */
const FAST_LIMIT_MS = 5_000;
const IMMEDIATE_LIMIT_MS = 2_000;
const HURRY_MS = 1_500;
const POLL_MS = 50;

/** The port was taken between choosing it and binding it. */
export class PortTaken extends Error {}

/** Starts the server and waits until it takes connections (after a crash that includes its recovery). */
export function startPostmaster(
  place: Place,
  settings: readonly string[],
  onLog: (line: string) => void,
): Promise<ChildProcess> {
  const args = ['-D', place.cluster, ...settings.flatMap((setting) => ['-c', setting])];
  // A session of its own: Ctrl-C in a terminal reaches us, who shut it down in order, and not it at the same time.
  const child = spawn(join(place.runtime, 'bin', 'postgres'), args, {
    ...place.runAs,
    cwd: place.cluster,
    detached: process.platform !== 'win32',
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  return new Promise((resolve, reject) => {
    let seen = '';
    child.once('error', (error) => reject(explained(error)));
    child.once('exit', (code) => reject(startFailure(code, seen)));
    child.stderr?.on('data', (chunk: Buffer) => {
      const text = chunk.toString();
      seen = (seen + text).slice(-4000);
      for (const line of text.split('\n')) if (line.trim()) onLog(line);
      if (seen.includes('ready to accept connections')) resolve(child);
    });
  });
}

function startFailure(code: number | null, seen: string): Error {
  if (/could not bind IPv4 address/.test(seen)) return new PortTaken(seen);
  return new Error(`The embedded PostgreSQL stopped at its start (exit ${code}):\n${seen.trim()}`);
}

/** Runs one of PostgreSQL's tools to its end. @throws with everything it said when it fails */
export function runTool(place: Place, tool: string, args: readonly string[]): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(join(place.runtime, 'bin', tool), args, {
      ...place.runAs,
      cwd: '/',
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let output = '';
    const collect = (chunk: Buffer) => {
      output += chunk.toString();
    };
    child.stdout.on('data', collect);
    child.stderr.on('data', collect);
    child.once('error', (error) => reject(explained(error)));
    child.once('exit', (code) => (code === 0 ? resolve() : reject(toolFailure(tool, code, output.trim()))));
  });
}

function toolFailure(tool: string, code: number | null, output: string): Error {
  // A container started with an arbitrary user id, for instance.
  if (/could not look up effective user ID/.test(output)) {
    return new Error(
      `PostgreSQL needs to know the name of its user, and user id ${process.getuid?.()} has no entry in /etc/passwd. ` +
        'Add one, start Tocsin as a user that has one, or set DATABASE_URL.',
    );
  }
  return new Error(`${tool} failed (exit ${code}):\n${output}`);
}

/** `spawn EPERM` says nothing to a person whose container cannot change users. */
function explained(error: NodeJS.ErrnoException): Error {
  if (error.code !== 'EPERM' && error.code !== 'EINVAL') return error;
  return new Error(
    'PostgreSQL does not run as root, and this system does not let root start it as another user. ' +
      'Start Tocsin as an ordinary user, or set DATABASE_URL.',
    { cause: error },
  );
}

/** Stops a child of ours: fast, and if that takes too long, at once (its recovery is then done at the next start). */
export async function stopPostmaster(child: ChildProcess, how?: 'hurry'): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = new Promise<boolean>((resolve) => child.once('exit', () => resolve(true)));
  child.kill('SIGINT');
  if (await within(how === 'hurry' ? HURRY_MS : FAST_LIMIT_MS, gone)) return;
  child.kill('SIGQUIT');
  if (await within(how === 'hurry' ? HURRY_MS : IMMEDIATE_LIMIT_MS, gone)) return;
  child.kill('SIGKILL');
  await gone;
}

function within(limit: number, done: Promise<boolean>): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<boolean>((resolve) => {
    timer = setTimeout(() => resolve(false), limit);
  });
  return Promise.race([done, late]).finally(() => clearTimeout(timer));
}

/**
 * Clears away what a killed Tocsin left: a PostgreSQL that still runs on the cluster is shut down, and a postmaster.pid
 * whose number now belongs to a process that is no PostgreSQL of ours is removed (PostgreSQL itself would refuse to
 * start because of it, which in a container, where low numbers repeat, happens at every second crash). Only called
 * while holding the data folder. Adopting the running server was the other choice; a fresh start costs a second and
 * has the settings and the log of this version.
 * @returns what was found, for the log
 */
export async function clearOrphan(cluster: string): Promise<'nothing' | 'stopped' | 'stale file'> {
  const pidFile = join(cluster, 'postmaster.pid');
  const pid = Number((await readFile(pidFile, 'utf8').catch(() => '')).split('\n')[0]);
  if (!Number.isInteger(pid) || pid <= 1 || !isAlive(pid)) return 'nothing';
  if (!(await isPostgresOf(pid, cluster))) {
    await rm(pidFile, { force: true });
    return 'stale file';
  }
  const limits = [
    ['SIGINT', FAST_LIMIT_MS],
    ['SIGQUIT', IMMEDIATE_LIMIT_MS],
    ['SIGKILL', IMMEDIATE_LIMIT_MS],
  ] as const;
  for (const [signal, limit] of limits) {
    process.kill(pid, signal);
    for (let waited = 0; waited < limit; waited += POLL_MS) {
      await pause(POLL_MS);
      // Not isAlive: where nobody reaps orphans (a container whose first process is not an init) it stays a zombie.
      if (await isPostgresOf(pid, cluster)) continue;
      // A zombie counts as running to PostgreSQL, which would refuse to start over its file. A number that is free does
      // not: then the file stays, for PostgreSQL's own look at what is left.
      if (isAlive(pid)) await rm(pidFile, { force: true });
      return 'stopped';
    }
  }
  throw new Error(
    `A PostgreSQL left behind on ${cluster} (process ${pid}) cannot be stopped. Stop it by hand.`,
  );
}

const pause = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/**
 * Whether process `pid` is a postgres started on this very cluster, by its command line. Whole arguments are compared, or
 * the server on `pg2` would be taken for that on `pg`; by their real paths, since the killed Tocsin may have been started
 * by way of a link.
 */
async function isPostgresOf(pid: number, cluster: string): Promise<boolean> {
  const words = await readFile(`/proc/${pid}/cmdline`, 'utf8').then(
    (line) => line.split('\0'),
    async () => (await commandByPs(pid)).trim().split(/ (?=-)|(?<=-D) /),
  );
  if (!words.some((word) => /^postgres\b/.test(basename(word)))) return false;
  const own = await real(cluster);
  for (const word of words) if (word.startsWith('/') && (await real(word)) === own) return true;
  return false;
}

const real = (path: string): Promise<string> => realpath(path).catch(() => path);

function commandByPs(pid: number): Promise<string> {
  return new Promise((resolve) => {
    execFile('ps', ['-o', 'command=', '-p', String(pid)], (_error, stdout) => resolve(stdout));
  });
}
