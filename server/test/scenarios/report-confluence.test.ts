import { afterEach, beforeEach, expect, test } from 'vitest';
import { ConfluenceServer } from '../fakes/confluence-server.ts';
import { NASTY } from '../fixtures/nasty.ts';
import { tokenOf } from '../harness/people.ts';
import { Response } from '../harness/response.ts';

const TOKEN = 'the-token-of-the-wiki';
let shop: Response;
let wiki: ConfluenceServer;
beforeEach(async () => {
  shop = await Response.begin('2031-03-03T09:00:00Z');
  shop.harness.othersMayWrite();
  shop.harness.updatesToo();
  wiki = await ConfluenceServer.start(TOKEN);
});
afterEach(async () => {
  await wiki.close();
  await shop.close();
});

type Kind = 'confluence_cloud' | 'confluence_server';
const path = (rest = '') => `/api/v1/incidents/INC-1/report${rest}`;
const connect = (kind: Kind, more: object = {}) =>
  shop.harness.http('PUT', '/api/v1/wiki', {
    ...{ kind, url: wiki.url, space: 'OPS', secret: TOKEN },
    ...(kind === 'confluence_cloud' ? { username: 'ana@example.com' } : {}),
    ...more,
  });
const write = (section: string, text: string, base = 0) =>
  shop.must('PUT', path(`/sections/${section}`), { text, base });
/** A report that is complete, and published. */
const published = async (body: object = {}, cause = 'A migration held a lock.') => {
  await shop.declare({ symptoms: 'HTTP 502', startedAt: '2031-03-03T08:50:00Z', ...body });
  await shop.command('resolve', { resolution: 'Rolled back.', ending: 'recovered' });
  await write('impact', 'No one could pay');
  await write('root_cause', cause);
  await write('lessons', 'Bound migrations.');
  await shop.must('POST', '/api/v1/incidents/INC-1/actions', {
    ...{ title: 'Bound migrations', ownerId: shop.idOf('ana'), dueOn: '2031-03-31' },
  });
  await shop.must('POST', path('/versions'));
};
const publish = async (body: object = {}) => {
  const reply = await shop.harness.http('POST', path('/page'), body);
  await shop.harness.settle();
  return reply;
};
const page = async () => (await shop.must('GET', path('/page'))).body.page;
const creations = () => wiki.asked.filter((each) => /^POST .*\/(pages|content)$/.test(each)).length;

test.each<Kind>(['confluence_cloud', 'confluence_server'])(
  '[DOC-2] %s: the report is published as a page, follows each new version, and takes nothing from who edits, moves or deletes it there',
  async (kind) => {
    const above = wiki.add('Incident reports');
    expect((await connect(kind, { parentId: above.id })).status).toBe(200);
    // What people write is words, in whatever markup they write it.
    await published({}, NASTY.join('\n'));
    expect((await publish()).status).toBe(200);
    expect(await page()).toMatchObject({ state: 'published', version: 1, problem: null });
    const [, made] = [...wiki.pages.values()];
    if (made === undefined) throw new Error('No page was made.');
    expect(made).toMatchObject({ title: 'INC-1 Checkout is down', parentId: above.id, version: 1 });
    expect(made.body).toContain('No one could pay');
    expect([...made.labels].sort()).toEqual(['incident-report', 'p1']);
    expect((await page()).url).toContain(made.id);
    expect(await shop.story()).toContainEqual(
      expect.stringContaining('report_page_published: Version 1 of the report is in Confluence'),
    );

    // A new version goes there by itself; a page that was moved is followed by its number.
    Object.assign(made, { parentId: null });
    await write('lessons', 'Bound migrations to a minute.', 1);
    await shop.must('POST', path('/versions'));
    await shop.harness.settle();
    expect(await page()).toMatchObject({ state: 'published', version: 2 });
    expect(made).toMatchObject({ version: 2, parentId: null, body: expect.stringContaining('to a minute') });

    // Somebody edited it there: their words stay until somebody says otherwise.
    wiki.edit(made, { body: `${made.body}<p>A remark</p>` });
    await shop.must('POST', path('/versions'));
    await shop.harness.settle();
    expect(await page()).toMatchObject({ state: 'changed', version: 2, wanted: 3 });
    expect(made.body).toContain('A remark');
    await publish({ replace: true });
    expect(await page()).toMatchObject({ state: 'published', version: 3 });
    expect(made.body).not.toContain('A remark');

    // Deleted there: it is said, and made anew only when somebody asks.
    made.status = 'trashed';
    await shop.must('POST', path('/versions'));
    await shop.harness.settle();
    expect(await page()).toMatchObject({ state: 'gone', version: 3 });
    const before = creations();
    await publish();
    expect(await page()).toMatchObject({ state: 'published', version: 4 });
    expect(creations()).toBe(before + 1);
    expect(wiki.faults).toEqual([]);
  },
);

