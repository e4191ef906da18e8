import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { Harness } from '../harness/index.ts';
import { accessibilityFaults, BROWSER_TIME, BrowserInTest, DESKTOP, PHONE, until } from './browser.ts';
import { alertmanagerBody, openShop, type Shop } from './shop.ts';

vi.setConfig({ testTimeout: 180_000, hookTimeout: 120_000 });

let harness: Harness;
let browser: BrowserInTest;
let shop: Shop;
beforeAll(async () => {
  harness = await Harness.start({ at: BROWSER_TIME });
  shop = await openShop(harness);
  harness.mail.refuse('recipient', 550, 'no such mailbox', /ben/);
  const alert = alertmanagerBody('firing', harness.clock.now().toString());
  await harness.http('POST', `/in/alertmanager/${shop.key}`, alert);
  await harness.settle();
  browser = await BrowserInTest.start(harness);
});
afterAll(async () => {
  await browser.close();
  await harness.close();
});

/** What has the focus: its name, and whether a person sees it there. As text, because it runs in the browser. */
const FOCUS = `(() => {
  const element = document.activeElement;
  if (!element || element === document.body) return null;
  const box = element.getBoundingClientRect();
  const at = document.elementFromPoint(box.left + box.width / 2, box.top + Math.min(box.height / 2, 20));
  const label = element.closest('label');
  const seen = at !== null && (element.contains(at) || at.contains(element) || (label !== null && label.contains(at)));
  const name = element.getAttribute('aria-label') || label?.textContent || element.textContent || element.id;
  return { name: element.tagName + ' ' + name.trim().slice(0, 50), seen };
})()`;

/** Presses Tab through the whole page. */
async function walk(page: Page): Promise<{ reached: number; hidden: string[] }> {
  const hidden: string[] = [];
  let reached = 0;
  await page.evaluate('document.activeElement.blur()');
  for (; reached < 150; reached++) {
    await page.keyboard.press('Tab');
    const focus = await page.evaluate<{ name: string; seen: boolean } | null>(FOCUS);
    if (focus === null) break;
    if (!focus.seen) hidden.push(focus.name);
  }
  return { reached, hidden };
}

const pages: ReadonlyArray<[path: string, content: RegExp]> = [
  ['/incidents/INC-1', /Checkout overview/],
  ['/incidents/new', /How severe is it/],
  ['/on-call', /Payments/],
  ['/on-call/payments/edit', /Next hand-overs/],
  ['/people', /Ben Okafor/],
  ['/systems', /Checkout/],
  ['/integrations', /Prometheus/],
  ['/messages', /^Sent$/],
  ['/messages/dead', /Resend/],
];

for (const [name, viewport] of [
  ['a desktop', DESKTOP],
  ['a phone', PHONE],
] as const)
  test(`Tab goes through every page and out of it again, and what has the focus is never covered, on ${name}`, async () => {
    const viewer = await browser.open({ viewport });
    await browser.signIn(viewer, shop.ana.id);
    const faults: string[] = [];
    for (const [path, content] of pages) {
      await viewer.page.goto(path);
      await viewer.page.getByText(content).first().waitFor({ state: 'attached' });
      const { reached, hidden } = await walk(viewer.page);
      if (reached < 3 || reached >= 150) faults.push(`${path}: ${reached} stops`);
      faults.push(...hidden.map((each) => `${path}: ${each} is covered`));
    }
    expect(faults).toEqual([]);
    await viewer.context.close();
  });

test('an order changed by keyboard keeps the focus on the button that was pressed', async () => {
  const viewer = await browser.open();
  await browser.signIn(viewer, shop.ana.id);
  const { page } = viewer;
  await page.goto('/on-call/payments/edit');
  const up = page.getByRole('button', { name: 'Move Ben Okafor up' });
  await up.focus();
  await page.keyboard.press('Enter');
  await page.getByRole('listitem').filter({ hasText: '1Ben Okafor' }).waitFor();
  await until(page, 'document.activeElement?.getAttribute("aria-label") === "Move Ben Okafor up"');
  await page.getByRole('button', { name: 'Remove Ben Okafor' }).focus();
  await page.keyboard.press('Enter');
  await until(page, 'document.activeElement !== null && document.activeElement !== document.body');
  await viewer.context.close();
});

/** What has the focus, as people call it. */
const FOCUSED = `(() => {
  const element = document.activeElement;
  const label = element?.id ? document.querySelector('label[for="' + element.id + '"]')?.textContent : undefined;
  return element === document.body ? 'nothing' : (element?.getAttribute('aria-label') ?? label ?? element?.textContent);
})()`;

