import type { Page } from 'playwright-core';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { Harness } from '../harness/index.ts';
import { BROWSER_TIME, BrowserInTest, until } from './browser.ts';
import { openShop, type Shop } from './shop.ts';

let harness: Harness;
let browser: BrowserInTest;
let shop: Shop;
beforeEach(async () => {
  harness = await Harness.start({ at: BROWSER_TIME });
  shop = await openShop(harness);
  browser = await BrowserInTest.start(harness);
});
afterEach(async () => {
  await browser.close();
  await harness.close();
});

const declare = async (title: string) => {
  const body = { title, severity: 'P1', severityReason: 'drawn', systems: ['checkout'] };
  return (await harness.http('POST', '/api/v1/incidents', body)).body.reference;
};
const minutesUntil = async (ref: string, role: string) => {
  const { declaredAt } = (await harness.http('GET', `/api/v1/incidents/${ref}`)).body;
  const { steps } = (await harness.http('GET', `/api/v1/incidents/${ref}/escalation`)).body;
  const step = steps.find((each: { roles: string[] }) => each.roles.includes(role));
  return Math.round((Date.parse(step.deadline) - Date.parse(declaredAt)) / 60_000);
};

const published = async () => (await harness.http('GET', '/api/v1/policy')).body;

/** Finds a word in the text with the editor's own search and types over it. */
async function replaceInText(page: Page, word: string, write: string): Promise<void> {
  await page.getByLabel(/^Policy, based on version/).click();
  await page.keyboard.press('Control+f');
  await page.keyboard.type(word);
  await page.keyboard.press('Enter');
  await page.keyboard.press('Escape');
  await page.keyboard.type(write);
}

async function publish(page: Page, reason: string, version: number): Promise<void> {
  await page.getByRole('button', { name: 'Publish', exact: true }).click();
  await page.getByLabel('Reason for the change').fill(reason);
  await page.getByRole('dialog').getByRole('button', { name: 'Publish', exact: true }).click();
  await page.getByText(`Version ${version} published`).first().waitFor();
}

test('[SEV-5] the matrix is edited as text: lint at its place, difference, rehearsal, publication; a new incident follows it, an open one does not', async () => {
  const open = await declare('Declared before');
  const viewer = await browser.open();
  const { page } = viewer;
  await browser.signIn(viewer, shop.ana.id);
  await page.goto('/policy/edit');
  await page.getByRole('button', { name: 'Text', exact: true }).click();

  await replaceInText(page, 'within 15m', 'soon');
  await page.getByText('Expected: immediately | within 15m').first().waitFor();
  const marked = page.locator('.cm-lintRange-error');
  await marked.first().waitFor();
  expect(await marked.allTextContents()).toEqual(['soon']);
  expect(await page.getByRole('button', { name: 'Publish', exact: true }).isDisabled()).toBe(true);
  await page.getByRole('button', { name: /error/ }).first().click();
  await page.keyboard.press('End');
  expect(await page.locator('.cm-activeLine').first().textContent()).toContain('by: soon');

  await replaceInText(page, 'soon', 'within 10m');
  await page.getByRole('button', { name: 'Summary' }).click();
  await page.getByText('Within 10 minutes').first().waitFor();
  await page.getByRole('button', { name: 'Rehearse', exact: true }).click();
  await page.getByRole('button', { name: 'Rehearse draft' }).click();
  await page.getByRole('listitem').filter({ hasText: 'is paged by e-mail' }).first().waitFor();

  await publish(page, 'The CTO wants to hear sooner', 2);
  await page.getByText('Within 10 minutes').first().waitFor();

  const fresh = await declare('Declared after');
  expect(await minutesUntil(fresh, 'cto')).toBe(10);
  expect(await minutesUntil(open, 'cto')).toBe(15);
  expect(viewer.complaints).toEqual([]);
});

