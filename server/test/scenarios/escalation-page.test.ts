import { afterEach, expect, test } from 'vitest';
import { theShop } from '../harness/organisation.ts';
import { Response } from '../harness/response.ts';

const T0 = '2031-03-03T09:00:00Z';
let shop: Response;
afterEach(() => shop.close());

test('[ESC-2] an on-call engineer who never answers: again after 5 min, then level 2, then the manager; and round for ever', async () => {
  shop = await Response.begin(T0);
  await shop.declare({ severity: 'P3' });
  await shop.harness.advance('PT31M');
  // Level 1 at 0 and 5 (their own default rules), level 2 at 5 and 10, then round again 5 min after the last timeout.
  expect(shop.timesOf('ana', T0)).toEqual(['0:00', '5:00', '15:00', '20:00', '30:00']);
  expect(shop.timesOf('ben', T0)).toEqual(['5:00', '10:00', '20:00', '25:00']);
  // Nobody of the last level had answered at 10 min: the manager is paged, and stays paged.
  expect(shop.timesOf('mia', T0)).toEqual(['10:00', '15:00', '20:00', '25:00', '30:00']);
  expect((await shop.story()).filter((line) => line.startsWith('page_exhausted'))).toHaveLength(2);
  const pages = await shop.pages();
  expect(pages.map(({ target, status }) => [target.name, status])).toEqual([
    ['Payments', 'open'],
    ['Mia', 'open'],
  ]);
  await shop.command('acknowledge');
  await shop.harness.advance('PT24H');
  expect(shop.timesOf('ana', T0)).toHaveLength(5);
  expect(shop.timesOf('ben', T0)).toHaveLength(4);
  // One more, by the matrix: the manager has heard already, the product owner hears on the next business day.
  expect(shop.timesOf('mia', T0)).toHaveLength(5);
  await shop.person('pat').expectMail(/P3/);
});

test('[ESC-2] who is paged next, at what time, is told beforehand, and who else heard is told afterwards', async () => {
  shop = await Response.begin(T0);
  await shop.declare({ severity: 'P3' });
  const page = async () =>
    (await shop.must('GET', '/api/v1/incidents/INC-1/escalation')).body.pages.find(
      ({ target }: { target: { name: string } }) => target.name === 'Payments',
    );
  expect((await page()).next).toMatchObject({
    at: '2031-03-03T09:05:00Z',
    people: [{ name: 'Ana' }, { name: 'Ben' }],
    again: false,
    others: [],
  });
  await shop.harness.advance('PT6M');
  expect((await page()).next).toMatchObject({ at: '2031-03-03T09:10:00Z', others: [{ name: 'Mia' }] });
  expect((await page()).notifiedWhenExhausted).toEqual([]);
  await shop.harness.advance('PT5M');
  expect((await page()).notifiedWhenExhausted).toMatchObject([{ name: 'Mia' }]);
  expect((await page()).next).toMatchObject({
    at: '2031-03-03T09:15:00Z',
    people: [{ name: 'Ana' }],
    again: true,
  });
  await shop.command('acknowledge');
  expect((await page()).next).toBeNull();
  shop.harness.othersMayWrite();
});

test('[ESC-2] [IMM-1] one tap on the link stops every page at once, for everybody, and says who it was', async () => {
  shop = await Response.begin(T0);
  await shop.declare({ severity: 'P3' });
  await shop.harness.advance('PT5M');
  shop.timesOf('ana', T0);
  const page = await shop.person('ben').expectMail(/Please acknowledge/);
  expect(page.text).toMatch(/on call for Payments \(level 2\)/);
  await shop.person('ben').acknowledges(page);
  await shop.harness.advance('PT1H');
  expect(await shop.pages()).toEqual([
    expect.objectContaining({ status: 'acknowledged', endedBy: expect.objectContaining({ name: 'Ben' }) }),
  ]);
  const { body } = await shop.must('GET', '/api/v1/incidents/INC-1');
  expect(body.acknowledgedBy).toMatchObject({ name: 'Ben', via: 'link' });
});

