import { spawn } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { ADMIN_TOKEN } from '../harness/index.ts';
import { Response } from '../harness/response.ts';

const tool = fileURLToPath(new URL('../../../cli/bin/tocsin.mjs', import.meta.url));

test('[DOC-2] reports are saved by the command line, one or all; it lists reviews and actions, and searches the library', async () => {
  const shop = await Response.begin('2031-03-03T09:00:00Z');
  shop.harness.othersMayWrite();
  const folder = await mkdtemp(join(tmpdir(), 'reports-'));
  try {
    const url = await shop.harness.app.server.listen({ host: '127.0.0.1', port: 0 });
    const run = (...args: string[]) =>
      new Promise<{ code: number | null; text: string }>((resolve, reject) => {
        const env = { PATH: process.env.PATH, TZ: 'UTC', TOCSIN_URL: url, TOCSIN_TOKEN: ADMIN_TOKEN };
        const child = spawn(process.execPath, [tool, ...args], { env });
        let text = '';
        for (const stream of [child.stdout, child.stderr])
          stream.on('data', (chunk) => {
            text += chunk;
          });
        child.once('error', reject);
        child.once('close', (code) => resolve({ code, text }));
      });
    for (const [index, title] of ['Checkout is down', 'Mail is slow'].entries()) {
      await shop.declare({ title });
      await shop.command('resolve', { resolution: 'Rolled back.', ending: 'recovered' }, `INC-${index + 1}`);
    }
    await shop.must('POST', '/api/v1/incidents/INC-1/actions', {
      ...{ title: 'Grow the pool', ownerId: shop.idOf('ana'), dueOn: '2031-03-07' },
    });
    const markdown = await run('report', 'export', 'INC-1');
    expect(markdown).toMatchObject({ code: 0, text: expect.stringContaining('# INC-1 Checkout is down') });
    expect(markdown.text).toContain('Draft: not published yet. Missing: Start Time, Root Cause');
    expect((await run('report', 'export', 'INC-1', '--format', 'docx')).code).toBe(2);
    expect(await run('report', 'export', '--all', '--format', 'pdf', '--to', folder)).toMatchObject({
      ...{ code: 0, text: expect.stringContaining('Saved 2 reports') },
    });
    expect((await readdir(folder)).sort()).toEqual(['INC-1.pdf', 'INC-2.pdf']);
    expect((await readFile(join(folder, 'INC-2.pdf'))).subarray(0, 5).toString()).toBe('%PDF-');
    expect((await run('actions')).text).toContain(
      'ACT-1    open  due 2031-03-07  Ana  Grow the pool (INC-1)',
    );
    expect((await run('reviews')).text).toContain('schedule by 2031-03-04 09:00');
    await shop.harness.settle();
    expect((await run('library', 'search', 'checkout down', '--system', 'checkout')).text).toContain(
      'INC-1    P1',
    );
    expect((await run('library', 'search', 'mail -slow')).text).toContain('Nothing found.');
  } finally {
    await rm(folder, { recursive: true, force: true });
    await shop.close();
  }
});
