import { startWorkers, type TaskGroup, type Workers } from '../jobs/index.ts';
import { CONNECTIONS, type Database, openDatabase } from '../platform/db/index.ts';
import type { Log } from '../platform/log/index.ts';

/**
 * The queue gets connections of its own, beside those that the jobs themselves work with: a burst of busy jobs must not
 * keep the queue from taking the next one.
 */
export async function startJobs(
  database: Database,
  groups: readonly TaskGroup[],
  log: Log,
  onPools: ((gone: readonly string[]) => Promise<void>) | undefined,
): Promise<Workers> {
  const onError = (err: Error) => log.warn({ err }, 'the queue lost a database connection');
  const queue = openDatabase(database, {
    max: CONNECTIONS.queue,
    name: 'tocsin-jobs',
    onError,
    short: true,
  });
  const workers = await startWorkers(queue.pool, groups, log, onPools);
  return {
    poolIds: workers.poolIds,
    stop: async () => {
      await workers.stop();
      await queue.close();
    },
  };
}
