import { afterEach, describe, expect, test } from 'vitest';
import type { FrontDoor, IntegrationRef } from '../detection/index.ts';
import { Fault } from '../kernel/index.ts';
import { systemClock } from '../platform/clock.ts';
import { type AppServer, createServer } from '../platform/http/index.ts';
import { createLog } from '../platform/log/index.ts';
import { createMetrics } from '../platform/telemetry/index.ts';
import { type InboundPorts, inboundRoutes } from './index.ts';

const KEY = '0123456789abcdef0123456789abcdef';
const refs: Record<string, IntegrationRef> = {
  alertmanager: {
    id: 'a',
    name: 'A',
    systemId: null,
    kind: 'alertmanager',
    options: { dedupe: 'fingerprint' },
  },
  pagerduty: { id: 'p', name: 'P', systemId: null, kind: 'pagerduty', options: {} },
  prometheus: { id: 'o', name: 'O', systemId: null, kind: 'prometheus', options: {} },
  opsgenie: { id: 'g', name: 'G', systemId: null, kind: 'opsgenie', options: {} },
  webhook: { id: 'w', name: 'W', systemId: null, kind: 'webhook', options: { mapping: {} } },
};
let server: AppServer | undefined;
afterEach(() => server?.close());

/** What the doors that read back ask, and get this from. */
const apisThat = (take: () => Promise<never>): NonNullable<InboundPorts['apis']> => ({
  clock: systemClock,
  silences: { list: take, open: take, get: take, set: take, expire: take },
  heartbeats: { list: take, get: take, create: take, change: take, remove: take, ping: take },
  ownAlerts: {
    ...{ list: take, ids: take, count: take, find: take, numbers: take, amend: take, unacknowledge: take },
    ...{ record: take, request: take, log: take },
  },
});

/** The front doors before a detection that cannot take anything, for this reason. */
const doorsThatFail = (reason: Error): Promise<AppServer> => doorsThat(() => Promise.reject(reason));

async function doorsThat(take: () => Promise<never>): Promise<AppServer> {
  const log = createLog('silent');
  const door: FrontDoor = {
    byKey: async (kind) => refs[kind] as never,
    byAnyKey: async () => undefined,
    accept: take,
    ignore: take,
    recordChange: take,
  };
  const built = await createServer({
    log,
    authenticate: async () => undefined,
    trustedProxies: [],
    doors: inboundRoutes({ door, apis: apisThat(take), log, metrics: createMetrics(), answerWithinMs: 50 }),
  });
  server = built.server;
  return built.server;
}

const requests = {
  alertmanager: [`/in/alertmanager/${KEY}`, { alerts: [{ status: 'firing', labels: { alertname: 'A' } }] }],
  webhook: [`/in/webhook/${KEY}`, { title: 'A' }],
  v2: [
    '/v2/enqueue',
    { routing_key: KEY, event_action: 'trigger', payload: { summary: 'A', source: 'a', severity: 'info' } },
  ],
  change: ['/v2/change/enqueue', { routing_key: KEY, payload: { summary: 'A' } }],
  v1: [
    '/generic/2010-04-15/create_event.json',
    { service_key: KEY, event_type: 'trigger', description: 'A' },
  ],
  prometheus: [`/in/prometheus/${KEY}/api/v2/alerts`, [{ labels: { alertname: 'A' } }]],
  silence: [
    `/in/prometheus/${KEY}/api/v2/silences`,
    {
      matchers: [{ name: 'a', value: 'b' }],
      startsAt: '2031-03-03T14:00:00Z',
      endsAt: '2031-03-03T15:00:00Z',
    },
  ],
  opsgenie: [`/v2/alerts?apiKey=${KEY}`, { message: 'A' }],
  ping: [`/v2/heartbeats/a/ping?apiKey=${KEY}`, {}],
} as const;

async function answers(reason: Error): Promise<Record<string, number>> {
  const doors = await doorsThatFail(reason);
  const found: Record<string, number> = {};
  for (const [name, [url, payload]] of Object.entries(requests))
    found[name] = (await doors.inject({ method: 'POST', url, payload })).statusCode;
  return found;
}

describe('when alerts cannot be taken, each vendor’s clients are told so that they try again', () => {
  test('too much at once: 503 where 429 would be final, else the vendor’s own limit', async () => {
    expect(await answers(new Fault('rate_limited', 'ingest_overloaded', 'Too many alerts at once.'))).toEqual(
      {
        alertmanager: 503,
        webhook: 503,
        v2: 429,
        change: 429,
        v1: 403,
        prometheus: 503,
        silence: 503,
        opsgenie: 429,
        ping: 429,
      },
    );
  });

  test('the words of PagerDuty’s limit', async () => {
    const doors = await doorsThatFail(
      new Fault('rate_limited', 'ingest_overloaded', 'Too many alerts at once.'),
    );
    const [url, payload] = requests.v2;
    expect((await doors.inject({ method: 'POST', url, payload })).body).toBe('Request Limit Exceeded');
  });

  test('no database: 503', async () => {
    const expected = Object.fromEntries(Object.keys(requests).map((name) => [name, 503]));
    expect(await answers(new Fault('unavailable', 'ingest_unavailable', 'Try again.'))).toEqual(expected);
    expect(await answers(Object.assign(new Error('refused'), { code: 'ECONNREFUSED' }))).toEqual(expected);
  });

  test('a database that hangs: 503 after a while', async () => {
    const doors = await doorsThat(() => new Promise(() => undefined));
    for (const [url, payload] of Object.values(requests)) {
      const reply = await doors.inject({ method: 'POST', url, payload });
      expect(reply.statusCode).toBe(503);
    }
  });

  test('nor is what asks for nothing answered before it is counted', async () => {
    const doors = await doorsThatFail(Object.assign(new Error('refused'), { code: 'ECONNREFUSED' }));
    const payload = { zen: 'Keep it simple.', hook_id: 1 };
    for (const url of [`/in/webhook/${KEY}`, `/integration/${KEY}/enqueue`])
      expect((await doors.inject({ method: 'POST', url, payload })).statusCode).toBe(503);
  });

  test('too many searches at once: the vendor’s own limit, and none is made beside another', async () => {
    let making = 0;
    const doors = await doorsThat(async () => {
      making += 1;
      expect(making).toBe(1);
      await new Promise((resolve) => setImmediate(resolve));
      making -= 1;
      throw new Fault('unavailable', 'ingest_unavailable', 'Try again.');
    });
    const statuses = async (url: string) =>
      (await Promise.all(Array.from({ length: 12 }, () => doors.inject({ url })))).map(
        ({ statusCode }) => statusCode,
      );
    const told = await statuses(`/v2/alerts?query=disk&apiKey=${KEY}`);
    expect(told.toSorted()).toEqual([...Array(3).fill(429), ...Array(9).fill(503)].toSorted());
    expect(await statuses(`/in/prometheus/${KEY}/api/v2/alerts`)).toEqual(Array(12).fill(503));
    // Nobody waits any more: the next is made.
    expect((await doors.inject({ url: `/v2/alerts?query=disk&apiKey=${KEY}` })).statusCode).toBe(503);
  });

  test('a bug of ours is a bare 500 that tells nothing of it', async () => {
    const doors = await doorsThatFail(new Error('secret of the inside'));
    for (const [url, payload] of Object.values(requests)) {
      const reply = await doors.inject({ method: 'POST', url, payload });
      expect(reply.statusCode).toBe(500);
      expect(reply.body).not.toContain('secret');
    }
  });
});
