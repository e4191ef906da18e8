import { readFile } from 'node:fs/promises';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { Harness, type Reply } from '../harness/index.ts';
import { someone, tokenOf } from '../harness/people.ts';

const EXAMPLE = await readFile(new URL('../../../examples/org.yaml', import.meta.url), 'utf8');

let harness: Harness;
beforeEach(async () => {
  harness = await Harness.start();
});
afterEach(() => harness.close());

const yaml = { 'content-type': 'text/yaml' };
const apply = (text: string, query = '', as?: string): Promise<Reply> =>
  harness.http('PUT', `/api/v1/config${query}`, text, { headers: yaml, ...(as === undefined ? {} : { as }) });
const names = async (path: string): Promise<string[]> =>
  (await harness.http('GET', `/api/v1/${path}`)).body.items.map((item: { id: string }) => item.id);
const actions = (reply: Reply) =>
  reply.body.items
    .filter((item: { action: string }) => item.action !== 'unchanged')
    .map(
      (item: { section: string; id: string; action: string }) => `${item.action} ${item.section}/${item.id}`,
    );
/** `line:column message` of every fault. */
const faults = (reply: Reply): string[] =>
  (reply.body.errors ?? []).map(
    (fault: { line: number; column: number; message: string }) =>
      `${fault.line}:${fault.column} ${fault.message}`,
  );

const SMALL = `people:
  - { email: ana@example.com, name: Ana, timezone: Europe/Lisbon, role: administrator }
  - { email: ben@example.com, name: Ben, timezone: Asia/Tokyo }
teams:
  - { id: shop, name: Shop, members: [ana@example.com], roles: { product_owner: ben@example.com } }
systems:
  - { id: web, name: Web, team: shop, depends_on: [db], matchers: [{ job: { regex: 'web-.*' } }] }
  - { id: db, name: Database, team: shop }
`;

test('the example is applied, applied again without a change, and read back as it was', async () => {
  const first = await apply(EXAMPLE);
  expect(first.text.slice(0, 500)).toContain('"changed":true');
  expect(first.body.summary).toMatchObject({ delete: 0, unchanged: 0 });
  expect(await names('people')).toHaveLength(12);
  expect(await names('teams')).toEqual(['payments', 'platform', 'storefront']);
  expect(await names('systems')).toHaveLength(9);
  const zones = (await harness.http('GET', '/api/v1/people')).body.items.map(
    ({ timezone }: { timezone: string }) => timezone,
  );
  expect(new Set(zones).size).toBe(4);

  const second = await apply(EXAMPLE, '?prune=true');
  expect(actions(second)).toEqual([]);
  expect(second.body).toMatchObject({ changed: false });

  const exported = await harness.http('GET', '/api/v1/config');
  expect(exported.headers['content-type']).toContain('text/yaml');
  expect(actions(await apply(exported.text, '?prune=true'))).toEqual([]);
  const other = await Harness.start();
  const copied = await other.http('PUT', '/api/v1/config', exported.text, { headers: yaml });
  expect(copied.status).toBe(200);
  expect((await other.http('GET', '/api/v1/config')).text).toBe(exported.text);
  await other.close();
});

test('an integration of the file takes alerts by its fixed key, until it is pruned', async () => {
  await apply(EXAMPLE);
  const alert = {
    version: '4',
    groupKey: 'g',
    status: 'firing',
    receiver: 'tocsin',
    groupLabels: {},
    commonLabels: {},
    commonAnnotations: {},
    externalURL: 'http://alertmanager.example',
    truncatedAlerts: 0,
    alerts: [
      {
        status: 'firing',
        labels: { alertname: 'HighErrorRate', service: 'checkout', severity: 'critical' },
        annotations: { summary: 'Checkout fails' },
        startsAt: '2031-03-03T08:59:00Z',
        endsAt: '0001-01-01T00:00:00Z',
        generatorURL: 'http://prometheus.example',
        fingerprint: 'c0ffee',
      },
    ],
  };
  const send = () =>
    harness.http('POST', '/in/alertmanager/4f1d0c6e9a8b4d27b5e3c1f07a96d2e8', alert, { as: null });
  expect((await send()).status).toBe(200);
  const rotated = EXAMPLE.replace('4f1d0c6e9a8b4d27b5e3c1f07a96d2e8', '00000000000000000000000000000001');
  expect(actions(await apply(rotated))).toEqual(['update integrations/alertmanager']);
  expect((await send()).status).not.toBe(200);
  const taken = await apply(
    EXAMPLE.replace('8c27e5b1d0f34a6f9e12c4d87b3a50f6', '4f1d0c6e9a8b4d27b5e3c1f07a96d2e8'),
  );
  expect(faults(taken).join()).toContain('This key is already used by another integration');
  const none = await apply('integrations: []', '?prune=true');
  expect(actions(none)).toHaveLength(3);
  expect(none.text).not.toContain('00000000000000000000000000000001');
});

