import { expect, test } from 'vitest';
import { unreachableWords, wayOf } from './reach.ts';

const way = (kind: string, disabledReason: string | null = null) => ({ kind, disabledReason });
const silent = [
  { kind: 'email', missing: 'SMTP_URL is not set.', signIn: true },
  { kind: 'webhook', missing: null, signIn: false },
];
const speaking = [{ kind: 'email', missing: null, signIn: true }];

test.each([
  [way('email'), silent, 'not_set_up'],
  [way('email'), speaking, 'works'],
  [way('email', 'bad_address'), speaking, 'off'],
  [way('phone'), speaking, 'no_channel'],
] as const)('%j', (method, channels, expected) => {
  expect(wayOf(method, channels)).toBe(expected);
});

test('somebody whose only way is a channel that is not set up cannot be reached', () => {
  expect(unreachableWords([way('email')], silent)).toBe(
    'Unreachable: none of their contact methods is configured',
  );
  expect(unreachableWords([way('phone')], silent)).toBe(
    'Unreachable: none of their contact methods is supported',
  );
  expect(unreachableWords([way('email', 'turned_off')], speaking)).toContain(
    'All contact methods are disabled or failing',
  );
  expect(unreachableWords([], speaking)).toBeNull();
  expect(unreachableWords([], silent)).toContain('none of their contact methods is configured');
  expect(unreachableWords([way('email'), way('webhook')], silent)).toBeNull();
});
