import { describe, expect, test } from 'vitest';
import { draftedMessage } from '../../test/harness/message.ts';
import { plusSeconds, Temporal } from '../kernel/index.ts';
import { type DeliveryFacts, decideDelivery } from './decide-delivery.ts';
import { turnOf } from './decide-throttle.ts';
import type { Message, Recipient } from './model.ts';

const now = Temporal.Instant.from('2031-03-03T09:00:00Z');
const ago = (seconds: number) => plusSeconds(now, -seconds);
const ahead = (seconds: number) => plusSeconds(now, seconds);

const facts = (message: Partial<Message>, over: Partial<DeliveryFacts> = {}): DeliveryFacts => ({
  message: draftedMessage({ purpose: 'notice', ...message }),
  takenOver: false,
  unwanted: null,
  recent: [],
  metered: false,
  pagesToday: null,
  waiting: [],
  recipient: undefined,
  channels: new Set(['email', 'webhook']),
  ...over,
});
const verdict = (message: Partial<Message>, over: Partial<DeliveryFacts> = {}) =>
  decideDelivery(facts(message, over), now);
const recent = (...times: ReturnType<typeof ago>[]) =>
  times.map((at, index) => ({ id: `r${index}`, contentHash: `h${index}`, incidentId: 'incident-1', at }));

test('nothing in the way: it is sent', () => {
  expect(verdict({})).toEqual({ kind: 'send', address: 'ana@example.com', bundled: [], late: undefined });
});

describe('may this wake-up send it?', () => {
  test.each(['accepted', 'delivered', 'dead', 'suppressed', 'stopped'] as const)('%s: stale', (state) => {
    expect(verdict({ state })).toEqual({ kind: 'nothing' });
  });

  test('not before its time', () => {
    expect(verdict({ state: 'retrying', nextAt: ahead(5) })).toMatchObject({
      kind: 'wait',
      reason: 'not_due',
    });
    expect(verdict({ state: 'retrying', nextAt: now }).kind).toBe('send');
  });

  test('not while another process has it; again when its lease is over', () => {
    expect(verdict({ state: 'sending', leaseUntil: ahead(1) })).toEqual({
      kind: 'wait',
      until: ahead(1),
      reason: 'being_sent',
    });
    expect(verdict({ state: 'sending', leaseUntil: now }).kind).toBe('send');
    expect(verdict({ state: 'sending', leaseUntil: ahead(20) }, { takenOver: true }).kind).toBe('send');
  });
});

test('not wanted any more comes before everything else that could be said', () => {
  const over = { unwanted: 'resolved', recent: recent(ago(1), ago(1), ago(1)) } as const;
  expect(verdict({}, over)).toEqual({ kind: 'end', state: 'stopped', reason: 'resolved' });
  expect(verdict({ stopReason: 'acknowledged' })).toEqual({
    kind: 'end',
    state: 'stopped',
    reason: 'acknowledged',
  });
});

describe('the same again', () => {
  const told = { recent: [{ id: 'other', contentHash: 'hash', incidentId: 'incident-1', at: ago(60) }] };
  test('is not told twice', () => {
    expect(verdict({}, told)).toEqual({ kind: 'end', state: 'suppressed', reason: 'already_told' });
  });
  test.each([
    ['a page repeats itself on purpose', { purpose: 'page' }],
    ['what a person sends by hand is meant', { source: { kind: 'hand', id: 'x', generation: 1 } }],
    ['about another incident', { incidentId: 'incident-2' }],
    ['other words', { contentHash: 'different' }],
  ] as const)('unless: %s', (_why, message) => {
    expect(verdict(message, told).kind).toBe('send');
  });
});

describe('many at once', () => {
  const three = { recent: recent(ago(9), ago(5), ago(1)) };
  test('the fourth within ten seconds waits until ten seconds after the last', () => {
    expect(verdict({}, three)).toEqual({ kind: 'wait', until: ahead(9), reason: 'too_many_at_once' });
  });
  test('two, or three that are longer ago, do not matter', () => {
    expect(verdict({}, { recent: recent(ago(5), ago(1)) }).kind).toBe('send');
    expect(verdict({}, { recent: recent(ago(10), ago(5), ago(1)) }).kind).toBe('send');
  });
  test('a page never waits', () => {
    expect(verdict({ purpose: 'page' }, three).kind).toBe('send');
  });
  test('by a metered channel minutes count, but never for what is due now', () => {
    const metered = { recent: recent(ago(300), ago(200), ago(100)), metered: true };
    expect(verdict({}, metered)).toMatchObject({ kind: 'wait', until: ahead(500) });
    expect(verdict({ promisedAt: now }, metered).kind).toBe('send');
    expect(verdict({ promisedAt: now, deadline: ahead(60) }, metered)).toMatchObject({ until: ahead(58) });
  });
  test('a deadline is kept', () => {
    expect(verdict({ deadline: ahead(6) }, three)).toMatchObject({ kind: 'wait', until: ahead(4) });
    expect(verdict({ deadline: ahead(2) }, three).kind).toBe('send');
    expect(verdict({ deadline: ago(60) }, three).kind).toBe('send');
  });
});

