import { afterAll, beforeAll, expect, test } from 'vitest';
import { Harness } from '../harness/index.ts';
import { accessibilityFaults, BROWSER_TIME, BrowserInTest, PHONE } from './browser.ts';
import { openShop, type Shop } from './shop.ts';

let harness: Harness;
let browser: BrowserInTest;
let shop: Shop;
beforeAll(async () => {
  harness = await Harness.start({ at: BROWSER_TIME });
  shop = await openShop(harness);
  const must = async (method: 'POST' | 'PATCH', path: string, body: object) => {
    const reply = await harness.http(method, `/api/v1${path}`, body);
    if (reply.status >= 300) throw new Error(`${method} ${path}: ${reply.status} ${reply.text}`);
  };
  await must('POST', '/teams', { id: 'platform', name: 'Platform', members: [shop.ben.id] });
  const system = (id: string, name: string, teamId: string, ...dependsOn: string[]) =>
    must('POST', '/systems', { id, name, teamId, dependsOn });
  await system('database', 'PostgreSQL', 'platform');
  await system('queue', 'Message queue', 'platform');
  await system('bank', 'Bank gateway with a name that is longer than its box', 'payments', 'queue');
  await system('search', 'Search', 'platform', 'database');
  await system('wiki', 'Wiki', 'platform');
  await must('PATCH', '/systems/checkout', { dependsOn: ['bank', 'search', 'database'] });
  await must('POST', '/incidents', { title: 'Disk is full', severity: 'P2', systems: ['database'] });
  await harness.settle();
  browser = await BrowserInTest.start(harness);
});
afterAll(async () => {
  await browser.close();
  await harness.close();
});

test('[DOC-3] the map is walked by keyboard, shows what is broken and whom to call, and follows the incident', async () => {
  const viewer = await browser.open({ viewport: { width: 1366, height: 768 } });
  const { page } = viewer;
  await browser.signIn(viewer, shop.ana.id);
  await page.goto('/systems');
  await page.getByRole('link', { name: 'System map' }).click();
  const map = page.getByRole('group', { name: 'Map of systems' });
  const box = (name: string | RegExp) => map.getByRole('button', { name });
  await box(/^Checkout At risk Payments Depends on PostgreSQL/).focus();
  // One stop for Tab; the arrows go along the lines.
  expect(
    await map.getByRole('button').evaluateAll((all) => all.filter(({ tabIndex }) => tabIndex === 0).length),
  ).toBe(1);
  await page.keyboard.press('ArrowRight');
  const focused = await page.evaluate<string>("document.activeElement?.textContent ?? ''");
  expect(focused).not.toMatch(/^Checkout/);
  await box(/^PostgreSQL/).focus();
  await page.keyboard.press('Enter');
  const chosen = page.getByRole('region', { name: 'PostgreSQL' });
  await chosen.getByRole('link', { name: 'INC-1 Disk is full' }).waitFor();
  await chosen.getByText('Not acknowledged').waitFor();
  const faults = await accessibilityFaults(page);
  await page.getByRole('checkbox', { name: 'Only its neighbours' }).check();
  await box(/^Wiki/).waitFor({ state: 'detached' });
  await page.getByRole('button', { name: 'Clear filters' }).click();
  await page.getByRole('button', { name: /^With problems 3/ }).click();
  await box(/^Wiki/).waitFor({ state: 'detached' });
  await page.getByRole('button', { name: 'List' }).click();
  await page.getByRole('row', { name: /^Checkout At risk Depends on PostgreSQL Payments/ }).waitFor();
  faults.push(...(await accessibilityFaults(page)));
  await page.goto('/incidents/INC-1');
  const near = page.getByRole('region', { name: 'Systems nearby' });
  await near.getByText('depends on affected systems · Payments, on call: Ana Ruiz').waitFor();
  await near.getByRole('link', { name: 'Map' }).click();
  await box(/^PostgreSQL/).waitFor();
  await harness.http('POST', '/api/v1/incidents/INC-1/resolve', { resolution: 'Grew', ending: 'recovered' });
  await box(/^PostgreSQL OK Platform/).waitFor();
  expect([...faults, ...viewer.complaints]).toEqual([]);
});

test('[DOC-3] a phone gets the list first; the printout has map, directory, policy and runbooks, and prints light', async () => {
  const viewer = await browser.open({ viewport: PHONE, colorScheme: 'dark' });
  const { page } = viewer;
  await browser.signIn(viewer, shop.ana.id);
  await page.goto('/system-map');
  await page.getByRole('link', { name: 'Wiki' }).waitFor();
  expect(await page.getByRole('group', { name: 'Map of systems' }).count()).toBe(0);
  const faults = await accessibilityFaults(page);
  const wide = () => page.evaluate<number>('document.documentElement.scrollWidth - innerWidth');
  expect(await wide()).toBeLessThanOrEqual(0);
  await page.getByRole('button', { name: 'Map', exact: true }).click();
  await page.getByRole('group', { name: 'Map of systems' }).waitFor();
  faults.push(...(await accessibilityFaults(page)));
  expect(await wide()).toBeLessThanOrEqual(0);
  await page.goto('/printout');
  const part = (name: string | RegExp) => page.getByRole('region', { name });
  await part('System map')
    .getByRole('row', { name: /^PostgreSQL/ })
    .waitFor();
  await part('Teams and people').getByText('ben.okafor@example.com').waitFor();
  await part(/^Policy, version 1/)
    .getByText('on-call engineer')
    .first()
    .waitFor();
  await part(/^Runbook: Database/)
    .first()
    .waitFor();
  faults.push(...(await accessibilityFaults(page)));
  expect(await wide()).toBeLessThanOrEqual(0);
  await page.getByRole('checkbox', { name: 'Runbooks' }).uncheck();
  await part(/^Runbook: Database/)
    .first()
    .waitFor({ state: 'detached' });
  await page.emulateMedia({ media: 'print' });
  const ink = await page.evaluate<string>('getComputedStyle(document.body).backgroundColor');
  expect(ink).toBe('rgb(255, 255, 255)');
  expect([...faults, ...viewer.complaints]).toEqual([]);
});
