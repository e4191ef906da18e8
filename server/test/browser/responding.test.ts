import type { Page } from 'playwright-core';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Harness } from '../harness/index.ts';
import { someone } from '../harness/people.ts';
import { accessibilityFaults, BROWSER_TIME, BrowserInTest, PHONE, type Viewer } from './browser.ts';
import { alertmanagerBody, openShop, type Shop } from './shop.ts';

/** A browser beside other work on a small machine takes its time. */
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

let harness: Harness;
let browser: BrowserInTest;
let shop: Shop;
let viewer: Viewer;
let page: Page;

beforeEach(async () => {
  harness = await Harness.start({ at: BROWSER_TIME });
  shop = await openShop(harness);
  browser = await BrowserInTest.start(harness);
  viewer = await browser.open();
  page = viewer.page;
});
afterEach(async () => {
  await browser.close();
  await harness.close();
});

async function fire(): Promise<void> {
  const body = alertmanagerBody('firing', harness.clock.now().toString());
  await harness.http('POST', `/in/alertmanager/${shop.key}`, body);
  await harness.settle();
}

/** The name of what has the focus; as text, because it runs in the browser, whose types the server's tests do not have. */
const FOCUSED_NAME = `(() => {
  const element = document.activeElement;
  const label = element?.id ? document.querySelector('label[for="' + element.id + '"]')?.textContent : undefined;
  return element?.getAttribute('aria-label') ?? label ?? element?.textContent ?? '';
})()`;

/** Moves through the page with Tab alone until something with this name has the focus. */
async function tabTo(name: string | RegExp): Promise<void> {
  for (let presses = 0; presses < 80; presses++) {
    await page.keyboard.press('Tab');
    const focused = await page.evaluate<string>(FOCUSED_NAME);
    if (typeof name === 'string' ? focused.trim() === name : name.test(focused)) return;
  }
  throw new Error(`Tab never reaches ${String(name)}.`);
}

test('[IMM-1] with the keyboard alone: sign in, open the incident, acknowledge, note, resolve', async () => {
  const link = await harness.app.accounts.prepare();
  const token = new URL(link ?? '').searchParams.get('token');
  const admin = { name: 'Dana Weiss', email: 'dana@example.com', password: 'a sentence is a good password' };
  await harness.http('POST', '/api/v1/setup', { token, ...admin, timezone: 'Europe/Berlin' }, { as: null });
  await fire();

  await page.goto('/sign-in');
  await page.getByLabel('E-mail').waitFor();
  await tabTo('E-mail');
  await page.keyboard.type(admin.email);
  await page.keyboard.press('Tab');
  await page.keyboard.type(admin.password);
  await page.keyboard.press('Enter');
  await page.getByText('Checkout error rate above 20 %').waitFor();

  await tabTo(/Checkout error rate/);
  await page.keyboard.press('Enter');
  await page.getByText('Not acknowledged').first().waitFor();
  await tabTo('Acknowledge');
  await page.keyboard.press('Enter');
  await page.getByText('Investigating').first().waitFor();

  // "Note" leads to the box, whose line is sent from there.
  await tabTo('Note');
  await page.keyboard.press('Enter');
  await expect.poll(() => page.evaluate<string>(FOCUSED_NAME)).toBe('Add to timeline');
  await page.keyboard.type('The pool of checkout-api is empty.');
  await tabTo('Add');
  await page.keyboard.press('Enter');
  await page.locator('.tl-note').getByText('The pool of checkout-api is empty.').waitFor();

  await tabTo('More');
  await page.keyboard.press('Enter');
  await page.getByRole('dialog', { name: 'All commands' }).waitFor();
  await tabTo(/^Resolve/);
  await page.keyboard.press('Enter');
  await page.getByRole('dialog', { name: 'Resolve incident' }).waitFor();
  // Nothing is asked of what recovered by itself.
  await tabTo('How did it end?');
  await page.keyboard.press('ArrowDown');
  await tabTo('What was seen?');
  await page.keyboard.type('Rolled back checkout-api.');
  await tabTo('Resolve');
  await page.keyboard.press('Enter');
  await page.getByText('INC-1 resolved.').waitFor();

  const incident = await harness.http('GET', '/api/v1/incidents/INC-1');
  expect(incident.body).toMatchObject({ status: 'resolved', acknowledgedBy: { name: 'Dana Weiss' } });
});

