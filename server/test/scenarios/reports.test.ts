import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Reply } from '../harness/index.ts';
import { tokenOf } from '../harness/people.ts';
import { Response } from '../harness/response.ts';

/* What people report who are not on call: how it comes in, who triages it, and what they hear. */

const HOSTILE = `<script>alert("x")</script> & 'so on'`;
const FORM = {
  ...{ formOn: true, formIntro: 'For invoices write to billing.', formQuestions: true, formPages: true },
  formChoices: [
    { label: 'Paying', systemId: 'checkout' },
    { label: 'Anything else', systemId: null },
  ],
};

let shop: Response;
beforeEach(async () => {
  shop = await Response.begin();
});
afterEach(() => shop.close());

const turnOn = (more: object = {}) => shop.must('PUT', '/api/v1/reports/settings', { ...FORM, ...more });
const look = () => shop.harness.http('GET', '/report', undefined, { as: null });
const FORM_TYPE = { 'content-type': 'application/x-www-form-urlencoded' };
/** What a stranger sends with the form, and sees after it. */
const send = async (fields: Record<string, string>, more: Record<string, string> = {}): Promise<Reply> => {
  const reply = await shop.harness.http('POST', '/report', new URLSearchParams(fields).toString(), {
    ...{ as: null, headers: { ...FORM_TYPE, ...more } },
  });
  if (reply.status !== 303) return reply;
  return shop.harness.http('GET', String(reply.headers.location), undefined, { as: null });
};
const inbox = async (state = 'new') => (await shop.must('GET', `/api/v1/reports?state=${state}`)).body.items;
const report = async (ref: string) => (await shop.must('GET', `/api/v1/reports/${ref}`)).body;
const internal = (body: object) => shop.must('POST', '/api/v1/reports', { title: 'Slow', ...body });
const P2 = { answers: { multiple_users: true }, system: 'checkout' };
const stranger = () => shop.harness.person('stranger@example.net');
const seen = (...names: string[]) => {
  for (const name of names) for (const mail of shop.person(name).mails()) mail.expected = true;
};

test('[DET-3] the public form is off until it is turned on, and then lists only what was listed for it', async () => {
  expect((await look()).status).toBe(404);
  expect((await send({ title: 'Down' })).status).toBe(404);
  await turnOn();
  const { status, text, headers } = await look();
  expect(status).toBe(200);
  expect(text).toContain('<option>Paying</option>');
  expect(text).toContain('For invoices write to billing.');
  expect(text).not.toMatch(/checkout|<script/i);
  expect(String(headers['content-security-policy'])).toContain("default-src 'none'");
  const sent = await send({ title: 'Cannot pay 支付失败', about: 'Paying', email: 'stranger@example.net' });
  expect(sent.status).toBe(200);
  expect(sent.text).toContain('REP-1');
  // A form that is sent again, by a reload say, is one report; one that says something else is another.
  const form = /name="form" value="(\w+)"/.exec(text)?.[1] ?? '';
  for (const title of ['Once', 'Once', 'Twice']) await send({ title, form });
  expect((await inbox()).map((one: { title: string }) => one.title)).toEqual([
    ...['Cannot pay 支付失败', 'Once', 'Twice'],
  ]);
  const [one] = await inbox();
  expect(one).toMatchObject({
    ...{ reference: 'REP-1', source: 'public', title: 'Cannot pay 支付失败', severity: null, overdue: false },
    ...{ system: { id: 'checkout' }, reporter: { name: null, email: 'stranger@example.net' } },
  });
  expect((await shop.must('GET', '/api/v1/reports/count')).body).toEqual({ untriaged: 3, overdue: 0 });
  // Who may not triage does not read what was reported.
  const pat = await tokenOf(shop.harness, shop.idOf('pat'), 'stakeholder');
  expect((await shop.harness.http('GET', '/api/v1/reports', undefined, { as: pat })).status).toBe(403);
});

