import { afterEach, beforeEach, expect, test } from 'vitest';
import { createAckLinks } from '../../src/communication/index.ts';
import { Harness } from '../harness/index.ts';
import { type Someone, someone } from '../harness/people.ts';

let harness: Harness;
let ana: Someone;
let path: string;

beforeEach(async () => {
  harness = await Harness.start({ at: '2031-03-03T22:40:00Z' });
  ana = await someone(harness, 'ana.ruiz@example.com');
  const { body } = await harness.http('POST', '/api/v1/incidents', {
    title: 'Checkout <b>is</b> down',
    severity: 'P1',
  });
  path = linkOf(ana.id, body.id);
});
afterEach(() => harness.close());

function linkOf(personId: string, incidentId: string): string {
  const { secret, publicUrl } = harness.config;
  const link = createAckLinks({ secret, publicUrl, clock: harness.clock }).linkFor({ incidentId, personId });
  expect(link.startsWith('http://tocsin.test/a/')).toBe(true);
  return link.replace('http://tocsin.test', '');
}

const open = (at = path) => harness.http('GET', at, undefined, { as: null });
const press = (at = path) => harness.http('POST', at, undefined, { as: null });
const incident = async () => (await harness.http('GET', '/api/v1/incidents/INC-1')).body;

test('[IMM-1] the link shows what is broken and one tap acknowledges', async () => {
  await harness.advance('PT14M');
  const shown = await open();
  expect(shown.status).toBe(200);
  expect(shown.text).toContain('P1');
  expect(shown.text).toContain('Checkout &lt;b&gt;is&lt;/b&gt; down');
  expect(shown.text).toContain('14 min ago');
  expect(shown.text).toContain('Ana Ruiz');
  expect(shown.text).not.toContain('<script');
  const pressed = await press();
  expect(pressed.status).toBe(303);
  expect((await open(String(pressed.headers.location))).text).toContain('You acknowledged at 22:54');
  expect(await incident()).toMatchObject({ acknowledgedAt: '2031-03-03T22:54:00Z' });
});

test('[IMM-1] a mail scanner that opens the link, however often and however, acknowledges nothing', async () => {
  await open();
  await harness.app.server.inject({ method: 'HEAD', url: path });
  await harness.app.server.inject({ method: 'OPTIONS', url: path });
  await harness.app.server.inject({ method: 'PUT', url: path });
  await open(`${path}?utm_source=scanner`);
  expect(await incident()).toMatchObject({ acknowledgedAt: null });
});

test('the form of a browser is taken', async () => {
  const pressed = await harness.app.server.inject({
    method: 'POST',
    url: path,
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    payload: 'anything=1',
  });
  expect(pressed.statusCode).toBe(303);
});

test('who comes second sees who was first and can join', async () => {
  const ben = await someone(harness, 'ben.okafor@example.com');
  const bens = linkOf(ben.id, (await incident()).id);
  await press();
  const shown = await open(bens);
  expect(shown.text).toContain('Ana Ruiz acknowledged at 22:40');
  expect(shown.text).toContain('Join the response');
  await press(bens);
  expect((await open(bens)).text).toContain('You have joined the response');
});

test('on what is resolved there is nothing left to acknowledge', async () => {
  await harness.http('POST', '/api/v1/incidents/INC-1/resolve', {
    resolution: 'Restarted.',
    ending: 'recovered',
  });
  const shown = await open();
  expect(shown.text).toContain('INC-1 is resolved');
  expect(shown.text).not.toMatch(/>(Acknowledge|Join the response)</);
});

/** What the browser keeps after "Open INC-1" was pressed on the link's page. */
async function opened(): Promise<string> {
  const answer = await press(`${path}/open`);
  expect(answer).toMatchObject({ status: 303, headers: { location: '/incidents/INC-1' } });
  const [cookie] = [answer.headers['set-cookie']].flat();
  expect(cookie).toContain('HttpOnly; SameSite=Lax');
  return String(cookie).split(';')[0] ?? '';
}

