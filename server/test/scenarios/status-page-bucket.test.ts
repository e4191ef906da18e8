import { dirname, join, normalize } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { S3Server } from '../fakes/s3-server.ts';
import { Harness } from '../harness/index.ts';
import { someone } from '../harness/people.ts';

/* The status page as objects in a bucket, which outlives Tocsin. */

let bucket: S3Server;
let harness: Harness;
let closed: boolean;
beforeEach(async () => {
  let begun: Harness | undefined;
  bucket = await S3Server.start(() => begun?.clock.now().epochMilliseconds ?? Date.parse(BEGIN));
  harness = await started();
  begun = harness;
  closed = false;
});
afterEach(async () => {
  if (!closed) await harness.close();
  await bucket.close();
});

const started = () =>
  Harness.start({
    env: {
      STATUS_PAGE_BUCKET: bucket.url,
      STATUS_PAGE_BUCKET_REGION: bucket.region,
      STATUS_PAGE_BUCKET_KEY_ID: bucket.keyId,
      STATUS_PAGE_BUCKET_SECRET: bucket.secret,
    },
  });
const BEGIN = '2031-03-03T09:00:00Z';

const settled = async () => {
  await harness.settle();
  await harness.app.statusPages.settled();
};
const must = async (method: 'POST' | 'PUT', path: string, body: object) => {
  const reply = await harness.http(method, `/api/v1/${path}`, body);
  if (reply.status >= 300) throw new Error(`${method} ${path}: ${reply.status} ${reply.text}`);
  await settled();
  return reply.body;
};
const copies = async () => (await harness.http('GET', '/api/v1/status-page-copies')).body.items;
const PAGE = { name: 'Harbour Shop', languages: ['en', 'fr'], components: [{ id: 'pay', name: 'Payments' }] };
const INCIDENT = {
  ...{ title: 'Payments fail', body: 'We look into it.', levels: { pay: 'major_outage' }, notify: false },
};

