import { afterAll, beforeAll, expect, test } from 'vitest';
import { SignalsServer } from '../fakes/signals-server.ts';
import { Harness } from '../harness/index.ts';
import { accessibilityFaults, BROWSER_TIME, BrowserInTest, PHONE } from './browser.ts';
import { alertmanagerBody, openShop, type Shop } from './shop.ts';

let harness: Harness;
let browser: BrowserInTest;
let shop: Shop;
let signals: SignalsServer;
beforeAll(async () => {
  harness = await Harness.start({ at: BROWSER_TIME });
  shop = await openShop(harness);
  signals = await SignalsServer.start('Bearer token');
  signals.series.set('errors', (at) => ({ '500': String(at % 7), '502': '3' }));
  signals.lines.push({
    atMs: Date.parse(BROWSER_TIME) - 60_000,
    text: 'level=error msg="no answer from bank"',
  });
  const begun = alertmanagerBody('firing', harness.clock.now().toString());
  await harness.http('POST', `/in/alertmanager/${shop.key}`, begun);
  await harness.settle();
  browser = await BrowserInTest.start(harness);
});
afterAll(async () => {
  await browser.close();
  await signals.close();
  await harness.close();
});

test('[INV-1] [INV-3] [INV-4] a connector is set up in the web, and a phone shows its charts and lines and pins one', async () => {
  const { page, ...viewer } = await browser.open({ viewport: PHONE });
  await browser.signIn({ page, ...viewer }, shop.ana.id);
  const faults: string[] = [];
  await page.goto('/connectors');
  for (const [kind, name] of [
    ['Prometheus', 'Metrics'],
    ['Loki', 'Logs'],
  ] as const) {
    await page.getByRole('button', { name: 'Add connector' }).click();
    const sheet = page.getByRole('dialog', { name: 'Add connector' });
    await sheet.getByRole('radio', { name: kind }).check();
    await sheet.getByLabel('Name', { exact: true }).fill(name);
    await sheet.getByLabel('URL').fill(signals.url);
    await sheet.getByLabel('Authentication').selectOption('Bearer token');
    await sheet.getByLabel('Token', { exact: true }).fill('token');
    await sheet.getByRole('button', { name: 'Test and save' }).click();
    await page.getByRole('listitem').filter({ hasText: name }).waitFor();
  }
  faults.push(...(await accessibilityFaults(page)));
  const queries = [
    { name: 'Failures', connector: 'metrics', query: 'errors', unit: '/s' },
    { name: 'Broken', connector: 'metrics', query: 'errors{' },
    { name: 'Payment log', connector: 'logs', query: '{app="checkout"}' },
  ];
  await harness.http('PATCH', '/api/v1/systems/checkout', { queries });
  await page.goto('/incidents/INC-1');
  const panel = page.getByRole('region', { name: 'Metrics and logs', exact: true });
  await panel
    .getByRole('img', { name: 'Failures: between 0 /s and 6 /s' })
    .or(panel.getByRole('img', { name: 'Failures: between 0/s and 6/s' }))
    .waitFor();
  await panel.getByText('Prometheus answered: invalid parameter', { exact: false }).waitFor();
  await panel.getByText('Payment log').click();
  await panel.getByText('no answer from bank', { exact: false }).waitFor();
  await panel.getByRole('button', { name: 'Table of Failures' }).click();
  await panel.getByRole('columnheader', { name: 'code=500' }).waitFor();
  await panel.getByRole('button', { name: /^Pin as evidence.*Failures$/ }).click();
  await panel.getByText('(2 series)', { exact: false }).waitFor();
  await panel.getByRole('button', { name: 'Failures', exact: true }).click();
  const kept = page.getByRole('dialog', { name: 'Failures' });
  await kept.getByText('The content matches the SHA-256 on the record.').waitFor();
  await kept.getByText('errors', { exact: true }).waitFor();
  await kept.getByRole('columnheader', { name: 'code=500' }).waitFor();
  faults.push(...(await accessibilityFaults(page)));
  await kept.getByRole('button', { name: 'Close' }).click();
  const errors = page.getByRole('region', { name: 'Errors', exact: true });
  await errors.getByText('No error messages in the alerts.', { exact: false }).waitFor();
  await errors.getByRole('button', { name: 'Add error' }).click();
  const sheet = page.getByRole('dialog', { name: 'Add error' });
  await sheet.getByLabel('Message or stack trace').fill('TypeError: total of order 7 is undefined');
  await sheet.getByRole('button', { name: 'Add error' }).click();
  await errors.getByRole('code').getByText('TypeError: total of order 7 is undefined').waitFor();
  await page.getByRole('link', { name: 'Checkout overview' }).waitFor();
  faults.push(...(await accessibilityFaults(page)));
  expect(faults).toEqual([]);
  // A request that fails is neither waited for nor left out, and is tried again.
  const failing = '**/api/v1/incidents/INC-1/{signals,errors,changes}';
  await page.route(failing, (route) =>
    route.fulfill({ status: 400, json: { code: 'broken', detail: 'It is broken.' } }),
  );
  await page.reload();
  for (const name of ['Metrics and logs', 'Errors', 'What changed'])
    await page.getByRole('region', { name, exact: true }).getByText('It is broken.').waitFor();
  await page.unroute(failing);
  await panel.getByRole('button', { name: 'Try again' }).click();
  await panel.getByRole('img', { name: /^Failures: between/ }).waitFor();
  const wide = await page.evaluate('document.documentElement.scrollWidth > window.innerWidth');
  expect(wide).toBe(false);
});