test('[SEV-1] a criterion is added and another taken away by the form, and the next declaration asks so', async () => {
  const viewer = await browser.open();
  const { page } = viewer;
  await browser.signIn(viewer, shop.ana.id);
  await page.goto('/policy/edit');
  await page.getByRole('button', { name: 'Add criterion' }).click();
  const added = page.getByRole('group', { name: 'Criterion 5' });
  await added
    .getByText(/[Ee]xpected|too short|at least/)
    .first()
    .waitFor();
  expect(await page.getByRole('button', { name: 'Publish', exact: true }).isDisabled()).toBe(true);
  await page.keyboard.type('Money is lost');
  await added.getByLabel('Question').fill('Does every minute cost money?');
  await page.getByRole('button', { name: 'Remove criterion 3' }).click();
  await publish(page, 'What counts for us', 2);

  await page.goto('/incidents/new');
  await page.getByText('Does every minute cost money?').waitFor();
  expect(await page.getByText('Has security been breached?').count()).toBe(0);
  expect((await published()).yaml).not.toContain('security_breach, text');
});

test('[SEV-5] the matrix is edited by the form: exactly that line differs, lint stands at the field; a new incident follows it', async () => {
  const open = await declare('Declared before');
  const viewer = await browser.open();
  const { page } = viewer;
  await browser.signIn(viewer, shop.ana.id);
  await page.goto('/policy/edit');
  const step = page.getByRole('group', { name: 'Step 3' });
  await step.getByRole('button', { name: 'Product Owner and CTO are notified within 15 minutes.' }).click();
  await step.getByLabel('Within').fill('later');
  await step.getByText('Expected a time such as 15m').waitFor();
  await page.getByRole('button', { name: '1 error blocks publishing' }).click();
  await step.getByLabel('Within').fill('7m');
  await page.getByRole('button', { name: 'Changes' }).click();
  await page.locator('.diff-line[data-kind="added"]').filter({ hasText: 'within 7m' }).waitFor();
  const lines = await page.locator('.diff-line:not([data-kind="same"])').allTextContents();
  expect(lines.map((line) => line.trim().replace(/^[−+](removed|added): +/, '$1 '))).toEqual([
    'removed - { notify: [product_owner, cto], by: within 15m }',
    'added - { notify: [product_owner, cto], by: within 7m }',
  ]);
  await page.getByRole('button', { name: 'Rehearse', exact: true }).click();
  await page.getByRole('button', { name: 'Rehearse draft' }).click();
  await page.getByRole('listitem').filter({ hasText: 'is paged by e-mail' }).first().waitFor();
  await publish(page, 'Sooner still', 2);
  expect(await minutesUntil(await declare('Declared after'), 'cto')).toBe(7);
  expect(await minutesUntil(open, 'cto')).toBe(15);
  expect(viewer.complaints).toEqual([]);
});

test('the form adds a step, words its moment, moves it and takes another away; the text stays readable beside it', async () => {
  const viewer = await browser.open();
  const { page } = viewer;
  await browser.signIn(viewer, shop.ana.id);
  await page.goto('/policy/edit');
  await page.getByRole('button', { name: 'P4', exact: true }).click();
  await page.getByRole('button', { name: 'Add step' }).click();
  const added = page.getByRole('group', { name: 'Step 3' });
  await added.getByLabel('When').selectOption('At the weekly review');
  await added.getByLabel('Day').selectOption('Monday');
  await added.getByLabel('At', { exact: true }).pressSequentially('11:00');
  await added.getByLabel('Only if').selectOption('customers are affected');
  await page.getByRole('button', { name: 'Move up: Step 3' }).press('Enter');
  await until(page, 'document.activeElement?.getAttribute("aria-label") === "Move up: Step 2"');
  const sentence = 'notified at the weekly review on Monday at 11:00, if customers are affected.';
  await page.getByRole('group', { name: 'Step 2' }).getByRole('button', { name: sentence }).waitFor();
  await page.getByRole('group', { name: 'Step 1' }).getByRole('button').click();
  await page.getByRole('button', { name: 'Remove Step 1' }).click();
  await page.getByRole('button', { name: 'Changes' }).click();
  await page.locator('.diff-line[data-kind="added"]').filter({ hasText: 'Monday at 11:00' }).waitFor();
  // The difference follows what is typed a moment later.
  await page.locator('.diff-line[data-kind="removed"]').waitFor();
  const lines = await page.locator('.diff-line:not([data-kind="same"])').allTextContents();
  expect(lines.map((line) => line.trim().replace(/^[−+](removed|added): +/, '$1 '))).toEqual([
    'removed - { notify: engineering_manager, by: next business day at 10:00 }',
    'added - { notify: on_call_engineer, by: weekly review on Monday at 11:00, when: customer_facing }',
  ]);

  await page.getByRole('button', { name: 'Text', exact: true }).click();
  await replaceInText(page, 'language: 1', 'language: a: b');
  await page.getByRole('button', { name: 'Form', exact: true }).click();
  await page.getByText('The text cannot be parsed').waitFor();
  await page.getByRole('button', { name: 'Open the text' }).click();
  await page.getByLabel(/^Policy, based on version/).waitFor();
  expect(viewer.complaints).toEqual([]);
});

