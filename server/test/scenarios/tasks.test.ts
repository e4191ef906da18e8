import { afterEach, beforeEach, expect, test } from 'vitest';
import { tokenOf } from '../harness/people.ts';
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

test('resolving drops no task, merging takes the open ones along, and a lost wake-up is found', async () => {
  const { harness } = shop;
  await add({ title: 'Restore the replica', owner: owner('ben'), dueAt: '2031-03-03T09:06:00Z' });
  await shop.person('ben').expectMail(/^Task for you/);
  await shop.declare({ title: 'Cards are declined', severity: 'P4' });
  await shop.command('merge', { into: 'INC-2' });
  expect(await lines('INC-2')).toEqual(['1 open task came from INC-1: “Restore the replica”']);
  expect((await shop.must('GET', TASKS)).body.items).toEqual([]);
  expect((await ask('POST', TASKS, { title: 'Too late' }, ana)).body.code).toBe('incident_merged');
  const { items } = (await shop.must('GET', '/api/v1/incidents/INC-2/tasks')).body;
  expect(items).toMatchObject([{ title: 'Restore the replica', status: 'open' }]);

  await shop.command('resolve', { resolution: 'Went away', ending: 'recovered' }, 'INC-2');
  expect((await lines('INC-2')).at(-1)).toBe('1 task is still open: “Restore the replica”');
  // The wake-up is gone, as after a restore of the database.
  await harness.database.pool.query(`delete from graphile_worker._private_jobs where key like 'tasks.%'`);
  await harness.advance('PT7M');
  await shop.person('ben').expectNoMail(/Task due/);
  await harness.app.watchdog.run();
  await shop.person('ben').expectMail(/^Task due: Restore the replica/);
  harness.othersMayWrite();
});
