import type { Harness } from '../harness/index.ts';
import { type Someone, someone } from '../harness/people.ts';

export interface Shop {
  readonly ana: Someone;
  readonly ben: Someone;
  /** The Alertmanager integration's key. */
  readonly key: string;
  readonly integrationId: string;
}

/** A small organisation with a team, a system that customers use, and a monitor: what the pages need to have content. */
export async function openShop(harness: Harness): Promise<Shop> {
  const ana = await someone(harness, 'ana.ruiz@example.com', 'administrator');
  const ben = await someone(harness, 'ben.okafor@example.com');
  const must = async (method: 'POST' | 'PUT', path: string, body: unknown) => {
    const reply = await harness.http(method, `/api/v1${path}`, body);
    if (reply.status >= 300) throw new Error(`${method} ${path}: ${reply.status} ${reply.text}`);
    return reply.body;
  };
  await must('POST', '/teams', { id: 'payments', name: 'Payments', members: [ana.id, ben.id] });
  await must('PUT', '/teams/payments/roles/engineering_manager', { holders: [ben.id] });
  await must('POST', '/systems', {
    id: 'checkout',
    name: 'Checkout',
    teamId: 'payments',
    customerFacing: true,
    links: [{ label: 'Checkout overview', url: 'https://grafana.example.com/d/checkout' }],
    matchers: [[{ label: 'service', equals: 'checkout' }]],
  });
  await must('POST', '/schedules', {
    id: 'payments',
    teamId: 'payments',
    name: 'Payments',
    zone: 'Europe/Lisbon',
    rotations: [{ participants: [ana.id, ben.id] }],
  });
  const integration = await must('POST', '/integrations', { kind: 'alertmanager', name: 'Prometheus' });
  return { ana, ben, key: integration.key, integrationId: integration.id };
}

/** An alert as Alertmanager sends it. */
export function alertmanagerBody(status: 'firing' | 'resolved', startsAt: string): object {
  return {
    version: '4',
    groupKey: '{}:{alertname="CheckoutErrors"}',
    status,
    receiver: 'tocsin',
    groupLabels: {},
    commonLabels: {},
    commonAnnotations: {},
    externalURL: 'http://alertmanager.example.com',
    truncatedAlerts: 0,
    alerts: [
      {
        status,
        fingerprint: '0a1b2c3d4e5f6071',
        labels: { alertname: 'CheckoutErrors', severity: 'critical', service: 'checkout' },
        annotations: { summary: 'Checkout error rate above 20 %' },
        startsAt,
        endsAt: '0001-01-01T00:00:00Z',
        generatorURL: 'http://prometheus.example.com/graph',
      },
    ],
  };
}
