import { flushCompileCache } from 'node:module';
import { channelSettings } from '../channels/index.ts';
import { SecretMismatch } from '../platform/auth/index.ts';
import { ConfigError, readConfig } from '../platform/config/index.ts';
import { DataFolderInUse } from '../platform/db/index.ts';
import { createLog } from '../platform/log/index.ts';
import { CannotStart } from './cannot-start.ts';
import { startTocsin } from './start.ts';

/** A process that has not drained by then never will (design §2: SIGTERM exits within 10 s, the database's end included). */
const DRAIN_LIMIT_MS = 6_500;

async function main(): Promise<void> {
  const config = readConfig(channelSettings);
  const log = createLog(config.logLevel);
  const tocsin = await startTocsin({ config, log });
  if (tocsin.setupLink !== undefined)
    process.stdout.write(
      `\nWelcome. Open this one-time link to create the first administrator:\n\n  ${tocsin.setupLink}\n\n`,
    );
  // A promise that failed and that nobody waited for has left nothing half-done in the process, and a pager that ends
  // because of one pages nobody. What is thrown outside of a promise ends it, as ever.
  process.on('unhandledRejection', (err) => log.error({ err }, 'unhandled error'));
  log.info({ url: config.publicUrl, role: config.role }, 'ready');
  // Now, for a process that is killed writes nothing at its end.
  flushCompileCache();

  let stopping = false;
  const stop = (signal: string) => {
    if (stopping) return;
    stopping = true;
    log.info({ signal }, 'draining');
    setTimeout(() => {
      log.warn('shutdown timed out; the next process takes over the remaining work');
      void tocsin.abandon().finally(() => process.exit(1));
    }, DRAIN_LIMIT_MS).unref();
    tocsin.stop().then(
      () => process.exit(0),
      (err: unknown) => {
        log.error({ err }, 'did not shut down cleanly');
        process.exit(1);
      },
    );
  };
  process.once('SIGTERM', () => stop('SIGTERM'));
  process.once('SIGINT', () => stop('SIGINT'));
}

main().catch((error: unknown) => {
  const expected = [ConfigError, DataFolderInUse, CannotStart, SecretMismatch].some(
    (kind) => error instanceof kind,
  );
  const text = error instanceof Error ? (expected ? error.message : error.stack) : String(error);
  process.stderr.write(`${text}\n`);
  process.exit(1);
});
