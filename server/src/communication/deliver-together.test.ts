import { afterEach, beforeEach, expect, test } from 'vitest';
import { DeliveryWorld, draft } from '../../test/harness/delivery.ts';

let world: DeliveryWorld;
beforeEach(async () => {
  world = await DeliveryWorld.start();
});
afterEach(() => world.close());

/** Notices to one address, each of which says something else by the time it leaves. */
async function rewrittenNotices(count: number) {
  const notices = Array.from({ length: count }, () =>
    draft({ purpose: 'notice', source: { kind: 'step', id: 's', generation: 1 } }),
  );
  await world.enqueue(...notices);
  await world.mail.goDown();
  await world.advance('PT1M');
  await world.mail.recover();
  for (const { key, content } of notices)
    world.rewritten.set(key, { content: { ...content, headline: `It is now ${key}.` } });
  // Each is due: a retry of its own would have waited a little longer.
  await world.database.pool.query(`update message set next_at = $1 where state in ('queued', 'retrying')`, [
    world.clock.now().toString(),
  ]);
  return Promise.all(notices.map(({ key }) => world.message(key)));
}

/** How often what each of them says has arrived. */
const arrivals = (keys: readonly string[]) => {
  const text = world.mail.mails.map((mail) => mail.text).join('\n');
  return keys.map((key) => text.split(`It is now ${key}.`).length - 1);
};

test('a process stopped in the middle of a claim holds up no other claim at the address, and what it had is sent later, once', async () => {
  const messages = await rewrittenNotices(6);
  const [, stuck, leader] = messages;
  const stopped = await world.database.pool.connect();
  await stopped.query('begin');
  await stopped.query('select 1 from message where id = $1 for update', [stuck?.id]);
  // Both end although the row stays locked: one sends without it, the other puts it off.
  await world.wakeAll(world.communication, [leader?.id ?? '', stuck?.id ?? '']);
  const others = messages.filter(({ id }) => id !== stuck?.id).map(({ key }) => key);
  expect(arrivals(others)).toEqual(others.map(() => 1));
  expect(arrivals([stuck?.key ?? ''])).toEqual([0]);
  await stopped.query('rollback');
  stopped.release();
  await world.advance('PT2M');
  expect(arrivals(messages.map(({ key }) => key))).toEqual(messages.map(() => 1));
});

test('many processes claim notices to one address at the same time: none is lost and none is sent twice', async () => {
  const messages = await rewrittenNotices(24);
  const processes = [world.communication, world.process(), world.process()];
  await Promise.all(
    processes.map((communication, place) =>
      world.wakeAll(
        communication,
        messages.filter((_, index) => index % processes.length === place).map(({ id }) => id),
      ),
    ),
  );
  await world.advance('PT5M');
  expect(arrivals(messages.map(({ key }) => key))).toEqual(messages.map(() => 1));
  for (const { key } of messages) expect(await world.message(key)).toMatchObject({ state: 'accepted' });
  expect(world.errors).toEqual([]);
});
