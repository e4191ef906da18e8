import { afterEach, beforeEach, expect, test } from 'vitest';
import { DeliveryWorld, draft, person } from '../../test/harness/delivery.ts';
import { dueJobsRunner } from '../jobs/index.ts';
import { Temporal } from '../kernel/index.ts';
import { createLog } from '../platform/log/index.ts';
import {
  type Channel,
  type ChannelInbound,
  type Communication,
  createAckLinks,
  createChannelState,
  type Envelope,
  inboundOf,
  type Message,
  type Withdrawal,
} from './index.ts';

const ANA = '00000000-0000-7000-8000-00000000000a';
const INCIDENT = '00000000-0000-7000-8000-0000000000c1';
const PHONE = '+351210000000';
const METHOD = '00000000-0000-7000-8000-0000000000d1';

let world: DeliveryWorld;
let communication: Communication;
let inbound: ChannelInbound;
let sent: Envelope[];
let withdrawn: Withdrawal[];
let acknowledged: string[];
let notes: string[];
let pager: Channel;
let withdrawal: 'done' | 'retry';
let mayRespond: boolean;

beforeEach(async () => {
  world = await DeliveryWorld.start();
  [sent, withdrawn, acknowledged, notes, withdrawal, mayRespond] = [[], [], [], [], 'done', true];
  const email = world.channels.get('email');
  if (email === undefined) throw new Error('There is no e-mail.');
  // A provider with receipts, codes and something to take back: the e-mail channel would have none of these.
  pager = {
    ...email,
    kind: 'pager',
    traits: { ...email.traits, receipts: true, codes: true },
    validateAddress: (address) => ({ ok: true, value: address }),
    send: async (envelope) => {
      sent.push(envelope);
      return { kind: 'accepted', providerId: `SM${sent.length}` };
    },
    withdraw: async (taken) => {
      withdrawn.push(taken);
      return { kind: withdrawal };
    },
  };
  const channels = new Map([...world.channels, ['pager', pager]]);
  const deps = world.deps(channels);
  communication = world.process(channels);
  world.people.set(ANA, person(ANA, [{ id: METHOD, channel: 'pager', address: PHONE, usable: true }]));
  inbound = inboundOf(
    {
      deps,
      clock: world.clock,
      links: createAckLinks({ secret: 's', publicUrl: 'http://tocsin.test', clock: world.clock }),
      subject: async () => ({
        reference: 'INC-1',
        title: 'Checkout is down',
        severity: 'P1',
        systems: [],
        also: undefined,
        declaredAt: world.clock.now(),
        state: acknowledged.length === 0 ? 'unacknowledged' : 'acknowledged',
        ending: undefined,
        acknowledged: undefined,
        role: undefined,
        reopenedAt: null,
        drill: false,
        url: 'http://tocsin.test/incidents/INC-1',
        person: { name: 'Ana', zone: 'UTC' },
      }),
      acknowledge: async ({ incidentId, personId }, via) => {
        acknowledged.push(`${personId} ${incidentId} ${via}`);
      },
      note: async (_grant, text) => {
        notes.push(text);
      },
      tests: { subject: async () => undefined, answer: async () => undefined },
      mayAnswer: async () => mayRespond,
      mail: {
        ...{ keep: async () => undefined, unreadable: async () => undefined },
        ...{ heard: async () => undefined, failed: async () => undefined },
      },
      command: async () => '',
    },
    'pager',
  );
});
afterEach(() => world.close());

const settle = () => dueJobsRunner(world.database.pool, communication.taskGroups, createLog('silent'))();

/** A page about an incident that the provider has taken. */
async function paged(over: Parameters<typeof draft>[0] = {}): Promise<Message> {
  const wish = draft({ channel: 'pager', address: PHONE, personId: ANA, incidentId: INCIDENT, ...over });
  await world.database.transaction((tx) => communication.enqueue(tx, [{ ...wish, contactMethodId: METHOD }]));
  await settle();
  return world.message(wish.key);
}

test('a receipt finds its message by the provider’s id, and by ours', async () => {
  const { id, key } = await paged();
  const at = Temporal.Instant.from('2031-03-03T09:00:07Z');
  expect(await inbound.receipt({ about: { providerId: 'SM1' }, outcome: 'delivered', at })).toBe('recorded');
  expect(await world.message(key)).toMatchObject({ state: 'delivered', deliveredAt: at });
  expect(world.events.at(-1)).toMatchObject({ type: 'communication.settled', outcome: 'delivered' });
  const told = world.events.length;
  expect(await inbound.receipt({ about: { messageId: id }, outcome: 'delivered' })).toBe('recorded');
  expect(world.events).toHaveLength(told);
  for (const about of [{ providerId: 'SM9' }, { messageId: INCIDENT }, { messageId: 'none' }])
    expect(await inbound.receipt({ about, outcome: 'delivered' })).toBe('unknown');
});

