import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { tokenOf } from '../harness/people.ts';
import { Response } from '../harness/response.ts';

let shop: Response;
beforeEach(async () => {
  shop = await Response.begin('2026-11-23T06:10:00Z');
  shop.harness.othersMayWrite();
});
afterEach(() => shop.close());

const record = async (body: object) => (await shop.must('POST', '/api/v1/changes', body)).body;
const whatChanged = async (ref = 'INC-1') =>
  (await shop.must('GET', `/api/v1/incidents/${ref}/changes`)).body.items;

test('[INV-2] a deployment that GitHub reports stands beside the incident, with how it went', async () => {
  const hook = await shop.must('POST', '/api/v1/integrations', { kind: 'webhook', name: 'GitHub' });
  const sample = (name: string) =>
    JSON.parse(
      readFileSync(new URL(`../../src/inbound/vendors/samples/${name}.json`, import.meta.url), 'utf8'),
    );
  for (const name of ['github-deployment-in-progress', 'github-deployment-success']) {
    const reply = await shop.harness.http('POST', `/in/webhook/${hook.body.key}`, sample(name), { as: null });
    expect(reply.status).toBe(202);
  }
  await shop.declare({ systems: ['checkout'] });
  // Begun and ended, it is one change. Its repository is called as the system is.
  expect(await whatChanged()).toMatchObject([
    {
      ...{ kind: 'deployment', summary: 'Deployed checkout main to production', state: 'succeeded' },
      ...{ system: { id: 'checkout' }, by: 'rosa', version: 'f95f852b', environment: 'production' },
      ...{ why: '10 min before the start, on Checkout', verdict: null },
      links: [{ href: 'https://ci.example.com/deploys/8/log' }],
    },
  ]);
  const integration = await shop.must('GET', '/api/v1/integrations/github');
  expect(integration.body.ignored).toBeNull();
});

test('[INV-2] a key of any length tells a change from others, and costs neither it nor the alert beside it', async () => {
  const hook = await shop.must('POST', '/api/v1/integrations', { kind: 'webhook', name: 'Pipeline' });
  const key = randomBytes(5_000).toString('hex');
  for (const [state, also] of [
    ['running', key],
    ['failed', key],
    ['running', `${key}2`],
  ]) {
    const change = { summary: 'Deployed checkout', state, key: also };
    const body = { title: 'Deployment watched', change };
    const reply = await shop.harness.http('POST', `/in/webhook/${hook.body.key}`, body, { as: null });
    expect(reply).toMatchObject({ status: 202, body: { status: 'success' } });
  }
  const { items } = (await shop.must('GET', '/api/v1/changes')).body;
  expect(items.map((each: { state: string }) => each.state).sort()).toEqual(['failed', 'running']);
  expect((await shop.must('GET', '/api/v1/alerts')).body.items).toMatchObject([{ count: 3 }]);
});

test('[INV-2] ranked by closeness in time and in the graph of systems', async () => {
  await shop.must('PATCH', '/api/v1/systems/checkout', { dependsOn: ['ledger'] });
  await record({
    system: 'ledger',
    version: '7',
    environment: 'production',
    happenedAt: '2026-11-23T06:05:00Z',
  });
  await record({ system: 'checkout', version: '1.4.2', happenedAt: '2026-11-23T05:50:00Z' });
  await record({ system: 'checkout', version: '1.4.1', happenedAt: '2026-11-22T20:00:00Z' });
  await record({ kind: 'flag', summary: 'Turned on new-checkout', happenedAt: '2026-11-23T06:09:50Z' });
  await record({ system: 'checkout', version: '1.4.0', happenedAt: '2026-11-21T06:00:00Z' });
  await shop.declare({ systems: ['checkout'] });
  expect(
    (await whatChanged()).map(({ summary, why }: { summary: string; why: string }) => [summary, why]),
  ).toEqual([
    ['Deployed Checkout 1.4.2', '20 min before the start, on Checkout'],
    ['Deployed Ledger 7 to production', '5 min before the start, on Ledger, which Checkout depends on'],
    ['Turned on new-checkout', 'at the start, system unknown'],
    ['Deployed Checkout 1.4.1', '10 h 10 min before the start, on Checkout'],
  ]);
});

test('[INV-2] a responder marks a suspect and rules others out; the log has it, once', async () => {
  const [first, second] = [
    await record({ system: 'checkout', version: '1', happenedAt: '2026-11-23T06:05:00Z' }),
    await record({ system: 'checkout', version: '2', happenedAt: '2026-11-23T05:00:00Z' }),
  ];
  await shop.declare({ systems: ['checkout'] });
  const ana = await tokenOf(shop.harness, shop.idOf('ana'), 'responder');
  const judge = (id: string, verdict: string | null, as = ana) =>
    shop.harness.http('PUT', `/api/v1/incidents/INC-1/changes/${id}`, { verdict }, { as });
  await judge(first.id, 'ruled_out');
  await judge(first.id, 'ruled_out');
  const marked = await judge(second.id, 'suspect');
  expect(marked.body.items.map(({ id, verdict }: { id: string; verdict: string }) => [id, verdict])).toEqual([
    [second.id, 'suspect'],
    [first.id, 'ruled_out'],
  ]);
  expect(marked.body.items[0].judgedBy).toBe('Ana');
  await judge(first.id, null);
  expect((await shop.story()).filter((line) => line.startsWith('change_judged'))).toEqual([
    'change_judged: Ana ruled out a change: Deployed Checkout 1',
    'change_judged: Ana marked a change as suspect: Deployed Checkout 2',
    'change_judged: Ana removed the mark from a change: Deployed Checkout 1',
  ]);
  const stakeholder = await tokenOf(shop.harness, shop.idOf('ana'), 'stakeholder');
  expect((await judge(first.id, 'suspect', stakeholder)).status).toBe(403);
  expect((await judge('0190a5c4-0000-7000-8000-000000000000', 'suspect')).status).toBe(404);
});

test('what cannot be a change is refused, and says where', async () => {
  const refused = (body: object) => shop.harness.http('POST', '/api/v1/changes', body);
  expect(await refused({ system: 'nowhere' })).toMatchObject({
    ...{ status: 400, body: { code: 'unknown_system', errors: [{ path: 'system' }] } },
  });
  expect((await refused({ url: 'javascript:alert(1)' })).status).toBe(400);
  expect((await refused({ happenedAt: 'yesterday' })).status).toBe(400);
});
