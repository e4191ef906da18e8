import { createHmac } from 'node:crypto';
import { chmod, mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Database } from '../db/index.ts';
import { randomToken } from '../ids.ts';
import { installationFact } from './store.ts';

/** The secret given, or the one in the data folder, generated there at the first start (readable by its owner only). */
export async function loadSecret(given: string | undefined, dataDir: string): Promise<string> {
  if (given !== undefined) return given;
  const file = join(dataDir, 'secret');
  const kept = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return '';
    throw error;
  });
  if (kept.trim().length >= 32) return kept.trim();
  const secret = randomToken();
  await mkdir(dataDir, { recursive: true });
  await writeFile(file, `${secret}\n`, { mode: 0o600 });
  await chmod(file, 0o600);
  return secret;
}

/** This process has another secret than the installation. For the administrator to mend, not a bug. */
export class SecretMismatch extends Error {}

/**
 * Refuses to run with another secret than the one this database was set up with: links in mails already sent would
 * stop working, and stored secrets could not be read, both silently.
 * @throws SecretMismatch
 */
export async function checkSecret(database: Database, secret: string): Promise<void> {
  const print = createHmac('sha256', secret).update('tocsin installation').digest('hex');
  const stored = await database.transaction((tx) => installationFact(tx, 'secret_fingerprint', print));
  if (stored !== print)
    throw new SecretMismatch(
      'TOCSIN_SECRET does not match this database. Give every process the same secret (it is in the file "secret" of the data folder of the first one).',
    );
}
