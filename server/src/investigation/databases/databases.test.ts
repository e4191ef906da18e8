import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readLabelled } from '../connectors/decide-prometheus.ts';
import { BUILT_IN } from './checks.ts';
import { type Answers, bytesWords, spanWords, withoutValues } from './decide-words.ts';
import { httpAnswer, prometheusValues, statementOf, writtenQuery } from './decide-written.ts';

type Name = keyof typeof BUILT_IN;
const found = (name: Name, answers: Answers, limits = BUILT_IN[name].limits) =>
  BUILT_IN[name].read(answers, limits);
const server = (used: number, allowed: number) => ({
  what: 'the server',
  used: String(used),
  allowed: String(allowed),
});
const wait = (waiter: string, blocker: string, seconds = '3', state = 'active') => ({
  ...{ waiter, waits_s: seconds, waiter_query: 'update t set a = 1', blocker, blocker_state: state },
  ...{
    blocker_s: '700',
    blocker_user: 'shop',
    blocker_application: 'psql',
    blocker_query: "select 'secret'",
  },
});

describe('connections', () => {
  test.each([
    [50, 100, 'ok'],
    [85, 100, 'look'],
    [96, 100, 'bad'],
  ])('%i of %i: %s', (used, allowed, verdict) => {
    expect(found('pools', { limits: [server(used, allowed)], sessions: null })).toMatchObject({
      verdict,
      sentence: `${used} of ${allowed} connections of the server are in use (${used} %).`,
    });
  });

  test('the fullest limit counts, and a transaction that was forgotten is worth a look', () => {
    const own = { what: 'the database shop', used: '9', allowed: '10' };
    const sessions = [
      { state: 'idle in transaction', application: 'shop', sessions: '2', longest_s: '725' },
      { state: 'active', application: 'shop', sessions: '7', longest_s: '1' },
    ];
    const both = found('pools', { limits: [server(10, 100), own], sessions });
    expect(both.verdict).toBe('look');
    expect(both.sentence).toBe(
      '9 of 10 connections of the database shop are in use (90 %). 2 sessions are idle in a transaction, the longest for 12 min 5 s.',
    );
    expect(both.table?.rows[0]).toEqual(['idle in transaction', 'shop', '2', '12 min 5 s']);
    expect(found('pools', { limits: [server(10, 100)], sessions }).verdict).toBe('look');
    expect(found('pools', { limits: [server(1, 0)], sessions: null }).verdict).toBe('unable');
  });
});

describe('locks', () => {
  test('nobody waits', () => {
    expect(found('locks', { waits: [], older_waits: null, tables: [] })).toEqual({
      ...{ verdict: 'ok', sentence: 'No session waits for a lock.', table: null },
    });
  });

  test('the head is whoever waits for nobody, and holds up also those behind the others', () => {
    const chain = [wait('2', '1', '4', 'idle in transaction'), wait('3', '2', '12'), wait('4', '3')];
    const { verdict, sentence, table } = found('locks', { waits: chain });
    expect(verdict).toBe('bad');
    expect(sentence).toBe(
      '3 sessions wait for a lock, the longest for 12 s. At the head: session 1 (shop, psql; idle in transaction, its transaction 11 min 40 s old), which holds up 3.',
    );
    expect(table?.rows).toHaveLength(3);
    expect(JSON.stringify(table)).not.toContain('secret');
  });

  test('many at once are bad however short they wait; a ring of locks still has somebody to name', () => {
    const many = [2, 3, 4, 5, 6].map((id) => wait(String(id), '1', '0.1'));
    expect(found('locks', { waits: many }).verdict).toBe('bad');
    expect(found('locks', { waits: many.slice(0, 4) }).verdict).toBe('look');
    expect(found('locks', { waits: [wait('1', '2'), wait('2', '1')] }).sentence).toContain('session 2');
  });

  test('MySQL: those that wait for a table are counted, though nobody knows whom for', () => {
    const tables = [{ waiter: '9', waits_s: '30', waiter_query: 'alter table t add b int' }];
    expect(found('locks', { waits: null, older_waits: [], tables })).toMatchObject({
      verdict: 'bad',
      sentence:
        '1 session waits for a lock, the longest for 30 s. Which session holds them up, the database does not say.',
    });
  });
});

describe('slow queries', () => {
  const running = (seconds: string, waits = 'f') => ({
    ...{ id: '7', runs_s: seconds, waits, user: 'shop', application: 'report' },
    query: "select * from orders where mail = 'ana@example.com' and id = 42",
  });
  test.each([
    ['4', 'ok'],
    ['6', 'look'],
    ['192', 'bad'],
  ])('one that has run for %s s: %s', (seconds, verdict) => {
    expect(found('slow_queries', { running: [running(seconds)], total: null }).verdict).toBe(verdict);
  });

  test('says which, and keeps to itself what stands in it; one that waits for a lock is not slow', () => {
    const { sentence, table } = found('slow_queries', {
      running: [running('192'), running('500', 't')],
      total: [],
    });
    expect(sentence).toBe(
      'The longest query has run for 3 min 12 s (session 7, shop, report). 1 query waits for a lock.',
    );
    expect(table?.rows[0]?.[4]).toBe('select * from orders where mail = ? and id = ?');
  });
});

