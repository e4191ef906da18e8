import { afterEach, beforeEach, expect, test } from 'vitest';
import { someone, tokenOf } from '../harness/people.ts';
import { Response } from '../harness/response.ts';

/* A drill of the checkout at 10:00 in Berlin. Ana is on call; Ben plays along. Mia, the manager, and Theo do not. */
/** What the shipped policy wants done before an incident is resolved. */
const ITEMS = ['fix.root_cause', 'verification.test', 'verification.validate', 'verification.confirm'];
const T0 = '2031-03-03T09:00:00Z';
let shop: Response;
let ana: string;
let ben: string;
beforeEach(async () => {
  shop = await Response.begin(T0);
  shop.harness.othersMayWrite();
  ana = await tokenOf(shop.harness, shop.idOf('ana'), 'responder');
  ben = await tokenOf(shop.harness, shop.idOf('ben'), 'responder');
});
afterEach(() => shop.close());

const ask = (method: 'GET' | 'POST' | 'PUT', path: string, body?: object, as = ana) =>
  shop.harness.http(method, path, body, { as });
const start = async (body: object = {}) => {
  const reply = await ask('POST', '/api/v1/drills', {
    ...{ scenario: 'database', system: 'checkout', people: [shop.idOf('ana'), shop.idOf('ben')] },
    ...body,
  });
  expect(reply.status, reply.text).toBe(201);
  await shop.harness.settle();
  return reply.body.id as string;
};
const drill = async (id: string, as = ana) => (await ask('GET', `/api/v1/drills/${id}`, undefined, as)).body;

test('[TRA-2] a drill takes the real way, says DRILL everywhere, wakes only who takes part, and is scored by the policy', async () => {
  const id = await start();
  const page = await shop.person('ana').expectMail(/^\[DRILL\] Page:/);
  expect(page.text).toContain('DRILL. This is an exercise; nothing is broken.');
  for (const name of ['ana', 'ben']) await shop.person(name).expectMail(/^\[DRILL\] Drill begins/);
  const incident = (await ask('GET', '/api/v1/incidents/INC-1')).body;
  expect(incident).toMatchObject({ drill: true, severity: 'P3', origin: 'alerts' });
  expect((await shop.story())[0]).toMatch(/DRILL: 1 simulated alert opened this exercise/);
  expect((await drill(id)).incident.reference).toBe('INC-1');

  await shop.person('ana').acknowledges(page);
  await ask('POST', '/api/v1/incidents/INC-1/command', {});
  // A fact is there to be found from its time on, and says nothing before somebody looks.
  expect((await ask('POST', `/api/v1/drills/${id}/facts/1`)).status).toBe(404);
  await shop.harness.advance('PT3M');
  expect((await drill(id)).injects[1]).toMatchObject({ kind: 'fact', text: 'Connection pools', found: null });
  const looked = (await ask('POST', `/api/v1/drills/${id}/facts/1`, undefined, ben)).body;
  expect(looked.injects[1].found).toMatchObject({ by: { name: 'Ben' }, matters: true });
  await ask('POST', '/api/v1/incidents/INC-1/severity', {
    severity: 'P1',
    reason: 'Customers cannot log in',
  });
  await shop.harness.advance('PT7M');
  // The alert worsens, another joins the same incident, a customer writes to those who take part.
  for (const name of ['ana', 'ben']) await shop.person(name).expectMail(/^\[DRILL\] Message from A customer/);
  expect((await ask('GET', '/api/v1/incidents')).body.items).toHaveLength(1);
  await shop.harness.advance('PT25M');

  // The matrix is shown: whom it names hears nothing, and the record says why.
  const manager = await shop.rung('engineering_manager');
  expect(manager).toMatchObject({ status: 'skipped', reason: 'drill', people: [{ name: 'Mia' }] });
  for (const name of ['mia', 'theo', 'pat']) await shop.person(name).expectNoMail(/./);

  await ask('POST', '/api/v1/incidents/INC-1/resolve', {
    ...{ resolution: 'Rolled back', ending: 'fixed' },
    waivers: ITEMS.map((item) => ({ item, reason: 'Only a drill' })),
  });
  await shop.harness.settle();
  const over = await drill(id);
  expect(over).toMatchObject({ status: 'ended', endedBy: expect.any(String), toCome: 2 });
  const measures = Object.fromEntries(
    over.scorecard.measures.map((one: { id: string; result: string }) => [one.id, one.result]),
  );
  expect(measures).toMatchObject({
    ...{ acknowledged: 'met', severity: 'met', right_severity: 'met', commander: 'met', matrix: 'met' },
    ...{ first_update: 'missed', gate: 'missed', facts: 'missed' },
  });
  expect(over.scorecard.attended.map(({ name }: { name: string }) => name)).toEqual(['Ana', 'Ben']);
  expect(over.scorecard.improve.length).toBeGreaterThan(0);
  for (const name of ['ana', 'ben']) await shop.person(name).expectMail(/^\[DRILL\] Drill ended/);
});

