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
  await change({ title: 'Grow the pool to 200' });
  vendor.mood = 'well';
  await shop.harness.advance('PT70M');
  expect(vendor.only()).toMatchObject({ title: 'Grow the pool to 200', dueOn: '2031-04-30' });
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
  for (const body of ['<html>Sign in</html>', '{}']) {
    vendor.mood = { body };
    for (const kind of ['github', 'gitlab', 'jira_cloud'] as const)
      expect((await connect(kind)).body).toMatchObject({ code: 'tracker_failed', errors: [{ path: 'url' }] });
  }
  vendor.mood = 'well';
  await created('github');
  expect((await connect('github', { isNew: true })).body).toMatchObject({ code: 'tracker_exists' });
  for (const place of [{ project: 'acme/other' }, { url: `${vendor.url}/sub` }])
    expect((await connect('github', place)).body).toMatchObject({ code: 'tracker_in_use' });
  expect((await connect('gitlab')).body).toMatchObject({ code: 'tracker_in_use' });
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
  await after({ status: 404 }, 'PT70M');
  await after({ status: 410 }, 'PT70M');
  await after({ body: '<html>Sign in</html>' }, 'PT70M');
  await after({ body: '{"number":1}' }, 'PT70M');
  expect(problems).toEqual([
    ['linked', 'the tracker answered 401: No', true],
    ['linked', 'the tracker answered 429: No', true],
    ['linked', 'the tracker answered 500: No', false],
    ['stopped', 'the tracker answered 422: No', true],
    // The whole repository is not found: the account may not see it, and nothing was deleted.
    ['linked', 'the tracker answered 404: No', true],
    ['linked', 'the tracker answered 410: No', true],
    ['linked', 'the tracker answered with something other than JSON. Check the URL.', false],
    ['linked', expect.stringContaining('cannot be read'), false],
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
    // Last changed before there was an action: at linking, the issue's state counts.
    ...{ updatedAt: new Date('2031-03-03T08:30:00Z'), deleted: false },
  });
  expect((await link(`${vendor.url}/acme/shop/issues/1`)).body.issue).toMatchObject({ key: '1' });
  await shop.harness.settle();
  expect(await action()).toMatchObject({ state: 'done', title: 'Grow the pool' });
  expect(vendor.only().status).toBe('closed');
  expect(vendor.only().title).toBe('Their words');
  expect((await link(`${vendor.url}/acme/shop/issues/1`)).body).toMatchObject({ code: 'issue_exists' });
  await shop.must('DELETE', '/api/v1/actions/ACT-1/issue');
  const story = (await shop.story()).join('\n');
  expect(story).toContain('linked ACT-1 to Tracker 1');
  expect(story).toContain('unlinked ACT-1 from Tracker 1');
  await change({ state: 'open' });
  await shop.harness.settle();
  expect(vendor.only().status).toBe('closed');
  await shop.must('DELETE', '/api/v1/trackers/tracker');
});

test('[REV-4] restricted after it was linked: no new words go to the tracker, and what had not gone stays here', async () => {
  expect((await connect('gitlab', { automatic: true })).status).toBe(200);
  await add();
  await shop.harness.settle();
  vendor.mood = { status: 503 };
  await add();
  await shop.harness.settle();
  await shop.command('visibility', { visibility: 'restricted', reason: 'Personal data' });
  vendor.mood = 'well';
  await change({ title: 'Delete the data of Ana', state: 'done' });
  await shop.harness.advance('PT2H');
  expect(vendor.only()).toMatchObject({ title: 'Grow the pool', status: 'closed' });
  const { items } = (await shop.must('GET', '/api/v1/actions?status=all')).body;
  expect(
    items.map(({ reference, issue }: { reference: string; issue: unknown }) => [reference, issue === null]),
  ).toEqual(
    expect.arrayContaining([
      ['ACT-1', false],
      ['ACT-2', true],
    ]),
  );
});

test('[REV-4] what an issue refuses keeps nothing back that comes from there; saving the tracker tries again; a number is no project', async () => {
  await created('gitlab');
  vendor.mood = 'refuses_changes';
  await change({ dueOn: '2031-04-30', reason: 'The vendor is late.' });
  await shop.harness.settle();
  expect((await action()).issue).toMatchObject({ state: 'stopped', problem: expect.stringContaining('422') });
  expect((await shop.must('GET', '/api/v1/trackers')).body.items).toMatchObject([{ issues: 1, problems: 1 }]);
  vendor.change(1, { status: 'closed' });
  const { body, headers } = vendor.gitlabHook(1, HOOK);
  await shop.harness.http('POST', '/callbacks/trackers/tracker', body, { as: null, headers });
  await shop.harness.settle();
  expect(await action()).toMatchObject({ state: 'done', dueOn: '2031-04-30', issue: { state: 'stopped' } });
  vendor.mood = 'well';
  expect((await connect('gitlab')).body).toMatchObject({ issues: 1 });
  await shop.harness.settle();
  expect(vendor.only()).toMatchObject({ status: 'closed', dueOn: '2031-04-30' });
  expect((await action()).issue).toMatchObject({ state: 'linked', problem: null });

  // By number, issue 1 is one of any project: the link that was pasted tells, before anything is changed there.
  await shop.must('DELETE', '/api/v1/actions/ACT-1/issue');
  expect((await connect('gitlab', { project: '42' })).status).toBe(200);
  vendor.change(1, { status: 'opened' });
  const link = (path: string) =>
    shop.must('POST', '/api/v1/actions/ACT-1/issue', { tracker: 'tracker', link: `${vendor.url}${path}` });
  await link('/acme/other/-/issues/1');
  await shop.harness.settle();
  expect(await action()).toMatchObject({
    state: 'done',
    issue: { state: 'stopped', problem: expect.stringContaining('another project') },
  });
  await shop.must('DELETE', '/api/v1/actions/ACT-1/issue');
  await link('/acme/shop/-/work_items/1');
  await shop.harness.settle();
  expect(await action()).toMatchObject({ state: 'open', issue: { state: 'linked', problem: null } });
});

