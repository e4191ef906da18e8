import { afterEach, beforeEach, expect, test } from 'vitest';
import { Harness } from '../harness/index.ts';
import { type Someone, someone } from '../harness/people.ts';

let harness: Harness;
beforeEach(async () => {
  harness = await Harness.start();
});
afterEach(() => harness.close());

const team = (id: string, members: string[] = []) =>
  harness.http('POST', '/api/v1/teams', { id, name: id, members });
const system = (id: string, extra: object = {}) =>
  harness.http('POST', '/api/v1/systems', { id, name: id, teamId: 'payments', ...extra });
const hold = (path: string, holders: string[], deputies: string[] = []) =>
  harness.http('PUT', `/api/v1/${path}`, { holders, deputies });

async function answer(role: string, teamId: string | null) {
  const { body } = await harness.http('GET', '/api/v1/roles');
  return body.items.find(
    (item: { role: string; teamId: string | null }) => item.role === role && item.teamId === teamId,
  );
}

test('[ESC-3] a role goes to the deputy while its holder is away, and the gap shows when nobody is left', async () => {
  const ana = await someone(harness, 'ana@example.com');
  const ben = await someone(harness, 'ben@example.com');
  const cleo = await someone(harness, 'cleo@example.com');
  await team('payments', [ana.id, ben.id]);
  expect(await answer('product_owner', 'payments')).toMatchObject({ via: 'nobody', gap: true });

  await hold('teams/payments/roles/engineering_manager', [cleo.id]);
  expect(await answer('product_owner', 'payments')).toMatchObject({
    via: 'fallback',
    reason: 'role_vacant',
    answeredBy: 'engineering_manager',
    people: [{ id: cleo.id }],
    gap: true,
  });

  await hold('teams/payments/roles/product_owner', [ana.id], [ben.id]);
  expect(await answer('product_owner', 'payments')).toMatchObject({ via: 'holder', gap: false });

  const absence = { from: '2031-03-03T10:00:00Z', until: '2031-03-04T10:00:00Z' };
  await harness.http('POST', `/api/v1/people/${ana.id}/absences`, absence, { as: ana.token });
  expect(await answer('product_owner', 'payments')).toMatchObject({ people: [{ id: ana.id }] });
  await harness.advance('PT2H');
  expect(await answer('product_owner', 'payments')).toMatchObject({
    via: 'deputy',
    reason: 'holder_absent',
    people: [{ id: ben.id }],
    gap: false,
  });
  await harness.advance('PT24H');
  expect(await answer('product_owner', 'payments')).toMatchObject({
    via: 'holder',
    people: [{ id: ana.id }],
  });
});

test('people change how they themselves are reached, and nobody else', async () => {
  const ana = await someone(harness, 'ana@example.com');
  const ben = await someone(harness, 'ben@example.com');
  const manager = await someone(harness, 'mia@example.com', 'manager');
  const mail = { kind: 'email', label: 'Private', address: 'ana@home.example' };
  const path = `/api/v1/people/${ana.id}`;

  const added = await harness.http('POST', `${path}/contact-methods`, mail, { as: ana.token });
  expect(added.status).toBe(200);
  const [work, home] = added.body.contactMethods;
  expect(added.body.contactRules).toMatchObject({ ownPage: false });
  expect(added.body.contactRules.page).toMatchObject([
    { afterSeconds: 0, label: 'E-mail' },
    { afterSeconds: 0, label: 'Private' },
    { afterSeconds: 300, label: 'E-mail' },
    { afterSeconds: 300, label: 'Private' },
  ]);

  const rules = {
    page: [
      { afterSeconds: 0, contactMethodId: work.id },
      { afterSeconds: 300, contactMethodId: home.id },
    ],
  };
  const set = await harness.http('PUT', `${path}/contact-rules`, rules, { as: ana.token });
  expect(set.body.contactRules).toMatchObject({
    ownPage: true,
    ownNotice: false,
    page: [
      { afterSeconds: 0, label: 'E-mail' },
      { afterSeconds: 300, label: 'Private' },
    ],
  });
  expect((await harness.http('PUT', `${path}/contact-rules`, rules, { as: ben.token })).status).toBe(403);
  expect(
    (await harness.http('PUT', `${path}/contact-rules`, { page: [] }, { as: manager.token })).status,
  ).toBe(200);

  const late = { page: [{ afterSeconds: 60, contactMethodId: work.id }] };
  const refused = await harness.http('PUT', `${path}/contact-rules`, late, { as: ana.token });
  expect(refused.body.errors[0].message).toContain('immediately');

  const off = await harness.http(
    'PATCH',
    `${path}/contact-methods/${work.id}`,
    { enabled: false },
    { as: ana.token },
  );
  expect(off.body.contactMethods[0].disabledReason).toBe('Turned off manually');
  expect(off.body.contactRules.page).toMatchObject([{ label: 'Private' }, { label: 'Private' }]);
  await harness.http('DELETE', `${path}/contact-methods/${home.id}`, undefined, { as: ana.token });
  const last = await harness.http('DELETE', `${path}/contact-methods/${work.id}`, undefined, {
    as: ana.token,
  });
  expect(last.body.code).toBe('last_contact_method');
});

