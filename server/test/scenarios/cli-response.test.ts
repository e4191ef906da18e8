import { afterEach, beforeEach, expect, test } from 'vitest';
import { Response } from '../harness/response.ts';
import { runTool } from '../harness/tool.ts';

let shop: Response;
let url: string;
beforeEach(async () => {
  shop = await Response.begin();
  shop.harness.othersMayWrite();
  url = await shop.harness.app.server.listen({ host: '127.0.0.1', port: 0 });
});
afterEach(() => shop.close());

const tocsin = (...args: string[]) => runTool(url, args);
const json = async (...args: string[]) => {
  const { code, text } = await tocsin(...args, '--json');
  expect(code, text).toBe(0);
  return JSON.parse(text);
};

test('roles and tasks from the command line, with people by address or name and tasks by number or title', async () => {
  await shop.declare();
  await shop.harness.settle();
  const roles = await tocsin('incident', 'role', 'INC-1');
  expect(roles.text).toMatch(/scribe +nobody/);
  const { email } = (await shop.must('GET', `/api/v1/people/${shop.idOf('ben')}`)).body;
  const taken = await tocsin('incident', 'role', 'INC-1', 'scribe', email, '--note', 'Notes are in the room');
  expect(taken.code, taken.text).toBe(0);
  expect((await tocsin('incident', 'role', 'INC-1')).text).toMatch(/scribe +Ben/);
  await tocsin('incident', 'role', 'INC-1', 'commander', 'ana');
  expect((await shop.must('GET', '/api/v1/incidents/INC-1')).body.commander.name).toBe('Ana');
  expect((await tocsin('incident', 'role', 'INC-1', 'scribe', '--release')).code).toBe(0);
  expect((await tocsin('incident', 'role', 'INC-1')).text).toMatch(/scribe +nobody/);
  expect(await tocsin('incident', 'role', 'INC-1', 'scribe', 'nobody@example.com')).toMatchObject({
    code: 2,
    text: expect.stringContaining('Nobody is called nobody@example.com.'),
  });

  await tocsin('task', 'add', 'INC-1', 'Call the bank', '--owner', 'Ben', '--due', '2031-03-03T10:00:00Z');
  await tocsin('task', 'add', 'INC-1', 'Collect the logs', '--role', 'incident_commander');
  const listed = await tocsin('task', 'list', 'INC-1');
  expect(listed.text).toMatch(/1 +open +2031-03-03 10:00 +Ben +Call the bank/);
  expect(listed.text).toMatch(/2 +open +.*\(Ana\) +Collect the logs/);
  await tocsin('task', 'done', 'INC-1', 'call the', '--note', 'They are at it');
  await tocsin('task', 'drop', 'INC-1', '1', '--reason', 'Nobody needs them');
  expect(await json('task', 'list', 'INC-1')).toMatchObject({ open: 0, settled: 2 });
  expect(await tocsin('task', 'done', 'INC-1', 'c')).toMatchObject({
    code: 2,
    text: 'Several tasks begin with “c”. Give the number.\n',
  });
  expect((await tocsin('task', 'add', 'INC-1', 'x', '--due', 'soon')).code).toBe(2);
});

test('[DET-3] what people report is listed, declared, joined and declined from the command line', async () => {
  for (const title of ['Login is slow', 'Login hangs', 'I want a pony'])
    await tocsin('report', 'create', title, '--description', 'Since noon', '--system', 'checkout');
  expect((await tocsin('report', 'list')).text).toMatch(/REP-1 +new .*Checkout +Login is slow/);
  const declared = await json('report', 'declare', 'REP-1', '-s', 'P3', '--reason', 'A few customers');
  expect(declared.incident).toMatchObject({ reference: 'INC-1', title: 'Login is slow' });
  const incident = (await shop.must('GET', '/api/v1/incidents/INC-1')).body;
  expect(incident).toMatchObject({ symptoms: 'Since noon', systems: [{ id: 'checkout' }], severity: 'P3' });
  expect((await json('report', 'join', 'REP-2', 'INC-1')).incident.reference).toBe('INC-1');
  expect((await json('report', 'decline', 'REP-3', 'We', 'have', 'none')).answer).toBe('We have none');
  expect((await tocsin('report', 'list')).text).toBe('No reports to triage.\n');
  expect((await tocsin('report', 'list', '--triaged')).text).toMatch(/REP-3 +declined/);
  expect((await tocsin('report', 'show', 'REP-3')).text).toContain('answer      We have none');
  // All of it is completed by shells and helped with.
  expect((await tocsin('complete', '--', 'report', '')).text.split('\n')).toEqual(
    expect.arrayContaining(['create', 'declare', 'decline', 'export', 'join', 'list', 'show']),
  );
  expect((await tocsin('task', 'add', '--help')).text).toContain('--due <time>');
});
