import { afterEach, beforeEach, expect, test } from 'vitest';
import { DeliveryWorld, draft, person } from '../../test/harness/delivery.ts';
import { theSystem } from '../kernel/index.ts';
import type { Database } from '../platform/db/index.ts';

const ANA = '00000000-0000-4000-8000-0000000000aa';
const CTO = '00000000-0000-4000-8000-0000000000cc';
const ROOT = '00000000-0000-4000-8000-0000000000ff';
const FIRST = '00000000-0000-4000-8000-000000000001';
const SECOND = '00000000-0000-4000-8000-000000000002';

let world: DeliveryWorld;
beforeEach(async () => {
  world = await DeliveryWorld.start();
});
afterEach(() => world.close());

const subjects = () => world.mail.mails.map(({ subject }) => subject);
const eventsOf = (key: string) =>
  world.events
    .filter((event) => event.key === key)
    .map((event) => ('outcome' in event ? event.outcome : 'delayed'));

test('a message is handed over once, with its times on the record', async () => {
  const page = draft({ promisedAt: world.clock.now() });
  await world.enqueue(page);
  await world.enqueue(page);
  await world.settle();
  expect(subjects()).toEqual([`Page: ${page.content.subject}`]);
  const message = await world.message(page.key);
  expect(message).toMatchObject({ state: 'accepted', attempts: 1, nextAt: null, leaseUntil: null });
  expect(message.handedAt?.toString()).toBe('2031-03-03T09:00:00Z');
  expect(world.events).toMatchObject([{ type: 'communication.settled', outcome: 'accepted', key: page.key }]);
  await world.advance('PT1H');
  expect(world.mail.mails).toHaveLength(1);
});

test('what is not wanted any more is not sent, and says why', async () => {
  const page = draft();
  await world.enqueue(page);
  world.unwanted.set(page.key, 'acknowledged');
  await world.settle();
  expect(world.mail.mails).toEqual([]);
  expect(await world.message(page.key)).toMatchObject({ state: 'stopped', reason: 'acknowledged' });
  expect(world.events).toMatchObject([{ outcome: 'stopped', reason: 'acknowledged' }]);
});

test('stopping a source takes its messages out of the queue', async () => {
  const source = { kind: 'page', id: 'page-x', generation: 1 } as const;
  const [mine, later, other] = [draft({ source }), draft({ source: { ...source, generation: 2 } }), draft()];
  await world.enqueue(mine, later, other);
  const stopped = await world.database.transaction((tx) =>
    world.communication.stop(tx, source, 'acknowledged'),
  );
  expect(stopped.map(({ key }) => key)).toEqual([mine.key, later.key]);
  await world.settle();
  expect(subjects()).toEqual([`Page: ${other.content.subject}`]);
  expect(world.events.map(({ key }) => key)).toEqual([other.key]);
});

test('stopped while it is being sent: it went out, and is not tried again had it failed', async () => {
  const source = { kind: 'page', id: 'page-x', generation: 1 } as const;
  const stop = () => world.database.transaction((tx) => world.communication.stop(tx, source, 'acknowledged'));
  const sent = draft({ source });
  await world.enqueue(sent);
  world.mail.beforeAnswering(async () => {
    await stop();
  });
  await world.settle();
  expect(await world.message(sent.key)).toMatchObject({ state: 'accepted' });
  const failed = draft({ source });
  await world.enqueue(failed);
  world.mail.beforeAnswering(async () => {
    await stop();
    throw Object.assign(new Error('try later'), { responseCode: 451 });
  });
  await world.settle();
  await world.advance('PT1H');
  expect(await world.message(failed.key)).toMatchObject({
    state: 'stopped',
    reason: 'acknowledged',
    attempts: 1,
  });
});

test('a process killed between sending and recording: sent again when its lease is over, never silence', async () => {
  const page = draft();
  await world.enqueue(page);
  await world.sendAndDie((await world.message(page.key)).id);
  expect(subjects()).toEqual([`Page: ${page.content.subject}`]);
  expect(await world.message(page.key)).toMatchObject({ state: 'sending', attempts: 1 });
  await world.advance('PT30S');
  expect(world.mail.mails).toHaveLength(1);
  await world.advance('PT10S');
  expect(world.mail.mails).toHaveLength(2);
  expect(new Set(world.mail.mails.map(({ parsed }) => parsed.messageId)).size).toBe(1);
  const message = await world.message(page.key);
  expect(message).toMatchObject({ state: 'accepted', attempts: 2 });
  const attempts = await world.communication.attempts(world.database.db, [message.id]);
  expect(attempts.get(message.id)?.map(({ outcome }) => outcome)).toEqual([null, 'accepted']);
});

test('killed after sending, and acknowledged before the lease is over: not sent again', async () => {
  const page = draft();
  await world.enqueue(page);
  await world.sendAndDie((await world.message(page.key)).id);
  world.unwanted.set(page.key, 'acknowledged');
  await world.advance('PT5M');
  expect(world.mail.mails).toHaveLength(1);
  expect(await world.message(page.key)).toMatchObject({ state: 'stopped', reason: 'acknowledged' });
});

