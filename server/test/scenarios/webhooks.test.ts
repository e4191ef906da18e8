import { createHmac } from 'node:crypto';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type WebhookCall, WebhookReceiver } from '../fakes/webhook-receiver.ts';
import { someone, tokenOf } from '../harness/people.ts';
import { Response } from '../harness/response.ts';

/* Other programs hear what happens, signed; whatever they do delays nobody. */

let shop: Response;
let receivers: WebhookReceiver[];
const secrets = new Map<string, string>();
beforeEach(async () => {
  shop = await Response.begin();
  shop.harness.othersMayWrite();
  receivers = [];
});
afterEach(async () => {
  const forged = receivers.flatMap((each) => each.forged);
  for (const each of receivers) await each.close();
  await shop.close();
  expect(forged).toEqual([]);
});

async function receiver(): Promise<WebhookReceiver> {
  const one = await WebhookReceiver.start((url) => secrets.get(url) ?? '');
  receivers.push(one);
  return one;
}
async function webhook(id: string, to: WebhookReceiver, body: object = {}): Promise<void> {
  await shop.must('PUT', `/api/v1/webhooks/${id}`, { name: id, url: to.url(), ...body });
  secrets.set(to.url(), (await shop.must('GET', `/api/v1/webhooks/${id}/secret`)).body.secret);
}
const typesOf = ({ calls }: WebhookReceiver) => calls.map(({ body }) => body.type);
const idOf = ({ headers }: WebhookCall) => String(headers['webhook-id']);
const log = async (id: string, as?: string) =>
  (await shop.harness.http('GET', `/api/v1/webhooks/${id}/deliveries`, undefined, as ? { as } : {})).body
    .items;
const show = async (id: string) => (await shop.must('GET', `/api/v1/webhooks/${id}`)).body;

test('[COM-6] every turn of an incident reaches whoever subscribed to it, signed, in order and once', async () => {
  const [all, pages, other] = [await receiver(), await receiver(), await receiver()];
  await webhook('all', all);
  await webhook('pages', pages, { events: ['page.*', 'incident.resolved'], severities: ['P1'] });
  await webhook('other', other, { severities: ['P4'] });
  await shop.declare();
  const ana = await tokenOf(shop.harness, shop.idOf('ana'), 'responder');
  await shop.harness.http('POST', '/api/v1/incidents/INC-1/acknowledge', {}, { as: ana });
  await shop.command('severity', { severity: 'P2', reason: 'Only a part of it' });
  await shop.command('entries', { text: 'The pool is exhausted', type: 'finding' });
  await shop.command('resolve', { resolution: 'Pool enlarged', ending: 'recovered' });
  await shop.harness.settle();

  const turns = ['incident.declared', 'page.sent', 'incident.acknowledged', 'incident.severity_changed'];
  expect(typesOf(all)).toEqual(
    expect.arrayContaining([...turns, 'incident.note_added', 'incident.resolved']),
  );
  const sequences = all.calls.map(({ body }) => body.data.sequence);
  expect(sequences).toEqual(sequences.toSorted((a, b) => a - b));
  expect(new Set(all.calls.map(idOf)).size).toBe(all.calls.length);
  const acknowledged = all.calls.find(({ body }) => body.type === 'incident.acknowledged');
  expect(acknowledged?.body.data).toMatchObject({
    ...{ version: 1, drill: false, summary: 'Ana acknowledged' },
    actor: { kind: 'person', id: shop.idOf('ana'), name: 'Ana' },
    incident: {
      ...{ reference: 'INC-1', title: 'Checkout is down', url: 'http://tocsin.test/incidents/INC-1' },
      ...{ systems: [{ id: 'checkout' }], team: { id: 'payments' } },
    },
  });
  const changed = all.calls.find(({ body }) => body.type === 'incident.severity_changed');
  expect(changed?.body.data.details).toMatchObject({ from: 'P1', to: 'P2', reason: 'Only a part of it' });
  expect(new Set(typesOf(pages))).not.toContain('incident.declared');
  expect(typesOf(pages)).toContain('page.sent');
  expect(other.calls).toEqual([]);

  // What the specification says, without its library.
  const [first] = all.calls;
  if (first === undefined) throw new Error('Nothing came.');
  const key = Buffer.from(String(secrets.get(all.url())).slice('whsec_'.length), 'base64');
  const signed = `${idOf(first)}.${first.headers['webhook-timestamp']}.${JSON.stringify(first.body)}`;
  const expected = `v1,${createHmac('sha256', key).update(signed).digest('base64')}`;
  expect(first.headers['webhook-signature']).toBe(expected);
});

