import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { Harness } from '../harness/index.ts';
import { organise, theShop } from '../harness/organisation.ts';
import { cutShort, runTool } from '../harness/tool.ts';

let harness: Harness;
let url: string;
let folder: string;
let shipped: string;
beforeAll(async () => {
  harness = await Harness.start();
  url = await harness.app.server.listen({ host: '127.0.0.1', port: 0 });
  folder = await mkdtemp(join(tmpdir(), 'tocsin-policy-'));
  shipped = (await harness.http('GET', '/api/v1/policy')).body.yaml;
});
afterAll(async () => {
  await harness.close();
  await rm(folder, { recursive: true });
});

const tocsin = (...args: string[]) => runTool(url, args);
async function file(name: string, text: string): Promise<string> {
  const path = join(folder, name);
  await writeFile(path, text);
  return path;
}

test('policy lint points at line and column, with what to do, and exits 5', async () => {
  expect(await tocsin('policy', 'lint')).toEqual({ code: 0, text: 'No problems found.\n' });
  const path = await file('bad.yaml', shipped.replace('notify: ceo', 'notify: chief'));
  const line = shipped.slice(0, shipped.indexOf('notify: ceo')).split('\n').length;
  const bad = await tocsin('policy', 'lint', path);
  expect(bad.code).toBe(5);
  expect(bad.text).toContain(`bad.yaml:${line}:`);
  expect(bad.text).toContain('error unknown_role: Unknown role "chief".\n    Use one of on_call_engineer,');
  expect(bad.text).toContain('1 error, 0 warnings.');
});

test('a policy file is checked and rendered without a server, and what is not known then is said', async () => {
  const nowhere = (...args: string[]) => runTool('', args);
  const good = await file('shipped.yaml', shipped);
  const note = /^Not checked: people and holidays\. Set TOCSIN_URL/m;
  const checked = await nowhere('policy', 'lint', good);
  expect(checked).toMatchObject({ code: 0, text: expect.stringContaining('No problems found.') });
  expect(checked.text).toMatch(note);
  const bad = await file('bad.yaml', shipped.replace('notify: ceo', 'notify: chief'));
  const found = await nowhere('policy', 'lint', bad);
  expect(found).toMatchObject({ code: 5, text: expect.stringContaining('error unknown_role') });
  const told = JSON.parse((await nowhere('policy', 'lint', good, '--json')).text);
  expect(told).toEqual({ publishable: true, problems: [], notChecked: ['people', 'holidays'] });
  const prose = await nowhere('policy', 'render', good);
  expect(prose).toMatchObject({ code: 0, text: expect.stringContaining('- **Within 15 minutes**: Product') });
  const none = await nowhere('policy', 'render', await file('none.yaml', 'title: x'));
  expect(none).toMatchObject({ code: 2, text: expect.stringContaining('tocsin policy lint') });
  // With a server at hand it is asked, unless somebody wants otherwise.
  expect((await tocsin('policy', 'lint', good)).text).not.toMatch(note);
  expect((await tocsin('policy', 'lint', good, '--offline')).text).toMatch(note);
  // The policy in force is on the server, which was not to be asked.
  for (const command of ['lint', 'render'])
    expect(await tocsin('policy', command, '--offline')).toMatchObject({
      code: 2,
      text: expect.stringContaining('--offline needs a file'),
    });
});

test('[DOC-3] the escalation procedures print as prose, in force or from a file before it is published', async () => {
  expect((await tocsin('policy', 'render')).text).toContain('- **Within 15 minutes**: Product Owner, CTO');
  const path = await file('quick.yaml', shipped.replace('by: within 15m', 'by: within 5m'));
  expect((await tocsin('policy', 'render', path)).text).toContain(
    '- **Within 5 minutes**: Product Owner, CTO',
  );
  const page = (await tocsin('policy', 'render', path, '--html')).text;
  expect(page).toMatch(/^<!doctype html>/);
  expect(page).toContain('<strong>Within 5 minutes</strong>');
  const published = await tocsin('policy', 'publish', path, '--reason', 'Faster', '--base', '1');
  expect(published).toEqual({ code: 0, text: 'Version 2 published.\n' });
  expect((await tocsin('policy', 'render', '--html')).text).toContain('<strong>Within 5 minutes</strong>');
  expect((await tocsin('policy', 'render', '--version', '1')).text).toContain('**Within 15 minutes**');
  const late = await tocsin('policy', 'publish', path, '--reason', 'Again', '--base', '1');
  expect(late.code).toBe(1);
  expect(late.text).toContain('Version 2 is current, by bootstrap: “Faster”');
  const unsaid = await tocsin('policy', 'publish', path, '--reason', 'Again');
  expect(unsaid.code).toBe(2);
  expect(unsaid.text).toContain('If the file includes its changes: --base 2');
  expect((await tocsin('policy', 'show')).text).toContain('by: within 5m');
  expect((await tocsin('policy', 'show', '--version', '1')).text).toContain('by: within 15m');
});

test('policy coverage lists what is missing and exits 5', async () => {
  const { code, text } = await tocsin('policy', 'coverage', '--days', '30');
  expect(code).toBe(5);
  expect(text).toContain(
    [
      'Everywhere, P1: CTO',
      '  No one is assigned as CTO. No fallback.',
      '  From Mon 2031-03-03 09:00 to Wed 2031-04-02 09:00 (UTC).',
      '  Assign a holder or a deputy.',
    ].join('\n'),
  );
});

