import { afterEach, beforeEach, expect, test } from 'vitest';
import { someone, tokenOf } from '../harness/people.ts';
import { Response } from '../harness/response.ts';

let shop: Response;
beforeEach(async () => {
  shop = await Response.begin('2031-03-03T09:00:00Z');
  shop.harness.othersMayWrite();
  for (const [id, name, dependsOn] of [
    ['books', 'Books', []],
    ['bank-api', 'Bank API', ['books']],
  ] as const)
    await shop.must('POST', '/api/v1/systems', { id, name, teamId: 'payments', dependsOn });
  await shop.must('PATCH', '/api/v1/systems/checkout', { dependsOn: ['bank-api'] });
});
afterEach(() => shop.close());

const map = async (as?: string) =>
  (await shop.harness.http('GET', '/api/v1/system-map', undefined, as === undefined ? {} : { as })).body;
const states = async (as?: string) => {
  const { systems } = await map(as);
  return Object.fromEntries(
    systems.map(({ id, state, severity }: Record<string, unknown>) => [id, severity ?? state]),
  );
};

test('[DOC-3] the map shows how each system is, what is at risk because of it, who owns it and who is on call', async () => {
  expect(await states()).toMatchObject({ checkout: 'ok', 'bank-api': 'ok', books: 'ok' });
  await shop.declare({ title: 'Books is slow', severity: 'P3', systems: ['books'] });
  await shop.declare({ title: 'Books is down', severity: 'P2', systems: ['books'] });
  const { systems, teams } = await map();
  expect(systems.find(({ id }: { id: string }) => id === 'books')).toMatchObject({
    ...{ state: 'incident', severity: 'P2', team: { id: 'payments' }, dependents: ['bank-api'] },
    sentence: 'P2 INC-2: Books is down (not acknowledged). 1 more open',
  });
  expect(systems.find(({ id }: { id: string }) => id === 'checkout')).toMatchObject({
    ...{ state: 'exposed', exposedBy: [{ id: 'books', name: 'Books' }] },
    sentence: 'Depends on Books',
  });
  expect(teams.find(({ id }: { id: string }) => id === 'payments').onCall).toMatchObject([
    { name: 'Ana', level: 1 },
    { name: 'Ben', level: 2 },
  ]);
  const near = (await shop.must('GET', '/api/v1/incidents/INC-2/systems')).body.systems;
  expect(near).toMatchObject([
    {
      relation: 'dependent',
      system: { id: 'bank-api', state: 'exposed' },
      onCall: [{ name: 'Ana' }, { name: 'Ben' }],
    },
    { relation: 'affected', system: { id: 'books', state: 'incident' } },
  ]);
  for (const ref of ['INC-1', 'INC-2'])
    await shop.command('resolve', { resolution: 'By itself', ending: 'recovered' }, ref);
  expect(await states()).toMatchObject({ checkout: 'ok', books: 'ok' });
});

test('[TYP-3] a private incident colours the map for those who take part in it alone', async () => {
  await shop.declare({ title: 'Somebody reads the books', severity: 'P1', systems: ['books'] });
  await shop.command('visibility', { visibility: 'restricted', reason: 'Security' }, 'INC-1');
  const zoe = await someone(shop.harness, 'zoe@example.com', 'manager');
  const member = await tokenOf(shop.harness, shop.idOf('ana'), 'responder');
  expect(await states(zoe.token)).toMatchObject({ books: 'ok', 'bank-api': 'ok', checkout: 'ok' });
  expect(JSON.stringify(await map(zoe.token))).not.toMatch(/INC-1|reads the books/);
  expect(await states(member)).toMatchObject({ books: 'P1', checkout: 'exposed' });
  const guessed = await shop.harness.http('GET', '/api/v1/incidents/INC-1/systems', undefined, {
    as: zoe.token,
  });
  expect(guessed.status).toBe(404);
});

test('[DOC-3] a maintenance on the status page shows, and puts nothing at risk', async () => {
  await shop.must('PUT', '/api/v1/status-pages/main', {
    ...{ name: 'Status', timezone: 'UTC' },
    components: [{ id: 'payments', name: 'Payments', systems: ['bank-api'] }],
  });
  await shop.must('POST', '/api/v1/status-pages/main/maintenances', {
    ...{
      title: 'New disks',
      notify: false,
      notifyStart: false,
      notifyEnd: false,
      body: 'We change disks.',
      levels: { payments: 'under_maintenance' },
    },
    ...{ startsAt: '2031-03-03T09:10:00Z', endsAt: '2031-03-03T10:00:00Z' },
  });
  await shop.harness.advance('PT15M');
  expect(await states()).toMatchObject({ books: 'ok', 'bank-api': 'maintenance', checkout: 'ok' });
});

test('[DOC-3] the printed directory has how to call people, as far as the reader may see it', async () => {
  const { items } = (await shop.must('GET', '/api/v1/contacts')).body;
  const ana = items.find(({ id }: { id: string }) => id === shop.idOf('ana'));
  expect(ana.reach).toContainEqual(
    expect.objectContaining({ kindLabel: 'e-mail', display: 'ana@example.com' }),
  );
  const looksOn = await someone(shop.harness, 'zoe@example.com', 'stakeholder');
  const seen = await shop.harness.http('GET', '/api/v1/contacts', undefined, { as: looksOn.token });
  expect(seen.body.items.find(({ id }: { id: string }) => id === shop.idOf('ana')).reach).toEqual([]);
  const runbooks = (await shop.must('GET', '/api/v1/runbooks?steps=true')).body.items;
  expect(runbooks[0].whole.steps.length).toBeGreaterThan(0);
});
