import nodemailer from 'nodemailer';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type MailCatcher, startMailCatcher } from './catcher.ts';
import { type MailboxPage, startMailboxPage } from './page.ts';

let catcher: MailCatcher;
let page: MailboxPage;

beforeEach(async () => {
  catcher = await startMailCatcher();
  page = await startMailboxPage(catcher, 0);
});

afterEach(async () => {
  await page.close();
  await catcher.close();
});

async function send(html: string): Promise<void> {
  await nodemailer.createTransport(catcher.url).sendMail({
    from: 'Tocsin <tocsin@demo.example>',
    to: ['ana@demo.example', 'kofi@demo.example'],
    subject: 'P1 Checkout is down',
    text: 'Checkout is down.\n\nAcknowledge',
    html,
  });
}

test('a mail that is sent appears in the mailbox, with its recipients and both its parts', async () => {
  const caught = new Promise<string>((resolve) => catcher.onMail((mail) => resolve(mail.subject)));
  await send('<p>Checkout is <b>down</b>.</p>');
  expect(await caught).toBe('P1 Checkout is down');
  const list = await (await fetch(`${page.url}/mails`)).json();
  expect(list).toMatchObject([
    { id: 1, subject: 'P1 Checkout is down', to: ['ana@demo.example', 'kofi@demo.example'] },
  ]);
  const one = await (await fetch(`${page.url}/mails/1`)).json();
  expect(one).toMatchObject({ html: true, text: expect.stringContaining('Acknowledge') });
  expect(await (await fetch(`${page.url}/mails/1/html`)).text()).toContain('<b>down</b>');
});

test('the HTML of a mail is served so that it can run nothing and fetch nothing', async () => {
  await send('<script>alert(1)</script><img src="https://example.com/x.png">');
  const response = await fetch(`${page.url}/mails/1/html`);
  const policy = response.headers.get('content-security-policy') ?? '';
  expect(policy).toMatch(/^sandbox allow-popups allow-popups-to-escape-sandbox; default-src 'none'/);
  expect(policy).not.toContain('allow-scripts');
});

test('the page takes another port when its own is taken', async () => {
  const second = await startMailboxPage(catcher, Number(new URL(page.url).port));
  expect(second.url).not.toBe(page.url);
  expect((await fetch(second.url)).status).toBe(200);
  await second.close();
});

test('an unknown mail and a request that would change something are refused', async () => {
  expect((await fetch(`${page.url}/mails/9`)).status).toBe(404);
  expect((await fetch(`${page.url}/mails`, { method: 'POST' })).status).toBe(405);
});