test('an integration without a key in the file gets one, told once, and it opens the door', async () => {
  const text = 'integrations:\n  - { id: shop, kind: alertmanager }\n';
  expect((await apply(text, '?dryRun=true')).body.newAddresses).toEqual([]);
  const [made] = (await apply(text)).body.newAddresses;
  expect(made).toMatchObject({ section: 'integrations', id: 'shop' });
  const door = new URL(made.url).pathname;
  expect((await harness.http('POST', door, { version: '4', alerts: [] }, { as: null })).status).toBe(200);
  expect((await apply(text)).body).toMatchObject({ changed: false, newAddresses: [] });
});

test('two integrations swap their keys; one that is renamed takes its key along with prune, and is told so without', async () => {
  const [first, second] = ['0'.repeat(32), '1'.repeat(32)];
  const file = (...items: [id: string, key: string][]) =>
    `integrations:\n${items.map(([id, key]) => `  - { id: ${id}, kind: webhook, key: "${key}" }\n`).join('')}`;
  const opens = async (key: string) =>
    (await harness.http('POST', `/in/webhook/${key}`, { title: 'x' }, { as: null })).status !== 404;
  await apply(file(['east', first], ['west', second]));
  const swapped = file(['east', second], ['west', first]);
  expect(actions(await apply(swapped))).toEqual(['update integrations/east', 'update integrations/west']);
  expect(actions(await apply(swapped))).toEqual([]);
  expect([await opens(first), await opens(second)]).toEqual([true, true]);
  const renamed = file(['north', second], ['west', first]);
  expect(faults(await apply(renamed))).toEqual([
    '2:38 This key is already used by the integration "east": keep that ID, or remove it with --prune.',
  ]);
  expect(actions(await apply(renamed, '?prune=true'))).toEqual([
    'delete integrations/east',
    'create integrations/north',
  ]);
  expect(await opens(second)).toBe(true);
});

test('a dry run says the same as the real one and changes nothing', async () => {
  const dry = await apply(SMALL, '?dryRun=true');
  expect(dry.body).toMatchObject({ dryRun: true, changed: true });
  expect(await names('people')).toEqual([]);
  const real = await apply(SMALL);
  expect(real.body.items).toEqual(dry.body.items);
  const changed = SMALL.replace('name: Ben', 'name: Benjamin').replace(
    'depends_on: [db], ',
    'depends_on: [], ',
  );
  const plan = await apply(changed, '?dryRun=true');
  expect(plan.body.items.filter((item: { action: string }) => item.action === 'update')).toEqual([
    {
      section: 'people',
      id: 'ben@example.com',
      action: 'update',
      changes: [{ path: 'name', from: 'Ben', to: 'Benjamin' }],
    },
    {
      section: 'systems',
      id: 'web',
      action: 'update',
      changes: [{ path: 'depends_on', from: ['db'], to: [] }],
    },
  ]);
});

