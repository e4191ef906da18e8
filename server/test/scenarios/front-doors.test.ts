import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Harness, type Reply } from '../harness/index.ts';

const sample = (path: string) =>
  JSON.parse(readFileSync(new URL(`../../src/inbound/${path}.json`, import.meta.url), 'utf8'));

let harness: Harness;
const keys: Record<string, string> = {};

beforeAll(async () => {
  harness = await Harness.start();
  for (const kind of ['alertmanager', 'pagerduty', 'webhook']) {
    const made = await harness.http('POST', '/api/v1/integrations', { kind, name: `The ${kind}` });
    expect(made.status).toBe(201);
    keys[kind] = made.body.key;
  }
});
afterAll(() => harness.close());

/** As a monitor sends: no token, the body as it is. */
const send = (path: string, body: unknown, headers: Record<string, string> = {}): Promise<Reply> =>
  harness.http('POST', path, body, { as: null, headers: { 'content-type': 'application/json', ...headers } });

const alerts = async (query = ''): Promise<Record<string, unknown>[]> =>
  (await harness.http('GET', `/api/v1/alerts?limit=200${query}`)).body.items;

test('a proxy is told of every door, so that it lets large notifications through', () => {
  const page = readFileSync(new URL('../../../docs/production.md', import.meta.url), 'utf8');
  const told = /^Allow bodies of 32 MiB below ([\s\S]*?) \(/m.exec(page)?.[1] ?? '';
  const doors = harness.app.routes
    .filter(
      ({ method, url, permission }) => method === 'POST' && permission === 'public' && url.endsWith('/*'),
    )
    .map(({ url }) => url.slice(0, -1));
  expect([...told.matchAll(/`([^`]+)`/g)].map(([, door]) => door).sort()).toEqual(doors.sort());
});

describe('[DET-1] PagerDuty Events v2', () => {
  const event = (extra: object) => ({
    routing_key: keys.pagerduty,
    event_action: 'trigger',
    payload: { summary: 'Disk full', source: 'web1', severity: 'critical' },
    ...extra,
  });

  test('a trigger is answered with exactly 202 and its dedup_key', async () => {
    const reply = await send('/v2/enqueue', event({ dedup_key: 'disk/web1' }));
    expect(reply.status).toBe(202);
    expect(reply.body).toEqual({ status: 'success', message: 'Event processed', dedup_key: 'disk/web1' });
  });

  test('without a dedup_key the server makes one and says which', async () => {
    const reply = await send('/v2/enqueue/', event({}));
    expect(reply.status).toBe(202);
    expect(reply.body.dedup_key).toMatch(/^[0-9a-f-]{36}$/);
  });

  test('a repeat is one alert that counts; after the resolve it is a new one', async () => {
    const dedup_key = 'flapping';
    for (let time = 0; time < 3; time++) await send('/v2/enqueue', event({ dedup_key }));
    const resolve = { routing_key: keys.pagerduty, event_action: 'resolve', dedup_key };
    expect((await send('/v2/enqueue', resolve)).status).toBe(202);
    expect((await send('/v2/enqueue', resolve)).status).toBe(202);
    await send('/v2/enqueue', event({ dedup_key }));
    const found = (await alerts()).filter((alert) => alert.dedupKey === dedup_key);
    expect(found.map(({ status, count }) => `${status} ${count}`).sort()).toEqual(['firing 1', 'resolved 3']);
  });

  test('the content type says nothing: JSON as a form or as text is JSON', async () => {
    const body = JSON.stringify(event({ dedup_key: 'as a form' }));
    for (const type of [
      'application/x-www-form-urlencoded',
      'text/plain; charset=UTF-8',
      'application/vnd.x+json',
    ]) {
      expect((await send('/v2/enqueue', body, { 'content-type': type })).status).toBe(202);
    }
  });

  test('what is wrong is said in its own words', async () => {
    expect(await send('/v2/enqueue', undefined)).toMatchObject({
      status: 400,
      body: {
        status: 'Unrecognized object',
        message: 'Event object format is unrecognized',
        errors: ['JSON parse error'],
      },
    });
    expect(await send('/v2/enqueue', event({ routing_key: 'short' }))).toMatchObject({
      status: 400,
      body: {
        status: 'invalid event',
        message: 'Event object is invalid',
        errors: ["Length of 'routing_key' is incorrect (should be 32 characters)"],
      },
    });
    const unknown = await send('/v2/enqueue', event({ routing_key: '0'.repeat(32) }));
    expect(unknown.status).toBe(400);
    expect(unknown.body.errors).toEqual(['invalid routing key']);
    const otherDoor = await send('/v2/enqueue', event({ routing_key: keys.webhook }));
    expect(otherDoor.status).toBe(400);
  });

  test('more than the 512 KB that PagerDuty takes is taken, more than 32 MiB is not', async () => {
    const dedup_key = 'large event';
    const large = (bytes: number) => send('/v2/enqueue', event({ dedup_key, note: 'x'.repeat(bytes) }));
    expect((await large(600_000)).status).toBe(202);
    const big = await large(34_000_000);
    expect(big.status).toBe(413);
    expect(big.body.errors).toEqual(['Event is larger than 32 MB']);
  });

  test('change events are stored and alert nobody', async () => {
    const before = (await alerts()).length;
    const change = { ...sample('pagerduty/samples/change'), routing_key: keys.pagerduty };
    expect((await send('/v2/change/enqueue', change)).status).toBe(202);
    expect((await send('/v2/change/enqueue', { routing_key: keys.pagerduty })).status).toBe(400);
    expect(await alerts()).toHaveLength(before);
    const [stored] = (await harness.http('GET', '/api/v1/changes')).body.items;
    expect(stored.summary).toBe(change.payload.summary);
    // Two of the same moment: a page ends between them.
    for (const summary of ['Second', 'Third'])
      await send('/v2/change/enqueue', { ...change, payload: { ...change.payload, summary } });
    const seen: string[] = [];
    for (let cursor = ''; ; ) {
      const { body } = await harness.http('GET', `/api/v1/changes?limit=1${cursor}`);
      seen.push(...body.items.map((item: { summary: string }) => item.summary));
      if (body.nextCursor === null) break;
      cursor = `&cursor=${encodeURIComponent(body.nextCursor)}`;
    }
    expect(seen).toEqual(['Third', 'Second', change.payload.summary]);
  });

  test('v1 answers with exactly 200 and incident_key', async () => {
    const v1 = { ...sample('pagerduty/samples/v1-trigger'), service_key: keys.pagerduty };
    const path = '/generic/2010-04-15/create_event.json';
    expect(await send(path, v1)).toMatchObject({
      status: 200,
      body: { status: 'success', message: 'Event processed', incident_key: 'srv01/HTTP' },
    });
    expect((await send(path, { ...v1, event_type: 'resolve' })).status).toBe(200);
    expect((await send(path, {})).status).toBe(400);
  });

  test('the address with the key in it takes what SNS, Azure and Datadog send, and loses nothing that it does not know', async () => {
    const path = `/integration/${keys.pagerduty}/enqueue`;
    const post = async (name: string) => (await send(path, sample(`pagerduty/samples/${name}`))).status;
    const state = async (title: string) =>
      (await alerts()).filter((alert) => alert.title === title).map(({ status }) => status);
    expect(await post('by-path-azure-fired')).toBe(202);
    expect(await state('Checkout latency')).toEqual(['firing']);
    expect(await post('by-path-azure-resolved')).toBe(202);
    expect(await state('Checkout latency')).toEqual(['resolved']);
    expect(await post('by-path-cloudwatch')).toBe(202);
    expect(await state('checkout-5xx')).toEqual(['firing']);
    expect(await post('by-path-datadog-default')).toBe(202);
    expect(await state('[Triggered] CPU high on web1')).toEqual(['firing']);
    expect((await send(path, { unheard: { of: 1 } })).status).toBe(202);
    expect(await state('The pagerduty sent something without a title')).toEqual(['firing']);
  });

  test.each(['', 'garbage', ';;;', 'a/b/c'])('a content type of “%s” is taken as well', async (type) => {
    const body = Buffer.from(JSON.stringify(event({ dedup_key: `type ${type}` })));
    expect((await send('/v2/enqueue', body, { 'content-type': type })).status).toBe(202);
  });

  test('gzip and a byte order mark are read; what unpacks to too much is refused', async () => {
    const body = Buffer.from(JSON.stringify(event({ dedup_key: 'packed' })));
    expect((await send('/v2/enqueue', gzipSync(body), { 'content-encoding': 'gzip' })).status).toBe(202);
    expect((await send('/v2/enqueue', Buffer.concat([Buffer.from('\ufeff'), body]))).status).toBe(202);
    const [alert] = (await alerts()).filter(({ dedupKey }) => dedupKey === 'packed');
    expect(alert).toMatchObject({ count: 2 });
    const bomb = gzipSync(Buffer.alloc(50_000_000, ' '));
    expect(bomb.length).toBeLessThan(100_000);
    expect(await send('/v2/enqueue', bomb, { 'content-encoding': 'gzip' })).toMatchObject({
      status: 413,
      body: { status: 'invalid event' },
    });
    expect((await send('/v2/enqueue', gzipSync(body).subarray(0, 30))).status).toBe(400);
    expect((await send('/v2/enqueue', body, { 'content-encoding': 'br' })).status).toBe(400);
  });

  test('of the key in the body only the last characters are kept and shown', async () => {
    await send('/v2/enqueue', event({ dedup_key: 'with a key' }));
    const [alert] = (await alerts()).filter(({ dedupKey }) => dedupKey === 'with a key');
    const { body } = await harness.http('GET', `/api/v1/alerts/${alert?.id}`);
    expect(body.payloads[0].body).not.toContain(keys.pagerduty);
    expect(body.payloads[0].body).toContain(`"${'*'.repeat(28)}${keys.pagerduty?.slice(-4)}"`);
    expect(JSON.parse(body.payloads[0].body)).toMatchObject({ dedup_key: 'with a key' });
  });

  test('the address with the key in it takes v2, v1 and anything with a title', async () => {
    const path = `/integration/${keys.pagerduty}/enqueue`;
    const { routing_key: _, ...v2 } = event({ dedup_key: 'by path' });
    expect((await send(path, v2)).body.dedup_key).toBe('by path');
    expect((await send(path, { event_type: 'trigger', description: 'v1 by path' })).status).toBe(202);
    expect((await send(path, { title: 'anything by path', id: 'any' })).status).toBe(202);
    expect((await send(path, {})).status).toBe(400);
    expect((await send(`/integration/${'0'.repeat(32)}/enqueue`, v2)).status).toBe(400);
  });
});

describe('[DET-1] Alertmanager', () => {
  test('one notification of firing and resolved alerts is taken alert by alert', async () => {
    const path = `/in/alertmanager/${keys.alertmanager}`;
    const body = sample('alertmanager/samples/mixed-0.28');
    expect((await send(path, body, { 'user-agent': 'Alertmanager/0.28.1' })).status).toBe(200);
    expect((await send(path, body)).status).toBe(200);
    const found = (await alerts('&integration=the-alertmanager')).map(({ dedupKey, status, count }) => [
      dedupKey,
      status,
      count,
    ]);
    // Alertmanager left three out (max_alerts): what they are is unknown, which is an alert, too.
    expect(found).toEqual([
      ['tocsin:unread:partial', 'firing', 2],
      ['aa11bb22cc33dd44', 'firing', 2],
    ]);
  });

  test('an unknown key is not found, a body that is none is bad', async () => {
    expect((await send(`/in/alertmanager/${'f'.repeat(32)}`, {})).status).toBe(404);
    expect((await send('/in/alertmanager/nonsense', {})).status).toBe(404);
    expect((await send(`/in/alertmanager/${keys.alertmanager}`, '{"alerts":')).status).toBe(400);
    expect((await send(`/in/alertmanager/${keys.alertmanager}`, { alerts: 'many' })).status).toBe(400);
  });

  test('one alert per group, when the integration is set so', async () => {
    const options = { dedupe: 'group' };
    const made = await harness.http('POST', '/api/v1/integrations', {
      kind: 'alertmanager',
      name: 'Groups',
      options,
    });
    await send(`/in/alertmanager/${made.body.key}`, sample('alertmanager/samples/mixed-0.28'));
    const found = await alerts('&integration=groups');
    expect(found.map(({ dedupKey }) => dedupKey)).toEqual([
      '{}/{severity="page"}:{alertname="InstanceDown"}',
    ]);
  });
});

describe('[DET-1] generic webhook', () => {
  test('usual names need no mapping; its answer says what became of each', async () => {
    const path = `/in/webhook/${keys.webhook}`;
    expect(await send(path, sample('webhook/samples/usual-names'))).toMatchObject({
      status: 202,
      body: { alerts: [{ dedupKey: 'queue-7', outcome: 'opened' }] },
    });
    expect(await send(path, sample('webhook/samples/usual-resolve'))).toMatchObject({
      status: 202,
      body: { alerts: [{ dedupKey: 'queue-7', outcome: 'resolved' }] },
    });
    expect(await send(path, { hello: 'world' })).toMatchObject({ status: 400, body: { code: 'invalid' } });
  });

  test('a mapping says where things are', async () => {
    const { options } = sample('webhook/samples/mapped.expected');
    const made = await harness.http('POST', '/api/v1/integrations', {
      kind: 'webhook',
      name: 'Mapped',
      options,
    });
    await send(`/in/webhook/${made.body.key}`, sample('webhook/samples/mapped'));
    expect(await alerts('&integration=mapped')).toMatchObject([
      { title: 'Checkout', dedupKey: '17', labels: { region: 'eu', monitor: 'Checkout' } },
    ]);
  });

  test('a mapping with a misspelt key is refused, and the field is named', async () => {
    const options = { mapping: { tittle: 'x' } };
    const made = await harness.http('POST', '/api/v1/integrations', {
      kind: 'webhook',
      name: 'Wrong',
      options,
    });
    expect(made.status).toBe(400);
    expect(made.body.errors[0].path).toBe('options.mapping');
  });
});

describe('keys', () => {
  test('a key is shown once, can be replaced and turned off', async () => {
    const made = await harness.http('POST', '/api/v1/integrations', { kind: 'webhook', name: 'Keyed' });
    const { id, key, url } = made.body;
    expect(key).toMatch(/^[0-9a-f]{32}$/);
    expect(url).toBe(`http://tocsin.test/in/webhook/${key}`);
    const shown = await harness.http('GET', `/api/v1/integrations/${id}`);
    expect(JSON.stringify(shown.body)).not.toContain(key);
    const knock = async (with_: string) => (await send(`/in/webhook/${with_}`, { title: 'knock' })).status;
    expect(await knock(key)).toBe(202);
    const next = (await harness.http('POST', `/api/v1/integrations/${id}/rotate`)).body.key;
    expect([await knock(key), await knock(next)]).toEqual([404, 202]);
    await harness.http('PATCH', `/api/v1/integrations/${id}`, { enabled: false });
    expect(await knock(next)).toBe(404);
    await harness.http('PATCH', `/api/v1/integrations/${id}`, { enabled: true });
    expect(await knock(next)).toBe(202);
    expect((await harness.http('DELETE', `/api/v1/integrations/${id}`)).status).toBe(204);
    expect(await knock(next)).toBe(404);
    expect((await harness.http('GET', `/api/v1/integrations/${id}`)).status).toBe(404);
  });
});
