import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';
import pg from 'pg';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { Gate } from '../../../test/fakes/gate.ts';
import { cloneDatabase } from '../../../test/harness/database.ts';
import { Breaker } from './breaker.ts';
import { type HeldConnection, holdConnection } from './held.ts';

const NAME = 'held-in-test';
let gate: Gate;
let url: string;
let direct: string;
let drop: () => Promise<void>;
let held: HeldConnection | undefined;
let observer: pg.Client;
beforeEach(async () => {
  const clone = await cloneDatabase();
  ({ url: direct, drop } = clone);
  const through = new URL(direct);
  gate = await Gate.before(Number(through.port));
  through.port = String(gate.port);
  url = through.toString();
  observer = new pg.Client({ connectionString: direct });
  await observer.connect();
});
afterEach(async () => {
  await held?.close();
  await gate.cut();
  await observer.end();
  await drop();
});

const sessions = async (): Promise<number> => {
  const { rows } = await observer.query(
    'select count(*)::int as count from pg_stat_activity where datname = current_database() and application_name = $1',
    [NAME],
  );
  return rows[0].count;
};

/** A connection whose pauses pass at once and are counted: minutes of absence take no time. */
function hold(
  target: string,
  afterMs = Number.POSITIVE_INFINITY,
  back: () => Promise<void> = async () => undefined,
) {
  const seen = { waited: 0, pauses: [] as number[], opened: 0, troubles: [] as unknown[] };
  held = holdConnection({
    database: { url: target, breaker: new Breaker(() => seen.waited) },
    name: NAME,
    opened: async () => {
      seen.opened += 1;
    },
    onTrouble: (error) => seen.troubles.push(error),
    pause: async (ms, { signal }) => {
      signal.throwIfAborted();
      seen.pauses.push(ms);
      const before = seen.waited;
      seen.waited += ms;
      if (before < afterMs && seen.waited >= afterMs) await back();
    },
  });
  return seen;
}

test.each([1, 5, 12, 60])(
  'a database that is away for %i s is tried ever less often, and afterwards there is one connection',
  async (seconds) => {
    await gate.cut();
    const seen = hold(url, seconds * 1_000, () => gate.restore());
    await expect.poll(() => seen.opened).toBe(1);
    // Ready within one pause of the database's return; about one attempt in 3 s once it has been away for a while.
    expect(seen.waited).toBeLessThan(seconds * 1_000 + 4_000);
    expect(seen.pauses.length).toBeLessThan(6 + seconds / 2);
    expect(Math.max(...seen.pauses)).toBeLessThanOrEqual(4_000);
    expect(await sessions()).toBe(1);
  },
);

test('each restart leaves one connection, however often', async () => {
  const seen = hold(url);
  for (let restart = 1; restart <= 20; restart += 1) {
    await expect.poll(() => seen.opened).toBe(restart);
    await observer.query(
      'select pg_terminate_backend(pid) from pg_stat_activity where application_name = $1',
      [NAME],
    );
  }
  await expect.poll(() => seen.opened).toBe(21);
  await expect.poll(sessions).toBe(1);
  expect(seen.pauses).toHaveLength(20);
});

test('comes back within seconds of a restart, by the clock', async () => {
  let opened = 0;
  held = holdConnection({
    database: { url, breaker: new Breaker() },
    name: NAME,
    opened: async () => {
      opened += 1;
    },
    onTrouble: () => undefined,
  });
  await held.first;
  await observer.query('select pg_terminate_backend(pid) from pg_stat_activity where application_name = $1', [
    NAME,
  ]);
  await expect.poll(() => opened).toBe(2);
});

test('a server that is starting up is asked again, on one connection at a time', async () => {
  let open = 0;
  let most = 0;
  const refusal = Buffer.from('SFATAL\0C57P03\0Mthe database system is starting up\0\0');
  const length = Buffer.alloc(4);
  length.writeInt32BE(refusal.length + 4);
  const starting = createServer((socket) => {
    open += 1;
    most = Math.max(most, open);
    socket.on('error', () => undefined);
    socket.once('data', () => socket.end(Buffer.concat([Buffer.from('E'), length, refusal])));
    socket.once('close', () => {
      open -= 1;
    });
  }).listen(0, '127.0.0.1');
  await once(starting, 'listening');
  const seen = hold(`postgres://nobody:x@127.0.0.1:${(starting.address() as AddressInfo).port}/none`);
  await expect.poll(() => seen.troubles.length).toBeGreaterThan(20);
  expect(seen.troubles[0]).toMatchObject({ code: '57P03' });
  // The server may hear of the end of one a moment after the beginning of the next.
  expect(most).toBeLessThanOrEqual(2);
  await held?.close();
  expect(seen.pauses.length).toBe(seen.troubles.length);
  starting.close();
});

test('a server that has gone silent is noticed within seconds, and while it is silent nothing piles up', async () => {
  const seen = hold(url);
  await expect.poll(() => seen.opened).toBe(1);
  gate.freeze();
  await expect.poll(() => seen.troubles.length).toBe(1);
  await gate.restore();
  await expect.poll(() => seen.opened).toBe(2);
  await expect.poll(sessions).toBe(1);
}, 60_000);

test('is closed at once, also in the middle of an attempt that gets no answer', async () => {
  gate.goSilent();
  hold(url);
  const asked = performance.now();
  await held?.close();
  expect(performance.now() - asked).toBeLessThan(2_000);
});
