import { mkdirSync } from 'node:fs';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { Harness } from '../harness/index.ts';
import { accessibilityFaults, BROWSER_TIME, BrowserInTest, DESKTOP, PHONE } from './browser.ts';
import { openShop, type Shop } from './shop.ts';

vi.setConfig({ testTimeout: 240_000, hookTimeout: 180_000 });

/* Some weeks of a shop, from its numbers to what is behind them, and the report of a week. */
let harness: Harness;
let browser: BrowserInTest;
let shop: Shop;

beforeAll(async () => {
  harness = await Harness.start({ at: BROWSER_TIME });
  harness.othersMayWrite();
  shop = await openShop(harness);
  await harness.app.watchdog.run();
  const ask = (path: string, body: object) =>
    harness.http('POST', `/api/v1/incidents${path}`, body, { as: shop.ana.token });
  const began = () => harness.clock.now().subtract({ minutes: 9 }).toString();
  let number = 0;
  for (const [severity, minutes, ending] of [
    ['P1', 'PT1H', 'recovered'],
    ['P3', 'PT3H', 'recovered'],
    ['P2', 'PT30M', 'recovered'],
    ['P4', 'PT10M', 'false_alarm'],
    ['P2', 'PT2H', 'recovered'],
  ] as const) {
    number++;
    const title = `Checkout fails for the ${number}. time`;
    await ask('', { title, severity, systems: ['checkout'], startedAt: began(), symptoms: 'HTTP 502' });
    await ask(`/INC-${number}/command`, {});
    await harness.advance(minutes);
    await ask(`/INC-${number}/resolve`, { resolution: 'Rolled back.', ending });
    await harness.advance('PT40H');
  }
  await ask('', { title: 'Orders are slow', severity: 'P4', systems: ['checkout'] });
  await harness.advance('PT1M');
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
  '[MET-1] [REP-2] on %s, by keyboard: from a number to its incidents, and from the list of reports to one',
  async (name, options) => {
    const viewer = await browser.open(options);
    const { page } = viewer;
    const shots = process.env.SHOTS;
    if (shots !== undefined) mkdirSync(shots, { recursive: true });
    const faults: string[] = [];
    const look = async (what: string) => {
      for (const colorScheme of ['dark', 'light'] as const) {
        await page.emulateMedia({ colorScheme });
        await page
          .locator(`:root[data-mantine-color-scheme="${colorScheme}"]`)
          .waitFor({ state: 'attached' });
        const file = `${shots}/insights-${name.replace('a ', '')}-${what}-${colorScheme}.png`;
        if (shots !== undefined) await page.screenshot({ path: file, fullPage: true });
        faults.push(...(await accessibilityFaults(page)).map((fault) => `${what} ${colorScheme}: ${fault}`));
      }
      const over = await page.evaluate<number>('document.documentElement.scrollWidth - innerWidth');
      if (over > 0) faults.push(`${what} is ${over} px too wide`);
    };
    await browser.signIn(viewer, shop.ana.id);
    await page.goto('/insights?period=custom&from=2031-03-01&to=2031-03-31');
    await page.getByRole('heading', { name: 'Promises kept' }).waitFor();
    await page.getByText('Show as a table').first().click();
    await page.getByRole('table', { name: /Incidents by/ }).waitFor();
    await look('overview');
    // Five count; the false alarm is named by itself.
    await page.getByRole('link', { name: '1 false alarm' }).waitFor();
    await page.getByRole('link', { name: '4 of 5' }).first().focus();
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Time to detect: recorded' }).waitFor();
    await page.getByRole('link', { name: /INC-1 Checkout fails/ }).waitFor();
    await look('behind');
    await page.getByRole('link', { name: 'Back to insights' }).click();
    await page.getByRole('link', { name: 'Reports', exact: true }).first().click();
    await page.getByRole('heading', { name: 'What comes next' }).waitFor();
    await look('reports');
    await page.getByRole('link', { name: /Incident summary report: Week of 3 March/ }).click();
    await page
      .getByText(/incidents?, .* the week before/)
      .first()
      .waitFor();
    await look('report');
    await page.getByRole('button', { name: 'Send again' }).click();
    await page.getByText('The report is being sent again.').first().waitFor();
    await page.getByText('sent again by').first().waitFor();
    await page.goto('/insights/reports/next/improvement');
    await page.getByText(/as things stand now/).waitFor();
    await look('preview');
    await page.goto('/insights?period=year&at=2029-05-05');
    await page.getByText('No incidents in this period').waitFor();
    await look('empty');
    expect(faults).toEqual([]);
  },
);
