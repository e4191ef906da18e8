import { chmod, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type EmbeddedPostgres, startEmbeddedPostgres } from '../server/src/platform/db/index.ts';
import { type Started, start } from './processes.ts';

const TOKEN = 'administrator-token-of-the-benchmark-0001';

/** A Tocsin in a process of its own, as its users run it, over an embedded PostgreSQL with durability on. */
export interface BenchTocsin {
  readonly databaseUrl: string;
  /** Where the secret of this installation rests; every process over its database needs the same. */
  readonly secretFile: string;
  readonly process: Started;
  /** A request to its API as administrator; the answer's body. @throws when it is no 2xx */
  api(method: string, path: string, body: unknown): Promise<unknown>;
  stop(): Promise<void>;
}

/** Milliseconds from starting another process over the same database until it is ready. */
export async function startAnother(first: BenchTocsin): Promise<number> {
  const begun = performance.now();
  const another = await start('server/src/app/main.ts', {
    DATABASE_URL: first.databaseUrl,
    TOCSIN_SECRET: (await readFile(first.secretFile, 'utf8')).trim(),
    LOG_LEVEL: 'info',
  });
  const took = performance.now() - begun;
  await another.stop();
  return took;
}

/**
 * Starts both on loopback.
 * @param env settings of the server beside those of the database
 * @param main the server's main file; another checkout's to compare with
 */
export async function startBenchTocsin(
  env: Readonly<Record<string, string>>,
  main = 'server/src/app/main.ts',
): Promise<BenchTocsin> {
  const dataDir = await mkdtemp(join(tmpdir(), 'tocsin-bench-'));
  // Open to the user that PostgreSQL runs as when we are root; otherwise the cluster would be placed elsewhere and stay.
  await chmod(dataDir, 0o711);
  const postgres = await startEmbeddedPostgres({ dataDir: join(dataDir, 'pg'), onLog: () => undefined });
  const databaseUrl = postgres.urlFor('postgres');
  try {
    const own = { DATABASE_URL: databaseUrl, TOCSIN_BOOTSTRAP_TOKEN: TOKEN, TOCSIN_DATA: dataDir };
    const process = await start(main, { LOG_LEVEL: 'info', ...own, ...env });
    return {
      databaseUrl,
      secretFile: join(dataDir, 'secret'),
      process,
      api: (method, path, body) => call(process.port, method, path, body),
      stop: async () => {
        await process.stop();
        await remove(postgres, dataDir);
      },
    };
  } catch (error) {
    await remove(postgres, dataDir);
    throw error;
  }
}

async function remove(postgres: EmbeddedPostgres, dataDir: string): Promise<void> {
  await postgres.stop();
  await rm(dataDir, { recursive: true, force: true });
}

async function call(port: number, method: string, path: string, body: unknown): Promise<unknown> {
  const response = await fetch(`http://127.0.0.1:${port}${path}`, {
    method,
    headers: { authorization: `Bearer ${TOKEN}`, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  const text = await response.text();
  if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${text}`);
  return text === '' ? undefined : JSON.parse(text);
}
