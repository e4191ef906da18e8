import { afterEach, beforeEach, expect, test } from 'vitest';
import { incidentApi } from '../harness/incident-api.ts';
import { Harness } from '../harness/index.ts';

let harness: Harness;
let key: string;
beforeEach(async () => {
  harness = await Harness.start();
  const made = await harness.http('POST', '/api/v1/integrations', { kind: 'pagerduty', name: 'Prometheus' });
  key = made.body.key;
});
afterEach(() => harness.close());

/** The monitor says something about an alert; what follows from it happens. */
async function monitor(
  action: 'trigger' | 'acknowledge' | 'resolve',
  alert: string,
  severity = 'warning',
): Promise<void> {
  const payload = { summary: `${alert} has errors`, source: 'web1', severity };
  const reply = await harness.http(
    'POST',
    '/v2/enqueue',
    { routing_key: key, event_action: action, dedup_key: alert, payload },
    { as: null },
  );
  expect(reply.status).toBe(202);
  await harness.settle();
}

const { post, incident, story, verify } = incidentApi(() => harness);
const sentences = async (ref = 'INC-1'): Promise<string[]> =>
  (await story(ref)).map(({ sentence }) => sentence);

test('[DET-4] an incident opened by an alert is unconfirmed until a person confirms it; that time is recorded', async () => {
  await monitor('trigger', 'checkout', 'critical');
  expect(await incident()).toMatchObject({
    reference: 'INC-1',
    title: 'checkout has errors',
    symptoms: 'checkout has errors',
    severity: 'P1',
    severityConfirmed: false,
    severityConfirmedAt: null,
    origin: 'alerts',
    alertCount: 1,
    detectedAt: '2031-03-03T09:00:00Z',
  });
  await harness.advance('PT4M');
  const confirmed = await post('INC-1/confirm');
  expect(confirmed.body).toMatchObject({
    severityConfirmed: true,
    severityConfirmedAt: '2031-03-03T09:04:00Z',
  });
  await harness.advance('PT1M');
  expect((await post('INC-1/confirm')).body.severityConfirmedAt).toBe('2031-03-03T09:04:00Z');
  expect(await sentences()).toEqual([
    '1 alert from Prometheus opened this as P1, unconfirmed',
    'bootstrap confirmed P1',
  ]);
});

test('[DET-4] changing the severity confirms it, too', async () => {
  await monitor('trigger', 'checkout');
  await harness.advance('PT2M');
  const changed = await post('INC-1/severity', { severity: 'P2' });
  expect(changed.body).toMatchObject({ severity: 'P2', severityConfirmedAt: '2031-03-03T09:02:00Z' });
});

test('[DET-4] a worse alert raises an unconfirmed severity, and only questions a confirmed one', async () => {
  await monitor('trigger', 'checkout', 'warning');
  await monitor('trigger', 'basket', 'error');
  expect(await incident()).toMatchObject({ severity: 'P2', severityConfirmed: false });
  await post('INC-1/confirm');
  await monitor('trigger', 'search', 'critical');
  expect(await incident()).toMatchObject({ severity: 'P2', alertCount: 3 });
  expect((await sentences()).at(-1)).toContain('the confirmed severity stays');
});

test('a storm is told in sums, and counts every alert', async () => {
  await monitor('trigger', 'alert 0');
  for (let n = 1; n <= 40; n += 1) await monitor('trigger', `alert ${n}`);
  await harness.advance('PT1M');
  expect((await incident()).alertCount).toBe(41);
  const told = (await sentences()).filter((sentence) => sentence.endsWith('joined'));
  expect(told.length).toBeLessThan(4);
});

test('all alerts over: monitoring clear; it fires again: no longer', async () => {
  await monitor('trigger', 'checkout', 'critical');
  await harness.advance('PT5M');
  await monitor('resolve', 'checkout');
  expect(await incident()).toMatchObject({
    status: 'investigating',
    monitoringClearAt: '2031-03-03T09:05:00Z',
  });
  await harness.advance('PT1M');
  await monitor('trigger', 'checkout', 'critical');
  expect(await incident()).toMatchObject({ status: 'investigating', monitoringClearAt: null });
  expect(await sentences()).toContain('Monitoring clear: no alert is firing any more');
});

test('by the shipped policy a P4 whose alerts are over resolves itself, and opens again when they are back', async () => {
  await monitor('trigger', 'checkout', 'info');
  await post('INC-1/acknowledge');
  await monitor('resolve', 'checkout');
  expect(await incident()).toMatchObject({ status: 'resolved', severity: 'P4' });
  await harness.advance('PT1M');
  await monitor('trigger', 'checkout', 'info');
  expect(await incident()).toMatchObject({ status: 'investigating', acknowledgedAt: null });
});

test('an alert that comes back after somebody resolved the incident is not swallowed', async () => {
  await monitor('trigger', 'checkout', 'critical');
  await post('INC-1/acknowledge');
  await post('INC-1/resolve', { resolution: 'Restarted it.' });
  await harness.settle();
  await harness.advance('PT1M');
  await monitor('trigger', 'checkout', 'critical');
  const open = await harness.http('GET', '/api/v1/incidents?status=open');
  expect(open.body.items).toHaveLength(1);
  expect(open.body.items[0]).toMatchObject({ severity: 'P1', acknowledgedAt: null });
});

test('acknowledged in the monitor is acknowledged here', async () => {
  await monitor('trigger', 'checkout', 'critical');
  await harness.advance('PT1M');
  await monitor('acknowledge', 'checkout', 'critical');
  expect(await incident()).toMatchObject({
    acknowledgedAt: '2031-03-03T09:01:00Z',
    acknowledgedBy: { kind: 'integration', name: 'Prometheus' },
  });
});

test('merging a duplicate takes its alerts along, and those still to come', async () => {
  await monitor('trigger', 'checkout', 'critical');
  await harness.http('POST', '/api/v1/incidents', { title: 'Shop is down', severity: 'P1' });
  await post('INC-1/merge', { into: 'INC-2' });
  await harness.settle();
  await harness.advance('PT1M');
  await monitor('trigger', 'basket', 'critical');
  const target = await incident('INC-2');
  expect(target.alertCount).toBe(2);
  const alerts = await harness.http('GET', `/api/v1/alerts?incident=${target.id}`);
  expect(alerts.body.items).toHaveLength(2);
  expect((await verify()).body.ok).toBe(true);
});