test('[DET-3] a program that fills in what nobody sees, a flood and too long a text are answered in plain words', async () => {
  await turnOn();
  const bot = await send({ title: 'Buy', website: 'http://spam.example' });
  expect([bot.status, bot.text]).toEqual([
    400,
    expect.stringContaining('a hidden field that must stay empty'),
  ]);
  const long = await send({ title: 'x'.repeat(201) });
  expect([long.status, long.text]).toEqual([400, expect.stringContaining('at most 200 characters')]);
  expect((await send({ title: 'Down', email: 'not an address' })).status).toBe(400);
  const large = await send({ title: 'Down', description: 'y'.repeat(200_000) });
  expect([large.status, large.text]).toEqual([413, expect.stringContaining('This report is too large.')]);
  const json = { as: null, headers: { 'content-type': 'application/json' } };
  const foreign = await shop.harness.http('POST', '/report', '{"website":"","yes":1,"title":{}}', json);
  expect([foreign.status, foreign.text]).toEqual([415, expect.stringContaining('could not be read')]);
  const elsewhere = await send({ title: 'Of another page' }, { 'sec-fetch-site': 'cross-site' });
  expect(elsewhere.status).toBe(403);
  let last = await send({ title: HOSTILE, description: 'line\r\n'.repeat(1_000) });
  expect(last.status).toBe(200);
  for (let sent = 0; sent < 8; sent++) last = await send({ title: 'Again' });
  expect([last.status, last.text]).toEqual([
    429,
    expect.stringContaining('Too many reports from your address.'),
  ]);
  const kept = await inbox();
  expect(kept.filter(({ title }: { title: string }) => title === HOSTILE)).toHaveLength(1);
  expect(kept.some(({ title }: { title: string }) => title === 'Buy')).toBe(false);
});

test('[DET-3] what somebody typed is escaped on the page, in the mail to the manager and in the one to the reporter', async () => {
  await turnOn();
  const again = await send({ title: HOSTILE, description: '</textarea><b>bold', email: '"><i>' });
  expect(again.status).toBe(400);
  expect(again.text).not.toMatch(/<script|<b>|<i>/);
  expect(again.text).toContain('&lt;script&gt;');
  await send({ title: HOSTILE, email: 'stranger@example.net', yes: 'multiple_users' });
  await shop.harness.advance('PT5H');
  const mail = await shop.person('mia').expectMail(/Report waiting for triage/);
  expect(mail.parsed.html).not.toContain('<script');
  await shop.must('POST', '/api/v1/reports/REP-1/decline', { answer: `Not ours. ${HOSTILE}` });
  const answer = await stranger().expectMail(/Not ours/);
  expect(answer.parsed.html).not.toContain('<script');
});

test('[DET-3] a report that suggests P1 pages on-call at once; others about the same join it, and each is heard', async () => {
  await turnOn();
  const P1 = { answers: { complete_outage: true }, system: 'checkout' };
  const { body } = await internal({ title: 'The shop is down', ...P1 });
  expect(body).toMatchObject({ state: 'declared', severity: 'P1', incident: 'INC-1' });
  const page = await shop.person('ana').expectMail(/P1 The shop is down/);
  const incident = (await shop.must('GET', '/api/v1/incidents/INC-1')).body;
  expect(incident).toMatchObject({
    origin: 'report',
    severityConfirmed: false,
    systems: [{ id: 'checkout' }],
  });
  await send({ title: 'Down for me too', about: 'Paying', yes: 'data_loss' });
  await shop.person('ana').expectNoMail(/INC-2|Down for me too/);
  await shop.person('ana').acknowledges(page);
  // The message that was answered did not name it.
  await shop.person('ana').expectMail(/User report on INC-1: “Down for me too” \(P1\)/);
  await send({ title: 'Still down', about: 'Paying', yes: 'data_loss' });
  await shop.harness.advance('PT2M');
  await shop.person('ana').expectMail(/User report on INC-1: “Still down” \(P1\)/);
  const story = (await shop.story()).join('\n');
  expect(story).toContain('declared: A report opened this incident as P1, unconfirmed');
  expect(story).toContain('Joined by the report REP-2: “Down for me too”');
  expect(story).toContain('Joined by the report REP-3: “Still down”');
  // One that not everybody may see is joined by nothing, which would tell of it.
  await shop.command('visibility', { visibility: 'restricted', reason: 'Personal data' });
  expect((await internal({ title: 'Down here', ...P1 })).body).toMatchObject({ incident: 'INC-2' });
  // Of another system, and when strangers may not page.
  await turnOn({ formPages: false });
  await send({ title: 'All is lost', yes: 'data_loss' });
  expect(await inbox()).toMatchObject([{ reference: 'REP-5', severity: 'P1' }]);
  seen('ana', 'mia', 'pat');
});

