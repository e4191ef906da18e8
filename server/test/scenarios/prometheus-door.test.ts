import { afterEach, beforeEach, expect, test } from 'vitest';
import { Temporal } from '../../src/kernel/index.ts';
import { Response } from '../harness/response.ts';

let shop: Response;
let key: string;
beforeEach(async () => {
  shop = await Response.begin('2031-03-03T14:00:00Z');
  shop.harness.othersMayWrite();
  const made = await shop.must('POST', '/api/v1/integrations', {
    ...{ kind: 'prometheus', name: 'Prometheus', systemId: 'checkout' },
  });
  expect(made.body.url).toBe(`http://tocsin.test/in/prometheus/${made.body.key}`);
  key = made.body.key;
});
afterEach(() => shop.close());

const now = () => shop.harness.clock.now();
const inMinutes = (minutes: number) => now().add(Temporal.Duration.from({ minutes })).toString();
const nothing = '0001-01-01T00:00:00.000Z';

const ask = (method: 'GET' | 'POST' | 'DELETE', path: string, body?: unknown) =>
  shop.harness.http(method, `/in/prometheus/${key}/api/v2${path}`, body, {
    as: null,
    headers: body === undefined ? {} : { 'content-type': 'application/json' },
  });

/** As Prometheus 2.42 sends it (protocols.md §1.4): its promise is four times the interval at which it repeats. */
const fire = async (alertname: string, more: object = {}, labels: object = {}) => {
  const reply = await ask('POST', '/alerts', [
    {
      annotations: { summary: `${alertname} of the shop` },
      endsAt: inMinutes(4),
      startsAt: now().toString(),
      generatorURL: 'http://vm:19090/graph?g0.expr=up+%3D%3D+0&g0.tab=1',
      labels: { alertname, instance: 'web1:9100', severity: 'critical', ...labels },
      ...more,
    },
  ]);
  expect([reply.status, reply.text]).toEqual([200, '']);
  await shop.harness.settle();
};

const silence = async (matchers: object[], minutes: number, more: object = {}): Promise<string> => {
  const reply = await ask('POST', '/silences', {
    ...{
      matchers,
      startsAt: now().toString(),
      endsAt: inMinutes(minutes),
      createdBy: 'ana',
      comment: 'Known',
    },
    ...more,
  });
  expect(reply.status).toBe(200);
  await shop.harness.settle();
  return reply.body.silenceID;
};
const named = (alertname: string) => ({ name: 'alertname', value: alertname, isRegex: false, isEqual: true });

const alerts = async () => (await shop.must('GET', '/api/v1/alerts')).body.items;
const incidents = async () => (await shop.must('GET', '/api/v1/incidents')).body.items;

test('[DET-1] an alert that Prometheus sends pages; repeated it goes on, and without a repeat it is over when its time has come', async () => {
  await fire('CheckoutDown');
  await shop.person('ana').expectMail(/CheckoutDown of the shop/);
  expect(await incidents()).toMatchObject([{ severity: 'P1' }]);
  for (let minute = 0; minute < 8; minute++) {
    await shop.harness.advance('PT1M');
    await fire('CheckoutDown');
  }
  expect(await alerts()).toMatchObject([{ status: 'firing', count: 9, silenced: false }]);
  await shop.harness.advance('PT3M59S');
  expect(await alerts()).toMatchObject([{ status: 'firing' }]);
  await shop.harness.advance('PT2S');
  expect(await alerts()).toMatchObject([{ status: 'resolved', endsAt: '2031-03-03T14:12:00Z' }]);
});

test('[DET-1] resolved by an end in the past, however often it is said; the same labels are the same alert', async () => {
  await fire('CheckoutDown');
  await shop.harness.advance('PT2M');
  for (let time = 0; time < 3; time++) {
    await fire('CheckoutDown', { startsAt: '2031-03-03T14:00:00Z', endsAt: now().toString() });
    await shop.harness.advance('PT1M');
  }
  expect(await alerts()).toMatchObject([{ status: 'resolved', count: 1 }]);
  // An empty label is none; an end that is not set is five minutes away.
  await fire('CheckoutDown', { endsAt: nothing }, { job: '' });
  const [again] = (await ask('GET', '/alerts')).body;
  expect(again).toMatchObject({ labels: { alertname: 'CheckoutDown' }, endsAt: inMinutes(5) });
  expect(await alerts()).toHaveLength(2);
});