describe('disk and replication', () => {
  test('a slot that nobody reads keeps the log', () => {
    const disk = found('disk', {
      sizes: [{ name: 'shop', bytes: '12400000000' }],
      log: [{ bytes: '40000000000' }],
      slots: [{ name: 'old_replica', active: 'f', bytes: '38000000000' }],
      archiver: [],
    });
    expect(disk.verdict).toBe('bad');
    expect(disk.sentence).toContain('The databases take 12.4 GB, the write-ahead log 40 GB.');
    expect(disk.sentence).toContain('old_replica 38 GB');
    // Of more databases than are listed, all count.
    const listed = [{ name: 'shop', bytes: '1000000000', total: '7000000000' }];
    expect(found('disk', { sizes: listed }).sentence).toContain('The databases take 7 GB.');
    const mysql = found('disk', { sizes: [], logs: [{ Log_name: 'bin.1', File_size: '2000000000' }] });
    expect(mysql).toMatchObject({ verdict: 'ok' });
    expect(mysql.sentence).toContain('the binary logs 2 GB');
  });

  const own = { replica: 'f', paused: 'f', receives: 'f', behind_s: '0' };
  const standby = { ...own, replica: 't', receives: 't' };
  const replicas = [{ name: 'r1', state: 'streaming', sync: 'async', behind_s: '75', bytes: '1000000' }];
  const slave = { Slave_IO_Running: 'Yes', Slave_SQL_Running: 'No', Last_SQL_Error: "Duplicate 'ana'" };
  test.each([
    [{ own: [own], replicas: [], slots: [] }, 'ok', 'follows no other server'],
    [{ own: [own], replicas, slots: [] }, 'bad', 'at most 1 min 15 s behind (r1)'],
    [{ own: [own], replicas: [], slots: [{ name: 'r2' }] }, 'bad', 'connected to the slot r2'],
    [{ own: [{ ...standby, behind_s: '12' }] }, 'look', 'This replica is 12 s behind.'],
    [{ own: [{ ...standby, receives: 'f' }] }, 'bad', 'not connected to its primary'],
    [{ own: [{ ...standby, paused: 't' }] }, 'bad', 'replay is paused'],
    [
      { replicas: [], replica: null, slave: [slave] },
      'bad',
      'stopped (reading: Yes, applying: No): Duplicate ?',
    ],
    [
      { replica: [{ Replica_IO_Running: 'Yes', Replica_SQL_Running: 'Yes', Seconds_Behind_Source: '3' }] },
      ...(['ok', 'This replica is 3 s behind.'] as const),
    ],
  ])('%#', (answers, verdict, said) => {
    const read = found('replication', answers as Answers);
    expect(read.verdict).toBe(verdict);
    expect(read.sentence).toContain(said);
  });
});

