import { afterEach, beforeEach, expect, test } from 'vitest';
import { Harness, type Reply } from '../harness/index.ts';
import { someone } from '../harness/people.ts';

let harness: Harness;
let ana: Awaited<ReturnType<typeof someone>>;
let mia: Awaited<ReturnType<typeof someone>>;
beforeEach(async () => {
  harness = await Harness.start();
  ana = await someone(harness, 'ana@example.com', 'administrator');
  mia = await someone(harness, 'mia@example.com', 'manager');
});
afterEach(() => harness.close());

const methodsOf = async (id: string) =>
  (await harness.http('GET', `/api/v1/people/${id}`)).body.contactMethods as {
    id: string;
    address: string;
  }[];
const by = (
  who: { token: string },
  method: 'POST' | 'PATCH' | 'DELETE' | 'PUT',
  path: string,
  body?: object,
) => harness.http(method, `/api/v1/people/${path}`, body, { as: who.token });
const ok = async (reply: Promise<Reply>) => expect((await reply).status).toBeLessThan(300);

test('a manager who turns an administrator’s pages elsewhere does not do so unseen', async () => {
  const [mail] = await methodsOf(ana.id);
  const theirs = harness.person('ana@example.com');
  await ok(by(mia, 'PATCH', `${ana.id}/contact-methods/${mail?.id}`, { address: 'mia@example.com' }));
  const told = await theirs.expectMail(/Mia changed your contact methods/);
  expect(told.text).toContain('"E-mail" has a new address');
  expect(told.text).not.toContain('mia@example.com');
  await ok(
    by(mia, 'POST', `${ana.id}/contact-methods`, { kind: 'email', label: 'New', address: 'b@example.com' }),
  );
  expect((await theirs.expectMail(/Mia changed/)).text).toContain('"New" was added');
  const added = (await methodsOf(ana.id)).at(-1);
  await ok(
    by(mia, 'PUT', `${ana.id}/contact-rules`, { page: [{ afterSeconds: 0, contactMethodId: added?.id }] }),
  );
  expect((await theirs.expectMail(/Mia changed/)).text).toContain('The rules for pages changed');
  // Not more than a few a minute reach anybody.
  await harness.advance('PT10M');
  await ok(by(mia, 'PATCH', `${ana.id}/contact-methods/${added?.id}`, { enabled: false }));
  expect((await theirs.expectMail(/Mia changed/)).text).toContain('"New" was turned off');
  await ok(by(mia, 'DELETE', `${ana.id}/contact-methods/${added?.id}`));
  expect((await theirs.expectMail(/Mia changed/)).text).toContain('"New" was removed');
  // Removed, it was still an address of hers; so it hears as well.
  await harness.person('b@example.com').expectMail(/Mia changed/);
  const { items } = (await harness.http('GET', '/api/v1/audit')).body;
  expect(items.map(({ action }: { action: string }) => action)).toContain('person.contact_method_changed');
});

test('who changes their own, or what reaches nobody, tells nobody', async () => {
  const [mail] = await methodsOf(ana.id);
  const theirs = harness.person('ana@example.com');
  await ok(by(ana, 'PATCH', `${ana.id}/contact-methods/${mail?.id}`, { address: 'new@example.com' }));
  await ok(by(mia, 'PATCH', ana.id, { timezone: 'Europe/Lisbon' }));
  await ok(by(mia, 'PATCH', `${ana.id}/contact-methods/${mail?.id}`, { label: 'Work' }));
  await theirs.expectNoMail();
});

test('a token somebody made tells as they would; only the installation’s own token tells nobody', async () => {
  const scopes = ['directory:read', 'directory:write', 'accounts:write', 'self:write'];
  const made = await harness.http('POST', '/api/v1/tokens', { name: 'ci', scopes }, { as: ana.token });
  expect(made.status).toBe(201);
  const [mail] = await methodsOf(mia.id);
  const theirs = harness.person('mia@example.com');
  const path = `${mia.id}/contact-methods/${mail?.id}`;
  await ok(by({ token: made.body.token }, 'PATCH', path, { address: 'ana@example.com' }));
  const told = await theirs.expectMail(/Ana changed your contact methods/);
  expect(told.text).toContain('"E-mail" has a new address');
  const byInstallation = harness.http('PATCH', `/api/v1/people/${path}`, { address: 'mia@example.com' });
  await ok(byInstallation);
  await theirs.expectNoMail();
});

test('the address to sign in with: the old one hears; and org.yaml is no way around it', async () => {
  const ben = await someone(harness, 'ben@example.com');
  const theirs = harness.person('ben@example.com');
  await ok(by(ana, 'PATCH', ben.id, { email: 'benjamin@example.com' }));
  expect((await theirs.expectMail(/Ana changed/)).text).toContain('The sign-in e-mail address changed');
  const file = `people:
  - { email: benjamin@example.com, name: Ben, timezone: UTC, contact_methods: [{ kind: email, address: eve@example.com }] }
`;
  const apply = (query: string) =>
    harness.http('PUT', `/api/v1/config${query}`, file, {
      as: ana.token,
      headers: { 'content-type': 'text/yaml' },
    });
  const now = harness.person('benjamin@example.com');
  expect((await apply('?dryRun=true')).status).toBe(200);
  await now.expectNoMail();
  expect((await apply('')).status).toBe(200);
  await now.expectMail(/Ana changed your contact methods/);
});

test.each([
  'http://10.0.0.7:8080/hook',
  'http://[::1]/hook',
  'http://[fd00::1]/hook',
  'https://localhost/hook',
  'https://hooks.internal/hook',
  'https://printer/hook',
  'http://169.254.169.254/latest',
])('a webhook to %s is refused while it is typed, with the setting that allows it', async (address) => {
  const method = { kind: 'webhook', label: 'Pager', address };
  const refused = await by(ana, 'POST', `${ana.id}/contact-methods`, method);
  expect(refused).toMatchObject({ status: 400, body: { code: 'address_not_allowed' } });
  expect(refused.body.detail).toContain('ALLOWED_HOSTS');
  expect(refused.body.errors[0].path).toBe('address');
  const person = { email: 'new@example.com', name: 'New', timezone: 'UTC', contactMethods: [method] };
  const created = await harness.http('POST', '/api/v1/people', person);
  expect(created.body.errors[0].path).toBe('contactMethods.0.address');

  const allowed = { ...method, address: 'http://127.0.0.1:9/hook' };
  const added = await by(ana, 'POST', `${ana.id}/contact-methods`, allowed);
  const { id } = added.body.contactMethods.at(-1);
  expect((await by(ana, 'PATCH', `${ana.id}/contact-methods/${id}`, { address })).status).toBe(400);

  const file = `people:
  - { email: pat@example.com, name: Pat, timezone: UTC, contact_methods: [{ kind: webhook, address: "${address}" }] }
`;
  const plan = await harness.http('PUT', '/api/v1/config?dryRun=true', file, {
    headers: { 'content-type': 'text/yaml' },
  });
  expect(plan.body.warnings).toMatchObject([{ message: expect.stringContaining('ALLOWED_HOSTS'), line: 2 }]);
});
