import { afterEach, beforeEach, expect, test } from 'vitest';
import { vendorOf } from '../../src/reviews/trackers/client.ts';
import { TrackerServer } from '../fakes/tracker-server.ts';
import { tokenOf } from '../harness/people.ts';
import { Response } from '../harness/response.ts';

const TOKEN = 'the-token-of-the-tracker';
const HOOK = 'what webhooks are signed with';
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

const PROJECTS = {
  jira_cloud: 'SHOP',
  jira_server: 'SHOP',
  github: 'acme/shop',
  gitlab: 'acme/shop',
} as const;
type Kind = keyof typeof PROJECTS;
const connect = (kind: Kind, more: object = {}) =>
  shop.harness.http('PUT', '/api/v1/trackers/tracker', {
    ...{
      kind,
      name: 'Tracker',
      url: vendor.url,
      project: PROJECTS[kind],
      secret: TOKEN,
      webhookSecret: HOOK,
    },
    ...(kind === 'jira_cloud' ? { username: 'ana@example.com' } : {}),
    ...more,
  });
const add = () =>
  shop.must('POST', '/api/v1/incidents/INC-1/actions', {
    ...{ title: 'Grow the pool', ownerId: shop.idOf('ana'), dueOn: '2031-03-31' },
  });
const action = async () => (await shop.must('GET', '/api/v1/actions?status=all')).body.items[0];
const change = (body: object) => shop.must('PATCH', '/api/v1/actions/ACT-1', body);
const created = async (kind: Kind) => {
  expect((await connect(kind)).status).toBe(200);
  await add();
  await shop.must('POST', '/api/v1/actions/ACT-1/issue', { tracker: 'tracker' });
  await shop.harness.settle();
};
const posts = () => vendor.asked.filter((each) => /^POST .*issues?$/.test(each)).length;

test.each<[Kind, string, { done: object; reopened: object; dropped: object }]>([
  [
    'jira_cloud',
    'Done',
    {
      done: { status: 'Done', reason: 'Done' },
      reopened: { status: 'To Do', reason: null },
      dropped: { status: 'Done', reason: "Won't Do" },
    },
  ],
  [
    'jira_server',
    'Done',
    {
      done: { status: 'Done', reason: 'Done' },
      reopened: { status: 'To Do', reason: null },
      dropped: { status: 'Done', reason: 'Duplicate' },
    },
  ],
  [
    'github',
    'closed',
    {
      done: { status: 'closed', reason: 'completed' },
      reopened: { status: 'open', reason: null },
      dropped: { status: 'closed', reason: 'not_planned' },
    },
  ],
  [
    'gitlab',
    'closed',
    {
      done: { status: 'closed' },
      reopened: { status: 'opened', labels: [] },
      dropped: { status: 'closed', labels: ['wontfix'] },
    },
  ],
])(
  '[REV-4] %s: an action becomes an issue; deadline and state go both ways, by webhook and without; "won’t do" is not done',
  async (kind, closed, there) => {
    await created(kind);
    const issue = vendor.only();
    expect(issue).toMatchObject({
      title: 'Grow the pool',
      ...(kind === 'github' ? {} : { dueOn: '2031-03-31' }),
    });
    expect(JSON.stringify(issue.text)).toContain('ACT-1 of INC-1, owned by Ana');
    expect((await action()).issue).toMatchObject({
      state: 'linked',
      problem: null,
      key: kind.startsWith('jira') ? 'SHOP-1' : '1',
    });
    expect((await shop.story()).join('\n')).toContain('ACT-1 is tracked in Tracker as');

    // From here: the deadline, then the state.
    await shop.harness.advance('PT1M');
    await change({ dueOn: '2031-04-30', reason: 'The vendor is late.' });
    await shop.harness.settle();
    expect(kind === 'github' ? issue.text : issue.dueOn).toContain('2031-04-30');
    await change({ state: 'done' });
    await shop.harness.settle();
    expect(issue.status).toBe(closed);

    // From there, told by a webhook that is signed as the vendor's; one that is not is not believed.
    await shop.harness.advance('PT1M');
    vendor.change(1, there.reopened);
    const hook = (secret: string) =>
      kind === 'github'
        ? vendor.githubHook(1, secret)
        : kind === 'gitlab'
          ? vendor.gitlabHook(1, secret)
          : vendor.jiraHook(1, secret);
    const call = ({ body, headers }: ReturnType<typeof hook>) =>
      shop.harness.http('POST', '/callbacks/trackers/tracker', body, { as: null, headers });
    expect((await call(hook('guessed'))).status).toBe(401);
    await shop.harness.settle();
    expect((await action()).state).toBe('done');
    expect((await call(hook(HOOK))).status).toBe(204);
    await shop.harness.settle();
    expect((await action()).state).toBe('open');
    // Without one, minutes later.
    vendor.change(1, there.dropped);
    await shop.harness.advance('PT6M');
    expect(await action()).toMatchObject({ state: 'dropped', doneAt: null });
    expect((await shop.story()).join('\n')).toContain('Closed without being done in Tracker');
    vendor.change(1, there.reopened);
    await shop.harness.advance('PT7H');
    vendor.change(1, there.done);
    await shop.harness.advance('PT6M');
    expect((await action()).state).toBe('done');
    // And dropped here is not done there.
    await change({ state: 'open' });
    await shop.harness.settle();
    await change({ state: 'dropped', reason: 'No longer needed.' });
    await shop.harness.settle();
    expect(issue).toMatchObject(
      kind === 'gitlab'
        ? { status: 'closed', labels: ["won't do"] }
        : { reason: kind === 'github' ? 'not_planned' : "Won't Do" },
    );

    // Deleted there, it is as it was here.
    await change({ state: 'in_progress' });
    await shop.harness.settle();
    issue.deleted = true;
    await shop.harness.advance('PT6M');
    expect(await action()).toMatchObject({ state: 'in_progress', issue: { state: 'gone' } });
    expect(vendor.faults).toEqual([]);
  },
);

