import { expect, test } from 'vitest';
import { policy } from '../../test/harness/detection.ts';
import { detectionInTest } from '../../test/harness/detection-chapter.ts';
import { theProduct } from '../kernel/index.ts';

const world = detectionInTest();
const { say, look, resolve, reopen, follow, wait } = world;

test('what fires on after its incident was resolved is a new alert when its monitor says so again', async () => {
  await say('a');
  await look();
  const incidentId = await resolve();
  await follow(incidentId);
  expect(
    (await world.detection.alerts({ incidentId }, 9, theProduct)).alerts.map(
      (alert) => alert.closedWithIncident,
    ),
  ).toEqual([true]);
  wait(policy.detection.groupWindowSeconds + 1);
  await say('a');
  expect(await look()).toEqual(['group_opened']);
});

test.each([0.005, 0, -0.2])(
  'a repeat between the resolution and what follows from it is a new alert, %s s later by its clock',
  async (skew) => {
    await say('a');
    await look();
    wait(policy.detection.groupWindowSeconds + 1);
    const incidentId = await resolve();
    // Not a millisecond later, and by a process whose clock is behind.
    wait(skew);
    await say('a');
    wait(-skew);
    await follow(incidentId);
    expect(await look()).toEqual(['group_opened']);
    const { alerts } = await world.detection.alerts({}, 9, theProduct);
    expect(alerts.map(({ status, count }) => [status, count])).toEqual([
      ['firing', 1],
      ['resolved', 2],
    ]);
    expect(await follow(incidentId)).toEqual([]);
    expect(await look()).toEqual([]);
  },
);

test('a repeat after the resolution is news, though another alert has opened the incident again meanwhile', async () => {
  await say('a');
  await look();
  wait(policy.detection.groupWindowSeconds + 1);
  const incidentId = await resolve();
  await say('a');
  await reopen();
  await follow(incidentId);
  expect(await look()).toEqual(['alerts_joined']);
  expect(world.told[0]).toMatchObject({ count: 1, alerts: [{ title: 'a is broken' }] });
  expect(await follow(incidentId)).toEqual([]);
  expect(await look()).toEqual([]);
});

test('a repeat between two resolutions is a new alert, though only the second was followed', async () => {
  await say('a');
  await look();
  wait(policy.detection.groupWindowSeconds + 1);
  const incidentId = await resolve();
  wait(1);
  await say('a');
  wait(1);
  await reopen();
  wait(1);
  await resolve();
  await follow(incidentId);
  expect(await look()).toEqual(['group_opened']);
  await follow(await reopen());
  await follow(await resolve());
  expect(await look()).toEqual([]);
});

test('when its incident is reopened, what was closed with it fires again, and its end is heard', async () => {
  await say('a');
  await say('b');
  await look();
  await follow(await resolve());
  await say('b', { action: 'resolve' });
  await follow(await reopen());
  const status = async () =>
    (await world.detection.alerts({}, 9, theProduct)).alerts.map((alert) => [
      alert.dedupKey,
      alert.status,
      alert.closedWithIncident,
    ]);
  expect(await status()).toEqual([
    ['b', 'resolved', false],
    ['a', 'firing', false],
  ]);
  await say('a', { action: 'resolve' });
  expect(await look()).toEqual(['group_cleared']);
});