test('[SEV-1] the declare form asks the criteria, suggests a level, and wants a reason for another', async () => {
  await browser.signIn(viewer, shop.ana.id);
  await page.goto('/incidents/new');
  await page.getByLabel('What is broken?').fill('Card payments fail');
  await page.getByLabel('Are multiple users affected?').check();
  await page.getByText('Suggested: P2').waitFor();
  await page.getByRole('button', { name: 'P3 Medium' }).click();
  const reason = page.getByLabel('Why P3 and not P2?');
  await page.getByRole('button', { name: 'Declare P3 incident' }).click();
  expect(await reason.evaluate((field) => field.matches(':invalid'))).toBe(true);
  await reason.fill('Only two customers, both told.');
  await page.getByLabel('Page the on-call engineer now').check();
  await page.getByLabel('Why now?').fill('The sale begins at noon.');
  await page.getByRole('button', { name: 'Declare P3 incident' }).click();
  await page.getByRole('heading', { name: 'Card payments fail' }).waitFor();
  const timeline = await harness.http('GET', '/api/v1/incidents/INC-1/timeline');
  expect(JSON.stringify(timeline.body)).toContain('Only two customers, both told.');
  expect(JSON.stringify(timeline.body)).toContain('requested immediate paging: The sale begins at noon.');
  const { pages } = (await harness.http('GET', '/api/v1/incidents/INC-1/escalation')).body;
  expect(pages).toHaveLength(1);
});

test('[SEV-5] a reclassification shows who is told differently before it is confirmed', async () => {
  await fire();
  await browser.signIn(viewer, shop.ana.id);
  await page.goto('/incidents/INC-1');
  await page.getByRole('button', { name: 'Assess', exact: true }).click();
  const dialog = page.getByRole('dialog', { name: 'Assess severity' });
  await dialog.getByRole('button', { name: 'P3 Medium' }).click();
  const told = dialog.getByText('CEO will no longer be notified');
  await told.waitFor();
  // Without scrolling: whoever confirms has seen it.
  const inSight = await told.evaluate((line) => {
    const { x, y } = line.getBoundingClientRect();
    return line.contains(line.ownerDocument.elementFromPoint(x + 5, y + 5));
  });
  expect(inSight).toBe(true);
  expect((await harness.http('GET', '/api/v1/incidents/INC-1')).body.severity).toBe('P1');
  await dialog.getByRole('button', { name: 'Change to P3' }).click();
  await page.getByText('Severity changed to P3.').waitFor();
  expect((await harness.http('GET', '/api/v1/incidents/INC-1')).body.severity).toBe('P3');
});

test('[ESC-2] who is added is paged, and the button says so before', async () => {
  await fire();
  await harness.http('POST', '/api/v1/incidents/INC-1/acknowledge');
  await harness.settle();
  const cleo = await someone(harness, 'cleo.lind@example.com');
  await browser.signIn(viewer, shop.ana.id);
  await page.goto('/incidents/INC-1');
  await page.getByRole('button', { name: 'Add people' }).click();
  const dialog = page.getByRole('dialog', { name: 'Responders' });
  await dialog.getByRole('checkbox', { name: /Cleo Lind/ }).check();
  await dialog.getByRole('button', { name: 'Page and add 1 person' }).click();
  await page.getByText('Added people are being paged.').waitFor();
  await page
    .getByText(/Cleo Lind will be paged again at/)
    .first()
    .waitFor();
  const { pages } = (await harness.http('GET', '/api/v1/incidents/INC-1/escalation')).body;
  expect(pages).toContainEqual(
    expect.objectContaining({
      because: 'added',
      status: 'open',
      target: expect.objectContaining({ id: cleo.id }),
    }),
  );
});

test('an incident is merged into one that is found by its title', async () => {
  await fire();
  await harness.http('POST', '/api/v1/incidents', { title: 'Cards are declined', severity: 'P2' });
  await browser.signIn(viewer, shop.ana.id);
  await page.goto('/incidents/INC-2');
  await page.getByRole('button', { name: 'More' }).click();
  await page
    .getByRole('dialog')
    .getByRole('button', { name: /^Merge/ })
    .click();
  const dialog = page.getByRole('dialog', { name: 'Merge into another incident' });
  await dialog.getByRole('searchbox').fill('error rate');
  await dialog.getByRole('radio', { name: /INC-1 Checkout error rate/ }).check();
  await dialog.getByRole('button', { name: 'Merge into INC-1' }).click();
  await page.getByText('Merged into INC-1.', { exact: true }).waitFor();
});

