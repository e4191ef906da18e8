import { afterEach, expect, test } from 'vitest';
import { theShop } from '../harness/organisation.ts';
import { Response } from '../harness/response.ts';

const T0 = '2031-03-03T09:00:00Z';
let shop: Response;
afterEach(() => shop.close());

test('[SEV-5] [ESC-P1] [ESC-1] P3 becomes P1 after 20 minutes: shown before, overdue steps at once and why, nobody told twice', async () => {
  shop = await Response.begin(T0);
  await shop.declare({ severity: 'P3' });
  await shop.person('ana').acknowledges(await shop.person('ana').expectMail(/P3/));
  await shop.harness.advance('PT20M');

  const preview = await shop.must(
    'GET',
    '/api/v1/incidents/INC-1/severity-preview?severity=P1&customerFacing=true',
  );
  const shown = preview.body.steps.map(
    (step: { roles: string[]; change: string; dueNow: boolean }) =>
      `${step.roles[0]} ${step.change}${step.dueNow ? ' now' : ''}`,
  );
  expect(shown.sort()).toEqual([
    'ceo added',
    'cto added now',
    'engineering_manager moved now',
    'on_call_engineer sent',
    'product_owner moved now',
  ]);
  await shop.person('theo').expectNoMail();

  await shop.command('severity', { severity: 'P1', reason: 'Everybody is affected' });
  for (const name of ['mia', 'theo', 'pat']) {
    const mail = await shop.person(name).expectMail(/P1 Checkout is down/);
    expect(mail.text).toMatch(/You are notified now because the severity changed/);
  }
  expect(await shop.rung('cto')).toMatchObject({
    status: 'sent',
    late: 'reclassified',
    deadline: '2031-03-03T09:15:00Z',
    settledAt: '2031-03-03T09:20:00Z',
  });
  // Ana was paged for the P3 and has answered: the same page stands for the P1, and she hears that it is one.
  expect((await shop.person('ana').expectMail(/INC-1 is now P1/)).text).not.toMatch(/Please acknowledge/);
  await shop.harness.advance('PT10M');
  expect((await shop.person('cleo').expectMail(/P1/)).at.toString()).toBe('2031-03-03T09:29:00Z');
  await shop.harness.advance('PT72H');
});

test('[SEV-5] P1 becomes P4: what was sent stays sent, the rest is cancelled, and nobody is paged any more', async () => {
  shop = await Response.begin(T0);
  await shop.declare();
  await shop.person('ana').expectMail(/P1/);
  await shop.person('mia').expectMail(/P1/);
  await shop.harness.advance('PT2M');
  await shop.command('severity', { severity: 'P4', reason: 'A test order' });
  expect((await shop.pages()).map(({ status, reason }) => [status, reason])).toEqual([
    ['stopped', 'superseded'],
  ]);
  const ladder = await shop.ladder();
  expect(ladder.map(({ roles, status }) => `${roles[0]} ${status}`).sort()).toEqual([
    'engineering_manager sent',
    'on_call_engineer sent',
    'product_owner planned',
  ]);
  await shop.harness.advance('PT24H');
});

test('[SEV-5] [ESC-2] P1, P4 and P1 again: whoever was no longer paged is paged again', async () => {
  shop = await Response.begin(T0);
  await shop.declare();
  await shop.person('ana').expectMail(/P1/);
  await shop.person('mia').expectMail(/P1/);
  await shop.command('severity', { severity: 'P4', reason: 'A test order' });
  await shop.harness.advance('PT10M');
  await shop.person('ana').expectNoMail();
  await shop.command('severity', { severity: 'P1', reason: 'It is not a test' });
  await shop.person('ana').acknowledges(await shop.person('ana').expectMail(/P1/));
  expect((await shop.pages()).map(({ status }) => status)).toEqual(['stopped', 'acknowledged']);
  await shop.command('resolve', { resolution: 'Done.', ending: 'recovered' });
});

test('[ESC-P1] an incident that turns out to be customer-facing after 40 minutes: the CEO hears at once, and why so late', async () => {
  shop = await Response.begin(T0);
  await shop.declare({ systems: ['ledger'], title: 'Ledger is down' });
  await shop.person('ana').acknowledges(await shop.person('ana').expectMail(/P1/));
  await shop.harness.advance('PT40M');
  for (const name of ['mia', 'pat', 'theo']) await shop.person(name).expectMail(/P1/);
  expect(await shop.rung('ceo')).toMatchObject({ status: 'skipped', reason: 'condition_not_met' });
  await shop.command('customer-facing', { customerFacing: true });
  const mail = await shop.person('cleo').expectMail(/P1/);
  expect(mail.text).toMatch(/was found to affect your area. It was due by 09:30/);
});

