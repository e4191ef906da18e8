import { describe, expect, test } from 'vitest';
import type { Actor } from '../kernel/index.ts';
import { keyOf, leadersToTell, ownersToTell, type Reach, wordOf, writtenAt } from './decide-tell.ts';

const reach = (over: { away?: string[]; outside?: string[] } = {}): Reach => ({
  there: (id) => !(over.away ?? []).includes(id),
  sees: (id) => !(over.outside ?? []).includes(id),
});

test('a reminder goes to those who are there, and shows a restricted incident to nobody new', () => {
  const owners = ['ana', 'ben', 'mia'];
  expect(ownersToTell(owners, reach({ away: ['ana'], outside: ['mia'] }))).toEqual(['ben']);
});

describe('whom another’s task is told to, one group after the other', () => {
  const ana: Actor = { kind: 'person', personId: 'ana', via: 'web' };
  const incident = {
    roles: { incident_commander: 'theo' },
    acknowledgedBy: ana,
    responderIds: ['ana', 'ben'],
  };
  test.each<[string, string[], string[], Reach, string[][]]>([
    ['the commander first', ['mia'], ['theo'], reach(), [['theo'], ['ana'], ['ben']]],
    [
      'who is away is passed over, but for who stands in as commander',
      ['mia'],
      ['theo', 'pat'],
      reach({ away: ['theo', 'ben'] }),
      [['ana'], ['theo', 'pat']],
    ],
    ['never its owner', ['theo', 'ben'], ['theo'], reach(), [['ana']]],
    ['never who may not see it', ['mia'], ['pat'], reach({ outside: ['pat', 'theo'] }), [['ana'], ['ben']]],
  ])('%s', (_what, owners, commanders, who, expected) => {
    expect(leadersToTell(incident, owners, commanders, who)).toEqual(expected);
  });
});

test('the key of a message says what it says and when it was written', () => {
  const key = `${keyOf('unheard', '0190-a', 1_930_000_000_123, '0190-b')}#2`;
  expect([wordOf(key), writtenAt(key)]).toEqual(['unheard', 1_930_000_000_123]);
});
