import type { Locator, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { Harness } from '../harness/index.ts';
import { BROWSER_TIME, BrowserInTest, PHONE, until, type Viewer } from './browser.ts';
import { alertmanagerBody, openShop, type Shop } from './shop.ts';

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

const LAPTOP = { width: 1366, height: 768 };

let harness: Harness;
let browser: BrowserInTest;
let shop: Shop;
let viewer: Viewer;
let page: Page;
beforeAll(async () => {
  harness = await Harness.start({ at: BROWSER_TIME });
  shop = await openShop(harness);
  const alert = alertmanagerBody('firing', harness.clock.now().toString());
  await harness.http('POST', `/in/alertmanager/${shop.key}`, alert);
  await harness.settle();
  browser = await BrowserInTest.start(harness);
});
afterAll(async () => {
  await browser.close();
  await harness.close();
});
beforeEach(async () => {
  viewer = await browser.open({ viewport: PHONE });
  await browser.signIn(viewer, shop.ana.id);
  page = viewer.page;
});
afterEach(() => viewer.context.close());

/** Opens a command of the incident; its form is complete when this has been seen. */
async function openSheet(command: RegExp, title: string, content: RegExp | string): Promise<Locator> {
  await page.getByRole('toolbar', { name: 'Actions' }).getByRole('button', { name: 'More' }).click();
  await page.getByRole('dialog', { name: 'All commands' }).getByRole('button', { name: command }).click();
  const sheet = page.getByRole('dialog', { name: title });
  await sheet.getByText(content).first().waitFor();
  return sheet;
}

/** Whether all of it is on the screen and nothing lies over it. */
const isInSight = (control: Locator) =>
  control.evaluate((element) => {
    const box = element.getBoundingClientRect();
    const view = element.ownerDocument.documentElement;
    const at = (y: number) =>
      element.ownerDocument.elementFromPoint(box.left + box.width / 2, y)?.closest('button') === element;
    return box.top >= 0 && box.bottom <= view.clientHeight && at(box.top + 3) && at(box.bottom - 3);
  });

for (const [name, viewport] of [
  ['a phone', PHONE],
  ['a laptop', LAPTOP],
] as const)
  test(`what confirms is in sight without scrolling in every form of an incident, on ${name}`, async () => {
    await page.setViewportSize(viewport);
    await page.goto('/incidents/INC-1');
    const hidden: string[] = [];
    const forms: ReadonlyArray<[RegExp, string, RegExp, RegExp]> = [
      [/^Assess severity/, 'Assess severity', /Suggested|Severity/, /^Confirm P1/],
      [/^Customer impact/, 'Customer impact', /Customers are affected/, /^Save/],
      [/^Affected systems/, 'Affected systems', /Payments/, /^Save/],
      [/^Edit details/, 'Complete the details', /Impact start/, /^Save/],
      [/^Responders/, 'Responders', /Ben Okafor/, /^No changes/],
      [/^Resolve/, 'Resolve incident', /What fixed it/, /^Resolve/],
      [/^Merge/, 'Merge into another incident', /Alerts move there/, /^Merge/],
    ];
    for (const [command, title, content, button] of forms) {
      const sheet = await openSheet(command, title, content);
      const confirms = sheet.getByRole('button', { name: button }).last();
      if (!(await isInSight(confirms))) hidden.push(title);
      await page.keyboard.press('Escape');
      await sheet.waitFor({ state: 'detached' });
    }
    expect(hidden).toEqual([]);
  });

test('[SEV-1] on a phone the severity is picked and confirmed without scrolling', async () => {
  await page.goto('/incidents/INC-1');
  const sheet = await openSheet(/^Assess severity/, 'Assess severity', 'Severity');
  const body = sheet.locator('.sheet-body');
  await expect.poll(() => body.evaluate((element) => element.scrollHeight > element.clientHeight)).toBe(true);
  for (const level of ['P1 Critical', 'P2 High', 'P3 Medium', 'P4 Low'])
    expect(await isInSight(sheet.getByRole('button', { name: level })), level).toBe(true);
  // By a tap: a script that clicks scrolls there first.
  const box = await sheet.getByRole('button', { name: 'P2 High' }).boundingBox();
  await page.mouse.click((box?.x ?? 0) + 20, (box?.y ?? 0) + 20);
  const change = sheet.getByRole('button', { name: 'Change to P2' });
  await change.waitFor();
  expect(await isInSight(change)).toBe(true);
  expect(await body.evaluate((element) => element.scrollTop)).toBe(0);
  await change.click();
  await page.getByText('Severity changed to P2.').waitFor();
});

test('Back closes the sheet and not the incident, one at a time, and then leaves the incident', async () => {
  await page.getByText('Checkout error rate above 20 %').click();
  await page.getByText('What to do next').waitFor();
  const sheet = await openSheet(/^Resolve/, 'Resolve incident', 'What fixed it?');
  // What is missing is said in the sheet, in our words, and the keyboard stands where it is missing.
  await sheet.getByLabel('How did it end?').selectOption('recovered');
  await sheet.getByRole('button', { name: 'Resolve', exact: true }).click();
  await sheet.getByText('“What was seen” is required.').waitFor();
  await expect.poll(() => page.evaluate('document.activeElement?.tagName')).toBe('TEXTAREA');
  await page.goBack();
  await sheet.waitFor({ state: 'detached' });
  expect(new URL(page.url()).pathname).toBe('/incidents/INC-1');
  await page.getByRole('toolbar', { name: 'Actions' }).getByRole('button', { name: 'More' }).click();
  await page.getByRole('dialog', { name: 'All commands' }).getByText('Page someone').waitFor();
  await page.keyboard.press('Escape');
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  // One press, although a sheet was opened and closed in between; the browser forgets it a moment later.
  await until(page, 'history.state.sheets === undefined');
  await page.goBack();
  await page.getByRole('heading', { name: 'Incidents', exact: true }).waitFor();
  expect(new URL(page.url()).pathname).toBe('/incidents');
  await page.goForward();
  await page.getByText('What to do next').waitFor();
});

test('a page chosen in a sheet is left again by one Back', async () => {
  await page.getByRole('button', { name: 'More' }).click();
  await page.getByRole('dialog', { name: 'All pages' }).getByRole('link', { name: 'Systems' }).click();
  await page.getByRole('heading', { name: 'Systems' }).waitFor();
  await page.goBack();
  await page.getByRole('heading', { name: 'Incidents', exact: true }).waitFor();
  expect(await page.getByRole('dialog').count()).toBe(0);
});

/** The fields of the open form that something lies over when they have the focus. As text, because it runs in the browser. */
const COVERED = `[...document.querySelectorAll('dialog[open] input[type="checkbox"]')].filter((field) => {
  field.focus();
  const box = field.getBoundingClientRect();
  return document.elementFromPoint(box.left + box.width / 2, box.top + box.height / 2) !== field;
}).map((field) => field.closest('label').textContent)`;

test('what has the focus in a form is never under its buttons', async () => {
  await page.goto('/incidents/INC-1');
  const sheet = await openSheet(/^Assess severity/, 'Assess severity', 'Severity');
  await sheet.getByRole('checkbox').last().waitFor();
  expect(await page.evaluate<string[]>(COVERED)).toEqual([]);
});

test('a form that opens within a page opens in sight, also under a button at the lower edge', async () => {
  await page.setViewportSize(LAPTOP);
  await page.goto('/incidents/INC-1');
  const tasks = page.getByRole('region', { name: 'Tasks' });
  const add = tasks.getByRole('button', { name: 'Add task' });
  await add.evaluate((button) => button.scrollIntoView({ block: 'end' }));
  await add.click();
  await tasks.getByLabel('Due').waitFor();
  await expect.poll(() => isInSight(tasks.getByRole('button', { name: 'Add task' }))).toBe(true);
});

test('on a laptop all of the sidebar is in sight, and nothing of an incident scrolls within itself', async () => {
  await page.setViewportSize(LAPTOP);
  await page.goto('/incidents/INC-1');
  const side = page.getByRole('navigation', { name: 'Main', exact: true });
  const end = await side.getByRole('link', { name: 'Ana Ruiz' }).boundingBox();
  const last = await side.getByRole('link', { name: 'Rehearse' }).boundingBox();
  expect((end?.y ?? 0) + (end?.height ?? 0)).toBeLessThanOrEqual(LAPTOP.height);
  expect((last?.y ?? 0) + (last?.height ?? 0)).toBeLessThanOrEqual(end?.y ?? 0);
  await page.getByRole('region', { name: 'People' }).getByText('Product Owner').first().waitFor();
  const within = `[...document.querySelectorAll('.inc > *')].filter((each) => each.scrollHeight > each.clientHeight + 1).length`;
  expect(await page.evaluate<number>(within)).toBe(0);
});

test('a title that turns its words round turns no others, and each note is struck through by its name', async () => {
  const title = '\u202eevil title';
  const { body } = await harness.http('POST', '/api/v1/incidents', { title, severity: 'P4' });
  const note = { type: 'note', text: '\u0628\u0637\u064a\u0621 since the deployment' };
  await harness.http('POST', `/api/v1/incidents/${body.reference}/entries`, note, { as: shop.ana.token });
  await page.goto('/incidents');
  const shown = page.locator('.incident-row-title').filter({ hasText: 'evil' });
  await shown.waitFor();
  expect(
    await shown.evaluate((each) => each.ownerDocument.defaultView?.getComputedStyle(each).unicodeBidi),
  ).toMatch(/isolate|plaintext/);
  await page.goto(`/incidents/${body.reference}`);
  await page.locator('.tl-note').waitFor();
  await page.getByRole('button', { name: /^Strike through: .*since the deployment/ }).waitFor();
  expect(await page.locator('.tl-note').getAttribute('dir')).toBe('auto');
});
