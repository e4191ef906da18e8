import { afterEach, beforeEach, describe, expect, test } from 'vitest';
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
  const payload = {
    ...{ summary: `${alert} has errors`, source: 'web1', severity },
    custom_details: { alertname: 'Errors' },
  };
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
    '1 alert from Prometheus opened this incident as P1, unconfirmed',
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
  expect(await sentences()).toContain('Monitoring clear: all alerts are resolved');
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
  await post('INC-1/resolve', { resolution: 'Restarted it.', ending: 'recovered' });
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

test('a repeat between the resolution and what follows from it pages, however often the alert is repeated after', async () => {
  await monitor('trigger', 'checkout', 'critical');
  await post('INC-1/acknowledge');
  await post('INC-1/resolve', { resolution: 'Restarted it.', ending: 'recovered' });
  harness.clock.set(harness.clock.now().add({ milliseconds: 5 }));
  await monitor('trigger', 'checkout', 'critical');
  await harness.advance('PT10S');
  const open = await harness.http('GET', '/api/v1/incidents?status=open');
  expect(open.body.items).toMatchObject([{ reference: 'INC-1', acknowledgedAt: null, severity: 'P1' }]);
});

test('when a person reopens an incident, its monitor’s resolve is heard again', async () => {
  await monitor('trigger', 'checkout', 'critical');
  await post('INC-1/acknowledge');
  await post('INC-1/resolve', { resolution: 'Restarted it.', ending: 'recovered' });
  await harness.settle();
  await harness.advance('PT5M');
  await post('INC-1/reopen', { reason: 'Customers still see errors.' });
  await harness.settle();
  await harness.advance('PT5M');
  await monitor('resolve', 'checkout');
  expect(await incident()).toMatchObject({
    status: 'investigating',
    monitoringClearAt: harness.clock.now().toString(),
  });
});

test('a worse alert is questioned again after a person has lowered the severity, and once', async () => {
  await monitor('trigger', 'checkout', 'critical');
  await post('INC-1/severity', { severity: 'P3' });
  await harness.settle();
  const questioned = async () => (await story()).filter(({ kind }) => kind === 'severity_questioned').length;
  await harness.advance('PT1M');
  await monitor('trigger', 'basket', 'critical');
  expect(await questioned()).toBe(1);
  await harness.advance('PT1M');
  await monitor('trigger', 'search', 'critical');
  expect(await questioned()).toBe(1);
  expect(await incident()).toMatchObject({ severity: 'P3', alertCount: 3 });
});

test('a firing incident merged into a clear one is firing, and clear when its alert is over', async () => {
  await monitor('trigger', 'checkout', 'critical');
  await monitor('resolve', 'checkout');
  await harness.advance('PT1H');
  await monitor('trigger', 'basket', 'critical');
  expect(await incident()).toMatchObject({ monitoringClearAt: expect.any(String) });
  await post('INC-2/merge', { into: 'INC-1' });
  await harness.settle();
  expect(await incident()).toMatchObject({ monitoringClearAt: null });
  await harness.advance('PT1M');
  await monitor('resolve', 'basket');
  expect(await incident()).toMatchObject({ monitoringClearAt: harness.clock.now().toString() });
});

describe('while the job that moves the alerts of a merged incident waits', () => {
  /** Merges, and puts off what moves the alerts: other work is done first. */
  const mergeForNow = async (from: string, into: string): Promise<void> => {
    expect((await post(`${from}/merge`, { into })).status).toBe(200);
    const { id } = await incident(from);
    const later = harness.clock.now().add({ minutes: 1 }).toString();
    const { rowCount } = await harness.database.pool.query(
      `select graphile_worker.reschedule_jobs(array[id], $2::timestamptz) from graphile_worker.jobs
       where key = 'detection.move_alerts:' || $1`,
      [id, later],
    );
    expect(rowCount).toBe(1);
  };

  test('a duplicate that is over says nothing about what still fires', async () => {
    await monitor('trigger', 'checkout', 'info');
    await harness.advance('PT1H');
    await monitor('trigger', 'basket', 'info');
    await mergeForNow('INC-2', 'INC-1');
    await monitor('resolve', 'basket');
    expect(await incident()).toMatchObject({ status: 'investigating', monitoringClearAt: null });
    await harness.advance('PT2M');
    expect(await incident()).toMatchObject({ status: 'investigating', monitoringClearAt: null });
    await monitor('resolve', 'checkout');
    expect(await incident()).toMatchObject({ status: 'resolved' });
    expect((await story()).filter(({ kind }) => kind === 'monitoring_clear')).toHaveLength(1);
  });

  test('what is over says nothing about a duplicate that still fires', async () => {
    await monitor('trigger', 'checkout', 'info');
    await harness.advance('PT1H');
    await monitor('trigger', 'basket', 'info');
    await mergeForNow('INC-2', 'INC-1');
    await monitor('resolve', 'checkout');
    expect(await incident()).toMatchObject({ status: 'investigating', monitoringClearAt: null });
    await harness.advance('PT2M');
    await monitor('resolve', 'basket');
    expect(await incident()).toMatchObject({ status: 'resolved' });
  });

  test('a duplicate that is over is told once its alerts are where they belong', async () => {
    await monitor('trigger', 'checkout', 'critical');
    await harness.http('POST', '/api/v1/incidents', { title: 'Shop is down', severity: 'P1' });
    await mergeForNow('INC-1', 'INC-2');
    await monitor('resolve', 'checkout');
    await harness.advance('PT2M');
    expect(await incident('INC-2')).toMatchObject({ monitoringClearAt: expect.any(String) });
  });

  test('its target may be merged as well: the alerts end where both did', async () => {
    await monitor('trigger', 'checkout', 'critical');
    for (const title of ['Shop is down', 'Everything is down'])
      await harness.http('POST', '/api/v1/incidents', { title, severity: 'P1' });
    await mergeForNow('INC-1', 'INC-2');
    await post('INC-2/merge', { into: 'INC-3' });
    await harness.settle();
    await harness.advance('PT2M');
    const { id } = await incident('INC-3');
    const alerts = await harness.http('GET', `/api/v1/alerts?incident=${id}`);
    expect(alerts.body.items).toHaveLength(1);
  });
});

