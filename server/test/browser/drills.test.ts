import { afterAll, beforeAll, expect, test } from 'vitest';
import { Harness } from '../harness/index.ts';
import { accessibilityFaults, BROWSER_TIME, BrowserInTest, DESKTOP, PHONE } from './browser.ts';
import { openShop, type Shop } from './shop.ts';

/*
 * Ana runs a drill, looks, ends it and reads the scorecard; every page of drills, the programme and training at a phone's, a
 * laptop's and a desktop's width, light and dark. DRILL_SHOTS=folder keeps pictures.
 */
const LAPTOP = { width: 1366, height: 768 };
const shots = process.env.DRILL_SHOTS;
let harness: Harness;
let browser: BrowserInTest;
let shop: Shop;

beforeAll(async () => {
  harness = await Harness.start({ at: BROWSER_TIME });
  harness.othersMayWrite();
  shop = await openShop(harness);
  await harness.app.beginHousekeeping();
  await harness.settle();
  browser = await BrowserInTest.start(harness);
});
afterAll(async () => {
  await browser.close();
  await harness.close();
});

test('[TRA-2] a drill is started, steered and scored in the browser, and the word DRILL stands on each page of it', async () => {
  const viewer = await browser.open();
  const { page, complaints } = viewer;
  await browser.signIn(viewer, shop.ana.id);
  await page.goto('/drills/new');
  await page.getByLabel('Scenario').selectOption('database');
  await page.getByLabel('System').selectOption('checkout');
  await page.getByRole('button', { name: 'Start drill now' }).click();
  await page.getByText('DRILL.', { exact: true }).waitFor();
  await harness.settle();
  await harness.advance('PT8M');
  await page.getByRole('button', { name: 'Look: Connection pools' }).click();
  await page.getByText(/holds 180 of 200 connections/).waitFor();
  const { id } = (await harness.http('GET', '/api/v1/drills')).body.items[0];
  const faults: string[] = [];
  const paths: readonly (readonly [string, RegExp])[] = [
    [`/drills/${id}`, /Where to look/],
    ['/incidents/INC-1', /This is an exercise/],
    ['/incidents', /INC-1/],
    ['/alerts', /Connection pool almost exhausted/],
    ['/drills', /Scenarios/],
    ['/drills/new', /Who takes part/],
    ['/programme', /Monthly incident response drills/],
    ['/training', /In training/],
    ['/coverage', /On call, not signed off/],
  ];
  const look = async (all: typeof paths, when: string) => {
    for (const [path, content] of all) {
      await page.goto(path);
      await page.getByText(content).first().waitFor();
      for (const viewport of [PHONE, LAPTOP, DESKTOP]) {
        await page.setViewportSize(viewport);
        const over = await page.evaluate<number>('document.documentElement.scrollWidth - innerWidth');
        if (over > 0) faults.push(`${path} is ${over} px too wide at ${viewport.width}`);
        const name = `${shots}/${when}${path.replaceAll('/', '_').slice(0, 16)}-${viewport.width}`;
        if (shots !== undefined) await page.screenshot({ path: `${name}.png`, fullPage: true });
      }
      faults.push(...(await accessibilityFaults(page)).map((fault) => `${path} ${fault}`));
      await page.emulateMedia({ colorScheme: 'dark' });
      await page.locator(':root[data-mantine-color-scheme="dark"]').waitFor({ state: 'attached' });
      faults.push(
        ...(await accessibilityFaults(page, 'color-contrast')).map((fault) => `${path} dark ${fault}`),
      );
      if (shots !== undefined)
        await page.screenshot({ path: `${shots}/${when}-dark${path.replaceAll('/', '_').slice(0, 16)}.png` });
      await page.emulateMedia({ colorScheme: 'light' });
    }
  };
  await look(paths, 'running');
  for (const path of [`/drills/${id}`, '/incidents/INC-1', '/incidents', '/alerts', '/drills']) {
    await page.goto(path);
    await page.locator('.drill-mark, .drill-banner').first().waitFor();
  }
  await page.goto(`/drills/${id}`);
  await page.getByRole('button', { name: 'End and score' }).click();
  await page
    .getByText(/targets met/)
    .first()
    .waitFor();
  await look([[`/drills/${id}`, /Worth improving/]], 'ended');
  await page.goto('/programme');
  await page
    .getByRole('button', { name: /^Mark as done: Monthly runbook reviews/ })
    .first()
    .click();
  await page.getByRole('dialog').getByLabel('Runbook').selectOption('database');
  await page.getByRole('dialog').getByLabel('Result').selectOption('still_right');
  await page.getByRole('dialog').getByText('Ana Ruiz').click();
  if (shots !== undefined) await page.screenshot({ path: `${shots}/review-form.png` });
  await page.getByRole('dialog').getByRole('button', { name: 'Save' }).click();
  await page.getByText('Done', { exact: true }).first().waitFor();
  expect(faults).toEqual([]);
  expect(complaints).toEqual([]);
}, 240_000);
