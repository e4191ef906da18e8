import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { Harness } from '../harness/index.ts';
import { accessibilityFaults, BROWSER_TIME, BrowserInTest, DESKTOP, PHONE } from './browser.ts';
import { openShop, type Shop } from './shop.ts';

vi.setConfig({ testTimeout: 180_000, hookTimeout: 120_000 });

let harness: Harness;
let browser: BrowserInTest;
let shop: Shop;

beforeAll(async () => {
  harness = await Harness.start({ at: BROWSER_TIME });
  harness.othersMayWrite();
  shop = await openShop(harness);
  const ask = (method: 'POST' | 'PUT', path: string, body: object) =>
    harness.http(method, `/api/v1/incidents${path}`, body, { as: shop.ana.token });
  for (const [ref, title] of [
    ['INC-1', 'Checkout is down'],
    ['INC-2', 'Orders are slow'],
  ]) {
    await ask('POST', '', { title, severity: 'P2', systems: ['checkout'], startedAt: BROWSER_TIME });
    await ask('POST', `/${ref}/command`, {});
    await harness.advance('PT5M');
    await ask('POST', `/${ref}/entries`, { type: 'finding', text: `${title}: the pool was <b>empty</b>.` });
    await ask('POST', `/${ref}/resolve`, { resolution: 'Rolled back.', ending: 'recovered' });
    for (const [section, text] of [
      ['root_cause', 'The connection pool of the database was exhausted.'],
      ['impact', 'No one could pay.'],
      ['lessons', `Alert on the queue of ${title}.`],
      ['no_actions', 'None, because the pool is gone.'],
    ])
      await ask('PUT', `/${ref}/report/sections/${section}`, { text, base: 0 });
    const published = await ask('POST', `/${ref}/report/versions`, {});
    expect([published.status, published.text.slice(0, 200)]).toEqual([201, expect.anything()]);
  }
  await harness.settle();
  browser = await BrowserInTest.start(harness);
});
afterAll(async () => {
  await browser.close();
  await harness.close();
});

test.each([
  ['a phone', { viewport: PHONE, touch: true }],
  ['a desktop', { viewport: DESKTOP }],
])(
  '[DOC-2] [REV-5] on %s, by keyboard: from words to the incident, its tags and the lessons of its system',
  async (name, options) => {
    const viewer = await browser.open(options);
    const { page } = viewer;
    await browser.signIn(viewer, shop.ana.id);
    await page.goto('/reviews');
    await page.getByRole('link', { name: 'Library' }).first().click();
    const results = page.getByRole('list', { name: 'Past incidents' });
    await results.getByText('Checkout is down').first().waitFor();
    await page.getByRole('searchbox', { name: 'Search past incidents' }).fill('exhausted down');
    await results.locator('mark', { hasText: 'exhausted' }).first().waitFor();
    await expect.poll(() => results.getByRole('link', { name: /Orders are slow/ }).count()).toBe(0);
    expect(await accessibilityFaults(page)).toEqual([]);
    const wide = '() => document.documentElement.scrollWidth > document.documentElement.clientWidth';
    expect(await page.evaluate(`(${wide})()`)).toBe(false);
    // The address is the search: reloaded, it finds the same.
    await page.reload();
    await results.locator('mark').first().waitFor();
    await results.getByRole('link', { name: 'Checkout is down' }).focus();
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Review of INC-1' }).waitFor();
    const tag = name === 'a phone' ? 'Black Friday' : 'Connection Pool';
    const kept = tag.toLowerCase().replace(' ', '-');
    await page.getByRole('combobox', { name: 'New tag' }).fill(tag);
    await page.keyboard.press('Enter');
    await page.getByRole('link', { name: kept }).click();
    await page.waitForURL(/\/library\?tag=/);
    await harness.settle();
    await page.reload();
    await results.getByText('Checkout is down').first().waitFor();

    await page.goto('/systems/checkout');
    await page.getByRole('link', { name: 'Lessons' }).click();
    await page.getByRole('heading', { name: 'Lessons of Checkout' }).waitFor();
    await page.getByText('Alert on the queue of Orders are slow.').waitFor();
    await page.getByText(/whose root causes say much the same/).waitFor();
    expect(await accessibilityFaults(page)).toEqual([]);
    await page.goto('/incidents/INC-2');
    const related = page.getByRole('region', { name: 'Related incidents' });
    await related.getByRole('link', { name: /Checkout is down/ }).waitFor({ timeout: 60_000 });
    expect(await accessibilityFaults(page)).toEqual([]);
  },
);
