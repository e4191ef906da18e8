import { afterEach, beforeEach, expect, test } from 'vitest';
import { DeliveryWorld, draft } from '../../test/harness/delivery.ts';
import { recordReceipt } from './receipts.ts';

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

test('many notices to one person within seconds become one, pages never', async () => {
  const drafts = Array.from({ length: 20 }, () =>
    draft({ purpose: 'notice', source: { kind: 'step', id: 's', generation: 1 } }),
  );
  const pages = Array.from({ length: 5 }, () => draft());
  await world.enqueue(...drafts, ...pages);
  await world.advance('PT30S');
  expect(subjects()).toEqual([
    ...pages.map(({ content }) => `Page: ${content.subject}`),
    `20 notices, first: ${drafts[0]?.content.subject}`,
  ]);
  const text = world.mail.mails.at(-1)?.text ?? '';
  expect(text.match(/Checkout answers with errors/g)).toHaveLength(20);
  for (const { key } of drafts) expect(await world.message(key)).toMatchObject({ state: 'accepted' });
  expect(world.events).toHaveLength(25);
});

test('notices that follow one another quickly wait and go out together, deadlines are kept', async () => {
  const notice = (over = {}) =>
    draft({ purpose: 'notice', source: { kind: 'step', id: 's', generation: 1 }, ...over });
  for (let count = 0; count < 6; count += 1) {
    await world.enqueue(notice());
    await world.advance('PT1S');
  }
  expect(world.mail.mails).toHaveLength(3);
  const urgent = notice({ deadline: world.clock.now().add({ seconds: 1 }) });
  await world.enqueue(urgent);
  await world.settle();
  expect(subjects().at(-1)).toContain(urgent.content.subject);
  await world.advance('PT20S');
  const states = await world.communication.list(world.database.db, { hiddenIncidents: [], limit: 20 });
  expect(states.every(({ state }) => state === 'accepted')).toBe(true);
  expect(world.mail.mails.length).toBeLessThan(6);
});

const bundleOf = (count: number) =>
  Array.from({ length: count }, () =>
    draft({ purpose: 'notice', source: { kind: 'step', id: 's', generation: 1 } }),
  );
test.each([3, 6])(
  'a process killed with a bundle of %i before it left: all of them arrive',
  async (count) => {
    const notices = bundleOf(count);
    await world.enqueue(...notices);
    const leader = await world.message(notices[0]?.key ?? '');
    await world.claimAndDie(leader.id);
    expect((await world.message(notices.at(-1)?.key ?? '')).bundleId).toBe(leader.id);
    await world.advance('PT12S');
    await world.takeOver(leader.id);
    // At once, not when the leases of the dead process are over: taking over is knowing that it is dead.
    const headlines = (world.mail.mails[0]?.text ?? '').match(/Checkout answers with errors/g);
    expect(headlines).toHaveLength(count);
    for (const { key } of notices) expect(await world.message(key)).toMatchObject({ state: 'accepted' });
  },
);

test('what is no longer wanted when a bundle is taken over does not count as handed over', async () => {
  const notices = bundleOf(4);
  const last = notices.at(-1)?.key ?? '';
  await world.enqueue(...notices);
  const leader = await world.message(notices[0]?.key ?? '');
  await world.claimAndDie(leader.id);
  world.unwanted.set(last, 'resolved');
  await world.takeOver(leader.id);
  await world.settle();
  expect(await world.message(last)).toMatchObject({ state: 'stopped', reason: 'resolved', handedAt: null });
});

test('a follower that another process sent by itself meanwhile is recorded once', async () => {
  const notices = bundleOf(3);
  await world.enqueue(...notices);
  const [leader, follower] = await Promise.all(notices.map(({ key }) => world.message(key)));
  let meanwhile = true;
  world.mail.beforeAnswering(async () => {
    if (!meanwhile) return;
    meanwhile = false;
    // Its own job was taken over as well, so it goes out twice; never is it told as something that did not happen.
    await world.takeOver(follower?.id ?? '');
  });
  await world.wakeAll(world.communication, [leader?.id ?? '']);
  await world.advance('PT5M');
  expect(eventsOf(follower?.key ?? '')).toEqual(['accepted']);
});

test('what has waited says what is true when it leaves, alone or along with others', async () => {
  const notices = bundleOf(3);
  await world.enqueue(...notices);
  await world.mail.goDown();
  await world.advance('PT1M');
  for (const { key, content } of notices)
    world.rewritten.set(key, { content: { ...content, headline: 'Checkout works again.' } });
  const [, , last] = notices;
  world.rewritten.set(last?.key ?? '', { unwanted: 'superseded' });
  await world.mail.recover();
  await world.advance('PT10M');
  const text = world.mail.mails.map((mail) => mail.text).join();
  expect(text.match(/Checkout works again/g)).toHaveLength(2);
  expect(text).not.toContain('Checkout answers with errors');
  const first = await world.message(notices[0]?.key ?? '');
  expect(first).toMatchObject({ state: 'accepted', content: { headline: 'Checkout works again.' } });
  expect(await world.message(last?.key ?? '')).toMatchObject({ state: 'stopped', reason: 'superseded' });
});

test('a mail that comes back takes all that went out in it along: each is given up and told of', async () => {
  const notices = bundleOf(3);
  await world.enqueue(...notices);
  await world.advance('PT30S');
  expect(world.mail.mails).toHaveLength(1);
  const { id } = await world.message(notices[0]?.key ?? '');
  await recordReceipt(world.deps(), id, {
    about: { messageId: id },
    outcome: 'failed',
    reason: 'undelivered',
  });
  for (const { key } of notices) {
    expect(await world.message(key)).toMatchObject({ state: 'dead', reason: 'undelivered' });
    expect(eventsOf(key)).toEqual(['accepted', 'dead']);
  }
});
