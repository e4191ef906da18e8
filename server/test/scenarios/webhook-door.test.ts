import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Harness, type Reply } from '../harness/index.ts';

const sample = (name: string) =>
  JSON.parse(
    readFileSync(new URL(`../../src/inbound/vendors/samples/${name}.json`, import.meta.url), 'utf8'),
  );

let harness: Harness;
beforeAll(async () => {
  harness = await Harness.start();
});
afterAll(() => harness.close());

interface Door {
  readonly id: string;
  readonly path: string;
}

/** A new integration: what is shown of it is then only this test's. */
async function integration(name: string, kind = 'webhook', options?: object): Promise<Door> {
  const made = await harness.http('POST', '/api/v1/integrations', { kind, name, options });
  expect(made.status).toBe(201);
  const { id, key } = made.body;
  return { id, path: kind === 'webhook' ? `/in/webhook/${key}` : `/integration/${key}/enqueue` };
}

const post = (path: string, body: unknown, type = 'application/json'): Promise<Reply> =>
  harness.http('POST', path, body, { as: null, headers: { 'content-type': type } });

const alerts = async ({ id }: Door): Promise<Record<string, unknown>[]> =>
  (await harness.http('GET', `/api/v1/alerts?limit=200&integration=${id}`)).body.items;

const states = async (door: Door): Promise<string[]> =>
  (await alerts(door)).map(({ title, status, count }) => `${title}: ${status} ${count}`).sort();

const shown = async ({ id }: Door) => (await harness.http('GET', `/api/v1/integrations/${id}`)).body;

const both = [
  ['the generic webhook', 'webhook'],
  ['PagerDuty’s address with the key in it', 'pagerduty'],
] as const;