test('[REV-4] Jira is down for a day, and then loses the answer of the creation: nothing is lost, and there is one issue', async () => {
  expect((await connect('jira_cloud', { automatic: true })).status).toBe(200);
  vendor.mood = { status: 503 };
  await add();
  await shop.harness.settle();
  expect((await action()).issue).toMatchObject({
    state: 'creating',
    problem: expect.stringContaining('503'),
  });
  await change({ dueOn: '2031-04-30', reason: 'The vendor is late.' });
  await shop.harness.advance('PT24H');
  expect(vendor.issues.size).toBe(0);
  const tries = vendor.asked.length;
  expect(tries).toBeLessThan(60);
  vendor.mood = 'loses_answers';
  await shop.harness.advance('PT70M');
  expect([vendor.issues.size, posts()]).toEqual([1, expect.any(Number)]);
  vendor.mood = 'well';
  await shop.harness.advance('PT70M');
  expect(vendor.only()).toMatchObject({ title: 'Grow the pool', dueOn: '2031-04-30' });
  expect((await action()).issue).toMatchObject({ state: 'linked', key: 'SHOP-1', problem: null });
  expect(vendor.faults).toEqual([]);
});

test('[REV-4] each answer has its consequence, and says so: 401, 404, 410, 429, 500, a refusal, and none', async () => {
  expect((await connect('github', { secret: 'wrong' })).body).toMatchObject({
    ...{
      code: 'tracker_failed',
      errors: [{ path: 'secret', message: expect.stringContaining('Bad credentials') }],
    },
  });
  expect((await connect('github', { project: 'acme/other' })).body).toMatchObject({ code: 'tracker_failed' });
  await created('github');
  const shown = (await shop.must('GET', '/api/v1/trackers')).text;
  expect(shown).not.toContain(TOKEN);
  expect(shown).not.toContain(HOOK);
  // A kept token goes nowhere else.
  expect((await connect('github', { secret: undefined, url: 'http://127.0.0.1:9' })).text).toContain(
    'Enter the token again',
  );

  const problems: unknown[] = [];
  const after = async (mood: TrackerServer['mood'], wait: string) => {
    vendor.mood = mood;
    await shop.harness.advance('PT6M');
    const { state, problem, nextAt } = (await action()).issue;
    const minutes =
      nextAt === null
        ? null
        : Math.round((Date.parse(nextAt) - shop.harness.clock.now().epochMilliseconds) / 60_000);
    problems.push([
      state,
      problem.replace(vendor.url.slice(7), 'the tracker'),
      minutes === null ? null : minutes > 30,
    ]);
    vendor.mood = 'well';
    await shop.harness.advance(wait);
    if (state === 'stopped' || state === 'gone') await shop.must('POST', '/api/v1/actions/ACT-1/issue/retry');
    await shop.harness.settle();
    expect((await action()).issue).toMatchObject({ state: 'linked', problem: null });
  };
  await after({ status: 401 }, 'PT70M');
  await after({ status: 429, retryAfter: '3600' }, 'PT70M');
  await after({ status: 500 }, 'PT30M');
  await after({ status: 422 }, 'PT1M');
  await after({ status: 404 }, 'PT1M');
  await after({ status: 410 }, 'PT1M');
  expect(problems).toEqual([
    ['linked', 'the tracker answered 401: No', true],
    ['linked', 'the tracker answered 429: No', true],
    ['linked', 'the tracker answered 500: No', false],
    ['stopped', 'the tracker answered 422: No', null],
    ['gone', 'the tracker answered 404: No', null],
    ['gone', 'the tracker answered 410: No', null],
  ]);
  vendor.mood = 'silent';
  const impatient = vendorOf(
    { kind: 'github', url: vendor.url, project: 'acme/shop', username: null, issueType: null, secret: TOKEN },
    () => true,
    50,
  );
  await expect(impatient.get('1')).rejects.toMatchObject({ kind: 'later' });
});

