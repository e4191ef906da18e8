import { afterEach, beforeEach, expect, test } from 'vitest';
import { tokenOf } from '../harness/people.ts';
import { Response } from '../harness/response.ts';

/* Monday, 3 March 2031, 09:00 in Berlin. Mia is the manager; Ana and Ben are on call. */
let shop: Response;
let ana: string;
let mia: string;
beforeEach(async () => {
  shop = await Response.begin('2031-03-03T08:00:00Z');
  ana = await tokenOf(shop.harness, shop.idOf('ana'), 'responder');
  mia = await tokenOf(shop.harness, shop.idOf('mia'), 'manager');
  await shop.harness.app.beginHousekeeping();
  await shop.harness.settle();
});
afterEach(() => shop.close());

const ask = (method: 'GET' | 'POST' | 'PUT' | 'DELETE', path: string, body?: object, as = ana) =>
  shop.harness.http(method, path, body, { as });
const items = async () => (await ask('GET', '/api/v1/programme')).body.items;
const find = async (title: RegExp, period: string) =>
  (await items()).find(
    (one: { title: string; period: string }) => title.test(one.title) && one.period === period,
  );
/** What Mia is told about training before it is her subject. */
const aside = () => shop.person('mia').expectMail(/^Going on call without sign-off/);

test('[TRA-1] what the runbook asks for comes round with owner and due date; owners are reminded, and what is missed stays missed', async () => {
  await aside();
  const drill = await find(/incident response drills/, '2031-03');
  // The last day of March is a Monday; the programme knows weekends and holidays.
  expect(drill).toMatchObject({ dueOn: '2031-03-31', status: 'open', kind: 'drill' });
  expect(drill.owner).toMatchObject({ role: { title: 'Engineering Manager' }, people: [{ name: 'Mia' }] });
  expect(await find(/disaster recovery/, '2031-Q1')).toMatchObject({ dueOn: '2031-03-31' });
  expect(await find(/security incident simulation/, '2031')).toMatchObject({ dueOn: '2031-12-31' });
  expect(await find(/incident response drills/, '2031-04')).toMatchObject({ dueOn: '2031-04-30' });

  await ask('PUT', `/api/v1/programme/${drill.id}/owner`, { personId: shop.idOf('ben') });
  await shop.harness.advanceTo(shop.harness.clock.now().add({ hours: 24 * 22 }));
  const reminder = await shop.person('ben').expectMail(/^Due 2031-03-31: Monthly incident response drills/);
  expect(reminder.at.toZonedDateTimeISO('Europe/Berlin').hour).toBe(9);
  await shop.harness.advanceTo(shop.harness.clock.now().add({ hours: 24 * 8 }));
  // What was missed in one month comes in one mail, in the morning.
  const missed = shop
    .person('mia')
    .mails()
    .findLast(({ subject, text }) => /^\d notices/.test(subject) && /Monthly\s+incident/.test(text));
  expect(missed?.at.toZonedDateTimeISO('Europe/Berlin').hour).toBe(9);
  await shop.person('ben').expectMail(/^Missed: Monthly incident response drills \(2031-03\)/);
  // Made up for, it is still missed; and the record says when.
  const body = {
    heldOn: '2031-04-02',
    attended: [shop.idOf('ana')],
    links: ['https://wiki.example.com/drill'],
  };
  expect(
    (await ask('POST', `/api/v1/programme/${drill.id}/done`, { ...body, heldOn: '2031-05-02' })).status,
  ).toBe(400);
  expect((await ask('POST', `/api/v1/programme/${drill.id}/done`, body)).status).toBe(200);
  expect(await find(/incident response drills/, '2031-03')).toMatchObject({
    ...{ status: 'missed', heldOn: '2031-04-02', attended: [{ name: 'Ana' }], links: body.links },
  });
  shop.harness.othersMayWrite();
});

test('[TRA-1] a drill of the programme notes attendance and evidence where it was due', async () => {
  shop.harness.othersMayWrite();
  const due = await find(/incident response drills/, '2031-03');
  const made = await ask('POST', '/api/v1/drills', {
    ...{ scenario: 'deployment', system: 'checkout', people: [shop.idOf('ana'), shop.idOf('ben')] },
    occurrence: due.id,
  });
  await shop.harness.settle();
  await ask('POST', '/api/v1/incidents/INC-1/acknowledge');
  expect((await ask('POST', `/api/v1/drills/${made.body.id}/end`)).body.status).toBe('ended');
  expect(await find(/incident response drills/, '2031-03')).toMatchObject({
    ...{ status: 'done', heldOn: '2031-03-03', attended: [{ name: 'Ana' }] },
    links: [expect.stringContaining(`/drills/${made.body.id}`)],
  });
});

