import { afterEach, expect, test } from 'vitest';
import { tokenOf } from '../harness/people.ts';
import { Response } from '../harness/response.ts';

const T0 = '2031-03-03T09:00:00Z';
let shop: Response;
afterEach(() => shop.close());

interface Told {
  id: string;
  person: { name: string } | null;
  purpose: string;
  channel: string;
  address: string;
  state: string;
  reason: string | null;
  sentence: string;
  promisedAt: string;
  sentAt: string | null;
  subject: string;
  attempts: { outcome: string; sentence: string; reason: string | null }[];
}

const log = async (query = ''): Promise<Told[]> =>
  (await shop.must('GET', `/api/v1/messages?limit=200&${query}`)).body.items;

/** Gives somebody a webhook beside their mail. */
async function withPager(name: string) {
  const receiver = await shop.harness.webhookReceiver();
  await shop.must('POST', `/api/v1/people/${shop.idOf(name)}/contact-methods`, {
    kind: 'webhook',
    label: 'Pager',
    address: receiver.url('/pager?key=abc'),
  });
  return receiver;
}

test('[COM-7] who was told what, when: every message with its recipient, attempts and receipt is on the record', async () => {
  shop = await Response.begin(T0);
  await shop.declare();
  await shop.person('ana').acknowledges(await shop.person('ana').expectMail(/P1/));
  await shop.harness.advance('PT29M');
  for (const name of ['mia', 'pat', 'theo', 'cleo']) await shop.person(name).expectMail(/P1/);

  const { items } = (await shop.must('GET', '/api/v1/incidents/INC-1/messages')).body as { items: Told[] };
  const told = items
    .map(({ person, purpose, channel, address, state }) =>
      [person?.name, purpose, channel, address, state].join(' '),
    )
    .sort();
  // Ana is reminded of the update that was promised; Mia hears that no symptoms were recorded in the first five minutes.
  expect(told).toEqual([
    'Ana notice email ana@example.com accepted',
    'Ana page email ana@example.com accepted',
    'Cleo notice email cleo@example.com accepted',
    'Mia notice email mia@example.com accepted',
    'Mia notice email mia@example.com accepted',
    'Pat notice email pat@example.com accepted',
    'Theo notice email theo@example.com accepted',
  ]);
  const cto = items.find(({ person }) => person?.name === 'Theo');
  expect(cto?.sentence).toBe('Sent to the mail server at 09:14:00 UTC, 60 s before its deadline.');
  const one = (await shop.must('GET', `/api/v1/messages/${cto?.id}`)).body as Told;
  expect(one.attempts).toMatchObject([{ outcome: 'accepted', sentence: 'Sent to the mail server in 0 s.' }]);
  // Links are their receiver's: the record does not hand them to whoever reads it.
  expect(JSON.stringify(items)).not.toContain('/a/');
  expect(await log(`incident=INC-1&person=${shop.idOf('theo')}`)).toHaveLength(1);
  expect(await log('state=dead')).toEqual([]);
});

test('whoever may not see an address in the directory does not read it in the message log either', async () => {
  shop = await Response.begin(T0);
  shop.harness.mail.refuse('recipient', 550, 'ana@example.com is unknown', /ana/);
  shop.harness.expectErrors(/./);
  await shop.declare();
  for (const name of ['ben', 'mia']) await shop.person(name).expectMail(/P1/);
  const readBy = async (name: string, role: 'stakeholder' | 'responder') => {
    const as = { as: await tokenOf(shop.harness, shop.idOf(name), role) };
    const paths = ['messages?limit=200', 'incidents/INC-1/messages'];
    const replies = await Promise.all(
      paths.map((path) => shop.harness.http('GET', `/api/v1/${path}`, undefined, as)),
    );
    return replies.map(({ text }) => text);
  };
  for (const text of await readBy('cleo', 'stakeholder')) {
    expect(text).toContain('"Ana"');
    expect(text).not.toContain('@example.com');
  }
  for (const text of await readBy('ben', 'responder')) expect(text).toContain('ana@example.com');
});

test('[COM-7] what was deliberately not sent is on the record with its reason', async () => {
  shop = await Response.begin(T0);
  await shop.harness.mail.goDown();
  await shop.declare();
  await shop.harness.settle();
  await shop.command('resolve', { resolution: 'It was a test.', ending: 'recovered' });
  await shop.harness.mail.recover();
  await shop.harness.advance('PT2H');
  const messages = await log('incident=INC-1');
  expect(messages.length).toBeGreaterThan(0);
  for (const message of messages)
    expect(message).toMatchObject({
      state: 'stopped',
      reason: 'resolved',
      sentence: 'No longer sent: resolved before it was sent.',
    });
});

test('a mail program can ring for pages alone: they say so first, and in a header', async () => {
  shop = await Response.begin(T0);
  await shop.declare();
  const page = await shop.person('ana').expectMail();
  const notice = await shop.person('mia').expectMail();
  expect(page.subject).toMatch(/^Page: P1 .+ — INC-1$/);
  expect(page.parsed.headers.get('x-tocsin-purpose')).toBe('page');
  expect(notice.subject).toBe('[P1] INCIDENT: Checkout is down');
  expect(notice.parsed.headers.get('x-tocsin-purpose')).toBe('notice');
  shop.harness.othersMayWrite();
});

