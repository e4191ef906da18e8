import { expect, test } from 'vitest';
import type { Entry } from '../incidents/api.ts';
import type { Updates } from './api.ts';
import { bodyOf, newsSince, opened, whoHears } from './compose.ts';

const updates = (over: Partial<Updates> = {}) =>
  ({
    updates: [],
    drafts: [],
    facts: [{ name: 'impact', text: 'Nobody can pay' }],
    ...over,
  }) as unknown as Updates;
const entry = (seq: number, kind: string, tone: string) =>
  ({ seq, kind, tone, struckBy: null, sentence: kind }) as unknown as Entry;

test('opens with the viewer’s own draft over what is known', () => {
  const drafts = [
    { mine: false, text: 'Hers' },
    { mine: true, text: 'Mine', publicText: '', facts: { eta: '10:45' }, audiences: null },
  ];
  expect(opened(updates({ drafts } as never))).toMatchObject({
    text: 'Mine',
    facts: { impact: 'Nobody can pay', eta: '10:45' },
    audiences: ['stakeholders'],
  });
  expect(opened(updates()).text).toBe('');
});

test('nothing is sent without words; a time left empty is the policy’s', () => {
  const composed = opened(updates());
  expect(bodyOf(composed, String)).toBeNull();
  expect(bodyOf({ ...composed, text: ' Failing over. ' }, String)).toEqual({
    text: 'Failing over.',
    facts: { impact: 'Nobody can pay' },
    audiences: ['stakeholders'],
  });
});

test('news is what people should hear since the last words to them', () => {
  const entries = [
    entry(9, 'update_facts', 'quiet'),
    entry(8, 'note', 'note'),
    entry(7, 'promise_missed', 'bad'),
    entry(6, 'status_changed', 'strong'),
    entry(5, 'update_sent', 'strong'),
    entry(4, 'note', 'note'),
  ];
  const sent = { updates: [{ seq: 5, text: 'Looking.' }] } as never;
  expect(newsSince(updates(sent), entries).map(({ seq }) => seq)).toEqual([6, 8]);
});

test('says how many hear it', () => {
  expect(whoHears([{ people: ['a', 'b'], addresses: [] }]).words).toBe('2 people');
  expect(whoHears([{ people: ['a'], addresses: ['x'] }])).toEqual({
    count: 2,
    words: '1 person and 1 address',
  });
  expect(whoHears([]).words).toBe('0 people');
  expect(whoHears([], ['#incidents'])).toEqual({ count: 1, words: '1 room' });
});
