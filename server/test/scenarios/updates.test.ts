import { afterEach, beforeEach, expect, test } from 'vitest';
import { tokenOf } from '../harness/people.ts';
import { Response } from '../harness/response.ts';

/* A P1 of the checkout at 10:00 in Berlin: updates every 30 minutes (policy), Mia is the manager, Pat in New York the owner. */
const T0 = '2031-03-03T09:00:00Z';
let shop: Response;
beforeEach(async () => {
  shop = await Response.begin(T0);
  shop.harness.updatesToo();
});
afterEach(() => shop.close());

const RECORD = { symptoms: 'HTTP 502 on every order' };
const updates = async (ref = 'INC-1') => (await shop.must('GET', `/api/v1/incidents/${ref}/updates`)).body;
const post = (path: string, body: object, as?: string) =>
  shop.harness.http('POST', `/api/v1/incidents/INC-1/updates${path}`, body, as === undefined ? {} : { as });
const tell = async (text: string, body: object = {}) => {
  const reply = await post('', { text, ...body });
  expect(reply.text).toContain('"kind"');
  expect(reply.status).toBe(201);
  await shop.harness.settle();
  return reply.body;
};
/** Everybody of the matrix has heard by now, and Ana has acknowledged. */
const underWay = async () => {
  await shop.declare(RECORD);
  await shop.person('ana').acknowledges(await shop.person('ana').expectMail(/P1/));
  await shop.person('mia').expectMail(/INCIDENT/);
  await shop.harness.advance('PT15M');
  for (const name of ['pat', 'theo']) await shop.person(name).expectMail(/INCIDENT/);
};

test('[COM-1] [COM-5] the matrix sends the initial notification in the policy’s words: every field, what is unknown in words, times in the reader’s zone', async () => {
  await shop.declare(RECORD);
  await post('/facts', { facts: { impact: 'Nobody can pay', planned_actions: 'Roll back release 4.2' } });
  await shop.person('ana').acknowledges(await shop.person('ana').expectMail(/P1/));
  const first = await shop.person('mia').expectMail();
  expect(first.subject).toBe('[P1] INCIDENT: Checkout is down');
  await shop.harness.advance('PT14M');
  const { text } = await shop.person('pat').expectMail();
  for (const line of [
    '- Severity: P1',
    '- System: Checkout',
    '- Impact: Nobody can pay',
    '- Started: 2031-03-03 04:00 (America/New_York)',
    '- Incident ID: INC-1',
    '- Investigating',
    '- Investigation ongoing',
    '- Actions taken: not known yet',
    '- Roll back release 4.2',
    '- Next update: 04:30 (America/New_York)',
    'Point of Contact: Ana (ana@example.com)',
  ])
    expect(text).toContain(`${line}\n`);
  // The CTO reads the wording for executives.
  expect((await shop.person('theo').expectMail()).text).toContain('- Business impact: Not known yet');
});

test('[COM-2] [COM-4] an update says what is new, how long it has lasted and when the next one comes; handed over, it keeps the promise', async () => {
  await underWay();
  expect((await updates()).promise).toMatchObject({ dueAt: '2031-03-03T09:30:00Z', overdue: false });
  await shop.harness.advance('PT5M');
  const reminder = await shop.person('ana').expectMail(/Update due at 10:30/);
  expect(reminder.at.toString()).toBe('2031-03-03T09:20:00Z');
  await shop.must('POST', '/api/v1/incidents/INC-1/entries', { type: 'finding', text: 'The pool is empty.' });

  const body = { text: 'Failing over to the replica.', facts: { eta: '10:45' } };
  const preview = await post('/preview', body);
  expect(preview.body.messages.map(({ readers }: { readers: string }) => readers).sort()).toEqual([
    'executives',
    'responders',
  ]);
  const before = shop.harness.mail.mails.length;
  await shop.harness.settle();
  expect(shop.harness.mail.mails).toHaveLength(before);

  await tell(body.text, body);
  for (const name of ['ana', 'theo']) await shop.person(name).expectMail(/UPDATE/);
  const { subject, text } = await shop.person('mia').expectMail(/UPDATE/);
  await shop.person('pat').expectMail(/UPDATE/);
  const shown = preview.body.messages.find(({ readers }: { readers: string }) => readers === 'responders');
  expect(subject).toBe(shown.subject);
  for (const paragraph of shown.paragraphs) expect(text).toContain(paragraph);
  for (const line of [
    '- Duration: 20 min',
    '- Status: Investigating',
    '- Failing over to the replica.',
    '- The pool is empty.',
    '- Workarounds: none yet',
    '- ETA: 10:45',
    '- Next update: 10:50 (Europe/Berlin)',
  ])
    expect(text).toContain(`${line}\n`);
  expect(await updates()).toMatchObject({
    promise: { dueAt: '2031-03-03T09:50:00Z' },
    promises: { kept: 1, missed: 0 },
    updates: [{ text: body.text, deliveries: { total: 4, sent: 4 } }],
  });
  // The same words once more are no news.
  expect((await post('', { text: body.text })).body.code).toBe('nothing_new');
  expect((await shop.must('POST', '/api/v1/verify', {})).body.broken ?? []).toEqual([]);
});

