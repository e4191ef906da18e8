import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { Harness } from '../harness/index.ts';
import { accessibilityFaults, BROWSER_TIME, BrowserInTest } from './browser.ts';

let harness: Harness;
let browser: BrowserInTest;

beforeAll(async () => {
  harness = await Harness.start({ at: BROWSER_TIME });
  browser = await BrowserInTest.start(harness);
});
afterAll(async () => {
  await browser.close();
  await harness.close();
});

/** To choose from a list takes one click to open it and one to choose. */
const CLICKS_OF_A_LIST = 2;

/** What a person does on a page, by the words that are on it. */
function handsOn(page: Page) {
  const press = (name: string) => page.getByRole('button', { name, exact: true }).last().click();
  const follow = (name: string) =>
    page.getByRole('main').getByRole('link', { name, exact: true }).last().click();
  const typeIn = async (label: string, words: string) => {
    await page.getByLabel(label, { exact: true }).click();
    await page.keyboard.type(words);
  };
  /** The first field of a sheet has the focus already. */
  const typeAtOnce = async (label: string, words: string) => {
    const focused = () =>
      page.getByLabel(label, { exact: true }).evaluate((field) => field.matches(':focus'));
    await expect.poll(focused).toBe(true);
    await page.keyboard.type(words);
  };
  const createdBy = async (name: string, told: string) => {
    await press(name);
    await page.getByText(told).first().waitFor();
  };
  return { press, follow, typeIn, typeAtOnce, createdBy };
}

test('from an empty installation to the first answered page in at most 25 clicks, e-mail proven and a second person added, each step leading to the next', async () => {
  const { page, context } = await browser.open({ viewport: { width: 1366, height: 768 } });
  let clicks = 0;
  await context.exposeFunction('countClick', () => {
    clicks += 1;
  });
  // What Enter presses by itself has no detail.
  await context.addInitScript(
    "addEventListener('click', ({ detail }) => detail > 0 && countClick(), { capture: true })",
  );
  const { press, follow, typeIn, typeAtOnce, createdBy } = handsOn(page);

  const link = new URL((await harness.app.accounts.prepare()) ?? '');
  await page.goto(`${link.pathname}${link.search}`);
  await typeIn('Your name', 'Ana Ruiz');
  for (const words of ['ana@example.com', 'a long password']) {
    await page.keyboard.press('Tab');
    await page.keyboard.type(words);
  }
  await press('Create administrator');
  // The first person's zone is the organisation's until somebody says otherwise; a mail server that is set has proven nothing.
  await page.getByText('Working days are counted in Europe/Lisbon.').waitFor();
  await page.getByText('No message has been accepted by the mail server yet.').waitFor();

  await follow('Set up e-mail');
  await press('Send test page to E-mail');
  const code = page.getByRole('dialog', { name: 'Test E-mail' });
  await code.waitFor();
  await harness.settle();
  const tested = harness.mail.mails.find(({ text }) => text.includes('This is a test page'));
  await typeAtOnce('Code', /Code: (\d{6})/.exec(tested?.text ?? '')?.[1] ?? 'none');
  await page.keyboard.press('Enter');
  await page.getByText('The mail server last accepted a message').waitFor();

  await follow('Add responders');
  await press('Add person');
  await typeAtOnce('Name', 'Ben Okafor');
  await page.keyboard.press('Tab');
  await page.keyboard.type('ben@example.com');
  await createdBy('Add and send invitation', 'Contact rules');
  await follow('Add a team');
  await press('Add team');
  await typeAtOnce('Name', 'Payments');
  for (const name of ['Ana Ruiz', 'Ben Okafor'])
    await expect.poll(() => page.getByLabel(name).isChecked()).toBe(true);
  await createdBy('Add team', 'Payments added.');
  await follow('Add a system');
  await press('Add system');
  await typeAtOnce('Name', 'Checkout');
  await createdBy('Add system', 'Checkout added.');
  await follow('Create an on-call schedule');
  await page.getByLabel('Add person to Primary').selectOption({ label: 'Ana Ruiz' });
  clicks += CLICKS_OF_A_LIST;
  await createdBy('Create schedule', 'Next four weeks');
  expect(await accessibilityFaults(page)).toEqual([]);
  await follow('Connect your monitoring and send a test alert');
  await press('Add integration');
  await typeIn('Name', 'Prometheus');
  await createdBy('Create key', 'Copy the key now');
  const onward = page.getByRole('button', { name: 'Continue to test' });
  await expect(onward.boundingBox().then((box) => (box ? box.y + box.height : 9_999))).resolves.toBeLessThan(
    768,
  );
  await onward.click();
  // A key is not yet a monitor that is connected, and the first alert of all is to page somebody.
  const sheet = page.getByRole('dialog', { name: 'Send a test alert' });
  await sheet.waitFor();
  expect(await page.getByText('steps left. Next').count()).toBe(0);
  const severity = sheet.getByLabel('Severity reported by the monitor');
  await expect.poll(() => severity.inputValue()).toBe('critical');
  await sheet.getByRole('button', { name: 'Send test alert' }).click();
  await sheet.getByText('Waiting for its incident').waitFor();
  await harness.settle();
  await sheet.getByText('Ana Ruiz paged').waitFor();

  const mail = harness.mail.mails.find(({ subject }) => /^Page:.*Test alert from Tocsin/.test(subject));
  const [path] = /\/a\/[^\s"]+/.exec(mail?.text ?? '') ?? [];
  await page.goto(path ?? 'no link in the mail');
  await createdBy('Acknowledge', 'You acknowledged');
  await press('Open INC-1');
  await page.getByRole('heading', { name: 'Test alert from Tocsin' }).waitFor();
  expect((await harness.http('GET', '/api/v1/incidents/INC-1')).body.acknowledgedBy).toMatchObject({
    name: 'Ana Ruiz',
  });
  expect(clicks).toBeLessThanOrEqual(25);
  await page.goto('/incidents');
  await page.getByRole('button', { name: 'Continue set-up' }).click();
  const step = (what: string) => page.getByRole('listitem').filter({ hasText: what });
  await step('Set up e-mail').getByText('Done').waitFor();
  await step('Connect your monitoring').getByText('Done').waitFor();
});