test('every setting of paging is read and changed in the form, and the rest of the text stays', async () => {
  const viewer = await browser.open();
  const { page } = viewer;
  await browser.signIn(viewer, shop.ana.id);
  await page.goto('/policy/edit');
  await page.getByRole('button', { name: 'Paging', exact: true }).click();
  const fields = ['Next level after', 'Repeat every', 'Page again after clear for'];
  const written: string[] = [];
  for (const label of fields) written.push(await page.getByLabel(label).inputValue());
  expect(written).toEqual(['5m', '5m', '10m']);
  for (const [index, label] of fields.entries()) await page.getByLabel(label).fill(`${index + 2}m`);
  await page.getByLabel('Also notify').selectOption('CTO');
  await page.getByRole('button', { name: 'Do not notify Engineering Manager' }).click();
  await page.getByLabel('How', { exact: true }).selectOption('Notify once');
  await page.getByRole('button', { name: 'Changes' }).click();
  await page.locator('.diff-line[data-kind="added"]').filter({ hasText: 'mode: inform' }).waitFor();
  const lines = await page.locator('.diff-line:not([data-kind="same"])').allTextContents();
  expect(lines.map((line) => line.trim().replace(/^[−+](removed|added): +/, '$1 '))).toEqual([
    'removed level_timeout: 5m',
    'removed repeat_every: 5m',
    'removed page_again_after_clear: 10m',
    'added level_timeout: 2m',
    'added repeat_every: 3m',
    'added page_again_after_clear: 4m',
    'removed exhausted: { notify: [engineering_manager], mode: page }',
    'added exhausted: { notify: [cto], mode: inform }',
  ]);
  await page.getByLabel('Page again after clear for').fill('soon');
  await page
    .getByText(/^Expected a duration/)
    .first()
    .waitFor();
  expect(viewer.complaints).toEqual([]);
});

test('a form that cannot be fetched says so in its own place; the text can be edited all the same', async () => {
  const viewer = await browser.open();
  const { page } = viewer;
  await browser.signIn(viewer, shop.ana.id);
  await page.route('**/assets/PolicyForm-*.js', (route) => route.abort());
  await page.goto('/policy/edit');
  await page.getByText('Failed to load').waitFor();
  await page.getByRole('button', { name: 'Try again' }).waitFor();
  await page.getByRole('heading', { name: 'Edit policy' }).waitFor();
  await page.getByRole('button', { name: 'Text', exact: true }).click();
  await page.getByLabel(/^Policy, based on version/).waitFor();
});

