import { expect, test } from 'vitest';
import { monitoredShop } from '../harness/monitored-shop.ts';
import { tokenOf } from '../harness/people.ts';

/* The guided runbooks of the shop: which an incident gets, how they are worked through, and how they change. */
const shop = monitoredShop();

const ref = '/api/v1/incidents/INC-1';
const ask = (method: 'GET' | 'POST' | 'PUT' | 'DELETE', path: string, body?: object, as?: string) =>
  shop.shop.harness.http(method, path, body, as === undefined ? {} : { as });
const must = async (method: 'GET' | 'POST' | 'PUT', path: string, body?: object) => {
  const reply = await ask(method, path, body);
  if (reply.status >= 300) throw new Error(`${path}: ${reply.status} ${reply.text}`);
  await shop.shop.harness.settle();
  return reply.body;
};
const guided = async () => (await must('GET', `${ref}/runbooks`)).runbooks;
const titles = async () => (await guided()).map(({ title }: { title: string }) => title);
const sentences = async () =>
  (await must('GET', `${ref}/timeline?direction=newer`)).items.map(
    ({ sentence }: { sentence: string }) => sentence,
  );

test('[TYP-1] [TYP-2] [TYP-4] the type of an incident brings its five steps, worked through on the record', async () => {
  await shop.acknowledged('Checkout slow');
  const before = await must('GET', `${ref}/runbooks`);
  expect(before).toMatchObject({ type: null, suggestion: { id: 'performance', by: 'words' }, runbooks: [] });
  await must('POST', `${ref}/type`, { type: 'performance' });
  await must('POST', `${ref}/type`, { type: 'database' });
  // Nobody had worked on the first: it goes.
  expect(await titles()).toEqual(['Database issues']);

  const step = `${ref}/runbooks/database/steps`;
  expect((await ask('PUT', `${step}/disk`, { state: 'skipped' })).body.errors).toMatchObject([
    { path: 'note' },
  ]);
  await must('PUT', `${step}/pools`, {
    state: 'done',
    note: '97 of 100, all waiting',
    link: 'https://grafana.example.com/d/1',
  });
  await must('PUT', `${step}/disk`, { state: 'skipped', note: 'It is the pool' });
  await must('PUT', `${step}/locks`, { state: 'failed', note: 'No access to the primary' });
  await must('PUT', `${step}/locks/owner`, { personId: shop.shop.idOf('ben') });
  const [runbook] = await guided();
  const worked = (id: string) => runbook.steps.find((each: { id: string }) => each.id === id);
  expect(worked('pools')).toMatchObject({
    state: 'done',
    note: '97 of 100, all waiting',
    branches: [{ to: 'locks' }, {}],
  });
  expect(worked('locks')).toMatchObject({ state: 'failed', owner: { name: 'Ben' } });
  expect(worked('disk')).toMatchObject({ state: 'skipped', note: 'It is the pool' });
  const said = await sentences();
  expect(said).toContain('bootstrap set the incident type to Database Issues');
  expect(said).toContain('The runbook “Database issues” was added: the type is Database Issues');
  expect(said).toContain('bootstrap could not complete “Analyze lock contention”: No access to the primary');

  // It was worked on: whatever the incident becomes, it stays.
  await must('POST', `${ref}/type`, { type: 'deployment' });
  expect(await titles()).toEqual(['Database issues', 'Deployment issues']);
  expect((await ask('POST', `${ref}/type`, { type: 'weather' })).body.errors).toMatchObject([
    { path: 'type' },
  ]);
  expect((await must('POST', '/api/v1/verify', {})).ok).toBe(true);
});

