import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { WebhookReceiver } from '../fakes/webhook-receiver.ts';
import { Harness } from '../harness/index.ts';
import { accessibilityFaults, BROWSER_TIME, BrowserInTest, PHONE, type Viewer } from './browser.ts';
import { openShop, type Shop } from './shop.ts';

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

let harness: Harness;
let browser: BrowserInTest;
let viewer: Viewer;
let shop: Shop;
let receiver: WebhookReceiver;
let secret = '';

beforeEach(async () => {
  harness = await Harness.start({ at: BROWSER_TIME });
  shop = await openShop(harness);
  receiver = await WebhookReceiver.start(() => secret);
  browser = await BrowserInTest.start(harness);
  viewer = await browser.open();
  await browser.signIn(viewer, shop.ana.id);
});
afterEach(async () => {
  expect(viewer.complaints).toEqual([]);
  await browser.close();
  await receiver.close();
  await harness.close();
});

/** Set to a folder, it receives pictures to look at. */
const shots = process.env.WEBHOOK_SHOTS;
const sizes = { phone: PHONE, laptop: { width: 1366, height: 768 }, desktop: { width: 1440, height: 900 } };

async function look(what: string): Promise<void> {
  const { page } = viewer;
  expect(await accessibilityFaults(page)).toEqual([]);
  if (shots === undefined) return;
  for (const scheme of ['light', 'dark'] as const)
    for (const [name, size] of Object.entries(sizes)) {
      await page.emulateMedia({ colorScheme: scheme });
      await page.setViewportSize(size);
      await page.screenshot({ path: `${shots}/webhooks-${what}-${name}-${scheme}.png`, fullPage: true });
    }
  await page.emulateMedia({ colorScheme: 'light' });
}

test('[COM-6] a webhook is added, tried, followed in its log, stopped by a dead receiver and turned on again', async () => {
  const { page } = viewer;
  await page.goto('/webhooks');
  await page.getByText('No webhooks yet').waitFor();
  await page.getByRole('button', { name: 'Add webhook' }).click();
  const form = page.locator('dialog[open]');
  await form.getByRole('textbox', { name: 'Name' }).fill('Data warehouse');
  await form.getByRole('textbox', { name: 'URL' }).fill(receiver.url());
  await form.getByLabel('Search in events').fill('everything about');
  await form.getByLabel('Everything about incidents').check();
  await look('form');
  await form.getByRole('button', { name: 'Add webhook' }).click();
  await page.getByText('No deliveries yet').waitFor();

  await page.getByRole('button', { name: 'Show secret' }).click();
  secret = (await page.locator('dialog[open] .secret code').textContent()) ?? '';
  expect(secret).toMatch(/^whsec_/);
  await page.keyboard.press('Escape');
  receiver.answer({ status: 500, text: '{"error":"out of disk"}' });
  await page.getByRole('button', { name: 'Send test' }).click();
  await page.getByText('Test sent. See the log below.').waitFor();
  await harness.http('POST', '/api/v1/incidents', {
    title: 'Checkout is down',
    severity: 'P4',
    systems: ['checkout'],
  });
  await harness.settle();
  await harness.advance('PT30S');
  await page.getByText('Retrying').waitFor();
  await page.getByText('Failing', { exact: true }).waitFor();
  await page.getByText('HTTP 500').first().waitFor();
  await look('failing');
  await page.getByText('incident.declared').click();
  await page.getByText('out of disk').first().waitFor();
  await look('delivery');
  await page.keyboard.press('Escape');

  await harness.advance('PT30H');
  await page.getByText(/For more than a day every request has failed/).waitFor();
  await look('stopped');
  receiver.answer({ status: 204 });
  await page.getByRole('button', { name: 'Turn on' }).click();
  await page.locator('dialog[open]').getByRole('button', { name: 'Turn on' }).click();
  await harness.settle();
  await page.locator('dl.facts').getByText('On', { exact: true }).waitFor();
  await page.goto('/webhooks');
  await page.getByText('incident.*').waitFor();
  await look('list');
  expect(receiver.forged).toEqual([]);
});
