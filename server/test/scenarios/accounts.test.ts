import { afterEach, beforeEach, expect, test } from 'vitest';
import { build } from '../../src/app/build.ts';
import { createLog } from '../../src/platform/log/index.ts';
import { ADMIN_TOKEN, Harness, type Reply } from '../harness/index.ts';
import { someone } from '../harness/people.ts';

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
  return { status: reply.status, cookie: cookieOf(reply) };
}

function cookieOf({ headers }: Reply): string {
  const cookies = [headers['set-cookie'] ?? []].flat() as string[];
  return cookies.map((cookie) => cookie.split(';')[0]).join('; ');
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
  expect(listed.body.items).toContainEqual(expect.objectContaining({ name: 'ci', owner: 'you' }));
  expect(listed.text).not.toContain(token);
  await harness.http('DELETE', `/api/v1/tokens/${made.body.id}`, undefined, withCookie(cookie));
  expect((await harness.http('GET', '/api/v1/me', undefined, { as: token })).status).toBe(401);
});

test('a token that would be expired from the start is not made', async () => {
  await setUp();
  const { cookie } = await signIn();
  const wanted = { name: 'late', scopes: ['incidents:read'], expiresAt: '2031-03-03T08:59:00Z' };
  const reply = await harness.http('POST', '/api/v1/tokens', wanted, withCookie(cookie));
  expect(reply.status).toBe(400);
  expect(reply.body.errors).toMatchObject([{ path: 'expiresAt' }]);
});

/** Another process on the same database, with another TOCSIN_BOOTSTRAP_TOKEN. */
async function restartWith(bootstrapToken: string | undefined): Promise<void> {
  const { database, clock } = harness;
  const log = createLog('silent');
  const app = await build({ config: { ...harness.config, bootstrapToken }, clock, database, log });
  await app.accounts.prepare();
  await app.close();
}

test('an administrator sees the bootstrap token among the tokens and can revoke it for good', async () => {
  await setUp();
  const { cookie } = await signIn();
  const listed = await harness.http('GET', '/api/v1/tokens', undefined, withCookie(cookie));
  expect(listed.body.items).toMatchObject([{ name: 'bootstrap', owner: 'installation' }]);
  const responder = await someone(harness, 'rob@example.com');
  const theirs = await harness.http('GET', '/api/v1/tokens', undefined, { as: responder.token });
  expect(theirs.body.items).toMatchObject([{ name: 'test', owner: 'you' }]);
  const path = `/api/v1/tokens/${listed.body.items[0].id}`;
  expect((await harness.http('DELETE', path, undefined, { as: responder.token })).status).toBe(404);
  expect((await harness.http('DELETE', path, undefined, withCookie(cookie))).status).toBe(204);
  await restartWith(ADMIN_TOKEN);
  expect((await harness.http('GET', '/api/v1/me')).body.code).toBe('bad_token');
});

test.each(['another bootstrap token, longer than 32 characters', undefined])(
  'when the setting becomes %s, the bootstrap token before it stops working, and the audit log says so',
  async (next) => {
    await setUp();
    const { cookie } = await signIn();
    await restartWith(next);
    expect((await harness.http('GET', '/api/v1/me')).status).toBe(401);
    if (next !== undefined)
      expect((await harness.http('GET', '/api/v1/me', undefined, { as: next })).status).toBe(200);
    const audit = await harness.http('GET', '/api/v1/audit', undefined, withCookie(cookie));
    expect(audit.body.items).toContainEqual(
      expect.objectContaining({ action: 'token.revoked', actor: { kind: 'system' } }),
    );
  },
);

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

test("signing in hands the session to the browser only, and better-auth's other endpoints are closed", async () => {
  await setUp();
  const reply = await harness.http(
    'POST',
    '/api/auth/sign-in/email',
    { email: ANA.email, password: PASSWORD },
    { as: null },
  );
  expect(reply.body).toEqual({ ok: true });
  const { cookie } = await signIn();
  for (const [method, path] of [
    ['GET', 'get-session'],
    ['GET', 'list-sessions'],
    ['POST', 'update-user'],
    ['POST', 'sign-up/email'],
  ] as const) {
    const closed = await harness.http(method, `/api/auth/${path}`, undefined, withCookie(cookie));
    expect(closed.status, path).toBe(404);
  }
});

