import { migrateJobs } from '../jobs/index.ts';
import { createAudit } from '../platform/auth/index.ts';
import { migrate } from '../platform/db/index.ts';
import { installShippedPolicy } from '../policy/index.ts';
import { createRepository, shippedRunbooks } from '../runbooks/index.ts';
import type { BuildOptions } from './options.ts';

/** Brings a database up to date: our migrations, then the queue's, then version 1 of the policy and the runbooks. */
export async function prepareDatabase({
  clock,
  database,
  log,
}: Pick<BuildOptions, 'clock' | 'database' | 'log'>): Promise<void> {
  const client = await database.pool.connect();
  try {
    const applied = await migrate(client, clock);
    if (applied.length > 0) log.info({ applied }, 'database schema migrated');
  } finally {
    client.release();
  }
  await migrateJobs(database.pool, log);
  await installShippedPolicy(database, clock);
  await createRepository({ database, clock, audit: createAudit(clock) }).install(shippedRunbooks());
}