test('[COM-5] messages name the point of contact once there is one, and how to reach them', async () => {
  shop = await Response.begin(T0);
  await shop.declare();
  const page = await shop.person('ana').expectMail(/P1/);
  await shop.person('mia').expectMail(/P1/);
  expect(page.text).not.toContain('Point of contact');
  const mia = await tokenOf(shop.harness, shop.idOf('mia'), 'responder');
  await shop.harness.http('POST', '/api/v1/incidents/INC-1/command', {}, { as: mia });
  await shop.harness.advance('PT14M');
  for (const name of ['theo', 'pat']) {
    const mail = await shop.person(name).expectMail(/P1/);
    expect(mail.text).toContain('Point of Contact: Mia (mia@example.com)');
    expect(mail.html).toContain('mia@example.com');
  }
  shop.harness.othersMayWrite();
});

test('[ESC-1] the mail server is down for an hour: pages queue, other ways are tried, the administrators hear once, nothing is lost', {
  timeout: 240_000,
}, async () => {
  shop = await Response.begin(T0);
  const pager = await withPager('ana');
  const manager = await withPager('mia');
  const boss = await withPager('cleo');
  await shop.must('PATCH', `/api/v1/people/${shop.idOf('cleo')}`, { role: 'administrator' });
  await shop.harness.mail.goDown();
  await shop.declare({ severity: 'P2' });
  await shop.harness.expectWebhook(pager, /Please acknowledge/);
  await shop.harness.advance('PT62M');
  await shop.harness.expectWebhook(manager, /P2 Checkout is down/);
  await shop.harness.expectWebhook(boss, /Tocsin cannot send by e-mail/);
  const channels = (await shop.must('GET', '/api/v1/channels')).body.items;
  expect(channels.find(({ kind }: { kind: string }) => kind === 'email').failing).toMatchObject([
    {
      provider: 'mail server',
      sentence: 'Messages to mail server are failing, because it refuses connections.',
    },
  ]);
  // Nobody has answered: the latest pages are still wanted, and go out when the server is back.
  shop.harness.othersMayWrite();
  expect((await log('state=retrying')).map(({ purpose }) => purpose)).toContain('page');
  expect(shop.harness.mail.mails).toEqual([]);
  await shop.harness.mail.recover();
  await shop.harness.advance('PT6M');
  const late = (await shop.person('pat').expectMail(/P2/)).text;
  expect(late).toContain('Late: this was due at 05:00 (America/New_York)');
  const unsettled = ['queued', 'sending', 'retrying', 'dead'];
  expect((await log()).filter(({ state }) => unsettled.includes(state))).toEqual([]);
  expect(boss.calls.filter(({ body }) => /cannot send by e-mail/.test(body.data.subject))).toHaveLength(1);
  shop.harness.othersMayWrite();
});

test('an address that does not exist: a dead letter, the method switched off and shown, the administrators told, sent again by hand', async () => {
  shop = await Response.begin(T0);
  await shop.must('PATCH', `/api/v1/people/${shop.idOf('cleo')}`, { role: 'administrator' });
  const path = `/api/v1/people/${shop.idOf('mia')}`;
  await shop.must('POST', `${path}/contact-methods`, {
    kind: 'email',
    label: 'Work',
    address: 'mia@old.example',
  });
  const { contactMethods } = (await shop.must('GET', path)).body;
  const old = contactMethods.find(({ address }: { address: string }) => address === 'mia@old.example');
  await shop.must('PUT', `${path}/contact-rules`, { notice: [{ contactMethodId: old.id, afterSeconds: 0 }] });
  shop.harness.mail.refuse('recipient', 550, 'no such mailbox', /old\.example/);
  await shop.declare();
  await shop.person('ana').expectMail(/P1/);
  const warning = await shop.person('cleo').expectMail(/could not be delivered/);
  expect(warning.text).toContain(
    'A message to mia@old.example failed on every attempt, because the address does not exist.',
  );
  const [dead] = await log('state=dead');
  expect(dead).toMatchObject({ address: 'mia@old.example', reason: 'bad_address' });
  const after = (await shop.must('GET', path)).body.contactMethods;
  expect(after.find(({ id }: { id: string }) => id === old.id).disabledReason).toBe('bad_address');
  await shop.harness.mail.recover();
  await shop.must('POST', `/api/v1/messages/${dead?.id}/resend`, {});
  await shop.harness.person('mia@old.example').expectMail(/P1/);
  expect((await shop.harness.http('POST', `/api/v1/messages/${dead?.id}/resend`, {})).status).toBe(409);
  shop.harness.othersMayWrite();
});

test('a webhook that never answers does not hold up the mail', async () => {
  shop = await Response.begin(T0);
  const pager = await withPager('ana');
  pager.goSilent();
  await shop.declare();
  // Each channel has workers of its own: those of the webhook are all waiting, the others go on.
  await shop.harness.settleWithout('deliver.webhook');
  expect(shop.person('ana').mails()).toHaveLength(1);
  expect(shop.person('mia').mails()).toHaveLength(1);
  expect(pager.calls).toEqual([]);
  shop.harness.othersMayWrite();
});
