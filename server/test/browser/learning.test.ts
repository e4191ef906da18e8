import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { CalendarServer } from '../fakes/calendar-server.ts';
import { ConfluenceServer } from '../fakes/confluence-server.ts';
import { TrackerServer } from '../fakes/tracker-server.ts';
import { Harness } from '../harness/index.ts';
import { accessibilityFaults, BROWSER_TIME, BrowserInTest, DESKTOP, PHONE } from './browser.ts';
import { openShop, type Shop } from './shop.ts';

/** A browser beside other work on a small machine takes its time. */
vi.setConfig({ testTimeout: 180_000, hookTimeout: 120_000 });

const TOKEN = 'a-token';
let harness: Harness;
let browser: BrowserInTest;
let shop: Shop;
let wiki: ConfluenceServer;
let calendar: CalendarServer;
let tracker: TrackerServer;

beforeEach(async () => {
  harness = await Harness.start({ at: BROWSER_TIME });
  harness.othersMayWrite();
  shop = await openShop(harness);
  [wiki, calendar] = [await ConfluenceServer.start(TOKEN), await CalendarServer.start()];
  tracker = await TrackerServer.start(TOKEN, () => new Date(harness.clock.now().epochMilliseconds));
  tracker.seed({ title: 'Grow the connection pool', status: 'open' });
  const ask = (method: 'POST' | 'PUT', path: string, body: object) =>
    harness.http(method, `/api/v1${path}`, body, { as: shop.ana.token });
  await ask('POST', '/incidents', { title: 'Checkout is down', severity: 'P1', systems: ['checkout'] });
  await ask('POST', '/incidents/INC-1/command', {});
  await harness.advance('PT25M');
  await ask('POST', '/incidents/INC-1/resolve', { resolution: 'Rolled back.', ending: 'recovered' });
  const github = { kind: 'github', name: 'GitHub', url: tracker.url, project: 'acme/shop', secret: TOKEN };
  await harness.http('PUT', '/api/v1/trackers/github', github);
  const confluence = { kind: 'confluence_server', url: wiki.url, space: 'OPS', secret: TOKEN };
  await harness.http('PUT', '/api/v1/wiki', confluence);
  await harness.settle();
  browser = await BrowserInTest.start(harness);
});
afterEach(async () => {
  await browser.close();
  for (const fake of [wiki, calendar, tracker]) await fake.close();
  await harness.close();
});

const standing = async () => (await harness.http('GET', '/api/v1/incidents/INC-1/report/page')).body.page;

test.each([
  ['a phone', { viewport: PHONE, touch: true }],
  ['a desktop', { viewport: DESKTOP }],
])(
  '[REV-1] [REV-4] [DOC-2] on %s: a calendar is given, an issue is imported, and the report goes to Confluence',
  async (_name, options) => {
    const viewer = await browser.open(options);
    const { page } = viewer;
    await browser.signIn(viewer, shop.ana.id);

    await page.goto(`/people/${shop.ana.id}`);
    await page.getByRole('button', { name: 'Add a calendar' }).click();
    await page.getByLabel('Free/busy or calendar address').fill(`${calendar.url}x`);
    await page.getByRole('button', { name: 'Test and save' }).click();
    await page.getByText('has no calendar at this address any more (404)').waitFor();
    await page.getByLabel('Free/busy or calendar address').fill(calendar.url);
    expect(await accessibilityFaults(page)).toEqual([]);
    await page.getByRole('button', { name: 'Test and save' }).click();
    await page.getByText(`Free and busy times from ${calendar.host}`).waitFor();
    expect(await accessibilityFaults(page)).toEqual([]);

    await page.goto('/incidents/INC-1/review');
    await page.getByRole('button', { name: 'Schedule', exact: true }).click();
    await page
      .getByText(/calendar/)
      .last()
      .waitFor();
    await page.keyboard.press('Escape');
    await page.getByText('Import an issue').click();
    await page.getByLabel('Link of the issue').fill(`${tracker.url}/acme/shop/issues/1`);
    await page.getByRole('button', { name: 'Find issue' }).click();
    await page.getByText('Grow the connection pool').waitFor();
    const form = page.locator('details', { hasText: 'Import an issue' });
    await form.getByLabel('Owner').selectOption({ label: 'Ana Ruiz' });
    await form.getByLabel('Due').fill('2031-04-30');
    expect(await accessibilityFaults(page)).toEqual([]);
    await form.getByRole('button', { name: 'Import as action' }).click();
    await page.getByText('Issue imported.').waitFor();

    const write = (section: string, text: string) =>
      harness.http(
        'PUT',
        `/api/v1/incidents/INC-1/report/sections/${section}`,
        { text, base: 0 },
        { as: shop.ana.token },
      );
    await write('impact', 'No one could pay.');
    await write('root_cause', 'A migration held a lock.');
    await write('lessons', 'Bound migrations.');
    await harness.http('PATCH', '/api/v1/incidents/INC-1', { startedAt: '2031-03-03T08:50:00Z' });
    await page.reload();
    await page.getByRole('button', { name: 'Publish', exact: true }).click();
    await page.getByRole('button', { name: 'Publish to Confluence' }).click();
    await expect.poll(async () => (await standing())?.wanted).toBe(1);
    await harness.settle();
    await page.getByRole('link', { name: 'Report in Confluence' }).waitFor();
    expect(await accessibilityFaults(page)).toEqual([]);
    // Somebody edits it there, and a new version is published here.
    wiki.edit(wiki.only(), { body: `${wiki.only().body}<p>A remark</p>` });
    await page.getByRole('button', { name: 'Publish new version', exact: true }).click();
    await expect.poll(async () => (await standing()).wanted).toBe(2);
    await harness.settle();
    await page.getByRole('button', { name: 'Replace the page' }).waitFor();
    expect(await accessibilityFaults(page)).toEqual([]);

    await page.goto('/confluence');
    await page.getByText('Confluence Data Center').waitFor();
    expect(await accessibilityFaults(page)).toEqual([]);
  },
);
