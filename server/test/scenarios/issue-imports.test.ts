import { afterEach, beforeEach, expect, test } from 'vitest';
import { TrackerServer } from '../fakes/tracker-server.ts';
import { tokenOf } from '../harness/people.ts';
import { Response } from '../harness/response.ts';

const TOKEN = 'the-token-of-the-tracker';
let shop: Response;
let vendor: TrackerServer;
beforeEach(async () => {
  shop = await Response.begin('2031-03-03T09:00:00Z');
  shop.harness.othersMayWrite();
  shop.harness.updatesToo();
  vendor = await TrackerServer.start(TOKEN, () => new Date(shop.harness.clock.now().epochMilliseconds));
  await shop.declare({ severity: 'P3' });
  await shop.command('resolve', { resolution: 'Rolled back.', ending: 'recovered' });
});
afterEach(async () => {
  await vendor.close();
  await shop.close();
});

const KINDS = {
  jira_cloud: { project: 'SHOP', username: 'ana@example.com', link: '/browse/SHOP-1', status: 'To Do' },
  jira_server: { project: 'SHOP', link: '/secure/RapidBoard.jspa?selectedIssue=SHOP-1', status: 'To Do' },
  github: { project: 'acme/shop', link: '/acme/shop/issues/1#issuecomment-7', status: 'open' },
  gitlab: { project: 'acme/shop', link: '/acme/shop/-/work_items/1', status: 'opened' },
} as const;
type Kind = keyof typeof KINDS;
const connect = (kind: Kind, id = 'tracker', more: object = {}) => {
  const { link: _, status: __, ...rest } = KINDS[kind];
  return shop.must('PUT', `/api/v1/trackers/${id}`, {
    ...{ kind, name: 'Tracker', url: vendor.url, secret: TOKEN, ...rest, ...more },
  });
};
const post = (path: string, body: object, as?: string) =>
  shop.harness.http('POST', `/api/v1/incidents/INC-1/actions/${path}`, body, as === undefined ? {} : { as });
const wanted = (link: string) => ({ link, ownerId: shop.idOf('ana'), dueOn: '2031-03-31' });
const actions = async () => (await shop.must('GET', '/api/v1/actions?status=all')).body.items;

test.each(Object.keys(KINDS) as Kind[])(
  '[REV-4] an issue of %s becomes an action by its link, follows it from then on in both directions, and only once',
  async (kind) => {
    await connect(kind);
    vendor.seed({ title: 'Grow the pool', status: KINDS[kind].status });
    const link = `${vendor.url}${KINDS[kind].link}`;
    const found = await post('find-issue', { link });
    expect(found.body).toMatchObject({ title: 'Grow the pool', state: 'open', dueOn: null });
    expect(await actions()).toEqual([]);

    // Two people at once: one action.
    const both = await Promise.all([post('import', wanted(link)), post('import', wanted(link))]);
    expect(both.map(({ status }) => status).sort()).toEqual([201, 409]);
    expect(both.find(({ status }) => status === 409)?.body.code).toBe('issue_taken');
    await shop.harness.settle();
    const [action, ...others] = await actions();
    expect(others).toEqual([]);
    expect(action).toMatchObject({ title: 'Grow the pool', dueOn: '2031-03-31', state: 'open' });
    expect(action.issue).toMatchObject({ state: 'linked', problem: null, url: action.link });

    // The deadline that was chosen here stands there, and what is done there is done here.
    expect(kind === 'github' ? String(vendor.only().text) : vendor.only().dueOn).toContain('2031-03-31');
    vendor.change(1, kind.startsWith('jira') ? { status: 'Done', reason: 'Done' } : { status: 'closed' });
    await shop.harness.advance('PT6M');
    expect((await actions())[0]).toMatchObject({ state: 'done' });
    expect(vendor.faults).toEqual([]);
    expect(vendor.issues.size).toBe(1);
  },
);

test('what cannot be imported says why, and nothing is made', async () => {
  const said = async (link: string, status = 400) => {
    const reply = await post('import', wanted(link));
    expect(reply.status).toBe(status);
    return reply.body.detail;
  };
  const link = `${vendor.url}/acme/shop/issues/1`;
  expect(await said(link)).toContain('No issue tracker is connected');
  await connect('github');
  expect(await said('https://github.com/acme/other/issues/1')).toContain('acme/shop in Tracker');
  expect(await said(link)).toContain('There is no such issue');
  vendor.seed({ title: '<img src=x onerror=alert(1)>'.repeat(20), status: 'open' });
  vendor.mood = { status: 503 };
  expect(await said(link, 503)).toContain('answered 503');
  vendor.mood = 'well';
  for (const odd of ['javascript:alert(1)', 'issue 7', `${link}\u0000`])
    expect((await post('import', wanted(odd))).status).toBeLessThan(500);
  const theo = await tokenOf(shop.harness, shop.idOf('theo'), 'stakeholder');
  expect((await post('find-issue', { link }, theo)).status).toBe(403);
  expect((await post('import', { ...wanted(link), dueOn: '2031-01-01' })).status).toBe(400);
  expect(await actions()).toEqual([]);
  expect((await post('import', wanted(link))).status).toBe(201);
  expect((await actions())[0].title).toHaveLength(300);
});

test('the issue of a restricted incident’s action is taken, and whoever may not see it does not hear whose it is', async () => {
  await connect('github');
  vendor.seed({ title: 'Rotate the keys', status: 'open' });
  const link = `${vendor.url}/acme/shop/issues/1`;
  expect((await post('import', wanted(link))).status).toBe(201);
  await shop.command('visibility', { visibility: 'restricted', reason: 'Security' });
  await shop.declare({ title: 'Another' });
  const theo = await tokenOf(shop.harness, shop.idOf('theo'), 'responder');
  const taken = await shop.harness.http('POST', '/api/v1/incidents/INC-2/actions/import', wanted(link), {
    as: theo,
  });
  expect(taken.status).toBe(409);
  expect(taken.body.detail).toContain('is the issue of another action already');
});