test('[DET-1] after an outage of Tocsin itself, what was promised is waited for once more before it counts as over', async () => {
  await fire('CheckoutDown');
  // Nobody looks for an hour, as if no process ran.
  shop.harness.clock.set(now().add({ hours: 1 }));
  await shop.harness.settle();
  expect(await alerts()).toMatchObject([{ status: 'firing' }]);
  await shop.harness.advance('PT4M1S');
  expect(await alerts()).toMatchObject([{ status: 'resolved' }]);
});

test('[DET-1] a silenced alert is stored and shown and pages nobody; when the silence ends and it still fires, it pages as new', async () => {
  await silence([named('CheckoutDown')], 10);
  await fire('CheckoutDown', { endsAt: inMinutes(60) });
  expect(await alerts()).toMatchObject([
    { status: 'firing', silenced: true, incidentId: null, systemId: 'checkout' },
  ]);
  expect(await incidents()).toEqual([]);
  const [shown] = (await ask('GET', '/alerts')).body;
  expect(shown.status).toMatchObject({ state: 'suppressed', silencedBy: [expect.any(String)] });
  expect((await ask('GET', '/alerts?silenced=false')).body).toEqual([]);
  await shop.harness.advance('PT9M');
  await fire('CheckoutDown', { endsAt: inMinutes(60) });
  expect(await incidents()).toEqual([]);
  await shop.harness.advance('PT1M');
  await shop.person('ana').expectMail(/CheckoutDown of the shop/);
  expect(await alerts()).toMatchObject([{ status: 'firing', silenced: false, count: 2 }]);
  expect(await incidents()).toMatchObject([{ severity: 'P1' }]);
});

test('[DET-1] what is over before its silence ends has never been there, for anybody who is paged', async () => {
  const id = await silence([{ ...named('Checkout.*'), isRegex: true }], 10);
  await fire('CheckoutDown', { endsAt: inMinutes(60) });
  await fire('CheckoutDown', { endsAt: now().toString() });
  expect((await ask('DELETE', `/silence/${id}`)).status).toBe(200);
  await shop.harness.advance('PT1H');
  expect(await alerts()).toMatchObject([{ status: 'resolved', silenced: false, incidentId: null }]);
  expect(await incidents()).toEqual([]);
});

test('[DET-1] a silence covers what all of its matchers match, of its integration only, and not what it does not match', async () => {
  await silence(
    [named('CheckoutDown'), { name: 'instance', value: 'web1.*', isRegex: true, isEqual: false }],
    60,
  );
  await fire('CheckoutDown');
  expect(await incidents()).toHaveLength(1);
  const other = await shop.must('POST', '/api/v1/integrations', {
    ...{ kind: 'prometheus', name: 'Another' },
  });
  await silence([named('SearchDown')], 60);
  await shop.harness.http(
    'POST',
    '/api/v2/alerts',
    [{ labels: { alertname: 'SearchDown', severity: 'critical' } }],
    { as: null, headers: { authorization: `Bearer ${other.body.key}` } },
  );
  await shop.harness.settle();
  expect(await incidents()).toHaveLength(2);
  const own = (await ask('GET', '/alerts')).body;
  expect(own.map(({ labels }: { labels: { alertname: string } }) => labels.alertname)).toEqual([
    'CheckoutDown',
  ]);
});

test('[IMM-1] a silence for what is paging is an acknowledgement; when it ends and the alert still fires, on-call is paged', async () => {
  await fire('CheckoutDown', { endsAt: inMinutes(600) });
  await shop.person('ana').expectMail(/CheckoutDown of the shop/);
  const id = await silence([named('CheckoutDown')], 30);
  expect(await incidents()).toMatchObject([{ acknowledgedAt: now().toString() }]);
  expect(await alerts()).toMatchObject([{ silenced: true }]);
  await shop.harness.advance('PT20M');
  // Nobody was paged in these twenty minutes: Ben would have been after five.
  await shop.person('ben').expectNoMail(/CheckoutDown/);
  expect((await ask('DELETE', `/silence/${id}`)).status).toBe(200);
  await shop.harness.settle();
  await shop.person('ana').expectMail(/CheckoutDown of the shop/);
  expect(await alerts()).toMatchObject([{ silenced: false, acknowledgedAt: null }]);
});

