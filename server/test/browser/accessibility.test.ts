import { afterAll, beforeAll, expect, test } from 'vitest';
import { Harness } from '../harness/index.ts';
import { accessibilityFaults, BROWSER_TIME, BrowserInTest, DESKTOP, PHONE } from './browser.ts';
import { alertmanagerBody, openShop, type Shop } from './shop.ts';

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

/** Every page, with a word that shows that its content is there. */
const pages: ReadonlyArray<[path: string, content: RegExp]> = [
  ['/incidents', /Checkout error rate/],
  ['/incidents?status=resolved', /No incidents yet/],
  ['/incidents/new', /How bad is it/],
  ['/incidents/INC-1', /What to do next/],
  ['/on-call', /Payments/],
  ['/on-call/payments', /next four weeks/i],
  ['/on-call/payments/edit', /paged first/],
  ['/on-call/new', /Every team has its schedule/],
  ['/alerts', /Checkout error rate/],
  ['/messages', /Messages/],
  ['/messages/dead', /Every message has been delivered/],
  ['/audit', /Added the integration/],
  ['/systems', /Checkout/],
  ['/systems/checkout', /Checkout overview/],
  ['/teams', /Payments/],
  ['/teams/payments', /Engineering Manager/],
  ['/people', /Ben Okafor/],
  ['/people/ben', /Contact methods/],
  ['/integrations', /Prometheus/],
  ['/integrations/prometheus', /alertmanager\.yml/],
  ['/policy', /Escalation Matrix/],
  ['/policy/edit', /Nothing is wrong with it|warning/],
  ['/rehearse', /Acknowledged after/],
  ['/coverage', /Nobody is CTO/],
  ['/policy/versions', /The runbook, as shipped/],
  ['/policy/edit', /Publish/],
  ['/policy/versions', /Version 1/],
  ['/coverage', /Coverage/],
  ['/rehearse', /Rehearse/],
  ['/account', /API tokens/],
  ['/nowhere', /There is no page at this address/],
];

for (const [name, viewport, colorScheme] of [
  ['a desktop in light', DESKTOP, 'light'],
  ['a desktop in dark', DESKTOP, 'dark'],
  ['a phone in light', PHONE, 'light'],
  ['a phone in dark', PHONE, 'dark'],
] as const) {
  test(`every page is accessible, fits and keeps to the content policy on ${name}`, async () => {
    const viewer = await browser.open({ viewport, colorScheme });
    const { page, complaints } = viewer;
    const faults: string[] = [];
    const seen = async (what: string) => {
      const only = colorScheme === 'dark' ? 'color-contrast' : undefined;
      faults.push(...(await accessibilityFaults(page, only)).map((fault) => `${what} ${fault}`));
      const over = await page.evaluate<number>('document.documentElement.scrollWidth - innerWidth');
      if (over > 0) faults.push(`${what} is ${over} px wider than the screen`);
    };
    const look = async (path: string, content: RegExp) => {
      await page.goto(path);
      await page.getByText(content).first().waitFor({ state: 'attached' });
      await seen(path);
    };
    await look('/sign-in', /Forgot your password/);
    await look('/forgot-password', /send you a link to choose a new one/);
    await look('/password?token=x', /Choose a password/);
    await look('/setup?token=x', /Set up Tocsin/);
    complaints.length = 0;
    await browser.signIn(viewer, shop.ana.id);
    for (const [path, content] of pages) {
      await look(path === '/people/ben' ? `/people/${shop.ben.id}` : path, content);
    }
    await page.goto('/rehearse');
    await page.getByRole('button', { name: 'Rehearse', exact: true }).click();
    await page.locator('.picture').waitFor();
    await seen('/rehearse with its answer');
    await page.goto('/policy/edit');
    await page.getByRole('group', { name: 'Step 3' }).getByRole('button').click();
    await page.getByRole('button', { name: 'Remove Step 3' }).waitFor();
    await seen('/policy/edit with a step open');
    await page.getByRole('button', { name: 'Text', exact: true }).click();
    await page.locator('.cm-line').first().waitFor();
    await seen('/policy/edit as text');
    expect(faults).toEqual([]);
    expect(complaints).toEqual([]);
    await viewer.context.close();
  }, 180_000);
}
