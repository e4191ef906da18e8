import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Reply } from '../harness/index.ts';
import { Response } from '../harness/response.ts';

let shop: Response;
const keys: Record<string, string> = {};

beforeEach(async () => {
  shop = await Response.begin();
  for (const kind of ['alertmanager', 'pagerduty', 'webhook']) {
    const made = await shop.must('POST', '/api/v1/integrations', {
      kind,
      name: `Our ${kind}`,
      systemId: 'checkout',
    });
    keys[kind] = made.body.key;
  }
});
afterEach(() => shop.close());

const send = (path: string, body: unknown, headers: Record<string, string> = {}): Promise<Reply> =>
  shop.harness.http('POST', path, body, {
    as: null,
    headers: { 'content-type': 'application/json', ...headers },
  });

const alerts = async (): Promise<{ title: string; count: number; id: string }[]> =>
  (await shop.must('GET', '/api/v1/alerts?limit=200')).body.items;

const pathOf = (kind: string): string =>
  kind === 'pagerduty' ? `/integration/${keys.pagerduty}/enqueue` : `/in/${kind}/${keys[kind]}`;

/** Whoever is on call hears of it by page, and takes it. */
async function isPaged(words: RegExp): Promise<void> {
  await shop.person('ana').acknowledges(await shop.person('ana').expectMail(words));
  await shop.harness.settle();
  shop.harness.othersMayWrite();
}

test('[DET-1] a notification beyond 32 MiB pages whoever is on call, once, and is answered with 413', async () => {
  const body = Buffer.alloc(34 * 1024 * 1024, ' ');
  for (let time = 0; time < 2; time++) expect((await send(pathOf('alertmanager'), body)).status).toBe(413);
  await isPaged(/Our alertmanager: A notification of 36 MB is too large to read; alerts in it are unknown/);
  expect(await alerts()).toMatchObject([{ count: 2 }]);
  // The next one once this has been dealt with is news again.
  await shop.command('resolve', { resolution: 'Grouped by more labels.', ending: 'recovered' });
  await shop.harness.advance('PT15M');
  expect((await send(pathOf('alertmanager'), body)).status).toBe(413);
  await isPaged(/too large to read/);
});

test.each(['alertmanager', 'webhook', 'pagerduty'])(
  '[DET-1] what unpacks to too much at %s is bounded, and pages',
  async (kind) => {
    const bomb = gzipSync(Buffer.alloc(60_000_000, ' '));
    expect((await send(pathOf(kind), bomb, { 'content-encoding': 'gzip' })).status).toBe(413);
    await isPaged(new RegExp(`Our ${kind}: A notification of 34 MB is too large to read`));
  },
);

test('[DET-1] beyond 1 MiB only a known key is listened to', async () => {
  const body = Buffer.alloc(2 * 1024 * 1024, ' ');
  const unknown = 'deadbeef'.repeat(4);
  for (const path of [
    `/in/alertmanager/${unknown}`,
    `/in/webhook/${unknown}`,
    `/integration/${unknown}/enqueue`,
    '/v2/enqueue',
  ])
    expect((await send(path, body)).status).toBe(413);
  expect(await alerts()).toEqual([]);
});

test('[DET-1] a PagerDuty event that is too large is known by the key at its beginning', async () => {
  const body = `{"routing_key":"${keys.pagerduty}","event_action":"trigger","x":"${'x'.repeat(33 * 1024 * 1024)}"}`;
  expect((await send('/v2/enqueue', body)).status).toBe(413);
  await isPaged(/Our pagerduty: A notification of 35 MB is too large to read/);
  const [alert] = await alerts();
  const shown = await shop.must('GET', `/api/v1/alerts/${alert?.id}`);
  expect(shown.body.payloads[0].body).not.toContain(keys.pagerduty);
});

describe('[DET-1] what a known sender says and nobody can read', () => {
  test.each<[string, unknown, Record<string, string>?]>([
    ['half a JSON', '{"alerts":[{"status"'],
    ['no JSON', 'title=disk+full'],
    ['a number', '17'],
    ['a nesting without end', '['.repeat(400_000)],
    ['a packing that is not understood', '{"title":"x"}', { 'content-encoding': 'zstd' }],
    ['half a packing', gzipSync('{"title":"x"}').subarray(0, 15)],
    ['another shape', { alerts: { '0': 1 }, event_action: 'explode', title: { x: 1 } }],
  ])('%s', async (_, body, headers) => {
    for (const kind of ['alertmanager', 'webhook'])
      expect((await send(pathOf(kind), body, headers)).status, kind).toBe(400);
    await isPaged(/A notification could not be read; alerts in it are unknown/);
    expect(await alerts()).toHaveLength(2);
  });

  test('an alert of a batch, and those that the sender left out', async () => {
    const body = { truncatedAlerts: 3, alerts: [{ labels: { alertname: 'Fine' } }, { status: 'firing' }] };
    expect(await send(pathOf('alertmanager'), body)).toMatchObject({
      status: 200,
      body: { accepted: 1, refused: 1 },
    });
    await isPaged(/Part of a notification could not be read/);
  });

  test('an event of PagerDuty that does not say what it wants', async () => {
    expect(
      (await send('/v2/enqueue', { routing_key: keys.pagerduty, payload: { summary: 'x' } })).status,
    ).toBe(400);
    await isPaged(/Our pagerduty: A notification could not be read/);
  });

  test('an alert at the address of another kind', async () => {
    expect((await send(`/in/webhook/${keys.alertmanager}`, { alerts: [] })).status).toBe(404);
    await isPaged(/Our alertmanager: A notification was sent to the address of another kind of integration/);
  });

  test('but nothing at all is no news, nor is a resolve without a key', async () => {
    for (const kind of ['alertmanager', 'webhook', 'pagerduty'])
      expect((await send(pathOf(kind), undefined)).status).toBe(400);
    expect((await send('/v2/enqueue', { routing_key: keys.pagerduty, event_action: 'resolve' })).status).toBe(
      400,
    );
    expect(await alerts()).toEqual([]);
  });
});