test('[REV-4] an issue is linked by its link; what is restricted goes to no tracker by itself, and its actions stay hidden', async () => {
  expect((await connect('github', { automatic: true })).status).toBe(200);
  await shop.command('visibility', { visibility: 'restricted', reason: 'Personal data' });
  await add();
  await shop.harness.settle();
  expect(vendor.issues.size).toBe(0);
  expect((await action()).issue).toBeNull();
  const zoe = await tokenOf(shop.harness, shop.idOf('ana'), 'stakeholder');
  const link = (url: string, as?: string) =>
    shop.harness.http(
      'POST',
      '/api/v1/actions/ACT-1/issue',
      { tracker: 'tracker', link: url },
      as === undefined ? {} : { as },
    );
  expect((await link(`${vendor.url}/acme/shop/issues/1`, zoe)).status).toBe(403);
  expect((await link(`${vendor.url}/acme/other/issues/1`)).body).toMatchObject({ code: 'other_project' });
  expect((await link('https://elsewhere.example/acme/shop/issues/1')).body).toMatchObject({
    code: 'other_project',
  });

  vendor.issues.set(1, {
    ...{
      number: 1,
      title: 'Their words',
      text: 'x',
      labels: [],
      dueOn: null,
      status: 'closed',
      reason: 'completed',
    },
    ...{ updatedAt: new Date('2031-03-03T09:30:00Z'), deleted: false },
  });
  expect((await link(`${vendor.url}/acme/shop/issues/1`)).body.issue).toMatchObject({ key: '1' });
  await shop.harness.settle();
  expect(await action()).toMatchObject({ state: 'done', title: 'Grow the pool' });
  expect(vendor.only().title).toBe('Their words');
  expect((await link(`${vendor.url}/acme/shop/issues/1`)).body).toMatchObject({ code: 'issue_exists' });
  await shop.must('DELETE', '/api/v1/actions/ACT-1/issue');
  await change({ state: 'open' });
  await shop.harness.settle();
  expect(vendor.only().status).toBe('closed');
  await shop.must('DELETE', '/api/v1/trackers/tracker');
});
