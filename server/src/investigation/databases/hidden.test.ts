import { describe, expect, test } from 'vitest';
import { BUILT_IN } from './checks.ts';
import type { Answers } from './decide-words.ts';
import { MYSQL } from './store-mysql.ts';
import { POSTGRESQL } from './store-postgresql.ts';

/* What a database does not show, or refuses, is not known to be well. */
type Name = keyof typeof BUILT_IN;
const found = (name: Name, answers: Answers) => BUILT_IN[name].read(answers, BUILT_IN[name].limits);

describe('MySQL: locks', () => {
  const any = (waiting: string, longest: string | null = null) => [{ waiting, longest_s: longest }];
  const refused = { waits: null, older_waits: null, tables: [] };
  test('whoever waits is counted, also where the database does not say whom for', () => {
    expect(found('locks', { any: any('2', '4'), ...refused })).toMatchObject({
      verdict: 'look',
      sentence:
        '2 sessions wait for a lock, the longest for 4 s. Which session holds them up, the database does not say.',
    });
    expect(found('locks', { any: any('1', '40'), ...refused }).verdict).toBe('bad');
    expect(found('locks', { any: any('7', '1'), ...refused, waits: [] }).verdict).toBe('bad');
  });

  test('when it refuses to say who waits, nobody waiting is not known', () => {
    expect(found('locks', { any: any('0'), ...refused }).verdict).toBe('unable');
    expect(found('locks', { any: any('0'), ...refused, waits: [], tables: null }).verdict).toBe('unable');
    expect(found('locks', { any: any('0'), ...refused, waits: [] }).verdict).toBe('ok');
    expect(found('locks', { any: any('0'), ...refused, older_waits: [] }).verdict).toBe('ok');
  });
});

test('PostgreSQL: how long somebody waits may be hidden', () => {
  const { verdict, sentence } = found('locks', {
    waits: [{ waiter: '2', waits_s: null, blocker: '1', blocker_state: 'not shown' }],
  });
  expect(verdict).toBe('look');
  expect(sentence).toContain('1 session waits for a lock; for how long, this user may not see.');
});

describe('sessions that are hidden', () => {
  const limits = (used: string) => [{ what: 'the server', used, allowed: '100' }];
  test.each([
    ['pools', { limits: limits('5'), sessions: [] }],
    ['slow_queries', { running: [], total: null }],
  ] as const)('%s is no OK', (name, answers) => {
    expect(found(name, answers).verdict).toBe('ok');
    const hidden = found(name, { ...answers, hidden: [{ sessions: '60' }] });
    expect(hidden.verdict).toBe('unable');
    expect(hidden.sentence).toContain('60 sessions are hidden from this user');
    expect(found(name, { ...answers, hidden: [{ sessions: '0' }] }).verdict).toBe('ok');
    // MySQL refuses to say it to whoever sees only his own.
    const mysql = found(name, { ...answers, hidden: null });
    expect(mysql.verdict).toBe('unable');
    expect(mysql.sentence).toContain('The sessions of others are hidden from this user');
  });

  test('MySQL says how many are connected to everybody, and that counts', () => {
    const connected = [{ Variable_name: 'Threads_connected', Value: '97' }];
    expect(found('pools', { limits: limits('2'), sessions: [], connected })).toMatchObject({
      ...{ verdict: 'bad', sentence: '97 of 100 connections of the server are in use (97 %).' },
    });
  });

  test('they are looked for by each check that counts sessions', () => {
    for (const name of ['pools', 'slow_queries'] as const) {
      expect(POSTGRESQL[name].hidden).toContain('backend_type is null');
      expect(MYSQL[name].hidden).toContain('innodb_trx');
      for (const sql of Object.values(POSTGRESQL[name])) expect(sql).not.toContain("where backend_type = '");
    }
  });
});

describe('replication', () => {
  const own = { replica: 'f', paused: 'f', receives: 'f', behind_s: '0' };
  const streaming = { name: 'r1', state: 'streaming', behind_s: '1', bytes: '100' };
  const of = (row: object) => ({ own: [own], replicas: [{ ...streaming, ...row }], slots: [] }) as Answers;
  const runs = { Replica_IO_Running: 'Yes', Replica_SQL_Running: 'Yes', Seconds_Behind_Source: '3' };
  test.each([
    // MySQL: both ways of asking were refused.
    [{ replicas: [], all: null, replica: null, slave: null, hidden: [] }, 'unable', 'refused'],
    [{ replicas: [], all: null, replica: [], slave: null, hidden: null }, 'unable', 'hidden'],
    [{ replicas: [], all: null, replica: [], slave: null, hidden: [] }, 'ok', 'follows no other server'],
    // It follows several; the second has stopped.
    [
      {
        replicas: [],
        replica: [runs, { ...runs, Replica_SQL_Running: 'No', Channel_Name: 'erp' }],
        slave: [],
      },
      ...(['bad', '(erp) has stopped'] as const),
    ],
    [
      { replicas: [], all: [{ ...runs, Connection_name: 'erp', Seconds_Behind_Source: '900' }, runs] },
      ...(['bad', '(erp) is 15 min behind'] as const),
    ],
    [of({ behind_s: null, bytes: '0' }), 'ok', 'at most 0 s behind'],
    [of({ behind_s: null, bytes: null }), 'unable', 'How far r1 is behind is not known.'],
    [of({ behind_s: null, bytes: '90000000' }), 'unable', 'How far r1 is behind is not known.'],
    [of({ bytes: '5000000000' }), 'look', 'r1 lacks 5 GB of the log.'],
    [of({ state: 'catchup' }), 'look', 'r1 is not streaming (catchup).'],
    [of({ state: null, behind_s: null, bytes: null }), 'unable', 'not known'],
    [{ own: [own], replicas: null, slots: [] }, 'unable', 'refused'],
    [{ own: [own], replicas: [], slots: null }, 'unable', 'refused'],
    [{ own: [{ ...own, replica: 't', receives: 't', behind_s: null }] }, 'look', 'replayed nothing yet'],
  ])('%#: %s', (answers, verdict, said) => {
    const read = found('replication', answers as unknown as Answers);
    expect(`${read.verdict}: ${read.sentence}`).toContain(`${verdict}: `);
    expect(read.sentence).toContain(said);
  });
});