describe.each(both)('[DET-1] known tools at %s', (_, kind) => {
  test.each([
    ['Sentry metric', 'sentry-metric-critical', 'sentry-metric-resolved'],
    ['Sentry issue', 'sentry-issue-alert', 'sentry-issue-resolved'],
    ['Google Cloud', 'google-cloud-open', 'google-cloud-closed'],
    ['Pingdom', 'pingdom-down', 'pingdom-up'],
    ['Uptime Kuma', 'uptime-kuma-down', 'uptime-kuma-up'],
    ['GitHub workflow', 'github-workflow-failure', 'github-workflow-success'],
    ['GitHub deployment', 'github-deployment-failure', 'github-deployment-success'],
    ['Azure Monitor', 'azure', undefined],
  ])('%s fires and resolves', async (name, firing, over) => {
    const door = await integration(`${name} ${kind}`, kind);
    expect((await post(door.path, sample(firing))).status).toBe(202);
    expect((await post(door.path, sample(firing))).status).toBe(202);
    expect(await alerts(door)).toMatchObject([{ status: 'firing', count: 2 }]);
    if (over === undefined) return;
    expect((await post(door.path, sample(over))).status).toBe(202);
    expect(await alerts(door)).toMatchObject([{ status: 'resolved', count: 2 }]);
  });

  test('Grafana’s notification fires and resolves alert by alert, by fingerprint', async () => {
    const door = await integration(`Grafana ${kind}`, kind);
    const body = sample('grafana');
    const all = (status: string) => ({
      ...body,
      alerts: body.alerts.map((alert: object) => ({ ...alert, status })),
    });
    expect((await post(door.path, all('firing'))).status).toBe(202);
    expect((await post(door.path, body)).status).toBe(202);
    const found = (await alerts(door)).map(({ dedupKey, status }) => `${dedupKey} ${status}`).sort();
    expect(found).toEqual(['71676733c1b12fbb resolved', 'c6eadffa33fcdf37 firing']);
  });

  test('what is no alert is answered with 202, opens nothing, and is counted with the reason', async () => {
    const door = await integration(`GitHub ${kind}`, kind);
    expect((await shown(door)).ignored).toBeNull();
    const names = ['ping', 'workflow-running', 'organization', 'installation'];
    for (const name of names) {
      const reply = await post(door.path, sample(`github-${name}`));
      expect(reply).toMatchObject({ status: 202, body: { status: 'ignored' } });
      expect(reply.body.message).toMatch(/^GitHub: /);
    }
    expect(await alerts(door)).toEqual([]);
    expect((await shown(door)).ignored).toMatchObject({
      count: names.length,
      lastReason: expect.stringMatching(/^GitHub: no alert \(/),
    });
    const listed = (await harness.http('GET', '/api/v1/integrations')).body.items;
    expect(listed.find(({ id }: Door) => id === door.id).ignored.count).toBe(names.length);
    expect((await harness.http('GET', '/metrics')).text).toMatch(
      new RegExp(`tocsin_inbound_requests_total\\{kind="${kind}",result="ignored"\\} [1-9]`),
    );
  });

  test('what is a change and no alert is kept as one, and was not ignored', async () => {
    const door = await integration(`Deployments ${kind}`, kind);
    for (const name of ['deployment-created', 'deployment-in-progress', 'push', 'release-published']) {
      const reply = await post(door.path, sample(`github-${name}`));
      expect(reply).toMatchObject({ status: 202, body: { status: 'recorded' } });
    }
    expect(await alerts(door)).toEqual([]);
    expect((await shown(door)).ignored).toBeNull();
    const { body } = await harness.http('GET', '/api/v1/changes');
    const mine = body.items.filter(
      ({ integrationId }: { integrationId: string }) => integrationId === door.id,
    );
    expect(mine.map(({ summary }: { summary: string }) => summary).sort()).toEqual([
      'Deployed checkout main to production',
      'Pushed to shop/checkout: Read the price once',
      'Released checkout v1.4.2',
    ]);
  });

  test('forms: GitHub’s `payload`, Uptime Kuma’s multipart, plain fields', async () => {
    const door = await integration(`Forms ${kind}`, kind);
    const form = 'application/x-www-form-urlencoded';
    const payload = (name: string) => `payload=${encodeURIComponent(JSON.stringify(sample(name)))}`;
    expect((await post(door.path, Buffer.from(payload('github-workflow-failure')), form)).status).toBe(202);
    expect(await post(door.path, Buffer.from(payload('github-ping')), form)).toMatchObject({
      status: 202,
      body: { status: 'ignored' },
    });
    const boundary = '--------------------------1';
    const multipart = `--${boundary}\r\nContent-Disposition: form-data; name="data"\r\n\r\n${JSON.stringify(
      sample('uptime-kuma-down'),
    )}\r\n--${boundary}--\r\n`;
    const type = `multipart/form-data; boundary=${boundary}`;
    expect((await post(door.path, Buffer.from(multipart), type)).status).toBe(202);
    const fields = new URLSearchParams(sample('statuscake-down')).toString();
    expect((await post(door.path, Buffer.from(fields), form)).status).toBe(202);
    expect(await states(door)).toEqual([
      'CI failed on main in shop/checkout: firing 1',
      'Checkout: timeout of 48000ms exceeded: firing 1',
      'Shop is Down: firing 1',
    ]);
    // As it came, so that whoever looks sees what was sent.
    const [alert] = (await alerts(door)).filter(({ title }) => title === 'Shop is Down');
    const details = await harness.http('GET', `/api/v1/alerts/${alert?.id}`);
    expect(details.body.payloads[0]).toMatchObject({ contentType: form, body: fields });
  });

  test('a list of alerts', async () => {
    const door = await integration(`A list of alerts ${kind}`, kind);
    const list = [
      { title: 'A', id: 'a' },
      { title: 'B', id: 'b', status: 'cleared' },
      { title: 'C', id: 'c' },
    ];
    expect((await post(door.path, list)).status).toBe(202);
    expect(await states(door)).toEqual(['A: firing 1', 'C: firing 1']);
    const empty = await post(door.path, []);
    expect(empty.status).toBe(kind === 'webhook' ? 202 : 400);
    expect(await states(door)).toHaveLength(2);
  });

  test('the test button of Uptime Kuma: a message and nothing else', async () => {
    const door = await integration(`Kuma’s test ${kind}`, kind);
    expect((await post(door.path, { msg: 'Testing' })).status).toBe(202);
    expect((await post(door.path, sample('uptime-kuma-test'))).status).toBe(202);
    expect(await states(door)).toEqual(['My Webhook Testing: firing 1', 'Testing: firing 1']);
  });

  test('an end whose event id nobody has heard of ends what has its title; a known id only its own', async () => {
    const changing = await integration(`Changing ids ${kind}`, kind);
    const say = (door: Door, event_id: string, status: string, more: object = {}) =>
      post(door.path, { title: 'Disk is full', host: 'web1', event_id, status, ...more });
    await say(changing, 'd1', 'firing');
    await say(changing, 'd2', 'firing');
    await say(changing, 'd3', 'firing', { host: 'web2' });
    expect((await say(changing, 'd4', 'resolved')).status).toBe(202);
    const left = (await alerts(changing)).filter(({ status }) => status === 'firing');
    expect(left).toMatchObject([{ dedupKey: 'd3', source: 'web2' }]);

    const stable = await integration(`Stable ids ${kind}`, kind);
    await say(stable, '5', 'firing');
    await say(stable, '5', 'resolved', { title: 'Disk is full again' });
    await say(stable, '6', 'firing');
    // The end of 5 once more, late: it says nothing about 6.
    await say(stable, '5', 'resolved');
    expect((await alerts(stable)).map(({ dedupKey, status }) => `${dedupKey} ${status}`).sort()).toEqual([
      '5 resolved',
      '6 firing',
    ]);
  });
});

test('[DET-1] without an id, each host has its own alert, and its recovery ends only that', async () => {
  const door = await integration('No ids');
  for (const host of ['web1', 'web2']) await post(door.path, { title: 'Disk is full', host });
  expect(await alerts(door)).toHaveLength(2);
  // Which of the two is not said: neither.
  await post(door.path, { title: 'Disk is full', status: 'ok' });
  await post(door.path, { title: 'Disk is full', host: 'web1', status: 'ok' });
  const left = (await alerts(door)).filter(({ status }) => status === 'firing');
  expect(left).toMatchObject([{ source: 'web2' }]);
  await post(door.path, { title: 'Disk is full', status: 'ok' });
  expect(await states(door)).toEqual(['Disk is full: resolved 1', 'Disk is full: resolved 1']);
  // What a version before keyed by its title alone, and what it reads today, end by one word.
  const before = await integration('Before', 'webhook', { mapping: { source: 'nowhere' } });
  await post(before.path, { title: 'Disk is full', host: 'web1' });
  await harness.http('PATCH', `/api/v1/integrations/${before.id}`, { options: { mapping: {} } });
  await post(before.path, { title: 'Disk is full', host: 'web1', status: 'ok' });
  expect(await states(before)).toEqual(['Disk is full: resolved 1']);
});

test('[DET-1] a title that says it is over ends what is open, and pages when nothing is', async () => {
  const door = await integration('States in titles');
  await post(door.path, { title: '[FIRING] disk' });
  const reply = await post(door.path, { title: '[RESOLVED] disk' });
  expect(reply.body.alerts).toMatchObject([{ outcome: 'resolved' }]);
  await post(door.path, { title: 'TRIGGERED: cpu', host: 'web1' });
  await post(door.path, { title: 'RESOLVED: cpu', host: 'web1', status: 'resolved' });
  // An id that is the same throughout, and titles that differ.
  await post(door.path, { title: 'PROBLEM: load', id: 7 });
  await post(door.path, { title: 'OK: load', id: 7 });
  expect(await states(door)).toEqual([
    'PROBLEM: load: resolved 1',
    'TRIGGERED: cpu: resolved 1',
    '[FIRING] disk: resolved 1',
  ]);
  await post(door.path, { title: '[OK] nobody knows this' });
  await post(door.path, { title: '[OK] nobody knows this' });
  expect(await states(door)).toContain('[OK] nobody knows this: firing 2');
});

test('[DET-1] without an id, a short key stands for the body, the same whenever it comes again', async () => {
  const door = await integration('Large and unknown', 'pagerduty');
  const body = { note: 'x'.repeat(7_000), depth: { of: [1, 2, 3] } };
  const first = await post(door.path, body);
  expect(first.body.dedup_key).toMatch(/^body-[0-9a-f]{32}$/);
  const again = await post(door.path, { depth: body.depth, note: body.note });
  expect(again.body.dedup_key).toBe(first.body.dedup_key);
  expect(await alerts(door)).toMatchObject([{ count: 2 }]);
});

test('[DET-1] conditions alone narrow what a known tool sends', async () => {
  const options = { mapping: { trigger_when: [{ 'workflow_run.head_branch': 'main' }] } };
  const door = await integration('Only main', 'webhook', options);
  const failure = sample('github-workflow-failure');
  const elsewhere = { ...failure, workflow_run: { ...failure.workflow_run, head_branch: 'try-it' } };
  expect((await post(door.path, elsewhere)).body.status).toBe('ignored');
  expect((await post(door.path, failure)).body.status).toBe('success');
  expect(await states(door)).toEqual(['CI failed on main in shop/checkout: firing 1']);
});

test('[DET-1] a mapping of one’s own reads a known tool’s body in its own way', async () => {
  const options = { mapping: { title: 'workflow_run.name', dedup_key: 'workflow_run.id' } };
  const door = await integration('Own mapping', 'webhook', options);
  await post(door.path, sample('github-workflow-failure'));
  expect(await alerts(door)).toMatchObject([{ title: 'CI', dedupKey: '289782451' }]);
});

test('[DET-1] an alert that a mapping of one’s own cannot read is not lost in the change beside it; a change alone is one', async () => {
  const door = await integration('Misspelt', 'webhook', { mapping: { title: 'alert.nmae' } });
  const change = { summary: 'Deployed checkout' };
  for (const body of [{ change }, sample('github-push'), sample('github-deployment-in-progress')])
    expect((await post(door.path, body)).body.status).toBe('recorded');
  expect(await alerts(door)).toEqual([]);
  for (const body of [{ alert: { name: 'Disk full' }, change }, sample('github-deployment-failure')])
    expect((await post(door.path, body)).status).toBe(202);
  expect(await states(door)).toEqual([
    'Misspelt: Part of a notification could not be read; alerts in it are unknown: firing 2',
  ]);
});

test('[DET-1] of a list, what is ignored is counted and the rest is taken', async () => {
  const options = { mapping: { items: 'events', ignore_when: ['quiet'] } };
  const door = await integration('A list', 'webhook', options);
  const reply = await post(door.path, {
    events: [
      { title: 'A', status: 'quiet' },
      { title: 'B', status: 'loud' },
    ],
  });
  expect(reply).toMatchObject({
    status: 202,
    body: { status: 'success', alerts: [{ dedupKey: 'B' }], ignored: 1 },
  });
  expect((await shown(door)).ignored).toMatchObject({ count: 1, lastReason: 'ignore_when: quiet' });
});

test('[DET-1] requests ignored at the same time are all counted', async () => {
  const door = await integration('Many at once', 'webhook', { mapping: { ignore_when: ['quiet'] } });
  const replies = await Promise.all(
    Array.from({ length: 50 }, () => post(door.path, { title: 'A', status: 'quiet' })),
  );
  expect(replies.every(({ status }) => status === 202)).toBe(true);
  expect((await shown(door)).ignored.count).toBe(50);
});

test('[DET-1] conditions that cannot hold are refused on saving, and say where', async () => {
  const door = await integration('To be changed');
  const change = (mapping: object) =>
    harness.http('PATCH', `/api/v1/integrations/${door.id}`, { options: { mapping } });
  for (const mapping of [{ trigger_when: [] }, { ignore_when: [{}] }, { ignore_when: 'x' }]) {
    const refused = await change(mapping);
    expect(refused.status).toBe(400);
    expect(refused.body.errors[0].path).toMatch(/^options\.mapping\.(trigger|ignore)_when/);
  }
  const twice = await change({ resolve_when: ['ok'], ignore_when: ['ok'] });
  expect(twice.body.errors).toEqual([
    {
      path: 'options.mapping.ignore_when',
      message: '"ok" is also in resolve_when; one value cannot mean both',
    },
  ]);
  expect((await change({ ignore_when: ['quiet', { action: ['created', 'edited'] }] })).status).toBe(200);
});

test('[DET-1] what a known tool sends and nobody can read is still refused and still pages', async () => {
  const door = await integration('Broken');
  const broken = { ...sample('grafana'), alerts: [{ status: 'firing' }] };
  expect((await post(door.path, broken)).status).toBe(400);
  expect((await post(door.path, Buffer.from('a=&b='), 'application/x-www-form-urlencoded')).status).toBe(400);
  const titles = (await alerts(door)).map(({ title }) => title);
  expect(titles.length).toBe(2);
  expect(titles.every((title) => String(title).includes('could not be read'))).toBe(true);
});
