import { afterEach, beforeEach, expect, test } from 'vitest';
import { cloneDatabase } from '../../../test/harness/database.ts';
import { ManualClock } from '../../../test/harness/manual-clock.ts';
import { Temporal } from '../../kernel/index.ts';
import { type Database, openDatabase } from '../db/index.ts';
import { memoryThrottle, sharedThrottle } from './index.ts';

const MINUTE_MS = 60_000;
const clock = new ManualClock('2031-03-03T09:00:00Z');
const pass = (iso: string) => clock.set(clock.now().add(Temporal.Duration.from(iso)));
let database: Database;
let drop: () => Promise<void>;
beforeEach(async () => {
  const clone = await cloneDatabase();
  drop = clone.drop;
  database = openDatabase(clone.url, { max: 8, name: 'throttle-in-test', onError: () => undefined });
});
afterEach(async () => {
  await database.close();
  await drop();
});

test('two processes count the tries of one key together, also when all come at once', async () => {
  const processes = [sharedThrottle(database.db, clock), sharedThrottle(database.db, clock)];
  const counted = await Promise.all(
    Array.from({ length: 40 }, (_, index) => processes[index % 2]?.count('10.0.0.1 ana', MINUTE_MS)),
  );
  expect(counted.map((one) => one?.tries).sort((a, b) => Number(a) - Number(b))).toEqual(
    Array.from({ length: 40 }, (_, index) => index + 1),
  );
  pass('PT20S');
  expect(await processes[0]?.count('10.0.0.1 ana', MINUTE_MS)).toEqual({ tries: 41, leftMs: 40_000 });
  await processes[1]?.giveBack('10.0.0.1 ana');
  expect(await processes[0]?.count('10.0.0.1 ana', MINUTE_MS)).toEqual({ tries: 41, leftMs: 40_000 });
});

test('a window that ended begins anew, and what many guessers left is removed with time', async () => {
  const throttle = sharedThrottle(database.db, clock);
  for (let guesser = 0; guesser < 30; guesser += 1) await throttle.count(`guesser ${guesser}`, MINUTE_MS);
  pass('PT1M');
  expect(await throttle.count('guesser 0', MINUTE_MS)).toEqual({ tries: 1, leftMs: MINUTE_MS });
  for (let asked = 0; asked < 10; asked += 1) await throttle.count('guesser 0', MINUTE_MS);
  expect((await database.pool.query('select key from throttle')).rows).toHaveLength(1);
  await throttle.giveBack('never counted');
});

test('a process counts by itself in bounded memory', async () => {
  const throttle = memoryThrottle(clock);
  await throttle.count('first', MINUTE_MS);
  for (let key = 0; key < 20_000; key += 1) await throttle.count(`made up ${key}`, MINUTE_MS);
  expect(await throttle.count('first', MINUTE_MS)).toEqual({ tries: 1, leftMs: MINUTE_MS });
  expect(await throttle.count('made up 19999', MINUTE_MS)).toMatchObject({ tries: 2 });
});