test('[TRA-1] a drill that nobody attended settles nothing, and what the policy asks for no more is not reminded of', async () => {
  shop.harness.othersMayWrite();
  const due = await find(/incident response drills/, '2031-03');
  const body = { scenario: 'deployment', system: 'checkout', people: [shop.idOf('ana')], occurrence: due.id };
  const made = await ask('POST', '/api/v1/drills', body);
  await shop.harness.settle();
  await ask('POST', `/api/v1/drills/${made.body.id}/end`);
  expect(await find(/incident response drills/, '2031-03')).toMatchObject({ status: 'open', heldOn: null });
  const review = await find(/runbook reviews/, '2031-03');
  const wrong = await ask('POST', '/api/v1/drills', { ...body, occurrence: review.id });
  expect([wrong.status, wrong.body.code]).toEqual([400, 'invalid_drill']);
  const { yaml, version } = (await shop.must('GET', '/api/v1/policy')).body;
  const changed = yaml.replace(/^.*id: response_drill.*\n/m, '');
  expect(changed).not.toBe(yaml);
  await shop.must('POST', '/api/v1/policy/publish', { yaml: changed, baseVersion: version, reason: 'Fewer' });
  await shop.harness.advance('PT24H');
  expect(await find(/incident response drills/, '2031-03')).toMatchObject({
    status: 'skipped',
    reason: 'No longer in the policy.',
  });
  const mails = ['mia', 'pat', 'theo'].flatMap((name) => shop.person(name).mails());
  expect(mails.filter(({ subject }) => /incident response drills/.test(subject))).toEqual([]);
});

test('[TRA-4] a review is of the very runbook, policy or tool, and records "still right" or the new version', async () => {
  shop.harness.othersMayWrite();
  const runbooks = await find(/runbook reviews/, '2031-03');
  const path = `/api/v1/programme/${runbooks.id}/done`;
  const held = { heldOn: '2031-03-03', attended: [shop.idOf('ana')] };
  expect((await ask('POST', path, held)).status).toBe(400);
  expect((await ask('POST', path, { ...held, subject: 'no-such', outcome: 'still_right' })).status).toBe(404);
  await ask('POST', path, { ...held, subject: 'database', outcome: 'still_right' });
  expect(await find(/runbook reviews/, '2031-03')).toMatchObject({
    ...{ status: 'done', subject: 'database', subjectVersion: 1, outcome: 'still_right' },
  });
  const matrix = await find(/matrix/, '2031');
  await ask('POST', `/api/v1/programme/${matrix.id}/done`, { ...held, outcome: 'new_version' });
  expect(await find(/matrix/, '2031')).toMatchObject({
    subject: 'policy',
    subjectVersion: 1,
    outcome: 'new_version',
  });
  const tool = await find(/tool training/, '2031-Q1');
  expect((await ask('POST', `/api/v1/programme/${tool.id}/skip`, {})).status).toBe(400);
  await ask('POST', `/api/v1/programme/${tool.id}/skip`, { reason: 'Grafana is being replaced' });
  expect(await find(/tool training/, '2031-Q1')).toMatchObject({ status: 'skipped' });
});

test('[TRA-3] each person has a path to being on call; who goes on call without sign-off is flagged, and paged all the same', async () => {
  const warning = await aside();
  expect(warning.text).toContain('Ana');
  shop.harness.othersMayWrite();
  const training = async () => (await ask('GET', '/api/v1/training')).body;
  expect((await training()).unready.map(({ person }: { person: { name: string } }) => person.name)).toEqual([
    'Ana',
    'Ben',
  ]);
  const step = (name: string, as: string) =>
    ask('PUT', `/api/v1/training/${shop.idOf('ana')}/${name}`, { note: 'Week 9' }, as);
  // Reading is for oneself; a lead signs off, after the rest, and nobody for themselves.
  expect((await step('read', mia)).status).toBe(403);
  expect((await step('read', ana)).status).toBe(200);
  await step('shadow', ana);
  expect((await step('sign_off', mia)).body.detail).toContain('take part in a drill');
  await step('drill', mia);
  expect((await step('sign_off', ana)).status).toBe(403);
  expect((await step('sign_off', mia)).status).toBe(200);
  const after = await training();
  expect(after.unready.map(({ person }: { person: { name: string } }) => person.name)).toEqual(['Ben']);
  expect(after.teams[0]).toMatchObject({ ready: 1, people: [{ name: 'Ana' }, { name: 'Ben' }] });
  // Not kept from being paged: Ben is asked when Ana does not answer.
  await shop.declare();
  await shop.harness.advance('PT30M');
  await shop.person('ben').expectMail(/^Page:/);
});
