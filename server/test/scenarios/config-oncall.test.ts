import { afterEach, beforeEach, expect, test } from 'vitest';
import { Harness, type Reply } from '../harness/index.ts';

let harness: Harness;
beforeEach(async () => {
  // A Monday.
  harness = await Harness.start({ at: '2031-03-03T09:00:00Z' });
});
afterEach(() => harness.close());

const apply = (text: string, query = ''): Promise<Reply> =>
  harness.http('PUT', `/api/v1/config${query}`, text, { headers: { 'content-type': 'text/yaml' } });
const must = async (text: string, query = ''): Promise<Reply> => {
  const reply = await apply(text, query);
  expect(reply.status, reply.text).toBe(200);
  return reply;
};
const actions = (reply: Reply) =>
  reply.body.items
    .filter((item: { action: string }) => item.action !== 'unchanged')
    .map(
      (item: { section: string; id: string; action: string }) => `${item.action} ${item.section}/${item.id}`,
    );
const faults = (reply: Reply): string[] =>
  (reply.body.errors ?? []).map(
    (fault: { line: number; column: number; message: string }) =>
      `${fault.line}:${fault.column} ${fault.message}`,
  );
/** Team and who is on call for it now, level by level. */
const onCall = async () =>
  (await harness.http('GET', '/api/v1/oncall')).body.items.map(
    (item: { teamId: string; levels: { people: { name: string }[] }[] }) =>
      `${item.teamId}: ${item.levels.map(({ people }) => people.map(({ name }) => name).join('+')).join(', ')}`,
  );

const PEOPLE = `people:
  - { email: ana@example.com, name: Ana, timezone: UTC, role: administrator }
  - { email: ben@example.com, name: Ben, timezone: UTC }
  - { email: cleo@example.com, name: Cleo, timezone: UTC }
teams:
  - { id: shop, name: Shop }
  - { id: bank, name: Bank }
`;
const rota = (id: string, team: string, people: string[], more = '') => `  - id: ${id}
    team: ${team}
    name: ${id} on call
    timezone: UTC
    rotations:
      - { kind: daily, ${more}participants: [${people.map((name) => `${name}@example.com`).join(', ')}] }
`;

test('a start that the file moves is in the plan, and a start that it does not name stays', async () => {
  const file = (more: string) => `${PEOPLE}schedules:\n${rota('shop', 'shop', ['ana', 'ben', 'cleo'], more)}`;
  await must(file('starts_on: 2031-03-03, '));
  expect(await onCall()).toEqual(['shop: Ana']);
  expect(actions(await must(file('')))).toEqual([]);

  const dry = await must(file('starts_on: 2031-03-02, '), '?dryRun=true');
  expect(actions(dry)).toEqual(['update schedules/shop']);
  expect(JSON.stringify(dry.body.items)).toContain('"starts_on":"2031-03-02"');
  expect(await onCall()).toEqual(['shop: Ana']);
  expect((await must(file('starts_on: 2031-03-02, '))).body.items).toEqual(dry.body.items);
  expect(await onCall()).toEqual(['shop: Ben']);
  expect(actions(await must(file('starts_on: 2031-03-02, ')))).toEqual([]);
});

test('a schedule whose id changes is refused with its place, and is another one with prune', async () => {
  await must(`${PEOPLE}schedules:\n${rota('shop', 'shop', ['ana'])}`);
  const renamed = `${PEOPLE}schedules:\n${rota('shop-rota', 'shop', ['ben'])}`;
  expect(faults(await apply(renamed))).toEqual([
    '10:11 Team "shop" already has the schedule "shop": keep that ID, or remove it with --prune.',
  ]);
  expect(actions(await must(renamed, '?prune=true'))).toEqual([
    'delete schedules/shop',
    'create schedules/shop-rota',
  ]);
  expect(await onCall()).toEqual(['shop: Ben']);
});

test('two teams swap their schedules; a team that keeps its own gets no second one', async () => {
  await must(`${PEOPLE}schedules:\n${rota('one', 'shop', ['ana'])}${rota('two', 'bank', ['ben'])}`);
  const given = await apply(`${PEOPLE}schedules:\n${rota('one', 'bank', ['ana'])}`);
  expect(faults(given).join()).toContain('Team "bank" already has the schedule "two"');
  expect(await onCall()).toEqual(['shop: Ana', 'bank: Ben']);
  const swapped = `${PEOPLE}schedules:\n${rota('one', 'bank', ['ana'])}${rota('two', 'shop', ['ben'])}`;
  expect(actions(await must(swapped))).toEqual(['update schedules/one', 'update schedules/two']);
  expect(await onCall()).toEqual(['bank: Ana', 'shop: Ben']);
});