test('an event that was refused is sent again with its id, the log says how it went, and all since a moment can be replayed', async () => {
  const [shaky, steady] = [await receiver(), await receiver()];
  await webhook('shaky', shaky, { events: ['incident.declared', 'incident.closed'] });
  await webhook('steady', steady, { events: ['incident.declared'] });
  shaky.answer({ status: 503, text: 'Busy\u0000', headers: { 'retry-after': '90' } });
  await shop.declare();
  await shop.harness.settle();
  expect([shaky.calls.length, steady.calls.length]).toEqual([1, 1]);
  expect(await show('shaky')).toMatchObject({
    state: 'on',
    failingSince: '2031-03-03T09:00:00Z',
    waiting: 1,
  });
  await shop.harness.advance('PT1M');
  expect(shaky.calls).toHaveLength(1);
  shaky.answer({ status: 200 });
  await shop.harness.advance('PT1M');
  expect(shaky.calls.map(idOf)).toEqual([
    idOf(shaky.calls[0] as WebhookCall),
    idOf(shaky.calls[0] as WebhookCall),
  ]);
  const [entry] = await log('shaky');
  expect(entry).toMatchObject({ type: 'incident.declared', state: 'delivered', tries: 2 });
  const details = (await shop.must('GET', `/api/v1/webhooks/shaky/deliveries/${entry.id}`)).body;
  expect(details.attempts).toMatchObject([{ status: 503, answer: 'Busy�' }, { status: 200 }]);
  expect(JSON.parse(details.body)).toEqual(shaky.calls[0]?.body);

  const again = await shop.must('POST', '/api/v1/webhooks/shaky/replay', { since: '2031-03-03T08:00:00Z' });
  expect(again.body).toEqual({ count: 1 });
  await shop.must('POST', `/api/v1/webhooks/steady/deliveries/${(await log('steady'))[0].id}/replay`);
  await shop.harness.settle();
  expect([shaky.calls.length, steady.calls.length]).toEqual([3, 2]);
  expect(new Set([...shaky.calls, ...steady.calls].map(idOf)).size).toBe(1);
});

test('after a rotation both secrets sign for a day', async () => {
  const one = await receiver();
  await webhook('one', one);
  const before = secrets.get(one.url());
  const { secret } = (await shop.must('POST', '/api/v1/webhooks/one/rotate')).body;
  expect(secret).not.toBe(before);
  const signatures = (call: WebhookCall | undefined) => String(call?.headers['webhook-signature']).split(' ');
  // The receiver still has the old one, and would say so if it did not fit.
  await shop.must('POST', '/api/v1/webhooks/one/ping');
  await shop.harness.settle();
  expect(one.calls[0]?.body).toMatchObject({ type: 'ping', data: { webhook: { id: 'one' } } });
  expect(signatures(one.calls[0])).toHaveLength(2);
  secrets.set(one.url(), secret);
  await shop.harness.advance('PT24H');
  await shop.must('POST', '/api/v1/webhooks/one/ping');
  await shop.harness.settle();
  expect(signatures(one.calls[1])).toHaveLength(1);
});

test('a receiver that is dead for more than a day is stopped, administrators are told, and nothing that happened is lost', async () => {
  await someone(shop.harness, 'zoe@example.com', 'administrator');
  const [dead, alive] = [await receiver(), await receiver()];
  await webhook('dead', dead, { events: ['incident.*'] });
  await webhook('alive', alive, { events: ['incident.*'] });
  dead.answer({ status: 500 });
  await shop.declare({ severity: 'P4' });
  await shop.harness.advance('PT30H');
  expect(alive.calls).toHaveLength(1);
  expect(await show('dead')).toMatchObject({
    state: 'stopped',
    stoppedBecause: expect.stringContaining('a day'),
  });
  await shop.harness.person('zoe@example.com').expectMail(/no longer sends to the webhook “dead”/);
  const tried = dead.calls.length;
  expect(tried).toBe(9);
  await shop.command('entries', { text: 'Nobody hears this for now' });
  await shop.harness.advance('PT1H');
  expect(dead.calls).toHaveLength(tried);
  dead.answer({ status: 200 });
  // It can be tried before it is on again.
  await shop.must('POST', '/api/v1/webhooks/dead/ping');
  await shop.harness.settle();
  expect(typesOf(dead).at(-1)).toBe('ping');
  await shop.must('POST', '/api/v1/webhooks/dead/state', { on: true, sendHeld: true });
  await shop.harness.settle();
  expect(typesOf(dead).at(-1)).toBe('incident.note_added');
  expect(await show('dead')).toMatchObject({ state: 'on', held: 0, waiting: 0, failingSince: null });
});

test('a receiver that never answers delays neither a page nor another receiver', async () => {
  const [silent, other] = [await receiver(), await receiver()];
  await webhook('silent', silent);
  await webhook('other', other);
  await shop.declare();
  await shop.harness.settleWithout('webhooks');
  expect(
    shop
      .person('ana')
      .mails()
      .map(({ subject }) => subject),
  ).toContainEqual(expect.stringMatching(/^Page: /));
  silent.answer({ status: 410 });
  await shop.harness.settle();
  expect(other.calls.length).toBeGreaterThan(3);
  // 410 Gone: it wants nothing more.
  expect(silent.calls).toHaveLength(1);
  expect((await show('silent')).state).toBe('stopped');
});