test('somebody who may only read is offered nothing that would be refused', async () => {
  await fire();
  const reader = await someone(harness, 'carla.reads@example.com', 'stakeholder');
  await browser.signIn(viewer, reader.id);
  await page.goto('/incidents/INC-1');
  await page.getByText('What to do next').waitFor();
  await page.getByRole('heading', { name: 'Messages' }).waitFor();
  expect(await page.getByRole('button', { name: 'Acknowledge' }).count()).toBe(0);
  expect(await page.getByLabel('Add to timeline').count()).toBe(0);
  expect(await page.getByRole('link', { name: 'Integrations' }).count()).toBe(0);
});

test('[DET-1] an alert appears on an open list by itself, and its raw payload on the incident', async () => {
  await browser.signIn(viewer, shop.ana.id);
  await page.getByText('No open incidents').waitFor();
  await fire();
  await page.getByText('Checkout error rate above 20 %').click();
  await page.getByRole('button', { name: 'Checkout error rate above 20 %' }).click();
  const payload = page.getByLabel('Original payload');
  await payload.waitFor();
  expect(await payload.textContent()).toContain('"groupKey"');
});

test('with the people stands what goes on now; the tries of before are folded beneath each', async () => {
  await fire();
  await harness.http('POST', '/api/v1/incidents/INC-1/acknowledge', {}, { as: shop.ana.token });
  await browser.signIn(viewer, shop.ana.id);
  await page.goto('/incidents/INC-1');
  const card = page.getByRole('region', { name: 'People' });
  const person = (name: string) => card.getByRole('listitem').filter({ hasText: name }).first();
  await person('Ana Ruiz')
    .getByText(/^Acknowledged at/)
    .waitFor();
  const asked = { target: { kind: 'person', personId: shop.ben.id } };
  expect((await harness.http('POST', '/api/v1/incidents/INC-1/page', asked)).status).toBe(201);
  await person('Ben Okafor')
    .getByText(/no answer yet|nothing sent yet/)
    .waitFor();
  const before = person('Ana Ruiz').getByText('Page by e-mail');
  expect(await before.count()).toBe(0);
  await person('Ana Ruiz').getByRole('button', { name: 'Details: Ana Ruiz' }).click();
  await before.first().waitFor();
  await person('Ben Okafor').getByRole('button', { name: 'Details: Ben Okafor' }).click();
  await person('Ben Okafor')
    .getByRole('button', { name: /^Stop paging/ })
    .waitFor();
  expect(await card.textContent()).toMatch(/Responding.*Ana Ruiz.*no answer yet.*Ben Okafor/s);
});

test('on a phone, the next act is under the thumb, one at a time', async () => {
  await fire();
  const phone = await browser.open({ viewport: PHONE });
  await browser.signIn(phone, shop.ana.id);
  await phone.page.goto('/incidents/INC-1');
  const bar = phone.page.getByRole('toolbar', { name: 'Actions' });
  const act = bar.getByRole('button').first();
  await bar.getByRole('button', { name: 'Acknowledge' }).click();
  await bar.getByRole('button', { name: 'Take command' }).click();
  await bar.getByRole('button', { name: 'Set mitigating' }).waitFor();
  const box = await act.boundingBox();
  expect(box?.height).toBeGreaterThanOrEqual(44);
  expect((box?.y ?? 0) + (box?.height ?? 0)).toBeGreaterThan(PHONE.height - 80);
});

test('somebody who is signed out is led back to where they were', async () => {
  await fire();
  await browser.signIn(viewer, shop.ana.id);
  await page.goto('/incidents/INC-1');
  await page.getByText('What to do next').waitFor();
  await page.request.post('/api/v1/sessions/revoke-all');
  const led = page.waitForURL(/\/sign-in\?next=/);
  // Where the page has asked for something by itself meanwhile, it has been led away already, and the link is gone.
  const click = page.getByRole('link', { name: 'Alerts' }).click();
  click.catch(() => undefined);
  await Promise.race([led, click]);
  await led;
  await page.getByRole('heading', { name: 'Sign in' }).waitFor();
});