test('[COM-7] what the provider could not deliver after all is a failure, told at once, and can be resent', async () => {
  const { id, key } = await paged();
  await inbound.receipt({ about: { messageId: id }, outcome: 'failed', detail: '30003 unreachable' });
  expect(await world.message(key)).toMatchObject({ state: 'dead', reason: 'undelivered' });
  expect(world.events.at(-1)).toMatchObject({ outcome: 'dead', reason: 'undelivered' });
  const attempts = await communication.attempts(world.database.db, [id]);
  expect(attempts.get(id)).toMatchObject([{ outcome: 'rejected', detail: '30003 unreachable' }]);
  await inbound.receipt({ about: { messageId: id }, outcome: 'delivered' });
  expect((await world.message(key)).state).toBe('dead');
  expect(world.flagged).toEqual([]);
});

test('[IMM-1] a page is answered by its proven message; a notice only by whom their account lets respond, and for three days', async () => {
  const page = await paged();
  expect(await inbound.acknowledge({ proven: page.id })).toMatchObject({ kind: 'taken' });
  expect(acknowledged).toEqual([`${ANA} ${INCIDENT} channel`]);
  const notice = await paged({ key: 'a notice', purpose: 'notice' });
  const by = { proven: notice.id };
  mayRespond = false;
  expect(await inbound.reply(by, 'It works here.')).toMatchObject({ kind: 'refused' });
  mayRespond = true;
  expect(await inbound.reply(by, 'It works here.')).toMatchObject({ kind: 'taken', reference: 'INC-1' });
  world.clock.set(world.clock.now().add({ hours: 73 }));
  expect(await inbound.reply(by, 'Again.')).toMatchObject({ kind: 'expired' });
  expect(await inbound.reply({ proven: 'none' }, 'Hello')).toMatchObject({ kind: 'unknown' });
  expect(notes).toEqual(['It works here.']);
});

test('a notice that does not ask to be acknowledged is not, whatever is answered; a note of it may be written', async () => {
  const { id } = await paged({ purpose: 'notice', content: { ...draft().content, actions: [] } });
  expect(await inbound.acknowledge({ proven: id })).toMatchObject({ kind: 'unknown' });
  expect(acknowledged).toEqual([]);
  expect(await inbound.reply({ proven: id }, 'See http://tocsin.test/a/x.y')).toMatchObject({
    ...{ kind: 'taken', unacknowledged: true },
  });
  expect(notes).toEqual(['See [link removed]']);
});

test('whoever opted out is not asked that way again', async () => {
  const { id } = await paged();
  await inbound.receipt({ about: { messageId: id }, outcome: 'failed', reason: 'opted_out' });
  expect(world.flagged).toEqual([`${METHOD}: opted_out`]);
});

test('a receipt that comes before the answer to its own request is kept', async () => {
  const send = pager.send;
  const early: unknown[] = [];
  Object.assign(pager, {
    send: async (envelope: Envelope, signal: AbortSignal) => {
      const about = { messageId: envelope.messageId };
      early.push(await inbound.receipt({ about, outcome: 'failed' }));
      early.push(await inbound.receipt({ about, outcome: 'delivered' }));
      return send(envelope, signal);
    },
  });
  const { key } = await paged();
  expect(early).toEqual(['early', 'recorded']);
  expect(await world.message(key)).toMatchObject({ state: 'delivered' });
});

const ROOT = '00000000-0000-7000-8000-0000000000ff';

test('of two providers one that fails is told of while the other works', async () => {
  const hook = { id: ROOT, channel: 'webhook', address: world.receiver.url(), usable: true };
  world.people.set(ROOT, person(ROOT, [hook]));
  world.administrators = [ROOT];
  const told = () => world.receiver.calls.map(({ body }) => body.data.subject);
  const passedBy = [{ provider: 'first', reason: 'server_error' }] as const;
  Object.assign(pager, { send: async () => ({ kind: 'accepted', provider: 'second', passedBy }) });
  for (let round = 0; round < 3; round += 1) await paged();
  await settle();
  expect(told()).toEqual(['A provider for e-mail is failing']);
  Object.assign(pager, { send: async () => ({ kind: 'accepted', provider: 'first' }) });
  await paged();
  await settle();
  expect(told()).toEqual(['A provider for e-mail is failing', 'Tocsin can send by e-mail again']);
});

test('a provider of two channels fails by each of them apart', async () => {
  Object.assign(pager, { send: async () => ({ kind: 'retry', reason: 'auth_failed' }) });
  await paged();
  await world.database.transaction((tx) => communication.enqueue(tx, [draft()]));
  await settle();
  expect(world.mail.mails).toHaveLength(1);
  expect(await communication.failures(world.database.db)).toMatchObject([
    { channel: 'pager', provider: 'mail server', failures: 1 },
  ]);
});