test('[DET-1] a silence for a label with a dot in its name covers its host, and filters find both', async () => {
  const matcher = { name: 'host.name', value: 'web1', isRegex: false, isEqual: true };
  const id = await silence([matcher], 10);
  await fire('CheckoutDown', {}, { 'host.name': 'web1' });
  expect(await incidents()).toEqual([]);
  for (const filter of ['host.name="web1"', '"host.name"="web1"']) {
    const query = `?filter=${encodeURIComponent(filter)}`;
    expect((await ask('GET', `/alerts${query}`)).body).toMatchObject([{ status: { silencedBy: [id] } }]);
    expect((await ask('GET', `/silences${query}`)).body).toMatchObject([{ id, matchers: [matcher] }]);
  }
});

test('a filter that cannot be read is refused and does not find nothing', async () => {
  await fire('CheckoutDown');
  const filter = `filter=${encodeURIComponent('alertname=~"Check("')}`;
  for (const path of ['/alerts', '/alerts/groups', '/silences']) {
    const reply = await ask('GET', `${path}?${filter}`);
    expect([reply.status, reply.body]).toEqual([
      400,
      expect.stringMatching(/^invalid pattern for alertname: /),
    ]);
    const many = await ask('GET', `${path}?${Array.from({ length: 51 }, () => 'filter=a=b').join('&')}`);
    expect([many.status, many.body]).toEqual([400, 'at most 50 filters are allowed']);
  }
  expect((await ask('GET', '/alerts?receiver=(')).status).toBe(400);
});

test('silences are made, changed, ended and audited as Alertmanager does it', async () => {
  const id = await silence([named('A')], 10);
  const extended = {
    id,
    matchers: [named('A')],
    startsAt: now().toString(),
    endsAt: inMinutes(60),
    createdBy: 'ana',
  };
  expect((await ask('POST', '/silences', { ...extended, comment: 'Longer' })).body).toEqual({
    silenceID: id,
  });
  expect((await ask('GET', `/silence/${id}`)).body).toMatchObject({
    ...{ id, comment: 'Longer', createdBy: 'ana', endsAt: inMinutes(60), status: { state: 'active' } },
    matchers: [{ name: 'alertname', value: 'A', isRegex: false, isEqual: true }],
  });
  // Other matchers: another silence in its place.
  const { body } = await ask('POST', '/silences', { ...extended, comment: 'B too', matchers: [named('B')] });
  expect(body.silenceID).not.toBe(id);
  expect((await ask('GET', `/silence/${id}`)).body.status).toEqual({ state: 'expired' });
  const later = { ...extended, id: '', comment: 'Later', startsAt: inMinutes(5) };
  const pending = (await ask('POST', '/silences', later)).body.silenceID;
  expect((await ask('GET', `/silence/${pending}`)).body.status).toEqual({ state: 'pending' });
  expect((await ask('GET', '/silences?filter=alertname%3D%22B%22')).body).toMatchObject([
    { id: body.silenceID },
  ]);
  expect((await ask('DELETE', `/silence/${body.silenceID}`)).status).toBe(200);
  const audit = (await shop.must('GET', '/api/v1/audit')).body.items;
  const said = audit
    .map(({ action }: { action: string }) => action)
    .filter((action: string) => /^silence/.test(action));
  expect(said.sort()).toEqual([
    ...['silence.changed', 'silence.created', 'silence.created', 'silence.created'],
    ...['silence.expired', 'silence.expired'],
  ]);
  await shop.harness.advance('PT2H');
  const [last] = (await shop.must('GET', '/api/v1/audit')).body.items;
  expect(last).toMatchObject({ action: 'silence.ended', actor: { kind: 'system' } });
});

test.each([
  ['a start after the end', { startsAt: '2031-03-04T00:00:00Z', endsAt: '2031-03-03T23:00:00Z' }, 400],
  ['an end in the past', { startsAt: '2031-03-01T00:00:00Z', endsAt: '2031-03-02T00:00:00Z' }, 400],
  ['no matchers', { matchers: [] }, 400],
  ['matchers that match everything', { matchers: [{ name: 'a', value: '.*', isRegex: true }] }, 400],
  ['a pattern that is none', { matchers: [{ name: 'a', value: '(', isRegex: true }] }, 400],
  ['an id of none', { id: '00000000-0000-4000-8000-000000000000' }, 404],
  ['an id that is no id', { id: '../../etc' }, 404],
])('a silence with %s is refused in words', async (_, wrong, status) => {
  const good = {
    matchers: [named('A')],
    startsAt: now().toString(),
    endsAt: inMinutes(5),
    createdBy: 'a',
    comment: 'b',
  };
  const reply = await ask('POST', '/silences', { ...good, ...wrong });
  expect([reply.status, typeof reply.body]).toEqual([status, 'string']);
});

