import { afterEach, expect, test } from 'vitest';
import { theShop } from '../harness/organisation.ts';
import { Response } from '../harness/response.ts';

const T0 = '2031-03-03T09:00:00Z';
let shop: Response;
afterEach(() => shop.close());

/** The shop with a second team whose on-call levels share people with the first. */
const withDatabase = (onCall: readonly (readonly string[])[]) => ({
  ...theShop,
  teams: { ...theShop.teams, database: { onCall, roles: { engineering_manager: 'mia' } } },
  systems: { ...theShop.systems, postgres: { team: 'database' } },
});

test('[ESC-2] [IMM-1] whoever answers ends every page that would ask them, also one that left them to another', async () => {
  shop = await Response.begin(T0, withDatabase([['ben'], ['cleo']]));
  await shop.declare({ severity: 'P3' });
  await shop.person('ana').acknowledges(await shop.person('ana').expectMail(/P3/));
  await shop.command('page', { target: { kind: 'person', personId: shop.idOf('ben') } });
  await shop.command('page', { target: { kind: 'team', teamId: 'database' } });
  const page = await shop.person('ben').expectMail(/P3/);
  expect((await shop.pages()).at(-1)?.attempts).toMatchObject([
    { person: { name: 'Ben' }, outcome: 'not_sent', reason: 'asked_by_another_page' },
  ]);
  await shop.person('ben').acknowledges(page);
  expect((await shop.pages()).map(({ status }) => status)).toEqual(Array(3).fill('acknowledged'));
  await shop.harness.advance('PT20M');
  expect(shop.timesOf('ben', T0)).toEqual(['0:00']);
  await shop.person('cleo').expectNoMail();
});

test('[ESC-2] two teams share an engineer: when one page is called off, the other asks her at once', async () => {
  shop = await Response.begin(T0, withDatabase([['ana'], ['ben']]));
  await shop.harness.mail.goDown();
  shop.harness.expectErrors(/./);
  await shop.declare({ severity: 'P3', systems: ['checkout', 'postgres'] });
  await shop.command('systems', { remove: ['checkout'] });
  await shop.harness.mail.recover();
  await shop.harness.advance('PT1M');
  expect((await shop.pages()).find(({ status }) => status === 'open')).toMatchObject({
    target: { name: 'Database' },
    attempts: expect.arrayContaining([
      expect.objectContaining({ person: expect.objectContaining({ name: 'Ana' }), outcome: 'handed' }),
    ]),
  });
  await shop.person('ana').acknowledges(await shop.person('ana').expectMail(/P3/));
  shop.harness.othersMayWrite();
});

test('[ESC-2] a page by hand is called off: the page of the matrix that left her to it goes on in its place', async () => {
  shop = await Response.begin(T0);
  await shop.declare({ severity: 'P4' });
  await shop.command('page', { target: { kind: 'person', personId: shop.idOf('ana') } });
  await shop.command('severity', { severity: 'P2', reason: 'It is worse.' });
  await shop.person('ana').expectMail();
  const byHand = (await shop.pages()).find(({ target }) => target.name === 'Ana');
  await shop.command(`pages/${byHand?.id}/stop`);
  await shop.harness.advance('PT5M');
  // For the P4, because it is a P2, in the place of the page by hand, and in the second round.
  expect(shop.timesOf('ana', T0)).toEqual(['0:00', '0:00', '0:00', '5:00']);
  await shop.person('ben').expectMail(/P2/);
  await shop.command('acknowledge');
});

test('[ESC-2] "page Ben again" pages Ben: while level 2 is asked, and while the page rests', async () => {
  shop = await Response.begin(T0);
  await shop.declare({ severity: 'P3' });
  await shop.harness.advance('PT6M');
  const again = { target: { kind: 'person', personId: shop.idOf('ben') } };
  await shop.command('page', again);
  await shop.harness.settle();
  expect(shop.timesOf('ben', T0)).toEqual(['5:00', '6:00']);
  expect(shop.timesOf('ana', T0)).toEqual(['0:00', '5:00']);
  await shop.harness.advance('PT6M');
  // The last level ended at 10 min; the next round begins at 15.
  await shop.command('page', again);
  await shop.harness.settle();
  expect(shop.timesOf('ben', T0).at(-1)).toBe('12:00');
  expect(shop.timesOf('ana', T0)).toEqual(['0:00', '5:00']);
  await shop.command('acknowledge');
  shop.timesOf('mia', T0);
});

test('[ESC-2] the addresses of all on call and of their manager are dead: the page goes up to somebody who can be reached', async () => {
  shop = await Response.begin(T0);
  shop.harness.mail.refuse('recipient', 550, '5.1.1 No such user', /ana|ben|mia/);
  shop.harness.expectErrors(/./);
  await shop.declare({ severity: 'P3' });
  const page = await shop.person('theo').expectMail(/P3/);
  await shop.harness.advance('PT12M');
  // Somebody has been reached: nobody further up is woken.
  await shop.person('cleo').expectNoMail();
  shop.timesOf('theo', T0);
  await shop.person('theo').acknowledges(page);
  shop.harness.othersMayWrite();
});