describe('what people write', () => {
  const limits = { look: { side: 'above', value: 10 }, bad: { side: 'above', value: 100 } } as const;
  const none = { look: null, bad: null };
  test('one number is that number, more is how many rows; without limits somebody has to look', () => {
    const one = (value: string) => ({ columns: ['waiting'], rows: [[value]], more: false });
    expect(writtenQuery(one('101'), limits)).toMatchObject({ verdict: 'bad', sentence: 'waiting: 101.' });
    expect(writtenQuery(one('3'), limits).verdict).toBe('ok');
    expect(writtenQuery(one('3'), none).verdict).toBe('look');
    expect(writtenQuery({ columns: ['a', 'b'], rows: [['x', '5']], more: false }, limits)).toMatchObject({
      ...{ verdict: 'ok', sentence: '1 row.' },
    });
    expect(statementOf(['a = ', ' and b = ', ''], 'postgresql')).toBe('a = $1 and b = $2');
    expect(statementOf(['a = ', ' and b = ', ''], 'mysql')).toBe('a = ? and b = ?');
  });

  test('one value that is no number cannot be compared, and is no row either', () => {
    const one = (value: string | null) => ({ columns: ['waiting'], rows: [[value]], more: false });
    for (const [value, said] of [
      [null, 'NULL'],
      ['t', 't'],
      ['12 MB', '12 MB'],
      ['NaN', 'NaN'],
    ] as const)
      expect(writtenQuery(one(value), limits)).toMatchObject({
        ...{ verdict: 'unable', sentence: `waiting: ${said}, which is no number to compare.` },
      });
    expect(writtenQuery(one(null), none)).toMatchObject({ verdict: 'look', sentence: 'waiting: NULL.' });
  });

  test('where not all rows were read, a limit that lies above them says nothing', () => {
    const many = { columns: ['id'], rows: Array.from({ length: 200 }, (_, id) => [`${id}`]), more: true };
    const judged = (rule: Parameters<typeof writtenQuery>[1]) => writtenQuery(many, rule).verdict;
    const [above, below] = (['above', 'below'] as const).map((side) => (value: number) => ({ side, value }));
    if (above === undefined || below === undefined) throw new Error('Two sides.');
    expect(judged({ look: above(10), bad: null })).toBe('look');
    expect(judged({ look: null, bad: above(200) })).toBe('bad');
    expect(judged({ look: null, bad: above(201) })).toBe('unable');
    expect(judged({ look: above(10), bad: above(5_000) })).toBe('look');
    expect(judged({ look: null, bad: below(201) })).toBe('ok');
    expect(judged({ look: null, bad: below(300) })).toBe('unable');
    expect(writtenQuery(many, none)).toMatchObject({ verdict: 'look', sentence: 'More than 200 rows.' });
  });

  test('Prometheus: an infinite value is one, and what is not a number is named', () => {
    const query = (...values: readonly string[]) => {
      const result = values.map((value, at) => ({ metric: { pod: `p${at}` }, value: [1, value] }));
      const read = readLabelled({
        status: 200,
        text: JSON.stringify({ status: 'success', data: { resultType: 'vector', result } }),
      });
      if ('fault' in read) throw new Error(read.fault);
      return prometheusValues(read.ok, limits);
    };
    expect(query('+Inf')).toMatchObject({ verdict: 'bad', sentence: '+Inf.' });
    expect(query('3', '-Inf')).toMatchObject({ verdict: 'ok', sentence: '2 values from -Inf to 3.' });
    expect(query('3', 'NaN')).toMatchObject({ verdict: 'look', sentence: '3. Not a number: pod=p1.' });
    expect(query('NaN')).toMatchObject({ verdict: 'look', sentence: 'Not a number: pod=p0.' });
    expect(query('300', 'NaN').verdict).toBe('bad');
    expect(query()).toMatchObject({ verdict: 'look', sentence: 'The query gives no values.' });
  });

  test('of Prometheus the worst value counts, of HTTP the status', () => {
    const values = [
      { labels: { pod: 'a' }, value: 3 },
      { labels: { pod: 'b' }, value: 101 },
    ];
    expect(prometheusValues(values, limits)).toMatchObject({
      ...{ verdict: 'bad', sentence: '2 values from 3 to 101.' },
    });
    expect(prometheusValues([], limits).verdict).toBe('look');
    expect(httpAnswer(204, '', '').verdict).toBe('ok');
    expect(httpAnswer(302, '', '').verdict).toBe('look');
    expect(httpAnswer(503, 'application/json', '{"db": "down"}')).toMatchObject({
      ...{ verdict: 'bad', sentence: 'HTTP 503.', table: { rows: [['{"db": "down"}']] } },
    });
  });
});

test('words', () => {
  expect([0.2, 59.6, 192, 7_500, 90_000].map(spanWords)).toEqual([
    ...['0 s', '1 min', '3 min 12 s', '2 h 5 min', '1 d 1 h'],
  ]);
  expect([0, 999, 1_500, 123_456_789, 2e12].map(bytesWords)).toEqual([
    ...['0 B', '999 B', '1.5 kB', '123 MB', '2 TB'],
  ]);
});

test('no text of a query gets on the record, whatever it is', () => {
  fc.assert(
    fc.property(fc.stringMatching(/^[a-z]{6,12}$/), fc.stringMatching(/^[ '\\,()]{0,4}$/), (secret, more) => {
      const text = `${more}${secret}`.replaceAll('\\', '\\\\').replaceAll("'", "''");
      expect(withoutValues(`alter role x password '${text}' valid until '2031'`)).not.toContain(secret);
    }),
  );
  expect(withoutValues(`select "it's", 'a\\', 'secret'`)).toBe(`select "it's", ? …`);
  for (const [query, said] of [
    ['select "secret", 1', 'select ?, ?'],
    [`select 'a"b', "secret"`, 'select ?, ?'],
    [`select "it's", 'secret'`, 'select ?, ?'],
    ["select 1 # it's\n, 'secret'", 'select ? , ?'],
    ['select `it\'s`, "secret", 0xDEADBEEF', "select `it's`, ?, ?"],
    ['select "a\\" secret"', 'select ? …'],
  ] as const)
    expect(withoutValues(query, 'mysql')).toBe(said);
  expect(withoutValues("select 1 /* a /* b */ secret */, '-- x', 'secret'")).toBe('select ? …');
  expect(withoutValues("select '-- x', 'secret', .5, x'ab' -- it's")).toBe('select ?, ?, ?, x?');
  expect(withoutValues("select $a$it's$a$, 1.5e3, t1.c2, -4 from t2 where a = $1")).toBe(
    'select ?, ?, t1.c2, ? from t2 where a = $1',
  );
});
