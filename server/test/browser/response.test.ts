import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { Harness } from '../harness/index.ts';
import { someone } from '../harness/people.ts';
import { accessibilityFaults, BROWSER_TIME, BrowserInTest, DESKTOP, PHONE } from './browser.ts';
import { alertmanagerBody, openShop, type Shop } from './shop.ts';

/* The response on a phone and a desktop at once: guided steps, the gate, and the end. */

let harness: Harness;
let browser: BrowserInTest;
let shop: Shop;
beforeAll(async () => {
  harness = await Harness.start({ at: BROWSER_TIME });
  shop = await openShop(harness);
  await harness.http(
    'POST',
    `/in/alertmanager/${shop.key}`,
    alertmanagerBody('firing', harness.clock.now().toString()),
  );
  await harness.settle();
  browser = await BrowserInTest.start(harness);
});
afterAll(async () => {
  await browser.close();
  await harness.close();
});

/** A session that forgot what it holds, and one that waits for it, in the database that the shop has connected. */
async function lockHeld(): Promise<() => Promise<void>> {
  const { port, pathname, username, password } = new URL(harness.database.url);
  const saved = await harness.http('PUT', '/api/v1/connectors/orders', {
    ...{
      kind: 'postgresql',
      name: 'Orders',
      url: `postgresql://127.0.0.1:${port}${pathname}`,
      auth: 'basic',
    },
    ...{ username: decodeURIComponent(username), secret: decodeURIComponent(password) },
    ...{ options: { tls: 'off' }, systems: ['checkout'] },
  });
  expect(saved.body.warning).toContain('superuser');
  const session = async (application_name: string) => {
    const client = new pg.Client({ connectionString: harness.database.url, application_name });
    client.on('error', () => undefined);
    await client.connect();
    return client;
  };
  const [holder, waiter, watcher] = [
    await session('nightly job'),
    await session('till'),
    await session('watcher'),
  ];
  await holder.query('begin; select pg_advisory_xact_lock(4711)');
  const waiting = waiter.query('select pg_advisory_lock(4711)');
  const waits = `select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`;
  while ((await watcher.query(waits)).rowCount === 0);
  return async () => {
    await holder.query('rollback');
    await waiting;
    for (const each of [holder, waiter, watcher]) await each.end();
  };
}

test('[TYP-1] [RES-3] a phone works the steps, a desktop sees them live, and neither resolves before it is verified', async () => {
  const [phone, desktop] = [
    await browser.open({ viewport: PHONE }),
    await browser.open({ viewport: DESKTOP }),
  ];
  await browser.signIn(phone, shop.ana.id);
  await browser.signIn(desktop, shop.ben.id);
  const faults: string[] = [];
  const release = await lockHeld();
  await phone.page.goto('/incidents/INC-1');
  await desktop.page.goto('/incidents/INC-1');
  const runbooks = phone.page.getByRole('region', { name: 'Runbooks', exact: true });
  await runbooks.getByLabel('Incident type').selectOption('database');
  await phone.page.getByText('Incident type changed.').waitFor();
  await harness.settle();
  // The lock was found by the product itself; each sees what the other asks it to look at again.
  const locks = /^Analyze lock contention/;
  await runbooks.getByRole('button', { name: locks }).click();
  const checks = runbooks.getByRole('region', { name: 'Checks of Analyze lock contention' });
  await checks.getByText('1 session waits for a lock', { exact: false }).waitFor();
  await checks.getByText('nightly job; idle in transaction', { exact: false }).waitFor();
  await checks.getByText('Details (1)').click();
  await checks.getByRole('cell', { name: 'select pg_advisory_lock(?)' }).first().waitFor();
  faults.push(...(await accessibilityFaults(phone.page)));
  await release();
  await checks.getByRole('button', { name: /^Run again/ }).click();
  await checks.getByText('No session waits for a lock.').waitFor();
  const seen = desktop.page.getByRole('region', { name: 'Runbooks', exact: true });
  await seen.getByRole('button', { name: locks }).filter({ hasText: 'OK' }).waitFor();
  await runbooks.getByRole('button', { name: locks }).click();
  await runbooks.getByRole('button', { name: /^Check connection pools/ }).click();
  await runbooks.getByText('Many connections idle in transaction', { exact: false }).first().waitFor();
  faults.push(...(await accessibilityFaults(phone.page)));
  await runbooks.getByRole('button', { name: /^Done/ }).click();
  await runbooks.getByLabel('What did you see?').fill('97 of 100, all waiting');
  await runbooks.getByRole('button', { name: 'Mark as done' }).click();
  await desktop.page
    .getByRole('region', { name: 'Runbooks', exact: true })
    .getByText('97 of 100, all waiting', { exact: false })
    .waitFor();

  await phone.page.getByRole('button', { name: 'More' }).click();
  await phone.page.getByRole('button', { name: /^Resolve/ }).click();
  const sheet = phone.page.getByRole('dialog', { name: 'Resolve incident' });
  await sheet.getByText('is still firing', { exact: false }).waitFor();
  await sheet.getByText('4 items are open').waitFor();
  expect(await sheet.getByRole('button', { name: 'Resolve', exact: true }).isDisabled()).toBe(true);
  faults.push(...(await accessibilityFaults(phone.page)));
  await sheet.getByRole('button', { name: 'Unknown yet' }).click();
  await sheet.getByRole('button', { name: /^Add evidence/ }).click();
  await sheet.getByLabel('What was tested, and how?').fill('Bought three books');
  await sheet.getByRole('button', { name: 'Mark as done' }).click();
  await sheet.getByLabel('What was tested, and how?').waitFor({ state: 'detached' });
  await sheet.getByRole('button', { name: /^Confirmed otherwise/ }).click();
  await sheet.getByLabel('Who confirmed it, and how?').fill('Mia, by phone');
  await sheet.getByRole('button', { name: 'Mark as done' }).click();
  await sheet.getByLabel('Who confirmed it, and how?').waitFor({ state: 'detached' });
  // The monitor's own word does the rest.
  const over = alertmanagerBody('resolved', harness.clock.now().toString());
  await harness.http('POST', `/in/alertmanager/${shop.key}`, over);
  await harness.settle();
  await sheet.getByLabel('What fixed it?').fill('Ended the blocked migration.');
  await sheet.getByRole('button', { name: 'Resolve', exact: true }).click();
  await phone.page.getByText('INC-1 resolved.').waitFor();
  const after = desktop.page.getByRole('region', { name: 'After the resolution' });
  await after.getByText('A new alert reopens the incident', { exact: false }).waitFor();
  faults.push(...(await accessibilityFaults(desktop.page)));
  expect(faults).toEqual([]);
});

