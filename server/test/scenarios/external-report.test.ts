import { afterEach, beforeEach, expect, test } from 'vitest';
import { someone, tokenOf } from '../harness/people.ts';
import { Response } from '../harness/response.ts';

let shop: Response;
let ana: string;
beforeEach(async () => {
  shop = await Response.begin('2031-03-03T09:00:00Z');
  shop.harness.othersMayWrite();
  shop.harness.updatesToo();
  ana = await tokenOf(shop.harness, shop.idOf('ana'), 'responder');
});
afterEach(() => shop.close());

const path = (rest = '') => `/api/v1/incidents/INC-1/report${rest}`;
const ask = (method: 'GET' | 'POST' | 'PUT', rest: string, body?: object, as = ana) =>
  shop.harness.http(method, path(rest), body, { as });
const external = async () => (await ask('GET', '/external')).body;

/** What a reader would read, in each format that is text. */
const documents = async (version: string): Promise<string> =>
  (
    await Promise.all(
      ['html', 'md', 'json'].map((format) =>
        ask('GET', `/external/export?format=${format}&version=${version}`),
      ),
    )
  )
    .map(({ status, text }) => `${status} ${text}`)
    .join('\n');

test('[DOC-2] [DOC-1] the external report names roles and not people: each name in what was typed is answered for before it goes, and it has its own versions and sign-off', async () => {
  await shop.declare({ symptoms: 'HTTP 502', startedAt: '2031-03-03T08:50:00Z' });
  const act = (rest: string, body: object) =>
    shop.harness.http('POST', `/api/v1/incidents/INC-1/${rest}`, body, { as: ana });
  await shop.harness.advance('PT2M');
  await act('command', {});
  await act('responders', { add: [shop.idOf('ben')] });
  await act('entries', { type: 'finding', text: 'Ben says that the pool is empty, ask ben@shop.example.' });
  await act('updates', { text: 'Rolling back.', facts: { impact: 'No one could pay' } });
  await act('resolve', { resolution: 'Rolled back.', ending: 'recovered' });
  await ask('PUT', '/sections/root_cause', { text: 'A migration held a lock.', base: 0 });
  await ask('PUT', '/sections/lessons', { text: 'Bound migrations. (Thanks to Pat.)', base: 0 });
  await shop.must('POST', '/api/v1/incidents/INC-1/actions', {
    ...{ title: 'Bound migrations', ownerId: shop.idOf('ben'), dueOn: '2031-03-31' },
  });
  await shop.harness.http(
    'POST',
    '/api/v1/incidents/INC-1/review/input',
    { kind: 'went_well', text: 'Quick.' },
    { as: ana },
  );

  // The internal one goes first, and there is nothing to hand out before somebody publishes.
  expect((await ask('POST', '/external/versions')).body).toMatchObject({ code: 'publish_internal_first' });
  await shop.must('POST', path('/versions'));
  expect((await ask('GET', '/external/export')).status).toBe(404);
  const { names } = await external();
  const named = (text: RegExp) => names.filter((each: { text: string }) => text.test(each.text));
  expect(new Set(names.map(({ name }: { name: string }) => name))).toEqual(
    new Set(['Ben', 'ben@shop.example', 'Pat']),
  );
  const early = await ask('POST', '/external/versions');
  expect(early.body).toMatchObject({ code: 'names_to_check', detail: expect.stringContaining('Pat') });

  const answer = (which: { id: string }[], how: string) =>
    ask('PUT', '/external/answers', { names: which.map(({ id }) => id), answer: how });
  await answer(named(/pool is empty/), 'role');
  // Words that change are asked about again.
  await answer(named(/Thanks/), 'omit');
  await ask('PUT', '/sections/lessons', { text: 'Bound migrations, as Pat says.', base: 1 });
  expect((await ask('POST', '/external/versions')).body).toMatchObject({ code: 'names_to_check' });
  await answer(
    (await external()).names.filter((each: { answer: unknown }) => each.answer === null),
    'role',
  );
  const published = await ask('POST', '/external/versions');
  expect([published.status, published.body.versions]).toMatchObject([
    201,
    [{ version: 1, publishedBy: 'Ana' }],
  ]);
  await ask('POST', '/external/versions/1/sign-off');

  const read = await documents('latest');
  expect(read.match(/^200 /gm)).toHaveLength(3);
  expect(read).toContain('Bound migrations, as Product owner says.');
  expect(read).toContain('signed off by Incident commander');
  expect(read).not.toMatch(/\b(?:Ana|Ben|Pat|Mia|Theo|Cleo)\b|@shop/);
  const pdf = await ask('GET', '/external/export?format=pdf');
  expect([pdf.status, pdf.text.slice(0, 5)]).toEqual([200, '%PDF-']);
  expect(pdf.headers['content-disposition']).toContain('INC-1-external-report-v1.pdf');
  expect(await shop.story()).toEqual(
    expect.arrayContaining([
      'external_report_published: Ana published the external report, version 1',
      'external_report_signed_off: Ana signed off version 1 of the external report',
    ]),
  );
  // For customers a draft is made of what was published: without names, and without who does what until when.
  const { publicText } = published.body;
  expect(publicText).toContain('Cause\nA migration held a lock.');
  expect(publicText).not.toMatch(/\b(?:Ana|Ben|Pat)\b|@shop|2031-03-31/);
  await shop.must('PUT', '/api/v1/status-pages/main', {
    ...{ name: 'Harbour Shop', languages: ['en'], timezone: 'UTC' },
    components: [{ id: 'pay', name: 'Payments', systems: ['checkout'] }],
  });
  await shop.command('severity', { severity: 'P1' });
  const said = { phase: 'resolved', notify: false };
  const begun = { ...said, incident: 'INC-1', title: 'Payments', body: 'Works.', at: '2031-03-03T09:02:00Z' };
  const opened = await shop.must('POST', '/api/v1/status-pages/main/incidents', begun);
  await shop.harness.advance('PT24H');
  const update = { ...said, body: publicText, revision: opened.body.revision };
  const told = await shop.must('POST', `/api/v1/public-incidents/${opened.body.id}/updates`, update);
  // It was over when that was first said, and not when the post-mortem came.
  expect(told.body).toMatchObject({ phase: 'resolved', resolvedAt: '2031-03-03T09:02:00Z' });

  // The internal one is as it was.
  expect((await ask('GET', '/export?format=md')).text).toContain('Ben');

  // Of a restricted incident it is its members' alone.
  await shop.command('visibility', { visibility: 'restricted', reason: 'Personal data.' });
  const { token: zoe } = await someone(shop.harness, 'zoe@example.com');
  for (const rest of ['/external', '/external/export?version=1'])
    expect((await ask('GET', rest, undefined, zoe)).status).toBe(404);
  expect((await ask('GET', '/external/export?version=draft')).text).toContain('Restricted');
  expect((await shop.must('POST', '/api/v1/verify', {})).body).toMatchObject({ ok: true });
});