test('responders read the directory and write none of it; stakeholders see no addresses', async () => {
  const ana = await someone(harness, 'ana@example.com');
  const sam = await someone(harness, 'sam@example.com', 'stakeholder');
  const as = { as: ana.token };
  await team('payments', [ana.id]);
  for (const [method, path, body] of [
    ['POST', '/api/v1/people', { email: 'x@example.com', name: 'X' }],
    ['POST', '/api/v1/teams', { id: 'x', name: 'X' }],
    ['PATCH', '/api/v1/teams/payments', { name: 'Mine' }],
    ['DELETE', '/api/v1/teams/payments', undefined],
    ['PUT', '/api/v1/teams/payments/roles/product_owner', { holders: [ana.id] }],
    ['PUT', '/api/v1/organisation/roles/cto', { holders: [ana.id] }],
    ['POST', '/api/v1/systems', { id: 'x', name: 'X', teamId: 'payments' }],
    ['PATCH', '/api/v1/organisation', { name: 'Mine' }],
    ['PATCH', `/api/v1/people/${sam.id}`, { name: 'Eve' }],
    ['PATCH', `/api/v1/people/${ana.id}`, { role: 'administrator' }],
  ] as const)
    expect((await harness.http(method, path, body, as)).status, `${method} ${path}`).toBe(403);
  expect((await harness.http('GET', '/api/v1/teams', undefined, as)).body.items).toHaveLength(1);
  const seenBy = async (who: Someone, whose: Someone) =>
    (await harness.http('GET', `/api/v1/people/${whose.id}`, undefined, { as: who.token })).body
      .contactMethods[0].address;
  expect(await seenBy(ana, sam)).toBe('sam@example.com');
  expect(await seenBy(sam, ana)).toBe(null);
  expect(await seenBy(sam, sam)).toBe('sam@example.com');
});

test('a country or region whose public holidays are not known is refused', async () => {
  const change = (body: object) => harness.http('PATCH', '/api/v1/organisation', body);
  for (const [body, path, detail] of [
    [{ calendarCountry: 'XX' }, 'calendarCountry', 'Unknown country for public holidays: "XX".'],
    [
      { calendarCountry: 'DE', calendarRegion: 'XX' },
      'calendarRegion',
      'Unknown region of "DE" for public holidays: "XX".',
    ],
  ] as const)
    expect(await change(body)).toMatchObject({ status: 400, body: { errors: [{ path, message: detail }] } });
  expect((await change({ calendarCountry: 'DE', calendarRegion: 'BY' })).status).toBe(200);
});

test('a manager cannot become an administrator through somebody else’s account', async () => {
  const root = await someone(harness, 'root@example.com', 'administrator');
  const manager = await someone(harness, 'mia@example.com', 'manager');
  const ana = await someone(harness, 'ana@example.com');
  const as = { as: manager.token };
  const patch = (id: string, body: object) => harness.http('PATCH', `/api/v1/people/${id}`, body, as);
  expect((await patch(root.id, { email: 'mia+root@example.com' })).status).toBe(403);
  expect((await patch(root.id, { active: false })).status).toBe(403);
  expect((await patch(ana.id, { role: 'administrator' })).status).toBe(403);
  expect((await patch(ana.id, { role: 'manager' })).status).toBe(200);
  expect(
    (
      await harness.http(
        'POST',
        '/api/v1/people',
        { email: 'e@example.com', name: 'E', role: 'administrator' },
        as,
      )
    ).status,
  ).toBe(403);
  const last = await harness.http('PATCH', `/api/v1/people/${root.id}`, { role: 'manager' });
  expect(last.body.code).toBe('last_administrator');
});

test('systems cannot depend on each other in a circle, and a team that owns systems stays', async () => {
  await team('payments');
  expect((await system('database')).status).toBe(201);
  expect((await system('checkout', { dependsOn: ['database'] })).status).toBe(201);
  const circle = await harness.http('PATCH', '/api/v1/systems/database', { dependsOn: ['checkout'] });
  expect(circle.status).toBe(400);
  expect(circle.body.errors[0].message).toBe(
    'Systems cannot have circular dependencies: checkout → database → checkout.',
  );
  expect((await harness.http('GET', '/api/v1/systems/database')).body).toMatchObject({
    dependsOn: [],
    dependents: ['checkout'],
  });
  const kept = await harness.http('DELETE', '/api/v1/teams/payments');
  expect(kept.body).toMatchObject({ code: 'team_owns_systems' });
  await harness.http('DELETE', '/api/v1/systems/checkout');
  await harness.http('DELETE', '/api/v1/systems/database');
  expect((await harness.http('DELETE', '/api/v1/teams/payments')).status).toBe(204);
  expect((await harness.http('GET', '/api/v1/teams/payments')).status).toBe(404);
});