test('[TRA-2] whoever takes part can abort a drill at once; whoever does not cannot', async () => {
  const id = await start();
  await shop.person('ana').expectMail(/^\[DRILL\] Page:/);
  const zoe = await someone(shop.harness, 'zoe@example.com', 'manager');
  expect((await ask('POST', `/api/v1/drills/${id}/abort`, {}, zoe.token)).status).toBe(403);
  const aborted = await ask('POST', `/api/v1/drills/${id}/abort`, { reason: 'Too busy' }, ben);
  expect(aborted.body).toMatchObject({ status: 'aborted', reason: 'Too busy', endedBy: 'Ben' });
  await shop.harness.advance('PT2H');
  expect((await ask('GET', '/api/v1/incidents/INC-1')).body.status).toBe('resolved');
  // Nothing of it pages any more, and no inject follows.
  const pages = shop
    .person('ana')
    .mails()
    .filter(({ subject }) => /Page:/.test(subject));
  expect(pages).toHaveLength(1);
  for (const name of ['ana', 'ben']) await shop.person(name).expectMail(/^\[DRILL\] Drill aborted/);
});

test('[TRA-2] something real takes precedence: the drill is held, says so, and goes on when someone resumes it', async () => {
  const id = await start();
  await shop.person('ana').expectMail(/^\[DRILL\] Page:/);
  await shop.declare();
  const real = await shop.person('ana').expectMail(/^Page:.*Checkout is down/);
  expect(real.text).not.toContain('DRILL');
  expect(await drill(id)).toMatchObject({ status: 'held', heldBecause: 'INC-2' });
  for (const name of ['ana', 'ben']) await shop.person(name).expectMail(/^\[DRILL\] Drill paused/);
  // What is real and what is played are never one.
  const merged = await shop.harness.http('POST', '/api/v1/incidents/INC-2/merge', { into: 'INC-1' });
  expect(merged.body.code).toBe('merge_drill_differs');
  await shop.person('ana').acknowledges(real);
  const pages = () =>
    shop
      .person('ana')
      .mails()
      .filter(({ subject }) => /^\[DRILL\] Page:/.test(subject)).length;
  const before = pages();
  await shop.harness.advance('PT20M');
  expect(pages()).toBe(before);
  expect((await drill(id)).injects).toHaveLength(1);
  await ask('POST', `/api/v1/drills/${id}/resume`);
  await shop.harness.settle();
  // Nobody had answered: it asks again.
  expect(pages()).toBe(before + 1);
  await shop.harness.advance('PT3M');
  expect(await drill(id)).toMatchObject({ status: 'running', heldBecause: null });
  expect((await drill(id)).injects).toHaveLength(3);
});

test('[TRA-2] no label of a monitor makes a real alert a drill, and its alert joins none', async () => {
  await start();
  await shop.person('ana').expectMail(/^\[DRILL\] Page:/);
  for (const name of ['ana', 'ben']) await shop.person(name).expectMail(/^\[DRILL\] Drill begins/);
  const made = await shop.must('POST', '/api/v1/integrations', {
    kind: 'webhook',
    name: 'Monitor',
    systemId: 'checkout',
  });
  await shop.harness.http(
    'POST',
    `/in/webhook/${made.body.key}`,
    {
      title: 'Disk is full',
      severity: 'warning',
      labels: { drill: 'true', category: 'database', drill_system: 'ledger' },
    },
    { as: null },
  );
  await shop.harness.settle();
  expect((await ask('GET', '/api/v1/incidents/INC-2')).body).toMatchObject({
    title: 'Disk is full',
    drill: false,
  });
  await shop.person('ana').expectMail(/^Page:.*Disk is full/);
  for (const name of ['ana', 'ben']) await shop.person(name).expectMail(/^\[DRILL\] Drill paused/);
});

test('[TRA-2] a drill of a private type is restricted as the real thing would be: to those who take part', async () => {
  const id = await start({ scenario: 'security' });
  await shop.person('ana').expectMail(/^\[DRILL\] Page:/);
  expect((await drill(id, ben)).incident).toMatchObject({ reference: 'INC-1' });
  const zoe = await someone(shop.harness, 'zoe@example.com', 'manager');
  expect(await drill(id, zoe.token)).toMatchObject({ incident: null, injects: [], maySteer: false });
  await ask('POST', `/api/v1/drills/${id}/end`);
  expect((await drill(id, ben)).scorecard.counted).toBeGreaterThan(5);
  expect((await drill(id, zoe.token)).scorecard).toBeNull();
  expect((await ask('GET', '/api/v1/drills', undefined, zoe.token)).text).not.toContain('INC-1');
});