/** An administrator who signs in with a password, as people do; one-time links load the page anew. */
const dana = { name: 'Dana Weiss', email: 'dana@example.com', password: 'a sentence is a good password' };
async function setUpDana(): Promise<void> {
  const token = new URL((await harness.app.accounts.prepare()) ?? '').searchParams.get('token');
  await harness.http('POST', '/api/v1/setup', { token, ...dana, timezone: 'Europe/Berlin' }, { as: null });
}

async function signInAsDana(): Promise<void> {
  await page.getByLabel('E-mail').fill(dana.email);
  await page.getByRole('textbox', { name: 'Password' }).fill(dana.password);
  await page.getByRole('button', { name: 'Sign in' }).click();
}

test('a session that ends costs nobody what they were typing, and signing in again ends the complaint', async () => {
  await setUpDana();
  await fire();
  await page.goto('/sign-in?next=/incidents/INC-1');
  await signInAsDana();
  await page.getByLabel('Add to timeline').fill('Two of three replicas do not answer.');
  await page.getByLabel('Entry type').selectOption('Finding');
  await page.getByRole('button', { name: 'More' }).click();
  await page.getByRole('button', { name: /^Resolve/ }).click();
  await page.getByLabel('What fixed it?').fill('Rolled back, half written');
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'More' }).click();
  await page.getByRole('button', { name: /^Edit details/ }).click();
  await page.getByRole('textbox', { name: 'Symptoms' }).fill('One customer in three, half written');
  await page.keyboard.press('Escape');

  await page.request.post('/api/v1/sessions/revoke-all');
  await page.getByRole('button', { name: 'Add', exact: true }).click();
  await page.waitForURL(/\/sign-in\?next=/);
  const toast = page.getByText('Sign in again.');
  await toast.waitFor();
  await page.getByText('What you were typing is saved in this browser.').waitFor();
  await signInAsDana();
  await page.getByRole('heading', { name: 'Checkout error rate above 20 %' }).waitFor();
  expect(await toast.count()).toBe(0);
  expect(await page.getByLabel('Add to timeline').inputValue()).toBe('Two of three replicas do not answer.');
  expect(await page.getByLabel('Entry type').inputValue()).toBe('finding');
  await page.getByRole('button', { name: 'Add', exact: true }).click();
  await page.getByRole('listitem').filter({ hasText: 'Two of three replicas' }).waitFor();
  expect(await page.getByLabel('Add to timeline').inputValue()).toBe('');
  await page.getByRole('button', { name: 'More' }).click();
  await page.getByRole('button', { name: /^Resolve/ }).click();
  expect(await page.getByLabel('What fixed it?').inputValue()).toBe('Rolled back, half written');
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'More' }).click();
  await page.getByRole('button', { name: /^Edit details/ }).click();
  await page.getByText('Restored what you typed and did not save.').waitFor();
  expect(await page.getByRole('textbox', { name: 'Symptoms' }).inputValue()).toBe(
    'One customer in three, half written',
  );
});