test('a year that cannot be meant is refused where it stands', async () => {
  const away = PEOPLE.replace(
    'name: Ben, timezone: UTC',
    'name: Ben, timezone: America/Toronto, absences: [{ from: 2031-04-01, until: 9999-12-31 }]',
  );
  expect(faults(await apply(away)).join()).toContain('Expected a year from 1970 to 2199');
  const early = `${PEOPLE}schedules:\n${rota('shop', 'shop', ['ana'], 'starts_on: 0000-01-01, ')}`;
  expect(faults(await apply(early)).join()).toContain('Expected a year from 1970 to 2199');
  await must(`${PEOPLE}schedules:\n${rota('shop', 'shop', ['ana'])}`);
  const calendar = await harness.http('GET', '/api/v1/schedules/shop?from=9999-12-31T00:00:00Z');
  expect(calendar.status).toBe(400);
});

test('of several who make a schedule for one team at once, one does and the others are told so', async () => {
  await must(PEOPLE);
  const replies = await Promise.all(
    [1, 2, 3].map((n) =>
      harness.http('POST', '/api/v1/schedules', { id: `shop-${n}`, teamId: 'shop', name: 'x', zone: 'UTC' }),
    ),
  );
  expect(replies.map(({ status }) => status).sort()).toEqual([201, 409, 409]);
});

/** Weekly from a Monday before; on the 3rd of March it is Ben's turn, the second of three. */
const week = (people: string[], more = '') => `${PEOPLE}schedules:
  - id: shop
    timezone: UTC
    rotations:
      - { kind: weekly, handover_time: "08:00", starts_on: 2031-02-24, ${more}participants: [${people.map((name) => `${name}@example.com`).join(', ')}] }
`;
const warned = (reply: Reply): string[] =>
  reply.body.warnings.map(({ message }: { message: string }) => message);

test.each([
  ['somebody is taken out before them', ['ben', 'cleo'], 'Ben'],
  ['somebody comes in before them', ['cleo', 'ana', 'ben'], 'Ben'],
  ['the order changes', ['ben', 'cleo', 'ana'], 'Ana'],
])('whoever is on call stays until the next hand-over when %s, starts_on or not', async (_, people, next) => {
  await must(week(['ana', 'ben', 'cleo']));
  expect(await onCall()).toEqual(['shop: Ben']);
  const changed = await must(week(people));
  expect(actions(changed)).toEqual(['update schedules/shop']);
  expect(warned(changed)).toEqual([]);
  expect(await onCall()).toEqual(['shop: Ben']);
  // What was exported or applied again changes nothing, and goes on from the hand-over by the file's own count.
  const exported = (await harness.http('GET', '/api/v1/config')).text;
  expect(actions(await must(exported))).toEqual([]);
  expect(actions(await must(week(people)))).toEqual([]);
  await harness.advanceTo('2031-03-10T07:59:59Z');
  expect(await onCall()).toEqual(['shop: Ben']);
  await harness.advanceTo('2031-03-10T08:00:00Z');
  expect(await onCall()).toEqual([`shop: ${next}`]);
});

test.each([
  ['who is on call is taken out', week(['ana', 'cleo']), ['Ben → Cleo']],
  ['the start is moved', week(['ana', 'ben', 'cleo']).replace('2031-02-24', '2031-02-17'), ['Ben → Cleo']],
])('the plan warns of another person on call at once when %s', async (_, file, expected) => {
  await must(week(['ana', 'ben', 'cleo']));
  const messages = expected.map((who) => `On call now: ${who}`);
  expect(warned(await must(file, '?dryRun=true')).map((line) => line.replace(/\.$/, ''))).toEqual(messages);
  expect(await onCall()).toEqual(['shop: Ben']);
  const done = await must(file);
  expect(warned(done).map((line) => line.replace(/\.$/, ''))).toEqual(messages);
  expect(done.body.warnings[0]).toMatchObject({ line: 11 });
  expect(await onCall()).toEqual([`shop: ${expected[0]?.split(' → ')[1]}`]);
  expect(warned(await must(file))).toEqual([]);
});

test('the API keeps whoever is on call, too, when it is sent the start along', async () => {
  await must(week(['ana', 'ben', 'cleo']));
  const [schedule] = (await harness.http('GET', '/api/v1/schedules')).body.items;
  const [rotation] = schedule.rotations;
  const { id: _, participants, zone: __, ...rule } = rotation;
  const ids = participants.map(({ personId }: { personId: string }) => personId);
  const body = { rotations: [{ ...rule, participants: [ids[1], ids[2]] }] };
  expect((await harness.http('PATCH', '/api/v1/schedules/shop', body)).status).toBe(200);
  expect(await onCall()).toEqual(['shop: Ben']);
  await harness.advanceTo('2031-03-10T08:00:00Z');
  expect(await onCall()).toEqual(['shop: Ben']);
});
