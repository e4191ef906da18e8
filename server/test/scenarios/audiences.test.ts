import { afterEach, beforeEach, expect, test } from 'vitest';
import { someone } from '../harness/people.ts';
import { Response } from '../harness/response.ts';

/* The shop's P1, and people who are in no line of its matrix: a support list outside, Zoe who subscribed herself. */
let shop: Response;
beforeEach(async () => {
  shop = await Response.begin('2031-03-03T09:00:00Z');
  shop.harness.othersMayWrite();
});
afterEach(() => shop.close());

const audience = (id: string, body: object) =>
  shop.must('PUT', `/api/v1/audiences/${id}`, { name: `The ${id}`, ...body });
const send = (body: object) => shop.harness.http('POST', '/api/v1/incidents/INC-1/updates', body);
const merchants = () => shop.harness.person('merchants@partner.example');

test('[COM-1] [COM-5] outsiders hear nothing until a person has confirmed the incident and written what they read; then no name, finding or link of ours', async () => {
  await shop.must('PATCH', '/api/v1/teams/payments', { contact: 'support@shop.example' });
  await audience('merchants', { addresses: ['merchants@partner.example'] });
  const made = await shop.must('POST', '/api/v1/integrations', {
    ...{ kind: 'pagerduty', name: 'Prometheus', systemId: 'checkout' },
  });
  const alert = {
    routing_key: made.body.key,
    event_action: 'trigger',
    payload: { summary: 'db-7 pool exhausted', source: 'web1', severity: 'critical' },
  };
  await shop.harness.http('POST', '/v2/enqueue', alert, { as: null });
  await shop.harness.settle();
  const words = { text: 'db-7 is out of connections.', audiences: ['stakeholders', 'merchants'] };
  const publicText = 'Payments are failing. We are working on it.';
  const early = await send({ ...words, publicText });
  expect(early.body).toMatchObject({ code: 'audience_refused', errors: [{ path: 'audiences' }] });

  await shop.command('confirm', { answers: {} });
  expect((await send(words)).body.code).toBe('public_text_missing');
  expect((await send({ ...words, audiences: ['nobody'] })).body.code).toBe('unknown_audience');
  await merchants().expectNoMail();

  expect((await send({ ...words, publicText, facts: { findings: 'Leak in db-7' } })).status).toBe(201);
  const { subject, text } = await merchants().expectMail();
  expect(subject).toBe('Update: problem with Checkout');
  expect(text).toContain(publicText);
  expect(text).toContain('(support@shop.example)');
  expect(text).not.toMatch(/db-7|INC-1\b.*exhausted|example\.com|tocsin\.test|Ana/);
  await shop.command('resolve', { resolution: 'Restarted db-7', ending: 'recovered' });
  const end = await merchants().expectMail(/Resolved: problem with Checkout/);
  expect(end.text).not.toMatch(/db-7|example\.com|tocsin\.test/);
});

test('[COM-7] whoever is in two audiences hears once, and the record says who got what when', async () => {
  await audience('board', { roles: ['cto'], people: [shop.idOf('mia')], readers: 'executives' });
  await audience('list', { teams: [], addresses: ['theo@example.com', 'press@partner.example'] });
  await shop.declare({ symptoms: 'HTTP 502' });
  await shop.harness.settle();
  const sent = await send({
    ...{ text: 'Failing over.', publicText: 'We are on it.', audiences: ['stakeholders', 'board', 'list'] },
  });
  expect(sent.body.updates[0]).toMatchObject({
    people: [{ name: 'Ana' }, { name: 'Mia' }, { name: 'Theo' }],
    addresses: 1,
  });
  await shop.harness.settle();
  const mails = (name: string) =>
    shop
      .person(name)
      .mails()
      .filter(({ text }) => /Failing over|We are on it/.test(text));
  for (const name of ['ana', 'mia', 'theo']) expect(mails(name)).toHaveLength(1);
  expect(mails('theo')[0]?.text).toContain('IMPACT:');
  const { updates } = (await shop.must('GET', '/api/v1/incidents/INC-1/updates')).body;
  expect(updates[0].deliveries).toEqual({ total: 4, sent: 4, waiting: 0, failed: 0 });
});

test('people subscribe to systems and severities themselves, hear from the beginning, and leave by one click', async () => {
  const zoe = await someone(shop.harness, 'zoe@example.com', 'stakeholder');
  const mine = (method: 'PUT' | 'GET', body?: object) =>
    shop.harness.http(method, '/api/v1/me/subscription', body, { as: zoe.token });
  expect((await mine('PUT', { systems: ['checkout'], severities: ['P1', 'P2'] })).status).toBe(200);
  await shop.declare({ title: 'Ledger is slow', systems: ['ledger'] });
  await shop.declare({ severity: 'P3' });
  const zoes = shop.harness.person('zoe@example.com');
  await zoes.expectNoMail(/INCIDENT/);
  await shop.command('severity', { severity: 'P2', reason: 'Worse', answers: {} }, 'INC-2');
  const first = await zoes.expectMail(/\[P2\] INCIDENT: Checkout is down/);
  expect(first.text).toContain('because you subscribed');

  const path = /tocsin\.test(\/unsubscribe\/\S+)/.exec(first.text)?.[1] ?? '';
  const click = (method: 'GET' | 'POST') => shop.harness.http(method, path, undefined, { as: null });
  // A scanner that follows the link ends nothing.
  expect((await click('GET')).text).toContain('Stop updates about incidents?');
  expect((await mine('GET')).body.subscription).not.toBeNull();
  expect((await click('POST')).status).toBe(303);
  expect((await click('GET')).text).toContain('You are unsubscribed.');
  expect((await mine('GET')).body.subscription).toBeNull();
  await shop.declare({ title: 'Checkout is down again' });
  await zoes.expectNoMail(/again/);
  expect((await shop.harness.http('GET', '/unsubscribe/nonsense', undefined, { as: null })).status).toBe(404);
});

test('a restricted incident is told to no one outside, and to no one of an audience who may not see it', async () => {
  await audience('merchants', { addresses: ['merchants@partner.example'], people: [shop.idOf('cleo')] });
  await shop.declare({ symptoms: 'Leak' });
  await shop.command('visibility', { visibility: 'restricted', reason: 'Personal data' });
  const refused = await send({ text: 'Found it.', publicText: 'x', audiences: ['merchants'] });
  expect(refused.body.code).toBe('audience_refused');
  await audience('board', { people: [shop.idOf('cleo')] });
  expect((await send({ text: 'Found it.', audiences: ['board'] })).body.code).toBe('no_recipients');
});

test('audiences are kept in org.yaml too, and come back as they were', async () => {
  const yaml = `audiences:
  - id: merchants
    name: Merchants
    readers: customers
    roles: [product_owner]
    teams: [payments]
    people: [mia@example.com]
    addresses: [merchants@partner.example]
`;
  const apply = (text: string) =>
    shop.harness.http('PUT', '/api/v1/config', text, { headers: { 'content-type': 'text/yaml' } });
  const first = await apply(yaml);
  expect(first.text).toContain('merchants');
  expect(first.status).toBe(200);
  expect((await shop.must('GET', '/api/v1/audiences')).body.items).toMatchObject([
    { id: 'merchants', external: true, people: [shop.idOf('mia')] },
  ]);
  const again = await apply(yaml);
  expect(JSON.stringify(again.body)).not.toMatch(/"action":"(?:create|update|delete)"/);
  const wrong = await apply(yaml.replace('[payments]', '[nowhere]'));
  expect(wrong.text).toContain('nowhere');
  expect(wrong.status).toBe(400);
});