test('a half-written declaration is there again, says so, and goes when it was sent or the person signs out', async () => {
  await setUpDana();
  await page.goto('/sign-in?next=/incidents/new');
  await signInAsDana();
  const title = page.getByLabel('What is broken?');
  await title.fill('Cards are declined');
  await page.reload();
  await page.getByText('This is what you entered before and did not send.').waitFor();
  expect(await title.inputValue()).toBe('Cards are declined');
  await page.getByRole('button', { name: 'P4 Low' }).click();
  await page.getByRole('button', { name: 'Declare P4 incident' }).click();
  await page.getByLabel('Add to timeline').fill('Nobody else should read this.');
  await page.goto('/incidents/new');
  await title.waitFor();
  expect(await title.inputValue()).toBe('');
  await page.goto('/account');
  await page.getByRole('button', { name: 'Sign out', exact: true }).click();
  await page.waitForURL(/\/sign-in/);
  expect(await page.evaluate<string>('JSON.stringify(localStorage)')).not.toContain('Nobody else');

  // Signing out everywhere leaves this browser, too.
  await page.goto('/sign-in?next=/incidents/INC-1');
  await signInAsDana();
  await page.getByLabel('Add to timeline').fill('Nobody else should read this either.');
  await page.goto('/account');
  await page.getByRole('button', { name: 'Sign out everywhere' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Sign out everywhere' }).click();
  await page.waitForURL(/\/sign-in/);
  expect(await page.evaluate<string>('JSON.stringify(localStorage)')).not.toContain('Nobody else');
});

test('only what pages somebody is red: an incident that waits for the morning alarms nobody', async () => {
  await fire();
  await harness.http('POST', '/api/v1/incidents', { title: 'Typo on the pricing page', severity: 'P4' });
  await harness.settle();
  await browser.signIn(viewer, shop.ana.id);
  const row = (title: string) => page.getByRole('listitem').filter({ hasText: title });
  const tone = (title: string) => row(title).locator('.state').getAttribute('data-tone');
  await row('Typo').getByText('Not acknowledged').waitFor();
  expect(await tone('Checkout error rate')).toBe('bad');
  expect(await tone('Typo')).toBe('quiet');
  await row('Checkout error rate').getByText('paging Ana Ruiz').waitFor();
  // Ten minutes later it is still nobody's alarm.
  await harness.advance('PT10M');
  await page.goto('/incidents/INC-2');
  await page.getByText('overdue by').waitFor();
  expect(await page.locator('[data-over], [data-tone="bad"]').count()).toBe(0);
});

test('command is handed to somebody, and the commander is not offered what they have', async () => {
  await fire();
  await browser.signIn(viewer, shop.ana.id);
  await page.goto('/incidents/INC-1');
  await page.getByRole('button', { name: 'Take command' }).first().click();
  await page.getByText('You are the incident commander.').waitFor();
  await page.getByRole('button', { name: 'More' }).click();
  const commands = page.getByRole('dialog', { name: 'All commands' });
  await commands.getByRole('button', { name: /^Hand over command/ }).waitFor();
  expect(await commands.getByRole('button', { name: /^Take command/ }).count()).toBe(0);
  await commands.getByRole('button', { name: /^Hand over command/ }).click();
  const dialog = page.getByRole('dialog', { name: 'Hand over command' });
  await dialog.getByRole('radio', { name: /Ben Okafor/ }).check();
  await dialog.getByRole('button', { name: 'Page Ben Okafor and hand over' }).click();
  await page.getByText('Ben Okafor is the incident commander.').waitFor();
  const people = page.getByRole('region', { name: 'People' });
  await people
    .getByRole('listitem')
    .filter({ hasText: 'Ben Okafor' })
    .getByText('Incident commander')
    .waitFor();
  expect((await harness.http('GET', '/api/v1/incidents/INC-1')).body.commander.name).toBe('Ben Okafor');
});

test('a role is assigned among the people, and a task for it is added, done, and listed where the incident is resolved', async () => {
  await fire();
  await harness.http('POST', '/api/v1/incidents/INC-1/acknowledge', {}, { as: shop.ana.token });
  await browser.signIn(viewer, shop.ana.id);
  await page.goto('/incidents/INC-1');
  const people = page.getByRole('region', { name: 'People' });
  await people.getByText(/^Not assigned: .*Scribe/).waitFor();
  await people.getByRole('button', { name: 'Assign role' }).click();
  const dialog = page.getByRole('dialog', { name: 'Assign role' });
  await dialog.getByLabel('Role', { exact: true }).selectOption('Scribe');
  await dialog.getByRole('radio', { name: /Ana Ruiz/ }).check();
  await dialog.getByLabel('Note').fill('Until the hand-over');
  await dialog.getByRole('button', { name: 'Assign Ana Ruiz' }).click();
  await people
    .getByRole('listitem')
    .filter({ hasText: 'Ana Ruiz' })
    .first()
    .getByText(/Scribe/)
    .waitFor();
  const tasks = page.getByRole('region', { name: 'Tasks' });
  await tasks.getByRole('button', { name: 'Add task' }).click();
  await tasks.getByLabel('Task').fill('Restore the replica');
  await tasks.getByLabel('Owner').selectOption('Scribe (Ana Ruiz)');
  await tasks.getByRole('button', { name: 'Add task' }).click();
  await tasks.getByText('Scribe (Ana Ruiz)').waitFor();
  expect(await accessibilityFaults(page)).toEqual([]);
  await page.getByRole('button', { name: 'More' }).click();
  await page.getByRole('button', { name: /^Resolve/ }).click();
  const left = page
    .getByRole('dialog', { name: 'Resolve incident' })
    .getByRole('region', { name: 'Open tasks' });
  await left.getByText(/Restore the replica · Scribe/).waitFor();
  await page.keyboard.press('Escape');
  await tasks.getByRole('button', { name: 'Mark as done: Restore the replica' }).click();
  await tasks.getByText('No open tasks.').waitFor();
});

test('somebody who is paged and silent does not look like somebody who joined', async () => {
  await fire();
  await harness.http('POST', '/api/v1/incidents/INC-1/acknowledge', {}, { as: shop.ana.token });
  const phone = { kind: 'phone', address: '+351210000001' };
  await harness.http('POST', `/api/v1/people/${shop.ben.id}/contact-methods`, phone);
  await harness.http('POST', '/api/v1/incidents/INC-1/responders', { add: [shop.ben.id], remove: [] });
  await harness.settle();
  await browser.signIn(viewer, shop.ana.id);
  await page.goto('/incidents/INC-1');
  const person = page
    .getByRole('region', { name: 'People' })
    .getByRole('listitem')
    .filter({ hasText: 'Ben' });
  await person.getByText(/^Paged by e-mail at \d\d:\d\d, no answer yet$/).waitFor();
  expect(await person.getAttribute('data-silent')).toBe('');
  expect(await page.locator('.inc-facts').textContent()).not.toContain('Ben Okafor');
  expect(await person.getByRole('link', { name: 'Call Ben Okafor' }).getAttribute('href')).toBe(
    'tel:+351210000001',
  );
  const mails = harness.mail.mails.length;
  await person.getByRole('button', { name: 'Page again' }).click();
  await page.getByText('Paging Ben Okafor again.').waitFor();
  await harness.settle();
  expect(harness.mail.mails.slice(mails).map(({ to }) => to)).toContain('ben.okafor@example.com');
  await harness.http('POST', '/api/v1/incidents/INC-1/acknowledge', {}, { as: shop.ben.token });
  await person.getByText('Responder').waitFor();
  await page.locator('.inc-facts').getByText('with Ana Ruiz, Ben Okafor').waitFor();
});

test('[IMM-1] in the list an incident that pages somebody is acknowledged in its row', async () => {
  await fire();
  await harness.http('POST', '/api/v1/incidents', { title: 'Typo on the pricing page', severity: 'P4' });
  await harness.settle();
  await browser.signIn(viewer, shop.ana.id);
  const row = page.getByRole('listitem').filter({ hasText: 'Checkout error rate' });
  await row.getByRole('button', { name: 'Acknowledge INC-1' }).click();
  await page.getByText('INC-1 acknowledged. Paging has stopped.').waitFor();
  await row.getByText('Investigating').waitFor();
  expect(await page.getByRole('button', { name: /^Acknowledge/ }).count()).toBe(0);
  const incident = await harness.http('GET', '/api/v1/incidents/INC-1');
  expect(incident.body).toMatchObject({ acknowledgedBy: { name: 'Ana Ruiz' }, paging: null });

  // What is theirs, by the tab that says how many there are.
  await page.getByRole('button', { name: 'Open 2' }).waitFor();
  await page.getByRole('button', { name: 'Mine 1' }).click();
  await page.getByText('Typo on the pricing page').waitFor({ state: 'detached' });
  await row.waitFor();
  expect(page.url()).toMatch(/status=mine/);
});

test('[INV-2] what changed stands beside the incident, and a responder marks the suspect', async () => {
  const before = harness.clock.now().subtract({ minutes: 12 }).toString();
  await harness.http('POST', '/api/v1/changes', {
    ...{ system: 'checkout', version: '1.4.2', environment: 'production', happenedAt: before },
    ...{ url: 'https://ci.example.com/8', state: 'succeeded' },
  });
  await fire();
  await browser.signIn(viewer, shop.ana.id);
  await page.goto('/incidents/INC-1');
  const row = page.getByRole('listitem').filter({ hasText: 'Deployed Checkout 1.4.2 to production' });
  await row.getByText('12 min before the start, on Checkout').waitFor();
  expect(await row.getByRole('link').getAttribute('href')).toBe('https://ci.example.com/8');
  await row.getByRole('button', { name: /^Suspect/ }).click();
  await row.getByText('Suspect', { exact: true }).waitFor();
  await page
    .getByText('Ana Ruiz marked a change as suspect: Deployed Checkout 1.4.2 to production')
    .waitFor();
});
