import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Harness } from '../harness/index.ts';
import { accessibilityFaults, BROWSER_TIME, BrowserInTest, DESKTOP, PHONE } from './browser.ts';
import { openShop, type Shop } from './shop.ts';

/** A browser beside other work on a small machine takes its time. */
vi.setConfig({ testTimeout: 180_000, hookTimeout: 120_000 });

let harness: Harness;
let browser: BrowserInTest;
let shop: Shop;

beforeEach(async () => {
  harness = await Harness.start({ at: BROWSER_TIME });
  harness.othersMayWrite();
  shop = await openShop(harness);
  browser = await BrowserInTest.start(harness);
});
afterEach(async () => {
  await browser.close();
  await harness.close();
});

test('[DET-3] from the settings to the public form, to the triage inbox, to the incident', async () => {
  const ana = await browser.open({ viewport: DESKTOP });
  await browser.signIn(ana, shop.ana.id);
  const { page } = ana;
  await page.goto('/reports/settings');
  await page.getByLabel('Anyone can report a problem').check();
  await page.getByRole('button', { name: 'Add choice' }).click();
  await page.getByLabel('Words 1').fill('Paying');
  await page.getByLabel('System 1').selectOption({ label: 'Checkout' });
  expect(await accessibilityFaults(page)).toEqual([]);
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await page.getByText('Saved.').waitFor();

  const stranger = await browser.open({ viewport: PHONE, touch: true });
  await stranger.page.goto('/report');
  await stranger.page.getByLabel('What is wrong?').fill('I <b>cannot</b> pay');
  await stranger.page.getByLabel('What is it about?').selectOption('Paying');
  await stranger.page.getByLabel('Are multiple users affected?').check();
  expect(await accessibilityFaults(stranger.page)).toEqual([]);
  await stranger.page.getByRole('button', { name: 'Send report' }).click();
  await stranger.page.getByText('REP-1').waitFor();
  expect(await accessibilityFaults(stranger.page)).toEqual([]);

  await page.getByRole('link', { name: /User reports\s*1/ }).click();
  await page.getByRole('link', { name: 'I <b>cannot</b> pay' }).waitFor();
  expect(await accessibilityFaults(page)).toEqual([]);
  await page.getByRole('link', { name: 'I <b>cannot</b> pay' }).click();
  await page.getByRole('heading', { name: 'REP-1 I <b>cannot</b> pay' }).waitFor();
  expect(await accessibilityFaults(page)).toEqual([]);
  await page.getByRole('link', { name: 'Declare incident' }).last().click();
  await expect.poll(() => page.getByLabel('What is broken?').inputValue()).toBe('I <b>cannot</b> pay');
  await page.getByRole('button', { name: 'Declare P2 incident' }).click();
  await page.getByText('Declared because of the report REP-1').waitFor();
  await page.goto('/report-problem');
  await page.getByLabel('What is wrong?').fill('The font is small');
  expect(await accessibilityFaults(page)).toEqual([]);
  await page.getByRole('button', { name: 'Send report' }).click();
  await page.getByRole('heading', { name: 'REP-2 reported' }).waitFor();
  expect(ana.complaints).toEqual([]);
  expect(stranger.complaints).toEqual([]);
});
