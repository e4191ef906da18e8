import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { dueJobsRunner } from '../../src/jobs/index.ts';
import { newId } from '../../src/platform/ids.ts';
import { createLog } from '../../src/platform/log/index.ts';
import type { Mail } from '../fakes/mail-server.ts';
import { Harness } from '../harness/index.ts';

/* Those outside who asked to be told: how they come, what they hear, and how they go. */

let harness: Harness;
beforeEach(async () => {
  harness = await Harness.start();
  await must('PUT', '/api/v1/status-pages/main', {
    name: 'Harbour Shop',
    languages: ['en', 'de'],
    components: [
      { id: 'pay', name: 'Payments' },
      { id: 'search', name: 'Search' },
    ],
  });
  await harness.settle();
});
afterEach(() => harness.close());

const must = async (method: 'GET' | 'POST' | 'PUT' | 'PATCH', path: string, body?: object) => {
  const reply = await harness.http(method, path, body);
  if (reply.status >= 300) throw new Error(`${method} ${path}: ${reply.status} ${reply.text}`);
  return reply.body;
};
/** What anybody sends from the form. */
const form = (path: string, fields: string) =>
  harness.http('POST', path, fields, {
    ...{ as: null, headers: { 'content-type': 'application/x-www-form-urlencoded' } },
  });
const ask = (email: string, more = '') =>
  form('/status/subscribe', `email=${encodeURIComponent(email)}${more}`);
const look = (path: string) => harness.http('GET', path, undefined, { as: null });
const linkIn = ({ text }: Mail, purpose: string): string => {
  const path = new RegExp(`http://tocsin\\.test(/status/${purpose}/[\\w-]+)`).exec(text)?.[1];
  if (path === undefined) throw new Error(`No link to ${purpose} in:\n${text}`);
  return path;
};
const subscribed = async (email: string, more = ''): Promise<Mail> => {
  expect((await ask(email, more)).status).toBe(200);
  const mail = await harness.person(email).expectMail();
  await form(linkIn(mail, 'confirm'), '');
  return mail;
};
const open = (more: object = {}) =>
  must('POST', '/api/v1/status-pages/main/incidents', {
    ...{ title: 'Payments fail', body: 'Some payments fail.', levels: { pay: 'major_outage' }, notify: true },
    ...more,
  });

