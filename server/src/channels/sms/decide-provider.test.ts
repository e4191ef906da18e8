import { expect, test } from 'vitest';
import type { Outcome } from '../../communication/index.ts';
import { asksNext, outcomeOfAll } from './decide-provider.ts';

const accepted: Outcome = { kind: 'accepted', detail: 'HTTP 200' };
const busy: Outcome = { kind: 'retry', reason: 'server_error', detail: 'HTTP 503 busy' };
const refused: Outcome = { kind: 'rejected', reason: 'refused', detail: 'HTTP 400 21408' };
const invalid: Outcome = { kind: 'rejected', reason: 'bad_address', detail: 'HTTP 400 21211' };

test.each([
  ['took it', accepted, false],
  ['delivered it', { kind: 'delivered' }, false],
  ['is down', busy, true],
  ['may not send to that country', refused, true],
  ['finds it too large', { kind: 'rejected', reason: 'too_large' }, true],
  ['is in a private network', { kind: 'rejected', reason: 'host_not_allowed' }, true],
  ['knows no such number', invalid, false],
  ['was told to stop', { kind: 'rejected', reason: 'opted_out' }, false],
] as const)('after one that %s the next one is asked: %#', (_what, outcome, expected) => {
  expect(asksNext(outcome)).toBe(expected);
});

const all = (first: Outcome, second: Outcome) =>
  outcomeOfAll([
    { provider: 'twilio', outcome: first },
    { provider: 'gateway', outcome: second },
  ]);

test('one that fails is named while the other works', () => {
  expect(all(busy, accepted)).toEqual({
    kind: 'accepted',
    provider: 'gateway',
    passedBy: [{ provider: 'twilio', reason: 'server_error' }],
    detail: 'twilio: HTTP 503 busy\ngateway: HTTP 200',
  });
});

test.each([
  ['what one may take later is tried again', busy, refused, { kind: 'retry', provider: 'twilio' }],
  ['and whichever it is', refused, busy, { kind: 'retry', provider: 'gateway' }],
  ['what both refuse is not', refused, refused, { kind: 'rejected', reason: 'refused', provider: 'gateway' }],
  ['nor what goes to no number', busy, invalid, { kind: 'rejected', reason: 'bad_address' }],
] as const)('%s', (_what, first, second, expected) => {
  expect(all(first, second)).toMatchObject(expected);
});

test('one provider alone answers as it does', () => {
  expect(outcomeOfAll([{ provider: 'twilio', outcome: busy }])).toEqual({ ...busy, provider: 'twilio' });
});
