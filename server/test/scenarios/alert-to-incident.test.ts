import { afterEach, beforeEach, expect, test } from 'vitest';
import { build } from '../../src/app/build.ts';
import { createLog } from '../../src/platform/log/index.ts';
import { Harness } from '../harness/index.ts';

const SECRET = 'a secret of the test harness, long enough';

let harness: Harness;
let key: string;
beforeEach(async () => {
  harness = await Harness.start();
  const made = await harness.http('POST', '/api/v1/integrations', {
    kind: 'alertmanager',
    name: 'Prometheus',
  });
  key = made.body.key;
});
afterEach(() => harness.close());

const alert = (name: string, status = 'firing', instance = 'web1') => ({
  status,
  labels: { alertname: name, instance, severity: 'critical' },
  annotations: { summary: `${name} is failing` },
  startsAt: '2031-03-03T08:58:30.123456789Z',
  endsAt: '0001-01-01T00:00:00Z',
  fingerprint: `${name} ${instance}`,
});
const notify = (...alerts: object[]) =>
  harness.http('POST', `/in/alertmanager/${key}`, { version: '4', alerts }, { as: null });
const incidents = async (query = 'status=all') =>
  (await harness.http('GET', `/api/v1/incidents?${query}`)).body.items;

test('[DET-1] [DET-4] an alert opens an incident whose severity is the monitor’s word, unconfirmed; its payload is shown', async () => {
  expect((await notify(alert('Checkout'))).status).toBe(200);
  await harness.settle();
  const [incident] = await incidents();
  expect(incident).toMatchObject({
    reference: 'INC-1',
    title: 'Checkout is failing',
    severity: 'P1',
    severityConfirmed: false,
  });
  const [listed] = (await harness.http('GET', `/api/v1/alerts?incident=${incident.id}`)).body.items;
  expect(listed).toMatchObject({
    title: 'Checkout is failing',
    severityWord: 'critical',
    severity: 'P1',
    count: 1,
    integrationName: 'Prometheus',
  });
  const { body } = await harness.http('GET', `/api/v1/alerts/${listed.id}`);
  expect(body.integrationName).toBe('Prometheus');
  expect(JSON.parse(body.payloads[0].body).alerts[0].labels.alertname).toBe('Checkout');
});

test('[DET-1] repeats and further alerts are the same incident; all over: monitoring is clear', async () => {
  await notify(alert('Checkout'));
  await harness.settle();
  await notify(alert('Checkout'), alert('Checkout', 'firing', 'web2'));
  await harness.settle();
  expect(await incidents()).toHaveLength(1);
  await harness.advance('PT10S');
  await notify(alert('Checkout', 'resolved'), alert('Checkout', 'resolved', 'web2'));
  await harness.settle();
  const { body } = await harness.http('GET', '/api/v1/incidents/INC-1/timeline');
  const kinds = body.items.map((item: { kind: string }) => item.kind);
  expect(kinds).toContain('alert_joined');
  expect(kinds).toContain('monitoring_clear');
});

test('[DET-1] an alert accepted by a process that then does nothing more is processed by the next one', async () => {
  await notify(alert('Checkout'));
  const { clock, database } = harness;
  const config = { ...harness.config, secret: SECRET };
  const successor = await build({ config, clock, database, log: createLog('silent') });
  await successor.runDueJobs();
  const { rows } = await database.pool.query('select count(*) as n from incident');
  expect(rows).toEqual([{ n: 1 }]);
  await successor.close();
});

test('[DET-1] a test from the integration’s page goes the way of a real alert', async () => {
  const sent = await harness.http('POST', '/api/v1/integrations/prometheus/test', { severity: 'critical' });
  expect(sent.status).toBe(202);
  expect(sent.body.title).toBe('Test alert from Tocsin');
  await harness.settle();
  expect(await incidents()).toMatchObject([{ title: 'Test alert from Tocsin', severity: 'P1' }]);
  const used = await harness.http('GET', '/api/v1/integrations/prometheus');
  expect(used.body.lastUsedAt).toBe(null);
  await notify(alert('Checkout'));
  await harness.settle();
});

const organisation = {
  organisation: { name: 'Harbour Books', timezone: 'UTC', default_team: 'platform' },
  people: [{ email: 'ana@example.com', name: 'Ana', timezone: 'UTC', role: 'responder' }],
  teams: [
    { id: 'platform', name: 'Platform', members: ['ana@example.com'] },
    { id: 'payments', name: 'Payments', members: ['ana@example.com'] },
  ],
  systems: [
    { id: 'checkout', name: 'Checkout', team: 'payments', matchers: [{ alertname: 'Checkout' }] },
    { id: 'gateway', name: 'Gateway', team: 'payments' },
  ],
  integrations: [{ id: 'cards', kind: 'webhook', key: 'c'.repeat(32), system: 'gateway' }],
};

test('[DET-1] an alert reaches the system its labels speak of, or its integration is tied to, else the default team', async () => {
  expect((await harness.http('PUT', '/api/v1/config', organisation)).status).toBe(200);
  await notify(alert('Checkout'), alert('Unheard of'));
  await harness.http('POST', `/in/webhook/${'c'.repeat(32)}`, { title: 'Cards are declined' }, { as: null });
  await harness.settle();
  const found = await incidents();
  const whereOf = (title: string) => {
    const { systems, team } = found.find((each: { title: string }) => each.title === title);
    return [systems.map(({ id }: { id: string }) => id), team?.id];
  };
  expect(whereOf('Checkout is failing')).toEqual([['checkout'], 'payments']);
  expect(whereOf('Cards are declined')).toEqual([['gateway'], 'payments']);
  expect(whereOf('Unheard of is failing')).toEqual([[], 'platform']);
});
