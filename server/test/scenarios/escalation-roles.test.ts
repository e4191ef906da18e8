import { afterEach, expect, test } from 'vitest';
import { theShop } from '../harness/organisation.ts';
import { Response } from '../harness/response.ts';

const T0 = '2031-03-03T09:00:00Z';
let shop: Response;
afterEach(() => shop.close());

test.each([
  // Friday 19:00 in Berlin; Monday 10:00 there is 09:00 UTC.
  [
    'Europe/Berlin',
    'DE',
    '2031-03-07T18:00:00Z',
    '2031-03-07T19:59:00Z',
    '2031-03-10T08:59:00Z',
    /2031-03-07 13:00/,
  ],
  // Friday 19:00 in New York, Saturday in Berlin; the clocks there change on Sunday: Monday 10:00 is 14:00 UTC.
  [
    'America/New_York',
    'US',
    '2031-03-08T00:00:00Z',
    '2031-03-08T01:59:00Z',
    '2031-03-10T13:59:00Z',
    /2031-03-07 19:00/,
  ],
] as const)(
  '[ESC-P3] on a Friday evening in %s: on call at once, manager within 2 h, product owner on Monday at 10:00',
  async (timezone, country, friday, manager, monday, started) => {
    shop = await Response.begin(friday, { ...theShop, timezone, country });
    await shop.declare({ severity: 'P3' });
    await shop.person('ana').acknowledges(await shop.person('ana').expectMail(/P3/));
    await shop.harness.advance('PT96H');
    expect((await shop.person('mia').expectMail(/P3/)).at.toString()).toBe(manager);
    const mail = await shop.person('pat').expectMail(/P3/);
    expect(mail.at.toString()).toBe(monday);
    // Pat reads times in their own zone, which is New York.
    expect(mail.text).toMatch(started);
  },
);

test('[ESC-P3] a holiday on Monday: the product owner hears on Tuesday', async () => {
  // Easter Monday 2031 is 14 April.
  shop = await Response.begin('2031-04-11T10:00:00Z');
  await shop.declare({ severity: 'P3' });
  await shop.person('ana').acknowledges(await shop.person('ana').expectMail(/P3/));
  await shop.harness.advance('PT96H');
  await shop.person('mia').expectMail(/P3/);
  expect((await shop.person('pat').expectMail(/P3/)).at.toString()).toBe('2031-04-15T07:59:00Z');
});

test('[ESC-P4] nobody is paged; the manager hears on the next business day, the product owner once a week about all of them', async () => {
  // A Wednesday.
  shop = await Response.begin('2031-03-05T09:00:00Z');
  await shop.declare({ severity: 'P4', title: 'A typo on the receipt' });
  await shop.declare({ severity: 'P4', title: 'The logo is too small' });
  await shop.declare({ severity: 'P4', title: 'A colour is wrong' });
  await shop.command('resolve', { resolution: 'It is right.', ending: 'recovered' }, 'INC-3');
  await shop.harness.advance('PT24H');
  for (const title of [/receipt/, /logo/])
    expect((await shop.person('mia').expectMail(title)).at.toString()).toBe('2031-03-06T08:59:00Z');
  await shop.harness.advance('PT240H');
  const digest = await shop.person('pat').expectMail(/Weekly review: 2 incidents/);
  expect(digest.at.toString()).toBe('2031-03-10T08:59:00Z');
  expect(digest.text).toMatch(/A typo on the receipt/);
  expect(digest.text).toMatch(/The logo is too small/);
  expect(digest.text).not.toMatch(/A colour is wrong/);
  // One message about both, and so a message of each.
  const { items } = (await shop.harness.http('GET', '/api/v1/incidents/INC-2/messages')).body;
  expect(items[0]).toMatchObject({ subject: digest.subject, person: { name: 'Pat' } });
  expect(await shop.rung('product_owner', 'INC-3')).toMatchObject({ reason: 'resolved_before_due' });
  expect(await shop.rung('product_owner', 'INC-2')).toMatchObject({ handedAt: '2031-03-10T08:59:00Z' });
  await shop.person('ana').expectNoMail();
});

test('[ESC-P4] an incident whose step cannot be written keeps nobody else from their weekly review', async () => {
  shop = await Response.begin('2031-03-05T09:00:00Z', {
    ...theShop,
    teams: {
      ...theShop.teams,
      database: { roles: { engineering_manager: 'mia', product_owner: 'cleo' } },
    },
    systems: { ...theShop.systems, postgres: { team: 'database' } },
  });
  await shop.declare({ severity: 'P4', title: 'A typo on the receipt' });
  await shop.declare({ severity: 'P4', title: 'A slow index', systems: ['postgres'] });
  await shop.harness.advance('PT24H');
  for (const title of [/receipt/, /index/]) await shop.person('mia').expectMail(title);
  const { pool } = shop.harness.database;
  await pool.query(`create function dies() returns trigger language plpgsql as $$ begin raise exception 'dies'; end $$;
    create trigger dies before update on escalation_step for each row when (new.team_id = 'payments') execute function dies()`);
  shop.harness.expectErrors(/dies|weekly reviews/);
  await shop.harness.advance('PT96H');
  await shop.person('cleo').expectMail(/Weekly review: 1 incident/);
  await shop.person('pat').expectNoMail();
  await pool.query('drop trigger dies on escalation_step');
  await shop.harness.advance('PT1H');
  await shop.person('pat').expectMail(/Weekly review: 1 incident/);
});

