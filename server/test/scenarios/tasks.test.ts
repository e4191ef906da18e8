import { afterEach, beforeEach, expect, test } from 'vitest';
import { someone, tokenOf } from '../harness/people.ts';
import { Response } from '../harness/response.ts';

/* A P1 of the checkout at 10:00 in Berlin. Ana is on call and has acknowledged; Ben comes to help. */
const T0 = '2031-03-03T09:00:00Z';
let shop: Response;
let ana: string;
let ben: string;
beforeEach(async () => {
  shop = await Response.begin(T0);
  await shop.declare();
  await shop.person('ana').acknowledges(await shop.person('ana').expectMail(/P1/));
  await shop.person('mia').expectMail(/INCIDENT/);
  ana = await tokenOf(shop.harness, shop.idOf('ana'), 'responder');
  ben = await tokenOf(shop.harness, shop.idOf('ben'), 'responder');
});
afterEach(() => shop.close());

const TASKS = '/api/v1/incidents/INC-1/tasks';
const ask = (method: 'GET' | 'POST' | 'PATCH', path: string, body: object | undefined, as: string) =>
  shop.harness.http(method, path, body, { as });
const add = async (body: object, as = ana) => {
  const reply = await ask('POST', TASKS, body, as);
  expect(reply.status, reply.text).toBe(201);
  await shop.harness.settle();
  return reply.body.items.find(({ title }: { title: string }) => title === (body as { title: string }).title);
};
const owner = (name: string) => ({ kind: 'person', personId: shop.idOf(name) });
const lines = async (ref = 'INC-1') =>
  (await shop.story(ref)).filter((line) => line.startsWith('task')).map((line) => line.replace(/^\w+: /, ''));

test('[INV-5] a task has an owner and a time: who is given it hears, is reminded once, and after 15 minutes the commander hears', async () => {
  await ask('POST', '/api/v1/incidents/INC-1/command', {}, ana);
  const task = await add({ title: 'Check the replica', owner: owner('ben'), dueAt: '2031-03-03T09:05:00Z' });
  const given = await shop.person('ben').expectMail(/^Task for you: Check the replica$/);
  expect(given.text).toContain('Ana gave you a task in INC-1.');
  expect(given.text).toContain('10:05');

  await shop.harness.advance('PT4M59S');
  await shop.person('ben').expectNoMail(/Task/);
  await shop.harness.advance('PT1S');
  const due = await shop.person('ben').expectMail(/^Task due: Check the replica$/);
  expect(due.at.toString()).toBe('2031-03-03T09:05:00Z');
  await shop.harness.advance('PT15M');
  const late = await shop.person('ana').expectMail(/^Task overdue: Check the replica$/);
  expect(late.at.toString()).toBe('2031-03-03T09:20:00Z');
  expect(late.text).toContain('The task of Ben is overdue.');

  // Done by anybody, once; each change is on the record.
  const done = `${TASKS}/${task.id}/done`;
  expect((await ask('POST', done, { note: 'It is up to date' }, ben)).body.open).toBe(0);
  expect((await ask('POST', done, {}, ana)).status).toBe(200);
  expect(await lines()).toEqual([
    'Ana added the task “Check the replica” for Ben',
    'The task “Check the replica” is due; Ben is notified',
    'The task “Check the replica” is overdue; Ana is notified',
    'Ben completed “Check the replica”: It is up to date',
  ]);
  for (const name of ['pat', 'theo']) await shop.person(name).expectMail(/INCIDENT/);
});

test('a task that is done, dropped or moved in time reminds nobody; whoever sets themselves one is told by nobody', async () => {
  const own = await add({ title: 'Read the log', dueAt: '2031-03-03T09:05:00Z' });
  expect(own.owner.people).toEqual([{ id: shop.idOf('ana'), name: 'Ana' }]);
  const moved = await add({ title: 'Call the provider', dueAt: '2031-03-03T09:05:00Z' });
  const dropped = await add({ title: 'Add a node', dueAt: '2031-03-03T09:05:00Z' });
  await ask('POST', `${TASKS}/${own.id}/done`, {}, ana);
  await ask('PATCH', `${TASKS}/${moved.id}`, { dueAt: '2031-03-03T09:10:00Z', owner: owner('ben') }, ana);
  expect((await ask('POST', `${TASKS}/${dropped.id}/drop`, {}, ana)).status).toBe(400);
  await ask('POST', `${TASKS}/${dropped.id}/drop`, { reason: 'Not needed' }, ana);
  expect((await ask('PATCH', `${TASKS}/${dropped.id}`, { title: 'Two nodes' }, ana)).body.code).toBe(
    'task_settled',
  );
  await shop.harness.settle();
  await shop.person('ben').expectMail(/^Task for you: Call the provider/);
  await shop.harness.advance('PT9M');
  await shop.person('ana').expectNoMail(/Task/);
  await shop.harness.advance('PT1M');
  await shop.person('ben').expectMail(/^Task due: Call the provider/);
  expect(
    (await ask('POST', TASKS, { title: 'x', owner: { kind: 'role', role: 'nobody' } }, ana)).status,
  ).toBe(400);
});

