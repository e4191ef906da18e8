import type { CDPSession, Worker } from 'playwright-core';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { PushMessage, PushService } from '../fakes/push-service.ts';
import { Harness } from '../harness/index.ts';
import { BROWSER_TIME, BrowserInTest, PHONE, type Viewer } from './browser.ts';
import { openShop, type Shop } from './shop.ts';

let harness: Harness;
let browser: BrowserInTest;
let shop: Shop;
let service: PushService;
let viewer: Viewer;
beforeEach(async () => {
  harness = await Harness.start({ at: BROWSER_TIME });
  shop = await openShop(harness);
  service = await harness.pushService();
  browser = await BrowserInTest.start(harness);
  viewer = await browser.open({ viewport: PHONE });
  harness.othersMayWrite();
});
afterEach(async () => {
  await browser.close();
  await harness.close();
});

/**
 * A headless browser has neither a push service nor anything to show notifications on, and so denies them. Those two ends are
 * replaced: the subscription is the fake service's, and what is shown is kept by the worker. All between them is real.
 */
async function subscribing(device: string): Promise<void> {
  await viewer.context.addInitScript((json) => {
    const page = globalThis as unknown as {
      PushManager: { prototype: object };
      Notification: object;
    };
    let current: unknown = null;
    let permission = 'default';
    const subscription = {
      endpoint: JSON.parse(json).endpoint,
      toJSON: () => JSON.parse(json),
      unsubscribe: async () => {
        current = null;
        return true;
      },
    };
    Object.defineProperty(page.Notification, 'permission', { get: () => permission });
    Object.assign(page.Notification, {
      requestPermission: async () => {
        permission = 'granted';
        return permission;
      },
    });
    Object.assign(page.PushManager.prototype, {
      subscribe: async ({ applicationServerKey }: { applicationServerKey: string }) => {
        if (!/^[\w-]{87}$/.test(applicationServerKey)) throw new Error('no key');
        current = subscription;
        return current;
      },
      getSubscription: async () => current,
    });
  }, service.subscribe(device));
}

/** Ana turns notifications on, on her own page. */
async function turnOn(): Promise<void> {
  await subscribing('phone');
  await browser.signIn(viewer, shop.ana.id);
  await viewer.page.goto(`/people/${shop.ana.id}`);
  await viewer.page.getByRole('button', { name: 'Turn on notifications on this device' }).click();
  await viewer.page.getByRole('button', { name: 'Turn off on this device' }).waitFor();
  await viewer.page.getByText('Chrome on Linux', { exact: true }).waitFor();
}

/** Keeps what the worker would show, by tag as a system does. */
const KEEP = `{
  self.kept = new Map();
  ServiceWorkerRegistration.prototype.showNotification = async (title, options) => {
    self.kept.set(options.tag, { title, ...options });
  };
}`;

/** Hands what the push service has got for the device to the browser, as it does by itself elsewhere. */
async function deliver(message: PushMessage): Promise<Worker> {
  const worker = viewer.context.serviceWorkers()[0] ?? (await viewer.context.waitForEvent('serviceworker'));
  await worker.evaluate(KEEP);
  const session: CDPSession = await viewer.context.newCDPSession(viewer.page);
  const registered = new Promise<string>((resolve) => {
    session.on('ServiceWorker.workerRegistrationUpdated', ({ registrations }) => {
      const [registration] = registrations;
      if (registration) resolve(registration.registrationId);
    });
  });
  await session.send('ServiceWorker.enable');
  await session.send('ServiceWorker.deliverPushMessage', {
    origin: browser.base,
    registrationId: await registered,
    data: JSON.stringify(message.payload),
  });
  await session.detach();
  return worker;
}

interface Shown {
  readonly title: string;
  readonly body: string;
  readonly tag: string;
  readonly actions: readonly { readonly action: string; readonly title: string }[];
}

