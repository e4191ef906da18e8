import { spawn, spawnSync } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { ADMIN_TOKEN, Harness } from '../harness/index.ts';

const tool = fileURLToPath(new URL('../../../cli/bin/tocsin.mjs', import.meta.url));

let tocsin: Harness;
let url: string;

beforeEach(async () => {
  tocsin = await Harness.start();
  url = await tocsin.app.server.listen({ host: '127.0.0.1', port: 0 });
});

afterEach(() => tocsin.close());

/** The tool as a person runs it: a process of its own, against the server over HTTP. */
function run(
  args: readonly string[],
  env: Record<string, string> = {},
): Promise<{ code: number | null; text: string }> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [tool, ...args], {
      env: { PATH: process.env.PATH, TZ: 'UTC', TOCSIN_URL: url, TOCSIN_TOKEN: ADMIN_TOKEN, ...env },
    });
    let text = '';
    child.stdout.on('data', (chunk) => {
      text += chunk;
    });
    child.stderr.on('data', (chunk) => {
      text += chunk;
    });
    child.once('error', reject);
    child.once('close', (code) => resolve({ code, text }));
  });
}

describe('the command line tool', () => {
  test('declares, lists, notes, acknowledges, resolves and verifies an incident', async () => {
    const declared = await run([
      'incident',
      'declare',
      'Checkout is down',
      '--severity',
      'p2',
      '--reason',
      'Seen by hand',
    ]);
    expect(declared).toMatchObject({
      code: 0,
      text: expect.stringMatching(/^INC-1 {2}P2 .* Checkout is down/),
    });
    expect((await run(['incident', 'list'])).text).toMatch(/^ID +SEV +STATUS[\s\S]*INC-1 +P2/);
    expect(
      (await run(['incident', 'note', 'INC-1', 'Restarted the queue', '--type', 'workaround'])).code,
    ).toBe(0);
    await run(['incident', 'type', 'INC-1', 'database']);
    await tocsin.settle();
    expect((await run(['incident', 'runbook', 'INC-1', 'database.disk'])).text).toContain('df -h');
    expect(
      (await run(['incident', 'runbook', 'INC-1', 'database.disk', '--skip', 'It is the pool'])).text,
    ).toMatch(/database\.disk +skipped +Verify disk space: It is the pool/);
    expect((await run(['incident', 'ack', 'INC-1'])).text).toMatch(/acknowledged +by bootstrap/);
    const refused = await run(['incident', 'resolve', 'INC-1', 'Rolled back']);
    expect(refused).toMatchObject({
      code: 1,
      text: expect.stringContaining('verification.test: Test affected functionality: not done yet.'),
    });
    await run(['incident', 'check', 'INC-1', 'verification.test', '--note', 'Bought a book']);
    await run(['incident', 'check', 'INC-1', 'verification.validate', '--reason', 'No product owner yet']);
    await run(['incident', 'cause', 'INC-1']);
    expect((await run(['incident', 'checklist', 'INC-1'])).text).toMatch(
      /verification\.test +done[\s\S]*verification\.validate +waived/,
    );
    expect((await run(['incident', 'resolve', 'INC-1', 'Rolled back'])).text).toMatch(
      /resolved .*Rolled back/,
    );
    const shown = await run(['incident', 'show', 'INC-1']);
    expect(shown.text).toContain('Restarted the queue');
    expect((await run(['incident', 'list'])).text).toBe('No open incidents.\n');
    expect(await run(['verify'])).toMatchObject({
      code: 0,
      text: expect.stringMatching(/^1 incident .* unaltered/),
    });
  });

  test('[DOC-3] runbooks go to a folder and come back; only what has changed is a new version', async () => {
    const folder = join(await mkdtemp(join(tmpdir(), 'runbooks-')), 'all');
    expect((await run(['runbook', 'export', folder])).text).toMatch(/^4 runbooks written/);
    const file = join(folder, 'database.md');
    await writeFile(file, `${await readFile(file, 'utf8')}\n- [on](#nowhere)\n`);
    expect(await run(['runbook', 'lint', folder])).toMatchObject({
      code: 5,
      text: expect.stringMatching(/database\.md:\d+: error: "on" leads to "#nowhere"/),
    });
    expect((await run(['runbook', 'import', folder])).text).toContain('Nothing was saved.');
    await writeFile(file, (await readFile(file, 'utf8')).replace('[on](#nowhere)', '[on](#pools)'));
    expect((await run(['runbook', 'import', folder, '-m', 'A way back'])).text).toMatch(
      /database: version 2[\s\S]*performance: version 1/,
    );
  });

  test('[INV-2] records a deployment from a pipeline', async () => {
    await tocsin.http('POST', '/api/v1/teams', { id: 'payments', name: 'Payments' });
    await tocsin.http('POST', '/api/v1/systems', { id: 'checkout', name: 'Checkout', teamId: 'payments' });
    const deploy = ['deploy', 'record', '--system', 'checkout', '--version', '1.4.2', '-e', 'production'];
    expect(await run([...deploy, '--state', 'succeeded'])).toMatchObject({
      code: 0,
      text: expect.stringMatching(/^Deployed Checkout 1\.4\.2 to production, /),
    });
    expect(await run([...deploy, '--state', 'fine'])).toMatchObject({
      code: 2,
      text: expect.stringContaining('--state must be one of running, succeeded, failed, rolled_back.'),
    });
    expect((await tocsin.http('GET', '/api/v1/changes')).body.items).toMatchObject([
      { systemId: 'checkout', version: '1.4.2', state: 'succeeded', kind: 'deployment' },
    ]);
  });

  test('applies a whole organisation: shows the plan, changes it, and finds nothing to change the second time', async () => {
    const file = fileURLToPath(new URL('../../../examples/org.yaml', import.meta.url));
    const planned = await run(['apply', '-f', file, '--dry-run']);
    expect(planned).toMatchObject({
      code: 0,
      text: expect.stringMatching(/\+ teams payments[\s\S]*would change/),
    });
    expect((await run(['oncall'])).text).toBe('No teams yet.\n');
    expect(await run(['apply', '-f', file])).toMatchObject({
      code: 0,
      text: expect.stringContaining(' changed, '),
    });
    expect((await run(['apply', '-f', file])).text).toBe('Nothing changed.\n');
    expect((await run(['oncall', 'payments'])).text).toMatch(/^TEAM +LEVEL +ON CALL[\s\S]*Payments +1 +\w+/);
    expect((await run(['oncall', 'payments'])).text).toMatch(/\d\d:\d\d UTC /);
    expect(await run(['oncall', 'nowhere'])).toMatchObject({ text: 'Team nowhere not found.\n' });
    await tocsin.http('POST', '/api/v1/teams', { id: 'bank', name: 'Bank' });
    expect((await run(['oncall'])).text).toMatch(/Payments +1 [\s\S]*Bank +no schedule/);
    expect((await run(['oncall', 'bank'])).text).toMatch(/Bank +no schedule/);
  });

  test('reads files from where the person stands, also when npm runs it', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'tocsin-cli-'));
    await writeFile(join(folder, 'org.yaml'), 'organisation: { name: Harbour }\npolicy: ./rules.yaml\n');
    await writeFile(join(folder, 'rules.yaml'), (await tocsin.http('GET', '/api/v1/policy')).body.yaml);
    const npm = { npm_lifecycle_event: 'tocsin', INIT_CWD: folder };
    expect((await run(['apply', '-f', 'org.yaml', '--dry-run'], npm)).text).toMatch(/name: .* -> Harbour/);
    await writeFile(join(folder, 'door.yaml'), 'integrations:\n  - { id: shop, kind: webhook }\n');
    expect((await run(['apply', '-f', 'door.yaml'], npm)).text).toMatch(
      /^Address of integration shop, shown only this once: http:\/\/tocsin\.test\/in\/webhook\/\w{32}$/m,
    );
    expect((await run(['policy', 'lint', 'rules.yaml'], npm)).code).toBe(0);
    expect((await run(['apply', '-f', 'org.yaml'])).text).toBe(
      `Cannot read ${join(process.cwd(), 'org.yaml')} (ENOENT).\n`,
    );
    await rm(folder, { recursive: true });
  });

  test('says its version, and completes commands and options in the shells', async () => {
    expect((await run(['--version'])).text).toMatch(/^tocsin \d+\.\d+\.\d+\n$/);
    expect((await run(['complete', '--', 'po'])).text).toBe('policy\n');
    expect((await run(['complete', '--', 'policy', 'r'])).text).toBe('rehearse\nrender\nreview\n');
    expect((await run(['complete', '--', 'apply', '--p'])).text).toBe('--policy-base\n--prune\n');
    expect((await run(['complete', '--', 'apply', '-f', 'org'])).text).toBe('');
    for (const shell of ['bash', 'zsh', 'fish'])
      expect(await run(['completion', shell])).toMatchObject({
        code: 0,
        text: expect.stringContaining('tocsin complete -- '),
      });
    expect((await run(['completion', 'tcsh'])).code).toBe(2);
    const script = (await run(['completion', 'bash'])).text;
    const bash = spawnSync(
      'bash',
      [
        '-c',
        `tocsin() { "${process.execPath}" "${tool}" "$@"; }
         ${script}
         COMP_WORDS=(tocsin incident de) COMP_CWORD=2
         _tocsin; echo "\${COMPREPLY[@]}"`,
      ],
      { encoding: 'utf8', env: { PATH: process.env.PATH } },
    );
    expect(bash.stdout).toBe('declare\n');
  });

  test('says in words what appears, goes and changes, and what looks like a slip', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'tocsin-cli-'));
    const file = join(folder, 'org.yaml');
    const applied = async (organisation: string) => {
      const ana = '{ email: ana@example.com, name: Ana, timezone: UTC }';
      await writeFile(file, `people: [${ana}]\norganisation: ${organisation}\n`);
      return (await run(['apply', '-f', file])).text;
    };
    expect(await applied('{ name: One, roles: { ctoo: ana@example.com } }')).toMatch(
      /name: .* -> One\n +roles\.ctoo: now ana[\s\S]*Please check line 2, column \d+: The policy has no role "ctoo"/,
    );
    expect(await applied('{ roles: { ctoo: null } }')).toContain('roles.ctoo: no longer ana@example.com\n');
    await rm(folder, { recursive: true });
  });

  test('says where a bad file is wrong, and changes nothing', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'tocsin-cli-'));
    const file = join(folder, 'org.yaml');
    await writeFile(file, 'teams:\n  - id: payments\n    name: Payments\n    colour: red\n');
    const { code, text } = await run(['apply', '-f', file]);
    expect(code).toBe(1);
    expect(text).toMatch(/line 4, column 5.*colour/);
    expect(await run(['apply', '-f', join(folder, 'absent.yaml')])).toMatchObject({ code: 2 });
    await rm(folder, { recursive: true });
  });

  test('[RES-4] writes the public status page into a folder, and tests a webhook', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'status-page-'));
    try {
      const page = { name: 'Harbour Shop', components: [{ id: 'pay', name: 'Payments' }] };
      await tocsin.http('PUT', '/api/v1/status-pages/main', page);
      const to = join(folder, 'public');
      const exported = await run(['statuspage', 'export', '--to', to]);
      expect(exported).toMatchObject({ code: 0, text: expect.stringMatching(/^Wrote \d+ files to /) });
      expect(await readFile(join(to, 'index.html'), 'utf8')).toContain('Harbour Shop');
      expect(await readFile(join(to, 'history/index.html'), 'utf8')).toContain('Harbour Shop');
      const url = 'https://hooks.example.com/';
      await tocsin.http('PUT', '/api/v1/webhooks/warehouse', { name: 'Warehouse', url });
      expect((await run(['webhook', 'list'])).text).toMatch(/warehouse +on +0 +0 +https:/);
      expect((await run(['webhook', 'ping', 'warehouse'])).code).toBe(0);
    } finally {
      await rm(folder, { recursive: true });
    }
  });

  test('gives machines JSON', async () => {
    await run(['incident', 'declare', 'Checkout is down', '--severity', 'P4', '--reason', 'Seen by hand']);
    const { code, text } = await run(['incident', 'list', '--json']);
    expect(code).toBe(0);
    expect(JSON.parse(text).items).toMatchObject([{ reference: 'INC-1', severity: 'P4' }]);
  });

  test('says where the record is broken, and exits 5', async () => {
    await run(['incident', 'declare', 'Checkout is down', '--severity', 'P4', '--reason', 'Seen by hand']);
    await tocsin.database.pool.query("update incident set title = 'Nothing happened'");
    const { code, text } = await run(['verify', 'INC-1']);
    expect(code).toBe(5);
    expect(text).toMatch(/INC-1: .*title/);
  });

  test('a refusal says what to do and exits by its kind', async () => {
    expect(await run(['incident', 'show', 'INC-99'])).toMatchObject({
      code: 1,
      text: expect.stringMatching(/INC-99/),
    });
    expect(await run(['incident', 'list'], { TOCSIN_TOKEN: '' })).toMatchObject({
      code: 4,
      text: expect.stringContaining('Set TOCSIN_TOKEN'),
    });
    expect(await run(['incident', 'list', '--severity', 'P9'])).toMatchObject({ code: 2 });
    expect(await run(['incident', 'ack'])).toMatchObject({
      code: 2,
      text: expect.stringMatching(/^Which incident\?/),
    });
    expect(await run(['incident', 'list', '--colour'])).toMatchObject({
      code: 2,
      text: expect.stringContaining('--colour'),
    });
    const group = await run(['policy', '--help']);
    expect(group).toMatchObject({ code: 0, text: expect.stringMatching(/policy lint[\s\S]*policy review/) });
    expect(group.text).not.toContain('Unknown');
    expect((await run(['policy', 'lint', '--foo'])).text).toMatch(
      /^Unknown option '--foo'\.\n\ntocsin policy lint/,
    );
    expect(await run(['launch'])).toMatchObject({
      code: 2,
      text: expect.stringContaining('Unknown command "launch"'),
    });
    expect(await run(['oncall'], { TOCSIN_URL: 'http://127.0.0.1:9' })).toMatchObject({
      code: 3,
      text: expect.stringContaining('Cannot reach http://127.0.0.1:9'),
    });
    for (const address of ['tocsin.example.com', 'localhost:7080'])
      expect(await run(['oncall'], { TOCSIN_URL: address })).toEqual({
        code: 2,
        text: `TOCSIN_URL is "${address}". It must begin with https:// or http://, as in https://tocsin.example.com.\n`,
      });
    expect(await run(['oncall'], { TOCSIN_TOKEN: '“abc”' })).toEqual({
      code: 2,
      text: expect.stringMatching(/^TOCSIN_TOKEN contains a character [^\n]*\n$/),
    });
    const proxy = createServer((_request, response) =>
      response.writeHead(200, { 'content-type': 'text/html' }).end('<!doctype html><title>Sign in</title>'),
    );
    await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
    const { port } = proxy.address() as AddressInfo;
    expect(await run(['oncall'], { TOCSIN_URL: `http://127.0.0.1:${port}` })).toEqual({
      code: 3,
      text: expect.stringMatching(/^http:\S+ did not answer as Tocsin does; [^\n]*\n$/),
    });
    proxy.close();
  });
});