describe('its turn, among many that are held back', () => {
  const turn = (waiting: number, message: Partial<Message> = {}) =>
    turnOf(draftedMessage({ purpose: 'notice', ...message }), ahead(9), waiting);
  test('whoever fits into the next bundle looks when it goes, the others one window later for each bundle', () => {
    expect(turn(0)).toEqual(ahead(9));
    expect(turn(19)).toEqual(ahead(9));
    expect(turn(20)).toEqual(ahead(19));
    expect(turn(100)).toEqual(ahead(59));
  });
  test('a deadline is kept, and never sooner than the window allows', () => {
    expect(turn(100, { deadline: ahead(30) })).toEqual(ahead(28));
    expect(turn(100, { deadline: ahead(5) })).toEqual(ahead(9));
  });
});

describe('made into one', () => {
  const others = (count: number, over: Partial<Message> = {}) =>
    Array.from({ length: count }, (_, index) =>
      draftedMessage({ id: `w${index}`, purpose: 'notice', contentHash: `w${index}`, ...over }),
    );
  const bundled = (message: Partial<Message>, waiting: readonly Message[]) => {
    const result = verdict(message, { waiting });
    return result.kind === 'send' ? result.bundled.length : -1;
  };
  test.each([
    ['two stay two', {}, others(1), 0],
    ['from three on', {}, others(2), 2],
    ['twenty', {}, others(19), 19],
    ['a page carries nothing', { purpose: 'page' }, others(5), 0],
    ['a page is not carried', {}, others(5, { purpose: 'page' }), 0],
    ['a drill does not mix with the real thing', {}, others(5, { drill: true }), 0],
    ['what says the same stays behind', {}, others(5, { contentHash: 'hash' }), 0],
  ] as const)('%s', (_what, message, waiting, count) => {
    expect(bundled(message, waiting)).toBe(count);
  });
});

describe('where to', () => {
  const ana: Recipient = {
    personId: 'ana',
    name: 'Ana',
    active: true,
    zone: 'UTC',
    quietHours: null,
    methods: [{ id: 'm1', channel: 'email', address: 'new@example.com', usable: true }],
    rules: [],
  };
  const to = { personId: 'ana', contactMethodId: 'm1' };
  const gone = { personId: 'ana', contactMethodId: 'm9' };
  test('the address as it is now', () => {
    expect(verdict(to, { recipient: ana })).toMatchObject({ kind: 'send', address: 'new@example.com' });
  });
  test('not to somebody who has left', () => {
    const left = { kind: 'end', state: 'stopped', reason: 'person_inactive' };
    expect(verdict(to, { recipient: { ...ana, active: false } })).toEqual(left);
    expect(verdict(to, { recipient: undefined })).toEqual(left);
  });
  test('a notice to a method that is gone takes the way there is now; a page is given back', () => {
    expect(verdict(gone, { recipient: ana })).toMatchObject({
      kind: 'readdress',
      target: { address: 'new@example.com', contactMethodId: 'm1' },
    });
    expect(verdict({ ...gone, purpose: 'page' }, { recipient: ana })).toMatchObject({
      kind: 'end',
      reason: 'contact_method_gone',
    });
    expect(verdict(gone, { recipient: { ...ana, methods: [] } })).toMatchObject({
      kind: 'end',
      reason: 'contact_method_gone',
    });
  });
});

test.each([
  ['before its deadline', { deadline: ahead(1) }, undefined],
  ['after its deadline', { deadline: ago(840) }, 840],
  ['a little after it was due', { promisedAt: ago(60) }, undefined],
  ['long after it was due', { promisedAt: ago(3600) }, 3600],
  ['the deadline counts, not the promise', { promisedAt: ago(600), deadline: ahead(60) }, undefined],
])('late: %s', (_what, message, seconds) => {
  const result = verdict(message);
  expect(result.kind === 'send' && result.late?.seconds).toBe(seconds);
});
