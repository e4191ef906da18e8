import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { firstBroken, GENESIS, type ChainHead as Head, Temporal, theSystem } from '../../kernel/index.ts';
import { type Checked, seal } from './chain.ts';
import type { Sealed } from './entry.ts';

const hash = (text: string): string => createHash('sha256').update(text).digest('hex');
const now = Temporal.Instant.from('2031-03-03T09:00:00Z');
const note = (text: string): Checked => ({ kind: 'note', version: 1, data: { type: 'note', text } });

function log(...texts: string[]): { entries: readonly Sealed[]; head: Head } {
  return seal('an-incident', GENESIS, texts.map(note), {
    actor: theSystem,
    now,
    commandId: 'a-command',
    hash,
  });
}

describe('the chain', () => {
  test('entries are numbered from 1 and each holds the hash of the one before', () => {
    const { entries, head } = log('a', 'b');
    expect(entries.map((entry) => entry.seq)).toEqual([1, 2]);
    expect(entries[1]?.prevHash).toBe(entries[0]?.hash);
    expect(head).toEqual({ seq: 2, hash: entries[1]?.hash });
  });

  test('an untouched log is whole', () => {
    const { entries, head } = log('a', 'b', 'c');
    expect(firstBroken(entries, head, hash)).toBeNull();
  });

  const { entries, head } = log('a', 'b', 'c', 'd');
  const [a, b, c, d] = entries as [Sealed, Sealed, Sealed, Sealed];
  const earlier = now.subtract({ minutes: 5 });
  test.each<[string, readonly Sealed[], Head, { seq: number; problem: string }]>([
    [
      'words were changed',
      [a, { ...b, data: { type: 'note', text: 'x' } } as Sealed, c, d],
      head,
      { seq: 2, problem: 'altered' },
    ],
    ['a time was changed', [a, b, { ...c, happenedAt: earlier }, d], head, { seq: 3, problem: 'altered' }],
    [
      'the author was changed',
      [a, b, { ...c, actor: { kind: 'integration', integrationId: 'x' } }, d],
      head,
      { seq: 3, problem: 'altered' },
    ],
    [
      'another command was given as its cause',
      [a, b, { ...c, commandId: 'another' }, d],
      head,
      { seq: 3, problem: 'altered' },
    ],
    ['it was made to look older', [a, b, { ...c, format: 1 }, d], head, { seq: 3, problem: 'altered' }],
    ['its kind’s version was changed', [a, b, { ...c, version: 2 }, d], head, { seq: 3, problem: 'altered' }],
    [
      'it claims a format of the future',
      [a, b, c, { ...d, format: 3 }],
      head,
      { seq: 4, problem: 'altered' },
    ],
    ['an entry is gone', [a, c, d], head, { seq: 2, problem: 'missing' }],
    ['the end was cut off', [a, b], head, { seq: 3, problem: 'cut_off' }],
    ['an entry was added behind', entries, { seq: 3, hash: c.hash }, { seq: 4, problem: 'unknown_tail' }],
    [
      'an entry of another incident was put in',
      [{ ...a, incidentId: 'another' }, b, c, d],
      head,
      { seq: 1, problem: 'altered' },
    ],
    [
      'an entry was replaced and its own hash redone',
      [a, log('a', 'z').entries[1] as Sealed, c, d],
      head,
      { seq: 3, problem: 'unlinked' },
    ],
    [
      'the last entry was replaced and its own hash redone',
      [a, b, c, log('a', 'b', 'c', 'z').entries[3] as Sealed],
      head,
      { seq: 4, problem: 'altered' },
    ],
  ])('%s: the first broken entry is named', (_, tampered, row, expected) => {
    expect(firstBroken(tampered, row, hash)).toEqual(expected);
  });
});
