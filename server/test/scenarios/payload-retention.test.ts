import { afterEach, expect, test } from 'vitest';
import { Harness } from '../harness/index.ts';

let harness: Harness;
afterEach(() => harness.close());

test('[DET-1] payloads go 90 days after their alert ended, those of an alert that still fires stay, and the alerts stay', async () => {
  harness = await Harness.start();
  await harness.app.beginHousekeeping();
  const { key } = (await harness.http('POST', '/api/v1/integrations', { kind: 'webhook', name: 'Shop' }))
    .body;
  const send = (title: string, status: string) =>
    harness.http('POST', `/in/webhook/${key}`, { title, status, dedup_key: title }, { as: null });
  await send('Ended', 'firing');
  await send('Still firing', 'firing');
  await harness.settle();
  await harness.advance('PT240H');
  await send('Ended', 'resolved');
  await harness.settle();
  const payloads = async (title: string) => {
    const { items } = (await harness.http('GET', '/api/v1/alerts')).body;
    const { id } = items.find((each: { title: string }) => each.title === title);
    const { payloads: kept, payloadDays } = (await harness.http('GET', `/api/v1/alerts/${id}`)).body;
    expect(payloadDays).toBe(90);
    return kept.length;
  };
  await harness.advance('PT2136H');
  expect(await payloads('Ended')).toBe(2);
  await harness.advance('PT48H');
  expect(await payloads('Ended')).toBe(0);
  expect(await payloads('Still firing')).toBe(1);
});

test('a process that is to end leaves what is still to be forgotten to another one', async () => {
  harness = await Harness.start();
  const { pool } = harness.database;
  const forget = harness.app.taskGroups.flatMap(({ tasks }) => tasks['detection.forget_payloads'] ?? [])[0];
  const wakeUp = async () => (await pool.query('select run_at from graphile_worker.jobs')).rows[0]?.run_at;
  await forget?.({}, 1, AbortSignal.abort());
  expect(String(await wakeUp())).toBe(harness.clock.now().toString());
  await forget?.({}, 1);
  expect(String(await wakeUp())).toBe(harness.clock.now().add({ hours: 24 }).toString());
});