test('[COM-4] only what was handed over keeps a promise: with the mail server down it is missed, the engineering manager hears once, and the rate says so', async () => {
  await underWay();
  await shop.harness.advance('PT12M');
  await shop.person('ana').expectMail(/Update due/);
  await shop.harness.mail.goDown();
  await post('', { text: 'Failing over to the replica.' });
  await shop.harness.advance('PT4M');
  expect(await updates()).toMatchObject({ promises: { kept: 0, missed: 1 } });
  await shop.harness.mail.recover();
  await shop.harness.advance('PT10M');
  const missed = await shop.person('mia').expectMail(/Update overdue: INC-1/);
  expect(missed.text).toContain('The point of contact is Ana.');
  shop.harness.othersMayWrite();
  await shop.harness.advance('PT2H');
  // The next promise, made by the update, is missed as well: once more, for that one.
  expect(
    shop
      .person('mia')
      .mails()
      .filter(({ subject }) => /overdue/.test(subject)),
  ).toHaveLength(2);
  expect((await shop.must('GET', '/api/v1/updates/promises')).body).toEqual({
    ...{ days: 30, kept: 0, missed: 2, rate: 0 },
  });
  expect(await shop.story()).toContain(
    'promise_missed: The promised update was not sent in time; Mia is notified',
  );
});

test('[COM-4] a promise is moved with a reason, and those it was made to hear why', async () => {
  await underWay();
  expect((await post('/promise', { to: '2031-03-03T10:00:00Z', reason: '' })).status).toBe(400);
  const moved = await post('/promise', { to: '2031-03-03T10:00:00Z', reason: 'The restore takes an hour.' });
  expect(moved.body.promise).toMatchObject({ dueAt: '2031-03-03T10:00:00Z' });
  for (const name of ['ana', 'mia', 'pat', 'theo']) {
    const mail = await shop.person(name).expectMail(/Next update at/);
    expect(mail.text).toContain('The restore takes an hour.');
  }
  await shop.harness.advance('PT20M');
  expect(await updates()).toMatchObject({ promises: { kept: 0, missed: 0 } });
  shop.harness.othersMayWrite();
});

test('[COM-3] [RES-4] whoever received anything hears how it ended, once, and who resolved it does not', async () => {
  await underWay();
  await tell('Failing over to the replica.', { facts: { data_integrity: 'No order was lost' } });
  for (const name of ['ana', 'mia', 'pat', 'theo']) await shop.person(name).expectMail(/UPDATE/);
  const ana = await tokenOf(shop.harness, shop.idOf('ana'), 'responder');
  await shop.harness.http(
    'POST',
    '/api/v1/incidents/INC-1/resolve',
    { resolution: 'Failed over', ending: 'recovered' },
    { as: ana },
  );
  await shop.harness.settle();
  for (const name of ['pat', 'theo']) await shop.person(name).expectMail(/RESOLVED/);
  const { subject, text } = await shop.person('mia').expectMail();
  expect(subject).toBe('[RESOLVED] P1: Checkout is down');
  for (const line of [
    '- Incident ID: INC-1',
    '- Total Duration: 15 min',
    '- Resolution: Failed over',
    '- Checkout',
    '- Business impact: not known yet',
    '- No order was lost',
    '- Post-incident review scheduled for a date to be set by 2031-03-04 10:15 (Europe/Berlin)',
    '- Preventive measures being implemented',
    '- Full report will be available by 2031-03-10 10:15 (Europe/Berlin)',
  ])
    expect(text).toContain(`${line}\n`);
  // Nobody else, and nothing more: no promise is left to be missed.
  await shop.harness.advance('PT24H');
  await shop.person('mia').expectMail(/^Review due/);
  expect((await updates()).promise).toBeNull();
});