test('[ESC-P1] another team is drawn in: its on-call engineer is paged although the first team is at work', async () => {
  shop = await Response.begin(T0, {
    ...theShop,
    people: { ...theShop.people, dora: 'Europe/Berlin', emil: 'Europe/Berlin' },
    teams: {
      ...theShop.teams,
      database: { onCall: [['dora']], roles: { engineering_manager: 'emil', product_owner: 'pat' } },
    },
    systems: { ...theShop.systems, postgres: { team: 'database' } },
  });
  await shop.declare({ severity: 'P2' });
  await shop.person('ana').acknowledges(await shop.person('ana').expectMail(/P2/));
  await shop.harness.advance('PT10M');
  await shop.command('systems', { add: ['postgres'] });
  const page = await shop.person('dora').expectMail(/on call for Database/);
  await shop.person('dora').acknowledges(page);
  await shop.harness.advance('PT2H');
  // Each team's manager hears; Pat owns both products and hears once.
  await shop.person('mia').expectMail(/P2/);
  await shop.person('emil').expectMail(/P2/);
  await shop.person('pat').expectMail(/P2/);
  const owners = (await shop.ladder()).filter(({ roles }) => roles[0] === 'product_owner');
  expect(owners.map(({ team, status, reason }) => [team?.id, status, reason]).sort()).toEqual([
    ['database', 'skipped', 'already_told'],
    ['payments', 'sent', null],
  ]);
});

test('[ESC-1] resolved in minute 14: what was not yet due is not sent, and says so', async () => {
  shop = await Response.begin(T0);
  await shop.declare();
  await shop.person('ana').expectMail(/P1/);
  await shop.person('mia').expectMail(/P1/);
  await shop.command('acknowledge');
  await shop.harness.advance('PT13M59S');
  await shop.command('resolve', { resolution: 'Rolled back.', ending: 'recovered' });
  await shop.harness.advance('PT2H');
  for (const name of ['theo', 'pat', 'cleo']) await shop.person(name).expectNoMail();
  for (const role of ['cto', 'product_owner', 'ceo'])
    expect(await shop.rung(role)).toMatchObject({ status: 'cancelled', reason: 'resolved_before_due' });
  expect((await shop.story()).filter((line) => line.startsWith('step_cancelled'))).toHaveLength(1);
});

test('[ESC-1] a commander may tell somebody before their time; nobody is then told again', async () => {
  shop = await Response.begin(T0);
  await shop.declare();
  await shop.person('ana').acknowledges(await shop.person('ana').expectMail(/P1/));
  await shop.person('mia').expectMail(/P1/);
  const { id } = await shop.rung('cto');
  const sent = await shop.command(`escalation/${id}/send`);
  expect(sent.body).toEqual({ outcome: 'sent', reason: null });
  await shop.person('theo').expectMail(/P1/);
  expect(await shop.rung('cto')).toMatchObject({ status: 'sent', early: true, late: null });
  const again = await shop.harness.http('POST', `/api/v1/incidents/INC-1/escalation/${id}/send`);
  expect(again).toMatchObject({ status: 409, body: { code: 'step_settled' } });
  await shop.harness.advance('PT1H');
  await shop.person('theo').expectNoMail();
  await shop.person('pat').expectMail(/P1/);
  await shop.person('cleo').expectMail(/P1/);
});

test('[ESC-1] after an outage what is late is sent at once and says that it is late', async () => {
  shop = await Response.begin(T0);
  await shop.declare();
  await shop.person('ana').acknowledges(await shop.person('ana').expectMail(/P1/));
  await shop.person('mia').expectMail(/P1/);
  shop.harness.clock.set(shop.harness.clock.now().add({ minutes: 25 }));
  for (const name of ['theo', 'pat'])
    expect((await shop.person(name).expectMail(/P1/)).text).toMatch(/This message is late/);
  expect(await shop.rung('cto')).toMatchObject({ late: 'outage', settledAt: '2031-03-03T09:25:00Z' });
  await shop.command('resolve', { resolution: 'Rolled back.', ending: 'recovered' });
});