test('two processes: each message goes out once', async () => {
  const pages = Array.from({ length: 20 }, (_, index) => draft({ address: `p${index}@example.com` }));
  await world.enqueue(...pages);
  const second = world.process();
  const ids = (await world.communication.list(world.database.db, { hiddenIncidents: [], limit: 100 })).map(
    ({ id }) => id,
  );
  await Promise.all([world.wakeAll(world.communication, ids), world.wakeAll(second, ids)]);
  expect(world.mail.mails.map(({ to }) => to).sort()).toEqual(pages.map(({ address }) => address).sort());
  expect(world.events).toHaveLength(20);
  await world.settle();
  expect(world.mail.mails).toHaveLength(20);
});

test('a mail server that is down: tried again with growing waits, said at once, recovered by itself', async () => {
  await world.mail.goDown();
  const page = draft({ promisedAt: world.clock.now() });
  await world.enqueue(page);
  await world.settle();
  expect(world.events).toMatchObject([
    { type: 'communication.delayed', reason: 'connection_refused', attempt: 1 },
  ]);
  await world.advance('PT1H');
  const waiting = await world.message(page.key);
  expect(waiting.state).toBe('retrying');
  // Never more than a minute (and a fifth) apart: a page is out within a minute or so of the server's return.
  expect(waiting.attempts).toBeGreaterThan(50);
  await world.mail.recover();
  await world.advance('PT72S');
  expect(subjects()).toEqual([`Page: ${page.content.subject}`]);
  expect(world.mail.mails[0]?.text).toContain('Late: this was due at 09:00 UTC');
  expect(await world.message(page.key)).toMatchObject({ state: 'accepted' });
});

test('a mail server that never answers is a time-out', async () => {
  world.mail.goSilent();
  const page = draft();
  await world.enqueue(page);
  await world.settle();
  expect(world.events).toMatchObject([{ type: 'communication.delayed', reason: 'timeout' }]);
});

test('after a day of trying it is a dead letter; sent again by hand it goes out', async () => {
  world.receiver.answer({ status: 429, headers: { 'retry-after': '3600' } });
  const notice = draft({
    purpose: 'notice',
    channel: 'webhook',
    address: world.receiver.url(),
    source: { kind: 'step', id: 's', generation: 1 },
  });
  await world.enqueue(notice);
  await world.advance('PT25H');
  const dead = await world.message(notice.key);
  // Once an hour, as the receiver asked; never sooner.
  expect(dead).toMatchObject({ state: 'dead', reason: 'gave_up', attempts: 25 });
  expect(eventsOf(notice.key).at(-1)).toBe('dead');
  world.receiver.answer({ status: 200 });
  await world.communication.resend(dead.id, theSystem);
  await world.settle();
  expect(await world.message(notice.key)).toMatchObject({ state: 'accepted', attempts: 26 });
  expect(world.audited).toEqual(['message.resent']);
  expect(new Set(world.observed)).toEqual(new Set(['retry rate_limited', 'accepted none']));
  await expect(world.communication.resend(dead.id, theSystem)).rejects.toMatchObject({
    code: 'not_resendable',
  });
});

test('somebody whose notice does not go out by mail is told by another way, and not twice', async () => {
  const methods = [
    { id: FIRST, channel: 'email', address: 'cto@example.com', usable: true },
    { id: SECOND, channel: 'webhook', address: world.receiver.url(), usable: true },
  ];
  world.people.set(CTO, person(CTO, methods));
  await world.mail.goDown();
  const notice = draft({
    purpose: 'notice',
    personId: CTO,
    channel: 'email',
    address: 'cto@example.com',
    source: { kind: 'step', id: 's', generation: 1 },
  });
  await world.enqueue(notice);
  await world.advance('PT1M');
  expect(world.receiver.calls.map(({ body }) => body.data.subject)).toEqual([notice.content.subject]);
  expect(await world.message(notice.key)).toMatchObject({ state: 'stopped', reason: 'told_another_way' });
  await world.mail.recover();
  await world.advance('PT1H');
  expect(world.mail.mails).toEqual([]);
});

test('the administrators hear once that mail does not go out, by another way, and once that it does again', async () => {
  const methods = [
    { id: FIRST, channel: 'email', address: 'root@example.com', usable: true },
    { id: SECOND, channel: 'webhook', address: world.receiver.url(), usable: true },
  ];
  world.people.set(ROOT, person(ROOT, methods));
  world.administrators = [ROOT];
  await world.mail.goDown();
  const pages = Array.from({ length: 4 }, (_, index) => draft({ address: `p${index}@example.com` }));
  await world.enqueue(...pages);
  await world.advance('PT10M');
  expect(world.receiver.calls.map(({ body }) => body.data.subject)).toEqual(['Tocsin cannot send by e-mail']);
  expect(await world.communication.failures(world.database.db)).toMatchObject([
    { provider: 'mail server', reason: 'connection_refused' },
  ]);
  await world.mail.recover();
  await world.advance('PT5M');
  expect(subjects().sort()).toEqual(
    [...pages.map(({ content }) => `Page: ${content.subject}`), 'Tocsin can send by e-mail again'].sort(),
  );
  expect(await world.communication.failures(world.database.db)).toEqual([]);
});

