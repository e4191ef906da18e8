import { mkdirSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { Harness } from '../harness/index.ts';
import { accessibilityFaults, BROWSER_TIME, BrowserInTest, DESKTOP, PHONE } from './browser.ts';
import { openShop, type Shop } from './shop.ts';

/* The status page as those keep it who publish: from "no page yet" to the resolved incident. */

let harness: Harness;
let browser: BrowserInTest;
let shop: Shop;
beforeAll(async () => {
  harness = await Harness.start({ at: BROWSER_TIME });
  shop = await openShop(harness);
  browser = await BrowserInTest.start(harness);
});
afterAll(async () => {
  await browser.close();
  await harness.close();
});

test('[RES-4] a person makes the page, publishes an incident from its page, sees it as readers will, and ends it', async () => {
  const viewer = await browser.open({ viewport: DESKTOP });
  const { page } = viewer;
  const faults: string[] = [];
  const shots = process.env.SHOTS;
  if (shots !== undefined) mkdirSync(shots, { recursive: true });
  const look = async (what: string) => {
    if (shots !== undefined) await page.screenshot({ path: `${shots}/web-${what}.png`, fullPage: true });
    faults.push(...(await accessibilityFaults(page)).map((fault) => `${what}: ${fault}`));
  };
  await browser.signIn(viewer, shop.ana.id);
  await page.goto('/status-page');
  await page.getByRole('button', { name: 'Create status page' }).click();
  await page.getByLabel('Name', { exact: true }).fill('Harbour Books status');
  await look('settings');
  await page.getByRole('dialog').getByRole('button', { name: 'Create status page' }).click();
  await page.getByRole('button', { name: 'Edit components' }).click();
  await page.getByLabel('Public name').fill('Payments');
  await page.getByLabel('System').selectOption('checkout');
  await look('components');
  await page.getByRole('button', { name: 'Save' }).click();
  await page.getByText('from checkout').waitFor();

  const declared = await harness.http('POST', '/api/v1/incidents', {
    ...{ title: 'Ledger corrupted by intruder', severity: 'P1', systems: ['checkout'] },
  });
  expect(declared.status).toBe(201);
  await harness.settle();
  await page.goto('/incidents/INC-1');
  const section = page.getByRole('region', { name: 'Status page' });
  await section.getByRole('button', { name: 'Publish' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Public title').waitFor();
  expect(await dialog.getByLabel('Public title').inputValue()).toBe('Problem with Payments');
  await dialog.getByRole('button', { name: 'Preview' }).click();
  const preview = dialog.frameLocator('iframe[title="Preview"]');
  await preview.getByRole('heading', { name: 'Problem with Payments' }).waitFor();
  await look('publish');
  // Whether subscribers hear of it is asked each time.
  expect(await dialog.getByRole('button', { name: 'Publish' }).isDisabled()).toBe(true);
  await dialog.getByLabel('Only update the page').check();
  await dialog.getByRole('button', { name: 'Publish' }).click();
  await section.getByText('Investigating').waitFor();
  await look('incident');
  await harness.settle();
  const shown = await harness.http('GET', '/status/', undefined, { as: null });
  expect(shown.text).toContain('Problem with Payments');
  expect(shown.text).not.toMatch(/ledger|intruder/i);

  await harness.http('POST', '/api/v1/incidents/INC-1/resolve', {
    resolution: 'Rolled back',
    ending: 'recovered',
  });
  await section.getByText('Resolved here, but not on the status page yet.').waitFor();
  await section.getByRole('button', { name: 'Publish update' }).click();
  await dialog.getByLabel('Phase').waitFor();
  expect(await dialog.getByLabel('Phase').inputValue()).toBe('resolved');
  await dialog.getByLabel('Notify subscribers', { exact: true }).check();
  await dialog.getByRole('button', { name: 'Publish' }).click();
  await section.getByText('Resolved', { exact: true }).waitFor();
  await dialog.waitFor({ state: 'detached' });
  await page.goto('/status-page');
  await page.getByText('Problem with Payments').click();
  await page.getByText('subscribers notified').waitFor();
  await look('public-incident');
  await page.setViewportSize(PHONE);
  await page.goto('/status-page');
  await page.getByText('from checkout').waitFor();
  await look('overview-phone');
  const over = await page.evaluate<number>('document.documentElement.scrollWidth - innerWidth');
  expect(over).toBeLessThanOrEqual(0);
  expect(faults).toEqual([]);
  expect(viewer.complaints).toEqual([]);
  await viewer.context.close();
}, 240_000);