test('[ESC-P1] reopened because it is back: the matrix begins anew for whoever is on call now, and everybody hears', async () => {
  shop = await Response.begin(T0, {
    ...theShop,
    teams: { payments: { ...theShop.teams.payments, onCall: [['ana', 'ben']] } },
  });
  await shop.declare();
  await shop.person('ana').acknowledges(await shop.person('ana').expectMail(/P1/));
  await shop.person('mia').expectMail(/P1/);
  await shop.harness.advance('PT10M');
  await shop.command('resolve', { resolution: 'Rolled back.', ending: 'recovered' });
  await shop.harness.advance('PT23H50M');
  await shop.command('reopen', { reason: 'It is back.' });
  const page = await shop.person('ben').expectMail(/Please acknowledge/);
  await shop.person('mia').expectMail(/P1/);
  expect(await shop.must('GET', '/api/v1/incidents/INC-1')).toMatchObject({ body: { acknowledgedAt: null } });
  expect((await shop.ladder()).filter(({ roles }) => roles.includes('cto')).at(-1)).toMatchObject({
    status: 'planned',
    deadline: '2031-03-04T09:15:00Z',
  });
  // A later change of the incident leaves all this as it is.
  await shop.command('customer-facing', { customerFacing: false });
  expect((await shop.pages()).at(-1)).toMatchObject({ status: 'open' });
  await shop.person('ben').acknowledges(page);
  await shop.command('customer-facing', { customerFacing: true });
  await shop.harness.advance('PT30M');
  for (const name of ['theo', 'pat', 'cleo']) await shop.person(name).expectMail(/P1/);
});

test('[ESC-P1] [IMM-1] reopened by somebody who is at work on it: everybody hears, nobody is paged', async () => {
  shop = await Response.begin(T0);
  await shop.declare();
  await shop.person('ana').acknowledges(await shop.person('ana').expectMail(/P1/));
  await shop.person('mia').expectMail(/P1/);
  await shop.command('resolve', { resolution: 'Rolled back.', ending: 'recovered' });
  await shop.harness.advance('PT1H');
  await shop.command('reopen', { acknowledge: true });
  await shop.person('mia').expectMail(/P1/);
  await shop.harness.advance('PT30M');
  await shop.person('ana').expectNoMail();
  for (const name of ['theo', 'pat', 'cleo']) await shop.person(name).expectMail(/P1/);
});

test('[ESC-2] a page that was called off begins again when there is more to know, and not for a tick', async () => {
  shop = await Response.begin(T0);
  await shop.declare({ severity: 'P3', systems: ['ledger'] });
  await shop.person('ana').expectMail(/P3/);
  await shop.command(`pages/${(await shop.pages())[0]?.id}/stop`);
  await shop.command('customer-facing', { customerFacing: true });
  await shop.harness.advance('PT20M');
  await shop.person('ana').expectNoMail();
  await shop.command('severity', { severity: 'P2', reason: 'It is worse.' });
  await shop.person('ana').acknowledges(await shop.person('ana').expectMail(/P2/));
});

test('[ESC-P1] a P1 that nobody has answered is merged into a small incident: it stays a P1, and is paged', async () => {
  shop = await Response.begin(T0);
  await shop.declare({ severity: 'P3', title: 'The search is slow' });
  await shop.person('ana').acknowledges(await shop.person('ana').expectMail(/P3/));
  await shop.harness.advance('PT1H');
  await shop.declare({ title: 'Checkout is down' });
  await shop.person('ana').expectMail(/P1/);
  await shop.person('mia').expectMail(/P1/);
  const preview = await shop.must('GET', '/api/v1/incidents/INC-2/merge-preview?into=INC-1');
  expect(preview.body).toEqual({ severity: { from: 'P3', to: 'P1' }, unanswered: true });
  await shop.command('merge', { into: 'INC-1' }, 'INC-2');
  expect((await shop.must('GET', '/api/v1/incidents/INC-1')).body).toMatchObject({
    severity: 'P1',
    severityConfirmedAt: null,
    acknowledgedAt: null,
  });
  expect(await shop.story()).toContain('severity_changed: P3 became P1, unconfirmed: INC-2 is P1');
  await shop.person('ana').acknowledges(await shop.person('ana').expectMail(/P1 The search is slow/));
  for (const name of ['mia', 'theo', 'pat', 'cleo'])
    await shop.person(name).expectMail(/P1 The search is slow/);
  await shop.harness.advance('PT1H');
  await shop.person('ana').expectNoMail();
});

test('[IMM-1] command given to somebody who may be asleep is no acknowledgement: they are paged like whoever is on call', async () => {
  shop = await Response.begin(T0);
  await shop.declare({ severity: 'P3' });
  await shop.person('ana').expectMail(/P3/);
  await shop.command('command', { personId: shop.idOf('theo') });
  const page = await shop.person('theo').expectMail(/P3/);
  await shop.harness.advance('PT5M');
  await shop.person('ana').expectMail(/P3/);
  await shop.person('ben').expectMail(/P3/);
  await shop.person('theo').expectMail(/P3/);
  // Theo had five minutes: his own page goes up like any other.
  await shop.person('mia').expectMail(/P3/);
  await shop.person('theo').acknowledges(page);
  await shop.harness.advance('PT1H');
  await shop.person('ana').expectNoMail();
});