test('resolving and closing drop no task and no reminder, merging takes the open ones along, and a lost wake-up is found', async () => {
  const { harness } = shop;
  const task = await add({
    ...{ title: 'Restore the replica', owner: owner('ben'), dueAt: '2031-03-03T09:06:00Z' },
  });
  await shop.person('ben').expectMail(/^Task for you/);
  await shop.declare({ title: 'Cards are declined', severity: 'P4' });
  await shop.command('merge', { into: 'INC-2' });
  expect(await lines('INC-2')).toEqual(['1 open task came from INC-1: “Restore the replica”']);
  expect((await shop.must('GET', TASKS)).body.items).toEqual([]);
  expect((await ask('POST', TASKS, { title: 'Too late' }, ana)).body.code).toBe('incident_merged');
  const done = await ask('POST', `${TASKS}/${task.id}/done`, {}, ana);
  expect(done.body).toMatchObject({
    code: 'incident_merged',
    detail: 'INC-1 was merged into another incident. Continue there.',
  });
  const { items } = (await shop.must('GET', '/api/v1/incidents/INC-2/tasks')).body;
  expect(items).toMatchObject([{ title: 'Restore the replica', status: 'open' }]);

  await shop.command('resolve', { resolution: 'Went away', ending: 'recovered' }, 'INC-2');
  expect((await lines('INC-2')).at(-1)).toBe('1 task is still open: “Restore the replica”');
  await shop.command('close', {}, 'INC-2');
  // The wake-up is gone, as after a restore of the database.
  await harness.database.pool.query(`delete from graphile_worker._private_jobs where key like 'tasks.%'`);
  await harness.advance('PT7M');
  await shop.person('ben').expectNoMail(/Task due/);
  await harness.app.watchdog.run();
  await shop.person('ben').expectMail(/^Task due: Restore the replica/);
  harness.othersMayWrite();
});

test('an owner who has left is not said to be told: whoever leads hears at once, and the record says so', async () => {
  const zoe = await someone(shop.harness, 'zoe@example.com');
  const hers = { kind: 'person', personId: zoe.id };
  const task = await add({ title: 'Add a node', owner: hers, dueAt: '2031-03-03T09:05:00Z' });
  await shop.harness.person(zoe.email).expectMail(/^Task for you/);
  await shop.must('PATCH', `/api/v1/people/${zoe.id}`, { active: false });
  await shop.harness.advance('PT5M');
  const word = await shop.person('ana').expectMail(/^Task needs an owner: Add a node$/);
  expect(word.text).toContain('The task of Zoe is due, and they could not be notified.');
  await shop.harness.person(zoe.email).expectNoMail(/Task due/);
  await shop.harness.advance('PT15M');
  await shop.person('ana').expectNoMail(/Task/);
  await ask('POST', `${TASKS}/${task.id}/done`, {}, ana);
  expect((await ask('POST', `${TASKS}/${task.id}/reopen`, undefined, ana)).status).toBe(400);
  expect((await lines()).slice(1)).toEqual([
    'The task “Add a node” is due; Zoe could not be notified, so Ana is notified',
    'Ana completed “Add a node”',
  ]);
  shop.harness.othersMayWrite();
});

