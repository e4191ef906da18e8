import { afterAll, beforeAll, expect, test } from 'vitest';
import { cloneDatabase } from '../../../test/harness/database.ts';
import { beforeCommit, type Database, hasWaited, openDatabase, ReadOnce, sql, type Tx } from './index.ts';

let database: Database;
let drop: () => Promise<void>;
beforeAll(async () => {
  const clone = await cloneDatabase();
  drop = clone.drop;
  database = openDatabase(clone.url, { max: 5, name: 'test', onError: () => undefined });
  await database.pool.query('create table word (text text)');
});
afterAll(async () => {
  await database.close();
  await drop();
});

const words = async (reader: Tx | Database['db']): Promise<string[]> =>
  (await sql<{ text: string }>`select text from word order by text`.execute(reader)).rows.map(
    ({ text }) => text,
  );

test('what a transaction has read is read again once it has waited, or has changed it itself', async () => {
  const read = new ReadOnce<'words', string[]>();
  const get = (reader: Tx | Database['db']) => read.get(reader, 'words', () => words(reader));
  await database.transaction(async (tx) => {
    expect(await get(tx)).toEqual([]);
    await database.pool.query("insert into word values ('theirs')");
    expect(await get(tx)).toEqual([]);
    expect(await get(database.db)).toEqual(['theirs']);
    hasWaited(tx);
    expect(await get(tx)).toEqual(['theirs']);
    await sql`insert into word values ('mine')`.execute(tx);
    read.forget(tx);
    expect(await get(tx)).toEqual(['mine', 'theirs']);
  });
});

test('what is to be done before the commit is done once, and undone with the rest', async () => {
  const add = (text: string) => async (tx: Tx) => {
    await sql`insert into word values (${text})`.execute(tx);
  };
  const [first, second] = [Symbol('first'), Symbol('second')];
  const before = await words(database.db);
  await database.transaction(async (tx) => {
    beforeCommit(tx, first, add('once'));
    beforeCommit(tx, first, add('twice'));
    expect(await words(tx)).toEqual(before);
  });
  expect(await words(database.db)).toEqual([...before, 'once'].sort());
  const late = database.transaction(async (tx) => {
    beforeCommit(tx, first, add('never'));
    beforeCommit(tx, second, async () => beforeCommit(tx, first, add('never')));
  });
  await expect(late).rejects.toThrow('Too late');
  const failed = database.transaction(async (tx) => {
    beforeCommit(tx, first, add('never'));
    beforeCommit(tx, second, () => Promise.reject(new Error('no room')));
  });
  await expect(failed).rejects.toThrow('no room');
  expect(await words(database.db)).not.toContain('never');
});
