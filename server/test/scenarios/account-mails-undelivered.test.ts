import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Mail } from '../fakes/mail-server.ts';
import { Harness } from '../harness/index.ts';
import { type Someone, someone } from '../harness/people.ts';

const PASSWORD = 'a sentence is a good password';

let harness: Harness;
let ana: Someone;
beforeEach(async () => {
  harness = await Harness.start();
  ana = await someone(harness, 'ana@example.com', 'administrator');
});
afterEach(() => harness.close());

const admin = () => harness.person('ana@example.com');
const invite = async (id: string, as?: string) =>
  expect(
    (await harness.http('POST', `/api/v1/people/${id}/invitation`, {}, as === undefined ? {} : { as }))
      .status,
  ).toBe(202);
const recover = async (email: string) =>
  expect((await harness.http('POST', '/api/v1/password/recover', { email }, { as: null })).status).toBe(202);
const detail = async (id: string) => (await harness.http('GET', `/api/v1/people/${id}`)).body;
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

test('an invitation to an address that does not exist: the inviter hears, the address is flagged, the person’s page says what to do', async () => {
  const ben = await someone(harness, 'tpyo@example.com');
  await someone(harness, 'cleo@example.com', 'administrator');
  harness.mail.refuse('recipient', 550, '5.1.1 no such user', /tpyo/);
  await invite(ben.id, ana.token);
  const told = await admin().expectMail(/invitation/i);
  expect(told.text).toContain('tpyo@example.com');
  expect(told.text).toContain('the address does not exist');
  expect(told.text).toContain(`/people/${ben.id}`);
  await harness.person('cleo@example.com').expectNoMail();
  const shown = await detail(ben.id);
  expect(shown.contactMethods).toMatchObject([{ disabledReason: 'bad_address' }]);
  expect(shown.invitation).toMatchObject({ state: 'failed', reason: 'bad_address' });
  expect(shown.invitation.sentence).toMatch(/could not be delivered.*does not exist.*Correct/);

  await harness.http('PATCH', `/api/v1/people/${ben.id}`, { email: 'typo@example.com' });
  expect((await detail(ben.id)).invitation.sentence).toMatch(/Send a new invitation/);
  await invite(ben.id, ana.token);
  const mail = await harness.person('typo@example.com').expectMail(/invited/);
  expect((await detail(ben.id)).invitation).toMatchObject({ state: 'sent' });
  expect((await choose(mail)).status).toBe(200);
  expect((await detail(ben.id)).invitation).toBeNull();
});

test('an invitation by the installation’s own token is told to the administrators, each time', async () => {
  const ben = await someone(harness, 'ben@example.com');
  harness.mail.refuse('data', 554, '5.7.1 looks like spam', /ben/);
  await invite(ben.id);
  await admin().expectMail(/invitation to Ben could not be delivered/);
  const [dead] = await messagesTo(ben.id);
  await harness.advance('PT15M');
  expect((await harness.http('POST', `/api/v1/messages/${dead?.id}/resend`)).status).toBe(200);
  await admin().expectMail(/invitation to Ben could not be delivered/);
  expect((await detail(ben.id)).contactMethods).toMatchObject([{ disabledReason: null }]);
});

test('an inviter who cannot be reached either: the administrators hear, and nobody goes round in circles', async () => {
  const ben = await someone(harness, 'ben@example.com');
  const boss = await someone(harness, 'boss@example.com', 'administrator');
  harness.mail.refuse('data', 554, '5.7.1 looks like spam', /ben|boss/);
  await invite(ben.id, boss.token);
  await admin().expectMail(/could not be delivered/);
  await harness.advance('PT2H');
  await admin().expectNoMail();
  expect((await messagesTo(boss.id)).length).toBeLessThanOrEqual(2);
});

test('a password reset that is rejected is told to the administrators once', async () => {
  const ben = await someone(harness, 'ben@example.com');
  harness.mail.refuse('data', 554, '5.7.1 looks like spam', /ben/);
  await recover(ben.email);
  const told = await admin().expectMail(/password reset for Ben could not be delivered/);
  expect(told.text).toContain('ben@example.com');
  await harness.advance('PT10M');
  await recover(ben.email);
  await admin().expectNoMail();
});

