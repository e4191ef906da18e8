import { afterAll, beforeAll, expect, test } from 'vitest';
import { Harness, type Reply } from '../harness/index.ts';

let harness: Harness;
const keys: Record<string, string> = {};

beforeAll(async () => {
  harness = await Harness.start();
  for (const kind of ['alertmanager', 'pagerduty', 'webhook']) {
    const made = await harness.http('POST', '/api/v1/integrations', { kind, name: kind });
    keys[kind] = made.body.key;
  }
});
afterAll(() => harness.close());

const send = (path: string, body: unknown): Promise<Reply> =>
  harness.http('POST', path, body, { as: null, headers: { 'content-type': 'application/json' } });

/** Rows of every table that a request of a monitor may fill. */
async function traces(): Promise<number> {
  const { rows } = await harness.database.pool.query<{ n: number }>(
    `select (select count(*) from alert) + (select count(*) from inbound_payload) + (select count(*) from change_event)
      + (select count(*) from alert_group) + (select count(*) from incident)
      + (select count(*) from graphile_worker.jobs where task_identifier like 'detection.%') as n`,
  );
  return rows[0]?.n ?? -1;
}

const doors = (): [name: string, path: string, wrap: (title: unknown) => object][] => [
  [
    'pagerduty',
    '/v2/enqueue',
    (title) => ({
      routing_key: keys.pagerduty,
      event_action: 'trigger',
      dedup_key: title,
      payload: {
        summary: title,
        source: title,
        severity: 'critical',
        custom_details: { [String(title)]: title },
      },
    }),
  ],
  [
    'alertmanager',
    `/in/alertmanager/${keys.alertmanager}`,
    (title) => ({ alerts: [{ status: 'firing', labels: { alertname: title }, fingerprint: title }] }),
  ],
  [
    'webhook',
    `/in/webhook/${keys.webhook}`,
    (title) => ({ title, id: title, labels: { [String(title)]: title } }),
  ],
];

test.each([
  ['nothing', ''],
  ['half a JSON', '{"alerts":[{"status"'],
  ['no JSON', 'title=disk+full'],
  ['a number', '17'],
  ['null', 'null'],
  ['lists without end', '['.repeat(400_000)],
  ['objects without end', '{"a":'.repeat(100_000)],
  ['wrong types', '{"routing_key":[],"event_action":{},"payload":7,"alerts":{"0":1},"title":{"x":1}}'],
  ['bytes that are no text', Buffer.from([0xff, 0xfe, 0x00, 0x7b])],
])(
  '%s is refused at every door in the vendor’s own shape, and becomes an alert where the key is known',
  async (_, body) => {
    for (const [name, path] of doors()) {
      const reply = await send(path, body);
      expect(reply.status, name).toBe(400);
      if (name === 'pagerduty') expect(Array.isArray(reply.body.errors), name).toBe(true);
      else
        expect(reply.body, name).toMatchObject({
          status: 400,
          code: expect.any(String),
          detail: expect.any(String),
        });
      // An empty body says nothing; what PagerDuty's address gets here names no key.
      const { body: told } = await harness.http(
        'GET',
        `/api/v1/alerts?integration=${name}&limit=1&q=could%20not`,
      );
      const isNews = body.length > 0 && name !== 'pagerduty';
      expect(told.items, name).toHaveLength(isNews || seen.has(name) ? 1 : 0);
      if (isNews) seen.add(name);
    }
  },
);
const seen = new Set<string>();

test('more than 1 MiB from an unknown key is refused with 413 and leaves no trace', async () => {
  const before = await traces();
  const unknown = 'deadbeef'.repeat(4);
  for (const path of ['/v2/enqueue', `/in/alertmanager/${unknown}`, `/in/webhook/${unknown}`])
    expect((await send(path, { title: 'x'.repeat(1_100_000) })).status).toBe(413);
  expect(await traces()).toBe(before);
});

test('an unknown key, however good the body, leaves no trace', async () => {
  const before = await traces();
  const unknown = 'deadbeef'.repeat(4);
  const event = { event_action: 'trigger', payload: { summary: 'x', source: 'x', severity: 'info' } };
  expect((await send('/v2/enqueue', { ...event, routing_key: unknown })).status).toBe(400);
  expect((await send(`/in/alertmanager/${unknown}`, { alerts: [] })).status).toBe(404);
  expect((await send(`/in/webhook/${unknown}`, { title: 'x' })).status).toBe(404);
  expect((await send(`/in/webhook/${"' or 1=1 --"}`, { title: 'x' })).status).toBe(404);
  expect(await traces()).toBe(before);
});