test('[ESC-3] a role nobody holds goes to the deputy, then to the fallback of the policy; the ladder shows the gap beforehand, the log when it happens', async () => {
  shop = await Response.begin(T0, {
    ...theShop,
    roles: { ceo: { deputies: ['cleo'] } },
  });
  await shop.declare();
  await shop.person('ana').acknowledges(await shop.person('ana').expectMail(/P1/));
  await shop.person('mia').expectMail(/P1/);
  expect(await shop.rung('ceo')).toMatchObject({ via: 'deputy', gap: false, people: [{ name: 'Cleo' }] });
  const before = await shop.rung('cto');
  expect(before).toMatchObject({ status: 'planned', gap: true });
  await shop.harness.advance('PT30M');
  await shop.person('cleo').expectMail(/P1/);
  await shop.person('pat').expectMail(/P1/);
  expect((await shop.story()).filter((line) => line.startsWith('role_gap'))).toHaveLength(1);
});

test('[ESC-3] a holder who is away is named in the gap: nobody is told to fill a role that is filled', async () => {
  shop = await Response.begin(T0);
  await shop.must('POST', `/api/v1/people/${shop.idOf('theo')}/absences`, {
    from: T0,
    until: '2031-03-05T09:00:00Z',
  });
  await shop.declare();
  expect(await shop.rung('cto')).toMatchObject({
    status: 'planned',
    gap: true,
    unavailable: [{ name: 'Theo', because: 'away' }],
  });
  await shop.command('acknowledge');
  await shop.harness.advance('PT30M');
  const { items } = (await shop.must('GET', '/api/v1/incidents/INC-1/timeline')).body;
  const gaps = items.filter(({ kind }: { kind: string }) => kind === 'role_gap');
  expect(gaps.map(({ sentence }: { sentence: string }) => sentence)).toEqual([
    expect.stringMatching(/^For the role of CTO( in \w+)?, Theo is away: .* notified/),
  ]);
  shop.harness.othersMayWrite();
});

test('[ESC-3] whoever holds the role at the moment of sending hears, not whoever held it at the declaration', async () => {
  shop = await Response.begin(T0);
  await shop.declare();
  await shop.person('ana').acknowledges(await shop.person('ana').expectMail(/P1/));
  await shop.person('mia').expectMail(/P1/);
  await shop.must('PUT', '/api/v1/organisation/roles/cto', { holders: [shop.idOf('ben')] });
  await shop.harness.advance('PT15M');
  await shop.person('ben').expectMail(/P1/);
  await shop.person('theo').expectNoMail();
  await shop.person('pat').expectMail(/P1/);
});

test('[ESC-P1] one person in two roles hears once, and the record says why not twice', async () => {
  shop = await Response.begin(T0, {
    ...theShop,
    teams: {
      payments: { onCall: [['ana'], ['ben']], roles: { engineering_manager: 'ana', product_owner: 'theo' } },
    },
  });
  await shop.declare();
  await shop.person('ana').acknowledges(await shop.person('ana').expectMail(/P1/));
  await shop.person('ana').expectNoMail();
  expect(await shop.rung('engineering_manager')).toMatchObject({ status: 'skipped', reason: 'already_told' });
  await shop.harness.advance('PT1H');
  await shop.person('theo').expectMail(/P1/);
  await shop.person('theo').expectNoMail();
  await shop.person('cleo').expectMail(/P1/);
  const { body } = await shop.must('GET', '/api/v1/messages?state=suppressed');
  expect(body.items.map(({ reason }: { reason: string }) => reason)).toEqual([
    'already_told',
    'already_told',
  ]);
});

test('[ESC-2] two targets that come down to one person make one chain of pages', async () => {
  shop = await Response.begin(T0, {
    ...theShop,
    people: { ...theShop.people, dora: 'Europe/Berlin' },
    teams: {
      ...theShop.teams,
      database: { onCall: [['ana'], ['dora']], roles: { engineering_manager: 'mia', product_owner: 'pat' } },
    },
    systems: { ...theShop.systems, postgres: { team: 'database' } },
  });
  await shop.declare({ severity: 'P3', systems: ['checkout', 'postgres'] });
  await shop.harness.advance('PT5M');
  // Ana at once and after 5 min, not four times; then the second level of both teams.
  expect(shop.timesOf('ana', T0)).toEqual(['0:00', '5:00']);
  expect(shop.timesOf('ben', T0)).toEqual(['5:00']);
  expect(shop.timesOf('dora', T0)).toEqual(['5:00']);
  await shop.command('acknowledge');
  await shop.harness.advance('PT1H');
});

test('[ESC-3] on the day of installation, with nobody named for anything, the administrators are paged', async () => {
  shop = await Response.begin(T0, { people: { ada: 'UTC' }, teams: {}, systems: {} });
  await shop.must('PATCH', `/api/v1/people/${shop.idOf('ada')}`, { role: 'administrator' });
  await shop.declare({ systems: [] });
  const page = await shop.person('ada').expectMail(/P1/);
  await shop.person('ada').acknowledges(page);
  expect((await shop.story()).some((line) => line.startsWith('role_gap'))).toBe(true);
  await shop.harness.advance('PT1H');
  await shop.person('ada').expectNoMail();
});
