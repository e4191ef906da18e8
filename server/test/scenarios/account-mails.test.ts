import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Mail } from '../fakes/mail-server.ts';
import { Harness } from '../harness/index.ts';
import { someone } from '../harness/people.ts';

const PASSWORD = 'a sentence is a good password';

let harness: Harness;
beforeEach(async () => {
  harness = await Harness.start();
});
afterEach(() => harness.close());

const invite = async (id: string) =>
  expect((await harness.http('POST', `/api/v1/people/${id}/invitation`)).status).toBe(202);
const recover = async (email: string) =>
  expect((await harness.http('POST', '/api/v1/password/recover', { email }, { as: null })).status).toBe(202);
const messagesTo = async (id: string) =>
  (await harness.http('GET', `/api/v1/messages?person=${id}`)).body.items as {
    id: string;
    state: string;
    reason: string | null;
    sentence: string;
  }[];
const choose = (mail: Mail) =>
  harness.http(
    'POST',
    '/api/v1/password',
    {
      token: new URL(mail.text.match(/http\S+token=\S+/)?.[0] ?? '').searchParams.get('token'),
      password: PASSWORD,
    },
    { as: null },
  );

test('a reset mail says until when its link works, by the reader’s clock, and one held up says the same', async () => {
  const ben = await someone(harness, 'ben@example.com');
  await harness.http('PATCH', `/api/v1/people/${ben.id}`, { timezone: 'Europe/Lisbon' });
  harness.mail.refuse('recipient', 451, '4.7.1 greylisted', /ben/);
  await recover(ben.email);
  await harness.advance('PT1H53M');
  await harness.mail.recover();
  await harness.advance('PT5M30S');
  const mail = await harness.person('ben@example.com').expectMail(/new password/);
  expect(mail.text).toContain('Mon 3 Mar 2031 at 11:00 (Europe/Lisbon)');
  expect(mail.text).not.toMatch(/\bhours\b/);
  expect((await choose(mail)).status).toBe(200);
});

test('no link arrives dead: a reset that was held up for longer than its link works is stopped', async () => {
  const ben = await someone(harness, 'ben@example.com');
  harness.mail.refuse('recipient', 451, '4.7.1 greylisted', /ben/);
  await recover(ben.email);
  await harness.advance('PT10M');
  await recover(ben.email);
  await harness.advance('PT3H');
  await harness.mail.recover();
  await harness.advance('PT2H');
  await harness.person('ben@example.com').expectNoMail();
  const messages = await messagesTo(ben.id);
  expect(messages.map(({ state, reason }) => ({ state, reason }))).toEqual([
    { state: 'stopped', reason: 'link_expired' },
    { state: 'stopped', reason: 'link_expired' },
  ]);
  expect(messages[0]?.sentence).toMatch(/link.* expired/);
});

test('an invitation that is held back for more than a day still arrives, with its own end', async () => {
  const ben = await someone(harness, 'ben@example.com');
  harness.mail.refuse('recipient', 451, '4.7.1 greylisted', /ben/);
  await invite(ben.id);
  await harness.advance('PT26H');
  await harness.mail.recover();
  await harness.advance('PT10M');
  const late = await harness.person('ben@example.com').expectMail(/invited/);
  expect(late.text).toContain('Thu 6 Mar 2031 at 09:00 UTC');
  expect((await choose(late)).status).toBe(200);
});

test('a dead letter whose link no longer works is not offered to be sent again', async () => {
  const ben = await someone(harness, 'ben@example.com');
  harness.mail.refuse('data', 554, '5.7.1 looks like spam', /ben/);
  await invite(ben.id);
  await harness.settle();
  const [dead] = await messagesTo(ben.id);
  expect(dead?.state).toBe('dead');
  await harness.mail.recover();
  harness.clock.set(harness.clock.now().add({ hours: 73 }));
  const again = await harness.http('POST', `/api/v1/messages/${dead?.id}/resend`);
  expect(again).toMatchObject({ status: 409, body: { code: 'not_resendable' } });
  expect(again.body.detail).toContain('no longer works');
  await harness.person('ben@example.com').expectNoMail();
});

test('a link that was replaced or voided while its mail was held up is not mailed any more', async () => {
  const ben = await someone(harness, 'ben@example.com');
  await harness.mail.goDown();
  await invite(ben.id);
  await harness.advance('PT1M');
  await invite(ben.id);
  await harness.mail.recover();
  await harness.advance('PT10M');
  expect((await choose(await harness.person('ben@example.com').expectMail(/invited/))).status).toBe(200);
  await harness.person('ben@example.com').expectNoMail();
});