test('[IMM-2] [IMM-5] what of the first five minutes is late is on the record, and the engineering manager hears of it', async () => {
  await shop.declare();
  await shop.person('ana').expectMail(/P1/);
  await shop.person('mia').expectMail(/INCIDENT/);
  await shop.harness.advance('PT5M');
  await shop.person('mia').expectNoMail();
  await shop.harness.advance('PT1S');
  const late = await shop.person('mia').expectMail(/First response late: INC-1/);
  expect(late.text).toContain(
    '- Acknowledge the incident in monitoring system\n- Create incident ticket with: ',
  );
  shop.harness.othersMayWrite();
  const { items, dueAt } = (await shop.must('GET', '/api/v1/incidents/INC-1')).body.firstResponse;
  expect(dueAt).toBe('2031-03-03T09:05:00Z');
  expect(items).toMatchObject([
    { id: 'acknowledge', doneAt: null, late: true },
    { id: 'assess_severity', doneAt: T0, late: false },
    { id: 'create_ticket', doneAt: null, late: true },
    { id: 'notify_stakeholders', doneAt: T0, late: false },
  ]);
  shop.harness.othersMayWrite();
  await shop.harness.advance('PT1H');
  expect((await shop.story()).filter((line) => line.startsWith('first_response_late'))).toHaveLength(1);
});

test('[COM-4] a P3 is promised, and its writer reminded, in working hours only', async () => {
  await shop.harness.advanceTo('2031-03-03T14:00:00Z');
  await shop.declare({ severity: 'P3', ...RECORD });
  await shop.person('ana').acknowledges(await shop.person('ana').expectMail(/P3/));
  // 15:00 in Berlin and every four hours: 19:00 is after hours, so it comes in the morning.
  expect((await updates()).promise.dueAt).toBe('2031-03-04T08:10:00Z');
  await shop.harness.advanceTo('2031-03-04T07:59:00Z');
  await shop.person('mia').expectMail(/INCIDENT/);
  await shop.person('ana').expectNoMail();
  await shop.harness.advanceTo('2031-03-04T08:05:00Z');
  expect((await shop.person('ana').expectMail(/Update due/)).at.toString()).toBe('2031-03-04T08:00:00Z');
});

test('drafts survive a closed tab; two who write at once see each other’s words', async () => {
  await underWay();
  const ana = await tokenOf(shop.harness, shop.idOf('ana'), 'responder');
  const mia = await tokenOf(shop.harness, shop.idOf('mia'), 'responder');
  const draft = (text: string, as: string) =>
    shop.harness.http('PUT', '/api/v1/incidents/INC-1/updates/draft', { text }, { as });
  expect((await draft('Failing over', ana)).status).toBe(204);
  await shop.harness.advance('PT5S');
  expect((await draft('We are looking', mia)).status).toBe(204);
  const seen = await shop.harness.http('GET', '/api/v1/incidents/INC-1/updates', undefined, { as: ana });
  expect(seen.body.drafts).toMatchObject([
    { author: { name: 'Mia' }, mine: false, text: 'We are looking' },
    { author: { name: 'Ana' }, mine: true, text: 'Failing over' },
  ]);
  await post('', { text: 'Failed over.' }, ana);
  for (const name of ['mia', 'pat', 'theo']) await shop.person(name).expectMail(/UPDATE/);
  expect((await updates()).drafts).toMatchObject([{ author: { name: 'Mia' }, text: 'We are looking' }]);
});