test('that a manager changed how somebody is reached does not stay unseen because its mail is rejected', async () => {
  const ben = await someone(harness, 'ben@example.com');
  const mia = await someone(harness, 'mia@example.com', 'manager');
  harness.mail.refuse('data', 554, '5.7.1 looks like spam', /ben/);
  const [method] = (await detail(ben.id)).contactMethods;
  const path = `/api/v1/people/${ben.id}/contact-methods/${method.id}`;
  await harness.http('PATCH', path, { address: 'mia@example.com' }, { as: mia.token });
  const told = await admin().expectMail(/Mia changed/);
  expect(told.text).toContain('Ben');
  expect(told.text).toContain('"E-mail" has a new address');
  await harness.advance('PT2H');
  await admin().expectNoMail();
});

test('one of several addresses that hears of the change is enough', async () => {
  const ben = await someone(harness, 'ben@example.com');
  const mia = await someone(harness, 'mia@example.com', 'manager');
  const add = { kind: 'email', label: 'Old', address: 'old@example.com' };
  const added = await harness.http('POST', `/api/v1/people/${ben.id}/contact-methods`, add);
  const { id } = added.body.contactMethods.at(-1);
  harness.mail.refuse('recipient', 550, '5.1.1 no such user', /old/);
  const path = `/api/v1/people/${ben.id}/contact-methods/${id}`;
  await harness.http('PATCH', path, { address: 'new@example.com' }, { as: mia.token });
  await harness.person('ben@example.com').expectMail(/Mia changed/);
  await admin().expectNoMail();
});

test('a link that expired before its mail could be sent is told as well, a person’s resets once', async () => {
  const ben = await someone(harness, 'ben@example.com');
  harness.mail.refuse('recipient', 451, '4.7.1 greylisted', /ben/);
  await recover(ben.email);
  await harness.advance('PT10M');
  await recover(ben.email);
  await harness.advance('PT3H');
  const told = await admin().expectMail(/password reset for Ben could not be delivered/);
  expect(told.text).toMatch(/link.*expired/);
  await admin().expectNoMail();
});

test('an invitation whose link expired while nothing could be sent is told to the inviter', async () => {
  const ben = await someone(harness, 'ben@example.com');
  harness.mail.refuse('recipient', 451, '4.7.1 greylisted', /ben/);
  await invite(ben.id, ana.token);
  await harness.settle();
  // Nothing ran meanwhile: as if the server had been off for three days.
  harness.clock.set(harness.clock.now().add({ hours: 73 }));
  const told = await admin().expectMail(/invitation to Ben could not be delivered/);
  expect(told.text).toMatch(/link.*expired/);
  expect((await detail(ben.id)).invitation).toMatchObject({ state: 'failed', reason: 'link_expired' });
});

test('addresses that fail together are the mail server’s fault: each is told, none stays flagged, and one that works again is not', async () => {
  const ids: string[] = [];
  for (const name of ['ben', 'cleo']) ids.push((await someone(harness, `${name}@example.com`)).id);
  const flags = async () => {
    const people = await Promise.all(ids.map(detail));
    return people.map(({ contactMethods }) => contactMethods[0].disabledReason);
  };
  harness.mail.refuse('recipient', 550, '5.1.1 no such user', /ben|cleo/);
  harness.mail.refuse('recipient', 451, '4.3.0 busy', /ana/);
  for (const id of ids) {
    await invite(id, ana.token);
    await harness.settle();
  }
  expect(await flags()).toEqual([null, null]);
  await harness.mail.recover();
  await harness.advance('PT1H');
  await admin().expectMail(/invitation to Ben could not be delivered/);
  await admin().expectMail(/invitation to Cleo could not be delivered/);
  harness.mail.refuse('recipient', 550, '5.1.1 no such user', /cleo/);
  await invite(ids[1] ?? '', ana.token);
  await admin().expectMail(/invitation to Cleo could not be delivered/);
  expect(await flags()).toEqual([null, 'bad_address']);
  await harness.mail.recover();
  await invite(ids[1] ?? '', ana.token);
  await harness.person('cleo@example.com').expectMail(/invited/);
  expect(await flags()).toEqual([null, null]);
});