test('a sign-in from a page of another site is refused, and is no error of ours', async () => {
  await setUp();
  const reply = await harness.http(
    'POST',
    '/api/auth/sign-in/email',
    { email: ANA.email, password: PASSWORD, callbackURL: 'https://evil.example/' },
    { as: null, headers: { origin: 'https://evil.example', cookie: 'tocsin.x=1' } },
  );
  expect(reply.status).toBe(403);
});

test('an office behind one address signs in as often as it likes; a guesser is slowed down', async () => {
  await setUp();
  for (let morning = 0; morning < 12; morning += 1) expect((await signIn()).status).toBe(200);
  for (let guess = 0; guess < 10; guess += 1)
    expect((await signIn(`guess number ${guess}`)).status).toBe(401);
  expect((await signIn()).status).toBe(429);
  await harness.advance('PT1M');
  expect((await signIn()).status).toBe(200);
});

/** A person with a password, invited by the administrator. */
async function invited(email: string): Promise<{ id: string; link: string }> {
  const { id } = (await harness.http('POST', '/api/v1/people', { name: 'Ben', email, role: 'responder' }))
    .body;
  await harness.http('POST', `/api/v1/people/${id}/invitation`, {});
  const mail = await harness.person(email).expectMail(/invited/);
  return { id, link: tokenIn(mail.text.match(/http\S+token=\S+/)?.[0]) ?? '' };
}

const choose = (token: string, password = PASSWORD) =>
  harness.http('POST', '/api/v1/password', { token, password }, { as: null });

test('who reads the database finds no link with which to enter an account', async () => {
  const { link } = await invited('ben@example.com');
  const { rows } = await harness.database.pool.query(
    "select content::text as content from message where content::text like '%password%'",
  );
  expect(rows).toHaveLength(1);
  expect(rows[0].content).not.toContain(link);
  expect((await choose(link)).status).toBe(200);
});

test('of several invitation and reset links the newest works, once, and an invited account is not invited again', async () => {
  const ben = 'ben@example.com';
  const { id, link } = await invited(ben);
  expect((await harness.http('POST', `/api/v1/people/${id}/invitation`, {})).status).toBe(202);
  const newer = await harness.person(ben).expectMail(/invited/);
  expect((await choose(link)).body.code).toBe('link_not_valid');
  const sneaky = tokenIn(await harness.app.accounts.signInLink(id));
  expect((await choose(tokenIn(newer.text.match(/http\S+token=\S+/)?.[0]) ?? '')).status).toBe(200);
  expect((await harness.http('POST', '/api/auth/sign-in/link', { token: sneaky }, { as: null })).status).toBe(
    401,
  );
  const again = await harness.http('POST', `/api/v1/people/${id}/invitation`, {});
  expect(again.status).toBe(409);
  expect(again.body.code).toBe('has_password');
});

test('who is deactivated is signed out for good and told so with the right password only', async () => {
  const email = 'ben@example.com';
  const { id, link } = await invited(email);
  await choose(link);
  const enter = async (password: string) => {
    const reply = await harness.http('POST', '/api/auth/sign-in/email', { email, password }, { as: null });
    return { ...reply, cookie: cookieOf(reply) };
  };
  const { cookie } = await enter(PASSWORD);
  const me = () => harness.http('GET', '/api/v1/me', undefined, withCookie(cookie));
  expect((await me()).status).toBe(200);
  await harness.http('PATCH', `/api/v1/people/${id}`, { active: false });
  expect((await me()).status).toBe(401);
  expect((await enter('not the password')).status).toBe(401);
  const refused = await enter(PASSWORD);
  expect(refused.status).toBe(403);
  expect(refused.body.code).toBe('deactivated');
  expect(refused.cookie).toBe('');
  await harness.http('PATCH', `/api/v1/people/${id}`, { active: true });
  expect((await me()).status).toBe(401);
  expect((await enter(PASSWORD)).status).toBe(200);
});