test('two changes at the same time that together make a circle: one of them is refused', async () => {
  await team('payments');
  await system('a');
  await system('b');
  const replies = await Promise.all([
    harness.http('PATCH', '/api/v1/systems/a', { dependsOn: ['b'] }),
    harness.http('PATCH', '/api/v1/systems/b', { dependsOn: ['a'] }),
  ]);
  expect(replies.map((reply) => reply.status).sort()).toEqual([200, 400]);
});

test('one can ask which system an alert would be about', async () => {
  await team('payments');
  await system('checkout', { matchers: [[{ label: 'job', regex: 'checkout-.*' }]] });
  await system('checkout-eu', {
    matchers: [
      [
        { label: 'job', regex: 'checkout-.*' },
        { label: 'region', equals: 'eu' },
      ],
    ],
  });
  const ask = async (labels: object) =>
    (await harness.http('POST', '/api/v1/systems/match', { labels })).body.system?.id ?? null;
  expect(await ask({ job: 'checkout-api' })).toBe('checkout');
  expect(await ask({ job: 'checkout-api', region: 'eu' })).toBe('checkout-eu');
  expect(await ask({ job: 'search' })).toBe(null);
  // What the API takes, an org.yaml must be able to hold.
  const reserved = await system('reserved', { matchers: [[{ label: '__proto__', equals: 'x' }]] });
  expect(reserved.status).toBe(400);
  expect(reserved.text).toContain('is not allowed as a label');
  const bad = await system('bad', { matchers: [[{ label: 'job', regex: '(?=x)' }]] });
  expect(bad.status).toBe(400);
});

test('what was changed, by whom, is on the audit log, addresses left out', async () => {
  const manager = await someone(harness, 'mia@example.com', 'manager');
  const created = await harness.http(
    'POST',
    '/api/v1/people',
    { email: 'ana@example.com', name: 'Ana', timezone: 'Europe/Lisbon' },
    { as: manager.token },
  );
  await harness.advance('PT1S');
  await harness.http(
    'PATCH',
    `/api/v1/people/${created.body.id}`,
    { timezone: 'Asia/Tokyo' },
    { as: manager.token },
  );
  await harness.advance('PT1S');
  await harness.http('POST', `/api/v1/people/${created.body.id}/contact-methods`, {
    kind: 'email',
    label: 'Home',
    address: 'secret-address@home.example',
  });
  const { body, text } = await harness.http('GET', '/api/v1/audit');
  const entries = body.items.filter((item: { subjectId: string }) => item.subjectId === created.body.id);
  expect(entries.map((item: { action: string }) => item.action)).toEqual([
    'person.contact_method_added',
    'person.changed',
    'person.created',
  ]);
  expect(entries[1].details.changes).toEqual([{ path: 'timezone', from: 'Europe/Lisbon', to: 'Asia/Tokyo' }]);
  expect(text).not.toContain('secret-address');
});

test('lists come in pages by name', async () => {
  for (const name of ['dora', 'ana', 'cleo', 'ben']) await someone(harness, `${name}@example.com`);
  const first = await harness.http('GET', '/api/v1/people?limit=3');
  const names = (body: { items: { name: string }[] }) => body.items.map((item) => item.name);
  expect(names(first.body)).toEqual(['Ana', 'Ben', 'Cleo']);
  const next = await harness.http('GET', `/api/v1/people?limit=3&cursor=${first.body.nextCursor}`);
  expect(names(next.body)).toEqual(['Dora']);
  expect(next.body.nextCursor).toBe(null);
});

test('who gets another e-mail address signs in with that one, and the old one is free for somebody else', async () => {
  const token = new URL((await harness.app.accounts.prepare()) ?? '').searchParams.get('token');
  const root = { name: 'Root', email: 'root@example.com', password: 'a sentence is a good password' };
  await harness.http('POST', '/api/v1/setup', { token, ...root, timezone: 'UTC' }, { as: null });
  const [{ id }] = (await harness.http('GET', '/api/v1/people')).body.items;
  await harness.http('PATCH', `/api/v1/people/${id}`, { email: 'chief@example.com' });
  const signIn = async (email: string) =>
    (await harness.http('POST', '/api/auth/sign-in/email', { email, password: root.password }, { as: null }))
      .status;
  expect(await signIn('root@example.com')).toBe(401);
  expect(await signIn('chief@example.com')).toBe(200);
  const heir = await someone(harness, 'root@example.com');
  expect(await harness.app.accounts.signInLink(heir.id)).toContain('/sign-in?token=');
  const detail = await harness.http('GET', `/api/v1/people/${id}`);
  expect(detail.body.contactMethods).toMatchObject([{ address: 'chief@example.com' }]);
});
