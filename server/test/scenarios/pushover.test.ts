import { afterEach, expect, test } from 'vitest';
import { type PushoverCallback, PushoverServer } from '../fakes/pushover-server.ts';
import { Harness } from '../harness/index.ts';
import { type Someone, someone } from '../harness/people.ts';

const KEYS = { ana: 'uQiRzpo4DXghDmr9QzzfQu27cmVRsG', group: 'gznej3rKEVAvPUxu9vvNnqpmZpokzF' };
let harness: Harness | undefined;
let server: PushoverServer | undefined;
afterEach(async () => {
  await harness?.close();
  await server?.close();
});

const add = (app: Harness, { id, token }: Someone, address: string) =>
  app.http('POST', `/api/v1/people/${id}/contact-methods`, { kind: 'pushover', address }, { as: token });

/** Ana, an administrator on her own, has Pushover beside her e-mail. */
async function begin() {
  server = await PushoverServer.start('the-token');
  server.users.add(KEYS.ana);
  server.groups.add(KEYS.group);
  harness = await Harness.start({ env: server.env });
  harness.othersMayWrite();
  const ana = await someone(harness, 'ana@example.com', 'administrator');
  return { app: harness, pushover: server, ana };
}

const deliver = (app: Harness, callback: PushoverCallback | undefined) =>
  app.http('POST', callback?.url.replace('http://tocsin.test', '') ?? '', callback?.body, {
    as: null,
    headers: { ...callback?.headers },
  });

test('[IMM-1] a page by Pushover rings until it is acknowledged in the app, or by somebody elsewhere', async () => {
  const { app, pushover, ana } = await begin();
  // A typing error and the key of a group are told when they are saved.
  const stranger = await add(app, ana, KEYS.ana.toUpperCase());
  expect(stranger.body.detail).toContain('does not know this user key');
  expect((await add(app, ana, KEYS.group)).body.detail).toContain('key of a group');
  expect((await add(app, ana, KEYS.ana)).status).toBe(200);

  await app.http('POST', '/api/v1/incidents', { title: 'Checkout is down', severity: 'P1' });
  await app.settle();
  const [page] = pushover.messages;
  expect(page).toMatchObject({ priority: 2, url: 'http://tocsin.test/incidents/INC-1' });
  expect(page?.title).toContain('Checkout is down');
  const receipt = page?.emergency?.receipt ?? '';

  // Somebody who has learnt the address claims what Pushover knows nothing of.
  expect((await deliver(app, pushover.callbackOf(receipt))).status).toBe(403);
  expect((await app.http('GET', '/api/v1/incidents/INC-1')).body.acknowledgedAt).toBeNull();
  expect((await deliver(app, pushover.acknowledge(receipt))).status).toBe(200);
  expect((await app.http('GET', '/api/v1/incidents/INC-1')).body.acknowledgedBy).toMatchObject({
    id: ana.id,
  });
  const count = pushover.messages.length;
  await app.advance('PT1H');
  expect(pushover.messages).toHaveLength(count);

  await app.http('POST', '/api/v1/incidents', { title: 'Search is down', severity: 'P1' });
  await app.settle();
  expect(pushover.emergencies.at(-1)).toMatchObject({ ended: false });
  await app.http('POST', '/api/v1/incidents/INC-2/acknowledge');
  await app.settle();
  expect(pushover.emergencies.at(-1)).toMatchObject({ ended: true });
  expect(pushover.refusals).toEqual([]);

  // Ana has given up Pushover: the page comes by mail, and her profile says why.
  pushover.users.clear();
  await app.http('POST', '/api/v1/incidents', { title: 'Mail is down', severity: 'P1' });
  await app.settle();
  await app.person(ana.email).expectMail(/Mail is down/);
  const { contactMethods } = (await app.http('GET', `/api/v1/people/${ana.id}`)).body;
  const method = contactMethods.find(({ kind }: { kind: string }) => kind === 'pushover');
  expect(method.disabledReason).toBe('bad_address');
});