test('[TYP-1] labels of an alert say the type, and fill the steps, quoted for where they stand', async () => {
  const { body } = await ask('POST', '/api/v1/integrations', {
    kind: 'alertmanager',
    name: 'Clusters',
    systemId: 'checkout',
  });
  const labels = {
    alertname: 'Pool',
    severity: 'critical',
    category: 'database',
    namespace: `shop'; reboot #`,
  };
  await ask('POST', `/in/alertmanager/${body.key}`, {
    ...{ version: '4', status: 'firing', groupKey: '{}', receiver: 'tocsin', groupLabels: {} },
    ...{
      commonLabels: labels,
      commonAnnotations: {},
      externalURL: 'http://am.example.com',
      truncatedAlerts: 0,
    },
    alerts: [
      {
        ...{ status: 'firing', labels, annotations: {}, fingerprint: '1' },
        ...{ startsAt: '2031-03-03T14:00:00Z', endsAt: '0001-01-01T00:00:00Z', generatorURL: '' },
      },
    ],
  });
  await shop.shop.harness.settle();
  expect(await sentences()).toContain(
    'Tocsin set the incident type to Database Issues: the labels of an alert say so',
  );
  const [{ steps }] = await guided();
  const disk = steps.find(({ id }: { id: string }) => id === 'disk');
  expect(disk.text).toContain(`kubectl --namespace 'shop'\\''; reboot #' get pvc`);
  expect(disk.missing).toEqual([]);
});

test('[DOC-3] the repository keeps every version; an incident goes on with the one that it began with', async () => {
  const { items } = await must('GET', '/api/v1/runbooks');
  expect(items.map(({ id, by }: { id: string; by: string }) => `${id} ${by}`)).toEqual([
    ...['database Tocsin', 'deployment Tocsin', 'performance Tocsin', 'security Tocsin'],
  ]);
  const own = (step: string) =>
    `---\nid: checkout\ntitle: Checkout is down\nsystems: [checkout]\n---\n\n## ${step} {#look}\n\nLook at it.\n`;
  await must('PUT', '/api/v1/runbooks/checkout', { text: own('Look at the queue'), base: 0 });
  await shop.acknowledged('Checkout slow');
  expect(await titles()).toEqual(['Checkout is down']);

  await must('PUT', '/api/v1/runbooks/checkout', {
    text: own('Look at the cache'),
    base: 1,
    reason: 'No queue any more',
  });
  const stale = await ask('PUT', '/api/v1/runbooks/checkout', { text: own('Look at me'), base: 1 });
  expect(stale).toMatchObject({ status: 409, body: { code: 'runbook_changed' } });
  expect(await guided()).toMatchObject([{ version: 1, newest: 2, steps: [{ title: 'Look at the queue' }] }]);
  const shown = await must('GET', '/api/v1/runbooks/checkout');
  expect(shown.history).toMatchObject([{ version: 2, reason: 'No queue any more' }, { version: 1 }]);
  const { diff } = await must('GET', '/api/v1/runbooks/checkout/versions/2');
  expect(diff.flat().map(({ kind, text }: { kind: string; text: string }) => `${kind} ${text}`)).toContain(
    'added ## Look at the cache {#look}',
  );

  const faulty = await ask('PUT', '/api/v1/runbooks/checkout', { text: `${own('A')}\n- [on](#nowhere)\n` });
  expect(faulty).toMatchObject({ status: 400, body: { code: 'runbook_invalid', errors: [{ line: 7 }] } });
  expect((await ask('PUT', '/api/v1/runbooks/other', { text: own('A') })).body.code).toBe('runbook_id');
  const ben = await tokenOf(shop.shop.harness, shop.shop.idOf('ben'), 'responder');
  expect((await ask('PUT', '/api/v1/runbooks/checkout', { text: own('B') }, ben)).status).toBe(403);
  expect((await ask('GET', '/api/v1/runbooks/checkout', undefined, ben)).status).toBe(200);

  expect((await ask('DELETE', '/api/v1/runbooks/checkout')).status).toBe(204);
  expect((await ask('GET', '/api/v1/runbooks/checkout')).status).toBe(404);
  expect(await titles()).toEqual(['Checkout is down']);
});
