import { afterEach, beforeEach, expect, test } from 'vitest';
import { build } from '../../src/app/build.ts';
import { createLog } from '../../src/platform/log/index.ts';
import type { Reply } from '../harness/index.ts';
import { Response } from '../harness/response.ts';

let shop: Response;
let key: string;
beforeEach(async () => {
  shop = await Response.begin('2031-03-03T14:00:00Z');
  shop.harness.othersMayWrite();
  const made = await shop.must('POST', '/api/v1/integrations', {
    ...{ kind: 'opsgenie', name: 'Zabbix', systemId: 'checkout' },
  });
  key = made.body.key;
});
afterEach(() => shop.close());

/** As opsgenie-sdk sends it. */
const ask = (
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE',
  path: string,
  body?: unknown,
  authorization = `GenieKey ${key}`,
): Promise<Reply> =>
  shop.harness.http(method, path, body, {
    as: null,
    headers: { authorization, ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
  });

/** A write: exactly 202; what became of it can be asked for at once. */
const write = async (method: 'POST' | 'PUT' | 'DELETE', path: string, body?: unknown) => {
  const reply = await ask(method, path, body);
  expect(reply.status).toBe(202);
  expect(reply.body).toEqual({
    ...{ result: 'Request will be processed', took: expect.any(Number), requestId: expect.any(String) },
  });
  await shop.harness.settle();
  const { status, body: became } = await ask('GET', `/v2/alerts/requests/${reply.body.requestId}`);
  expect(status).toBe(200);
  expect(became.data.isSuccess).toBe(became.data.success);
  return became.data;
};
const create = (more: object = {}) =>
  write('POST', '/v2/alerts/', {
    ...{ message: 'Disk full on web1', alias: 'disk full/web 1', priority: 'P1', tags: ['env:prod', ''] },
    ...{ details: { device: '/dev/sda' }, source: 'https://zabbix.example.org/x', entity: 'web1' },
    ...more,
  });
const BY_ALIAS = '/v2/alerts/disk%20full%2Fweb%201';
const alias = (path: string) => `${BY_ALIAS}${path}/?identifierType=alias`;
const alerts = async () => (await shop.must('GET', '/api/v1/alerts')).body.items;
const incident = async () => (await shop.must('GET', '/api/v1/incidents/INC-1')).body;

test('[DET-1] an alert is created, pages, counts when it comes again, and closes by its alias', async () => {
  const created = await create();
  expect(created).toMatchObject({
    ...{ success: true, action: 'Create', status: 'Created alert', alias: 'disk full/web 1' },
    ...{ alertId: expect.stringMatching(/^[0-9a-f-]{36}$/), integrationId: 'zabbix' },
  });
  await shop.person('ana').expectMail(/Disk full on web1/);
  expect((await incident()).severity).toBe('P1');
  await create();
  const [alert] = await alerts();
  expect(alert).toMatchObject({
    ...{ status: 'firing', count: 2, source: 'web1', severityWord: 'P1', id: created.alertId },
    labels: { env: 'prod', tags: 'env:prod', device: '/dev/sda', entity: 'web1' },
    links: [{ href: 'https://zabbix.example.org/x' }],
  });
  expect(await write('POST', alias('/close'), { user: 'zabbix', note: 'Fine again' })).toMatchObject({
    ...{ success: true, action: 'Close', status: 'Closed alert' },
  });
  expect(await alerts()).toMatchObject([{ status: 'resolved' }]);
  expect(await write('POST', alias('/close'))).toMatchObject({
    ...{ success: false, isSuccess: false, status: 'There is no open alert' },
  });
  expect((await create()).alertId).not.toBe(created.alertId);
});

test('[DET-1] what is closed or acknowledged and is not there is answered with 202, and its request says so', async () => {
  for (const action of ['close', 'acknowledge', 'unacknowledge', 'notes', 'tags'])
    expect(
      await write('POST', `/v2/alerts/nothing/${action}?identifierType=alias`, { note: 'x' }),
    ).toMatchObject({
      ...{ success: false, status: 'Alert does not exist', alias: 'nothing' },
    });
});

test('[IMM-1] an acknowledgement in the monitor stops the page; taken back, on-call is paged', async () => {
  await create();
  await shop.person('ana').expectMail(/Disk full on web1/);
  expect(await write('POST', alias('/acknowledge'), { user: 'ana' })).toMatchObject({ success: true });
  expect((await incident()).acknowledgedAt).not.toBeNull();
  await shop.harness.advance('PT20M');
  await shop.person('ben').expectNoMail(/Disk full on web1/);
  expect(await write('POST', alias('/acknowledge'))).toMatchObject({
    status: 'Alert is already acknowledged',
  });
  expect(await write('POST', alias('/unacknowledge'))).toMatchObject({ success: true });
  await shop.person('ana').expectMail(/Disk full on web1/);
});

test('an alert is read by id, alias and short number, with its notes and log', async () => {
  const { alertId } = await create({ user: 'zabbix', description: 'Only 1 % left' });
  await write('POST', alias('/notes'), { note: 'Looking', user: 'ana' });
  const byId = (await ask('GET', `/v2/alerts/${alertId}`)).body.data;
  expect(byId).toMatchObject({
    ...{ id: alertId, alias: 'disk full/web 1', message: 'Disk full on web1', status: 'open', count: 1 },
    ...{
      acknowledged: false,
      priority: 'P1',
      tags: ['env:prod'],
      entity: 'web1',
      description: 'Only 1 % left',
    },
    ...{ details: { device: '/dev/sda', env: 'prod' }, tinyId: expect.stringMatching(/^\d+$/) },
    integration: { id: 'zabbix', name: 'Zabbix', type: 'API' },
  });
  expect((await ask('GET', `${BY_ALIAS}?identifierType=alias`)).body.data.id).toBe(alertId);
  expect((await ask('GET', `/v2/alerts/${byId.tinyId}?identifierType=tiny`)).body.data.id).toBe(alertId);
  expect((await ask('GET', `/v2/alerts/${alertId}/notes`)).body.data).toMatchObject([
    { note: 'Looking', owner: 'ana' },
  ]);
  expect((await ask('GET', `/v2/alerts/${alertId}/logs`)).body.data).toMatchObject([
    { log: 'Added note to alert: Looking' },
    { log: 'Created alert', owner: 'zabbix' },
  ]);
  const list = await ask('GET', '/v2/alerts?query=status%3Aopen%20AND%20tag%3Aenv%3Aprod&limit=1');
  expect(list.body).toMatchObject({ data: [{ id: alertId }], paging: { first: expect.any(String) } });
  expect((await ask('GET', '/v2/alerts/count?query=status%3Aclosed')).body.data).toEqual({ count: 0 });
  expect((await ask('GET', '/v2/alerts?query=a%20OR%20b')).status).toBe(422);
});

test('alerts are counted and paged by their status, in both orders, as by any other search', async () => {
  const made: string[] = [];
  for (const name of ['one', 'two', 'three']) {
    made.push((await create({ alias: name, message: `Disk ${name}`, priority: 'P5' })).alertId);
    await shop.harness.advance('PT1S');
  }
  const [one, two, three] = made;
  await write('POST', '/v2/alerts/two/close?identifierType=alias');
  for (const query of ['status:open', 'status:open Disk']) {
    const by = `query=${encodeURIComponent(query)}`;
    const found = async (more: string) => (await ask('GET', `/v2/alerts?${by}${more}`)).body;
    const ids = ({ data }: { data: { id: string }[] }) => data.map(({ id }) => id);
    expect(ids(await found(''))).toEqual([three, one]);
    expect(ids(await found('&order=asc'))).toEqual([one, three]);
    expect(ids(await found('&limit=1&offset=1'))).toEqual([one]);
    const { paging } = await found('&limit=1');
    expect(ids((await ask('GET', paging.next)).body)).toEqual([one]);
    expect((await found('&limit=2')).paging.next).toBeUndefined();
    expect(ids(await found('&offset=2'))).toEqual([]);
    expect((await ask('GET', `/v2/alerts/count?${by}`)).body.data).toEqual({ count: 2 });
  }
  expect((await ask('GET', '/v2/alerts')).body.data.map(({ id }: { id: string }) => id)).toEqual([
    ...[three, two, one],
  ]);
});

test('without an alias each is an alert of its own, found by the id or alias that its request names', async () => {
  const first = await create({ alias: undefined });
  const second = await create({ alias: undefined });
  expect(first.alertId).not.toBe(second.alertId);
  for (const name of [first.alertId, first.alias])
    expect((await ask('GET', `/v2/alerts/${name}`)).body.data.id).toBe(first.alertId);
  await write('POST', `/v2/alerts/${second.alertId}/close`);
  expect((await alerts()).map(({ status }: { status: string }) => status)).toEqual(['resolved', 'firing']);
});

test('message, description, priority, tags and details of an open alert change; a worse priority is news', async () => {
  await create({ priority: 'P4' });
  for (const [method, path, body] of [
    ['PUT', '/message', { message: 'Disk fuller' }],
    ['PUT', '/description', { description: 'Really' }],
    ['POST', '/tags', { tags: ['team:web', 'x'] }],
    ['POST', '/details', { details: { device: '/dev/sdb' } }],
    ['PUT', '/priority', { priority: 'P1' }],
  ] as const)
    expect(await write(method, alias(path), body)).toMatchObject({ success: true });
  expect((await ask('DELETE', `${BY_ALIAS}/tags?identifierType=alias&tags=env%3Aprod`)).status).toBe(202);
  expect(await alerts()).toMatchObject([
    {
      ...{ title: 'Disk fuller', description: 'Really', severityWord: 'P1', count: 1 },
      labels: { team: 'web', tags: 'team:web, x', device: '/dev/sdb' },
    },
  ]);
  expect((await alerts())[0].labels).not.toHaveProperty('env');
  await shop.person('ana').expectMail(/Disk fuller/);
  expect((await incident()).severity).toBe('P1');
});

test('what only the policy decides is logged and says that it did nothing', async () => {
  await create();
  for (const [path, body] of [
    ['/snooze', { endTime: '2031-03-04T00:00:00Z' }],
    ['/assign', { owner: { username: 'x' } }],
    ['/actions/restart', {}],
  ] as const)
    expect(await write('POST', alias(path), body)).toMatchObject({ success: false });
});

test('what is wrong is said in its own words, and an alert that nobody could read pages', async () => {
  const unknown = await ask('POST', '/v2/alerts', { message: 'x' }, `GenieKey ${'0'.repeat(32)}`);
  expect([unknown.status, unknown.body.message]).toEqual([401, 'Could not authenticate']);
  expect((await ask('POST', '/v2/alerts', '{"message"')).status).toBe(400);
  const empty = await ask('POST', '/v2/alerts', { priority: 'P1' });
  expect(empty).toMatchObject({ status: 422, body: { errors: { message: 'Message can not be empty.' } } });
  expect((await ask('GET', '/v2/alerts/requests/nonsense')).status).toBe(404);
  expect((await ask('GET', '/v2/alerts/nonsense')).status).toBe(404);
  expect(await alerts()).toMatchObject([
    { title: 'Zabbix: A notification could not be read; alerts in it are unknown' },
    { title: 'Zabbix: A notification could not be read; alerts in it are unknown' },
  ]);
});

test('the key may be that of basic authentication or of the query; each sees only its own integration', async () => {
  await create();
  const basic = `Basic ${Buffer.from(key).toString('base64')}`;
  expect((await ask('GET', '/v2/alerts', undefined, basic)).body.data).toHaveLength(1);
  expect((await ask('GET', `/opsgenie/v2/alerts?apiKey=${key}`, undefined, '')).body.data).toHaveLength(1);
  const other = (await shop.must('POST', '/api/v1/integrations', { kind: 'opsgenie', name: 'Other' })).body
    .key;
  expect((await ask('GET', '/v2/alerts', undefined, `GenieKey ${other}`)).body.data).toEqual([]);
  expect((await ask('GET', `${BY_ALIAS}?identifierType=alias`, undefined, `GenieKey ${other}`)).status).toBe(
    404,
  );
});

const beat = (more: object = {}) =>
  ask('POST', '/v2/heartbeats', {
    ...{ name: 'nightly backup', interval: 10, intervalUnit: 'minutes', enabled: true, alertPriority: 'P2' },
    ...{ alertTags: ['db'], ...more },
  });
const ping = async (method: 'GET' | 'POST' | 'PUT' | 'PATCH' = 'POST', name = 'nightly%20backup') => {
  const reply = await ask(method, `/v2/heartbeats/${name}/ping`);
  expect([reply.status, reply.body.result]).toEqual([202, 'PONG - Heartbeat received']);
  await shop.harness.settle();
};

test('[DET-1] a heartbeat that falls silent is an alert that pages, and its next ping resolves it', async () => {
  expect(await beat()).toMatchObject({
    ...{
      status: 201,
      body: { data: { name: 'nightly backup', enabled: true, expired: false, interval: 10 } },
    },
  });
  // Watched from its first ping on.
  await shop.harness.advance('PT1H');
  expect(await alerts()).toEqual([]);
  for (const method of ['GET', 'POST', 'PUT', 'PATCH'] as const) {
    await ping(method);
    await shop.harness.advance('PT9M');
  }
  expect(await alerts()).toEqual([]);
  await shop.harness.advance('PT1M');
  await shop.person('ana').expectMail(/nightly backup is expired/);
  expect(await alerts()).toMatchObject([
    {
      title: 'nightly backup is expired',
      severity: 'P2',
      labels: { heartbeat: 'nightly backup', tags: 'db' },
    },
  ]);
  expect((await ask('GET', '/v2/heartbeats/nightly%20backup')).body.data).toMatchObject({ expired: true });
  // Somebody resolves the incident while it is still silent: an interval later it is an alert again.
  await shop.command('acknowledge');
  await shop.command('resolve', { resolution: 'Restarted it.', ending: 'recovered' });
  await shop.harness.settle();
  expect(await alerts()).toMatchObject([{ status: 'resolved' }]);
  await shop.harness.advance('PT10M');
  expect(await alerts()).toMatchObject([{ status: 'firing' }, { status: 'resolved' }]);
  await shop.harness.advance('PT10M');
  expect(await alerts()).toMatchObject([{ status: 'firing' }, { status: 'resolved' }]);
  await ping();
  expect(await alerts()).toMatchObject([{ status: 'resolved' }, { status: 'resolved' }]);
  await shop.harness.advance('PT11M');
  expect(await alerts()).toMatchObject([
    { status: 'firing' },
    { status: 'resolved' },
    { status: 'resolved' },
  ]);
});

test('[DET-1] after an outage of Tocsin a heartbeat is waited for five minutes, and is an alert then', async () => {
  await beat();
  await ping();
  shop.harness.clock.set(shop.harness.clock.now().add({ hours: 2 }));
  await shop.harness.settle();
  expect(await alerts()).toEqual([]);
  await shop.harness.advance('PT5M');
  expect(await alerts()).toMatchObject([{ title: 'nightly backup is expired', status: 'firing' }]);
});

test('a heartbeat that is turned off or deleted is watched no more, and its alert is over', async () => {
  await beat();
  expect((await beat()).status).toBe(409);
  await ping();
  await shop.harness.advance('PT10M');
  expect((await ask('POST', '/v2/heartbeats/nightly%20backup/disable')).body.data).toMatchObject({
    enabled: false,
  });
  await shop.harness.settle();
  expect(await alerts()).toMatchObject([{ status: 'resolved' }]);
  await ask('POST', '/v2/heartbeats/nightly%20backup/enable');
  await ping();
  await ask('PATCH', '/v2/heartbeats/nightly%20backup', { interval: 1, intervalUnit: 'hours' });
  await shop.harness.advance('PT59M');
  expect(await alerts()).toMatchObject([{ status: 'resolved' }]);
  await shop.harness.advance('PT1M');
  expect(await alerts()).toMatchObject([{ status: 'firing' }, { status: 'resolved' }]);
  expect((await ask('DELETE', '/v2/heartbeats/nightly%20backup')).status).toBe(200);
  await shop.harness.settle();
  expect((await alerts()).every(({ status }: { status: string }) => status === 'resolved')).toBe(true);
  expect((await ask('GET', '/v2/heartbeats')).body.data).toEqual({ heartbeats: [] });
  expect((await ask('GET', '/v2/heartbeats/nightly%20backup')).status).toBe(404);
});

test('a ping of a heartbeat that nobody created is answered alike, and shown', async () => {
  await ping('GET', 'misspelt');
  const shown = (await shop.must('GET', '/api/v1/integrations/zabbix')).body;
  expect(shown.ignored).toMatchObject({
    count: 1,
    lastReason: 'There is no heartbeat "misspelt": create it first.',
  });
});

test.each([
  ['no name', { name: '' }],
  ['no interval', { interval: undefined }],
  ['an interval of none', { interval: 0 }],
  ['an interval of text', { interval: '10' }],
  ['an unknown unit', { intervalUnit: 'fortnights' }],
])('a heartbeat with %s is refused with 422', async (_, wrong) => {
  expect((await beat(wrong)).status).toBe(422);
});

test('[DET-1] what a heartbeat waits for outlives the process, and a wake-up that got lost', async () => {
  await beat();
  await ping();
  const { clock, database, config } = shop.harness;
  clock.set(clock.now().add({ minutes: 10 }));
  const successor = await build({ config, clock, database, log: createLog('silent') });
  await successor.runDueJobs();
  expect(await alerts()).toMatchObject([{ title: 'nightly backup is expired', status: 'firing' }]);
  await successor.close();
  await ping();
  await database.pool.query('delete from graphile_worker._private_jobs');
  clock.set(clock.now().add({ minutes: 10, seconds: 40 }));
  await shop.harness.app.watchdog.run();
  await shop.harness.settle();
  expect(await alerts()).toMatchObject([{ status: 'firing' }, { status: 'resolved' }]);
});