test('invitations, changes of password and signing out everywhere are on the audit log', async () => {
  const email = 'ben@example.com';
  const { link } = await invited(email);
  await choose(link);
  const reply = await harness.http(
    'POST',
    '/api/auth/sign-in/email',
    { email, password: PASSWORD },
    { as: null },
  );
  const change = { currentPassword: PASSWORD, newPassword: 'another sentence, just as good' };
  const changed = await harness.http(
    'POST',
    '/api/auth/change-password',
    change,
    withCookie(cookieOf(reply)),
  );
  expect(changed.status).toBe(200);
  await harness.http('POST', '/api/v1/sessions/revoke-all', {}, withCookie(cookieOf(changed)));
  const audit = await harness.http('GET', '/api/v1/audit');
  const actions = audit.body.items.map((item: { action: string }) => item.action);
  expect(actions.slice(0, 4)).toEqual([
    'sessions.ended',
    'password.changed',
    'password.set',
    'invitation.sent',
  ]);
});

test('every route declares a permission, and what is public is meant to be', async () => {
  const publicRoutes = harness.app.routes
    .filter((route) => route.permission === 'public')
    .map((route) => `${route.method} ${route.url}`);
  expect(harness.app.routes.length).toBeGreaterThan(10);
  const meant = (route: string) => MEANT_TO_BE_PUBLIC.some((pattern) => pattern.test(route));
  expect(publicRoutes.filter((route) => !meant(route))).toEqual([]);
});

/** Sign-in and set-up, machine front doors (which check their own keys), health, and the acknowledge link. */
const MEANT_TO_BE_PUBLIC = [
  /^POST \/api\/auth\/(sign-in\/email|sign-in\/link|sign-out|change-password)$/,
  /^(GET|HEAD|POST) \/api\/v1\/(setup|password|password\/recover)$/,
  /^(GET|HEAD) \/(healthz|readyz|metrics|(api\/)?openapi\.json|assets\/\*)$/,
  /^(POST|PUT) \/(in|v2|generic|integration)\//,
  /^(GET|HEAD|POST|PUT|PATCH|DELETE) \/(opsgenie\/|jsm\/ops\/integration\/)?v2\/(alerts|heartbeats)(\/|$)/,
  /^(GET|HEAD|POST|DELETE) \/(in\/prometheus(\/:key)?\/|alertmanager(\/:key)?\/)?api\/v2\/(alerts(\/groups)?|status|receivers|silences?(\/:id)?)$/,
  // Beside the doors: whoever has a key is told the right address.
  /^(GET|HEAD|POST|PUT|PATCH|DELETE) \/((in|v2|generic|integration|alertmanager|opsgenie|jsm|api\/v2)\/\*|enqueue)$/,
  /^(?:(GET|HEAD|POST) \/(a|unsubscribe)\/:token|POST \/a\/:token\/open)$/,
  // Signed by their provider; and the form for customers, once an administrator has turned it on.
  /^POST \/callbacks\/(slack\/(interactions|commands)|mattermost\/(actions|commands)|trackers\/:id)$/,
  /^(GET|HEAD|POST) \/report(\/sent\/:sent)?$/,
  // Whether it works again, asked of whoever is affected by a link of their own.
  /^(GET|HEAD|POST) \/q\/:token$/,
  // The status page of a private one asks who looks; its forms act by a token of a mail.
  /^(GET|HEAD) \/status(\/\*)?$/,
  /^(GET|HEAD|POST) \/status\/(confirm|unsubscribe)\/:token$/,
  /^POST \/status\/subscribe$/,
];

const recover = (email: string): Promise<Reply> =>
  harness.http('POST', '/api/v1/password/recover', { email }, { as: null });
const linkOf = (mail: { text: string }) => tokenIn(mail.text.match(/http\S+token=\S+/)?.[0]) ?? '';

