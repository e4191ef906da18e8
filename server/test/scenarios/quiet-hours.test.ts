import { afterEach, expect, test } from 'vitest';
import { Response } from '../harness/response.ts';

// 22:30 in Berlin.
const T0 = '2031-01-10T21:30:00Z';
let shop: Response;
afterEach(() => shop.close());

const NIGHT = { from: '22:00', until: '07:00' };
const personPath = (name: string) => `/api/v1/people/${shop.idOf(name)}`;
const quiet = (name: string, quietHours: object | null) =>
  shop.must('PATCH', personPath(name), { timezone: 'Europe/Berlin', quietHours });
/** A notice without a promise: the monitoring is clear. */
async function monitoringClears(commander: string) {
  const { body } = await shop.must('POST', '/api/v1/integrations', { kind: 'pagerduty', name: 'Prometheus' });
  const monitor = async (event_action: string) => {
    const payload = { summary: 'Checkout has errors', source: 'web1', severity: 'error' };
    const event = { routing_key: body.key, event_action, dedup_key: 'web1', payload };
    await shop.harness.http('POST', '/v2/enqueue', event, { as: null });
    await shop.harness.settle();
  };
  await monitor('trigger');
  await shop.command('acknowledge');
  await shop.command('command', { personId: shop.idOf(commander) });
  await monitor('resolve');
}
const clear = (name: string) =>
  shop
    .person(name)
    .mails()
    .filter(({ text }) => text.includes('all alerts are resolved'));

test('[COM-7] a notice waits for the end of its reader’s quiet hours, and the record says so', async () => {
  shop = await Response.begin(T0);
  expect((await quiet('mia', NIGHT)).body.quietHours).toEqual(NIGHT);
  await monitoringClears('mia');
  expect(clear('mia')).toEqual([]);
  const { items } = (await shop.must('GET', '/api/v1/incidents/INC-1/messages')).body;
  expect(items).toContainEqual(
    expect.objectContaining({
      state: 'queued',
      reason: 'quiet_hours',
      sentence: 'Held until 06:00:00 UTC: the recipient has quiet hours.',
    }),
  );
  await shop.harness.advance('PT8H29M');
  expect(clear('mia')).toEqual([]);
  await shop.harness.advance('PT1M');
  expect(clear('mia').map(({ at }) => at.toString())).toEqual(['2031-01-11T06:00:00Z']);
  shop.harness.othersMayWrite();
});

test('[ESC-P1] pages and what the matrix promises do not wait', async () => {
  shop = await Response.begin(T0);
  for (const name of ['ana', 'mia', 'theo']) await quiet(name, NIGHT);
  await shop.declare();
  await shop.person('ana').expectMail(/P1/);
  await shop.person('mia').expectMail(/P1/);
  await shop.harness.advance('PT14M');
  expect((await shop.person('theo').expectMail(/P1/)).at.toString()).toBe('2031-01-10T21:44:00Z');
  shop.harness.othersMayWrite();
});

test('quiet hours are checked, and gone when they are taken away', async () => {
  shop = await Response.begin(T0);
  const path = personPath('mia');
  for (const quietHours of [
    { from: '22:00', until: '22:00' },
    { from: '24:00', until: '07:00' },
    { from: '22:00' },
  ])
    expect((await shop.harness.http('PATCH', path, { quietHours })).status).toBe(400);
  await quiet('mia', NIGHT);
  expect((await shop.must('PATCH', path, { name: 'Mia Berg' })).body.quietHours).toEqual(NIGHT);
  expect((await quiet('mia', null)).body.quietHours).toBeNull();
});

test('quiet hours stand in org.yaml; a file that does not speak of them leaves them', async () => {
  shop = await Response.begin(T0);
  const apply = async (line: string) => {
    const file = `people:\n  - { email: mia@example.com, name: Mia, timezone: Europe/Berlin${line} }\n`;
    const reply = await shop.harness.http('PUT', '/api/v1/config', file, {
      headers: { 'content-type': 'text/yaml' },
    });
    expect(reply.status).toBe(200);
    return (await shop.must('GET', personPath('mia'))).body.quietHours;
  };
  expect(await apply(', quiet_hours: { from: 22:00, until: 07:00 }')).toEqual(NIGHT);
  expect(await apply('')).toEqual(NIGHT);
  expect((await shop.harness.http('GET', '/api/v1/config')).text).toMatch(/quiet_hours:\s+from: "?22:00"?/);
  expect(await apply(', quiet_hours: null')).toBeNull();
});
