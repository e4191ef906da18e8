import { afterEach, beforeEach, expect, test } from 'vitest';
import { DeliveryWorld, draft } from '../../test/harness/delivery.ts';
import type { ContactRule, MessageDraft } from './model.ts';

const CTO = '00000000-0000-4000-8000-0000000000cc';
const MAIL = '00000000-0000-4000-8000-000000000001';
const HOOK = '00000000-0000-4000-8000-000000000002';
const OTHER = '00000000-0000-4000-8000-000000000003';

let world: DeliveryWorld;
beforeEach(async () => {
  world = await DeliveryWorld.start();
});
afterEach(() => world.close());

/** The CTO is told at once by the first, after five minutes by the others. */
const cto = (...methods: readonly (readonly [string, number])[]) =>
  world.people.set(CTO, {
    personId: CTO,
    name: 'Theo',
    active: true,
    zone: 'UTC',
    quietHours: null,
    methods: [
      { id: MAIL, channel: 'email', address: 'theo@example.com', usable: true },
      { id: OTHER, channel: 'email', address: 'theo@home.example', usable: true },
      { id: HOOK, channel: 'webhook', address: world.receiver.url(), usable: true },
    ],
    rules: methods.map(
      ([contactMethodId, afterSeconds]): ContactRule => ({
        purpose: 'notice',
        contactMethodId,
        afterSeconds,
      }),
    ),
  });

const notice = (): MessageDraft => {
  const {
    channel: _,
    address: __,
    ...rest
  } = draft({ purpose: 'notice', source: { kind: 'step', id: 's', generation: 1 } });
  return { ...rest, personId: CTO };
};
const called = () => world.receiver.calls.length;
const states = async (key: string) => {
  const all = await world.communication.list(world.database.db, { hiddenIncidents: [], limit: 50 });
  return all
    .filter((message) => message.key.startsWith(key))
    .map(
      ({ address, state, reason }) => `${address?.startsWith('http') ? 'hook' : address} ${reason ?? state}`,
    )
    .sort();
};

test('"after five minutes by Y" is not used when X has taken the notice', async () => {
  cto([MAIL, 0], [HOOK, 300]);
  const one = notice();
  await world.enqueue(one);
  await world.advance('PT1H');
  expect(world.mail.mails).toHaveLength(1);
  expect(called()).toBe(0);
  expect(await states(one.key)).toEqual(['hook told_another_way', 'theo@example.com accepted']);
});

test('"after five minutes by Y" is used when X has said nothing by then, and ends what X still tries', async () => {
  cto([MAIL, 0], [HOOK, 300]);
  world.mail.goSilent();
  const one = notice();
  await world.enqueue(one);
  await world.settle();
  expect(called()).toBe(0);
  await world.advance('PT6M');
  expect(called()).toBe(1);
  expect(await states(one.key)).toEqual(['hook accepted', 'theo@example.com told_another_way']);
});

test('a second failure of X brings Y forward: nobody waits for what is known not to work', async () => {
  cto([MAIL, 0], [HOOK, 3600]);
  await world.mail.goDown();
  await world.enqueue(notice());
  await world.advance('PT1M');
  expect(called()).toBe(1);
});

test('two ways at once are both used, and either makes the later one needless', async () => {
  cto([MAIL, 0], [OTHER, 0], [HOOK, 300]);
  world.mail.refuse('recipient', 451, 'try later', /theo@example/);
  const one = notice();
  await world.enqueue(one);
  await world.settle();
  expect(world.mail.mails.map(({ to }) => to)).toEqual(['theo@home.example']);
  await world.mail.recover();
  await world.advance('PT10M');
  expect(called()).toBe(0);
  expect(world.mail.mails.map(({ to }) => to)).toEqual(['theo@home.example', 'theo@example.com']);
});

test('what was told already is not told later either', async () => {
  cto([MAIL, 0], [HOOK, 300]);
  const one = notice();
  await world.enqueue(one);
  await world.advance('PT1M');
  await world.enqueue({ ...one, key: 'again', source: { kind: 'step', id: 's2', generation: 1 } });
  await world.advance('PT1H');
  expect(called()).toBe(0);
  expect(await states('again')).toEqual(['hook told_another_way', 'theo@example.com already_told']);
});