test('a silence of more matchers than an alert has labels, or of megabytes, is refused in words', async () => {
  const matchers = Array.from({ length: 31 }, (_, index) => named(`A${index}`));
  const wanted = { matchers, startsAt: now().toString(), endsAt: inMinutes(5), createdBy: 'a' };
  const many = await ask('POST', '/silences', wanted);
  expect([many.status, many.body]).toEqual([400, 'matchers in body should have at most 30 items']);
  const fine = { ...wanted, matchers: matchers.slice(1) };
  const large = await ask('POST', '/silences', { ...fine, comment: 'x'.repeat(1024 * 1024) });
  expect([large.status, large.body]).toEqual([413, 'The body is too large.']);
  expect((await ask('POST', '/silences', fine)).status).toBe(200);
  expect(await alerts()).toEqual([]);
});

test('of several alerts those that make sense are taken, and the others are told', async () => {
  const reply = await ask('POST', '/alerts', [
    { labels: { alertname: 'Good', severity: 'warning' } },
    { labels: {} },
    { labels: { alertname: 'Wrong' }, startsAt: inMinutes(5), endsAt: inMinutes(1) },
  ]);
  expect(reply.status).toBe(400);
  expect(reply.body).toBe('at least one label pair required; start time must be before end time');
  const titles = (await alerts()).map(({ title }: { title: string }) => title);
  expect(titles).toEqual([
    'Prometheus: Part of a notification could not be read; alerts in it are unknown',
    'Good',
  ]);
});

test('the key may stand in the address, in a token or in the password; without one nothing is told', async () => {
  const status = async (path: string, authorization?: string) => {
    const headers = authorization === undefined ? {} : { authorization };
    return (await shop.harness.http('GET', `${path}/api/v2/status`, undefined, { as: null, headers })).status;
  };
  const basic = `Basic ${Buffer.from(`tocsin:${key}`).toString('base64')}`;
  expect(await status(`/alertmanager/${key}`)).toBe(200);
  expect(await status('', `Bearer ${key}`)).toBe(200);
  expect(await status('/alertmanager', basic)).toBe(200);
  expect(await status('')).toBe(401);
  expect(await status('', `Bearer ${'0'.repeat(32)}`)).toBe(401);
  expect(await status(`/alertmanager/${'0'.repeat(32)}`)).toBe(401);
});

test('[DET-1] an end that lost its wake-up is found: of a silence and of a promise', async () => {
  await silence([named('CheckoutDown')], 10);
  await fire('CheckoutDown', { endsAt: inMinutes(60) });
  await fire('SearchDown');
  const lose = () => shop.harness.database.pool.query('delete from graphile_worker._private_jobs');
  await lose();
  shop.harness.clock.set(now().add({ minutes: 4, seconds: 40 }));
  await shop.harness.app.watchdog.run();
  await shop.harness.settle();
  expect(await alerts()).toMatchObject([{ status: 'resolved' }, { status: 'firing', silenced: true }]);
  await lose();
  shop.harness.clock.set(now().add({ minutes: 6 }));
  await shop.harness.app.watchdog.run();
  await shop.person('ana').expectMail(/CheckoutDown of the shop/);
});

test('[DET-1] an alert that was repeated just after its incident was resolved is a new one, with its promise', async () => {
  await fire('CheckoutDown');
  await shop.harness.advance('PT1M');
  await shop.must('POST', '/api/v1/incidents/INC-1/resolve', {
    resolution: 'Restarted.',
    ending: 'recovered',
  });
  shop.harness.clock.set(now().add({ seconds: 1 }));
  await fire('CheckoutDown');
  expect(await alerts()).toMatchObject([{ status: 'firing', count: 1 }, { closedWithIncident: true }]);
  await shop.harness.advance('PT4M');
  expect(await alerts()).toMatchObject([{ status: 'resolved' }, { status: 'resolved' }]);
});