test('a merge takes the responders along, and the commander where there was none', async () => {
  await monitor('trigger', 'checkout', 'critical');
  const [ana, ben] = await Promise.all(
    ['Ana', 'Ben'].map(async (name) => {
      const email = `${name.toLowerCase()}@example.com`;
      return (await harness.http('POST', '/api/v1/people', { name, email })).body.id as string;
    }),
  );
  await post('INC-1/responders', { add: [ben] });
  await post('INC-1/command', { personId: ana });
  await harness.http('POST', '/api/v1/incidents', { title: 'Shop is down', severity: 'P1' });
  await post('INC-1/merge', { into: 'INC-2' });
  const target = await incident('INC-2');
  expect(target.commander).toMatchObject({ id: ana });
  expect(target.responders.map(({ id }: { id: string }) => id).sort()).toEqual([ana, ben].sort());
  expect((await verify()).body.ok).toBe(true);
});

test('an alert from a clock ahead of ours began when it was detected, and its record can be edited', async () => {
  const reply = await harness.http(
    'POST',
    '/v2/enqueue',
    {
      routing_key: key,
      event_action: 'trigger',
      payload: { summary: 'Slow', source: 'web1', severity: 'error', timestamp: '2031-03-03T09:00:05Z' },
    },
    { as: null },
  );
  expect(reply.status).toBe(202);
  await harness.settle();
  expect(await incident()).toMatchObject({
    startedAt: '2031-03-03T09:00:00Z',
    detectedAt: '2031-03-03T09:00:00Z',
  });
  const edited = await harness.http('PATCH', '/api/v1/incidents/INC-1', { title: 'Checkout is slow' });
  expect(edited.body).toMatchObject({ title: 'Checkout is slow' });
});

test('a merged incident’s time ends at the merge, and who acknowledges it acknowledges what it was merged into', async () => {
  await monitor('trigger', 'checkout', 'critical');
  await harness.http('POST', '/api/v1/incidents', { title: 'Shop is down', severity: 'P1' });
  await harness.advance('PT1M');
  await post('INC-1/merge', { into: 'INC-2' });
  await harness.advance('PT1H');
  expect(await incident('INC-1')).toMatchObject({ durationSeconds: 60 });
  const reply = await post('INC-1/acknowledge');
  expect(reply).toMatchObject({ status: 200, body: { reference: 'INC-2' } });
  expect(await incident('INC-2')).toMatchObject({ acknowledgedAt: harness.clock.now().toString() });
  expect((await verify()).body.ok).toBe(true);
});

test('what comes and goes does not fill the record, and is over once it stays away', async () => {
  await monitor('trigger', 'checkout', 'info');
  await monitor('resolve', 'checkout');
  for (let round = 0; round < 10; round += 1) {
    await harness.advance('PT1M');
    await monitor('trigger', 'checkout', 'info');
    await harness.advance('PT30S');
    await monitor('resolve', 'checkout');
  }
  const kinds = async () => (await story()).map(({ kind }) => kind);
  const count = async (kind: string) => (await kinds()).filter((each) => each === kind).length;
  expect(await count('monitoring_clear')).toBe(2);
  expect(await count('alert_joined')).toBe(10);
  expect(await incident()).toMatchObject({ status: 'investigating' });
  await harness.advance('PT5M');
  expect(await count('monitoring_clear')).toBe(3);
  expect(await incident()).toMatchObject({ status: 'resolved' });
});
