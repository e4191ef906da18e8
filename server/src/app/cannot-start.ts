import { once } from 'node:events';
import { createServer } from 'node:net';
import type { Config } from '../platform/config/index.ts';
import { type Database, isConnectionLost } from '../platform/db/index.ts';

/** Something outside is not as the settings say: for the administrator to mend, said without a stack. */
export class CannotStart extends Error {}

/**
 * Tries the address before anything is done: a second start by mistake must not first migrate the database of the one
 * that runs.
 * @throws CannotStart
 */
export async function checkAddress(config: Config): Promise<void> {
  const server = createServer();
  try {
    server.listen({ host: config.host, port: config.port });
    await once(server, 'listening');
  } catch (error) {
    throw listenFailure(config, error as NodeJS.ErrnoException);
  }
  server.close();
  await once(server, 'close');
}

/** What a person can do about an address that cannot be listened on; the error itself when that is unknown. */
export function listenFailure({ host, port }: Config, error: NodeJS.ErrnoException): Error {
  if (error.code === 'EADDRINUSE')
    return new CannotStart(
      `Port ${port} on ${host} is in use: is Tocsin running already? Set PORT to another one.`,
    );
  if (error.code === 'EACCES')
    return new CannotStart(`Port ${port} is open to root only. Set PORT to one above 1023.`);
  if (error.code === 'EADDRNOTAVAIL' || error.code === 'ENOTFOUND' || error.code === 'EAI_AGAIN')
    return new CannotStart(
      `HOST is ${host}, which is no address of this machine. 127.0.0.1 is this machine only, 0.0.0.0 everybody.`,
    );
  return error;
}

/** Class 28: who we say we are is not believed. 3D000: there is no such database. */
const REFUSED = /^(28|3D000)/;
const OLDEST = 15;

/** @throws CannotStart when the database cannot be reached, does not let us in, or is too old */
export async function checkDatabase(database: Database): Promise<void> {
  const { hostname, port, pathname } = new URL(database.url);
  const where = `${hostname}:${port || 5432}${pathname}`;
  const version = await serverVersion(database).catch((error: Error & { code?: string }) => {
    if (isConnectionLost(error) || REFUSED.test(error.code ?? ''))
      throw new CannotStart(`PostgreSQL at ${where} (DATABASE_URL) cannot be used: ${reasonOf(error)}`);
    throw error;
  });
  if (version < OLDEST)
    throw new CannotStart(`PostgreSQL at ${where} is version ${version}; Tocsin needs ${OLDEST} or newer.`);
}

async function serverVersion({ pool }: Database): Promise<number> {
  const { rows } = await pool.query<{ number: number }>(
    "select current_setting('server_version_num')::int / 10000 as number",
  );
  return rows[0]?.number ?? 0;
}

/** A name with several addresses fails once for each, and the sum of it has no words of its own. */
const reasonOf = (error: Error): string =>
  error.message || (error instanceof AggregateError ? error.errors.map(String).join('; ') : error.name);
