import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import type { Place } from './place.ts';
import { EmbeddedTrouble, troubleOf } from './trouble.ts';

/** How long a shutdown may take before it is made shorter: cut sessions, then cut everything and recover later. */
const FAST_LIMIT_MS = 5_000;
const IMMEDIATE_LIMIT_MS = 2_000;
const HURRY_MS = 1_500;

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
    child.once('exit', (code) => reject(startFailure(place.cluster, code, seen)));
    child.stderr?.on('data', (chunk: Buffer) => {
      const text = chunk.toString();
      seen = (seen + text).slice(-4000);
      for (const line of text.split('\n')) if (line.trim()) onLog(line);
      if (seen.includes('ready to accept connections')) resolve(child);
    });
  });
}

function startFailure(cluster: string, code: number | null, seen: string): Error {
  if (/could not bind IPv4 address/.test(seen)) return new PortTaken(seen);
  return troubleOf(`The embedded PostgreSQL stopped at its start (exit ${code})`, cluster, seen);
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
    child.once('exit', (code) =>
      code === 0 ? resolve() : reject(troubleOf(`${tool} failed (exit ${code})`, place.cluster, output)),
    );
  });
}

/** `spawn EPERM` says nothing to a person whose container cannot change users. */
function explained(error: NodeJS.ErrnoException): Error {
  // A program that is missing, was damaged, or was made for another kind of system (such as Alpine).
  if (error.code === 'ENOENT' || error.code === 'EACCES' || error.code === 'ENOEXEC')
    return new EmbeddedTrouble(
      `The embedded PostgreSQL cannot be run here (${error.message}). Install the dependencies again (npm ci), or set DATABASE_URL.`,
      { cause: error },
    );
  if (error.code !== 'EPERM' && error.code !== 'EINVAL') return error;
  return new EmbeddedTrouble(
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
