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
  const ask = (path: string, body: object) =>
    harness.http('POST', `/api/v1/incidents${path}`, body, { as: shop.ana.token });
  await ask('', { title: 'Checkout is down', severity: 'P1', systems: ['checkout'], symptoms: 'HTTP 502' });
  await ask('/INC-1/command', {});
  await harness.advance('PT25M');
  await ask('/INC-1/entries', { type: 'finding', text: 'The connection pool was empty.' });
  await ask('/INC-1/resolve', { resolution: 'Rolled back release 4.2.', ending: 'recovered' });
  await harness.settle();
  browser = await BrowserInTest.start(harness);
});
afterEach(async () => {
  await browser.close();
  await harness.close();
});

const textsOf = async (id: string) =>
  (await harness.http('GET', '/api/v1/incidents/INC-1/report')).body.texts.find(
    (one: { id: string }) => one.id === id,
  );

test.each([
  ['a phone', { viewport: PHONE, touch: true }],
  ['a desktop', { viewport: DESKTOP }],
])(
  '[REV-1] [REV-3] [REV-4] on %s: from the resolved incident to a date, through the agenda, to an action',
  async (_name, options) => {
    const viewer = await browser.open(options);
    const { page } = viewer;
    await browser.signIn(viewer, shop.ana.id);
    await page.goto('/incidents/INC-1');
    await page.getByText('Missing for the report:').waitFor();
    await page.getByRole('link', { name: 'Schedule review' }).click();
    await page.getByRole('heading', { name: 'Review of INC-1' }).waitFor();
    await page.getByRole('button', { name: 'Schedule', exact: true }).click();
    const sheet = page.getByRole('dialog', { name: 'Schedule review' });
    await sheet.getByRole('radio').first().check();
    await sheet.getByRole('button', { name: 'Schedule and invite' }).click();
    await page.getByText('Review scheduled.').waitFor();
    expect(await accessibilityFaults(page)).toEqual([]);

    await page.getByRole('link', { name: 'Run the meeting' }).click();
    await page.getByRole('button', { name: 'Start the clock' }).click();
    await page.getByText(/min without an entry/).waitFor();
    expect(await accessibilityFaults(page)).toEqual([]);
    await page.getByRole('button', { name: /^Root cause analysis/ }).click();
    await page.getByLabel('Root cause', { exact: true }).fill('A migration held a lock.');
    await page.getByText('Saved · last edited by Ana Ruiz').waitFor();
    // The five whys by keyboard alone: one below the other, and a second answer beside.
    await page.getByRole('button', { name: 'Ask the first why' }).press('Enter');
    for (const [name, words, key] of [
      ['Why 1', 'Why did orders fail?', 'Enter'],
      ['Why 1.1', 'The pool was empty.', 'Shift+Enter'],
      ['Why 1.2', 'No alarm rang.', 'Control+]'],
    ] as const) {
      await page.getByLabel(name, { exact: true }).and(page.locator(':focus')).waitFor();
      await page.keyboard.type(words);
      await page.keyboard.press(key);
    }
    await page.getByLabel('Finding for why 1.1.1').selectOption({ index: 1 });
    await expect
      .poll(async () => (await textsOf('five_whys'))?.current?.whys)
      .toMatchObject([
        { depth: 0 },
        { depth: 1 },
        { text: 'No alarm rang.', depth: 2, seq: expect.any(Number) },
      ]);
    await page.getByRole('button', { name: /^Response evaluation/ }).click();
    await page.getByText('Response against targets').waitFor();
    await page.getByRole('button', { name: /^Action items/ }).click();
    await page.getByText('Add an action').click();
    await page.getByLabel('What is to be done').fill('Test migrations under load');
    await page.getByLabel('Owner').selectOption({ label: 'Ben Okafor' });
    await page.getByLabel('Due').fill('2099-01-31');
    await page.getByRole('button', { name: 'Add action' }).click();
    await page.getByText('Test migrations under load').waitFor();
    expect(await accessibilityFaults(page)).toEqual([]);
    expect(viewer.complaints).toEqual([]);
  },
);

test('[REV-3] two people type in one section in two browsers: both texts are there, and one of them puts them together', async () => {
  const [ana, ben] = [await browser.open(), await browser.open()];
  await browser.signIn(ana, shop.ana.id);
  await browser.signIn(ben, shop.ben.id);
  const cause = 'Root cause';
  for (const { page } of [ana, ben]) {
    await page.goto('/incidents/INC-1/review');
    await page.getByLabel(cause, { exact: true }).waitFor();
  }
  // Ben has typed, and not paused yet, when what Ana wrote is saved.
  await ben.page.route('**/report/sections/**', async (route) => {
    await expect
      .poll(async () => (await textsOf('root_cause')).current?.text)
      .toBe('A migration held a lock.');
    await route.continue();
  });
  await ben.page.getByLabel(cause, { exact: true }).fill('The pool was too small.');
  await ana.page.getByLabel(cause, { exact: true }).fill('A migration held a lock.');
  await ben.page.getByText('Ben Okafor wrote at the same time').waitFor();
  await ana.page.getByText('Ben Okafor wrote at the same time').waitFor();
  await ana.page.getByRole('button', { name: 'Put both together' }).click();
  await expect
    .poll(async () => textsOf('root_cause'))
    .toMatchObject({
      current: { text: 'A migration held a lock.\n\nThe pool was too small.' },
      aside: [],
    });
  await expect
    .poll(() => ben.page.getByLabel(cause, { exact: true }).inputValue())
    .toBe('A migration held a lock.\n\nThe pool was too small.');
});
