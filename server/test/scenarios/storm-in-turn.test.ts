import { afterEach, beforeEach, expect, test } from 'vitest';
import { Harness } from '../harness/index.ts';
import { organise } from '../harness/organisation.ts';

let harness: Harness;
let key: string;
beforeEach(async () => {
  harness = await Harness.start();
  harness.othersMayWrite();
  await organise(harness, {
    people: { ana: 'UTC', bo: 'UTC' },
    teams: { payments: { onCall: [['ana']] }, search: { onCall: [['bo']] } },
    systems: { checkout: { team: 'payments' }, finder: { team: 'search' } },
  });
  for (const system of ['checkout', 'finder'])
    await harness.http('PATCH', `/api/v1/systems/${system}`, {
      matchers: [[{ label: 'service', equals: system }]],
    });
  const made = await harness.http('POST', '/api/v1/integrations', { kind: 'alertmanager', name: 'Monitor' });
  key = made.body.key;
});
afterEach(() => harness.close());

const alert = (name: string, service: string, severity: string) => ({
  status: 'firing',
  labels: { alertname: name, service, severity },
  fingerprint: name,
});
const opened = async (): Promise<string[]> =>
  (await harness.http('GET', '/api/v1/incidents?status=all&limit=100')).body.items
    .map(({ title }: { title: string }) => title)
    .reverse();

test('[DET-1] [ESC-2] another team’s page does not wait for the end of a storm, nor a P1 for what is less severe', async () => {
  const storm = Array.from({ length: 30 }, (_, index) => alert(`Storm${index}`, 'checkout', 'warning'));
  const later = [alert('Finder', 'finder', 'warning'), alert('Down', 'checkout', 'critical')];
  await harness.http('POST', `/in/alertmanager/${key}`, { alerts: [...storm, ...later] }, { as: null });
  await harness.settle();
  const order = await opened();
  expect(order).toHaveLength(32);
  expect(order.slice(0, 3)).toEqual(['Down', 'Finder', 'Storm0']);
});