/** The notifications that stand there, once one of them says so. */
async function shown(worker: Worker, body: RegExp): Promise<Shown[]> {
  await expect
    .poll(() => worker.evaluate<string>('[...self.kept.values()].map(({ body }) => body).join()'))
    .toMatch(body);
  return worker.evaluate<Shown[]>('[...self.kept.values()]');
}

/** A tap on a button of the notification that stands there. */
const tap = (worker: Worker, action: string) =>
  worker.evaluate(`{
    const [notification] = self.kept.values();
    const event = new ExtendableEvent('notificationclick');
    Object.assign(event, {
      action: '${action}',
      notification: { ...notification, close: () => self.kept.delete(notification.tag) },
      waitUntil: () => undefined,
    });
    self.dispatchEvent(event);
  }`);

test('[IMM-1] somebody turns notifications on, is paged on the device, and acknowledges from the notification', async () => {
  await turnOn();
  await harness.http('POST', '/api/v1/incidents', {
    title: 'Checkout is down',
    severity: 'P1',
    systems: ['checkout'],
  });
  const worker = await deliver(await harness.expectPush(service, 'phone', /Checkout is down/));
  const [page] = await shown(worker, /Please acknowledge/);
  expect(page?.title).toContain('Checkout is down');
  expect(page?.actions.map(({ title }) => title)).toEqual(['Acknowledge', 'Open incident']);
  // The link leads to the public address, which in this test is another than the browser's.
  await worker.evaluate(`{
    const ask = self.fetch;
    self.fetch = (url, options) => ask(url.replace('${harness.config.publicUrl}', '${browser.base}'), options);
  }`);
  await tap(worker, 'acknowledge');
  const after = await shown(worker, /You acknowledged INC-1/);
  expect(after).toHaveLength(1);
  expect(after[0]).toMatchObject({ body: 'You acknowledged INC-1. Paging has stopped.', tag: page?.tag });
  const { body } = await harness.http('GET', '/api/v1/incidents/INC-1');
  expect(body.acknowledgedBy.name).toBe('Ana Ruiz');
  expect(viewer.complaints).toEqual([]);
});

test('an acknowledgement that does not get through says so and stays', async () => {
  await turnOn();
  await harness.http('POST', '/api/v1/incidents', {
    title: 'Checkout is down',
    severity: 'P1',
    systems: ['checkout'],
  });
  const worker = await deliver(await harness.expectPush(service, 'phone', /Checkout is down/));
  await shown(worker, /Please acknowledge/);
  await worker.evaluate(`self.fetch = () => Promise.reject(new TypeError('offline'))`);
  await tap(worker, 'acknowledge');
  const [after] = await shown(worker, /Not acknowledged/);
  expect(after?.body).toContain('Tocsin could not be reached');
  expect(after?.actions.map(({ action }) => action)).toContain('acknowledge');
  // Nor is what answers in its place an answer: a proxy's error page, a guest network's sign-in, a document of another kind.
  const foreign = [
    "'<html>Bad gateway', { status: 502 }",
    "'<html>Welcome', { status: 200 }",
    "'{}', {}",
    "'null', {}",
  ];
  for (const answer of foreign) {
    await worker.evaluate(`self.fetch = async () => new Response(${answer})`);
    await tap(worker, 'acknowledge');
    const [again] = await shown(worker, /Not acknowledged/);
    expect([answer, again?.actions.map(({ action }) => action)]).toEqual([answer, ['acknowledge', 'open']]);
  }
  expect((await harness.http('GET', '/api/v1/incidents/INC-1')).body.acknowledgedAt).toBeNull();
});

test('turned off, the device is no contact method any more', async () => {
  await turnOn();
  await viewer.page.getByRole('button', { name: 'Turn off on this device' }).click();
  await viewer.page.getByRole('button', { name: 'Turn on notifications on this device' }).waitFor();
  const { body } = await harness.http('GET', `/api/v1/people/${shop.ana.id}`);
  expect(body.contactMethods.map(({ kind }: { kind: string }) => kind)).not.toContain('push');
});