test('apply takes the policy from a file beside org.yaml, and a fault is told with the place in that file', async () => {
  const org = await file('org.yaml', 'organisation:\n  name: Lanterns\npolicy: ./beside.yaml # ours\n');
  await file('beside.yaml', shipped.replace('notify: ceo', 'notify: chief'));
  const line = shipped.slice(0, shipped.indexOf('notify: ceo')).split('\n').length;
  const refused = await tocsin('apply', '-f', org);
  expect(refused.code).toBe(1);
  expect(refused.text).toContain('Nothing was changed.');
  expect(refused.text).toMatch(
    new RegExp(`line ${line}, column \\d+ \\(./beside.yaml\\): Unknown role "chief"`),
  );
  await file('beside.yaml', shipped.replace('by: within 15m', 'by: within 7m'));
  const over = await tocsin('apply', '-f', org, '--dry-run');
  expect(over.code).toBe(1);
  expect(over.text).toMatch(/line 3, column \d+ \(policy\): Version 2 is current, by bootstrap: “Faster”/);
  expect(over.text).toContain('then pass the version with --policy-base.');
  const plan = await tocsin('apply', '-f', org, '--dry-run', '--policy-base', '2');
  expect(plan.text).toContain('~ policy policy');
  expect(plan.text).toContain('    matrix.P1.2.by: within 5m -> within 7m\n');
  expect((await tocsin('policy', 'render')).text).not.toContain('Within 7 minutes');
  const applied = await tocsin('apply', '-f', org, '--policy-base', '2', '--reason', 'Seven will do');
  expect(applied.code).toBe(0);
  expect((await harness.http('GET', '/api/v1/policy')).body).toMatchObject({
    version: 3,
    origin: 'file',
    reason: 'Seven will do',
  });
  expect((await tocsin('policy', 'render')).text).toContain('- **Within 7 minutes**: Product Owner, CTO');
  expect((await tocsin('apply', '-f', org)).text).toBe('Nothing changed.\n');
  await file('beside.yaml', shipped.replace('by: within 15m', 'by: within 8m'));
  expect((await tocsin('apply', '-f', org)).code).toBe(0);
  expect((await harness.http('GET', '/api/v1/policy')).body).toMatchObject({
    version: 4,
    reason: 'Applied from org.yaml',
  });
  const lost = await file('org.yaml', 'policy: ./nowhere.yaml\n');
  expect((await tocsin('apply', '-f', lost)).text).toContain('nowhere.yaml (ENOENT).');
});

test('policy rehearse tells a case from beginning to end, and what a draft would change', async () => {
  await organise(harness, theShop);
  const question = [
    '--severity',
    'p1',
    '--system',
    'checkout',
    '--at',
    '2031-12-24T23:40',
    '--ack-after',
    '8m',
  ];
  const told = await tocsin('policy', 'rehearse', ...question);
  expect(told.text).toContain('P1 at 2031-12-24T23:40 Europe/Berlin, customers affected, checkout');
  // In the organisation's zone, whatever the terminal's is, and in that of whoever hears.
  expect(told.text).toMatch(/^TIME \(EUROPE\/BERLIN\) +LOCAL TIME +WHAT HAPPENS +CONTACT RULE$/m);
  expect(told.text).toMatch(
    /^Wed 2031-12-24 23:40 +Wed 24 Dec 23:40 +Ana is paged by e-mail, level 1\. +immediately/m,
  );
  expect(told.text).toMatch(/^Thu 2031-12-25 00:09 +Wed 24 Dec 23:09 +Cleo \(CEO\) is notified by e-mail/m);
  expect((await tocsin('policy', 'rehearse', ...question, '--picture')).text).toMatch(/^Ana +●/m);
  const path = await file(
    'calm.yaml',
    shipped.replace('by: within 30m, when: customer_facing', 'by: within 2h'),
  );
  const compared = await tocsin('policy', 'rehearse', ...question, '--policy', path);
  expect(compared.text).toMatch(
    /^- +Thu 2031-12-25 00:09 +Wed 24 Dec 23:09 +Cleo \(CEO\) is notified.+ {2}immediately/m,
  );
  expect(compared.text).toMatch(
    /^\+ +Thu 2031-12-25 01:39 +Thu 25 Dec 00:39 +Cleo \(CEO\) is notified.+ {2}immediately/m,
  );
  const alerted = await tocsin('policy', 'rehearse', ...question, '--unconfirmed');
  expect(alerted.text).toContain('customers affected, severity unconfirmed, checkout');
  expect((await tocsin('policy', 'rehearse', '--severity', 'P9')).code).toBe(2);
});

test('[TRA-4] the annual review of the policy in force is recorded from the command line', async () => {
  const { version } = (await harness.http('GET', '/api/v1/policy')).body;
  const done = await tocsin('policy', 'review', 'still_right', '--note', 'read aloud');
  expect(done).toEqual({ code: 0, text: `Review of version ${version} recorded.\n` });
  expect((await harness.http('GET', '/api/v1/policy')).body.lastReview).toMatchObject({
    version,
    outcome: 'still_right',
    note: 'read aloud',
  });
  expect((await tocsin('policy', 'review', 'fine')).code).toBe(2);
});

test('a reader that has had enough, such as head, is no failure', async () => {
  const { code, errors } = await cutShort(url, ['policy', 'render']);
  expect({ code, errors }).toEqual({ code: 0, errors: '' });
});
