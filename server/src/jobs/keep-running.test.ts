import type { Runner, WorkerEvents } from 'graphile-worker';
import { expect, test } from 'vitest';
import { createLog } from '../platform/log/index.ts';
import { keepRunning } from './keep-running.ts';

/** Pools as the queue's runner offers them, that end when the test says so. */
function pools() {
  const ends: { fail(error: Error): void }[] = [];
  const start = async (events: WorkerEvents): Promise<Runner> => {
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    ends.push({ fail: reject });
    events.emit('pool:create', { workerPool: { id: `pool-${ends.length}` } } as never);
    return { promise, stop: async () => resolve() } as Runner;
  };
  return { ends, start };
}

test('workers that end by themselves are replaced, and what they had in hand is given back', async () => {
  const { ends, start } = pools();
  const gone: string[][] = [];
  const kept = await keepRunning({
    name: 'escalation',
    log: createLog('silent'),
    start,
    onPools: async (ids) => void gone.push([...ids]),
  });
  expect(kept.poolIds()).toEqual(['pool-1']);
  ends[0]?.fail(new Error('a job could not be given back'));
  await expect.poll(() => gone).toEqual([['pool-1']]);
  expect(kept.poolIds()).toEqual(['pool-2']);
  await kept.stop();
  expect(ends).toHaveLength(2);
});

test('a replacement that cannot be started yet is tried again', async () => {
  const { ends, start } = pools();
  let refusals = 1;
  const gone: string[][] = [];
  const kept = await keepRunning({
    name: 'escalation',
    log: createLog('silent'),
    start: (events) => {
      if (ends.length === 1 && refusals-- > 0) return Promise.reject(new Error('connect ECONNREFUSED'));
      return start(events);
    },
    onPools: async (ids) => void gone.push([...ids]),
  });
  ends[0]?.fail(new Error('the database went away'));
  await expect.poll(() => gone).toEqual([['pool-1']]);
  expect(kept.poolIds()).toEqual(['pool-2']);
  await kept.stop();
});
