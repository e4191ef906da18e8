import { expect, test } from 'vitest';
import { Temporal } from '../../kernel/index.ts';
import { foldUnder } from './fold.ts';

const start = Temporal.Instant.from('2031-03-03T09:00:00Z');

type Happened = [kind: string, command: string | null, over?: { toldBy?: string[]; tone?: 'note' | 'bad' }];

/** What is told in lines of its own, oldest first, each with how many entries are folded under it. */
function told(...happened: Happened[]): string[] {
  const lines = happened.map(([kind, commandId, { toldBy = [], tone = 'quiet' as const } = {}], index) => ({
    ...{ kind, commandId, toldBy, tone, seq: index + 1 },
    at: start.add({ seconds: commandId === null ? 0 : index }),
  }));
  const under = foldUnder(lines);
  const folded = (seq: number) => [...under.values()].filter((lead) => lead === seq).length;
  return lines
    .filter(({ seq }) => !under.has(seq))
    .map(({ kind, seq }) => (folded(seq) === 0 ? kind : `${kind} +${folded(seq)}`));
}

const joined: Happened[1] = 'tap';

test('what one command wrote is one line, however long it took', () => {
  expect(
    told(
      ['acknowledged', joined],
      ['responder_added', joined, { toldBy: ['acknowledged'] }],
      ['page_acknowledged', joined, { toldBy: ['acknowledged'] }],
    ),
  ).toEqual(['acknowledged +2']);
});

test('what another command wrote at the same moment stands by itself', () => {
  expect(told(['acknowledged', 'a'], ['responder_added', 'b', { toldBy: ['acknowledged'] }])).toHaveLength(2);
});

test('what is folded under something folded goes where that went', () => {
  expect(
    told(
      ['page_started', 'a', { toldBy: ['page_attempt'] }],
      ['page_attempt', 'a', { toldBy: ['lapsed'] }],
      ['lapsed', 'a'],
    ),
  ).toEqual(['lapsed +2']);
});

test('many of a kind by one command are counted, by several they are not', () => {
  const many = Array.from({ length: 14 }, (): Happened => ['responder_added', 'a']);
  expect(told(...many)).toEqual(['responder_added +13']);
  expect(told(['page_attempt', 'a'], ['page_attempt', 'b'], ['page_attempt', 'c'])).toHaveLength(3);
});

test('what people wrote and what went wrong always stands by itself', () => {
  const notes = Array.from({ length: 3 }, (): Happened => ['note', 'a', { tone: 'note' }]);
  const gaps = Array.from(
    { length: 3 },
    (): Happened => ['role_gap', 'a', { tone: 'bad', toldBy: ['note'] }],
  );
  expect(told(...notes, ...gaps)).toHaveLength(6);
});

test('entries from before commands were recorded belong together when they were written together', () => {
  expect(told(['acknowledged', null], ['responder_added', null, { toldBy: ['acknowledged'] }])).toEqual([
    'acknowledged +1',
  ]);
});
