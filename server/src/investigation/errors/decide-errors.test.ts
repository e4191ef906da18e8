import fc from 'fast-check';
import { expect, test } from 'vitest';
import { plusSeconds, Temporal } from '../../kernel/index.ts';
import { type AlertWords, errorsIn, fingerprintOf, groupErrors } from './decide-errors.ts';

const start = Temporal.Instant.from('2031-03-03T14:00:00Z');
const at = (minutes: number) => plusSeconds(start, minutes * 60);
const alert: AlertWords = {
  ...{ id: 'a', dedupKey: 'k', title: 'CheckoutErrors', description: null, labels: {}, systemId: 'checkout' },
  ...{ firstSeenAt: at(0), lastSeenAt: at(5), count: 3 },
};

test.each([
  ['timeout after 3000 ms', 'timeout after # ms'],
  ['Order 0190a5c4-0000-7000-8000-000000000000 not found', 'order # not found'],
  ['segfault at 0x7ffde3 in worker-7', 'segfault at # in worker-#'],
  ['dial tcp 10.0.3.17:5432: connection refused', 'dial tcp #: connection refused'],
  ['key "user:42" is locked', 'key ? is locked'],
  ["relation 'orders_2031' does not exist", 'relation ? does not exist'],
  ["can't open the file", "can't open the file"],
  ['2031-03-03T14:00:00.123Z ERROR: commit 3fa94bc failed', '# error: commit # failed'],
  ['the facade was added', 'the facade was added'],
  ['  two   spaces\tand a tab  ', 'two spaces and a tab'],
  ['Traceback (most recent call last):\n  File "x.py", line 3, in <module>\nKeyError: 17', 'keyerror: #'],
  ['TypeError: x is undefined\n    at f (a.js:3:9)', 'typeerror: x is undefined'],
  ['', ''],
])('%j is the error %j', (text, fingerprint) => {
  expect(fingerprintOf(text)).toBe(fingerprint);
});

test('whatever stands in a message, its fingerprint is bounded, takes no time, and does not depend on its numbers', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 400 }), fc.nat(), fc.nat(), (words, one, other) => {
      const text = (number: number) => `failed ${words.replace(/[\d"'`“”\n\r]/g, '')} ${number + 1}`;
      expect(fingerprintOf(text(one))).toBe(fingerprintOf(text(other)));
      expect(fingerprintOf(words).length).toBeLessThanOrEqual(300);
    }),
    { numRuns: 60 },
  );
  const hostile = [
    '"'.repeat(2e5),
    `${'a1'.repeat(1e5)}`,
    `${'1.'.repeat(1e5)}x`,
    `${"'a".repeat(1e5)}`,
    ' error'.repeat(4e4),
  ];
  for (const text of hostile) expect(fingerprintOf(text).length).toBeLessThanOrEqual(300);
});

test('errors are found in labels, in texts that name one, and in what Sentry sends', () => {
  const texts = (change: Partial<AlertWords>) => errorsIn({ ...alert, ...change }).map(({ text }) => text);
  expect(texts({})).toEqual([]);
  expect(texts({ title: 'Error rate above 20 %', description: 'HTTP error-budget is used up' })).toEqual([]);
  expect(texts({ title: 'CPU is at 90 %', labels: { job: 'error-budget', error: '7' } })).toEqual([]);
  expect(texts({ labels: { exception: 'java.io.IOException: broken pipe' } })).toEqual([
    'java.io.IOException: broken pipe',
  ]);
  expect(
    texts({
      description:
        'On host a.\n\nConnection refused by bank 7\n  at f (a.js:1)\nConnection refused by bank 8',
    }),
  ).toEqual(['Connection refused by bank 7']);
  expect(texts({ dedupKey: 'sentry/issue/42', title: 'Oops: nothing to see' })).toEqual([
    'Oops: nothing to see',
  ]);
});

test('the same error from several places is one, counted, with when it was first and last seen', () => {
  const person = {
    kind: 'person' as const,
    by: { kind: 'person' as const, personId: 'p', via: 'web' as const },
  };
  const noted = { count: 1, firstAt: at(20), lastAt: at(20), systemId: null, from: person };
  const groups = groupErrors([
    ...errorsIn({ ...alert, title: 'Bank 7 timed out' }),
    ...errorsIn({
      ...alert,
      id: 'b',
      title: 'Bank 9 timed out',
      firstSeenAt: at(-3),
      lastSeenAt: at(9),
      count: 1,
    }),
    { ...noted, text: 'bank 11 timed out' },
    { ...noted, text: 'Disk full', firstAt: at(1), lastAt: at(1) },
  ]);
  expect(groups).toMatchObject([
    { fingerprint: 'bank # timed out', text: 'bank 11 timed out', count: 5, firstAt: at(-3), lastAt: at(20) },
    { fingerprint: 'disk full', count: 1 },
  ]);
});