test('[TRA-2] what a drill gives way to is named to nobody who may not see it', async () => {
  const id = await start();
  await shop.declare({ title: 'Payroll data on a public bucket', type: 'security' });
  await shop.harness.settle();
  expect(await drill(id, ana)).toMatchObject({ status: 'held', heldBecause: 'INC-2' });
  const hidden = await ask('GET', `/api/v1/drills/${id}`, undefined, ben);
  expect(hidden.body).toMatchObject({ status: 'held', heldBecause: null });
  expect(hidden.text).not.toMatch(/INC-2|Payroll/);
  const resumed = await ask('POST', `/api/v1/drills/${id}/resume`, undefined, ben);
  expect(resumed.text).not.toMatch(/INC-2|Payroll/);
});

test('[TRA-2] a scenario of the organisation is checked line by line, and hostile ones are turned away', async () => {
  const save = (source: string) => shop.harness.http('PUT', '/api/v1/drill-scenarios/own', { source });
  const own = ['title: Ours', 'brief: Respond.', 'minutes: 30', 'expects: [P2]', 'injects:'];
  expect((await save([...own, '  - { at: 5m, clears: nothing }'].join('\n'))).body.detail).toMatch(/^Line 6/);
  expect(
    (await save([...own, '  - { at: 40m, alert: { key: a, title: A, severity: x } }'].join('\n'))).status,
  ).toBe(400);
  expect((await save(`a: &a [x]\n${'b: [*a, *a, *a]\n'.repeat(3)}`)).status).toBe(400);
  expect((await save('['.repeat(5_000))).status).toBe(400);
  expect((await save('title: "\u0000"')).status).toBe(400);
  const good = [...own, '  - { at: 0m, alert: { key: a, title: "<b>A</b>", severity: critical } }'].join(
    '\n',
  );
  const saved = await save(good);
  expect(saved.status, saved.text).toBe(200);
  expect(saved.body.items[0]).toMatchObject({ id: 'own', title: 'Ours', ships: false });
  // Who is not a responder starts none, and nobody who is not here takes part.
  const reader = await someone(shop.harness, 'rea@example.com', 'stakeholder');
  const body = { scenario: 'own', people: [shop.idOf('ana')] };
  expect((await ask('POST', '/api/v1/drills', body, reader.token)).status).toBe(403);
  expect((await ask('POST', '/api/v1/drills', { ...body, scenario: 'none' })).status).toBe(400);
  expect((await ask('POST', '/api/v1/drills', { ...body, people: [] })).status).toBe(400);
});

test('[TRA-2] [DET-3] what somebody reports is joined to no drill', async () => {
  await start();
  await shop.person('ana').expectMail(/^\[DRILL\] Page:/);
  await shop.must('POST', '/api/v1/reports', { title: 'Cannot pay' });
  const tried = await ask('POST', '/api/v1/reports/REP-1/join', { incident: 'INC-1' });
  expect([tried.status, tried.body.code]).toEqual([409, 'join_drill']);
  expect((await shop.must('GET', '/api/v1/reports/REP-1')).body.state).toBe('new');
});

test('[TRA-2] held or aborted before its alert has made the incident, a drill still ends it, and asks nobody', async () => {
  const body = { scenario: 'database', system: 'checkout', people: [shop.idOf('ana'), shop.idOf('ben')] };
  // Nothing works through the queue in between: the alert waits.
  const aborted = (await ask('POST', '/api/v1/drills', body)).body.id as string;
  expect((await ask('POST', `/api/v1/drills/${aborted}/abort`, {})).body.status).toBe('aborted');
  const held = (await ask('POST', '/api/v1/drills', body)).body.id as string;
  expect((await ask('POST', `/api/v1/drills/${held}/hold`)).body.status).toBe('held');
  await shop.harness.settle();
  await shop.harness.advance('PT30M');
  const incidents = (await ask('GET', '/api/v1/incidents')).body.items as {
    drill: boolean;
    reference: string;
  }[];
  expect(incidents.map((one) => one.drill)).toEqual([true, true]);
  expect(await drill(held)).toMatchObject({ status: 'held', incident: { reference: expect.any(String) } });
  const pages = shop
    .person('ana')
    .mails()
    .filter(({ subject }) => /Page:/.test(subject));
  expect(pages.length).toBeLessThan(2);
  // Ended where it was held: its incident is over too.
  expect((await ask('POST', `/api/v1/drills/${held}/end`)).status).toBe(200);
  await shop.harness.settle();
  for (const reference of incidents.map((one) => one.reference))
    expect((await ask('GET', `/api/v1/incidents/${reference}`)).body.status).toBe('resolved');
});

test('[TRA-2] whoever does not take part is paged by nobody, not even by hand', async () => {
  await start();
  await shop.person('ana').expectMail(/^\[DRILL\] Page:/);
  const page = (personId: string) =>
    ask('POST', '/api/v1/incidents/INC-1/page', { target: { kind: 'person', personId } });
  const refused = await page(shop.idOf('theo'));
  expect([refused.status, refused.body.code], refused.text).toEqual([400, 'not_in_drill']);
  expect((await page(shop.idOf('ben'))).status).toBeLessThan(300);
});
