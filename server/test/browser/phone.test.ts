import type { Page, Request } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { createAckLinks } from '../../src/communication/index.ts';
import { Harness } from '../harness/index.ts';
import { BROWSER_TIME, BrowserInTest, PHONE } from './browser.ts';
import { alertmanagerBody, openShop, type Shop } from './shop.ts';

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

let harness: Harness;
let browser: BrowserInTest;
let shop: Shop;
let page: Page;
beforeAll(async () => {
  harness = await Harness.start({ at: BROWSER_TIME });
  shop = await openShop(harness);
  const alert = alertmanagerBody('firing', harness.clock.now().toString());
  await harness.http('POST', `/in/alertmanager/${shop.key}`, alert);
  await harness.settle();
  browser = await BrowserInTest.start(harness);
});
afterAll(async () => {
  await browser.close();
  await harness.close();
});
beforeEach(async () => {
  const viewer = await browser.open({ viewport: PHONE });
  await browser.signIn(viewer, shop.ana.id);
  page = viewer.page;
  return () => viewer.context.close();
});

/** Once the page is idle it has fetched what else an incident needs. As text, because it runs in the browser. */
async function untilPrefetched(): Promise<void> {
  const fetched = `['IncidentSheets', 'MessageSheet', 'AlertSheet', 'OnCallPage'].every((name) =>
    performance.getEntriesByType('resource').some((entry) => entry.name.includes('/' + name)))`;
  await expect.poll(() => page.evaluate(fetched)).toBe(true);
}

/** The words of a page that stand on two lines: such a word has two boxes. As text, because it runs in the browser. */
const BROKEN_WORDS = `(() => {
  const texts = document.createTreeWalker(document.getElementById('main'), NodeFilter.SHOW_TEXT);
  const broken = [];
  for (let text = texts.nextNode(); text; text = texts.nextNode())
    for (const { 0: word, index } of text.textContent.matchAll(/\\S+/g)) {
      const range = document.createRange();
      range.setStart(text, index);
      range.setEnd(text, index + word.length);
      if (range.getClientRects().length > 1) broken.push(word);
    }
  return broken;
})()`;