test('[REV-4] a tracker that has had enough is left alone by all issues; what GitLab moved or calls a duplicate is not done; removing it is on the record', async () => {
  await created('gitlab');
  await add();
  await shop.must('POST', '/api/v1/actions/ACT-2/issue', { tracker: 'tracker' });
  await shop.harness.settle();
  const of = async (number: number) =>
    (await shop.must('GET', '/api/v1/actions?status=all')).body.items.find(
      ({ reference }: { reference: string }) => reference === `ACT-${number}`,
    );
  vendor.mood = { status: 429, retryAfter: '1800' };
  const before = vendor.asked.length;
  await shop.harness.advance('PT6M');
  // Both were due: one was told to wait, and the other did not ask.
  expect(vendor.asked.length - before).toBe(1);
  const [shown] = (await shop.must('GET', '/api/v1/trackers')).body.items;
  expect(shown.quietUntil).toMatch(/^2031-03-03T/);
  vendor.mood = 'well';
  vendor.change(1, { status: 'closed', reason: 'duplicate' });
  vendor.change(2, { status: 'closed', reason: 'moved' });
  await shop.harness.advance('PT20M');
  expect(vendor.asked.length - before).toBe(1);
  await shop.harness.advance('PT20M');
  expect(await of(1)).toMatchObject({ state: 'dropped', issue: { state: 'linked', problem: null } });
  expect(await of(2)).toMatchObject({
    state: 'open',
    issue: { state: 'gone', problem: expect.stringContaining('was moved to another project') },
  });
  await shop.must('DELETE', '/api/v1/trackers/tracker');
  expect((await shop.story()).filter((each) => each.startsWith('action_untracked')).toSorted()).toEqual([
    expect.stringMatching(/unlinked ACT-1 from Tracker 1$/),
    expect.stringMatching(/unlinked ACT-2 from Tracker 2$/),
  ]);
  expect(await of(2)).toMatchObject({ state: 'open', issue: null });
});

test('trackers stand in org.yaml: applied without a test, exported without secrets, and applied again nothing changes', async () => {
  const apply = (trackers: object[], query = '') =>
    shop.harness.http('PUT', `/api/v1/config${query}`, { trackers });
  const github = { id: 'tracker', kind: 'github', url: vendor.url, project: 'acme/shop' };
  const missing = await apply([github]);
  expect(missing.status).toBe(400);
  expect(missing.body.errors[0]).toMatchObject({ message: 'Enter the API token.' });
  vendor.mood = 'silent';
  const first = await apply([{ ...github, secret: TOKEN, webhook_secret: HOOK }]);
  expect(first.body.summary).toMatchObject({ create: 1 });
  vendor.mood = 'well';
  const text = (await shop.must('GET', '/api/v1/config')).text;
  expect(text).toContain('project: acme/shop');
  for (const secret of [TOKEN, HOOK, 'a secret']) expect(text).not.toContain(secret);
  expect((await apply([github])).body).toMatchObject({ changed: false });
  expect((await apply([{ ...github, secret: 'another' }], '?dryRun=true')).body.items[0].changes).toEqual([
    { path: 'secret', from: 'a secret', to: 'another secret' },
  ]);
  const two = [github, { ...github, id: 'b', secret: TOKEN }].map((one) => ({ ...one, automatic: true }));
  expect((await apply(two)).body.errors[0].message).toBe('Only one tracker can take new actions.');

  // The token that was applied works, and a tracker with issues stays where it is and is not pruned.
  await add();
  await shop.must('POST', '/api/v1/actions/ACT-1/issue', { tracker: 'tracker' });
  await shop.harness.settle();
  expect((await action()).issue).toMatchObject({ state: 'linked', problem: null });
  const moved = await apply([{ ...github, project: 'acme/other' }]);
  expect(moved.body.errors[0].message).toContain('has issues of acme/shop');
  expect((await apply([], '?prune=true')).body.errors[0].message).toContain('issues that actions follow');
});
