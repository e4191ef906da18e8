import { readFileSync } from 'node:fs';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Harness } from '../harness/index.ts';
import { BROWSER_TIME, BrowserInTest, type Viewer } from './browser.ts';
import { openShop } from './shop.ts';

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

let harness: Harness;
let browser: BrowserInTest;
let viewer: Viewer;

beforeEach(async () => {
  harness = await Harness.start({ at: BROWSER_TIME });
  const shop = await openShop(harness);
  browser = await BrowserInTest.start(harness);
  viewer = await browser.open();
  await browser.signIn(viewer, shop.ana.id);
});
afterEach(async () => {
  expect(viewer.complaints).toEqual([]);
  await browser.close();
  await harness.close();
});

test('[DET-1] the page of an integration says how much it ignored, why the last, and what to paste', async () => {
  const { page } = viewer;
  const made = await harness.http('POST', '/api/v1/integrations', { kind: 'webhook', name: 'GitHub' });
  await page.goto('/integrations/github');
  await page.getByText('Webhook address').first().waitFor();
  await page.getByText('Known tools need nothing else').waitFor();
  await page.getByText('"alert_cycle_key": "$ALERT_CYCLE_KEY"').waitFor();
  expect(await page.getByText('Ignored').count()).toBe(0);

  const ping = readFileSync(
    new URL('../../src/inbound/vendors/samples/github-ping.json', import.meta.url),
    'utf8',
  );
  for (let time = 0; time < 2; time++) {
    const reply = await harness.http('POST', `/in/webhook/${made.body.key}`, JSON.parse(ping), { as: null });
    expect(reply.body.status).toBe('ignored');
  }
  await page.reload();
  const facts = page.locator('dl.facts');
  await facts.getByText('Ignored', { exact: true }).waitFor();
  await facts.getByText('2, the last one').waitFor();
  await facts.getByText('GitHub: no alert (zen is given)').waitFor();
});
