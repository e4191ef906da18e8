import { EventEmitter } from 'node:events';
import { scheduler } from 'node:timers/promises';
import type { Runner, WorkerEvents } from 'graphile-worker';
import { backOff } from '../platform/db/index.ts';
import type { Log } from '../platform/log/index.ts';

/** Workers that ran for so long were well: their end is a first failure again. */
const GOOD_MS = 10_000;

/**
 * Runs a pool of workers, and another whenever one ends by itself: the queue shuts a pool down when it cannot give a
 * finished job back, which is what a restart of the database under load looks like. A process that went on without
 * workers would take alerts and page nobody.
 */
export async function keepRunning(options: {
  readonly name: string;
  readonly log: Log;
  /** Starts a pool; it tells its id by the events. @throws when the database cannot be reached */
  readonly start: (events: WorkerEvents) => Promise<Runner>;
  /** Told after a pool has been replaced, with the ids of those that are gone. */
  readonly onPools: (gone: readonly string[]) => Promise<void>;
}): Promise<{ poolIds(): readonly string[]; stop(): Promise<void> }> {
  const { name, log, start, onPools } = options;
  const stopping = new AbortController();
  let ids: string[] = [];
  const begin = (): Promise<Runner> => {
    const events: WorkerEvents = new EventEmitter();
    events.on('pool:create', ({ workerPool }) => ids.push(workerPool.id));
    return start(events);
  };
  let runner: Runner | undefined = await begin();

  let failures = 0;

  async function replace(): Promise<void> {
    const gone = ids;
    ids = [];
    while (!stopping.signal.aborted) {
      failures += 1;
      try {
        await scheduler.wait(backOff(failures), { signal: stopping.signal });
        runner ??= await begin();
        await onPools(gone);
        return;
      } catch (err) {
        if (!stopping.signal.aborted) log.warn({ err, workers: name }, 'failed to start workers; retrying');
      }
    }
  }

  const kept = (async () => {
    while (!stopping.signal.aborted) {
      const begun = performance.now();
      await runner?.promise.catch((err: unknown) => log.warn({ err, workers: name }, 'workers stopped'));
      if (stopping.signal.aborted) return;
      if (performance.now() - begun > GOOD_MS) failures = 0;
      log.warn({ workers: name }, 'workers stopped unexpectedly; starting new ones');
      runner = undefined;
      await replace();
    }
  })();
  return {
    poolIds: () => ids,
    stop: async () => {
      stopping.abort();
      // One that is just ending by itself says so by throwing; it ends all the same.
      await runner?.stop().catch(() => undefined);
      await kept;
    },
  };
}
