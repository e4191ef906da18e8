import { afterEach, beforeEach, expect, test } from 'vitest';
import { Harness } from '../harness/index.ts';

const PASSWORD = 'a sentence is a good password';
const ANA = { name: 'Ana Ruiz', email: 'ana@example.com', password: PASSWORD, timezone: 'Europe/Madrid' };

let harness: Harness;
beforeEach(async () => {
  harness = await Harness.start();
});
afterEach(() => harness.close());

async function setUp(): Promise<void> {
  const link = await harness.app.accounts.prepare();
  const token = new URL(link ?? '').searchParams.get('token');
  const reply = await harness.http('POST', '/api/v1/setup', { token, ...ANA }, { as: null });
  expect(reply.status).toBe(204);
}

async function signIn(password = PASSWORD): Promise<{ status: number; cookie: string }> {
  const reply = await harness.http(
    'POST',
    '/api/auth/sign-in/email',
    { email: ANA.email, password },
    { as: null },
  );
  const cookies = [reply.headers['set-cookie'] ?? []].flat() as string[];
  return { status: reply.status, cookie: cookies.map((cookie) => cookie.split(';')[0]).join('; ') };
}

const withCookie = (cookie: string, headers: Record<string, string> = {}) => ({
  as: null,
  headers: { cookie, ...headers },
});

test('the set-up link makes the first administrator, once', async () => {
  expect((await harness.http('GET', '/api/v1/setup', undefined, { as: null })).body).toEqual({
    needed: true,
  });
  const token = new URL((await harness.app.accounts.prepare()) ?? '').searchParams.get('token');
  expect((await harness.http('POST', '/api/v1/setup', { token, ...ANA }, { as: null })).status).toBe(204);
  expect((await harness.http('GET', '/api/v1/setup', undefined, { as: null })).body).toEqual({
    needed: false,
  });
  const again = await harness.http(
    'POST',
    '/api/v1/setup',
    { token, ...ANA, email: 'eve@example.com' },
    { as: null },
  );
  expect(again.status).toBe(400);
  expect(again.body.code).toBe('link_not_valid');
  expect(await harness.app.accounts.prepare()).toBeUndefined();
});

const tokenIn = (link: string | undefined) => new URL(link ?? '').searchParams.get('token');

test('every process that starts before set-up shows a link that works; after set-up none does', async () => {
  const first = tokenIn(await harness.app.accounts.prepare());
  const second = tokenIn(await harness.app.accounts.prepare());
  const setUpWith = (token: string | null, email: string, password = PASSWORD) =>
    harness.http('POST', '/api/v1/setup', { ...ANA, token, email, password }, { as: null });
  expect((await setUpWith(first, ANA.email)).status).toBe(204);
  const late = await setUpWith(second, ANA.email, 'the password of somebody else');
  expect(late.status).toBe(400);
  expect(late.body.code).toBe('link_not_valid');
  expect((await signIn()).status).toBe(200);
});

test('the set-up link is worth nothing once an administrator of the configuration has chosen a password', async () => {
  harness.othersMayWrite();
  const setup = tokenIn(await harness.app.accounts.prepare());
  const made = await harness.http('POST', '/api/v1/people', {
    ...ANA,
    password: undefined,
    role: 'administrator',
  });
  await harness.http('POST', `/api/v1/people/${made.body.id}/invitation`, {});
  const mail = await harness.person(ANA.email).expectMail(/invited/);
  const token = tokenIn(mail.text.match(/http\S+token=\S+/)?.[0]);
  const chosen = await harness.http('POST', '/api/v1/password', { token, password: PASSWORD }, { as: null });
  expect(chosen.status).toBe(200);
  const late = await harness.http(
    'POST',
    '/api/v1/setup',
    { ...ANA, token: setup, password: 'the password of somebody else' },
    { as: null },
  );
  expect(late.body.code).toBe('link_not_valid');
  expect((await signIn()).status).toBe(200);
});

test('a wrong password does not sign in; the right one does, until signed out everywhere', async () => {
  await setUp();
  expect((await signIn('not the password')).status).toBe(401);
  const { status, cookie } = await signIn();
  expect(status).toBe(200);
  const me = await harness.http('GET', '/api/v1/me', undefined, withCookie(cookie));
  expect(me.body).toMatchObject({
    name: ANA.name,
    email: ANA.email,
    role: 'administrator',
    timezone: ANA.timezone,
  });
  expect((await harness.http('POST', '/api/v1/sessions/revoke-all', {}, withCookie(cookie))).status).toBe(
    204,
  );
  expect((await harness.http('GET', '/api/v1/me', undefined, withCookie(cookie))).status).toBe(401);
});

test('nobody is in without a session or a token, and a made-up token is refused', async () => {
  expect((await harness.http('GET', '/api/v1/me', undefined, { as: null })).status).toBe(401);
  const reply = await harness.http('GET', '/api/v1/me', undefined, { as: 'made-up' });
  expect(reply.status).toBe(401);
  expect(reply.body).toMatchObject({ code: 'bad_token', status: 401 });
});