test.each([
  ['NUL characters', 'disk\u0000full'],
  ['a lone surrogate', 'disk \ud800 full'],
  ['prototype keys', '__proto__'],
  ['a constructor', 'constructor'],
  ['SQL', "'); drop table alert; --"],
  ['markup', '<script>alert(1)</script>'],
  ['a text of 15,000 characters', '🔥'.repeat(15_000)],
])('%s: text like any other: taken, shown, and harmless', async (_, text) => {
  for (const [name, path, wrap] of doors()) {
    const reply = await send(path, wrap(text));
    expect(reply.status, `${name} ${reply.text}`).toBeLessThan(300);
    const repeat = await send(path, wrap(text));
    expect(repeat.status, name).toBe(reply.status);
    const listed = await harness.http('GET', `/api/v1/alerts?integration=${name}&limit=1`);
    const [alert] = listed.body.items;
    expect([...alert.title].length).toBeLessThanOrEqual(1024);
    expect(alert.title.isWellFormed()).toBe(true);
    const details = await harness.http('GET', `/api/v1/alerts/${alert.id}`);
    expect(details.body.payloads).toHaveLength(1);
  }
  const { rows } = await harness.database.pool.query(
    `select max(count) as times from alert where first_seen_at = (select max(first_seen_at) from alert)`,
  );
  expect(rows[0]?.times).toBeGreaterThanOrEqual(2);
});

test('ten thousand labels are cut to a hundred', async () => {
  const labels = Object.fromEntries(Array.from({ length: 10_000 }, (_, index) => [`label${index}`, index]));
  await send(`/in/webhook/${keys.webhook}`, { title: 'many labels', labels });
  const found = await harness.http('GET', '/api/v1/alerts?q=many%20labels');
  expect(Object.keys(found.body.items[0].labels)).toHaveLength(100);
});

test('what is turned away is counted by kind and reason', async () => {
  const { text } = await harness.http('GET', '/metrics');
  expect(text).toMatch(/tocsin_inbound_requests_total\{kind="pagerduty",result="not_json"\} [1-9]/);
  expect(text).toMatch(/tocsin_inbound_requests_total\{kind="webhook",result="too_large"\} [1-9]/);
  expect(text).toMatch(/tocsin_inbound_requests_total\{kind="alertmanager",result="unknown_key"\} [1-9]/);
});

test.each([
  ['GET', '/api/v1/alerts?system=a%00b'],
  ['GET', '/api/v1/alerts?integration=a%00b&q=%00'],
  ['GET', '/api/v1/incidents?system=a%00b'],
  ['GET', '/api/v1/integrations/a%00b'],
  ['POST', '/api/v1/integrations', { kind: 'webhook', name: 'NUL \0 and half a pair \ud83d' }],
  [
    'POST',
    '/api/v1/integrations',
    { kind: 'webhook', name: 'mapped', options: { mapping: { title: 'a\0b', labels: { 'a\0b': 'c\0d' } } } },
  ],
  ['POST', '/api/v1/integrations/webhook/test', { title: 'a\0b' }],
  ['POST', '/api/v1/incidents', { title: 'a', severity: 'P4', startedAt: '0000-01-01T00:00:00Z' }],
  ['POST', '/api/v1/incidents', { title: 'a', severity: 'P4', detectedAt: '0000-12-31T00:00:00Z' }],
  ['POST', '/api/v1/incidents/INC-1/entries', { text: 'a', happenedAt: '0000-01-01T00:00:00Z' }],
] as const)('%s %s %j: no text or time is too odd for an answer', async (method, path, body?: object) => {
  const reply = await harness.http(method, path, body);
  expect(reply.status).toBeLessThan(500);
});

test('a body that nests deeper than the stack is no crash', async () => {
  const deep = `{"title":${'['.repeat(200_000)}${']'.repeat(200_000)}}`;
  const headers = { 'content-type': 'application/json' };
  const reply = await harness.http('POST', '/api/v1/incidents', deep, { headers });
  expect(reply.status).toBe(400);
});
