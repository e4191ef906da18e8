import { afterEach, expect, test } from 'vitest';
import { acknowledgePath } from '../harness/mailbox.ts';
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
  // A row that is to be forgotten and that another holds makes nobody wait.
  const other = await shop.harness.database.pool.connect();
  await other.query('begin');
  await other.query('select from incident_viewing where person_id = $1 for update', [shop.idOf('ana')]);
  await shop.harness.advance('PT46S');
  expect(await view(ben)).toEqual([]);
  await other.query('rollback');
  other.release();

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

test('[IMM-1] an answer for a role is no acknowledgement: on-call goes on ringing until somebody has the incident', async () => {
  shop = await Response.begin(T0);
  shop.harness.updatesToo();
  await shop.declare();
  await shop.person('ana').expectMail(/P1/);
  const mia = await tokenOf(shop.harness, shop.idOf('mia'), 'responder');
  const post = (path: string, body: object) =>
    shop.harness.http(
      'POST',
      `/api/v1/incidents/INC-1/${path}`,
      { role: 'communications_lead', ...body },
      { as: mia },
    );
  const give = async (name: string) => {
    expect((await post('roles', { personId: shop.idOf(name) })).status).toBe(200);
    return shop.person(name).expectMail(/You are now Communications lead/);
  };
  const pageOf = async (name: string) => (await shop.pages()).find(({ target }) => target.name === name);
  const standing = async (name: string) =>
    (await shop.must('GET', '/api/v1/incidents/INC-1/escalation')).body.people.find(
      ({ person }: { person: { name: string } | null }) => person?.name === name,
    )?.standing;
  const acknowledgedAt = async () => (await shop.must('GET', '/api/v1/incidents/INC-1')).body.acknowledgedAt;

  const page = await give('pat');
  const look = async () =>
    (await shop.harness.http('GET', acknowledgePath(page), undefined, { as: null })).text;
  expect(await look()).toMatch(/No one has acknowledged INC-1 itself yet.*Confirm your role/s);
  await shop.person('pat').acknowledges(page);
  expect(await look()).toContain(
    'You confirmed your role in INC-1. No one has acknowledged INC-1 itself yet, so others are still being paged.',
  );
  // Tapping twice is no more than tapping once.
  await shop.person('pat').acknowledges(page);
  expect(await pageOf('Pat')).toMatchObject({ status: 'acknowledged', endedBy: { name: 'Pat' } });
  expect(await acknowledgedAt()).toBeNull();
  await shop.harness.advance('PT5M');
  expect(shop.timesOf('ben', T0)).toEqual(['5:00']);

  // Whoever gives it on, or is asked no more, is woken no more.
  await give('theo');
  await give('cleo');
  expect(await pageOf('Theo')).toMatchObject({ status: 'stopped', reason: 'superseded' });
  expect((await post('roles/release', { role: 'constructor' })).status).toBe(200);
  await shop.person('ana').acknowledges(await shop.person('ana').expectMail(/P1/));
  expect(await acknowledgedAt()).toBe('2031-03-03T09:05:00Z');
  expect([await standing('Ana'), await standing('Pat')]).toEqual(['responding', 'responding']);
  expect([await standing('Theo'), await standing('Cleo')]).toEqual(['notified', 'notified']);

  // A lead who sleeps is woken, and the next writer hears of the update as well.
  await give('theo');
  await shop.harness.advance('PT15M');
  for (const name of ['theo', 'ana']) await shop.person(name).expectMail(/Update due at 10:30/);

  await shop.command('resolve', { resolution: 'It came back.', ending: 'recovered' });
  const late = await post('roles', { personId: shop.idOf('ben') });
  expect([late.status, late.body.code]).toEqual([409, 'incident_not_open']);
  shop.harness.othersMayWrite();
});