test('every fault of a bad file is told with line and column, and nothing at all is changed', async () => {
  const bad = `people:
  - { email: ana@example.com, name: Ana, timezone: Europe/Lisbon }
  - { email: ANA@example.com, name: Ana again, timezone: Europe/Lisbon }
  - email: ben@example.com
    name: Ben
    timezone: Europe/Berlin
    contact_methods: [{ kind: pigeon, address: loft 3 }]
    contact_rules:
      page:
        - { after: 5m, by: Phone }
teams:
  - { id: shop, name: Shop, members: [eve@example.com], roles: { on_call_engineer: ben@example.com } }
systems:
  - { id: web, name: Web, team: shops, depends_on: [web, nothing] }
schedules:
  - id: shop
    timezone: UTC
    rotations:
      - { name: Primary, level: 1, kind: daily, handover_time: '09:00', participants: [zoe@example.com] }
`;
  const reply = await apply(bad);
  expect(reply.status).toBe(400);
  expect(reply.body.code).toBe('config_invalid');
  expect(faults(reply)).toEqual([
    '3:14 ana@example.com is listed twice.',
    '7:48 No channel for "pigeon". Available: email, push, sms, voice, ntfy, pushover, telegram, webhook, slack, mattermost, phone.',
    '9:7 The first message must be sent immediately: remove "after" from one rule.',
    '10:28 Contact method "Phone" not found. Available: Pigeon.',
    '12:39 Person "eve@example.com" not found.',
    '12:84 On-call is set in the schedule, not as a role.',
    '14:33 Team "shops" not found.',
    '14:53 A system cannot depend on itself.',
    '14:58 System "nothing" not found.',
    '19:88 Person "zoe@example.com" not found.',
  ]);
  expect(await names('people')).toEqual([]);
  expect(await names('teams')).toEqual([]);
});

const REFUSED: readonly (readonly [text: string, fault: string])[] = [
  [
    'people:\n  - { email: x, name: X, timezone: UTC }\n',
    '2:14 Expected an e-mail address such as ana@example.com.',
  ],
  ['people:\n  - { email: a@b.example, name: A, timezone: Mars/Base }\n', '2:46 Expected an IANA time zone'],
  ['people:\n  - { email: a@b.example, name: A, timezone: UTC, pager: 1 }\n', '2:51 Unknown key "pager".'],
  ['people:\n  - name: A\n', '"email" is missing'],
  ['persons: []\n', '1:1 Unknown key "persons". Available: people, teams'],
  ['people: [}\n', '1:10 '],
  ['people: &a []\nteams: *a\n', '1:'],
  ['- 1\n', '1:1 Expected sections'],
  ['people: 7\n', '1:9 '],
  ['teams:\n  - { id: A B, name: x }\n', '2:11 Expected an id of lower-case letters'],
  ['teams:\n  - { id: a, name: x }\n  - { id: a, name: y }\n', '3:11 Duplicate team "a".'],
  [
    'teams: [{ id: t, name: T }]\nsystems:\n  - { id: a, name: A, team: t, depends_on: [b] }\n  - { id: b, name: B, team: t, depends_on: [a] }\n',
    '3:45 Systems cannot have circular dependencies: a → b → a.',
  ],
  [
    'teams: [{ id: t, name: T }]\nsystems:\n  - { id: a, name: A, team: t, matchers: [{ job: { regex: "(" } }] }\n',
    '3:59 At character 2 of the pattern: a group is not closed.',
  ],
  ['organisation: { calendar: { country: XX } }\n', '1:38 Unknown country for public holidays: "XX".'],
  [
    'organisation: { calendar: { country: DE, region: XX } }\n',
    '1:50 Unknown region of "DE" for public holidays: "XX".',
  ],
  [`a: ${'['.repeat(5000)}`, 'nested deeper'],
  [`a: ${'x'.repeat(1_000_000)}`, 'Unknown key "a"'],
];

test('a file that is wrong is refused, and the fault says where', async () => {
  for (const [text, expected] of REFUSED) {
    const reply = await apply(text);
    expect(reply.status, text.slice(0, 80)).toBe(400);
    expect(faults(reply).join('\n')).toContain(expected);
  }
});

test('a file made to be slow is refused as fast as any other', async () => {
  const keys = (length: number, prefix = '') =>
    Array.from({ length }, (_, at) => `${prefix}k${at}: 1`).join('\n');
  expect(faults(await apply(keys(60_000)))).toEqual([
    expect.stringContaining('more than 300000 words and marks'),
  ]);
  expect(faults(await apply(keys(30_000)))).toHaveLength(50);
  expect(faults(await apply(`organisation:\n${keys(30_000, '  ')}`))).toHaveLength(200);
  const twice = await apply(`organisation: { name: One, timezone: UTC, name: Two }\n`);
  expect(faults(twice)).toEqual(['1:43 "name" is listed twice.']);
});