test('completion offers the keys that are missing and inserts one by keyboard; Escape and Tab leave the text', async () => {
  const viewer = await browser.open();
  const { page } = viewer;
  await browser.signIn(viewer, shop.ana.id);
  await page.goto('/policy/edit');
  await page.getByRole('button', { name: 'Text', exact: true }).click();
  await replaceInText(page, 'when: customer_facing', 'unl');
  const offered = page.getByRole('listbox');
  await offered.getByRole('option', { name: /unless/ }).waitFor();
  expect(await offered.getByRole('option', { name: /notify/ }).count()).toBe(0);
  // The editor takes no key for a list that has only just appeared (75 ms), so that nobody accepts it by chance.
  const seen = await page.evaluate<number>('performance.now()');
  await expect.poll(() => page.evaluate<number>('performance.now()')).toBeGreaterThan(seen + 150);
  await page.keyboard.press('Enter');
  await page.getByText('by: within 30m, unless:').waitFor();
  await page.keyboard.press('Escape');
  await page.keyboard.press('Escape');
  await page.keyboard.press('Tab');
  const inside = 'document.activeElement.closest(".cm-content") !== null';
  expect(await page.evaluate<boolean>(inside)).toBe(false);
  expect(viewer.complaints).toEqual([]);
});

test('a draft is saved, opened again, held against a version published meanwhile, and published; leaving asks', async () => {
  const viewer = await browser.open();
  const { page } = viewer;
  await browser.signIn(viewer, shop.ana.id);
  const { version, yaml } = await published();
  await page.goto('/policy/edit');
  await page.getByLabel('Acknowledge within').fill('4m');
  await page.getByRole('button', { name: 'Save as draft' }).click();
  await page.getByLabel('Draft name').fill('Quicker answers');
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await page.getByText('Edit draft “Quicker answers”').waitFor();

  await page.getByLabel('Acknowledge within').fill('3m');
  await page.getByRole('link', { name: 'Policy', exact: true }).first().click();
  await page
    .getByRole('dialog', { name: 'Discard unsaved changes?' })
    .getByRole('button', { name: 'Stay' })
    .click();
  await page.getByRole('button', { name: 'Save draft' }).click();
  await page.getByText('Saved as “Quicker answers”').first().waitFor();

  const meanwhile = { yaml: `${yaml}# Read by the board.\n`, reason: 'A remark', baseVersion: version };
  expect((await harness.http('POST', '/api/v1/policy/publish', meanwhile)).status).toBe(200);
  await page.goto('/policy/versions');
  await page.getByRole('link', { name: 'Quicker answers' }).click();
  expect(await page.getByLabel('Acknowledge within').inputValue()).toBe('3m');
  await page.getByRole('button', { name: `Compare with version ${version + 1} and continue` }).click();
  await page.locator('.diff-line[data-kind="added"]').filter({ hasText: 'acknowledge_within: 3m' }).waitFor();
  await publish(page, 'Quicker', version + 2);
  expect((await published()).yaml).toContain('acknowledge_within: 3m');
  await page.goto('/policy/versions');
  await page.getByText('No drafts.').waitFor();
  expect(viewer.complaints).toEqual([]);
});

