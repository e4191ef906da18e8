import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { freePort } from '../../test/harness/child.ts';
import { Harness } from '../../test/harness/index.ts';
import { openDatabase } from '../platform/db/index.ts';
import { Ingest, type IngestLimits, indexable } from './ingest.ts';
import type { Signal } from './model.ts';

let harness: Harness;
beforeEach(async () => {
  harness = await Harness.start();
});
afterEach(() => harness.close());

const ingestOf = (limits: Partial<IngestLimits> = {}) =>
  new Ingest({ pool: harness.database.pool, clock: harness.clock, limits });
const signal = (dedupKey: string, more: Partial<Signal> = {}): Signal => ({
  action: 'trigger',
  dedupKey,
  title: 'Disk full',
  labels: { host: 'web1' },
  links: [{ href: 'https://example.com/', text: 'Source' }],
  ...more,
});
const raw = (text = '{}') => ({ contentType: 'application/json', body: Buffer.from(text) });
const count = async (table: string): Promise<number> =>
  (await harness.database.pool.query<{ n: number }>(`select count(*) as n from ${table}`)).rows[0]?.n ?? -1;

describe('a group commit', () => {
  test('requests that wait share one; each hears of its own signals', async () => {
    const ingest = ingestOf();
    const answers = await Promise.all([
      ingest.accept('one', [signal('a'), signal('b')], raw()),
      ingest.accept('one', [signal('a')], raw()),
      ingest.accept('two', [signal('a'), signal('a')], raw()),
      ingest.accept('two', [signal('z', { action: 'resolve' })], raw()),
    ]);
    expect(answers).toEqual([['opened', 'opened'], ['repeated'], ['opened', 'repeated'], ['dropped']]);
    expect(await count('alert')).toBe(3);
  });

  test('the order in which an alert’s words came is kept, within a request and across', async () => {
    const ingest = ingestOf();
    const close = signal('a', { action: 'resolve' });
    expect(await ingest.accept('one', [signal('a'), close, signal('a'), close, close], raw())).toEqual([
      'opened',
      'resolved',
      'opened',
      'resolved',
      'resolved',
    ]);
    expect(
      await Promise.all([signal('a'), close, signal('a')].map((each) => ingest.accept('one', [each], raw()))),
    ).toEqual([['opened'], ['resolved'], ['opened']]);
    const { rows } = await harness.database.pool.query('select status from alert order by status');
    expect(rows.map(({ status }) => status)).toEqual(['firing', 'resolved', 'resolved', 'resolved']);
  });

  test('the payload is kept of the request that opened an alert and of those that changed it, not of repeats', async () => {
    const ingest = ingestOf();
    await ingest.accept('one', [signal('a')], raw('first'));
    await ingest.accept('one', [signal('a')], raw('repeat'));
    await ingest.accept('one', [signal('a', { severity: 'critical' })], raw('worse'));
    await ingest.accept('one', [signal('a', { action: 'acknowledge' })], raw('taken'));
    await ingest.accept('one', [signal('a', { action: 'resolve' })], raw('over'));
    const { rows } = await harness.database.pool.query<{ body: Buffer }>('select body from inbound_payload');
    expect(rows.map(({ body }) => body.toString()).sort()).toEqual(['first', 'over', 'taken', 'worse']);
  });

  test('a repeat in other words or of other members is a change, and in the same ones it is not', async () => {
    const ingest = ingestOf();
    const say = async (title: string) => (await ingest.accept('one', [signal('a', { title })], raw()))[0];
    const titles = ['Disk 80 %', 'Disk 81 %', 'Disk is FULL', 'disk 80 %', 'Disk is FULL'];
    const outcomes = [];
    for (const title of titles) outcomes.push(await say(title));
    expect(outcomes).toEqual(['opened', 'repeated', 'changed', 'repeated', 'repeated']);
    const list = async (...keys: string[]) => {
      const members = Object.fromEntries(keys.map((key) => [key, { title: key }]));
      return (await ingest.accept('one', [signal('g', { members })], raw()))[0];
    };
    expect([await list('m'), await list('m'), await list('m', 'n'), await list('n', 'm')]).toEqual([
      ...['opened', 'repeated', 'changed', 'repeated'],
    ]);
  });

  test('what an alert of the version before has said is its title', async () => {
    const ingest = ingestOf();
    const opened = async (key: string) => {
      await ingest.accept('one', [signal(key, { title: 'Disk 80 %' })], raw());
      await harness.database.pool.query(`update alert set said = '{}' where dedup_key = $1`, [key]);
    };
    const say = async (key: string, title: string) =>
      (await ingest.accept('one', [signal(key, { title })], raw()))[0];
    await opened('a');
    expect([await say('a', 'disk 81 %'), await say('a', 'Disk is FULL')]).toEqual(['repeated', 'changed']);
    await opened('b');
    expect([await say('b', 'Disk is FULL'), await say('b', 'Disk is FULL')]).toEqual(['changed', 'repeated']);
  });

  test('one request that the database refuses fails alone', async () => {
    const ingest = ingestOf();
    const poison = signal('bad', { title: 'NUL \0 in a title' });
    const answers = await Promise.allSettled([
      ingest.accept('one', [signal('a')], raw()),
      ingest.accept('one', [poison], raw()),
      ingest.accept('one', [signal('b')], raw()),
    ]);
    expect(answers.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
    expect(await count('alert')).toBe(2);
  });

  test('also when it is not about its data', async () => {
    await harness.database.pool.query(`
      create function refuse() returns trigger language plpgsql as $$
      begin raise exception 'too much' using errcode = 'program_limit_exceeded'; end $$;
      create trigger refuse before insert on alert for each row when (new.dedup_key = 'bad') execute function refuse()`);
    const ingest = ingestOf();
    const answers = await Promise.allSettled(
      ['a', 'bad', 'b'].map((key) => ingest.accept('one', [signal(key)], raw())),
    );
    expect(answers.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
    expect(answers[1]).toMatchObject({ reason: { kind: 'unavailable' } });
  });

  test('two processes that say the same at once make one alert', async () => {
    const ingests = [ingestOf(), ingestOf(), ingestOf()];
    const keys = Array.from({ length: 40 }, (_, index) => `key ${index}`);
    await Promise.all(
      ingests.flatMap((ingest, turn) =>
        (turn === 1 ? [...keys].reverse() : keys).map((key) => ingest.accept('one', [signal(key)], raw())),
      ),
    );
    const { rows } = await harness.database.pool.query(
      'select count(*) as n, sum(count) as heard from alert',
    );
    expect(rows).toEqual([{ n: 40, heard: 120 }]);
  });
});

test('an integration that sends too much leaves room for the others', async () => {
  const ingest = ingestOf({ waitingSignals: 10, perCommit: 1 });
  const wild = Array.from({ length: 30 }, (_, index) => ingest.accept('wild', [signal(`${index}`)], raw()));
  const calm = Array.from({ length: 4 }, (_, index) => ingest.accept('calm', [signal(`${index}`)], raw()));
  const answers = await Promise.allSettled(wild);
  expect(answers.filter(({ status }) => status === 'rejected').length).toBeGreaterThan(20);
  expect((await Promise.allSettled(calm)).map(({ status }) => status)).toEqual(calm.map(() => 'fulfilled'));
});

test('when too much waits the next is turned away, and afterwards taken again', async () => {
  const ingest = ingestOf({ waitingSignals: 3, perCommit: 1 });
  const answers = await Promise.allSettled(
    Array.from({ length: 10 }, (_, index) => ingest.accept('one', [signal(`key ${index}`)], raw())),
  );
  const refused = answers.filter((answer) => answer.status === 'rejected');
  expect(refused.length).toBeGreaterThan(0);
  for (const { reason } of refused) expect(reason).toMatchObject({ code: 'ingest_overloaded' });
  expect(await count('alert')).toBe(10 - refused.length);
  expect(await ingest.accept('one', [signal('later')], raw())).toEqual(['opened']);
});

test('keys too long for an index are told apart by their hash', () => {
  const long = 'x'.repeat(1_000);
  expect(indexable('short')).toBe('short');
  expect(indexable(long)).toHaveLength(71);
  expect(indexable(`${long}1`)).not.toBe(indexable(`${long}2`));
});

test('without a database the sender is told to try again', async () => {
  const url = `postgres://nobody:x@127.0.0.1:${await freePort()}/none`;
  const gone = openDatabase(url, { max: 1, name: 'gone', onError: () => undefined });
  const ingest = new Ingest({ pool: gone.pool, clock: harness.clock });
  await expect(ingest.accept('one', [signal('a')], raw())).rejects.toMatchObject({
    code: 'ingest_unavailable',
  });
  await gone.close();
});

test('in a storm the first alert is looked at at once, and those after it together', async () => {
  const ingest = new Ingest({ pool: harness.database.pool, clock: harness.clock, wakeApartMs: 60_000 });
  const due = async () =>
    (
      await harness.database.pool.query<{ due: boolean }>(
        'select run_at <= $1 as due from graphile_worker.jobs',
        [harness.clock.now()],
      )
    ).rows.map((row) => row.due);
  await ingest.accept('one', [signal('a')], raw());
  expect(await due()).toEqual([true]);
  await harness.database.pool.query('select graphile_worker.remove_job(key) from graphile_worker.jobs');
  await ingest.accept('one', [signal('b')], raw());
  await ingest.accept('one', [signal('c')], raw());
  expect(await due()).toEqual([false]);
});
