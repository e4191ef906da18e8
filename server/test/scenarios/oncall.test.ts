import { afterEach, beforeEach, expect, test } from 'vitest';
import { Response } from '../harness/response.ts';

// A Monday. The shop's rotations are daily, with the hand-over at 09:00 in Berlin (08:00 UTC).
const T0 = '2031-03-03T09:00:00Z';
let shop: Response;
beforeEach(async () => {
  shop = await Response.begin(T0);
});
afterEach(() => shop.close());

const schedule = (query = '') => shop.must('GET', `/api/v1/schedules/payments${query}`);
const people = (
  stints: { level: number; people: { name: string }[]; from: string; until: string }[],
  level = 1,
) =>
  stints
    .filter((stint) => stint.level === level)
    .map((stint) => `${stint.from} ${stint.people.map(({ name }) => name).join('+') || 'nobody'}`);

test('everybody on call is on one page, with the next hand-over', async () => {
  const { body } = await shop.must('GET', '/api/v1/oncall');
  expect(body).toMatchObject({
    at: T0,
    items: [
      {
        scheduleId: 'payments',
        teamName: 'Payments',
        zone: 'Europe/Berlin',
        levels: [
          {
            level: 1,
            people: [{ name: 'Ana', via: 'rotation' }],
            until: '2031-03-04T08:00:00Z',
            next: [{ name: 'Ana' }],
          },
          { level: 2, people: [{ name: 'Ben' }] },
        ],
      },
    ],
  });
});

test('a changed rotation counts at once, keeps who is on call, and leaves the past alone', async () => {
  await shop.harness.advance('PT2H');
  await shop.must('PATCH', '/api/v1/schedules/payments', {
    rotations: [
      { level: 1, kind: 'daily', participants: [shop.idOf('theo'), shop.idOf('ana')] },
      { level: 2, kind: 'daily', participants: [shop.idOf('ben')] },
    ],
  });
  const { body } = await schedule('?from=2031-03-03T09:00:00Z&until=2031-03-06T00:00:00Z');
  expect(people(body.stints)).toEqual([
    '2031-03-03T09:00:00Z Ana',
    '2031-03-03T11:00:00Z Ana',
    '2031-03-04T08:00:00Z Theo',
    '2031-03-05T08:00:00Z Ana',
  ]);
  expect(
    body.rotations.map((rotation: { participants: { name: string }[] }) => rotation.participants.length),
  ).toEqual([2, 1]);
});

test('an override shows at once, an ended one is over at once, and the past is not rewritten', async () => {
  const add = (from: string, until: string) =>
    shop.must('POST', '/api/v1/schedules/payments/overrides', {
      personId: shop.idOf('theo'),
      from,
      until,
      reason: 'Swap',
    });
  const running = await add('2031-03-03T08:00:00Z', '2031-03-03T18:00:00Z');
  const coming = await add('2031-03-04T08:00:00Z', '2031-03-04T18:00:00Z');
  await shop.harness.advance('PT1H');
  await shop.must('DELETE', `/api/v1/schedules/payments/overrides/${running.body.id}`);
  await shop.must('DELETE', `/api/v1/schedules/payments/overrides/${coming.body.id}`);
  const { body } = await schedule('?from=2031-03-03T09:00:00Z&until=2031-03-04T12:00:00Z');
  expect(people(body.stints)).toEqual([
    '2031-03-03T09:00:00Z Theo',
    '2031-03-03T10:00:00Z Ana',
    '2031-03-04T08:00:00Z Ana',
  ]);
  const again = await shop.harness.http('DELETE', `/api/v1/schedules/payments/overrides/${running.body.id}`);
  expect(again).toMatchObject({ status: 409, body: { code: 'override_over' } });
});

test.each([
  ['an empty span', { from: '2031-03-04T08:00:00Z', until: '2031-03-04T08:00:00Z' }, 'empty_span'],
  ['an inverted span', { from: '2031-03-04T18:00:00Z', until: '2031-03-04T08:00:00Z' }, 'empty_span'],
  ['a span in the past', { from: '2031-03-02T08:00:00Z', until: '2031-03-02T18:00:00Z' }, 'span_over'],
  ['a time that is none', { from: 'tomorrow', until: '2031-03-04T18:00:00Z' }, 'invalid_request'],
])('an override over %s is refused', async (_, span, code) => {
  const reply = await shop.harness.http('POST', '/api/v1/schedules/payments/overrides', {
    personId: shop.idOf('theo'),
    ...span,
  });
  expect(reply).toMatchObject({ status: 400, body: { code } });
});

test('what cannot be right is refused: a second schedule for a team, strangers, windows of no length or of years', async () => {
  const post = (body: object) =>
    shop.harness.http('POST', '/api/v1/schedules', { zone: 'UTC', name: 'x', ...body });
  expect(await post({ id: 'payments', teamId: 'payments' })).toMatchObject({
    status: 409,
    body: { code: 'schedule_exists' },
  });
  expect(await post({ id: 'other', teamId: 'payments' })).toMatchObject({
    status: 409,
    body: { code: 'team_has_schedule' },
  });
  expect(await post({ id: 'other', teamId: 'nowhere' })).toMatchObject({
    status: 400,
    body: { code: 'unknown_team' },
  });
  expect(await post({ id: 'other', teamId: 'payments', zone: 'Mars/Olympus' })).toMatchObject({
    status: 400,
  });
  const stranger = [{ participants: ['01c16e89-2e80-7b83-a9fa-101b81900a48'] }];
  expect(
    await shop.harness.http('PATCH', '/api/v1/schedules/payments', { rotations: stranger }),
  ).toMatchObject({
    status: 400,
    body: { code: 'unknown_person' },
  });
  for (const window of [
    'from=2031-03-03T09:00:00Z&until=2031-03-03T09:00:00Z',
    'from=2031-01-01T00:00:00Z&until=2035-01-01T00:00:00Z',
  ])
    expect(await shop.harness.http('GET', `/api/v1/schedules/payments?${window}`)).toMatchObject({
      status: 400,
      body: { code: 'bad_window' },
    });
  expect((await shop.harness.http('GET', '/api/v1/schedules/nowhere')).status).toBe(404);
  expect((await shop.harness.http('GET', '/api/v1/oncall', undefined, { as: null })).status).toBe(401);
});

test('[DET-2] the preview of a new schedule begins with somebody on call, however the time goes on meanwhile', async () => {
  const { clock } = shop.harness;
  const still = clock.now();
  let milliseconds = 0;
  clock.now = () => {
    milliseconds += 1;
    return still.add({ milliseconds });
  };
  const { body } = await shop.must('POST', '/api/v1/schedules/preview', {
    zone: 'Europe/Berlin',
    rotations: [{ participants: [shop.idOf('ana')] }],
  });
  expect(body.stints[0]).toMatchObject({ from: body.from, people: [{ name: 'Ana' }] });
});