test('[DET-3] a report that joins an incident whose page was stopped pages anew; strangers page so often and no more', async () => {
  await turnOn({ formPagesPerHour: 1 });
  await send({ title: 'Down', about: 'Paying', yes: 'data_loss' });
  await shop.person('ana').expectMail(/P1 Down/);
  const [page] = (await shop.must('GET', '/api/v1/incidents/INC-1/escalation')).body.pages;
  await shop.must('POST', `/api/v1/incidents/INC-1/pages/${page.id}/stop`, { reason: 'False alarm' });
  await send({ title: 'Down for me too', about: 'Paying', yes: 'data_loss' });
  await shop.person('ana').expectMail(/Down for me too/);
  // Of another system: beyond the share of the hour it waits, for as long as a P1 may.
  await send({ title: 'All is lost', yes: 'data_loss' });
  expect(await inbox()).toMatchObject([{ reference: 'REP-3', dueAt: '2031-03-03T09:05:00Z' }]);
  await shop.harness.advance('PT6M');
  await shop.person('mia').expectMail(/Report waiting for triage: REP-3/);
  await shop.harness.advance('PT1H');
  await send({ title: 'All is lost again', yes: 'data_loss' });
  expect((await shop.must('GET', '/api/v1/incidents/INC-2')).body.title).toBe('All is lost again');
  seen('ana', 'ben', 'cleo', 'mia', 'pat', 'theo');
});

test('[DET-3] of a report that nobody triages in time the manager hears once, also when its wake-up is lost', async () => {
  await internal(P2);
  await shop.harness.database.pool.query(
    `delete from graphile_worker._private_jobs where key like 'reports.%'`,
  );
  await shop.harness.advance('PT31M');
  await shop.person('mia').expectNoMail();
  await shop.harness.app.watchdog.run();
  const mail = await shop.person('mia').expectMail(/Report waiting for triage: REP-1 Slow/);
  expect(mail.text).toContain('/reports/REP-1');
  expect((await report('REP-1')).overdue).toBe(true);
  await shop.harness.app.watchdog.run();
  await shop.harness.advance('PT24H');
  for (const each of ['mia', 'ana']) await shop.person(each).expectMail(/^Open incident status/);
  await shop.person('mia').expectNoMail();
  // In time: nobody is told.
  await internal(P2);
  await shop.must('POST', '/api/v1/reports/REP-2/decline', { answer: 'Planned work.' });
  await shop.harness.advance('PT1H');
  await shop.person('mia').expectNoMail();
});

test('[DET-3] declared, joined or declined: it is on the record, and reporters hear what became of it and no more', async () => {
  await turnOn();
  await send({ title: 'Cannot pay', email: 'stranger@example.net', about: 'Paying', yes: 'multiple_users' });
  const pat = await tokenOf(shop.harness, shop.idOf('pat'), 'stakeholder');
  await shop.harness.http('POST', '/api/v1/reports', { title: 'Cards fail', ...P2 }, { as: pat });
  await send({ title: 'Wrong colour', email: 'other@example.net' });
  const declared = await shop.must('POST', '/api/v1/reports/REP-1/declare', {
    ...{ title: 'Payments fail in Kiel', severity: 'P4', severityReason: 'Few', systems: ['checkout'] },
  });
  expect(declared.body).toMatchObject({ state: 'declared', incident: { reference: 'INC-1', open: true } });
  const twice = await shop.harness.http('POST', '/api/v1/reports/REP-1/decline', { answer: 'No.' });
  expect([twice.status, twice.body.code]).toEqual([409, 'report_triaged']);
  await shop.command('visibility', { visibility: 'restricted', reason: 'Personal data' });
  // Whoever may not see the incident can neither join to it nor learn of it.
  const zoe = await shop.must('POST', '/api/v1/people', {
    email: 'zoe@example.com',
    name: 'Zoe',
    role: 'responder',
  });
  const as = await tokenOf(shop.harness, zoe.body.id, 'responder');
  const tried = await shop.harness.http('POST', '/api/v1/reports/REP-2/join', { incident: 'INC-1' }, { as });
  expect(tried.status).toBe(404);
  await shop.must('POST', '/api/v1/reports/REP-2/join', { incident: 'INC-1' });
  const hidden = await shop.harness.http('GET', '/api/v1/reports/REP-2', undefined, { as });
  expect(hidden.status).toBe(404);
  await send({ title: 'Cannot pay either', email: 'Stranger@example.net', about: 'Paying' });
  await shop.must('POST', '/api/v1/reports/REP-4/join', { incident: 'INC-1' });
  await shop.must('POST', '/api/v1/reports/REP-3/decline', { answer: 'The colour is as it should be.' });
  const declined = await shop.harness.person('other@example.net').expectMail(/REP-3/);
  expect(declined.text).toContain('The colour is as it should be.');
  expect(declined.text).not.toMatch(/Wrong colour|tocsin\.test\/|Administrator/);
  const story = (await shop.story()).join('\n');
  expect(story).toContain('Declared because of the report REP-1: “Cannot pay”');
  expect(story).toContain('added the report REP-2: “Cards fail”');
  expect(await inbox('triaged')).toHaveLength(4);
  await shop.command('resolve', { resolution: 'Secret: the Kiel gateway was replaced', ending: 'recovered' });
  const over = await stranger().expectMail(/The problem you reported is over/);
  expect(over.text).not.toMatch(/Kiel|INC-1|Secret|Cannot pay|checkout/i);
  await stranger().expectNoMail();
  await shop.person('pat').expectMail(/REP-2/);
  // To people outside by the workers for those, whose failures are blamed on no provider.
  const outside = (await shop.must('GET', '/api/v1/messages?purpose=subscriber')).body.items;
  expect(outside).toHaveLength(2);
  expect((await report('REP-1')).resolvedToldAt).not.toBeNull();
  seen('ana', 'mia', 'pat');
});