test('[DOC-2] each answer of Confluence has its consequence and says so, and a lost answer makes no second page', async () => {
  await connect('confluence_cloud');
  await published();
  wiki.mood = { status: 503 };
  await publish();
  expect(await page()).toMatchObject({ state: 'waiting', problem: expect.stringContaining('answered 503') });
  for (const status of [401, 403, 429, 500]) {
    wiki.mood = { status };
    await publish();
    const { state, problem, nextAt } = await page();
    expect([state, problem, nextAt === null]).toEqual([
      ...['waiting', expect.stringContaining(`answered ${status}`), false],
    ]);
  }
  for (const status of [400, 413]) {
    wiki.mood = { status };
    await publish();
    expect(await page()).toMatchObject({
      ...{ state: 'failed', nextAt: null, problem: expect.stringContaining(`answered ${status}`) },
    });
  }
  // The page is made, and the answer lost: the next look finds it.
  wiki.mood = 'loses_answers';
  await publish();
  expect(await page()).toMatchObject({ state: 'waiting', version: null });
  wiki.mood = 'well';
  await shop.harness.advance('PT2M');
  expect(await page()).toMatchObject({ state: 'published', version: 1 });
  expect(wiki.only().version).toBe(1);
  expect(creations()).toBe(1);
  expect(wiki.faults).toEqual([]);
});

test('[DOC-2] a restricted incident’s report never leaves, also when it is restricted in between; a page by the same name is nobody’s to overwrite', async () => {
  const other = wiki.add('INC-1 Checkout is down');
  await connect('confluence_server');
  await published();
  await publish();
  expect(await page()).toMatchObject({ state: 'failed', problem: expect.stringContaining('already') });
  expect(other).toMatchObject({ version: 1, body: '<p>By hand</p>' });
  wiki.pages.delete(other.id);
  wiki.mood = { status: 500 };
  await publish();
  await shop.command('visibility', { visibility: 'restricted', reason: 'Personal data' });
  wiki.mood = 'well';
  await shop.harness.advance('PT2H');
  expect(await page()).toMatchObject({ state: 'failed', problem: expect.stringContaining('restricted') });
  expect((await publish()).body.code).toBe('restricted_incident');
  expect(wiki.pages.size).toBe(0);
});

test('Confluence is connected by administrators, tested when saved, and its token is not shown again', async () => {
  const said = async (more: object) => (await connect('confluence_cloud', more)).body.errors?.[0];
  expect(await said({ space: 'NOPE' })).toMatchObject({ path: 'space' });
  expect(await said({ secret: 'wrong' })).toMatchObject({ path: 'secret' });
  expect(await said({ username: null })).toMatchObject({ path: 'username' });
  expect(await said({ parentId: '7' })).toMatchObject({ path: 'parentId' });
  expect(await said({ url: 'http://10.1.2.3' })).toMatchObject({ path: 'url' });
  expect((await connect('confluence_cloud')).status).toBe(200);
  const shown = await shop.must('GET', '/api/v1/wiki');
  expect(shown.body.wiki).toMatchObject({ space: 'OPS', pages: 0 });
  expect(shown.text + (await shop.must('GET', '/api/v1/audit')).text).not.toContain(TOKEN);
  expect(await said({ secret: undefined, url: 'http://localhost:1' })).toMatchObject({ path: 'secret' });
  const ana = await tokenOf(shop.harness, shop.idOf('ana'), 'responder');
  expect((await shop.harness.http('GET', '/api/v1/wiki', undefined, { as: ana })).status).toBe(403);
  await shop.must('DELETE', '/api/v1/wiki');
  await published();
  expect((await publish()).body.code).toBe('no_wiki');
});