test('the focus goes into a form, back to where it was, and to the page that was opened', async () => {
  const viewer = await browser.open();
  await browser.signIn(viewer, shop.ana.id);
  const { page } = viewer;
  const focused = () => expect.poll(() => page.evaluate<string>(FOCUSED));
  await page.getByRole('link', { name: /Checkout error rate/ }).focus();
  await page.keyboard.press('Enter');
  await page.getByText('What to do next').waitFor();
  await focused().toMatch(/Checkout error rate|What to do next/);
  await page.getByRole('button', { name: 'More' }).focus();
  await page.keyboard.press('Control+k');
  await page.getByRole('textbox', { name: 'Search' }).fill('Resolve');
  await page.keyboard.press('Enter');
  await page.getByRole('dialog', { name: 'Resolve incident' }).waitFor();
  await focused().toBe('How did it end?');
  await page.keyboard.press('Escape');
  await focused().toBe('More');
  await viewer.context.close();
});

test('Ctrl-K has a name, and finds what is added on another page by the beginnings of its words', async () => {
  const viewer = await browser.open();
  await browser.signIn(viewer, shop.ana.id);
  const { page } = viewer;
  await page.getByRole('heading', { name: 'Incidents' }).waitFor();
  await page.keyboard.press('Control+k');
  await page.getByRole('dialog', { name: 'Go to' }).waitFor();
  await page.getByRole('textbox', { name: 'Search' }).fill('add per');
  await page.getByRole('button', { name: 'Add person' }).waitFor();
  expect(await accessibilityFaults(page)).toEqual([]);
  await page.keyboard.press('Enter');
  await page.getByRole('dialog', { name: 'Add person' }).waitFor();
  await expect.poll(() => page.evaluate<string>(FOCUSED)).toBe('Name');
  await viewer.context.close();
});

/** Where the keyboard is after a form was sent or a row was taken away: where it came from, or what stands there now. */
test('the keyboard stays where it was when what had the focus goes: a form that was sent, a row, its last button', async () => {
  const viewer = await browser.open();
  await browser.signIn(viewer, shop.ana.id);
  const { page } = viewer;
  const focused = () => expect.poll(() => page.evaluate<string>(FOCUSED));
  /** As a person does: when the button is seen to have the focus, a frame after it got it, and not in the same moment. */
  const press = async (name: string | RegExp) => {
    const button = page.getByRole('button', { name }).last();
    await button.focus();
    await page.evaluate('new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))');
    await button.press('Enter');
  };

  await page.goto(`/people/${shop.ana.id}`);
  await press('Add absence');
  await page.getByRole('dialog').getByLabel('Note').fill('Holiday');
  await page.keyboard.press('Enter');
  await page.getByText('(Holiday)').waitFor();
  await focused().toBe('Add absence');
  await page.getByRole('listitem').filter({ hasText: '(Holiday)' }).getByRole('button').focus();
  await page.keyboard.press('Enter');
  await page.getByText('No planned absences.').waitFor();
  await focused().toBe('Add absence');

  await press('Add contact method');
  await page.getByRole('dialog').getByRole('textbox').first().fill('ana@example.org');
  await page.keyboard.press('Enter');
  await page.getByText('ana@example.org').waitFor();
  await focused().toBe('Add contact method');
  await press(/^Remove ana@example.org|^Remove E-mail/);
  await page.getByRole('dialog').getByRole('button', { name: 'Remove', exact: true }).press('Enter');
  await page.getByText('ana@example.org').waitFor({ state: 'detached' });
  await focused().toMatch(/Turn off|Send test page|Add contact method/);

  await page.goto('/account');
  await press('Create token');
  await page.getByLabel('Name').fill('Deploys');
  await page.getByRole('dialog').getByRole('checkbox').first().check();
  await page.getByRole('dialog').getByRole('button', { name: 'Create token' }).press('Enter');
  await page.getByText('Copy the token now').waitFor();
  await focused().toMatch(/Copy|Show/);
  await page.getByRole('button', { name: 'Done' }).press('Enter');
  await focused().toBe('Create token');

  await page.goto('/on-call/payments');
  await press('Add override');
  await page.getByRole('dialog').getByLabel('Reason').fill('Swap');
  await page.keyboard.press('Enter');
  await page.getByText('(Swap)').waitFor();
  await focused().toBe('Add override');
  await press('Remove');
  await page.getByText('(Swap)').waitFor({ state: 'detached' });
  await focused().toBe('Payments');

  await page.goto('/incidents');
  await page.goto('/forgot-password');
  await page.getByLabel('E-mail').fill('nobody@example.com');
  await page.keyboard.press('Enter');
  await focused().toBe('Check your e-mail');
  await viewer.context.close();
});
