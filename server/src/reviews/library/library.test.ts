import { expect, test } from 'vitest';
import { recurringCauses } from './decide-lessons.ts';
import { excerptOf, type Piece, termsOf, tsqueryOf, wordsIn } from './decide-words.ts';
import { tagOf } from './model.ts';

const shown = (pieces: readonly Piece[]): string =>
  pieces.map(({ text, hit }) => (hit ? `[${text}]` : text)).join('');

test.each([
  ['db-2.example.com', 'db 2 example com'],
  ['connection_pool', 'connection pool'],
  ['Über München', 'uber munchen'],
  ['接続プール', '接 続 フ ー ル'],
  ["'; drop table x; --", 'drop table x'],
  ['🔥', ''],
])('the words of %j are %j', (text, words) => {
  expect(wordsIn(text).join(' ')).toBe(words);
});

test.each([
  ['pool exhausted', "('pool':*) & ('exhaust':*)"],
  ['"pool is empty"', "('pool' <-> 'is' <-> 'empty')"],
  ['timeouts -drill', "('timeout':*) & !('drill':*)"],
  ['db-2', "('db' <-> '2':*)"],
  ["a' | b:* & !c", "('a':*) & ('b':*) & ('c':*)"],
  ['"', null],
  ['-drill', null],
])('%j is asked for as %j', (query, asked) => {
  expect(tsqueryOf(termsOf(query))).toBe(asked);
});

test.each([
  ['exhausted pool', 'The Pool was exhausting itself.', 'The [Pool] was [exhausting] itself.'],
  ['"pool was"', 'The pool was, and a pool.', 'The [pool was], and a pool.'],
  ['munch', 'In München <b>', 'In [München] <b>'],
  ['nothing', 'As it stands.', 'As it stands.'],
])('%j is marked in %j', (query, text, marked) => {
  expect(shown(excerptOf(text, termsOf(query)))).toBe(marked);
});

test('of a long text the stretch with the most hits is shown, whole words only', () => {
  const filler = 'Something else happened here. '.repeat(20);
  const text = `${filler}One pool. ${filler}The pool was exhausted at once. ${filler}`;
  const found = shown(excerptOf(text, termsOf('pool exhausted'), 120));
  expect(found).toMatch(
    /^… (?:Something|else|happened|here|\W)+ The \[pool\] was \[exhausted\] at once\..* …$/,
  );
  expect(found.length).toBeLessThan(140);
});

test('a word that is asked for often is looked for once', () => {
  expect(termsOf('a a "a b" a -a "a b"')).toEqual(termsOf('a "a b" -a'));
});

test('a log in which every word is a hit takes no longer than any other text of its length', () => {
  const log = 'a b c d e f g h i j k l '.repeat(4_000);
  const before = process.cpuUsage();
  const found = shown(excerptOf(log, termsOf('a b c d e f g h i j k l')));
  const { user } = process.cpuUsage(before);
  expect(found).toContain('[a] [b] [c]');
  expect(user / 1_000_000).toBeLessThan(2);
});

test('causes that say much the same, and those with one tag, have come back', () => {
  const causes = [
    {
      incidentId: 'c',
      rootCause: 'Connection pool of the database exhausted by a slow query',
      tags: ['pool'],
    },
    { incidentId: 'b', rootCause: 'A certificate had expired over the weekend', tags: ['certificate'] },
    { incidentId: 'a', rootCause: 'The database connection pool was exhausted', tags: ['pool'] },
    { incidentId: 'x', rootCause: '', tags: ['certificate'] },
  ];
  expect(recurringCauses(causes)).toEqual([
    { because: 'words', text: causes[0]?.rootCause, incidentIds: ['c', 'a'] },
    { because: 'tag', text: 'pool', incidentIds: ['c', 'a'] },
    { because: 'tag', text: 'certificate', incidentIds: ['b', 'x'] },
  ]);
});

test.each([
  ['Data Base', 'data-base'],
  [' #Pool/2 ', 'pool-2'],
  ['接続', '接続'],
  ['--', ''],
])('the tag %j is %j', (text, tag) => {
  expect(tagOf(text)).toBe(tag);
});
