import { monitorEventLoopDelay } from 'node:perf_hooks';
import { gzipSync } from 'node:zlib';
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

const send = (path: string, body: unknown, headers: Record<string, string> = {}): Promise<Reply> =>
  harness.http('POST', path, body, { as: null, headers: { 'content-type': 'application/json', ...headers } });

/** An alert as kube-prometheus sends it: 700 bytes or so. */
const kubernetesAlert = (index: number, word = 'KubePodCrashLooping') => ({
  status: 'firing',
  labels: {
    alertname: word,
    namespace: `shop-${index % 40}`,
    pod: `checkout-7d9f6b5c4-${index}`,
    container: 'checkout',
    endpoint: 'http',
    instance: '10.32.7.19:8080',
    job: 'kube-state-metrics',
    service: 'kube-prometheus-stack-kube-state-metrics',
    uid: '1b2f6c1e-6f0a-4d0e-9a55-0d2f9d1f3c77',
    prometheus: 'monitoring/k8s',
    severity: 'warning',
  },
  annotations: {
    description: `Pod shop-${index % 40}/checkout-${index} (checkout) is in waiting state (reason: "CrashLoopBackOff").`,
    runbook_url: 'https://runbooks.prometheus-operator.dev/runbooks/kubernetes/kubepodcrashlooping',
    summary: 'Pod is crash looping.',
  },
  startsAt: '2031-03-03T08:55:00.000Z',
  endsAt: '0001-01-01T00:00:00Z',
  generatorURL: `https://prometheus.example.com/graph?g0.expr=max_over_time%28kube_pod_container_status_waiting_reason%29&g0.tab=1`,
  fingerprint: `${word}-${index}`,
});
const notification = (alerts: readonly object[]) => ({
  version: '4',
  status: 'firing',
  groupKey: '{}:{alertname="KubePodCrashLooping"}',
  alerts,
});
const many = (count: number, word?: string) =>
  notification(Array.from({ length: count }, (_, index) => kubernetesAlert(index, word)));

async function stored(word: string): Promise<number> {
  const { rows } = await harness.database.pool.query<{ n: number }>(
    `select count(*)::int as n from alert where labels->>'alertname' = $1 and status = 'firing'`,
    [word],
  );
  return rows[0]?.n ?? 0;
}

test('[DET-1] 1,500 ordinary Kubernetes alerts in one notification are taken', async () => {
  const body = JSON.stringify(many(1_500));
  expect(body.length).toBeGreaterThan(1024 * 1024);
  const reply = await send(`/in/alertmanager/${keys.alertmanager}`, body);
  expect([reply.status, reply.body.accepted]).toEqual([200, 1_500]);
  expect(await stored('KubePodCrashLooping')).toBe(1_500);
});

test('[DET-1] so are 9,000, which no single commit takes; sent again they count, and their body is kept once', async () => {
  const body = gzipSync(JSON.stringify(many(9_000, 'Nine')));
  for (let time = 0; time < 2; time++) {
    const reply = await send(`/in/alertmanager/${keys.alertmanager}`, body, { 'content-encoding': 'gzip' });
    expect([reply.status, reply.body.accepted]).toEqual([200, 9_000]);
  }
  expect(await stored('Nine')).toBe(9_000);
  const { rows } = await harness.database.pool.query<{ payloads: number; counted: number }>(
    `select count(distinct payload_id)::int as payloads, min(count)::int as counted from alert where labels->>'alertname' = 'Nine'`,
  );
  expect(rows).toEqual([{ payloads: 1, counted: 2 }]);
});

test('[DET-1] a PagerDuty event of a megabyte and a list of 3,000 at the webhook are taken, too', async () => {
  const event = {
    routing_key: keys.pagerduty,
    event_action: 'trigger',
    dedup_key: 'large',
    payload: { summary: 'Large', source: 'x', severity: 'info', custom_details: 'x'.repeat(1_100_000) },
  };
  expect((await send('/v2/enqueue', event)).status).toBe(202);
  const list = Array.from({ length: 3_000 }, (_, index) => ({ title: `T${index}`, pad: 'x'.repeat(400) }));
  const reply = await send(`/in/webhook/${keys.webhook}`, list);
  expect([reply.status, reply.body.alerts.length]).toEqual([202, 3_000]);
});

test('[DET-1] while 32 MiB are read and stored, the process goes on answering', async () => {
  const alerts = Array.from({ length: 30_000 }, (_, index) => kubernetesAlert(index, 'Sea'));
  const body = JSON.stringify(notification(alerts));
  expect(body.length).toBeGreaterThan(20 * 1024 * 1024);
  const stalls = monitorEventLoopDelay({ resolution: 10 });
  stalls.enable();
  const reply = await send(`/in/alertmanager/${keys.alertmanager}`, body);
  stalls.disable();
  expect([reply.status, reply.body.accepted]).toEqual([200, 30_000]);
  expect(await stored('Sea')).toBe(30_000);
  // The longest step that cannot be cut is the parsing of the JSON itself. Generous, because the machine may be busy.
  expect(stalls.max / 1e6).toBeLessThan(2_500);
});
