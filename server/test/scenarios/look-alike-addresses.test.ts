import { afterEach, beforeEach, expect, test } from 'vitest';
import { Harness, type Reply } from '../harness/index.ts';
import { someone } from '../harness/people.ts';

const PASSWORD = 'a sentence is a good password';
const COMPOSED = 'zo\u00eb@example.com';
const DECOMPOSED = 'zoe\u0308@example.com';

let harness: Harness;
beforeEach(async () => {
  harness = await Harness.start();
});
afterEach(() => harness.close());

const applied = (file: string) =>
  harness.http('PUT', '/api/v1/config', file, { headers: { 'content-type': 'text/yaml' } });
const anonymously = (path: string, body: object) => harness.http('POST', path, body, { as: null });
const linkIn = (text: string) => new URL(text.match(/http\S+token=\S+/)?.[0] ?? '').searchParams.get('token');
const signIn = (email: string, password = PASSWORD) =>
  anonymously('/api/auth/sign-in/email', { email, password });

const refusesInvisible = ({ status, body }: Reply, path: RegExp) => {
  expect(status).toBe(400);
  const errors = body.errors as { path: string; message: string }[];
  expect(errors.map(({ path: at }) => at).join()).toMatch(path);
  expect(errors.map(({ message }) => message)).toEqual([expect.stringMatching(/invisible character \(U\+/)]);
};

const INVISIBLE = [
  ['a zero-width space', 'ana\u200b@example.com'],
  ['a soft hyphen', 'an\u00ada@example.com'],
  ['a zero-width joiner', 'ana\u200d@example.com'],
  ['a right-to-left mark', '\u200fana@example.com'],
  ['a variation selector', 'ana\ufe0f@example.com'],
  ['a word joiner in the domain', 'ana@exam\u2060ple.com'],
] as const;

test.each(INVISIBLE)('an address with %s is refused at every door, and told why', async (_, email) => {
  const person = { email, name: 'Ana', timezone: 'UTC' };
  refusesInvisible(await harness.http('POST', '/api/v1/people', person), /^email$/);
  const ana = await someone(harness, 'ana@example.com');
  refusesInvisible(await harness.http('PATCH', `/api/v1/people/${ana.id}`, { email }), /^email$/);
  const method = { kind: 'email', label: 'Mine', address: email };
  const methods = `/api/v1/people/${ana.id}/contact-methods`;
  refusesInvisible(await harness.http('POST', methods, method), /address$/);
  const [own] = (await harness.http('GET', `/api/v1/people/${ana.id}`)).body.contactMethods;
  refusesInvisible(await harness.http('PATCH', `${methods}/${own.id}`, { address: email }), /address$/);
  refusesInvisible(
    await applied(`people:\n  - { email: "${email}", name: Ana, timezone: UTC }\n`),
    /people.0.email/,
  );
  refusesInvisible(
    await applied(
      `people:\n  - { email: ana@example.com, name: Ana, timezone: UTC, contact_methods: [{ kind: email, address: "${email}" }] }\n`,
    ),
    /people.0.contact_methods.0.address/,
  );
  refusesInvisible(await anonymously('/api/v1/password/recover', { email }), /^email$/);
  refusesInvisible(
    await anonymously('/api/v1/setup', {
      token: 'x',
      name: 'Ana',
      email,
      password: PASSWORD,
      timezone: 'UTC',
    }),
    /^email$/,
  );
  refusesInvisible(await signIn(email), /^email$/);
});

test.each(['https://hooks.example.com/to\u200bcsin', 'https://ho\u00adoks.example.com/tocsin'])(
  'a webhook to %s is refused, whether typed or in org.yaml',
  async (address) => {
    const ana = await someone(harness, 'ana@example.com');
    const method = { kind: 'webhook', label: 'Pager', address };
    refusesInvisible(
      await harness.http('POST', `/api/v1/people/${ana.id}/contact-methods`, method),
      /address$/,
    );
    refusesInvisible(
      await applied(
        `people:\n  - { email: ana@example.com, name: Ana, timezone: UTC, contact_methods: [{ kind: webhook, address: "${address}" }] }\n`,
      ),
      /people.0.contact_methods.0.address/,
    );
  },
);

test('an address written in two ways is one person, who gets in by either', async () => {
  const made = await harness.http('POST', '/api/v1/people', {
    email: DECOMPOSED,
    name: 'Zoë',
    timezone: 'UTC',
  });
  expect(made.body).toMatchObject({ email: COMPOSED, contactMethods: [{ address: COMPOSED }] });
  const again = await harness.http('POST', '/api/v1/people', { email: COMPOSED, name: 'Z', timezone: 'UTC' });
  expect(again.body.code).toBe('email_taken');
  const file = await applied(`people:
  - { email: ${DECOMPOSED}, name: Zoë, timezone: Europe/Lisbon }
teams:
  - { id: shop, name: Shop, members: ["${DECOMPOSED}"] }
`);
  expect(file.status).toBe(200);
  expect((await harness.http('GET', '/api/v1/people')).body.items).toHaveLength(1);
  expect(
    (await harness.http('GET', `/api/v1/people?q=${encodeURIComponent('Zoe\u0308')}`)).body.items,
  ).toHaveLength(1);

  const zoe = harness.person(COMPOSED);
  await anonymously('/api/v1/password/recover', { email: DECOMPOSED });
  const mail = await zoe.expectMail(/new password/);
  const chosen = await anonymously('/api/v1/password', { token: linkIn(mail.text), password: PASSWORD });
  expect(chosen.body).toEqual({ email: COMPOSED });
  expect((await signIn(COMPOSED)).status).toBe(200);
  expect((await signIn(DECOMPOSED.toUpperCase())).status).toBe(200);
  expect((await signIn(DECOMPOSED, 'not the password')).status).toBe(401);
});

test('whoever was added in the other form by an earlier version gets in by either, and stays one person', async () => {
  const { id } = await someone(harness, COMPOSED);
  const zoe = harness.person(COMPOSED);
  await harness.http('POST', `/api/v1/people/${id}/invitation`);
  const mail = await zoe.expectMail(/invited/);
  await anonymously('/api/v1/password', { token: linkIn(mail.text), password: PASSWORD });
  const { pool } = harness.database;
  await pool.query('update person set email = $1 where id = $2', [DECOMPOSED, id]);
  await pool.query('update contact_method set address = $1 where person_id = $2', [DECOMPOSED, id]);
  await pool.query('update account_user set email = $1 where id = $2', [
    `${Buffer.from(DECOMPOSED).toString('hex')}@address.invalid`,
    id,
  ]);
  await pool.query('update organisation set revision = gen_random_uuid()');
  expect((await signIn(COMPOSED)).status).toBe(200);
  expect((await signIn(DECOMPOSED)).status).toBe(200);
  const exported = (await harness.http('GET', '/api/v1/config')).text;
  expect((await applied(exported)).status).toBe(200);
  expect((await harness.http('GET', '/api/v1/people')).body.items).toMatchObject([{ id, email: COMPOSED }]);
  const patched = await harness.http('PATCH', `/api/v1/people/${id}`, { timezone: 'Europe/Lisbon' });
  expect(patched.body).toMatchObject({ email: COMPOSED, contactMethods: [{ address: COMPOSED }] });
  expect((await signIn(COMPOSED)).status).toBe(200);
});

test('a contact method that an earlier version took can be turned off and removed, though not kept as it is', async () => {
  const ana = await someone(harness, 'ana@example.com');
  const methods = `/api/v1/people/${ana.id}/contact-methods`;
  const added = await harness.http('POST', methods, {
    kind: 'email',
    label: 'Old',
    address: 'old@example.com',
  });
  const { id } = added.body.contactMethods.at(-1);
  await harness.database.pool.query('update contact_method set address = $1 where id = $2', [
    'old\u200b@example.com',
    id,
  ]);
  await harness.database.pool.query('update organisation set revision = gen_random_uuid()');
  expect((await harness.http('PATCH', `${methods}/${id}`, { enabled: false })).status).toBe(200);
  expect((await harness.http('PATCH', `${methods}/${id}`, { address: 'new@example.com' })).status).toBe(200);
});
