import type { Page } from 'playwright-core';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Harness } from '../harness/index.ts';
import { someone } from '../harness/people.ts';
import { BROWSER_TIME, BrowserInTest, type Viewer } from './browser.ts';
import { alertmanagerBody, openShop, type Shop } from './shop.ts';

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
  await browser.signIn(viewer, shop.ana.id);
});
afterEach(async () => {
  expect(viewer.complaints.filter((text) => !/status of 4\d\d/.test(text))).toEqual([]);
  await browser.close();
  await harness.close();
});

test('[ESC-2] a schedule with two levels is made in the web, its hand-overs seen before it is saved, and changed', async () => {
  await harness.http('POST', '/api/v1/teams', { id: 'search', name: 'Search', members: [shop.ben.id] });
  await page.goto('/on-call');
  await page.getByRole('link', { name: 'New schedule' }).click();
  await page.getByText('No preview yet').waitFor();
  await page.getByLabel('Hand-over time zone').fill('Europe/Berlin');
  await page.getByLabel('Add person to Primary').selectOption({ label: 'Ben Okafor' });
  await page.getByLabel('Add person to Primary').selectOption({ label: 'Ana Ruiz' });
  await page.getByRole('button', { name: `Move Ana Ruiz up` }).click();
  const preview = page.getByRole('region', { name: 'Next hand-overs' });
  const turns = preview.getByRole('listitem');
  await turns.filter({ hasText: `NowAna Ruiz` }).waitFor();
  expect(await turns.nth(1).textContent()).toContain('Ben Okafor');
  await page.getByRole('button', { name: 'Add level' }).click();
  const second = page.getByRole('region', { name: 'Level 2' });
  await second.getByLabel('Add person to Level 2').selectOption({ label: 'Ana Ruiz' });
  await second.getByLabel('Unit').selectOption('daily');
  await page.getByRole('button', { name: 'Create schedule' }).click();
  await page.getByRole('heading', { name: 'Search', exact: true }).waitFor();

  const made = (await harness.http('GET', '/api/v1/schedules/search')).body;
  expect(made).toMatchObject({ teamId: 'search', zone: 'Europe/Berlin' });
  const wanted = made.rotations.map((rotation: { level: number; kind: string; participants: object[] }) => [
    rotation.level,
    rotation.kind,
    rotation.participants.length,
  ]);
  expect(wanted.sort()).toEqual([
    [1, 'weekly', 2],
    [2, 'daily', 1],
  ]);

  await page.getByRole('link', { name: 'Edit rotations' }).click();
  await page.getByRole('button', { name: 'Move level 2 up' }).click();
  await page.getByRole('button', { name: 'Save changes' }).click();
  await page.getByText('Schedule updated').waitFor();
  const now = (await harness.http('GET', '/api/v1/schedules/search')).body.rotations;
  expect(now.find((rotation: { level: number }) => rotation.level === 1)).toMatchObject({ kind: 'daily' });

  await page.getByRole('link', { name: 'Edit rotations' }).click();
  await page.getByRole('button', { name: 'Archive' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Archive' }).click();
  await page.getByText('No schedule: no one is on call').waitFor();
  expect((await harness.http('GET', '/api/v1/schedules/search')).status).toBe(404);
});

test('[ESC-2] who stands in while away is said before the override is made, and shown with it', async () => {
  const inHours = (hours: number) => harness.clock.now().add({ hours }).toString();
  const absence = { from: inHours(2), until: inHours(60) };
  await harness.http('POST', `/api/v1/people/${shop.ben.id}/absences`, absence);
  const [schedule] = (await harness.http('GET', '/api/v1/schedules')).body.items;
  await page.goto(`/on-call/${schedule.id}`);
  await page.getByRole('button', { name: 'Add override' }).click();
  const form = page.getByRole('dialog');
  await form.getByLabel('Covering person').selectOption({ label: 'Ben Okafor' });
  await form
    .getByText(/Ben Okafor is away during this time: .* until .*\. Backup is paged first then\./)
    .waitFor();
  await form.getByRole('button', { name: 'Add override' }).click();
  await page.getByText('Override added').waitFor();
  await page.getByText('Partly away: backup is paged first').waitFor();
});

test('[ESC-2] an override that is removed while it runs leaves the page, however long the page was open', async () => {
  await page.goto('/on-call/payments');
  await page.getByRole('button', { name: 'Add override' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Add override' }).click();
  await page.getByRole('heading', { name: 'Overrides' }).waitFor();
  await harness.advance('PT20M');
  await page.getByRole('button', { name: 'Remove' }).click();
  await page.getByRole('heading', { name: 'Overrides' }).waitFor({ state: 'detached' });
});

test('[DET-1] links and matchers of a system, and who is CTO, are changed in the web', async () => {
  await page.goto('/systems/checkout');
  await page.getByRole('button', { name: 'Edit links' }).click();
  await page.getByRole('button', { name: 'Add link' }).click();
  await page.getByLabel('Link 2', { exact: true }).fill('Checkout logs');
  await page.getByLabel('Address of link 2').fill('https://logs.example.com/checkout');
  await page.getByLabel('Type of link 2').selectOption('logs');
  await page.getByRole('button', { name: 'Save links' }).click();
  await page.getByRole('link', { name: /Checkout logs/ }).waitFor();

  await page.getByRole('button', { name: 'Edit matchers' }).click();
  await page.getByRole('button', { name: 'Add matcher' }).click();
  await page.getByLabel('Label, condition 1 of matcher 2').fill('job');
  await page.getByLabel('Comparison, condition 1 of matcher 2').selectOption('regex');
  const value = page.getByLabel('Value, condition 1 of matcher 2');
  await value.fill('checkout-(');
  await page.getByRole('button', { name: 'Save matchers' }).click();
  await value.and(page.locator('[aria-invalid="true"]:focus')).waitFor();
  await value.fill('checkout-.*');
  await page.getByRole('button', { name: 'Save matchers' }).click();
  await page.getByText('job ~ checkout-.*').waitFor();
  const match = await harness.http('POST', '/api/v1/systems/match', { labels: { job: 'checkout-api' } });
  expect(match.body.system.id).toBe('checkout');

  await page.goto('/settings');
  await page.getByRole('button', { name: 'Edit CTO' }).click();
  await page.getByRole('group', { name: 'Held by' }).getByText('Ben Okafor').click();
  await page.getByRole('button', { name: 'Save' }).click();
  await page.getByText('Pending escalation steps use').waitFor();
  await page.getByRole('button', { name: 'Edit organisation' }).click();
  await page.getByLabel('Public holidays (country)').fill('pt');
  await page.getByLabel('Default team for alerts').selectOption('payments');
  await page.getByRole('dialog').getByRole('button', { name: 'Save' }).click();
  await page.getByText('Portugal', { exact: true }).waitFor();
  const { body } = await harness.http('GET', '/api/v1/organisation');
  expect(body).toMatchObject({ defaultTeam: 'payments', calendarCountry: 'PT' });
  expect(body.roles).toContainEqual(
    expect.objectContaining({ role: 'cto', holders: [expect.objectContaining({ id: shop.ben.id })] }),
  );
});

test('a dead letter is sent again once its cause is mended, and a way to be reached goes only when confirmed', async () => {
  harness.mail.refuse('recipient', 550, 'no such mailbox', /ana/);
  await harness.http('POST', '/api/v1/incidents', {
    title: 'Checkout is down',
    severity: 'P1',
    severityReason: 'seen',
    systems: ['checkout'],
  });
  await harness.settle();
  await page.goto('/messages/dead');
  const letter = page.getByRole('listitem').filter({ hasText: 'Ana Ruiz' }).first();
  await letter.waitFor();
  await harness.mail.recover();
  await letter.getByRole('button', { name: 'Resend' }).click();
  await page.getByText('Message queued for resending.').waitFor();
  await harness.settle();
  await page.goto('/messages');
  const sent = page.getByRole('listitem').filter({ hasText: 'Ana Ruiz' }).filter({ hasText: 'Sent' });
  await sent.first().waitFor();
  expect(harness.mail.mails.some((mail) => mail.to.includes('ana'))).toBe(true);

  const path = `/api/v1/people/${shop.ben.id}`;
  await harness.http('POST', `${path}/contact-methods`, {
    kind: 'email',
    address: 'ben@home.example',
    label: 'Home',
  });
  await page.goto(`/people/${shop.ben.id}`);
  const ways = async () => (await harness.http('GET', path)).body.contactMethods.length;
  await page.getByRole('button', { name: 'Remove Home' }).click();
  await page.getByText('Pages and notices will no longer be sent there').waitFor();
  expect(await ways()).toBe(2);
  await page.getByRole('dialog').getByRole('button', { name: 'Remove', exact: true }).click();
  await page.getByText('ben@home.example').waitFor({ state: 'detached' });
  expect(await ways()).toBe(1);
});

test('whoever may not use a page is told whose it is, and gets neither its form nor something to try again', async () => {
  const reader = await someone(harness, 'carla.reads@example.com', 'stakeholder');
  const other = await browser.open();
  await browser.signIn(other, reader.id);
  for (const [path, sentence] of [
    ['/policy/edit', 'Only managers and administrators can edit the policy.'],
    ['/on-call/payments/edit', 'Only managers and administrators can edit schedules.'],
    ['/on-call/new', 'Only managers and administrators can create schedules.'],
    ['/integrations', 'Only managers and administrators can view integrations.'],
    [`/integrations/${shop.integrationId}`, 'Only managers and administrators can view integrations.'],
    ['/audit', 'Only administrators can view the audit log.'],
  ] as const) {
    await other.page.goto(path);
    await other.page.getByText(sentence).waitFor();
    expect(await other.page.getByRole('main').getByRole('button').count()).toBe(0);
    expect(await other.page.getByRole('main').getByRole('alert').count()).toBe(0);
  }
  expect(other.complaints).toEqual([]);
});

test('alerts are searched on their page and by Ctrl-K; the words stand in the address', async () => {
  const at = harness.clock.now().toString();
  await harness.http('POST', `/in/alertmanager/${shop.key}`, alertmanagerBody('firing', at));
  const disk = { summary: 'Disk is full', severity: 'warning', source: 'db-1' };
  const key = (await harness.http('POST', '/api/v1/integrations', { kind: 'pagerduty', name: 'Zabbix' })).body
    .key;
  const event = { routing_key: key, event_action: 'trigger', payload: disk };
  expect((await harness.http('POST', '/v2/enqueue', event)).status).toBe(202);
  await harness.settle();
  await page.goto('/alerts');
  const titles = () => page.getByRole('main').getByRole('listitem').getByRole('button').allTextContents();
  await page.getByRole('button', { name: 'Disk is full' }).waitFor();
  await page.getByRole('searchbox', { name: 'Search alerts' }).fill('disk');
  await expect.poll(titles).toEqual(['Disk is full']);
  expect(new URL(page.url()).search).toBe('?q=disk');

  await page.keyboard.press('Control+k');
  await page.getByRole('textbox', { name: 'Search', exact: true }).fill('error rate');
  await page.getByText('Search alerts for “error rate”').click();
  await expect.poll(titles).toEqual(['Checkout error rate above 20 %']);
  await expect.poll(() => page.getByRole('searchbox').inputValue()).toBe('error rate');
  await page.goBack();
  await expect.poll(titles).toEqual(['Disk is full']);
  await page.reload();
  await expect.poll(titles).toEqual(['Disk is full']);
  await page.getByRole('searchbox').fill('nothing like it');
  await page.getByText('No alerts match this search').waitFor();
  await page.getByRole('link', { name: 'Show all alerts' }).click();
  await expect.poll(async () => (await titles()).length).toBe(2);
});

test('an open alert and an open message stand in the address, and whoever is sent it sees them at once', async () => {
  const at = harness.clock.now().toString();
  await harness.http('POST', `/in/alertmanager/${shop.key}`, alertmanagerBody('firing', at));
  await harness.settle();
  const { page: other } = await browser.open();
  await browser.signIn({ ...viewer, page: other }, shop.ben.id);
  const title = 'Checkout error rate above 20 %';
  for (const [path, row, sheet] of [
    ['/alerts?status=firing', title, title],
    ['/incidents/INC-1', title, title],
    ['/messages?purpose=page', /^Ana Ruiz/, /P1/],
  ] as const) {
    await page.goto(path);
    await page.getByRole('main').getByRole('button', { name: row }).first().click();
    const dialog = page.getByRole('dialog', { name: sheet });
    await dialog.waitFor();
    await expect.poll(() => page.url()).toMatch(/[?&](alert|message)=/);
    const address = page.url();
    await page.keyboard.press('Escape');
    await expect.poll(() => page.url()).toBe(new URL(path, address).href);

    await other.goto(address);
    await other.getByRole('dialog', { name: sheet }).waitFor();
    await other.reload();
    await other.getByRole('dialog', { name: sheet }).waitFor();
    await other.goBack();
    await other.getByRole('dialog').waitFor({ state: 'detached' });
    await expect.poll(() => other.url()).toBe(new URL(path, address).href);
  }
});

test('what is wrong with the address of a webhook is said once, at its field, where the keyboard is then', async () => {
  await page.goto(`/people/${shop.ben.id}`);
  await page.getByRole('button', { name: 'Add contact method' }).click();
  const dialog = page.getByRole('dialog', { name: 'Add contact method' });
  await dialog.getByLabel('Channel').selectOption({ value: 'webhook' });
  const field = dialog.getByRole('textbox').first();
  await field.fill('https://10.0.0.7/hook');
  await field.press('Enter');
  const words = dialog.getByText(/is in a private network/);
  await words.first().waitFor();
  expect(await words.count()).toBe(1);
  const focused = `(() => {
    const { activeElement } = document;
    const ids = (activeElement.getAttribute('aria-describedby') ?? '').split(' ');
    return [activeElement.value, ids.map((id) => document.getElementById(id)?.textContent).join(' ')].join(': ');
  })()`;
  await expect
    .poll(() => page.evaluate<string>(focused))
    .toMatch(/^https:\/\/10\.0\.0\.7\/hook: .*is in a private network/);
});

test('the set-up of a PagerDuty integration says what its key is for, by both names of it', async () => {
  const made = await harness.http('POST', '/api/v1/integrations', { kind: 'pagerduty', name: 'Zabbix' });
  await page.goto(`/integrations/${made.body.id}`);
  const help = page.getByText('The key says which integration an event is for');
  expect(await help.textContent()).toMatch(/routing_key .*v2.*service_key .*v1/);
});

test('the page of somebody who was invited at an address that does not exist says so, and what to do', async () => {
  harness.mail.refuse('recipient', 550, '5.1.1 no such user', /tpyo/);
  const tina = await someone(harness, 'tpyo@example.com');
  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto(`/people/${tina.id}`);
  await page.getByRole('button', { name: 'Send invitation' }).click();
  await page.getByText('Being sent', { exact: true }).waitFor();
  await harness.settle();
  await page.getByText('Not delivered').waitFor();
  await page.getByText(/address does not exist. Correct the e-mail address, then send a new/).waitFor();
  expect(await page.evaluate<number>('document.documentElement.scrollWidth')).toBe(390);
  await page.getByRole('button', { name: 'Edit' }).first().click();
  await page.getByRole('textbox', { name: 'E-mail' }).fill('typo@example.com');
  await page.getByRole('button', { name: 'Save' }).click();
  await page.getByText('typo@example.com', { exact: true }).waitFor();
  await page.getByRole('button', { name: 'Send invitation' }).click();
  await harness.settle();
  await page.getByText(/sent to typo@example.com. Its link works until/).waitFor();
});

test('a rehearsal stands in its address, and whoever is sent it sees the same at once', async () => {
  await page.goto('/rehearse');
  await page.getByLabel('Severity', { exact: true }).selectOption('P2');
  await page.getByLabel('Start time').fill('2031-12-24T23:40');
  await page.getByLabel('Customers').selectOption({ label: 'Customers are affected' });
  await page.getByLabel('Acknowledged after').fill('');
  await page.getByRole('button', { name: 'Rehearse', exact: true }).click();
  await page.waitForURL(/at=2031-12-24T23/);
  const { page: other } = await browser.open();
  await browser.signIn({ ...viewer, page: other }, shop.ben.id);
  await other.goto(page.url());
  await other
    .getByText(/Product Owner/)
    .first()
    .waitFor();
  expect(await other.getByLabel('Start time').inputValue()).toBe('2031-12-24T23:40');
  expect(await other.getByLabel('Acknowledged after').inputValue()).toBe('');
});
