import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { Harness } from '../harness/index.ts';
import { BROWSER_TIME, BrowserInTest, type Viewer } from './browser.ts';
import { alertmanagerBody, openShop, type Shop } from './shop.ts';

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

let harness: Harness;
let browser: BrowserInTest;
let shop: Shop;
let viewer: Viewer;
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
  viewer = await browser.open();
  await browser.signIn(viewer, shop.ana.id);
  await viewer.page.goto('/incidents/INC-1');
  await viewer.page
    .getByText(/will be paged again at/)
    .first()
    .waitFor();
});
afterEach(() => viewer.context.close());

const notice = () => viewer.page.getByText(/Not live: last updated (yesterday )?\d\d:\d\d:\d\d\./);

test('a server that falls silent is noticed: the page says how old it is, and its countdowns stand still', async () => {
  const { page } = viewer;
  const promise = page.locator('.promise');
  expect(await notice().count()).toBe(0);
  expect(await promise.textContent()).not.toContain('as of');
  // From now on nothing is answered and nothing fails.
  await page.route('**/api/v1/**', () => undefined);
  await browser.passTime(viewer, 70);
  await notice().waitFor();
  const said = await promise.textContent();
  expect(said).toMatch(/in \d+ min as of (yesterday )?\d\d:\d\d:\d\d/);
  // It tries again, so its own clock has gone on.
  const again = page.waitForRequest('**/api/v1/stream');
  await browser.passTime(viewer, 90);
  await again;
  expect(await promise.textContent()).toBe(said);
  // The silence ends: the next attempt is heard, and what happened meanwhile is shown.
  await harness.http('POST', '/api/v1/incidents/INC-1/entries', {
    type: 'note',
    text: 'Seen from elsewhere.',
  });
  await page.unrouteAll();
  await browser.passTime(viewer, 30);
  await notice().waitFor({ state: 'detached' });
  await page.getByText('Seen from elsewhere.').waitFor();
  await expect.poll(() => page.locator('.as-of').count()).toBe(0);
});

test('a browser that goes offline says so at once', async () => {
  const { page, context } = viewer;
  await context.setOffline(true);
  await notice().waitFor();
  await page.getByText(/Not live: .*You are offline\./).waitFor();
  await page.locator('.promise .as-of').waitFor();
  await context.setOffline(false);
  await notice().waitFor({ state: 'detached' });
});

test('a line begun while the one before is still being sent stays in the box', async () => {
  const { page } = viewer;
  const box = page.getByLabel('Add to timeline');
  const asked = Promise.withResolvers<void>();
  const goOn = Promise.withResolvers<void>();
  await page.route('**/entries', async (route) => {
    asked.resolve();
    await goOn.promise;
    await route.continue();
  });
  await box.fill('The pool is empty.');
  await box.press('Control+Enter');
  await asked.promise;
  await box.fill('Restarting it.');
  goOn.resolve();
  await page.locator('.tl-note').getByText('The pool is empty.').waitFor();
  expect(await box.inputValue()).toBe('Restarting it.');
  await page.getByRole('button', { name: 'Add', exact: true }).click();
  await page.locator('.tl-note').getByText('Restarting it.').waitFor();
  await expect.poll(() => box.inputValue()).toBe('');
});