test('[ESC-2] a mail server that refuses: the next contact method is tried at once, not after its time', async () => {
  shop = await Response.begin(T0);
  const receiver = await shop.harness.webhookReceiver();
  const path = `/api/v1/people/${shop.idOf('ana')}`;
  await shop.must('POST', `${path}/contact-methods`, {
    kind: 'webhook',
    label: 'Pager',
    address: receiver.url(),
  });
  const { contactMethods } = (await shop.must('GET', path)).body;
  await shop.must('PUT', `${path}/contact-rules`, {
    page: contactMethods.map((method: { id: string }, index: number) => ({
      contactMethodId: method.id,
      afterSeconds: index * 240,
    })),
  });
  shop.harness.mail.refuse('recipient', 451, 'try later', /ana/);
  shop.harness.expectErrors(/./);
  await shop.declare({ severity: 'P3' });
  const call = await shop.harness.expectWebhook(receiver, /P3 Checkout is down/);
  expect(JSON.stringify(call.body)).toMatch(/\/a\//);
  expect((await shop.pages())[0]?.attempts).toMatchObject([
    { person: { name: 'Ana' }, channel: 'email', outcome: 'failed', at: T0 },
    { person: { name: 'Ana' }, channel: 'webhook', outcome: 'handed', at: T0 },
  ]);
  await shop.command('acknowledge');
  shop.harness.othersMayWrite();
});

test('[ESC-2] nobody on the schedule: the gap is logged and the manager is told at once', async () => {
  shop = await Response.begin(T0, {
    ...theShop,
    teams: { payments: { roles: { engineering_manager: 'mia', product_owner: 'pat' } } },
  });
  await shop.declare({ severity: 'P3' });
  await shop.person('mia').expectMail(/P3/);
  expect(await shop.rung('on_call_engineer')).toMatchObject({ status: 'sent', via: 'fallback' });
  expect((await shop.story()).some((line) => line.startsWith('role_gap'))).toBe(true);
  await shop.command('acknowledge');
  await shop.harness.advance('PT3H');
  await shop.person('mia').expectNoMail();
});

test('[ESC-2] who is shown as on call is who is paged, also in the middle of an override', async () => {
  shop = await Response.begin(T0);
  await shop.must('POST', '/api/v1/schedules/payments/overrides', {
    personId: shop.idOf('theo'),
    from: '2031-03-03T08:30:00Z',
    until: '2031-03-03T09:30:00Z',
    reason: 'Ana is at the dentist',
  });
  const { body } = await shop.must('GET', '/api/v1/oncall');
  expect(body.items[0].levels[0]).toMatchObject({
    people: [{ name: 'Theo', via: 'override' }],
    until: '2031-03-03T09:30:00Z',
    next: [{ name: 'Ana' }],
  });
  await shop.declare({ severity: 'P3' });
  const page = await shop.person('theo').expectMail(/P3/);
  await shop.person('ana').expectNoMail();
  await shop.person('theo').acknowledges(page);
});

test('[IMM-1] a responder who is called in later gets a page of their own, and stops it themselves', async () => {
  shop = await Response.begin(T0);
  await shop.declare({ severity: 'P3' });
  await shop.person('ana').acknowledges(await shop.person('ana').expectMail(/P3/));
  await shop.command('responders', { add: [shop.idOf('theo')] });
  const page = await shop.person('theo').expectMail(/added as a responder/);
  await shop.harness.advance('PT5M');
  await shop.person('theo').expectMail(/P3/);
  // Ana pressing the button once more does not answer for Theo.
  await shop.person('ana').acknowledges(shop.person('ana').mails()[0] ?? page);
  expect((await shop.pages()).map(({ status }) => status)).toEqual(['acknowledged', 'open']);
  await shop.person('theo').acknowledges(page);
  expect((await shop.pages()).map(({ status }) => status)).toEqual(['acknowledged', 'acknowledged']);
  await shop.harness.advance('PT1H');
});

test('[ESC-2] by hand: page Ana again, page another team; not about an incident that is over', async () => {
  shop = await Response.begin(T0, {
    ...theShop,
    people: { ...theShop.people, dora: 'Europe/Berlin' },
    teams: { ...theShop.teams, database: { onCall: [['dora']] } },
  });
  await shop.declare({ severity: 'P3' });
  await shop.person('ana').expectMail(/P3/);
  await shop.harness.advance('PT2M');
  await shop.command('page', { target: { kind: 'person', personId: shop.idOf('ana') } });
  await shop.person('ana').expectMail(/P3/);
  await shop.command('page', { target: { kind: 'team', teamId: 'database' } });
  const page = await shop.person('dora').expectMail(/on call for Database/);
  // Ana is asked in one page and not in two.
  expect(await shop.pages()).toHaveLength(2);
  await shop.person('dora').acknowledges(page);
  await shop.harness.advance('PT1H');
  await shop.command('resolve', { resolution: 'Restarted.', ending: 'recovered' });
  const late = await shop.harness.http('POST', '/api/v1/incidents/INC-1/page', {
    target: { kind: 'team', teamId: 'database' },
  });
  expect(late).toMatchObject({ status: 409, body: { code: 'incident_closed' } });
  const nobody = await shop.harness.http('POST', '/api/v1/incidents/INC-1/page', {
    target: { kind: 'nobody' },
  });
  expect(nobody.status).toBe(400);
});

test('[ESC-2] resolving stops the page, and so does merging into another incident', async () => {
  shop = await Response.begin(T0);
  await shop.declare({ severity: 'P3' });
  await shop.person('ana').expectMail(/INC-1/);
  await shop.command('resolve', { resolution: 'It was a drop in traffic.', ending: 'recovered' });
  await shop.declare({ severity: 'P3' });
  await shop.person('ana').expectMail(/INC-2/);
  await shop.declare({ severity: 'P3', title: 'Checkout is slow' });
  const page = await shop.person('ana').expectMail(/INC-3/);
  await shop.command('merge', { into: 'INC-3' }, 'INC-2');
  const ends = await Promise.all(['INC-1', 'INC-2', 'INC-3'].map((ref) => shop.pages(ref)));
  expect(ends.flat().map(({ reason }) => reason)).toEqual(['resolved', 'merged', null]);
  await shop.person('ana').acknowledges(page);
  await shop.person('ana').expectMail(/“Checkout is down” \(P3\) was merged into INC-3/);
  await shop.harness.advance('PT1H');
});

test('[ESC-2] the administrators hear, once, that paging had to be repaired', async () => {
  shop = await Response.begin(T0);
  await shop.must('PATCH', `/api/v1/people/${shop.idOf('theo')}`, { role: 'administrator' });
  await shop.declare({ severity: 'P3' });
  await shop.person('ana').expectMail(/P3/);
  shop.harness.clock.set(shop.harness.clock.now().add({ minutes: 7 }));
  await shop.harness.app.watchdog.run();
  await shop.harness.app.watchdog.run();
  await shop.person('theo').expectMail(/recovered overdue paging/);
  await shop.person('theo').expectNoMail();
  shop.harness.othersMayWrite();
});

test('[ESC-2] the watchdog finds a page whose wake-up is gone, and one wake-up too many does no harm', async () => {
  shop = await Response.begin(T0);
  await shop.declare({ severity: 'P3' });
  await shop.person('ana').expectMail(/P3/);
  const forget = `delete from graphile_worker._private_jobs where key like 'escalation.%'`;
  await shop.harness.database.pool.query(forget);
  await shop.harness.advance('PT10M');
  await shop.person('ben').expectNoMail();
  await shop.harness.app.watchdog.run();
  await shop.person('ana').expectMail(/P3/);
  await shop.person('ben').expectMail(/P3/);
  await shop.harness.app.watchdog.run();
  await shop.person('ben').expectNoMail();
  await shop.command('acknowledge');
});

test('[ESC-2] after an hour of outage an acknowledged page stays silent and an open one goes on', async () => {
  shop = await Response.begin(T0);
  await shop.declare({ severity: 'P3' });
  await shop.person('ana').expectMail(/INC-1/);
  await shop.declare({ severity: 'P3', title: 'Checkout is slow' });
  const second = await shop.person('ana').expectMail(/INC-2/);
  await shop.person('ana').acknowledges(second);
  shop.harness.clock.set(shop.harness.clock.now().add({ hours: 1 }));
  await shop.person('ana').expectMail(/INC-1/);
  await shop.person('ben').expectMail(/INC-1/);
  await shop.person('ben').expectNoMail(/INC-2/);
  await shop.command('acknowledge');
});

test('[ESC-2] a change of the policy does not touch a page that is under way', async () => {
  shop = await Response.begin(T0);
  await shop.declare({ severity: 'P3' });
  await shop.person('ana').expectMail(/P3/);
  const yaml = (await shop.must('GET', '/api/v1/policy')).body.yaml as string;
  const slower = yaml.replace('level_timeout: 5m', 'level_timeout: 50m');
  expect(slower).not.toBe(yaml);
  await shop.must('POST', '/api/v1/policy/publish', {
    yaml: slower,
    reason: 'Let people sleep',
    baseVersion: 1,
  });
  await shop.harness.advance('PT5M');
  await shop.person('ana').expectMail(/INC-1/);
  await shop.person('ben').expectMail(/INC-1/);
  await shop.command('acknowledge');
});

test('[ESC-2] a wake-up that dies half-way leaves nothing half done and is tried again', async () => {
  shop = await Response.begin(T0);
  await shop.declare({ severity: 'P3' });
  await shop.person('ana').expectMail(/P3/);
  const { pool } = shop.harness.database;
  await pool.query(`create function dies() returns trigger language plpgsql as $$ begin raise exception 'dies'; end $$;
    create trigger dies before insert on page_attempt for each row execute function dies()`);
  shop.harness.expectErrors(/dies/);
  await shop.harness.advance('PT5M');
  await shop.person('ana').expectNoMail();
  await shop.person('ben').expectNoMail();
  expect((await shop.pages())[0]).toMatchObject({ status: 'open', round: 1 });
  expect((await shop.story()).filter((line) => line.startsWith('page_attempt'))).toHaveLength(1);
  await pool.query('drop trigger dies on page_attempt');
  await shop.harness.advance('PT1M');
  await shop.person('ana').expectMail(/P3/);
  await shop.person('ben').acknowledges(await shop.person('ben').expectMail(/P3/));
});

test('[ESC-2] everybody has mail only and the mail server is gone for 20 min: the page goes on trying, without haste, and gets through', async () => {
  shop = await Response.begin(T0);
  await shop.harness.mail.goDown();
  shop.harness.expectErrors(/./);
  await shop.declare({ severity: 'P3' });
  await shop.harness.advance('PT20M');
  const [page] = await shop.pages();
  // Both levels at once, then a rest of 5 min each time: five rounds, not five hundred.
  const rounds = new Set(page?.attempts.map(({ at }) => at));
  expect([...rounds].map((at) => at.slice(11, 19))).toEqual([
    '09:00:00',
    '09:05:00',
    '09:10:00',
    '09:15:00',
    '09:20:00',
  ]);
  expect(page).toMatchObject({ status: 'open', round: 5 });
  await shop.harness.mail.recover();
  await shop.harness.advance('PT6M');
  expect(shop.person('ana').mails().length).toBeGreaterThan(0);
  const mail = shop.person('ben').mails()[0];
  if (mail === undefined) throw new Error('Ben has no mail.');
  await shop.person('ben').acknowledges(mail);
  const count = shop.harness.mail.mails.length;
  await shop.harness.advance('PT1H');
  expect(shop.harness.mail.mails).toHaveLength(count);
  shop.harness.othersMayWrite();
});
