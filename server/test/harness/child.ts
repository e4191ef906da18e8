import { type ChildProcess, spawn } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { once } from 'node:events';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const MAIN = fileURLToPath(new URL('../../src/app/main.ts', import.meta.url));

/** Compiled code of the processes that tests start: most of a start is compiling, and all of them start the same. */
export const COMPILED = fileURLToPath(new URL('../../../node_modules/.cache/compiled', import.meta.url));

/** A Tocsin started as its users start it: a process of its own, with an environment. */
export interface TocsinProcess {
  readonly child: ChildProcess;
  readonly url: string;
  /** Everything it has printed so far, on both streams. */
  output(): string;
  /** Resolves with the exit code when it has ended; null when a signal ended it. */
  readonly ended: Promise<number | null>;
  /** Ends it at once if it still runs, and removes its data folder. */
  dispose(): Promise<void>;
}

/** Starts the process and resolves when it says it is ready, or when it has ended before that. */
export async function startProcess(env: Readonly<Record<string, string>>): Promise<TocsinProcess> {
  const data = await mkdtemp(join(tmpdir(), 'tocsin-process-'));
  // Open to the user that PostgreSQL runs as when we are root; otherwise the cluster would be placed elsewhere and stay.
  await chmod(data, 0o711);
  const port = env.PORT ?? String(await freePort());
  const child = spawn(process.execPath, [MAIN], {
    env: {
      PATH: process.env.PATH,
      NODE_COMPILE_CACHE: COMPILED,
      TOCSIN_DATA: data,
      PORT: port,
      ...env,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  const ended = once(child, 'exit').then(([code]) => code as number | null);
  const ready = new Promise<void>((resolve) => {
    const read = (chunk: Buffer) => {
      output += chunk.toString();
      if (output.includes('"msg":"ready"')) resolve();
    };
    child.stdout.on('data', read);
    child.stderr.on('data', read);
  });
  await Promise.race([ready, ended]);
  return {
    child,
    url: `http://127.0.0.1:${port}`,
    output: () => output,
    ended,
    async dispose() {
      child.kill('SIGKILL');
      await ended;
      await rm(data, { recursive: true, force: true });
    },
  };
}

/** Below what Linux, macOS and Windows give to whoever asks for any port. */
const PORTS = { from: 12_000, until: 32_000 } as const;

/**
 * A loopback port that nobody listens on just now. Not one that the system gives for 0: it would give the same one to the
 * next test that asks, before ours listens on it.
 */
export async function freePort(): Promise<number> {
  for (;;) {
    const port = randomInt(PORTS.from, PORTS.until);
    const server = createServer().listen(port, '127.0.0.1');
    const free = await once(server, 'listening').then(
      () => true,
      () => false,
    );
    server.close();
    if (free) {
      await once(server, 'close');
      return port;
    }
  }
}