describe('by e-mail', () => {
  test('only after the address was confirmed, in their language, about their components, until one click', async () => {
    await ask('eve@example.com');
    const asked = await harness
      .person('eve@example.com')
      .expectMail(/Confirm your subscription to Harbour Shop/);
    await subscribed('bo@example.com', '&language=de&component=search');
    const confirmed = await subscribed('al@example.com');
    // A link scanner that looks at a link has confirmed nothing.
    expect((await look(linkIn(asked, 'confirm'))).text).toContain('<button');
    const { id } = await open();
    const mail = await harness.person('al@example.com').expectMail(/Some payments fail/);
    expect(mail.subject).toBe('[Investigating] Payments fail');
    expect(mail.text).toMatch(/Affected: Payments.*\/status\/incidents\/.*You subscribed to Harbour Shop/s);
    const headers = mail.parsed.headerLines.map(({ line }) => line).join('\n');
    expect(headers).toMatch(/^List-Unsubscribe:\s+<http:\/\/tocsin\.test\/status\/unsubscribe\//m);
    expect(headers).toMatch(/^List-Unsubscribe-Post: List-Unsubscribe=One-Click$/m);
    expect(mail.parsed.from?.value).toEqual([{ name: 'Harbour Shop', address: 'tocsin@tocsin.test' }]);
    await harness.person('eve@example.com').expectNoMail();
    await harness.person('bo@example.com').expectNoMail();
    await must('POST', `/api/v1/public-incidents/${id}/updates`, {
      ...{
        phase: 'identified',
        body: 'Search too.',
        levels: { search: 'degraded_performance' },
        notify: true,
      },
    });
    const german = await harness.person('bo@example.com').expectMail(/Search too/);
    expect(german.subject).toBe('[Ursache gefunden] Payments fail');
    expect(german.text).toContain('Sie haben Harbour Shop abonniert.');
    await harness.person('al@example.com').expectMail(/Search too/);
    // One click of a mail program (RFC 8058): a POST, without a page in between.
    await form(linkIn(confirmed, 'unsubscribe'), 'List-Unsubscribe=One-Click');
    await must('POST', `/api/v1/public-incidents/${id}/updates`, {
      phase: 'resolved',
      body: 'Over.',
      notify: true,
    });
    await harness.person('al@example.com').expectNoMail();
    await harness.person('bo@example.com').expectMail(/Over\./);
  });

  test('they are told only when the author says so, also of an edit and of what the clock does', async () => {
    await subscribed('al@example.com');
    const al = harness.person('al@example.com');
    const { id, updates } = await open({ notify: false });
    await al.expectNoMail();
    const path = `/api/v1/public-incidents/${id}/updates/${updates[0].id}`;
    await must('PATCH', path, { body: 'Few payments fail.', notify: false });
    await al.expectNoMail();
    await must('PATCH', path, { body: 'Very few payments fail.', notify: true });
    await al.expectMail(/Very few payments fail/);
    await must('POST', '/api/v1/status-pages/main/maintenances', {
      ...{ title: 'New database', body: 'Ten minutes.', levels: { pay: 'under_maintenance' }, notify: true },
      ...{
        startsAt: '2031-03-03T22:00:00Z',
        endsAt: '2031-03-03T23:00:00Z',
        notifyStart: true,
        notifyEnd: false,
      },
    });
    expect((await al.expectMail(/New database/)).text).toMatch(/Planned: 3 March 2031 at 22:00 UTC – /);
    await harness.advanceTo('2031-03-03T22:30:00Z');
    await al.expectMail(/The maintenance has started/);
    await harness.advanceTo('2031-03-03T23:30:00Z');
    await al.expectNoMail();
  });

  test('what was withdrawn before it was sent is not sent', async () => {
    await subscribed('al@example.com');
    const { id } = await open();
    await must('POST', `/api/v1/public-incidents/${id}/withdraw`, { reason: 'A mistake' });
    await harness.person('al@example.com').expectNoMail();
  });

  test('nobody is mailed again and again by a stranger, and nobody learns who has subscribed', async () => {
    await subscribed('al@example.com');
    const answers = [await ask('al@example.com'), await ask('new@example.com'), await ask('new@example.com')];
    expect(new Set(answers.map(({ status, text }) => `${status} ${text}`)).size).toBe(1);
    await harness.person('new@example.com').expectMail(/Confirm/);
    await harness.person('new@example.com').expectNoMail();
    await harness.person('al@example.com').expectNoMail();
    expect((await ask('not an address')).status).toBe(400);
    expect((await look('/status/confirm/AAAA')).status).toBe(404);
    const list = await must('GET', '/api/v1/messages');
    expect(JSON.stringify(list)).not.toContain('al@example.com');
  });

  test('an address that does not exist is written to once', async () => {
    await subscribed('gone@example.com');
    harness.mail.refuse('recipient', 550, 'No such user', /gone/);
    const { id } = await open();
    await harness.settle();
    await harness.mail.recover();
    await must('POST', `/api/v1/public-incidents/${id}/updates`, {
      phase: 'resolved',
      body: 'Over.',
      notify: true,
    });
    await harness.person('gone@example.com').expectNoMail();
  });
});

test('by webhook, signed with a secret that is shown once it is confirmed', async () => {
  const receiver = await harness.webhookReceiver();
  await form('/status/subscribe', `webhook=${encodeURIComponent(receiver.url('/hook'))}`);
  const call = await harness.expectWebhook(receiver, /Confirm your subscription/);
  const path = new URL(call.body.data.messages[0].actions[0].url).pathname;
  expect((await form(path, '')).text).toMatch(/whsec_/);
  await open();
  const told = await harness.expectWebhook(receiver, /Some payments fail/);
  expect(told.body).toMatchObject({
    type: 'message.update',
    data: { subject: '[Investigating] Payments fail' },
  });
});

test('of five hundred each is told once by two workers, and those who come later are not told of what was before', async () => {
  harness.othersMayWrite();
  const count = 500;
  const now = harness.clock.now().toString();
  await harness.database.pool.query(
    `insert into status_subscriber (id, page_id, kind, address, language, state, asked_at, confirmed_at)
     select ('00000000-0000-7000-8000-' || lpad(n::text, 12, '0'))::uuid, 'main', 'email', 's' || n || '@example.com', 'en', 'active', $1, $1
     from generate_series(1, ${count}) n`,
    [now],
  );
  await open();
  const later = await harness.database.pool.query(
    `insert into status_subscriber (id, page_id, kind, address, language, state, asked_at, confirmed_at)
     values ($1, 'main', 'email', 'late@example.com', 'en', 'active', $2, $2)`,
    [newId(harness.clock), harness.clock.now().add({ seconds: 1 }).toString()],
  );
  expect(later.rowCount).toBe(1);
  const workers = [1, 2].map(() =>
    dueJobsRunner(harness.database.pool, harness.app.taskGroups, createLog('silent')),
  );
  const told = () => harness.mail.mails.filter(({ subject }) => subject.startsWith('[Investigating]'));
  // The clock moves on while there is something left: a full outbox is looked at again a second later.
  for (let turns = 0; told().length < count && turns < 100; turns += 1) {
    await Promise.all(workers.map((work) => work()));
    harness.clock.set(harness.clock.now().add({ seconds: 1 }));
  }
  const addresses = told().map(({ to }) => to);
  expect(addresses).toHaveLength(count);
  expect(new Set(addresses).size).toBe(count);
  expect(addresses).not.toContain('late@example.com');
}, 300_000);