describe('[DET-1] a known key at an address that takes no alerts', () => {
  const event = () => ({ routing_key: keys.pagerduty, event_action: 'trigger', payload: { summary: 'x' } });
  test.each<[string, () => string, () => object, RegExp]>([
    [
      'Prometheus, which takes it for an Alertmanager',
      () => `/in/alertmanager/${keys.alertmanager}/api/v2/alerts`,
      () => [{ labels: { alertname: 'x' } }],
      /Send alerts for "Our alertmanager" by POST to \/in\/alertmanager\/<key>\./,
    ],
    [
      'another kind’s word',
      () => `/in/generic/${keys.webhook}`,
      () => ({ title: 'x' }),
      /\/in\/webhook\/<key>/,
    ],
    [
      'a key in the body',
      () => '/v2/enqueue/v2/enqueue',
      event,
      /\/v2\/enqueue or \/integration\/<key>\/enqueue/,
    ],
    ['only the last part', () => '/enqueue', event, /\/v2\/enqueue or/],
  ])('%s: the right one is named, and it pages', async (_, path, body, words) => {
    const reply = await send(path(), body());
    expect(reply).toMatchObject({ status: 404, body: { code: 'wrong_address' } });
    expect(reply.body.detail).toMatch(words);
    for (const key of Object.values(keys)) expect(reply.text).not.toContain(key);
    await isPaged(/A notification was sent to an address that accepts none; alerts in it are unknown/);
  });

  test('who only looks is told as well, and nobody is paged; an unknown key is nobody’s', async () => {
    for (const path of [pathOf('alertmanager'), `/in/generic/${keys.webhook}`, pathOf('pagerduty')]) {
      const reply = await shop.harness.http('GET', path, undefined, { as: null });
      expect(reply).toMatchObject({ status: 404, body: { code: 'wrong_address' } });
      expect(reply.body.detail).toMatch(/^GET .*<key>.* does not accept alerts\. .* by POST to/);
    }
    const unknown = await send(`/in/alertmanager/${'deadbeef'.repeat(4)}/api/v2/alerts`, [{ labels: {} }]);
    expect(unknown.body.detail).toMatch(/^POST .* not found\.$/);
    expect(await alerts()).toEqual([]);
  });
});

describe('[DET-1] an event that PagerDuty would refuse and that says enough', () => {
  test.each<[string, object]>([
    ['an empty severity, of a mixed Alertmanager group', { payload: { severity: '' } }],
    ['a severity of its own', { payload: { severity: 'page' } }],
    ['no severity', { payload: { severity: undefined } }],
    ['a severity of another type', { payload: { severity: { level: 1 } } }],
    ['no source', { payload: { source: undefined } }],
    ['no summary', { payload: { summary: undefined, class: 'Disk full' } }],
    ['a long summary', { payload: { summary: `Disk full ${'x'.repeat(5_000)}` } }],
    ['a number for a summary', { payload: { summary: 5_000, component: 'Disk full' } }],
    [
      'other types',
      { payload: { class: ['a'], component: 5, group: {}, timestamp: true, custom_details: 'x' } },
    ],
    ['a word in capitals', { event_action: 'TRIGGER' }],
    ['spaces around the key', { routing_key: () => ` ${keys.pagerduty}\n` }],
    ['a number for a key', { dedup_key: 17 }],
    ['no list of links', { links: { href: 'x' }, images: 'none', client_url: 7 }],
  ])('%s', async (_, odd: { payload?: object; routing_key?: () => string }) => {
    const event = {
      routing_key: keys.pagerduty,
      event_action: 'trigger',
      ...odd,
      ...(odd.routing_key && { routing_key: odd.routing_key() }),
      payload: { summary: 'Disk full', source: 'web1', severity: 'critical', ...odd.payload },
    };
    const reply = await send('/v2/enqueue', event);
    expect(reply).toMatchObject({ status: 202, body: { status: 'success', dedup_key: expect.any(String) } });
    await isPaged(/Disk full|5000/);
  });
});
