import { afterEach, expect, test } from 'vitest';
import { tokenOf } from '../harness/people.ts';
import { Response } from '../harness/response.ts';

/* A P1 of the checkout at 10:00 in Berlin. Ana is on call, takes command, and gives Ben the communication. */
const T0 = '2031-03-03T09:00:00Z';
let shop: Response;
afterEach(() => shop.close());

test('[COM-4] [COM-5] a communications lead is paged when given the role, is reminded of the next update, and hands it on with a note', async () => {
  shop = await Response.begin(T0);
  shop.harness.updatesToo();
  await shop.declare();
  await shop.person('ana').acknowledges(await shop.person('ana').expectMail(/P1/));
  const ana = await tokenOf(shop.harness, shop.idOf('ana'), 'responder');
  const ben = await tokenOf(shop.harness, shop.idOf('ben'), 'responder');
  const give = (path: string, body: object, as = ana) =>
    shop.harness.http(
      'POST',
      `/api/v1/incidents/INC-1/${path}`,
      { role: 'communications_lead', ...body },
      { as },
    );
  const seen = async () => (await shop.must('GET', '/api/v1/incidents/INC-1/escalation')).body;
  const lead = async () =>
    (await seen()).roles.find(({ id }: { id: string }) => id === 'communications_lead').person?.name ?? null;
  const row = async (name: string) =>
    (await seen()).people.find(({ person }: { person: { name: string } | null }) => person?.name === name);

  // Only roles that the policy assigns during an incident.
  expect((await give('roles', { role: 'cto', personId: shop.idOf('ben') })).status).toBe(400);
  expect((await give('roles', { personId: shop.idOf('ben'), note: 'Pat waits for word' })).status).toBe(200);
  const page = await shop.person('ben').expectMail(/You are now Communications lead of INC-1/);
  expect(await row('Ben')).toMatchObject({
    standing: 'paged',
    parts: [{ title: 'Communications lead' }, {}],
  });
  await shop.person('ben').acknowledges(page);
  expect(await row('Ben')).toMatchObject({ standing: 'responding', acknowledgedAt: '2031-03-03T09:00:00Z' });

  // Whoever has the page open sees who else has; it is on no record, and over when the page is closed.
  const view = async (as: string) =>
    (await shop.harness.http('POST', '/api/v1/incidents/INC-1/viewing', undefined, { as })).body.others;
  expect(await view(ana)).toEqual([]);
  expect(await view(ben)).toEqual([{ id: shop.idOf('ana'), name: 'Ana' }]);
  await shop.harness.advance('PT46S');
  expect(await view(ben)).toEqual([]);

  // The update at 10:30 is theirs, although Ana acknowledged.
  await shop.harness.advance('PT20M');
  await shop.person('ben').expectMail(/Update due at 10:30/);
  await shop.person('ana').expectNoMail(/Update due/);

  // They hand it back themselves; who takes a role is not paged, and a role can be left.
  expect((await give('roles', { personId: shop.idOf('ana'), note: 'My shift ends' }, ben)).status).toBe(200);
  await shop.person('ana').expectMail(/You are now Communications lead/);
  expect(await lead()).toBe('Ana');
  expect((await give('roles/release', {})).status).toBe(200);
  expect((await give('roles/release', {})).status).toBe(200);
  expect(await lead()).toBeNull();
  expect((await give('roles/release', { role: 'incident_commander' })).body.code).toBe(
    'command_not_released',
  );
  expect((await shop.story()).filter((line) => line.startsWith('role_'))).toEqual([
    'role_assigned: Ana handed the role of Communications lead to Ben: Pat waits for word',
    'role_assigned: Ben handed the role of Communications lead to Ana: My shift ends',
    'role_released: Ana released the role of Communications lead',
  ]);
  shop.harness.othersMayWrite();
});