test('JSON is taken too, and its faults have places as well', async () => {
  const json = (text: string) =>
    harness.http('PUT', '/api/v1/config', text, { headers: { 'content-type': 'application/json' } });
  expect((await json('{ "teams": [{ "id": "shop", "name": "Shop" }] }')).status).toBe(200);
  expect(faults(await json('{ "teams": [\n  { "id": "shop", "nam": "Shop" }\n] }')).join('\n')).toContain(
    '2:19 Unknown key "nam".',
  );
  expect((await json('x'.repeat(1_100_000))).status).toBe(413);
});

test('nothing goes without prune, and with it what is gone is archived or made inactive', async () => {
  await apply(SMALL);
  const less = `people:
  - { email: ana@example.com, name: Ana, timezone: Europe/Lisbon, role: administrator }
teams:
  - { id: shop, name: Shop }
systems: []
`;
  expect(actions(await apply(less))).toEqual([]);
  expect(actions(await apply(less, '?prune=true'))).toEqual([
    'delete people/ben@example.com',
    'delete systems/db',
    'delete systems/web',
  ]);
  expect(await names('systems')).toEqual([]);
  expect((await harness.http('GET', '/api/v1/people?active=false')).body.items).toMatchObject([
    { name: 'Ben' },
  ]);
  expect(actions(await apply(SMALL))).toEqual([
    'update people/ben@example.com',
    'create systems/web',
    'create systems/db',
  ]);
});

test('a prune that would leave a system without its team, or nobody to administer, changes nothing', async () => {
  await apply(SMALL);
  const noTeam = await apply('teams:\n  - { id: other, name: Other }\n', '?prune=true');
  expect(faults(noTeam).join()).toContain('Team "shop" owns the system');
  const noAdmin = await apply(
    'people:\n  - { email: ben@example.com, name: Ben, timezone: UTC }\n',
    '?prune=true',
  );
  expect(faults(noAdmin).join()).toContain('No administrator would be left');
  expect(await names('teams')).toEqual(['shop']);
  expect(await names('people')).toHaveLength(2);
});

test('what people set for themselves outlives an apply that does not speak of it', async () => {
  await apply(SMALL);
  const [, ben] = (await harness.http('GET', '/api/v1/people')).body.items;
  const token = await tokenOf(harness, ben.id, 'responder');
  const added = await harness.http(
    'POST',
    `/api/v1/people/${ben.id}/contact-methods`,
    { kind: 'email', label: 'Home', address: 'ben@home.example' },
    { as: token },
  );
  const home = added.body.contactMethods[1].id;
  const page = [{ afterSeconds: 0, contactMethodId: home }];
  await harness.http('PUT', `/api/v1/people/${ben.id}/contact-rules`, { page }, { as: token });
  expect(actions(await apply(SMALL, '?prune=true'))).toEqual([]);
  const after = await harness.http('GET', `/api/v1/people/${ben.id}`);
  expect(after.body.contactRules).toMatchObject({ ownPage: true, page: [{ label: 'Home' }] });
});

test('contact methods keep their identity when only their address changes', async () => {
  const withHome = (address: string) => `people:
  - email: ana@example.com
    name: Ana
    timezone: UTC
    contact_methods:
      - { kind: email, address: ana@example.com }
      - { kind: email, label: Home, address: ${address} }
    contact_rules:
      page: [{ by: Home }, { after: 5m, by: [E-mail, Home] }]
    absences:
      - { from: 2031-04-01, until: 2031-04-02, note: Away }
`;
  await apply(withHome('one@home.example'));
  const [ana] = (await harness.http('GET', '/api/v1/people')).body.items;
  const before = (await harness.http('GET', `/api/v1/people/${ana.id}`)).body;
  expect(before.contactRules.page.map((rule: { label: string }) => rule.label)).toEqual([
    'Home',
    'E-mail',
    'Home',
  ]);
  expect(before.absences).toMatchObject([{ from: '2031-04-01T00:00:00Z', until: '2031-04-03T00:00:00Z' }]);
  const plan = await apply(withHome('two@home.example'));
  expect(plan.body.items[0].changes.map((change: { path: string }) => change.path)).toEqual([
    'contact_methods',
  ]);
  const after = (await harness.http('GET', `/api/v1/people/${ana.id}`)).body;
  expect(after.contactMethods[1]).toMatchObject({
    id: before.contactMethods[1].id,
    address: 'two@home.example',
  });
});

