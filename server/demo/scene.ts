import { readFile } from 'node:fs/promises';
import type { Api, Incident } from './api.ts';

const examples = new URL('../../examples/', import.meta.url);

/** Brings the example organisation in, by the door that `tocsin apply` uses. */
export async function applyOrganisation(api: Api): Promise<void> {
  const yaml = await readFile(new URL('org.yaml', examples), 'utf8');
  await api.send('PUT', '/api/v1/config', yaml, 'text/yaml');
}

/** The way in of the example organisation's Alertmanager, as examples/org.yaml fixes it. */
const frontDoor = '/in/alertmanager/4f1d0c6e9a8b4d27b5e3c1f07a96d2e8';

/**
 * What Alertmanager posts when checkout breaks: its webhook, version 4, as it really looks.
 */
function checkoutAlert(now: Date): { title: string; body: unknown } {
  const title = 'Checkout fails for one customer in three';
  const labels = {
    alertname: 'CheckoutErrorRate',
    service: 'checkout',
    severity: 'critical',
    run: String(now.getTime()),
  };
  const annotations = {
    summary: title,
    description: 'The error rate of POST /checkout has been 34 % for two minutes.',
  };
  const alert = {
    status: 'firing',
    labels,
    annotations,
    startsAt: new Date(now.getTime() - 120_000).toISOString(),
    endsAt: '0001-01-01T00:00:00Z',
    generatorURL: 'https://prometheus.harbourbooks.example/graph?g0.expr=checkout_error_ratio',
    fingerprint: now.getTime().toString(16).padStart(16, '0'),
  };
  const body = {
    version: '4',
    receiver: 'tocsin',
    status: 'firing',
    groupKey: `{}:{alertname="CheckoutErrorRate"}`,
    truncatedAlerts: 0,
    groupLabels: { alertname: 'CheckoutErrorRate' },
    commonLabels: labels,
    commonAnnotations: annotations,
    externalURL: 'https://alertmanager.harbourbooks.example',
    alerts: [alert],
  };
  return { title, body };
}

/** Sends the alert and waits for the incident that it opens. */
export async function breakCheckout(api: Api, now: Date): Promise<{ title: string; incident: Incident }> {
  await recordDeployments(api, now);
  const { title, body } = checkoutAlert(now);
  await api.send('POST', frontDoor, body);
  for (;;) {
    const incident = await newest(api);
    if (incident) return { title, incident };
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
}

/** What the pipelines reported before it broke. */
async function recordDeployments(api: Api, now: Date): Promise<void> {
  const ago = (minutes: number) => new Date(now.getTime() - minutes * 60_000).toISOString();
  const deployments = [
    { system: 'checkout', version: '4.18.0', by: 'Leyla Demir', happenedAt: ago(7) },
    { system: 'payment-gateway', version: '2.7.1', by: 'Tan Wei Ling', happenedAt: ago(95) },
  ];
  for (const deployment of deployments)
    await api.send('POST', '/api/v1/changes', {
      ...{ environment: 'production', state: 'succeeded', kind: 'deployment' },
      ...deployment,
    });
}

async function newest(api: Api): Promise<Incident | undefined> {
  const { items } = await api.get<{ items: Incident[] }>('/api/v1/incidents?status=open&limit=1');
  return items[0];
}
