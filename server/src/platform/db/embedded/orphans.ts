import { execFile } from 'node:child_process';
import { readdir, readFile, readlink, realpath, rm } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { EmbeddedTrouble } from './trouble.ts';

/** How long each way of ending may take before the next, harder one. */
const FAST_LIMIT_MS = 5_000;
const HARD_LIMIT_MS = 2_000;
/** Children of a server that was killed notice it and end, unless they hang. */
const CHILDREN_MS = 1_000;
const POLL_MS = 50;

/**
 * Clears away what a killed Tocsin left: a PostgreSQL that still runs on the cluster is shut down, children of one that
 * was killed are ended, and a postmaster.pid is removed whose number now belongs to a process that is no PostgreSQL of
 * ours, or that holds no number (PostgreSQL itself would refuse to start because of either; in a container, where low
 * numbers repeat, the first happens at every second crash). Only called while holding the data folder. Adopting the
 * running server was the other choice; a fresh start costs a second and has the settings and the log of this version.
 * @returns what was found, for the log
 * @throws EmbeddedTrouble when something cannot be ended
 */
export async function clearOrphan(cluster: string): Promise<'nothing' | 'stopped' | 'stale file'> {
  const pidFile = join(cluster, 'postmaster.pid');
  const text = await readFile(pidFile, 'utf8').catch(() => undefined);
  const pid = Number(text?.split('\n')[0]);
  const isPid = Number.isInteger(pid) && pid > 1;
  if (isPid && isAlive(pid) && (await isPostgresOf(pid, cluster))) {
    await stop(pid, cluster, pidFile);
    await endChildren(cluster);
    return 'stopped';
  }
  const hadChildren = await endChildren(cluster);
  // A number that is free is left to PostgreSQL's own look at what is left.
  if (text !== undefined && (!isPid || isAlive(pid))) {
    await rm(pidFile, { force: true });
    return hadChildren ? 'stopped' : 'stale file';
  }
  return hadChildren ? 'stopped' : 'nothing';
}

async function stop(pid: number, cluster: string, pidFile: string): Promise<void> {
  const limits = [
    ['SIGINT', FAST_LIMIT_MS],
    ['SIGQUIT', HARD_LIMIT_MS],
    ['SIGKILL', HARD_LIMIT_MS],
  ] as const;
  for (const [signal, limit] of limits) {
    send(pid, signal);
    // Not isAlive: where nobody reaps orphans (a container whose first process is not an init) it stays a zombie.
    if (!(await passes(limit, async () => !(await isPostgresOf(pid, cluster))))) continue;
    // A zombie counts as running to PostgreSQL, which would refuse to start over its file. A number that is free does
    // not: then the file stays, for PostgreSQL's own look at what is left.
    if (isAlive(pid)) await rm(pidFile, { force: true });
    return;
  }
  throw stuck(cluster, [pid]);
}

/**
 * Ends the children of a server that is gone. One that hangs (stopped, or waiting for a disk) keeps the shared memory,
 * and PostgreSQL then refuses to start. Linux only, where a process tells its folder; elsewhere PostgreSQL says so.
 */
async function endChildren(cluster: string): Promise<boolean> {
  if ((await childrenOf(cluster)).length === 0) return false;
  const none = async () => (await childrenOf(cluster)).length === 0;
  if (await passes(CHILDREN_MS, none)) return true;
  for (const pid of await childrenOf(cluster)) send(pid, 'SIGKILL');
  if (await passes(HARD_LIMIT_MS, none)) return true;
  throw stuck(cluster, await childrenOf(cluster));
}

const stuck = (cluster: string, pids: readonly number[]) =>
  new EmbeddedTrouble(
    `A PostgreSQL left behind on ${cluster} cannot be ended (process ${pids.join(', ')}). ` +
      'End it by hand (kill -9, or restart the machine), and start Tocsin again.',
  );

/** Processes that run postgres in the folder of the cluster, as all of its children do. */
async function childrenOf(cluster: string): Promise<number[]> {
  const own = await real(cluster);
  const found: number[] = [];
  for (const name of await readdir('/proc').catch(() => [])) {
    if (!/^\d+$/.test(name)) continue;
    // Not there for zombies, nor for what belongs to others.
    const folder = await readlink(`/proc/${name}/cwd`).catch(() => '');
    if (folder !== own) continue;
    const program = await readlink(`/proc/${name}/exe`).catch(() => '');
    if (/^postgres\b/.test(basename(program))) found.push(Number(name));
  }
  return found;
}

async function passes(limitMs: number, test: () => Promise<boolean>): Promise<boolean> {
  for (let waited = 0; waited < limitMs; waited += POLL_MS) {
    if (await test()) return true;
    await pause(POLL_MS);
  }
  return test();
}

/** One that is gone, or not ours to end, shows in what is looked at afterwards. */
function send(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code !== 'ESRCH' && code !== 'EPERM') throw error;
  }
}

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