test('[ESC-2] nobody can be reached but the administrators: they are paged', async () => {
  shop = await Response.begin(T0);
  await shop.must('PATCH', `/api/v1/people/${shop.idOf('pat')}`, { role: 'administrator' });
  shop.harness.mail.refuse('recipient', 550, '5.1.1 No such user', /ana|ben|mia|theo|cleo/);
  shop.harness.expectErrors(/./);
  await shop.declare({ severity: 'P3' });
  await shop.person('pat').acknowledges(await shop.person('pat').expectMail(/Please acknowledge/));
  shop.harness.othersMayWrite();
});

test('[ESC-2] whoever leaves before their page does: the next is asked at once', async () => {
  shop = await Response.begin(T0);
  shop.harness.mail.refuse('recipient', 451, 'later', /ana/);
  shop.harness.expectErrors(/./);
  await shop.declare({ severity: 'P3' });
  const turns = [['theo'], ['ben']].map((names, index) => ({
    level: index + 1,
    kind: 'daily',
    participants: names.map((name) => shop.idOf(name)),
  }));
  await shop.must('PATCH', '/api/v1/schedules/payments', { rotations: turns });
  await shop.must('PATCH', `/api/v1/people/${shop.idOf('ana')}`, { active: false });
  await shop.harness.advance('PT1M');
  await shop.person('ben').acknowledges(await shop.person('ben').expectMail(/P3/));
  shop.harness.othersMayWrite();
});

test('[ESC-2] [ESC-3] the engineer on call is away: the next level is paged first, and the gap is logged and shown', async () => {
  shop = await Response.begin(T0);
  await shop.must('POST', `/api/v1/people/${shop.idOf('ana')}/absences`, {
    from: '2031-03-01T00:00:00Z',
    until: '2031-03-10T00:00:00Z',
  });
  expect((await shop.must('GET', '/api/v1/oncall')).body.items[0].levels).toMatchObject([
    { people: [{ name: 'Ana', away: true }] },
    { people: [{ name: 'Ben', away: false }] },
  ]);
  await shop.declare({ severity: 'P3' });
  await shop.person('ben').acknowledges(await shop.person('ben').expectMail(/P3/));
  expect((await shop.story()).some((line) => line.startsWith('role_gap'))).toBe(true);
  await shop.person('ana').expectNoMail();
});

test('[ESC-2] whoever stands in has left: the rotation counts again, on the roster and for the pager', async () => {
  shop = await Response.begin(T0);
  await shop.must('POST', '/api/v1/schedules/payments/overrides', {
    personId: shop.idOf('theo'),
    from: '2031-03-03T08:30:00Z',
    until: '2031-03-03T19:30:00Z',
    reason: 'A swap',
  });
  await shop.must('PATCH', `/api/v1/people/${shop.idOf('theo')}`, { active: false });
  const roster = await shop.must('GET', '/api/v1/oncall');
  expect(roster.body.items[0].levels[0].people).toMatchObject([{ name: 'Ana', via: 'rotation' }]);
  await shop.declare({ severity: 'P3' });
  await shop.person('ana').acknowledges(await shop.person('ana').expectMail(/P3/));
});

test('[IMM-4] a notice that nobody answered is no receipt for the step that pages', async () => {
  shop = await Response.begin(T0);
  const { yaml, version } = (await shop.must('GET', '/api/v1/policy')).body;
  await shop.must('POST', '/api/v1/policy/publish', {
    yaml: yaml.replace(
      'notify: [engineering_manager], mode: page',
      'notify: [engineering_manager], mode: inform',
    ),
    reason: 'Let managers sleep',
    baseVersion: version,
  });
  shop.harness.mail.refuse('recipient', 550, '5.1.1 No such user', /ana|ben/);
  shop.harness.expectErrors(/./);
  await shop.declare({ severity: 'P3' });
  await shop.person('mia').expectMail(/P3/);
  expect(await shop.rung('on_call_engineer')).toMatchObject({ status: 'sent', handedAt: null });
  expect((await shop.story()).some((line) => line.startsWith('stakeholders_notified'))).toBe(false);
  await shop.command('acknowledge');
  shop.harness.othersMayWrite();
});

test('[ESC-2] a page that has been open for a week answers with its last tries, and ends by an answer like any other', async () => {
  shop = await Response.begin(T0);
  await shop.declare({ severity: 'P3' });
  const page = await shop.person('ana').expectMail(/P3/);
  // Four thousand walks, without living through them.
  await shop.harness.database.pool.query(`
    insert into page_attempt (page_id, generation, position, person_id, contact_method_id, level, round, at, outcome, settled_at)
      select page_id, nr, position, person_id, contact_method_id, level, nr, at, 'handed', at
      from page_attempt, generate_series(2, 4000) nr;
    update page set generation = 4000, round = 4000`);
  const attempts = (await shop.pages())[0]?.attempts ?? [];
  expect(attempts.length).toBeLessThan(30);
  expect(attempts.map(({ person }) => person.name)).toContain('Ana');
  await shop.harness.advance('PT5M');
  for (const name of ['ana', 'ben']) await shop.person(name).expectMail(/P3/);
  await shop.person('ana').acknowledges(page);
  expect((await shop.pages())[0]).toMatchObject({ status: 'acknowledged' });
});
