import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { someone, tokenOf } from '../harness/people.ts';
import { Response } from '../harness/response.ts';
import { runTool } from '../harness/tool.ts';

let shop: Response;
let url: string;
let folder: string;
beforeEach(async () => {
  shop = await Response.begin();
  shop.harness.othersMayWrite();
  url = await shop.harness.app.server.listen({ host: '127.0.0.1', port: 0 });
  folder = await mkdtemp(join(tmpdir(), 'archive-'));
});
afterEach(async () => {
  await shop.close();
  await rm(folder, { recursive: true });
});

test('[TYP-3] an incident is exported as one file that proves itself without a server, by its members only, and that is on the record', async () => {
  await shop.declare({ title: 'Payroll *data* leaked' });
  await shop.harness.settle();
  const ana = await tokenOf(shop.harness, shop.idOf('ana'), 'responder');
  const as = { as: ana };
  const dump = join(folder, 'heap dump.bin');
  await writeFile(dump, Buffer.alloc(700_000, 'secret'));
  const attached = await runTool(url, ['file', 'attach', 'INC-1', dump, '--note', 'From node 3', '--json']);
  expect(attached.code, attached.text).toBe(0);
  const { id: mistakeId } = (
    await shop.harness.http('POST', '/api/v1/incidents/INC-1/files?name=wrong.txt', Buffer.from('x'), {
      ...as,
      headers: { 'content-type': 'application/octet-stream' },
    })
  ).body.items[1];
  await runTool(url, ['file', 'remove', 'INC-1', mistakeId, '--reason', 'Another incident']);
  await shop.harness.http(
    'POST',
    '/api/v1/incidents/INC-1/errors',
    { text: 'TypeError: no total of order 7' },
    as,
  );
  const fingerprint = 'typeerror: no total of order #';
  await shop.harness.http('POST', '/api/v1/incidents/INC-1/errors/pin', { fingerprint }, as);
  await shop.harness.http('POST', '/api/v1/incidents/INC-1/visibility', { visibility: 'restricted' }, as);

  const zoe = await someone(shop.harness, 'zoe@example.com', 'administrator');
  const refused = await shop.harness.http('POST', '/api/v1/incidents/INC-1/archive', undefined, {
    as: zoe.token,
  });
  expect(refused.status).toBe(404);
  const { entryCount } = (await shop.must('GET', '/api/v1/incidents/INC-1')).body;
  const archive = join(folder, 'inc.tar');
  const exported = await runTool(url, ['incident', 'export', 'INC-1', '--to', archive]);
  expect(exported.code, exported.text).toBe(0);
  const seal = /^Seal: ([0-9a-f]{64})$/m.exec(exported.text)?.[1] ?? '';
  const line = (await shop.story()).at(-1);
  expect(line).toMatch(
    new RegExp(
      `^incident_exported: .* exported the incident as a sealed archive \\(${entryCount} entries, 2 pieces of evidence, seal ${seal.slice(0, 12)}…\\)$`,
    ),
  );

  // Nobody is there to be asked any more.
  const nowhere = 'http://127.0.0.1:1';
  const proved = await runTool(nowhere, ['verify', '--archive', archive, '--seal', seal]);
  expect(proved.code, proved.text).toBe(0);
  expect(proved.text).toContain(`${entryCount} entries, 10 files.`);
  expect(proved.text).toContain('complete and unaltered');
  const unsealed = await runTool(nowhere, ['verify', '--archive', archive]);
  expect(unsealed.text).toMatch(/Consistent in itself\. Compare the seal/);
  expect(unsealed.text).not.toContain('unaltered');
  const piped = await runTool(url, ['incident', 'export', 'INC-1', '--to', '-']);
  expect(piped).toMatchObject({ code: 2, text: expect.stringContaining('saved in a file') });
  const bytes = await readFile(archive);
  const text = bytes.toString('latin1');
  for (const said of [
    'Payroll \\*data\\* leaked',
    'attached heap dump.bin (text file, 700 kB',
    'TypeError: no total of order 7',
    // Who was told what, and when it left.
    'Sent to the mail server at 09:00:00 UTC',
  ])
    expect(text).toContain(said);
  // Links in messages act for whoever has them.
  expect(text).not.toMatch(/\/a\/[\w-]{20}/);

  const other = join(folder, 'other.tar');
  bytes.write('sekret', bytes.indexOf('secretsecret'));
  await writeFile(other, bytes);
  const altered = await runTool(nowhere, ['verify', '--archive', other, '--json']);
  expect(altered.code).toBe(5);
  expect(JSON.parse(altered.text).faults).toMatchObject([
    { problem: 'altered', path: expect.stringMatching(/^evidence\/\d+-heap-dump\.bin$/) },
    { problem: 'evidence', message: expect.stringContaining('(heap dump.bin)') },
  ]);

  // What was altered in the database before the export shows in it.
  await shop.harness.database.pool.query(`update incident_file_chunk set content = 'short' where number = 1`);
  const late = await runTool(url, ['incident', 'export', 'INC-1', '--to', other]);
  expect(late.code, late.text).toBe(5);
  expect(late.text).toMatch(/evidence\/\d+-heap-dump\.bin was altered/);
});

test('[TYP-3] what a record tells of another, restricted incident is withheld in the archive, and the chain is proved around it', async () => {
  await shop.declare({ title: 'Checkout is slow' });
  await shop.declare({ title: 'Payroll data leaked' });
  await shop.command('merge', { into: 'INC-2' }, 'INC-1');
  await shop.harness.settle();
  const zoe = await someone(shop.harness, 'zoe@example.com', 'manager');
  await shop.command('visibility', { visibility: 'restricted' }, 'INC-2');
  const secret = (await shop.must('GET', '/api/v1/incidents/INC-2')).body.id;
  const reply = await shop.harness.http('POST', '/api/v1/incidents/INC-1/archive', undefined, {
    as: zoe.token,
  });
  expect(reply.status).toBe(200);
  for (const told of [secret, 'Payroll', 'INC-2']) expect(reply.text.includes(told)).toBe(false);
  const archive = join(folder, 'inc.tar');
  await writeFile(archive, reply.text);
  const proved = await runTool('http://127.0.0.1:1', ['verify', '--archive', archive, '--json']);
  expect(JSON.parse(proved.text)).toMatchObject({ ok: true, withheld: 1, reference: 'INC-1' });
});