test('an incident shows the version it runs under, and what a newer one would change before it moves', async () => {
  const ref = await declare('Declared before');
  const { yaml } = await published();
  const sooner = {
    yaml: yaml
      .replace('by: within 15m', 'by: within 10m')
      .replace('title: CTO', 'title: Chief of Technology')
      .replace('Is a whole system down?', 'Is everything down?'),
    reason: 'The CTO wants to hear sooner',
    baseVersion: 1,
  };
  expect((await harness.http('POST', '/api/v1/policy/publish', sooner)).status).toBe(200);
  const viewer = await browser.open();
  const { page } = viewer;
  await browser.signIn(viewer, shop.ana.id);
  await page.goto(`/incidents/${ref}`);
  await page.getByRole('link', { name: 'version 1 of the policy' }).waitFor();
  // The questions are those of the incident's own version.
  await page.getByRole('button', { name: 'More', exact: true }).click();
  await page.getByRole('button', { name: /^Assess severity/ }).click();
  await page.getByLabel('Is a whole system down?').waitFor();
  expect(await page.getByLabel('Is everything down?').count()).toBe(0);
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Preview changes' }).click();
  const dialog = page.getByRole('dialog', { name: 'Policy version' });
  await dialog.getByText('by bootstrap: “The CTO wants to hear sooner”').waitFor();
  await dialog
    .getByRole('listitem')
    .filter({ hasText: /^Chief of Technology will be notified .* instead of (tomorrow )?\d\d:\d\d$/ })
    .waitFor();
  expect(await minutesUntil(ref, 'cto')).toBe(15);
  await dialog.getByRole('button', { name: 'Switch to version 2' }).click();
  await page.getByRole('link', { name: 'version 2 of the policy' }).waitFor();
  expect(await minutesUntil(ref, 'cto')).toBe(10);
  await page.getByRole('link', { name: 'version 2 of the policy' }).click();
  await page.getByText('Version 2 by bootstrap, current since').waitFor();
  await page.goto('/policy?version=1');
  await page.getByRole('heading', { name: 'Policy, version 1' }).waitFor();
  await page.getByText('Within 15 minutes').first().waitFor();
  expect(viewer.complaints).toEqual([]);
});

test('who wrote each version, why, and who reviewed it is on the page of versions', async () => {
  const viewer = await browser.open();
  const { page } = viewer;
  await browser.signIn(viewer, shop.ana.id);
  await page.goto('/policy');
  await page.getByRole('button', { name: 'Record review' }).click();
  await page.getByLabel('Findings').fill('Read aloud');
  await page.getByRole('button', { name: 'Record', exact: true }).click();
  await page.getByText(/^Version 1 was reviewed by Ana Ruiz, .*: still valid\. “Read aloud”$/).waitFor();
  await page.goto('/policy/versions');
  const card = page.getByRole('listitem').filter({ hasText: 'The runbook, as shipped' });
  await card.getByText(/^Tocsin, /).waitFor();
  await card.getByText(/^Reviewed by Ana Ruiz, .*: still valid\. “Read aloud”$/).waitFor();
  expect(viewer.complaints).toEqual([]);
});

test('two people with one draft: neither text is lost, whoever saves first', async () => {
  const { yaml } = await published();
  const save = async (body: Record<string, unknown>) =>
    (await harness.http('POST', '/api/v1/policy/drafts', { name: 'Ours', baseVersion: 1, ...body })).body;
  const draft = await save({ yaml });
  const viewer = await browser.open();
  const { page } = viewer;
  await browser.signIn(viewer, shop.ana.id);
  await page.goto(`/policy/edit?draft=${draft.id}`);
  const field = page.getByLabel('Acknowledge within');
  await field.fill('4m');
  const theirs = yaml.replace('acknowledge_within: 5m', 'acknowledge_within: 6m');
  await save({ id: draft.id, revision: draft.revision, yaml: theirs });
  await page.getByText(/^bootstrap saved this draft/).waitFor();
  expect(await field.inputValue()).toBe('4m');
  expect(await page.getByRole('button', { name: 'Save draft' }).isDisabled()).toBe(true);
  await page.getByRole('button', { name: 'Save mine as new draft' }).click();
  await page.getByLabel('Draft name').fill('Mine');
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await page.getByText('Edit draft “Mine”').waitFor();
  const { items } = (await harness.http('GET', '/api/v1/policy/drafts')).body;
  const kept = items.map(({ name, yaml: text }: { name: string; yaml: string }) => [
    name,
    /acknowledge_within: (\dm)/.exec(text)?.[1],
  ]);
  expect(kept.sort()).toEqual([
    ['Mine', '4m'],
    ['Ours', '6m'],
  ]);
  await page.goto(`/policy/edit?draft=${draft.id}`);
  expect(await field.inputValue()).toBe('6m');
  await save({ id: draft.id, revision: draft.revision + 1, yaml });
  await page.getByRole('button', { name: 'Load it' }).click();
  expect(await field.inputValue()).toBe('5m');
  expect(viewer.complaints).toEqual([]);
});
