import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, normalize } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { Harness } from '../harness/index.ts';

/* The status page as files in a folder, and on a host of its own. */

let folder: string;
let harness: Harness;
let closed: boolean;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'status-page-'));
  harness = await Harness.start({ env: { STATUS_PAGE_FOLDER: folder } });
  closed = false;
});
afterEach(async () => {
  if (!closed) await harness.close();
  await rm(folder, { recursive: true });
});

const must = async (method: 'POST' | 'PUT', path: string, body: object) => {
  const reply = await harness.http(method, `/api/v1/${path}`, body);
  if (reply.status >= 300) throw new Error(`${method} ${path}: ${reply.status} ${reply.text}`);
  await harness.settle();
  return reply.body;
};
const PAGE = { name: 'Harbour Shop', languages: ['en', 'fr'], components: [{ id: 'pay', name: 'Payments' }] };
const INCIDENT = {
  title: 'Payments fail',
  body: 'We look into it.',
  levels: { pay: 'major_outage' },
  notify: false,
};

const files = async (): Promise<string[]> =>
  (await readdir(folder, { recursive: true, withFileTypes: true }))
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
    .sort();
const file = (name: string): Promise<string> => readFile(join(folder, name), 'utf8');

test('with Tocsin stopped, the files are a whole page: every link of it leads to a file', async () => {
  await must('PUT', 'status-pages/main', PAGE);
  await must('POST', 'status-pages/main/incidents', INCIDENT);
  const served = (await harness.http('GET', '/status/', undefined, { as: null })).text;
  await harness.close();
  closed = true;
  expect(await file('index.html')).toBe(served);
  expect(await file('fr/index.html')).toContain('Panne majeure');
  const all = await files();
  expect(all.some((name) => name.endsWith('.tmp'))).toBe(false);
  const dead: string[] = [];
  for (const name of all.filter((one) => one.endsWith('.html')))
    for (const [, link = ''] of (await file(name)).matchAll(/(?:href|src)="([^"#]+)"/g))
      if (!/^https?:/.test(link) && !all.includes(normalize(join(dirname(name), link))))
        dead.push(`${name}: ${link}`);
  expect(dead).toEqual([]);
  expect(JSON.parse(await file('api/v2/summary.json'))).toMatchObject({ status: { indicator: 'critical' } });
});

test('what goes from the page goes from the folder, and what is not ours stays', async () => {
  await must('PUT', 'status-pages/main', PAGE);
  await writeFile(join(folder, 'robots.txt'), 'User-agent: *');
  const { id, url } = await must('POST', 'status-pages/main/incidents', INCIDENT);
  const name = `incidents/${url.split('/').at(-1)}`;
  expect(await files()).toContain(name);
  await must('POST', `public-incidents/${id}/withdraw`, { reason: 'A mistake' });
  expect(await files()).not.toContain(name);
  expect(await file('index.html')).not.toContain('Payments fail');
  // A page that becomes private leaves nothing behind.
  await must('PUT', 'status-pages/main', { ...PAGE, visibility: 'private' });
  expect(await files()).toEqual(['.tocsin-status-page.json', 'robots.txt']);
});

test('each minute the page says anew as of when it is true, and the past is left alone', async () => {
  await must('PUT', 'status-pages/main', PAGE);
  await harness.advance('PT10M');
  await harness.app.statusPages.refresh();
  expect(await file('index.html')).toContain('As of 3 March 2031 at 09:10 UTC');
  expect(await file('history/2031-03.html')).toContain('As of 3 March 2031 at 09:00 UTC');
});

test('on its own host the page is at the root, and nothing else of Tocsin is there', async () => {
  await must('PUT', 'status-pages/main', { ...PAGE, host: 'status.example.com' });
  const on = (path: string) =>
    harness.http('GET', path, undefined, { headers: { host: 'status.example.com:443' } });
  expect((await on('/')).text).toContain('All systems operational');
  expect((await on('/history/index.html')).status).toBe(200);
  expect((await on('/history.atom')).text).toContain('<id>https://status.example.com/</id>');
  for (const path of ['/api/v1/incidents', '/metrics', '/sign-in', '/healthz'])
    expect((await on(path)).status).toBe(404);
  const own = await harness.http('PUT', '/api/v1/status-pages/main', { ...PAGE, host: 'tocsin.test' });
  expect(own).toMatchObject({ status: 400, body: { code: 'host_in_use' } });
});