test('[DET-3] a manager whom no message reaches is not the last to be told, and the night is no reason to wait', async () => {
  const root = { email: 'root@example.com', name: 'Root', role: 'administrator' };
  await shop.must('POST', '/api/v1/people', root);
  shop.harness.mail.refuse('data', 554, '5.7.1 looks like spam', /mia/);
  await internal(P2);
  await shop.harness.advance('PT31M');
  await shop.harness.person(root.email).expectMail(/Report waiting for triage: REP-1/);
  for (const mail of shop.harness.person(root.email).mails()) mail.expected = true;
});

test('[DET-3] the inbox has pages: the most severe first, then what is due first', async () => {
  const titles = ['First', 'Second', 'Third'];
  for (const title of titles) {
    await internal({ title });
    await shop.harness.advance('PT1S');
  }
  await internal({ ...P2, title: 'Worse' });
  const found: string[] = [];
  for (let cursor: string | null = ''; cursor !== null; ) {
    const { body }: Reply = await shop.must(
      'GET',
      `/api/v1/reports?limit=3${cursor === '' ? '' : `&cursor=${cursor}`}`,
    );
    found.push(...body.items.map(({ title }: { title: string }) => title));
    cursor = body.nextCursor;
  }
  expect(found).toEqual(['Worse', ...titles]);
  const key = { headers: { 'idempotency-key': 'k' } };
  const twice = [1, 2].map(() => shop.harness.http('POST', '/api/v1/reports', { title: 'Sent twice' }, key));
  expect((await Promise.all(twice)).map(({ status }) => status).sort()).toEqual([200, 201]);
});

test('[DET-3] a help desk reports a ticket once until it is triaged; what it sends is read as far as it can be', async () => {
  const { key } = (await shop.must('POST', '/api/v1/reports/settings/ticket-key')).body;
  const ticket = {
    id: 4711,
    title: HOSTILE,
    url: 'https://desk.example.com/4711',
    email: 'stranger@example.net',
  };
  const tell = (body: object | string, with_ = key) =>
    shop.harness.http('POST', `/in/reports/${with_}`, body, { as: null });
  expect((await tell(ticket)).status).toBe(201);
  const again = await tell({ ...ticket, title: 'Another title' });
  expect([again.status, again.body]).toEqual([
    200,
    { reference: 'REP-1', state: 'new', url: 'http://tocsin.test/reports/REP-1' },
  ]);
  expect(await inbox()).toMatchObject([
    { title: HOSTILE, source: 'ticket', ticket: { id: '4711', url: 'https://desk.example.com/4711' } },
  ]);
  // It becomes worse: at once what a new one would be.
  const worse = await tell({ ...ticket, title: 'All is down', answers: 'complete_outage' });
  expect([worse.status, worse.body]).toMatchObject([200, { reference: 'REP-1', state: 'declared' }]);
  await shop.person('ana').expectMail(/P1 All is down/);
  // And comes again after that.
  expect((await tell({ ...ticket, title: 'And again' })).body).toMatchObject({ reference: 'REP-2' });
  expect(await report('REP-2')).toMatchObject({ earlier: 'REP-1', ticket: { id: '4711' } });
  await tell({ ...ticket, id: 'a', url: 'javascript:alert(1)', system: 'no-more', answers: null });
  expect(await report('REP-3')).toMatchObject({
    ...{ ticket: { id: 'a', url: null }, system: null },
    description: 'Not understood: url javascript:alert(1)\n\nUnknown system: no-more',
  });
  const unread = [await tell('{"id": 1, "title":'), await tell('{"id": 1, "title":')];
  expect(unread.map(({ status, body }) => [status, body.reference])).toEqual([
    [201, 'REP-4'],
    [200, 'REP-4'],
  ]);
  expect((await report('REP-4')).description).toContain('{"id": 1, "title":');
  await shop.must('POST', '/api/v1/reports/settings/ticket-key');
  expect((await tell({ ...ticket, id: 'b' })).status).toBe(401);
  expect((await shop.must('GET', '/api/v1/reports/settings')).body.ticketKey).toHaveLength(4);
  seen('ana', 'mia', 'pat');
});
