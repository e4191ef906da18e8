import { afterEach, beforeEach, expect, test } from 'vitest';
import { Response } from '../harness/response.ts';

// A Monday. Ana is on call on level 1, Ben on level 2; the hand-over is at 09:00 in Berlin (08:00 UTC).
let shop: Response;
beforeEach(async () => {
  shop = await Response.begin('2031-03-03T09:00:00Z');
});
afterEach(() => shop.close());

const ask = (method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE', path: string, body?: unknown) =>
  shop.harness.http(method, `/api/v1/${path}`, body);
const active = (name: string, yes: boolean) => ask('PATCH', `people/${shop.idOf(name)}`, { active: yes });
const rotations = (...levels: string[][]) => ({
  rotations: levels.map((people, index) => ({
    level: index + 1,
    kind: 'daily',
    participants: people.map((name) => shop.idOf(name)),
  })),
});
const override = (name: string, more: object = {}) =>
  ask('POST', 'schedules/payments/overrides', {
    personId: shop.idOf(name),
    from: '2031-03-04T08:00:00Z',
    until: '2031-03-06T08:00:00Z',
    ...more,
  });
const onCall = async () => (await ask('GET', 'oncall')).body;
const apply = (text: string, query: string) =>
  shop.harness.http('PUT', `/api/v1/config${query}`, text, { headers: { 'content-type': 'text/yaml' } });
const exported = async () => (await ask('GET', 'config')).text;
/** What applying the export would change, with everything not in it gone. */
const expectExportToFit = async () => {
  const reply = await apply(await exported(), '?dryRun=true&prune=true');
  expect(reply.body, reply.text).toMatchObject({ changed: false });
};

test('nobody leaves whose turns nobody takes: the answer says which', async () => {
  expect(await active('ana', false)).toMatchObject({
    status: 409,
    body: {
      code: 'person_on_call',
      detail:
        'Ana is in an on-call rotation: Primary of payments on call. Remove them from the rotation first.',
    },
  });
  await ask('PATCH', 'schedules/payments', rotations(['theo'], ['ben']));
  expect((await active('ana', false)).status).toBe(200);
  expect((await onCall()).items[0].levels[0].people).toMatchObject([{ name: 'Theo' }]);
  await expectExportToFit();
});

test('a file that lets somebody go who takes turns is refused; with the turns of others it is not', async () => {
  const file = await exported();
  const people = file.replace(/ {2}- email: ana@example\.com[\s\S]*?(?= {2}- email)/, '');
  expect(people).not.toContain('name: Ana');
  const onlyPeople = await apply(people.slice(0, people.indexOf('schedules:')), '?prune=true');
  expect(onlyPeople.text).toContain(
    'ana@example.com is in an on-call rotation (Primary of payments on call) and cannot be removed',
  );
  const given = await apply(
    people.replaceAll(/^( +)- ana@example\.com$/gm, '$1- theo@example.com'),
    '?prune=true',
  );
  expect(given.status, given.text).toBe(200);
  expect((await onCall()).items[0].levels[0].people).toMatchObject([{ name: 'Theo' }]);
});

test('a team that is archived takes its schedule along', async () => {
  await ask('POST', 'teams', { id: 'bank', name: 'Bank' });
  expect((await onCall()).teamsWithoutSchedule).toEqual([{ id: 'bank', name: 'Bank' }]);
  for (const system of ['checkout', 'ledger']) await ask('PATCH', `systems/${system}`, { teamId: 'bank' });
  await ask('PATCH', 'organisation', { defaultTeam: 'bank' });
  expect((await ask('DELETE', 'teams/payments')).status).toBe(204);
  expect(await onCall()).toMatchObject({ items: [], teamsWithoutSchedule: [{ id: 'bank' }] });
  expect((await active('ana', false)).status).toBe(200);
  await expectExportToFit();
});

test('a file that archives a team says that the schedule goes too, and back again nobody is on call by old rules', async () => {
  const before = await exported();
  await ask('POST', 'teams', { id: 'bank', name: 'Bank' });
  for (const system of ['checkout', 'ledger']) await ask('PATCH', `systems/${system}`, { teamId: 'bank' });
  await shop.harness.advance('PT1H');
  const plan = await apply('teams:\n  - { id: bank, name: Bank }\n', '?prune=true');
  expect(
    plan.body.items.filter(({ action }: { action: string }) => action === 'delete'),
    plan.text,
  ).toMatchObject([
    { section: 'teams', id: 'payments' },
    { section: 'schedules', id: 'payments' },
  ]);
  await shop.harness.advance('PT48H');
  expect((await apply(before, '')).status).toBe(200);
  const { stints } = (
    await ask('GET', 'schedules/payments?from=2031-03-03T08:00:00Z&until=2031-03-06T00:00:00Z')
  ).body;
  expect(
    stints
      .filter(({ level }: { level: number }) => level === 1)
      .map(({ people, from }: { people: { name: string }[]; from: string }) => [from, people[0]?.name]),
  ).toEqual([
    ['2031-03-03T08:00:00Z', undefined],
    ['2031-03-03T09:00:00Z', 'Ana'],
    ['2031-03-03T10:00:00Z', undefined],
    ['2031-03-05T10:00:00Z', 'Ana'],
  ]);
});

test('a schedule that is taken out of use leaves its team without one', async () => {
  expect((await ask('DELETE', 'schedules/payments')).status).toBe(204);
  expect((await ask('DELETE', 'schedules/payments')).status).toBe(404);
  expect(await onCall()).toMatchObject({ items: [], teamsWithoutSchedule: [{ id: 'payments' }] });
});

test('what is done to schedules is in the audit log, with what changed', async () => {
  const coming = await override('theo', { reason: 'Swap' });
  await ask('DELETE', `schedules/payments/overrides/${coming.body.id}`);
  await ask('PATCH', 'schedules/payments', { name: 'Payments' });
  await ask('PATCH', 'schedules/payments', { name: 'Payments' });
  await ask('DELETE', 'schedules/payments');
  const { items } = (await ask('GET', 'audit')).body;
  const ofSchedules = items.filter(({ subjectKind }: { subjectKind: string }) => subjectKind === 'schedule');
  expect(ofSchedules.map(({ action }: { action: string }) => action)).toEqual([
    'schedule.archived',
    'schedule.changed',
    'override.removed',
    'override.created',
    'schedule.created',
  ]);
  expect(ofSchedules[1].details.changes).toEqual([
    { path: 'name', from: 'payments on call', to: 'Payments' },
  ]);
  expect(ofSchedules[3].details).toMatchObject({ personId: shop.idOf('theo'), level: 1, reason: 'Swap' });
});

test('an override of somebody who is away is taken and says so; one on a level without turns is not', async () => {
  await ask('POST', `people/${shop.idOf('theo')}/absences`, {
    from: '2031-03-05T00:00:00Z',
    until: '2031-03-09T00:00:00Z',
  });
  const away = await override('theo');
  expect(away).toMatchObject({
    status: 201,
    body: { away: [{ from: '2031-03-05T00:00:00Z', until: '2031-03-06T08:00:00Z' }] },
  });
  expect((await ask('GET', 'schedules/payments')).body.overrides[0].away).toHaveLength(1);
  expect((await override('mia')).body.away).toEqual([]);
  expect(await override('mia', { level: 9 })).toMatchObject({
    status: 400,
    body: { code: 'unknown_level', errors: [{ path: 'level' }] },
  });
  expect(await override('mia', { until: '9999-12-31T00:00:00Z' })).toMatchObject({ status: 400 });
});