test('an API token can do what its scopes say and no more, until it is revoked', async () => {
  await setUp();
  const { cookie } = await signIn();
  const made = await harness.http(
    'POST',
    '/api/v1/tokens',
    { name: 'ci', scopes: ['incidents:read', 'self:write'] },
    withCookie(cookie),
  );
  expect(made.status).toBe(201);
  const token = made.body.token as string;
  expect((await harness.http('GET', '/api/v1/me', undefined, { as: token })).body.permissions).toEqual([
    'incidents:read',
    'self:write',
  ]);
  const audit = await harness.http('GET', '/api/v1/audit', undefined, { as: token });
  expect(audit.status).toBe(403);
  expect(audit.body.detail).toContain('audit:read');
  const listed = await harness.http('GET', '/api/v1/tokens', undefined, withCookie(cookie));
  expect(listed.body.items).toHaveLength(1);
  expect(JSON.stringify(listed.body)).not.toContain(token);
  await harness.http('DELETE', `/api/v1/tokens/${made.body.id}`, undefined, withCookie(cookie));
  expect((await harness.http('GET', '/api/v1/me', undefined, { as: token })).status).toBe(401);
});

test('a page of another site cannot act with the cookie of a signed-in person', async () => {
  await setUp();
  const { cookie } = await signIn();
  const headers = { origin: 'https://evil.example', host: 'tocsin.test' };
  const reply = await harness.http('POST', '/api/v1/sessions/revoke-all', {}, withCookie(cookie, headers));
  expect(reply.status).toBe(403);
  expect(reply.body.code).toBe('foreign_origin');
});

test('a sign-in link works once', async () => {
  await setUp();
  const { cookie } = await signIn();
  const me = await harness.http('GET', '/api/v1/me', undefined, withCookie(cookie));
  const token = new URL(await harness.app.accounts.signInLink(me.body.id)).searchParams.get('token');
  const first = await harness.http('POST', '/api/auth/sign-in/link', { token }, { as: null });
  expect(first.status).toBe(200);
  expect((await harness.http('POST', '/api/auth/sign-in/link', { token }, { as: null })).status).toBe(401);
});

test('administrative acts are on the audit log, which the database does not let anybody rewrite', async () => {
  await setUp();
  const reply = await harness.http('GET', '/api/v1/audit');
  expect(reply.body.items.map((item: { action: string }) => item.action)).toContain('installation.set_up');
  await expect(harness.database.pool.query('delete from audit_entry')).rejects.toThrow('append-only');
});

test('every route declares a permission, and what is public is meant to be', async () => {
  const publicRoutes = harness.app.routes
    .filter((route) => route.permission === 'public')
    .map((route) => `${route.method} ${route.url}`);
  expect(harness.app.routes.length).toBeGreaterThan(10);
  expect(publicRoutes.filter((route) => !MEANT_TO_BE_PUBLIC.some((pattern) => pattern.test(route)))).toEqual(
    [],
  );
});

/** Sign-in and set-up, machine front doors (which check their own keys), health, and the acknowledge link. */
const MEANT_TO_BE_PUBLIC = [
  /^(GET|HEAD|POST) \/api\/auth\/\*$/,
  /^(GET|HEAD|POST) \/api\/v1\/(setup|password|password\/recover)$/,
  /^(GET|HEAD) \/(healthz|readyz|metrics|api\/openapi\.json|assets\/\*)$/,
  /^(POST|PUT) \/(in|v2|generic|integration)\//,
  /^(GET|HEAD|POST) \/a\/:token$/,
];

test('without mail nobody is promised a link, whatever the address', async () => {
  const silent = await Harness.start({ env: { SMTP_URL: '' } });
  const ask = (email: string) =>
    silent.http('POST', '/api/v1/password/recover', { email }, { as: null }).then(({ status, body }) => ({
      status,
      code: body.code,
    }));
  const refused = { status: 409, code: 'mail_not_set_up' };
  expect(await ask('stranger@example.com')).toEqual(refused);
  const person = await silent.http('POST', '/api/v1/people', {
    ...ANA,
    password: undefined,
    role: 'responder',
  });
  expect(person.status).toBe(201);
  expect(await ask(ANA.email)).toEqual(refused);
  const invited = await silent.http('POST', `/api/v1/people/${person.body.id}/invitation`);
  expect({ status: invited.status, code: invited.body.code }).toEqual(refused);
  const { items } = (await silent.http('GET', '/api/v1/channels')).body;
  expect(items.map(({ kind, missing }: { kind: string; missing: string | null }) => [kind, missing])).toEqual(
    [
      ['email', 'SMTP_URL is not set.'],
      ['webhook', null],
    ],
  );
  await silent.close();
});
