import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Harness } from '../harness/index.ts';
import { accessibilityFaults, BROWSER_TIME, BrowserInTest, DESKTOP, PHONE } from './browser.ts';
import { alertmanagerBody, openShop, type Shop } from './shop.ts';

/** A browser beside other work on a small machine takes its time. */
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

let harness: Harness;
let browser: BrowserInTest;
let shop: Shop;

beforeEach(async () => {
  harness = await Harness.start({ at: BROWSER_TIME });
  harness.othersMayWrite();
  shop = await openShop(harness);
  await harness.http('PUT', '/api/v1/audiences/partners', {
    name: 'Partners',
    addresses: ['partners@example.org'],
  });
  const body = alertmanagerBody('firing', harness.clock.now().toString());
  await harness.http('POST', `/in/alertmanager/${shop.key}`, body);
  await harness.settle();
  browser = await BrowserInTest.start(harness);
});
afterEach(async () => {
  await browser.close();
  await harness.close();
});

test.each([
  ['a phone', { viewport: PHONE, touch: true }],
  ['a desktop', { viewport: DESKTOP }],
])(
  '[COM-2] [COM-4] on %s: from what to do next to a sent update, with what its readers get in sight',
  async (_name, options) => {
    const viewer = await browser.open(options);
    const { page } = viewer;
    await browser.signIn(viewer, shop.ana.id);
    await page.goto('/incidents/INC-1');
    await page.getByText('Next update due').waitFor();
    await page.getByRole('button', { name: 'Write', exact: true }).click();
    const sheet = page.getByRole('dialog', { name: 'Send update' });
    await sheet.getByText('Confirm the severity first').waitFor();
    await sheet.getByLabel('What is new?').fill('Failing over to the replica.');
    await sheet.getByRole('heading', { name: 'As responders read it' }).waitFor();
    await sheet.getByText('- Failing over to the replica.').waitFor();
    expect(await accessibilityFaults(page)).toEqual([]);
    await sheet.getByText('Impact, plan and ETA').click();
    await sheet.getByLabel('ETA').fill('noon');
    await sheet.getByText('- ETA: noon').waitFor();

    // A closed tab loses nothing: the draft is on the server.
    await expect
      .poll(
        async () => (await harness.http('GET', '/api/v1/incidents/INC-1/updates')).body.drafts[0]?.facts?.eta,
      )
      .toBe('noon');
    await page.reload();
    await page.getByRole('button', { name: 'Write', exact: true }).click();
    await sheet.getByText('- ETA: noon').waitFor();
    await sheet.getByRole('button', { name: /^Send to \d/ }).click();
    await page.getByText(/^Update sent to/).waitFor();
    await page
      .getByRole('region', { name: 'Communication' })
      .getByText('Failing over to the replica.')
      .waitFor();
    expect((await harness.http('GET', '/api/v1/incidents/INC-1/updates')).body).toMatchObject({
      updates: [{ text: 'Failing over to the replica.', by: { name: 'Ana Ruiz' } }],
      drafts: [],
    });
    expect(viewer.complaints).toEqual([]);
  },
);

test('people subscribe on their account page, and audiences are kept on a page of their own', async () => {
  const viewer = await browser.open();
  const { page } = viewer;
  await browser.signIn(viewer, shop.ana.id);
  await page.goto('/account');
  await page.getByRole('button', { name: 'Subscribe' }).click();
  const sheet = page.getByRole('dialog', { name: 'Incident updates' });
  await sheet.getByLabel('Checkout').check();
  await sheet.getByRole('button', { name: 'Save' }).click();
  await page.getByText('You are also told about P1, P2 of Checkout.').waitFor();

  await page.goto('/audiences');
  await page.getByRole('button', { name: 'Add audience' }).click();
  const form = page.getByRole('dialog', { name: 'Add audience' });
  await form.getByLabel('Name').fill('Support');
  await form.getByLabel('Payments').check();
  await form.getByRole('button', { name: 'Add audience' }).click();
  await page.getByText('Support added.').waitFor();
  expect(await accessibilityFaults(page)).toEqual([]);
  expect((await harness.http('GET', '/api/v1/audiences')).body.items).toMatchObject([
    { id: 'partners', external: true },
    { id: 'support', teams: ['payments'], external: false },
  ]);
});