test('files applied at the same time take turns: the second finds what the first left', async () => {
  const replies = await Promise.all([1, 2, 3, 4].map(() => apply(EXAMPLE)));
  expect(replies.map((reply) => reply.status)).toEqual([200, 200, 200, 200]);
  expect(replies.filter((reply) => reply.body.changed)).toHaveLength(1);
});

test('only administrators apply and read the file; what was applied is on the audit log', async () => {
  await apply(SMALL);
  const manager = await someone(harness, 'mia@example.com', 'manager');
  expect((await apply(SMALL, '', manager.token)).status).toBe(403);
  expect((await harness.http('GET', '/api/v1/config', undefined, { as: manager.token })).status).toBe(403);
  const { body } = await harness.http('GET', '/api/v1/audit');
  const entry = body.items.find((item: { action: string }) => item.action === 'config.applied');
  expect(entry.details.created).toContain('people/ana@example.com');
});

test('whoever applies the file does not lock themselves out', async () => {
  const root = await someone(harness, 'root@example.com', 'administrator');
  const reply = await apply(SMALL, '?prune=true', root.token);
  expect(faults(reply).join()).toContain('You would be removed from people');
  expect(await names('teams')).toEqual([]);
});

/** What is stored of the roles, as the file says it. */
const rolesOf = async (path: string) => {
  const { roles } = (await harness.http('GET', `/api/v1/${path}`)).body;
  return roles.map(
    ({ role, holders }: { role: string; holders: { name: string }[] }) =>
      `${role}: ${holders.map(({ name }) => name).join()}`,
  );
};

test('a role that the file does not name stays; null empties it, and so does prune', async () => {
  await apply(`${SMALL}organisation: { roles: { cto: ana@example.com, ceo: ben@example.com } }\n`);
  const cto = 'organisation: { roles: { cto: ben@example.com } }\n';
  const plan = await apply(cto, '?dryRun=true');
  expect(plan.body.items[0].changes.map((change: { path: string }) => change.path)).toEqual(['roles.cto']);
  await apply(cto);
  expect(await rolesOf('organisation')).toEqual(['ceo: Ben', 'cto: Ben']);
  await apply('teams:\n  - { id: shop, name: Shop, roles: { engineering_manager: ana@example.com } }\n');
  expect(await rolesOf('teams/shop')).toEqual(['engineering_manager: Ana', 'product_owner: Ben']);
  await apply('teams:\n  - { id: shop, name: Shop, roles: { product_owner: null } }\n');
  expect(await rolesOf('teams/shop')).toEqual(['engineering_manager: Ana']);
  await apply(cto, '?prune=true');
  expect(await rolesOf('organisation')).toEqual(['cto: Ben']);
});

test('a role that the policy does not know is taken and pointed out', async () => {
  const reply = await apply(
    `${SMALL}organisation:\n  roles:\n    cto: ana@example.com\n    ctoo: ben@example.com\n`,
  );
  expect(reply.status).toBe(200);
  expect(reply.body.warnings).toMatchObject([{ path: 'organisation.roles.ctoo', line: 12 }]);
  expect(reply.body.warnings[0].message).toContain('The policy has no role "ctoo"');
  expect((await apply(EXAMPLE, '?dryRun=true')).body.warnings).toEqual([]);
});

test('faults of shape and of reference are told together, and none that only follows from another', async () => {
  const reply = await apply(`people:
  - { email: ana@example.com, name: Ana, timezone: Mars/Base }
teams:
  - { id: shop, name: Shop, members: [ana@example.com] }
systems:
  - { id: web, name: Web, team: shops }
`);
  expect(faults(reply)).toEqual([
    '2:52 Expected an IANA time zone such as Europe/Lisbon.',
    '6:33 Team "shops" not found.',
  ]);
});