const within = (cookie: string, method: 'GET' | 'POST', url: string, body?: object) =>
  harness.http(method, url, body, { as: null, headers: { cookie } });

test('the link leads on to its incident without a password, for four hours, and to nothing else', async () => {
  await harness.http('POST', '/api/v1/incidents', { title: 'Mail is slow', severity: 'P3' });
  const cookie = await opened();
  expect((await within(cookie, 'GET', '/api/v1/me')).body).toMatchObject({
    name: 'Ana Ruiz',
    within: { reference: 'INC-1', until: '2031-03-04T02:40:00Z' },
  });
  expect((await within(cookie, 'GET', '/api/v1/incidents/INC-1')).body.title).toContain('Checkout');
  expect(
    (await within(cookie, 'POST', '/api/v1/incidents/INC-1/entries', { text: 'Rolled back' })).status,
  ).toBe(200);
  const { items } = (await harness.http('GET', '/api/v1/incidents/INC-1/timeline')).body;
  expect(items.find(({ kind }: { kind: string }) => kind === 'note')).toMatchObject({
    actor: { name: 'Ana Ruiz' },
  });
  for (const elsewhere of ['incidents', 'incidents/INC-2', 'people', 'messages', 'policy', 'tokens'])
    expect([elsewhere, (await within(cookie, 'GET', `/api/v1/${elsewhere}`)).status]).toEqual([
      elsewhere,
      403,
    ]);
  expect((await within(cookie, 'GET', '/api/v1/incidents/INC-1/merge-preview?into=INC-2')).status).toBe(404);
  expect((await within(cookie, 'POST', '/api/v1/incidents/INC-1/merge', { into: 'INC-2' })).status).toBe(404);
  await harness.advance('PT4H');
  expect((await within(cookie, 'GET', '/api/v1/incidents/INC-1')).status).toBe(401);
});

test('a session from a link ends with the account, and one that was altered or moved to another site is none', async () => {
  const cookie = await opened();
  const [name, value = ''] = cookie.split('=');
  expect((await within(`${name}=x${value}`, 'GET', '/api/v1/incidents/INC-1')).status).toBe(401);
  const elsewhere = { cookie, origin: 'https://evil.example' };
  const forged = await harness.http(
    'POST',
    '/api/v1/incidents/INC-1/acknowledge',
    {},
    { as: null, headers: elsewhere },
  );
  expect(forged.status).toBe(403);
  await harness.advance('PT1M');
  await harness.http('PATCH', `/api/v1/people/${ana.id}`, { active: false });
  expect((await within(cookie, 'GET', '/api/v1/incidents/INC-1')).status).toBe(401);
  expect((await press(`${path}/open`)).headers['set-cookie']).toBeUndefined();
  // Nor does it begin again with the account.
  await harness.http('PATCH', `/api/v1/people/${ana.id}`, { active: true });
  expect((await within(cookie, 'GET', '/api/v1/incidents/INC-1')).status).toBe(401);
});

test('signing out ends the session that a page opened, everywhere at once if asked; the link goes on acknowledging', async () => {
  const cookie = await opened();
  const out = await harness.http('POST', '/api/auth/sign-out', {}, { as: null, headers: { cookie } });
  expect([out.headers['set-cookie']].flat().join('\n')).toMatch(
    /^tocsin\.incident=; Path=\/; Max-Age=0; HttpOnly; SameSite=Lax$/m,
  );
  await harness.advance('PT1M');
  const everywhere = await harness.http('POST', '/api/v1/sessions/revoke-all', {}, { as: ana.token });
  expect(everywhere.status).toBe(204);
  expect(String(everywhere.headers['set-cookie'])).toContain('tocsin.incident=; Path=/; Max-Age=0');
  expect((await within(cookie, 'GET', '/api/v1/incidents/INC-1')).status).toBe(401);
  // Whoever has the old link is led to the incident, which asks them to sign in.
  const led = await press(`${path}/open`);
  expect(led).toMatchObject({ status: 303, headers: { location: '/incidents/INC-1' } });
  expect(led.headers['set-cookie']).toBeUndefined();
  await press();
  expect((await incident()).acknowledgedBy.name).toBe('Ana Ruiz');
  // The next page's link opens it as before.
  path = linkOf(ana.id, (await incident()).id);
  expect((await within(await opened(), 'GET', '/api/v1/incidents/INC-1')).status).toBe(200);
});

