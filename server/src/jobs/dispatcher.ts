import { EventEmitter } from 'node:events';
import { scheduler } from 'node:timers/promises';
import type { WorkerPool } from 'graphile-worker';
import type pg from 'pg';
import { Temporal } from '../kernel/index.ts';
import { systemClock } from '../platform/clock.ts';
import { backOff } from '../platform/db/index.ts';
import type { Log } from '../platform/log/index.ts';
import { type DueTasks, dueTasks } from './store.ts';

/** What is due is looked for this often, whatever notifications say or fail to say. */
const LOOK_EVERY_MS = 1_000;
/** In a storm of notifications one look serves all of so long. */
const LOOK_APART_MS = 10;

export interface Dispatcher {
  /** What the queue's runners listen on: one connection for all of them. */
  readonly ear: EventEmitter;
  /** From now on this pool is woken for these tasks. */
  serve(tasks: readonly string[], pool: Pick<WorkerPool, 'nudge'>): void;
  /** Looks now. For whoever has put jobs back without a notification. */
  look(): void;
  stop(): Promise<void>;
}

/**
 * Looks for due jobs on behalf of all workers of this process and wakes those that can do them: at each notification, at
 * the time when the next job is due, and each second in any case. Left to themselves every worker polls each second and
 * every pool of them wakes at every notification: two dozen questions a second that are answered "nothing", or 6 % of a
 * core in an idle process. One pool for all tasks was the other choice; a slow channel would then hold up pages.
 */
export function startDispatcher(pool: pg.Pool, log: Log): Dispatcher {
  const stopping = new AbortController();
  const { signal } = stopping;
  const ear = new EventEmitter();
  ear.setMaxListeners(0);
  const served = new Map<string, Pick<WorkerPool, 'nudge'>>();
  let wake = Promise.withResolvers<void>();
  const look = () => wake.resolve();

  /** @returns milliseconds until it is worth looking again */
  async function dispatch(): Promise<number> {
    const now = systemClock.now();
    const { due, nextAt } = await dueTasks(pool, now);
    for (const [workers, count] of countByPool(due, served)) workers.nudge(count);
    if (nextAt === null) return LOOK_EVERY_MS;
    return Math.max(LOOK_APART_MS, Math.min(LOOK_EVERY_MS, millisUntil(nextAt)));
  }

  async function looking(): Promise<void> {
    while (!signal.aborted) {
      wake = Promise.withResolvers();
      const pauseMs = await dispatch().catch((err: unknown) => {
        log.debug({ err }, 'failed to look for due jobs');
        return LOOK_EVERY_MS;
      });
      const lookedAt = performance.now();
      await firstOf(wake.promise, pauseMs);
      if (performance.now() - lookedAt < LOOK_APART_MS) await scheduler.wait(LOOK_APART_MS);
    }
  }

  const kept = Promise.all([looking(), listening({ pool, ear, look, log, signal })]);
  return {
    ear,
    serve(tasks, workers) {
      for (const task of tasks) served.set(task, workers);
    },
    look,
    async stop() {
      stopping.abort();
      look();
      await kept;
    },
  };
}

const millisUntil = (at: string): number =>
  Math.ceil(Temporal.Instant.from(at).epochMilliseconds - systemClock.now().epochMilliseconds);

function countByPool(
  due: DueTasks['due'],
  served: ReadonlyMap<string, Pick<WorkerPool, 'nudge'>>,
): ReadonlyMap<Pick<WorkerPool, 'nudge'>, number> {
  const counts = new Map<Pick<WorkerPool, 'nudge'>, number>();
  for (const [task, count] of Object.entries(due)) {
    const workers = served.get(task);
    if (workers !== undefined) counts.set(workers, (counts.get(workers) ?? 0) + count);
  }
  return counts;
}

async function firstOf(event: Promise<void>, ms: number): Promise<void> {
  const pause = Promise.withResolvers<void>();
  const timer = setTimeout(pause.resolve, ms);
  await Promise.race([event, pause.promise]);
  clearTimeout(timer);
}

/** One connection that LISTENs, made anew when it breaks: one attempt at a time, later each time. */
async function listening(parts: {
  readonly pool: pg.Pool;
  readonly ear: EventEmitter;
  readonly look: () => void;
  readonly log: Log;
  readonly signal: AbortSignal;
}): Promise<void> {
  const { pool, ear, look, log, signal } = parts;
  for (let failures = 1; !signal.aborted; failures += 1) {
    const broken = Promise.withResolvers<void>();
    const over = () => broken.resolve();
    let client: pg.PoolClient | undefined;
    try {
      client = await pool.connect();
      client.on('end', over).on('error', over);
      client.on('notification', (message) => {
        if (message.channel === 'jobs:insert') look();
        else ear.emit('notification', message);
      });
      await client.query('listen "jobs:insert"; listen "worker:migrate"');
      failures = 1;
      look();
      signal.addEventListener('abort', over, { once: true });
      await broken.promise;
    } catch (err) {
      log.debug({ err }, 'cannot listen for jobs; polling every second');
    } finally {
      signal.removeEventListener('abort', over);
      client?.release(true);
    }
    await scheduler.wait(backOff(failures), { signal }).catch(() => undefined);
  }
}