/** A word of a language, however long, or an incident's reference; an address or a key may break, and a page that is wider for it may not. */
const isWord = (text: string): boolean =>
  (/^[\p{L}(„“"]+[.,:;)”"]?$/u.test(text) && text.length < 24) || /^[A-Z]+-\d+$/.test(text);

const press = (name: string) =>
  page.getByRole('toolbar', { name: 'Actions' }).getByRole('button', { name }).click();

test('a phone that loses its connection keeps the incident, its commands and its navigation', async () => {
  await page.goto('/incidents/INC-1');
  await untilPrefetched();
  await page.context().setOffline(true);
  await press('More');
  await page.getByRole('dialog', { name: 'All commands' }).getByText('Page someone').waitFor();
  await page.keyboard.press('Escape');
  await page.getByRole('heading', { name: 'Checkout error rate above 20 %' }).waitFor();
  await page.getByRole('link', { name: 'Incidents' }).first().click();
  await page.getByRole('navigation', { name: 'Main, phone' }).getByRole('link', { name: 'On call' }).click();
  await page.getByRole('heading', { name: 'On call' }).waitFor();
  await page.getByRole('navigation', { name: 'Main, phone' }).waitFor();
});

test('who acknowledges by the link of a page opens the incident without signing in, and nothing else', async () => {
  const { page: other, complaints } = await browser.open({ viewport: PHONE });
  const { secret, publicUrl } = harness.config;
  const { id: incidentId } = (await harness.http('GET', '/api/v1/incidents/INC-1')).body;
  const links = createAckLinks({ secret, publicUrl, clock: harness.clock });
  const link = new URL(links.linkFor({ incidentId, personId: shop.ana.id })).pathname;
  await other.goto(link);
  await other.getByRole('button', { name: 'Open INC-1' }).click();
  await other.getByText('You opened INC-1 from a page.').waitFor();
  await other.getByRole('heading', { name: 'Checkout error rate above 20 %' }).waitFor();
  await other.getByRole('toolbar', { name: 'Actions' }).getByRole('button', { name: 'More' }).click();
  await other.getByRole('dialog', { name: 'All commands' }).waitFor();
  await other.keyboard.press('Escape');
  expect(await other.getByRole('navigation').count()).toBe(0);
  // What comes when the page has nothing else to do asks for nothing of other incidents either.
  await other.getByLabel('New tag').focus();
  expect(complaints).toEqual([]);
  await other.goto('/people');
  await other.waitForURL(/sign-in/);
  await other.context().close();
});

test('a form that cannot be fetched says so in its own sheet, and what to do when the connection is back', async () => {
  await page.route('**/assets/IncidentSheets-*', (route) => route.abort());
  await page.route('**/healthz', (route) => route.abort());
  await page.goto('/incidents/INC-1');
  await press('More');
  const sheet = page.getByRole('dialog', { name: 'All commands' });
  await sheet.getByText('You are offline.').waitFor();
  expect(await page.getByText('What to do next').count()).toBe(1);
  await page.unrouteAll();
  // A browser may keep the failure for as long as the page is open, so that only a reload helps.
  await page.evaluate('window.dispatchEvent(new Event("online"))');
  await sheet.getByRole('button', { name: 'Reload the page' }).click();
  await press('More');
  await sheet.getByText('Page someone').waitFor();
});

test('a page opened over an update offers to reload, inside the shell and not by itself', async () => {
  await page.route('**/assets/SystemsPage-*', (route) => route.fulfill({ status: 404, body: '' }));
  await page.getByRole('button', { name: 'More' }).click();
  await page.getByRole('dialog', { name: 'All pages' }).getByRole('link', { name: 'Systems' }).click();
  await page.getByText('Tocsin was updated since').waitFor();
  await page.getByRole('navigation', { name: 'Main, phone' }).waitFor();
  await page.unrouteAll();
  await page.getByRole('button', { name: 'Reload the page' }).click();
  await page.getByRole('link', { name: 'Checkout' }).waitFor();
});

test('no label of the bar is cut on a narrow phone', async () => {
  await page.setViewportSize({ width: 360, height: 640 });
  await page.goto('/incidents/INC-1');
  const bar = page.getByRole('toolbar', { name: 'Actions' });
  await bar.getByRole('button', { name: 'Acknowledge' }).waitFor();
  const cut = () =>
    bar.evaluate((element) =>
      [...element.querySelectorAll('button, button *')]
        .filter((each) => each.scrollWidth > each.clientWidth && each.clientWidth > 0)
        .map((each) => each.textContent),
    );
  expect(await cut()).toEqual([]);
  await bar.getByRole('button', { name: 'Acknowledge' }).click();
  await bar.getByRole('button', { name: 'Take command' }).waitFor();
  expect(await cut()).toEqual([]);
  await bar.getByRole('button', { name: 'Take command' }).click();
  await bar.getByRole('button', { name: 'Set mitigating' }).waitFor();
  expect(await cut()).toEqual([]);
});

test('an alert in the list names its incident, and no word of the row is broken', async () => {
  await page.goto('/alerts');
  const row = page.getByRole('listitem').filter({ hasText: 'Checkout error rate above 20 %' });
  const link = row.getByRole('link', { name: 'INC-1', exact: true });
  await link.waitFor();
  expect(await page.evaluate<string[]>(BROKEN_WORDS)).toEqual([]);
  await link.click();
  await page.getByRole('heading', { name: 'Checkout error rate above 20 %' }).waitFor();
});

/** A resolved incident with its review, a report to triage, an audience: rows with something at their end. */
async function fillRecord(): Promise<void> {
  const ask = async (method: 'POST' | 'PUT', path: string, body: object) => {
    const reply = await harness.http(method, `/api/v1${path}`, body, { as: shop.ana.token });
    expect(reply.status, `${path}: ${reply.text}`).toBeLessThan(300);
  };
  const told = { severity: 'P1', systems: ['checkout'], symptoms: 'HTTP 502' };
  await ask('POST', '/incidents', { title: 'Payment provider unreachable', ...told });
  await ask('POST', '/incidents/INC-2/resolve', { resolution: 'It is back.', ending: 'recovered' });
  await ask('POST', '/reports', { title: 'Paying by card is impossible', system: 'checkout' });
  await ask('PUT', '/audiences/board', {
    name: 'Board',
    readers: 'executives',
    roles: ['engineering_manager'],
  });
  await harness.settle();
}

test('no word is broken on any page, and no page is wider than the phone, also when somebody is unreachable', async () => {
  const cleo = await harness.http('POST', '/api/v1/people', {
    ...{ email: 'cleopatra.lindqvist@example.com', name: 'Cleo Lindqvist', role: 'administrator' },
  });
  const faults: string[] = [];
  const look = async (path: string) => {
    await page.goto(path);
    await page.locator('#main h1').first().waitFor();
    await expect.poll(() => page.locator('#main [aria-busy]').count()).toBe(0);
    const broken = (await page.evaluate<string[]>(BROKEN_WORDS)).filter(isWord);
    faults.push(...broken.map((word) => `${path}: ${word}`));
    const over = await page.evaluate<number>('document.documentElement.scrollWidth - innerWidth');
    if (over > 0) faults.push(`${path} is ${over} px wider`);
  };
  const methods = `/api/v1/people/${cleo.body.id}/contact-methods`;
  const method = await harness.http('POST', methods, { kind: 'email', address: 'cleo@example.org' });
  for (const { id } of method.body.contactMethods ?? [method.body])
    expect((await harness.http('PATCH', `${methods}/${id}`, { enabled: false })).status).toBe(200);
  await page.goto(`/people/${cleo.body.id}`);
  await page.getByText('All contact methods are disabled or failing').first().waitFor();
  for (const path of ['/incidents', '/incidents/INC-1', '/messages', '/messages/dead', '/alerts', '/audit'])
    await look(path);
  await fillRecord();
  for (const path of [
    '/people',
    `/people/${cleo.body.id}`,
    '/teams',
    '/settings',
    '/systems',
    '/integrations',
    '/on-call',
    '/account',
    '/reviews',
    '/incidents/INC-2/review',
    '/reports',
    '/reports/REP-1',
    '/actions',
    '/audiences',
    '/status-page',
    '/runbooks',
    '/checks',
    '/connectors',
    '/trackers',
    '/channels',
    '/coverage',
    '/rehearse',
    '/policy/versions',
  ])
    await look(path);
  expect(faults).toEqual([]);
});

test('what is missing says so in a heading', async () => {
  for (const [path, heading] of [
    ['/incidents/INC-999', 'Incident not found'],
    ['/people/0197b1f4-0000-7000-8000-000000000000', 'Person not found'],
    ['/systems/nothing', 'System not found'],
    ['/teams/nothing', 'Team not found'],
  ] as const) {
    await page.goto(path);
    await page.getByRole('heading', { name: heading, level: 1 }).waitFor();
  }
});

test('a long address on the page of a forgotten password stays in its card; what is said there is true for all', async () => {
  const viewer = await browser.open({ viewport: PHONE });
  await viewer.page.goto('/forgot-password');
  const address = `${'somebody'.repeat(8)}@${'example-of-a-long-name'.repeat(3)}.com`;
  await viewer.page.getByLabel('E-mail').fill(address);
  await viewer.page.getByRole('button', { name: 'Send link' }).click();
  await viewer.page.getByText('If one was sent recently').waitFor();
  const shown = await viewer.page.getByText(address).boundingBox();
  const card = await viewer.page.locator('.frame-box').boundingBox();
  if (!shown || !card) throw new Error('The address or its card is not shown.');
  expect(shown.x + shown.width).toBeLessThanOrEqual(card.x + card.width);
  await viewer.context.close();
});

test('signing in, the list and an incident are under 200 kB of script as sent', async () => {
  const viewer = await browser.open({ viewport: PHONE, touch: true });
  // What is fetched when the browser is idle comes after all that is shown first, how early depends on the machine.
  await viewer.page.addInitScript('window.requestIdleCallback = () => 0');
  const scripts: Request[] = [];
  viewer.page.on('requestfinished', (request) => {
    if (request.resourceType() === 'script') scripts.push(request);
  });
  await browser.signIn(viewer, shop.ana.id);
  await viewer.page.getByText('Checkout error rate above 20 %').click();
  await viewer.page.getByText('What to do next').waitFor();
  const sizes = await Promise.all(scripts.map((request) => request.sizes()));
  const total = sizes.reduce((sum, { responseBodySize }) => sum + responseBodySize, 0);
  await viewer.context.close();
  expect(total).toBeGreaterThan(50_000);
  expect(total).toBeLessThan(200_000);
});

/** How far what is on screen was pushed by what came later. As text, because it runs in the browser. */
const COUNT_SHIFTS = `(() => {
  globalThis.shifted = 0;
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) globalThis.shifted += entry.value;
  }).observe({ type: 'layout-shift', buffered: true });
})()`;

test('nothing is pushed from under a finger while an incident or the list loads, and set-up takes one line of the list', async () => {
  await harness.http('POST', '/api/v1/incidents', {
    ...{ title: 'A queue that grows '.repeat(12).trim(), severity: 'P1', systems: ['checkout'] },
    symptoms: 'Slow',
  });
  await harness.settle();
  await page.context().addInitScript(COUNT_SHIFTS);
  await page.goto('/incidents/INC-1');
  await page.getByRole('region', { name: 'Tags' }).waitFor();
  expect(await page.evaluate<number>('shifted')).toBeLessThan(0.1);
  await page.goto('/incidents');
  const line = page.getByText('set-up steps left');
  await line.waitFor();
  const rows = await page.locator('.incident-item').all();
  const boxes = await Promise.all(rows.map((row) => row.boundingBox()));
  expect(boxes[0]?.y).toBeLessThan(260);
  for (const box of boxes) expect(box?.height).toBeLessThanOrEqual(112);
  expect(await page.evaluate<number>('shifted')).toBeLessThan(0.05);
  await page.getByRole('button', { name: 'Continue set-up' }).click();
  await page.getByRole('dialog', { name: 'Set-up' }).getByText('organisation roles').waitFor();
});
