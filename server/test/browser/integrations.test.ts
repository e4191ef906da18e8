import { readFileSync } from 'node:fs';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { AlertmanagerServer } from '../fakes/alertmanager-server.ts';
import { Harness } from '../harness/index.ts';
import { accessibilityFaults, BROWSER_TIME, BrowserInTest, type Viewer } from './browser.ts';
import { openShop, type Shop } from './shop.ts';

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

let harness: Harness;
let browser: BrowserInTest;
let viewer: Viewer;
let shop: Shop;

beforeEach(async () => {
  harness = await Harness.start({ at: BROWSER_TIME });
  shop = await openShop(harness);
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

test('[DET-1] Prometheus without an Alertmanager: what to paste, the silences set with amtool, and what they cover', async () => {
  const { page } = viewer;
  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto('/integrations');
  await page.getByRole('button', { name: 'Add integration' }).first().click();
  await page.getByLabel('Prometheus, without Alertmanager').check();
  await page.getByRole('textbox', { name: 'Name' }).fill('Lab');
  await page.getByRole('button', { name: 'Create key' }).click();
  // It is shown once, so it is what is seen first, however far down the form was.
  const shown = page.getByText('Copy the key now');
  await shown.waitFor();
  const [seen, head] = [
    await shown.boundingBox(),
    await page.locator('dialog[open] .sheet-head').boundingBox(),
  ];
  expect(seen?.y ?? 0).toBeGreaterThanOrEqual((head?.y ?? 0) + (head?.height ?? 0));
  expect(seen?.y ?? 9_999).toBeLessThan(600);
  const text = await page
    .getByText(/path_prefix/)
    .first()
    .textContent();
  const key = /\/in\/prometheus\/([0-9a-f]{32})'/.exec(text ?? '')?.[1];
  expect(text).toContain("targets: ['tocsin.test']");
  await page.getByRole('button', { name: 'Continue to test' }).click();
  const testing = page.getByRole('dialog', { name: 'Send a test alert' });
  await testing.getByRole('button', { name: 'Cancel' }).click();
  await page.getByText('No silences').waitFor();

  const now = harness.clock.now();
  const ask = (path: string, body: object) =>
    harness.http('POST', `/in/prometheus/${key}/api/v2${path}`, body, { as: null });
  const matchers = [{ name: 'alertname', value: 'Disk.*', isRegex: true, isEqual: true }];
  const span = { startsAt: now.toString(), endsAt: now.add({ hours: 2 }).toString() };
  await ask('/silences', { matchers, ...span, createdBy: 'Ana', comment: 'New disks on Monday' });
  await ask('/alerts', [{ labels: { alertname: 'DiskFull', severity: 'critical' }, endsAt: span.endsAt }]);
  await harness.settle();
  await page.reload();
  await page.getByText('alertname=~"Disk.*"').waitFor();
  await page.getByText('Ana: New disks on Monday').waitFor();
  expect(await accessibilityFaults(page)).toEqual([]);

  await page.goto('/alerts');
  await page.getByText('Silenced').waitFor();
  await page.getByRole('button', { name: 'DiskFull' }).click();
  await page.getByText(', by Ana: New disks on Monday').waitFor();
  await page.getByText('It pages no one until then.').waitFor();
});

test('[DET-1] Opsgenie: what to paste, and heartbeats with their state', async () => {
  const { page } = viewer;
  const { key } = (await harness.http('POST', '/api/v1/integrations', { kind: 'opsgenie', name: 'Cron' }))
    .body;
  const ask = (path: string, body: object = {}) =>
    harness.http('POST', `/v2/heartbeats${path}`, body, {
      as: null,
      headers: { authorization: `GenieKey ${key}` },
    });
  for (const name of ['nightly-backup', 'never-run'])
    await ask('', { name, interval: 10, intervalUnit: 'minutes', enabled: true });
  await ask('/nightly-backup/ping');
  await page.goto('/integrations/cron');
  await page.getByText('API URL:  http://tocsin.test').waitFor();
  await page.getByText('every 10 minutes, last ping').first().waitFor();
  await page.getByText('On time').waitFor();
  await page.getByText('Waiting for the first ping').waitFor();
  await harness.advance('PT10M');
  await page.reload();
  await page.getByText('Silent', { exact: true }).waitFor();
  expect(await accessibilityFaults(page)).toEqual([]);
});

test('[DET-1] a test alert is followed to the answer, with the labels that route it', async () => {
  const { page } = viewer;
  await harness.http('POST', '/api/v1/integrations', { kind: 'webhook', name: 'GitHub' });
  await page.goto('/integrations/github');
  await page.getByRole('button', { name: 'Send a test alert' }).click();
  const sheet = page.getByRole('dialog');
  await sheet.getByLabel('Severity reported by the monitor').selectOption('critical');
  await sheet.getByLabel('Labels').fill('service=checkout\nteam = web');
  await sheet.getByRole('button', { name: 'Send test alert' }).click();
  await sheet.getByText('Waiting for its incident').waitFor();
  await harness.settle();
  await sheet.getByText('Ana Ruiz paged').waitFor();
  const sent = await harness.http('GET', '/api/v1/alerts');
  expect(sent.body.items[0].labels).toMatchObject({ service: 'checkout', team: 'web', test: 'true' });
  await harness.http('POST', '/api/v1/incidents/INC-1/acknowledge', undefined, { as: shop.ana.token });
  await sheet.getByText('Acknowledged by Ana Ruiz').waitFor();
  expect(await accessibilityFaults(page)).toEqual([]);
  await sheet.getByRole('link', { name: 'Open INC-1' }).click();
  await page.getByRole('heading', { name: 'Test alert from Tocsin' }).waitFor();
});

test('[IMM-1] silencing what is acknowledged is turned on and off on the page of the integration, and the header stays hidden', async () => {
  const { page } = viewer;
  await page.setViewportSize({ width: 390, height: 844 });
  const monitor = await AlertmanagerServer.start(
    'Bearer s3cret',
    () => harness.clock.now().epochMilliseconds,
  );
  try {
    await page.goto('/integrations/prometheus');
    const part = page.getByRole('region', { name: 'Silence when acknowledged' });
    await part.getByText('Off', { exact: true }).waitFor();
    await part.getByRole('button', { name: 'Turn on' }).click();
    const sheet = page.getByRole('dialog', { name: 'Silence when acknowledged' });
    await sheet.getByLabel('URL of Alertmanager').fill(monitor.url);
    const faults = await accessibilityFaults(page);
    await sheet.getByRole('button', { name: 'Test and save' }).click();
    await sheet.getByText('answered with status 401').first().waitFor();
    await sheet.getByLabel('Authorization header (optional)', { exact: true }).fill('Bearer s3cret');
    await sheet.getByRole('button', { name: 'Test and save' }).click();
    await part.getByText('On', { exact: true }).waitFor();
    await part.getByText(monitor.url).waitFor();
    faults.push(...(await accessibilityFaults(page)));
    await part.getByRole('button', { name: 'Edit' }).click();
    await sheet.getByText('Leave empty to keep the stored one.').waitFor();
    expect(await sheet.getByLabel('Authorization header (optional)', { exact: true }).inputValue()).toBe('');
    await sheet.getByRole('button', { name: 'Cancel' }).click();
    await part.getByRole('button', { name: 'Turn off' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Turn off' }).click();
    await part.getByText('Off', { exact: true }).waitFor();
    expect(faults).toEqual([]);
  } finally {
    await monitor.close();
  }
  // The browser names an answer that was refused, as it should be here.
  viewer.complaints.splice(0);
});