test('a task of a role is of whoever has it for the responding team; settled ones are counted, and the last are listed', async () => {
  const role = (id: string) => ({ kind: 'role', role: id });
  const added = await shop.must('POST', TASKS, { title: 'Watch the queue', owner: role('on_call_engineer') });
  const [task] = added.body.items;
  expect(task.owner.people).toEqual([{ id: shop.idOf('ana'), name: 'Ana' }]);
  await shop.person('ana').expectMail(/^Task for you: Watch the queue$/);
  // Nobody was given it: it falls to the commander, whom nobody is, and then to whoever is on call.
  const scribe = await add({ title: 'Write it down', owner: role('scribe') });
  expect(scribe.owner.people).toEqual([{ id: shop.idOf('ana'), name: 'Ana' }]);
  await shop.harness.database.pool.query(
    `insert into incident_task (id, incident_id, title, owner_role, status, created_at, settled_at)
     select gen_random_uuid(), incident_id, 'Old', 'scribe', 'done', created_at, created_at
     from incident_task, generate_series(1, 60) where id = $1`,
    [task.id],
  );
  const { body } = await shop.must('GET', TASKS);
  expect({ ...body, items: body.items.length }).toEqual({ items: 52, open: 2, settled: 60 });
});

test('word that waits for the end of quiet hours is dropped when the task was moved, and never says “now” in the morning', async () => {
  const [from, until] = ['08:00', '12:00'];
  await shop.must('PATCH', `/api/v1/people/${shop.idOf('ben')}`, {
    ...{ timezone: 'Europe/Berlin', quietHours: { from, until } },
  });
  await shop.declare({ title: 'A typo on the receipt', severity: 'P4' });
  const typo = '/api/v1/incidents/INC-2/tasks';
  for (const title of ['Ask legal', 'Fix the typo'])
    await ask('POST', typo, { title, owner: owner('ben'), dueAt: '2031-03-03T09:05:00Z' }, ana);
  await shop.harness.advance('PT10M');
  const { items } = (await shop.must('GET', typo)).body;
  const { id } = items.find(({ title }: { title: string }) => title === 'Ask legal');
  await ask('PATCH', `${typo}/${id}`, { title: 'Ask Dana', dueAt: '2031-03-03T11:30:00Z' }, ana);
  await shop.harness.advance('PT110M');
  // Both were given to Ben, and one of them was due, before his quiet hours ended.
  const morning = await shop.person('ben').expectMail(/^3 notices/);
  expect(morning.text).toContain('Task: Ask Dana');
  expect(morning.text).toContain('Task: Fix the typo');
  expect(morning.text).toContain('Your task was due at 10:05 (Europe/Berlin).');
  expect(morning.text).not.toMatch(/Ask legal|due now/);
  await shop.harness.advance('PT30M');
  await shop.person('ben').expectMail(/^Task due: Ask Dana$/);
  shop.harness.othersMayWrite();
});

test('[TYP-3] a task in a restricted incident lets its owner in and says so, without a page; owners go with it when it is merged', async () => {
  const restrict = (ref: string) =>
    shop.command('visibility', { visibility: 'restricted', reason: 'Personal data' }, ref);
  const [ben, cleo] = await Promise.all(
    ['ben', 'cleo'].map((name) => tokenOf(shop.harness, shop.idOf(name), 'responder')),
  );
  const sees = async (ref: string, as = '') =>
    (await ask('GET', `/api/v1/incidents/${ref}`, undefined, as)).status === 200;
  await restrict('INC-1');
  expect(await sees('INC-1', ben)).toBe(false);
  await add({ title: 'Check the bucket', owner: owner('ben') });
  const told = await shop.person('ben').expectMail(/Check the bucket/);
  expect(told.subject).toBe('Restricted incident INC-1');
  expect(await sees('INC-1', ben)).toBe(true);
  expect((await shop.story()).slice(-2)).toEqual([
    'responder_added: Ana added Ben',
    'task_added: Ana added the task “Check the bucket” for Ben',
  ]);
  const { rows } = await shop.harness.database.pool.query(
    `select content ->> 'discreet' as shown from message where source_kind = 'task'`,
  );
  expect(rows).toEqual([{ shown: 'Restricted incident INC-1' }]);

  await shop.declare({ title: 'A second bucket', severity: 'P4' });
  await ask('POST', '/api/v1/incidents/INC-2/tasks', { title: 'Call the lawyer', owner: owner('cleo') }, ana);
  await shop.person('cleo').expectMail(/^Task for you/);
  await restrict('INC-2');
  expect(await sees('INC-1', cleo)).toBe(false);
  await shop.command('merge', { into: 'INC-1' }, 'INC-2');
  expect(await sees('INC-1', cleo)).toBe(true);
  expect(await shop.story()).toContain('responder_added: Tocsin added Cleo');
  await shop.person('ben').expectNoMail(/P1/);
  shop.harness.othersMayWrite();
});
