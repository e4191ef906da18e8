import { afterEach, beforeEach, expect, test } from 'vitest';
import { newId } from '../../src/platform/ids.ts';
import { publishLive } from '../../src/platform/live/index.ts';
import { Harness } from '../harness/index.ts';
import { openStream } from '../harness/stream.ts';

let harness: Harness;
beforeEach(async () => {
  harness = await Harness.start();
});
afterEach(() => harness.close());

test('a browser hears of a change when it is committed, not before', async () => {
  const stream = await openStream(harness);
  const [rolledBack, committed] = [newId(), newId()];
  await expect(
    harness.database.transaction(async (tx) => {
      await publishLive(tx, { topic: 'incident', id: rolledBack });
      throw new Error('changed my mind');
    }),
  ).rejects.toThrow('changed my mind');
  await harness.database.transaction((tx) => publishLive(tx, { topic: 'incident', id: committed }));
  expect(await stream.next()).toEqual({ topic: 'incident', id: committed });
  await stream.close();
});

test('the stream comes back by itself when the database cuts its connection, and says that something may be missed', async () => {
  const stream = await openStream(harness);
  const cut = await harness.database.pool.query(
    "select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'tocsin-live' and datname = current_database()",
  );
  expect(cut.rowCount).toBe(1);
  expect(await stream.next()).toEqual({});
  await harness.database.transaction((tx) => publishLive(tx, { topic: 'alert', id: 'after' }));
  expect(await stream.next()).toEqual({ topic: 'alert', id: 'after' });
  await stream.close();
});