test('[TYP-3] of a restricted incident nothing leaves, whatever was on its way, and the log does not speak of it', async () => {
  const one = await receiver();
  await webhook('one', one);
  one.answer({ status: 500 });
  await shop.declare({ title: 'Salaries are public', severity: 'P3' });
  await shop.harness.settle();
  const before = one.calls.length;
  expect(before).toBeGreaterThan(0);
  one.answer({ status: 200 });
  await shop.command('visibility', { visibility: 'restricted', reason: 'Personal data' });
  await shop.command('entries', { text: 'The bucket was public for a week' });
  await shop.harness.advance('PT2H');
  expect(one.calls).toHaveLength(before);
  const zoe = await someone(shop.harness, 'zoe@example.com', 'manager');
  expect(await log('one', zoe.token)).toEqual([]);
  const seen = await log('one');
  expect(new Set(seen.map(({ state }: { state: string }) => state))).toEqual(new Set(['withheld']));
  const replayed = await shop.must('POST', '/api/v1/webhooks/one/replay', { since: '2031-03-03T08:00:00Z' });
  expect(replayed.body).toEqual({ count: 0 });
  const hidden = `/api/v1/webhooks/one/deliveries/${seen[0].id}`;
  expect((await shop.harness.http('GET', hidden, undefined, { as: zoe.token })).status).toBe(404);
});

test('a webhook is refused where it may not reach, for what does not exist, and to whoever may not set one up', async () => {
  const put = (body: object, as?: string) =>
    shop.harness.http('PUT', '/api/v1/webhooks/one', { name: 'One', ...body }, as ? { as } : {});
  for (const url of [
    'http://169.254.169.254/latest',
    'http://[::1]/',
    'http://localhost/',
    'ftp://example.com',
    'x',
  ])
    expect(await put({ url })).toMatchObject({ status: 400, body: { errors: [{ path: 'url' }] } });
  const url = 'https://hooks.example.com/';
  expect((await put({ url, events: ['incident.exploded'] })).status).toBe(400);
  expect((await put({ url, teams: ['nobody'] })).status).toBe(400);
  const ana = await tokenOf(shop.harness, shop.idOf('ana'), 'responder');
  expect((await put({ url }, ana)).status).toBe(403);
  expect((await shop.harness.http('GET', '/api/v1/webhooks', undefined, { as: ana })).status).toBe(403);
});

test('what is being sent when a webhook is turned off is kept like all that waits', async () => {
  const to = await receiver();
  await webhook('one', to);
  to.answer({ status: 503 });
  to.meanwhile = () => {
    to.meanwhile = undefined;
    return shop.must('POST', '/api/v1/webhooks/one/state', { on: false });
  };
  await shop.declare({ title: 'Checkout is down' });
  await shop.harness.advance('PT10M');
  expect(to.calls).toHaveLength(1);
  expect(new Set((await log('one')).map(({ state }: { state: string }) => state))).toEqual(new Set(['held']));
});

test('the path of a URL, which may be a secret, is for those who may change it: not for readers, exports or the log', async () => {
  const to = await receiver();
  const whole = to.url('/services/T0AB1/hook-secret-9');
  const about = { name: 'One', url: whole };
  await shop.must('PUT', '/api/v1/webhooks/one', about);
  secrets.set(whole, (await shop.must('GET', '/api/v1/webhooks/one/secret')).body.secret);
  const rita = await someone(shop.harness, 'rita@example.com', 'administrator');
  const reader = await tokenOf(shop.harness, rita.id, 'administrator', ['integrations:read']);
  const read = await shop.harness.http('GET', '/api/v1/webhooks', undefined, { as: reader });
  const shown = `http://127.0.0.1:${to.port}/…`;
  expect(read.body.items).toMatchObject([{ url: shown }]);
  expect((await show('one')).url).toBe(whole);

  to.answer({ status: 404, text: 'No hook hook-secret-9 of T0AB1' });
  await shop.must('POST', '/api/v1/webhooks/one/ping', {});
  await shop.harness.advance('PT1S');
  expect((await log('one'))[0].last.answer).toBe('No hook … of …');

  const exported = (await shop.harness.http('GET', '/api/v1/config')).text;
  expect(exported).toContain(shown);
  expect(exported).not.toContain('hook-secret');
  const apply = (text: string) =>
    shop.harness.http('PUT', '/api/v1/config', text, { headers: { 'content-type': 'text/yaml' } });
  // What was exported changes nothing, and what it leaves out is not taken for an address.
  expect((await apply(`webhooks: [{ id: one, name: Other, url: '${shown}' }]`)).status).toBe(200);
  expect(await show('one')).toMatchObject({ name: 'Other', url: whole });
  const moved = await apply(`webhooks: [{ id: one, url: '${to.url('/services/elsewhere')}' }]`);
  expect(moved.status).toBe(200);
  expect(moved.text).not.toContain('elsewhere');
  expect((await show('one')).url).toBe(to.url('/services/elsewhere'));
  expect((await apply(`webhooks: [{ id: two, url: '${shown}' }]`)).text).toContain('Give the whole URL');
});