test('[IMM-1] a page is acknowledged by its message, only from where it went', async () => {
  const { id } = await paged();
  const by = (from: string) => inbound.acknowledge({ message: { messageId: id }, from });
  expect((await by('+49301234567')).kind).toBe('unknown');
  expect(acknowledged).toEqual([]);
  expect(await by(PHONE)).toMatchObject({ kind: 'taken', reference: 'INC-1' });
  expect(acknowledged).toEqual([`${ANA} ${INCIDENT} channel`]);
  await world.advance('PT73H');
  expect((await by(PHONE)).kind).toBe('expired');
});

test('[IMM-1] pages about one incident have one code, and each address codes of its own', async () => {
  await paged();
  await paged();
  await paged({ incidentId: ANA });
  expect(sent.map(({ replyCode }) => replyCode)).toEqual([1, 1, 2]);
  const by = (code: number | null, from = PHONE) => inbound.acknowledge({ code, from });
  // Two could be meant.
  expect((await by(null)).kind).toBe('unknown');
  expect((await by(2, '+49301234567')).kind).toBe('unknown');
  expect((await by(3)).kind).toBe('unknown');
  expect(acknowledged).toEqual([]);
  await by(2);
  await by(1);
  expect(acknowledged).toEqual([`${ANA} ${ANA} channel`, `${ANA} ${INCIDENT} channel`]);
});

test('a bare answer means the only page there is; a code is free again after three days', async () => {
  await paged();
  expect((await inbound.acknowledge({ code: null, from: PHONE })).kind).toBe('taken');
  await world.advance('PT73H');
  await paged({ incidentId: ANA });
  expect(sent.at(-1)?.replyCode).toBe(1);
});

test('a notice has no code, and cannot be acknowledged', async () => {
  const { id } = await paged({ purpose: 'notice' });
  expect(sent[0]?.replyCode).toBeUndefined();
  expect((await inbound.acknowledge({ message: { messageId: id }, from: PHONE })).kind).toBe('unknown');
});

test('what somebody replies goes into the timeline', async () => {
  await paged();
  expect((await inbound.reply({ code: 1, from: PHONE }, 'On my way.')).sentence).toBe(
    'Added to the timeline of INC-1.',
  );
  expect(notes).toEqual(['On my way.']);
});

test('a callback is heard once for as long as it is remembered', async () => {
  expect(await inbound.firstTime('abc', 300)).toBe(true);
  expect(await inbound.firstTime('abc', 300)).toBe(false);
  await world.advance('PT6M');
  expect(await inbound.firstTime('abc', 300)).toBe(true);
});

const stop = (message: Message) =>
  world.database.transaction((tx) => communication.stop(tx, message.source, 'acknowledged'));

test('what a channel remembers below a key is listed, of this channel alone, and forgotten together', async () => {
  const { database, clock } = world;
  const [state, other] = ['pager', 'email'].map((kind) =>
    createChannelState({ database, clock, secret: 'a secret of the test' }, kind),
  );
  await other?.put('open:1', 'another channel');
  await state?.put('open', 'itself');
  await state?.put('opened:1', 'another key');
  await state?.put('open:2:b', 'first');
  await world.advance('PT1S');
  await state?.put('open:1:a', 'second');
  expect(await state?.below('open')).toEqual([
    { key: 'open:2:b', value: 'first' },
    { key: 'open:1:a', value: 'second' },
  ]);
  await state?.forget('open:2');
  expect(await state?.below('open')).toHaveLength(1);
});

test('[IMM-1] what was handed over is taken back when its page has ended, once', async () => {
  const message = await paged();
  await stop(message);
  await stop(message);
  await settle();
  expect(withdrawn).toMatchObject([
    {
      messageId: message.id,
      providerId: 'SM1',
      address: PHONE,
      sentence: 'Acknowledged.',
    },
  ]);
  await world.advance('PT2H');
  expect(withdrawn).toHaveLength(1);
});

test('taking back is tried again, by another process when the first one died, and not for ever', async () => {
  const message = await paged();
  withdrawal = 'retry';
  await stop(message);
  await settle();
  expect(withdrawn).toHaveLength(1);
  await world.database.pool.query('delete from graphile_worker._private_jobs');
  world.clock.set(world.clock.now().add({ minutes: 2 }));
  expect(await communication.repair()).toBe(1);
  await settle();
  expect(withdrawn).toHaveLength(2);
  for (let round = 0; round < 10; round += 1) {
    world.clock.set(world.clock.now().add({ hours: 2 }));
    await settle();
  }
  expect(withdrawn).toHaveLength(7);
});

test('what is being handed over while its page ends is taken back as well', async () => {
  const send = pager.send;
  Object.assign(pager, {
    send: async (envelope: Envelope, signal: AbortSignal) => {
      const message = await communication.get(world.database.db, envelope.messageId);
      if (message !== undefined) await stop(message);
      return send(envelope, signal);
    },
  });
  await paged();
  await settle();
  expect(withdrawn).toHaveLength(1);
});
