import { afterEach, beforeEach, expect, test } from 'vitest';
import { publishLive } from '../../src/platform/live/index.ts';
import { ADMIN_TOKEN, Harness } from '../harness/index.ts';

let harness: Harness;
beforeEach(async () => {
  harness = await Harness.start();
});
afterEach(() => harness.close());

/** Opens the stream and gives its data lines one by one. */
async function openStream(): Promise<{ next(): Promise<unknown>; close(): Promise<void> }> {
  const address = await harness.app.server.listen({ port: 0, host: '127.0.0.1' });
  const response = await fetch(`${address}/api/v1/stream`, {
    headers: { authorization: `Bearer ${ADMIN_TOKEN}` },
  });
  expect(response.headers.get('content-type')).toContain('text/event-stream');
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
  if (reader === undefined) throw new Error('the stream has no body');
  let rest = '';
  return {
    async next() {
      for (;;) {
        const match = /^data: (.*)\n\n/m.exec(rest);
        if (match?.[1] !== undefined) {
          rest = rest.slice(match.index + match[0].length);
          return JSON.parse(match[1]);
        }
        const { value, done } = await reader.read();
        if (done) throw new Error('the stream ended');
        rest += value;
      }
    },
    close: () => reader.cancel(),
  };
}

test('a browser hears of a change when it is committed, not before', async () => {
  const stream = await openStream();
  await expect(
    harness.database.transaction(async (tx) => {
      await publishLive(tx, { topic: 'incident', id: 'rolled back' });
      throw new Error('changed my mind');
    }),
  ).rejects.toThrow('changed my mind');
  await harness.database.transaction((tx) => publishLive(tx, { topic: 'incident', id: 'committed' }));
  expect(await stream.next()).toEqual({ topic: 'incident', id: 'committed' });
  await stream.close();
});

test('the stream comes back by itself when the database cuts its connection, and says that something may be missed', async () => {
  const stream = await openStream();
  const cut = await harness.database.pool.query(
    "select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'tocsin-live' and datname = current_database()",
  );
  expect(cut.rowCount).toBe(1);
  expect(await stream.next()).toEqual({});
  await harness.database.transaction((tx) => publishLive(tx, { topic: 'alert', id: 'after' }));
  expect(await stream.next()).toEqual({ topic: 'alert', id: 'after' });
  await stream.close();
});