test('[IMM-1] a link of before the incident was opened again does not answer the new page', async () => {
  await harness.http('POST', '/api/v1/incidents/INC-1/resolve', {
    resolution: 'Restarted.',
    ending: 'recovered',
  });
  await harness.advance('PT2H');
  await harness.http('POST', '/api/v1/incidents/INC-1/reopen', { reason: 'It is back.' });
  const shown = await open();
  expect(shown.status).toBe(410);
  expect(shown.text).toContain('INC-1 was reopened after this message');
  expect((await press()).status).toBe(410);
  expect(await incident()).toMatchObject({ acknowledgedAt: null });
  const fresh = linkOf(ana.id, (await incident()).id);
  expect((await press(fresh)).status).toBe(303);
  expect(await incident()).toMatchObject({ acknowledgedAt: '2031-03-04T00:40:00Z' });
});

const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';

/** The letters of base64 differ in their last bits from one to the next: those bits of the last letter carry nothing. */
const otherSpelling = (link: string) => `${link.slice(0, -1)}${LETTERS[LETTERS.indexOf(link.slice(-1)) ^ 1]}`;

test.each([
  ['spelled otherwise', otherSpelling],
  ['given a tail', (link: string) => `${link}.`],
  ['truncated', (link: string) => link.slice(0, -3)],
  ['changed', (link: string) => `${link.slice(0, -1)}${link.endsWith('A') ? 'B' : 'A'}`],
  ['made up', () => '/a/abc'],
])('a link that was %s does not work, and says what to do', async (_what, spoil) => {
  const spoiled = spoil(path);
  expect((await open(spoiled)).status).toBe(404);
  expect((await press(spoiled)).status).toBe(404);
  expect((await open(spoiled)).text).toContain('Sign in to acknowledge');
  expect(await incident()).toMatchObject({ acknowledgedAt: null });
});

test('after three days the link has expired', async () => {
  await harness.advance('PT73H');
  expect((await open()).status).toBe(410);
  expect((await press()).status).toBe(410);
  expect(await incident()).toMatchObject({ acknowledgedAt: null });
});

test('who has left cannot acknowledge with an old link', async () => {
  const gone = await harness.http('PATCH', `/api/v1/people/${ana.id}`, { active: false });
  expect(gone.status).toBe(200);
  expect((await press()).status).toBe(404);
});

test('[IMM-1] a program that acknowledges is told what came of it', async () => {
  const asked = (at = path) =>
    harness.http('POST', at, undefined, { as: null, headers: { accept: 'application/json' } });
  const { status, body } = await asked();
  expect([status, body]).toEqual([
    200,
    {
      kind: 'taken',
      sentence: 'You acknowledged INC-1. Paging has stopped.',
      reference: 'INC-1',
      url: 'http://tocsin.test/incidents/INC-1',
    },
  ]);
  expect((await asked('/a/abc')).status).toBe(404);
  const ben = await someone(harness, 'ben.okafor@example.com');
  const joined = await asked(linkOf(ben.id, (await incident()).id));
  expect(joined.body.sentence).toBe('Ana Ruiz acknowledged INC-1 at 22:40. You have joined the response.');
  await harness.advance('PT73H');
  expect(await asked()).toMatchObject({ status: 410, body: { kind: 'expired' } });
});