test('a page does not wait behind notices that were there before it', async () => {
  const notices = Array.from({ length: 12 }, (_, index) =>
    draft({
      purpose: 'notice',
      address: `p${index}@example.com`,
      source: { kind: 'step', id: 's', generation: 1 },
    }),
  );
  const page = draft();
  await world.enqueue(...notices);
  await world.enqueue(page);
  await world.settle();
  expect(subjects()).toHaveLength(13);
  expect(subjects()[0]).toBe(`Page: ${page.content.subject}`);
});

test('the same words twice to one address are told once', async () => {
  const first = draft({ purpose: 'notice', source: { kind: 'step', id: 's1', generation: 1 } });
  const again = { ...first, key: 'again', source: { kind: 'step', id: 's2', generation: 1 } } as const;
  await world.enqueue(first);
  await world.advance('PT1M');
  await world.enqueue(again);
  await world.settle();
  expect(world.mail.mails).toHaveLength(1);
  expect(await world.message('again')).toMatchObject({ state: 'suppressed', reason: 'already_told' });
});

test('a page repeats itself as often as it is told to', async () => {
  const page = draft();
  await world.enqueue(page, { ...page, key: 'again' });
  await world.settle();
  expect(world.mail.mails).toHaveLength(2);
});

test('an address corrected after the message was written is used', async () => {
  world.people.set(
    ANA,
    person(ANA, [{ id: FIRST, channel: 'email', address: 'old@example.com', usable: true }]),
  );
  await world.enqueue(draft({ personId: ANA, contactMethodId: FIRST }));
  world.people.set(
    ANA,
    person(ANA, [{ id: FIRST, channel: 'email', address: 'new@example.com', usable: true }]),
  );
  await world.settle();
  expect(world.mail.mails.map(({ to }) => to)).toEqual(['new@example.com']);
});

test('a contact method deleted meanwhile: a notice goes the way there is now, a page says so at once', async () => {
  const methods = [{ id: SECOND, channel: 'webhook', address: world.receiver.url(), usable: true }];
  world.people.set(
    ANA,
    person(ANA, [{ id: FIRST, channel: 'email', address: 'ana@example.com', usable: true }]),
  );
  const addressed = { personId: ANA, contactMethodId: FIRST };
  const page = draft(addressed);
  const notice = draft({ ...addressed, purpose: 'notice', source: { kind: 'step', id: 's', generation: 1 } });
  await world.enqueue(page, notice);
  world.people.set(ANA, person(ANA, methods));
  await world.settle();
  expect(await world.message(page.key)).toMatchObject({ state: 'stopped', reason: 'contact_method_gone' });
  expect(world.receiver.calls.map(({ body }) => body.data.subject)).toEqual([notice.content.subject]);
});

test('a message without its wake-up is found by the watchdog', async () => {
  const page = draft();
  await world.enqueue(page);
  await world.database.pool.query('delete from graphile_worker._private_jobs');
  expect(await world.communication.repair()).toBe(0);
  await world.advance('PT31S');
  expect(await world.communication.repair()).toBe(1);
  await world.settle();
  expect(subjects()).toEqual([`Page: ${page.content.subject}`]);
});

test('a channel that fails in an unexpected way is tried again and logged, never lost', async () => {
  const page = draft();
  await world.enqueue(page);
  await world.settle(world.process(world.brokenChannels()));
  expect(await world.message(page.key)).toMatchObject({ state: 'retrying', reason: 'internal_error' });
  expect(world.errors.join()).toContain('unexpected');
  await world.advance('PT10S');
  expect(subjects()).toEqual([`Page: ${page.content.subject}`]);
});

test('a database that goes away between the sending and the recording: the outcome waits for it, and nothing is sent twice', async () => {
  const page = draft();
  await world.enqueue(page);
  let transactions = 0;
  const away: Database = {
    ...world.database,
    transaction: (work) => {
      transactions += 1;
      return transactions === 2 || transactions === 3
        ? Promise.reject(new Error('Connection terminated unexpectedly'))
        : world.database.transaction(work);
    },
  };
  const { id } = await world.message(page.key);
  await world.wakeAll(world.process(world.channels, away), [id]);
  expect(transactions).toBe(4);
  expect(await world.message(page.key)).toMatchObject({ state: 'accepted' });
  await world.advance('PT5M');
  expect(world.mail.mails).toHaveLength(1);
});
