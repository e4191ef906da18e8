import { expect, test } from 'vitest';
import { Temporal } from '../../kernel/index.ts';
import {
  assertReachable,
  guardedLookup,
  HostNotAllowed,
  isPublicAddress,
} from '../../platform/outbound/index.ts';
import { outcomeOfAnswer, retryAfterSeconds } from './outcome.ts';

test.each(['1.1.1.1', '8.8.8.8', '172.32.0.1', '2606:4700:4700::1111'])('%s is public', (address) => {
  expect(isPublicAddress(address)).toBe(true);
});

test.each([
  '0.0.0.0',
  '10.1.2.3',
  '100.64.0.1',
  '127.0.0.1',
  '169.254.169.254',
  '172.16.0.1',
  '172.31.255.255',
  '192.168.1.1',
  '198.18.0.1',
  '224.0.0.1',
  '255.255.255.255',
  '::1',
  '::',
  '::ffff:10.0.0.1',
  '::ffff:8.8.8.8',
  '64:ff9b::a00:1',
  'fc00::1',
  'fd12:3456::1',
  'fe80::1',
  'ff02::1',
  '2001:db8::1',
  'not an address',
])('%s is not', (address) => {
  expect(isPublicAddress(address)).toBe(false);
});

test.each([
  'http://127.0.0.1/',
  'http://127.1/',
  'http://2130706433/',
  'http://0x7f000001/',
  'http://017700000001/',
  'http://[::1]/',
  'http://[::ffff:127.0.0.1]/',
  'http://169.254.169.254/latest/meta-data',
])('%s is refused however it is written, unless an administrator allows it', (text) => {
  expect(() => assertReachable(new URL(text), false)).toThrow(HostNotAllowed);
  expect(() => assertReachable(new URL(text), true)).not.toThrow();
});

const look = (host: string, allowed: boolean) =>
  new Promise((resolve) =>
    guardedLookup(allowed)(host, { all: true }, (error, found) => resolve(error ?? found)),
  );

test('a name that leads inside is refused at the moment of connecting', async () => {
  expect(await look('localhost', false)).toBeInstanceOf(HostNotAllowed);
  expect(await look('localhost', true)).toContainEqual(expect.objectContaining({ address: '127.0.0.1' }));
});

const now = Temporal.Instant.from('2031-03-03T09:00:00Z');

test.each([
  ['120', 120],
  [' 7 ', 7],
  ['Mon, 03 Mar 2031 09:02:00 GMT', 120],
  ['Mon, 03 Mar 2031 08:00:00 GMT', 0],
  ['soon', undefined],
  [undefined, undefined],
])('Retry-After: %s', (header, seconds) => {
  expect(retryAfterSeconds(header, now)).toBe(seconds);
});

test.each([
  [200, 'accepted', undefined],
  [204, 'accepted', undefined],
  [301, 'rejected', 'redirected'],
  [307, 'rejected', 'redirected'],
  [400, 'rejected', 'refused'],
  [401, 'rejected', 'refused'],
  [404, 'rejected', 'refused'],
  [408, 'retry', 'timeout'],
  [410, 'rejected', 'gone'],
  [413, 'rejected', 'too_large'],
  [425, 'retry', 'temporarily_refused'],
  [429, 'retry', 'rate_limited'],
  [500, 'retry', 'server_error'],
  [503, 'retry', 'server_error'],
])('HTTP %i: %s %s', (status, kind, reason) => {
  const outcome = outcomeOfAnswer({ status, retryAfter: '30', text: '' }, now, []);
  expect(outcome).toMatchObject({
    kind,
    ...(reason && { reason }),
    ...(kind === 'retry' && { afterSeconds: 30 }),
  });
});
