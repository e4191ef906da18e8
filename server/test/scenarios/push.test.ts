import { afterEach, beforeEach, expect, test } from 'vitest';
import type { PushService } from '../fakes/push-service.ts';
import { tokenOf } from '../harness/people.ts';
import { Response } from '../harness/response.ts';

let shop: Response;
let service: PushService;
let tokens: Map<string, string>;
beforeEach(async () => {
  shop = await Response.begin();
  service = await shop.harness.pushService();
  tokens = new Map();
  shop.harness.othersMayWrite();
});
afterEach(() => shop.close());

async function tokenFor(name: string): Promise<string> {
  const token = tokens.get(name) ?? (await tokenOf(shop.harness, shop.idOf(name), 'responder'));
  tokens.set(name, token);
  return token;
}

const path = (name: string) => `/api/v1/people/${shop.idOf(name)}`;

/** Somebody turns notifications on, in the browser of that name. */
async function turnOn(name: string, device: string): Promise<void> {
  const body = { kind: 'push', label: device, address: service.subscribe(device) };
  const as = await tokenFor(name);
  const reply = await shop.harness.http('POST', `${path(name)}/contact-methods`, body, { as });
  expect(reply.status).toBe(200);
}

const methodsOf = async (name: string): Promise<{ id: string; label: string; proof: { state: string } }[]> =>
  (await shop.must('GET', path(name))).body.contactMethods;

/** What the service worker does when "Acknowledge" is tapped on the notification. */
const tap = (url: string) =>
  shop.harness.http('POST', url.replace('http://tocsin.test', ''), undefined, { as: null });

test('[IMM-1] a page rings on every device; acknowledged from one notification, the others are replaced', async () => {
  await turnOn('ana', 'phone');
  await turnOn('ana', 'laptop');
  await shop.declare();
  const { harness } = shop;
  const page = await harness.expectPush(service, 'phone', /Checkout is down/);
  await harness.expectPush(service, 'laptop', /Checkout is down/);
  expect(page).toMatchObject({ urgency: 'high', ttl: 300 });
  const acknowledge = page.payload.notification.actions.find(({ action }) => action === 'acknowledge');
  expect(page.payload.notification.navigate).toBe(acknowledge?.navigate);
  expect((await tap(acknowledge?.navigate ?? '')).status).toBe(303);
  expect((await shop.must('GET', '/api/v1/incidents/INC-1')).body).toMatchObject({
    acknowledgedBy: { name: expect.stringContaining('Ana'), via: 'link' },
  });
  const count = service.messages.length;
  const after = await harness.expectPush(service, 'laptop', /Acknowledged by Ana/);
  expect(after.payload.notification).toMatchObject({ silent: true, tag: page.payload.notification.tag });
  expect(after.topic).toBe(page.topic);
  await harness.expectPush(service, 'phone', /Acknowledged by Ana/);
  await harness.advance('PT1H');
  expect(service.messages.length).toBe(count + 2);
  expect(service.refusals).toEqual([]);
});

test('[IMM-1] a link of the notification acknowledges nothing by being looked at', async () => {
  await turnOn('ana', 'phone');
  await shop.declare();
  const { payload } = await shop.harness.expectPush(service, 'phone');
  const look = await shop.harness.http(
    'GET',
    payload.notification.navigate.replace('http://tocsin.test', ''),
    undefined,
    { as: null },
  );
  expect(look.text).toContain('Acknowledge');
  expect((await shop.must('GET', '/api/v1/incidents/INC-1')).body.acknowledgedAt).toBeNull();
});

test('[TYP-3] of a restricted incident the lock screen shows its number alone', async () => {
  await turnOn('ana', 'phone');
  await shop.declare({ title: 'Payroll data leaked' });
  await shop.harness.expectPush(service, 'phone', /Payroll/);
  await shop.command('visibility', { visibility: 'restricted', reason: 'Personal data' });
  await shop.harness.advance('PT5M');
  const { payload } = await shop.harness.expectPush(service, 'phone');
  expect(payload.notification.title).toBe('Restricted incident INC-1');
  expect(JSON.stringify(payload)).not.toContain('Payroll');
});

test('a browser that forgot its subscription is removed, and its owner told; the page goes on by other ways', async () => {
  await turnOn('ana', 'phone');
  await turnOn('ana', 'laptop');
  service.forget('phone');
  await shop.declare();
  await shop.harness.expectPush(service, 'laptop', /Checkout is down/);
  const told = await shop.person('ana').expectMail(/Notifications no longer reach "phone"/);
  expect(told.text).toContain('turn notifications on');
  expect((await methodsOf('ana')).map(({ label }) => label)).not.toContain('phone');
  await shop.person('ana').expectMail(/Checkout is down/);
});

test('a test page on a device is acknowledged like a page', async () => {
  await turnOn('ana', 'phone');
  const method = (await methodsOf('ana')).find(({ label }) => label === 'phone');
  const as = await tokenFor('ana');
  const post = (act: string, body?: object) =>
    shop.harness.http('POST', `${path('ana')}/contact-methods/${method?.id}/${act}`, body, { as });
  expect((await post('test')).status).toBe(204);
  const { payload } = await shop.harness.expectPush(service, 'phone', /Test page/);
  const code = /code (\d{6})/.exec(payload.notification.title)?.[1];
  await tap(payload.notification.actions[0]?.navigate ?? '');
  expect((await post('confirm', { code })).status).toBe(204);
  expect((await methodsOf('ana')).find(({ label }) => label === 'phone')?.proof.state).toBe('tested');
});

test('the subscription is nobody’s business but its owner’s', async () => {
  await turnOn('ana', 'phone');
  const as = await tokenFor('ben');
  const { body } = await shop.harness.http('GET', path('ana'), undefined, { as });
  const seen = body.contactMethods.find(({ label }: { label: string }) => label === 'phone');
  expect(seen).toMatchObject({ address: null, display: null });
  const { body: channels } = await shop.harness.http('GET', '/api/v1/channels', undefined, { as });
  const push = channels.items.find(({ kind }: { kind: string }) => kind === 'push');
  expect(push).toMatchObject({ traits: { wakes: true }, missing: null });
  expect(Buffer.from(push.deviceKey, 'base64url')).toHaveLength(65);
  const { rows } = await shop.harness.database.pool.query('select value from channel_state');
  expect(JSON.stringify(rows)).not.toContain('"d"');
});