test('whoever asks for links again and again voids none, and fills no mailbox', async () => {
  const email = 'ben@example.com';
  const { link } = await invited(email);
  const ben = harness.person(email);
  await recover(email);
  // The invitation is a link of just now.
  await ben.expectNoMail();
  await harness.advance('PT6M');
  // Five in a minute are what one address may ask; the clock of that limit is not ours to move.
  for (let time = 0; time < 3; time++) expect((await recover(email)).status).toBe(202);
  const first = await ben.expectMail(/new password/);
  expect(first.text).toContain('expires on Mon 3 Mar 2031 at 11:06 UTC');
  await ben.expectNoMail();
  await harness.advance('PT6M');
  expect((await recover(email)).body).toEqual({ linkHours: 2 });
  const second = await ben.expectMail(/new password/);
  // Three that work are enough for anybody.
  await harness.app.accounts.sendReset(email);
  await harness.advance('PT6M');
  await harness.app.accounts.sendReset(email);
  await ben.expectNoMail();
  expect((await choose(linkOf(first))).status).toBe(200);
  for (const other of [link, linkOf(second)]) expect((await choose(other)).body.code).toBe('link_not_valid');
});

test('asking for a link does the same for an address that nobody has: one wake-up, and nothing else', async () => {
  await invited('ben@example.com');
  await harness.advance('PT6M');
  const seen: string[] = [];
  for (const email of ['ben@example.com', 'stranger@example.com']) {
    const before = await wakeUps();
    const reply = await recover(email);
    seen.push(JSON.stringify([reply.status, reply.body, (await wakeUps()) - before, await linksMade()]));
  }
  expect(seen[0]).toBe(seen[1]);
  await harness.person('ben@example.com').expectMail(/new password/);
});

const wakeUps = () => counted("graphile_worker.jobs where task_identifier = 'accounts.recover'");
const linksMade = () => counted('account_link');
async function counted(what: string): Promise<number> {
  const { rows } = await harness.database.pool.query<{ n: number }>(`select count(*)::int as n from ${what}`);
  return rows[0]?.n ?? -1;
}

test('a link in the mailbox of an address that is theirs no longer is worth nothing', async () => {
  const { id, link } = await invited('ben@example.com');
  expect(
    (await harness.http('PATCH', `/api/v1/people/${id}`, { email: 'benjamin@example.com' })).status,
  ).toBe(200);
  expect((await choose(link)).body.code).toBe('link_not_valid');
});

test.each(['zoë@example.com', 'r&d@example.com'])(
  '%s is invited, signs in and gets a new password',
  async (email) => {
    const { link } = await invited(email);
    const enter = () =>
      harness.http(
        'POST',
        '/api/auth/sign-in/email',
        { email: email.toUpperCase(), password: PASSWORD },
        { as: null },
      );
    expect((await choose(link)).status).toBe(200);
    const entered = await enter();
    expect(entered.status).toBe(200);
    const me = await harness.http('GET', '/api/v1/me', undefined, withCookie(cookieOf(entered)));
    expect(me.body.email).toBe(email);
    await harness.advance('PT6M');
    expect((await recover(email)).status).toBe(202);
    await harness.person(email).expectMail(/new password/);
  },
);

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
  const lacking = items.filter(({ missing }: { missing: string | null }) => missing !== null);
  expect(lacking.map(({ kind, missing }: { kind: string; missing: string }) => [kind, missing])).toEqual([
    ['email', 'SMTP_URL is not set.'],
    ['sms', 'Neither TWILIO_ACCOUNT_SID nor SMS_GATEWAY_URL is set.'],
    ['voice', 'TWILIO_ACCOUNT_SID is not set.'],
    ['ntfy', 'NTFY_URL is not set.'],
    ['pushover', 'PUSHOVER_TOKEN is not set.'],
    ['telegram', 'TELEGRAM_BOT_TOKEN is not set.'],
    ['slack', 'SLACK_BOT_TOKEN is not set.'],
    ['mattermost', 'MATTERMOST_URL is not set.'],
  ]);
  const used = items.filter((each: { used: boolean }) => each.used);
  expect(used.map(({ kind }: { kind: string }) => kind)).toEqual(['email']);
  await silent.close();
});