test('[RES-4] with Tocsin stopped, the bucket holds a whole page: every link of it leads to an object', async () => {
  await must('PUT', 'status-pages/main', PAGE);
  await must('POST', 'status-pages/main/incidents', INCIDENT);
  const served = (await harness.http('GET', '/status/', undefined, { as: null })).text;
  await harness.close();
  closed = true;
  expect(bucket.refusals).toEqual(['NoSuchKey']);
  expect(bucket.text('index.html')).toBe(served);
  expect(bucket.text('fr/index.html')).toContain('Panne majeure');
  const all = [...bucket.objects.keys()];
  const dead: string[] = [];
  for (const name of all.filter((one) => one.endsWith('.html')))
    for (const [, link = ''] of bucket.text(name).matchAll(/(?:href|src)="([^"#]+)"/g))
      if (!/^https?:/.test(link) && !all.includes(normalize(join(dirname(name), link))))
        dead.push(`${name}: ${link}`);
  expect(dead).toEqual([]);
  expect(bucket.objects.get('index.html')).toMatchObject({
    type: 'text/html; charset=utf-8',
    cacheControl: expect.stringContaining('max-age=15'),
  });
  expect(bucket.objects.get('api/v2/summary.json')?.type).toBe('application/json; charset=utf-8');
  expect(bucket.objects.get('history.atom')?.type).toBe('application/atom+xml; charset=utf-8');
});

test('only what changed is uploaded, and what is gone is deleted', async () => {
  await must('PUT', 'status-pages/main', PAGE);
  const { id, url } = await must('POST', 'status-pages/main/incidents', INCIDENT);
  bucket.requests.length = 0;
  await harness.advance('PT10M');
  await harness.app.statusPages.refresh();
  await settled();
  // What says how it is now, and nothing of the past.
  expect(bucket.requests.length).toBeGreaterThan(0);
  expect(bucket.requests.filter((one) => !/index\.html$|PUT api\/|json$/.test(one))).toEqual([]);
  expect(bucket.text('index.html')).toContain('As of 3 March 2031 at 09:10 UTC');
  const name = `incidents/${url.split('/').at(-1)}`;
  expect([...bucket.objects.keys()]).toContain(name);
  await must('POST', `public-incidents/${id}/withdraw`, { reason: 'A mistake' });
  expect(bucket.requests).toContain(`DELETE ${name}`);
  expect([...bucket.objects.keys()]).not.toContain(name);
  await must('PUT', 'status-pages/main', { ...PAGE, visibility: 'private' });
  expect([...bucket.objects.keys()]).toEqual(['.tocsin-status-page.json']);
});

test('a bucket that refuses delays nobody, says so on the status page, and after ten minutes to administrators', async () => {
  await someone(harness, 'zoe@example.com', 'administrator');
  await must('PUT', 'status-pages/main', PAGE);
  expect(await copies()).toEqual([
    { place: 'bucket', copiedAt: '2031-03-03T09:00:00Z', failingSince: null, problem: null },
  ]);
  bucket.secret = 'another one';
  await harness.advance('PT5M');
  await must('POST', 'status-pages/main/incidents', INCIDENT);
  expect((await harness.http('GET', '/status/', undefined, { as: null })).text).toContain('Payments fail');
  expect(await copies()).toMatchObject([
    { failingSince: '2031-03-03T09:05:00Z', problem: expect.stringContaining('SignatureDoesNotMatch') },
  ]);
  for (let minute = 0; minute < 12; minute += 1) {
    await harness.advance('PT1M');
    await harness.app.statusPages.refresh();
    await settled();
  }
  await harness.person('zoe@example.com').expectMail(/cannot be copied to its bucket/);
  bucket.secret = 'the/secret+of the test';
  bucket.goDown();
  await harness.app.statusPages.refresh();
  await settled();
  expect(await copies()).toMatchObject([{ problem: expect.stringContaining('SlowDown') }]);
  bucket.goDown(false);
  await harness.app.statusPages.refresh();
  await settled();
  expect(bucket.text('index.html')).toContain('Payments fail');
  expect(await copies()).toMatchObject([{ failingSince: null, problem: null }]);
  harness.othersMayWrite();
});

test('all files of the page are handed out as of one moment, and of a private page none', async () => {
  await must('PUT', 'status-pages/main', PAGE);
  const { items } = (await harness.http('GET', '/api/v1/status-pages/main/files')).body;
  const names = items.map(({ name }: { name: string }) => name);
  expect(names).toEqual(expect.arrayContaining(['index.html', 'fr/index.html', 'api/v2/status.json']));
  const front = items.find(({ name }: { name: string }) => name === 'index.html');
  expect(Buffer.from(front.content, 'base64').toString()).toBe(bucket.text('index.html'));
  await must('PUT', 'status-pages/main', { ...PAGE, visibility: 'private' });
  expect((await harness.http('GET', '/api/v1/status-pages/main/files')).status).toBe(409);
});

/** Another process, in whose database there is no page any more. */
const restarted = async () => {
  await harness.close();
  harness = await started();
  await harness.app.statusPages.refresh();
  await settled();
};

test.each(['forbidden', 'cut'] as const)(
  '[RES-4] what lies in the bucket is removed although the list of it is read %s',
  async (how) => {
    await must('PUT', 'status-pages/main', PAGE);
    await must('POST', 'status-pages/main/incidents', INCIDENT);
    const before = bucket.text('.tocsin-status-page.json');
    bucket.reading = how;
    await restarted();
    // Of a list that was not read whole nothing is taken, and none is put in its place.
    expect(bucket.text('.tocsin-status-page.json')).toBe(before);
    expect(await copies()).toMatchObject([{ problem: expect.stringMatching(/403|127\.0\.0\.1/) }]);
    bucket.reading = 'well';
    await harness.app.statusPages.refresh();
    await settled();
    expect([...bucket.objects.keys()]).toEqual(['.tocsin-status-page.json']);
    expect(await copies()).toMatchObject([{ problem: null }]);
  },
);

test('[RES-4] after an upload that broke off, the next process knows all that lies there', async () => {
  await must('PUT', 'status-pages/main', PAGE);
  bucket.takeUntil(/^incidents\//);
  await must('POST', 'status-pages/main/incidents', INCIDENT);
  expect([...bucket.objects.keys()].filter((name) => name.startsWith('incidents/'))).toHaveLength(1);
  expect(await copies()).toMatchObject([{ problem: expect.stringContaining('SlowDown') }]);
  bucket.takeUntil(undefined);
  await restarted();
  expect([...bucket.objects.keys()]).toEqual(['.tocsin-status-page.json']);
});
