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

/** Every page, with words that show that its content is there. */
const pages: ReadonlyArray<[path: string, ...contents: RegExp[]]> = [
  ['/incidents', /Checkout error rate/],
  ['/incidents?status=resolved', /No incidents yet/],
  ['/incidents/new', /How severe is it/],
  ['/incidents/INC-1', /What to do next/],
  ['/on-call', /Payments/],
  ['/on-call/payments', /next four weeks/i],
  ['/on-call/payments/edit', /paged first/],
  ['/on-call/new', /Every team has a schedule/],
  ['/alerts', /Checkout error rate/],
  ['/status-page', /No status page yet/],
  ['/reports', /User reports/],
  ['/reports/settings', /Help desk/],
  ['/report-problem', /Report a problem/],
  ['/reviews', /No open reviews/],
  ['/library', /No past incidents yet/],
  ['/insights', /Counted are incidents/],
  ['/insights/reports', /What comes next/],
  ['/systems/checkout/lessons', /No lessons yet/],
  ['/trackers', /trackers/i],
  ['/connectors', /No connectors yet/],
  ['/webhooks', /No webhooks yet/],
  ['/checks', /No checks yet/],
  ['/actions', /No open actions of yours/],
  ['/messages', /Messages/],
  ['/messages/dead', /Every message was delivered/],
  ['/audit', /Added integration/],
  ['/systems', /Checkout/],
  ['/systems/checkout', /Checkout overview/],
  ['/teams', /Payments/],
  ['/settings', /Send yourself a test page/, /Organisation roles/],
  ['/teams/payments', /Engineering Manager/],
  ['/people', /Ben Okafor/],
  ['/people/ben', /Contact methods/],
  ['/audiences', /No audiences yet/],
  ['/integrations', /Prometheus/],
  ['/integrations/prometheus', /alertmanager\.yml/],
  ['/policy', /Escalation Matrix/],
  ['/policy/edit', /No problems found|warning/, /Publish/],
  ['/channels', /Does not wake people at night/, /Channels/],
  ['/rehearse', /Acknowledged after/, /Rehearse/],
  ['/runbooks', /Database issues/],
  ['/runbooks/database', /Check connection pools/],
  ['/runbooks/new', /Look at the first thing/],
  ['/coverage', /No one is assigned as CTO/, /Coverage/],
  ['/policy/versions', /The runbook, as shipped/, /Version 1/],
  ['/account', /API tokens/, /Incident updates/],
  ['/nowhere', /Page not found/],
];

/**
 * The buttons of a list that are called the same in two of its rows: whoever hears them one after the other cannot tell which row
 * each belongs to. As text, because it runs in the browser.
 */
const SAME_NAMES = `(() => {
  const buttons = [...document.querySelectorAll('#main :is(li, tr, fieldset) :is(button, a[role="button"])')];
  const rowOf = new Map();
  const same = new Set();
  for (const button of buttons) {
    if (!button.checkVisibility()) continue;
    const name = (button.getAttribute('aria-label') ?? button.textContent).trim();
    const row = button.closest('li, tr, fieldset');
    if (rowOf.has(name) && rowOf.get(name) !== row) same.add(name);
    rowOf.set(name, row);
  }
  return [...same];
})()`;

for (const [name, viewport] of [
  ['a desktop', DESKTOP],
  ['a phone', PHONE],
] as const) {
  test(`every page is accessible in light and in dark, fits and keeps to the content policy on ${name}`, async () => {
    const viewer = await browser.open({ viewport });
    const { page, complaints } = viewer;
    const faults: string[] = [];
    let within = false;
    const turn = async (scheme: 'light' | 'dark') => {
      await page.emulateMedia({ colorScheme: scheme });
      await page.locator(`:root[data-mantine-color-scheme="${scheme}"]`).waitFor({ state: 'attached' });
    };
    const seen = async (what: string) => {
      const note = (found: string[], where: string) =>
        faults.push(...found.map((fault) => `${where} ${fault}`));
      note(await accessibilityFaults(page), what);
      const same = await page.evaluate<string[]>(SAME_NAMES);
      faults.push(...same.map((button) => `${what}: several rows have a button "${button}"`));
      const over = await page.evaluate<number>('document.documentElement.scrollWidth - innerWidth');
      if (over > 0) faults.push(`${what} is ${over} px wider than the screen`);
      // Colours are all that a dark page has of its own.
      await turn('dark');
      note(await accessibilityFaults(page, 'color-contrast'), `${what} in dark`);
      await turn('light');
    };
    /**
     * As a link does: to load the application and axe anew for each page took half of this test. What is drawn once more
     * must have come in place of what was there.
     */
    const follow = async (path: string) => {
      const arrived = await page.evaluate<boolean>(
        `(() => {
          const same = new URL(${JSON.stringify(path)}, location.href).pathname === location.pathname;
          if (!same) document.querySelector('#main h1')?.setAttribute('data-before', '');
          history.pushState({}, '', ${JSON.stringify(path)});
          return same;
        })()`,
      );
      if (!arrived) await page.locator('#main h1:not([data-before])').first().waitFor({ state: 'attached' });
    };
    const look = async (path: string, ...contents: readonly RegExp[]) => {
      await (within ? follow(path) : page.goto(path));
      for (const content of contents) await page.getByText(content).first().waitFor({ state: 'attached' });
      await seen(path);
    };
    await look('/sign-in', /Forgot your password/);
    await look('/forgot-password', /send you a link to choose a new one/);
    await look('/password?token=x', /Choose a password/);
    await look('/setup?token=x', /Set up Tocsin/);
    complaints.length = 0;
    await browser.signIn(viewer, shop.ana.id);
    within = true;
    for (const [path, ...contents] of pages)
      await look(path === '/people/ben' ? `/people/${shop.ben.id}` : path, ...contents);
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
  }, 300_000);
}
