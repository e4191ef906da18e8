import { mkdir, mkdtemp, readFile, rm, unlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { ADMIN_TOKEN, Harness } from '../harness/index.ts';
import { runTool } from '../harness/tool.ts';

let harness: Harness;
let url: string;
let folder: string;
beforeEach(async () => {
  harness = await Harness.start();
  url = await harness.app.server.listen({ host: '127.0.0.1', port: 0 });
  folder = await mkdtemp(join(tmpdir(), 'org-'));
  await mkdir(join(folder, 'runbooks'));
});
afterEach(async () => {
  await harness.close();
  await rm(folder, { recursive: true });
});

const runbook = (id: string, step = 'Look at the queue') =>
  `---\nid: ${id}\ntitle: The ${id} is stuck\n---\nRead all: "quotes", \\back and ünïcode.\n\n## ${step}\n\nLook.\n`;
const write = (name: string, text: string) => writeFile(join(folder, name), text);
const apply = (...options: string[]) => runTool(url, ['apply', '-f', join(folder, 'org.yaml'), ...options]);
const versions = async (id: string) =>
  (await harness.http('GET', `/api/v1/runbooks/${id}`, undefined, { as: ADMIN_TOKEN })).body?.history?.map(
    ({ version, reason }: { version: number; reason: string }) => `${version} ${reason}`,
  );

test('[DOC-3] [TYP-1] a folder of runbooks beside org.yaml is compared, applied, kept from overwriting what people edited, and exported', async () => {
  await write('org.yaml', 'organisation:\n  name: Acme\n  timezone: Europe/Lisbon\n');
  await write('runbooks/queue.md', runbook('queue'));
  await write('runbooks/printer.md', runbook('printer'));
  await write('runbooks/notes.txt', 'no runbook');
  const planned = await apply('--dry-run');
  expect(planned.text).toContain('With 2 runbooks from runbooks/');
  expect(planned.text).toContain('+ runbooks printer\n+ runbooks queue');
  expect(await versions('queue')).toBeUndefined();
  expect((await apply('-m', 'From Git')).code).toBe(0);
  expect((await apply()).text).toContain('Nothing changed.');

  // A step more: a new version with what was said of it.
  await write('runbooks/queue.md', runbook('queue', 'Look at the long queue'));
  const changed = await apply('-m', 'After INC-12');
  expect(changed.text).toContain('~ runbooks queue\n    version: 1 -> 2');
  expect(await versions('queue')).toEqual(['2 After INC-12', '1 From Git']);

  // Somebody edits it in the web: the file does not take that back by accident.
  const text = `${runbook('queue')}\n## Call the vendor\n\nCall.\n`;
  await harness.http('PUT', '/api/v1/runbooks/queue', { text, reason: 'Vendor added' });
  await write('runbooks/queue.md', runbook('queue', 'Look again'));
  const refused = await apply();
  expect(refused.code).toBe(1);
  expect(refused.text).toMatch(
    /line 1, column 1 \(runbooks\/queue\.md\): “The queue is stuck” was edited in Tocsin since: version 3 \(“Vendor added”\)/,
  );
  expect(await versions('queue')).toHaveLength(3);
  expect((await apply('--overwrite-runbooks')).code).toBe(0);
  expect(await versions('queue')).toHaveLength(4);

  // What is faulty is refused with its file and line, and nothing of the rest is applied.
  await write(
    'org.yaml',
    'organisation:\n  name: Acme Ltd\n  timezone: Europe/Lisbon\nrunbooks: ./runbooks # in Git\n',
  );
  await write(
    'runbooks/printer.md',
    runbook('printer').replace('## Look', '## Look [away](#nowhere)\n\n- [x](#nowhere)\n\n## Look'),
  );
  const faulty = await apply();
  expect(faulty.text).toMatch(/line \d+, column 1 \(runbooks\/printer\.md\): .*nowhere/);
  expect((await harness.http('GET', '/api/v1/organisation')).body.name).toBe('Acme');
  await unlink(join(folder, 'runbooks/printer.md'));

  // Without --prune nothing goes; with it what is not in the folder does, but not what ships.
  expect((await apply()).text).not.toContain('printer');
  expect((await apply('--prune', '--dry-run')).text).toContain('- runbooks printer');
  const pruned = await apply('--prune');
  expect(pruned.text).toContain('- runbooks printer');
  expect(pruned.text).not.toContain('database');
  expect(
    (await harness.http('GET', '/api/v1/runbooks')).body.items.map(({ id }: { id: string }) => id),
  ).toEqual(expect.arrayContaining(['database', 'queue']));

  const exported = join(folder, 'exported');
  expect((await runTool(url, ['export', exported])).code).toBe(0);
  expect(await readFile(join(exported, 'runbooks/queue.md'), 'utf8')).toBe(runbook('queue', 'Look again'));
  expect(await readFile(join(exported, 'org.yaml'), 'utf8')).toMatch(/^runbooks: \.\/runbooks$/m);
  const again = await runTool(url, ['apply', '-f', join(exported, 'org.yaml'), '--prune']);
  expect(again.text).toContain('Nothing changed.');
});