test('[DOC-3] a runbook is written with its faults shown, and its changes read afterwards', async () => {
  const viewer = await browser.open({ viewport: DESKTOP });
  const { page } = viewer;
  await browser.signIn(viewer, shop.ana.id);
  await page.goto('/runbooks');
  await page.getByRole('link', { name: 'Database issues' }).click();
  await page.getByRole('link', { name: 'Edit' }).click();
  const text = page.getByLabel('Text');
  const written = await text.inputValue();
  await text.fill(`${written}\n- [Start over](#nowhere)\n`);
  await page.getByText('"Start over" leads to "#nowhere", which is no step.', { exact: false }).waitFor();
  await text.fill(`${written}\n- [Start over](#pools)\n`);
  await page.getByRole('list', { name: 'Problems' }).waitFor({ state: 'detached' });
  await page.getByLabel('What has changed?').fill('A way back');
  await page.getByRole('button', { name: 'Save version' }).click();
  await page.getByRole('heading', { name: 'Version 2' }).waitFor();
  await page.getByRole('button', { name: 'Show changes' }).click();
  await page.getByText('- [Start over](#pools)', { exact: false }).waitFor();
  expect(await accessibilityFaults(page)).toEqual([]);
});

test('[TYP-3] an incident is restricted on a phone, which shows whom it stays with; whoever takes no part sees it go', async () => {
  const { body } = await harness.http('POST', '/api/v1/incidents', {
    ...{ title: 'Odd sign-ins', severity: 'P4', systems: [] },
  });
  const zoe = await someone(harness, 'zoe.lind@example.com', 'administrator');
  const [phone, desktop] = [
    await browser.open({ viewport: PHONE }),
    await browser.open({ viewport: DESKTOP }),
  ];
  await browser.signIn(phone, shop.ben.id);
  await browser.signIn(desktop, zoe.id);
  await desktop.page.goto('/incidents');
  const row = desktop.page.getByRole('link', { name: /Odd sign-ins/ });
  await row.waitFor();
  const open = await desktop.context.newPage();
  await open.goto(`/incidents/${body.reference}`);
  await open.getByRole('heading', { name: 'Odd sign-ins' }).waitFor();
  await phone.page.goto(`/incidents/${body.reference}`);
  const bar = phone.page.getByRole('toolbar', { name: 'Actions' });
  await bar.getByRole('button', { name: 'More' }).click();
  await phone.page.getByRole('button', { name: /^Who can see it/ }).click();
  const sheet = phone.page.getByRole('dialog', { name: 'Who can see it' });
  await sheet.getByLabel('Restricted to those who take part').check();
  await sheet.getByText('Administrators have no access unless they take part.', { exact: false }).waitFor();
  expect(await accessibilityFaults(phone.page)).toEqual([]);
  await sheet.getByRole('button', { name: 'Save' }).click();
  await row.waitFor({ state: 'detached' });
  await open.getByText('Odd sign-ins').first().waitFor({ state: 'detached' });
  await phone.page.getByRole('button', { name: 'Restricted', exact: true }).click();
  await sheet.getByText('Ben Okafor').first().waitFor();
  await phone.context.close();
  await desktop.context.close();
});
