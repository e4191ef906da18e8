import { afterEach, beforeEach, expect, test } from 'vitest';
import { fingerprintOf } from '../../src/inbound/prometheus/fingerprint.ts';
import { AlertmanagerServer } from '../fakes/alertmanager-server.ts';
import { someone, tokenOf } from '../harness/people.ts';
import { Response } from '../harness/response.ts';

const HEADER = 'Bearer s3cret-of-alertmanager';
let shop: Response;
let monitor: AlertmanagerServer;
let key: string;
beforeEach(async () => {
  shop = await Response.begin('2031-03-03T09:00:00Z');
  shop.harness.othersMayWrite();
  monitor = await AlertmanagerServer.start(HEADER, () => shop.harness.clock.now().epochMilliseconds);
  const made = await shop.must('POST', '/api/v1/integrations', {
    ...{ kind: 'alertmanager', name: 'Prometheus', id: 'am', systemId: 'checkout' },
  });
  key = made.body.key;
});
afterEach(async () => {
  await shop.close();
  await monitor.close();
});

const settle = () => shop.harness.settle();
const turnOn = () =>
  shop.must('PUT', '/api/v1/integrations/am/write-back', { url: monitor.url, authorization: HEADER });

/** Acknowledged by a person who is at work on it from then on. */
async function byAna(): Promise<void> {
  const as = await tokenOf(shop.harness, shop.idOf('ana'), 'responder');
  await shop.harness.http('POST', '/api/v1/incidents/INC-1/acknowledge', undefined, { as });
  await settle();
}

/** The alert fires in the monitor, which tells of it unless it is silenced. */
async function fire(alertname: string, severity = 'critical', instance = 'db "1" \\ eu'): Promise<void> {
  const labels = { alertname, severity, instance, service: 'checkout' };
  const fingerprint = fingerprintOf(labels);
  monitor.alerts.push({ fingerprint, labels, endsAt: '2099-01-01T00:00:00Z' });
  await hear('firing', { fingerprint, labels });
}
async function hear(status: string, { fingerprint, labels }: { fingerprint: string; labels: object }) {
  const alert = {
    status,
    fingerprint,
    labels,
    annotations: {},
    startsAt: shop.harness.clock.now().toString(),
  };
  const body = { version: '4', groupKey: '{}', status, alerts: [alert] };
  const reply = await shop.harness.http('POST', `/in/alertmanager/${key}`, body, { as: null });
  expect(reply.status).toBe(200);
  await settle();
}
/** It fires again; Alertmanager tells nobody, because its notification log has it as firing still. */
const againUnheard = () => {
  for (const alert of monitor.alerts) alert.endsAt = '2099-01-01T00:00:00Z';
};
const open = async () => (await shop.must('GET', '/api/v1/incidents?status=open')).body.items;
const over = () => {
  for (const alert of monitor.alerts) alert.endsAt = '2000-01-01T00:00:00Z';
};
const told = async (ref?: string) =>
  (await shop.story(ref)).filter((line) => /^(alerts_silenced|silencing_failed|silences_ended)/.test(line));

test('[IMM-1] acknowledging silences exactly the alert in its Alertmanager, for as long as it is acknowledged', async () => {
  const saved = (await turnOn()).body;
  expect(saved).toEqual({ url: monitor.url, authorization: true });
  await fire('DiskFull');
  expect(monitor.active()).toEqual([]);
  await shop.command('acknowledge');
  await settle();
  expect(monitor.active()).toMatchObject([
    {
      createdBy: 'Tocsin',
      comment: expect.stringMatching(/^INC-1 is acknowledged in Tocsin: http:\/\/tocsin\.test\//),
      startsAt: '2031-03-03T09:00:00Z',
      endsAt: '2031-03-03T09:05:00Z',
      matchers: [
        { name: 'alertname', value: 'DiskFull', isRegex: false, isEqual: true },
        { name: 'instance', value: 'db "1" \\ eu', isRegex: false, isEqual: true },
        { name: 'service', value: 'checkout', isRegex: false, isEqual: true },
        { name: 'severity', value: 'critical', isRegex: false, isEqual: true },
      ].toSorted((a, b) => a.name.localeCompare(b.name)),
    },
  ]);
  const [silence] = monitor.active();
  await shop.harness.advance('PT30M');
  expect(monitor.active()).toMatchObject([{ id: silence?.id }]);
  await shop.command('resolve', { resolution: 'Grew the disk', ending: 'recovered' });
  await settle();
  expect(monitor.active()).toEqual([]);
  // One line each, however often it was renewed.
  expect(await told()).toEqual([
    'alerts_silenced: “DiskFull” is silenced in Prometheus while this incident is acknowledged',
    expect.stringMatching(
      /^silences_ended: The silence of “DiskFull” in Prometheus has ended, because this incident is no longer open \(renewed \d+ times\)$/,
    ),
  ]);
  await shop.command('reopen', { reason: 'It is back' });
  await settle();
  expect(monitor.active()).toEqual([]);
});

test('[IMM-1] [RES-2] the end of a silenced alert is found by asking, and one that gets worse is not swallowed', async () => {
  await turnOn();
  await fire('DiskFull', 'warning');
  await byAna();
  // Worse: other labels, which no silence matches.
  await fire('DiskFull', 'critical');
  expect(monitor.active()).toHaveLength(1);
  expect(monitor.active()[0]?.matchers).toContainEqual(expect.objectContaining({ value: 'warning' }));
  over();
  await hear('resolved', monitor.alerts[1] as (typeof monitor.alerts)[number]);
  expect((await shop.must('GET', '/api/v1/incidents/INC-1')).body.monitoringClearAt).toBeNull();
  await shop.harness.advance('PT3M');
  expect(monitor.active()).toEqual([]);
  expect((await shop.must('GET', '/api/v1/incidents/INC-1')).body.monitoringClearAt).not.toBeNull();
  expect((await told()).at(-1)).toMatch(
    /^silences_ended: Prometheus no longer reports “DiskFull”: the silence was removed/,
  );
});

test('[IMM-1] what ends while nobody looks, and is then no longer acknowledged, is over all the same', async () => {
  await turnOn();
  await fire('DiskFull', 'warning');
  await fire('DiskFull', 'warning', 'db2');
  // By a program: nobody is at work on it, so that worse news voids the acknowledgement.
  await shop.command('acknowledge');
  await settle();
  expect(monitor.active()).toHaveLength(2);
  (monitor.alerts[0] as { endsAt: string }).endsAt = '2000-01-01T00:00:00Z';
  await fire('DiskFull', 'critical');
  await shop.harness.advance('PT1M');
  expect(monitor.active()).toEqual([]);
  const { items } = (await shop.must('GET', '/api/v1/alerts?status=firing')).body;
  expect(items.map(({ severityWord }: Record<string, string>) => severityWord)).toEqual([
    'critical',
    'warning',
  ]);
  expect((await told()).slice(1)).toEqual([
    'silences_ended: Prometheus no longer reports “DiskFull”: the silence was removed',
    'silences_ended: The silence of “DiskFull” in Prometheus has ended, because this incident is no longer acknowledged',
  ]);
});

test('[IMM-1] an Alertmanager that fails holds up nobody, is said on the record, and stays silenced for no longer than minutes', async () => {
  await turnOn();
  await fire('DiskFull');
  monitor.mood = 'down';
  await shop.command('acknowledge');
  expect((await shop.must('GET', '/api/v1/incidents/INC-1')).body.acknowledgedAt).not.toBeNull();
  await shop.harness.advance('PT90S');
  monitor.mood = 'well';
  await shop.harness.advance('PT60S');
  expect(monitor.active()).toHaveLength(1);
  // It answers no question any more, but takes changes.
  const asked = monitor.alerts.splice(0);
  monitor.mood = 'down';
  await shop.harness.advance('PT10M');
  expect(monitor.active()).toEqual([]);
  expect(await told()).toEqual([
    expect.stringMatching(
      /^silencing_failed: “DiskFull” could not be silenced in Prometheus: 127.* status 503/,
    ),
    expect.stringMatching(/^alerts_silenced: /),
    expect.stringMatching(
      /^silences_ended: Prometheus could not be asked about “DiskFull”, so the silence could not be removed and ends by itself within 5 minutes.*status 503/,
    ),
  ]);
  monitor.mood = 'well';
  monitor.alerts.push(...asked);
  await shop.harness.advance('PT10M');
  expect(monitor.active()).toEqual([]);
});

test('[IMM-1] nothing is written back before it is turned on; its secret is never shown, and private networks are refused', async () => {
  await fire('DiskFull');
  await shop.command('acknowledge');
  await shop.harness.advance('PT5M');
  expect(monitor.asked).toEqual([]);
  const put = (body: object, as?: string) =>
    shop.harness.http('PUT', '/api/v1/integrations/am/write-back', body, as === undefined ? {} : { as });
  expect((await put({ url: 'http://10.1.2.3:9093' })).body.detail).toMatch(/private network/);
  expect((await put({ url: monitor.url })).body.detail).toMatch(/status 401/);
  expect((await put({ url: 'http://ana:pass@127.0.0.1/' })).status).toBe(400);
  expect((await put({ url: monitor.url, authorization: 'a\r\nb: c' })).status).toBe(400);
  await turnOn();
  const rest = await shop.must('GET', '/api/v1/integrations/am/write-back');
  expect(rest.text).not.toContain('s3cret');
  expect((await shop.harness.database.pool.query('select * from write_back')).rows[0]).not.toMatchObject({
    sealed_authorization: expect.stringContaining('s3cret'),
  });
  // Kept for the address it was entered for, and no other.
  expect((await put({ url: monitor.url.replace('127.0.0.1', 'localhost') })).body.detail).toMatch(/again/);
  const ana = await tokenOf(shop.harness, shop.idOf('ana'), 'responder');
  expect((await put({ url: monitor.url }, ana)).status).toBe(403);
  await shop.must('DELETE', '/api/v1/integrations/am/write-back');
  expect((await shop.must('GET', '/api/v1/integrations/am/write-back')).body.url).toBeNull();
});

test('[IMM-1] [TYP-3] the silence of a private incident says its number and nothing else', async () => {
  await turnOn();
  await fire('DiskFull');
  await shop.command('visibility', { visibility: 'restricted', reason: 'Security' });
  await someone(shop.harness, 'zoe@example.com', 'manager');
  await shop.command('acknowledge');
  await settle();
  const [silence] = monitor.active();
  expect(silence?.comment).toMatch(/^INC-1 is acknowledged in Tocsin: \S+$/);
});

test('[IMM-1] [DET-1] what ended while it was silenced and fires again, unheard, is found by asking and pages', async () => {
  await turnOn();
  await fire('DiskFull');
  await byAna();
  over();
  await shop.harness.advance('PT3M');
  expect(monitor.active()).toEqual([]);
  await shop.command('resolve', { resolution: 'Grew the disk', ending: 'recovered' });
  await shop.harness.advance('PT6H');
  expect(await open()).toEqual([]);
  const before = monitor.asked.length;
  againUnheard();
  await shop.harness.advance('PT2M');
  expect(await open()).toMatchObject([{ title: 'DiskFull', acknowledgedAt: null }]);
  expect(monitor.asked.length - before).toBeLessThanOrEqual(2);
  // Heard: it is not asked for any more.
  await shop.harness.advance('PT10M');
  expect(monitor.asked.length - before).toBeLessThanOrEqual(2);
});

test('[IMM-1] [DET-1] what still fires after its incident was resolved is a new alert that pages', async () => {
  await turnOn();
  await fire('DiskFull');
  await byAna();
  await shop.command('resolve', { resolution: 'Looked well', ending: 'recovered' });
  await shop.harness.advance('PT4M');
  expect(await open()).toEqual([]);
  await shop.harness.advance('PT3M');
  expect(await open()).toMatchObject([{ title: 'DiskFull', acknowledgedAt: null }]);
});

test('[IMM-1] an alert whose labels are not all known as they are is not silenced, and not taken to be over', async () => {
  await turnOn();
  const labels = { alertname: 'DiskFull', severity: 'critical', service: 'checkout', path: ' /var ' };
  const fingerprint = fingerprintOf(labels);
  monitor.alerts.push({ fingerprint, labels, endsAt: '2099-01-01T00:00:00Z' });
  await hear('firing', { fingerprint, labels });
  await shop.command('acknowledge');
  await shop.harness.advance('PT5M');
  expect(monitor.silences.size).toBe(0);
  expect((await shop.must('GET', '/api/v1/incidents/INC-1')).body.monitoringClearAt).toBeNull();
  expect(await told()).toEqual([expect.stringMatching(/^silencing_failed: “DiskFull” .* its labels/)]);
});

test('[IMM-1] what its monitor has ended is neither silenced nor kept silenced', async () => {
  await turnOn();
  await fire('DiskFull');
  await fire('DiskFull', 'critical', 'db2');
  monitor.mood = 'down';
  await byAna();
  const [first] = monitor.alerts;
  if (first === undefined) throw new Error('no alert');
  await hear('resolved', first);
  monitor.mood = 'well';
  await shop.harness.advance('PT2M');
  expect(monitor.silences.size).toBe(1);
  await hear('resolved', monitor.alerts[1] as typeof first);
  await shop.harness.advance('PT1M');
  expect(monitor.active()).toEqual([]);
});

test('[IMM-1] a silence whose alert cannot be asked for is removed all the same', async () => {
  await turnOn();
  await fire('DiskFull');
  await byAna();
  monitor.mood = 'deaf';
  await shop.harness.advance('PT2M');
  // It answers no question, and takes the removal.
  expect(monitor.active()).toEqual([]);
  expect((await told()).at(-1)).toMatch(/could not be asked about “DiskFull”, so the silence was removed/);
});

test('[IMM-1] a silence that could not be removed is removed at the next look', async () => {
  await turnOn();
  await fire('DiskFull');
  await byAna();
  monitor.mood = 'read_only';
  await shop.command('resolve', { resolution: 'Grew the disk', ending: 'recovered' });
  await settle();
  expect(monitor.active()).toHaveLength(1);
  expect((await told()).at(-1)).toMatch(/could not be removed/);
  monitor.mood = 'well';
  await shop.harness.advance('PT1M');
  expect(monitor.active()).toEqual([]);
});

test('[IMM-1] a header that cannot be opened holds up no other integration', async () => {
  await turnOn();
  const { key: second } = (
    await shop.must('POST', '/api/v1/integrations', {
      ...{ kind: 'alertmanager', name: 'Aged', id: 'aa', systemId: 'checkout' },
    })
  ).body;
  await shop.must('PUT', '/api/v1/integrations/aa/write-back', { url: monitor.url, authorization: HEADER });
  await fire('DiskFull');
  const own = key;
  key = second;
  await fire('DiskFull', 'critical', 'db2');
  key = own;
  await shop.harness.database.pool.query(
    `update write_back set sealed_authorization = 'broken' where integration_id = 'aa'`,
  );
  await byAna();
  expect(monitor.active()).toHaveLength(1);
  expect(await told()).toContainEqual(expect.stringMatching(/^silencing_failed: .*Aged: .*decrypted/));
});

test('[IMM-1] a silence that is made while its incident is merged is looked after by the one that goes on', async () => {
  await turnOn();
  await fire('DiskFull');
  await shop.declare({ systems: [] });
  await shop.command('acknowledge', undefined, 'INC-2');
  await byAna();
  expect(monitor.active()).toHaveLength(1);
  monitor.meanwhile = async (request) => {
    if (request !== 'POST /silences') return;
    monitor.meanwhile = null;
    await shop.command('merge', { into: 'INC-2' });
  };
  await shop.harness.advance('PT4M');
  expect((await shop.must('GET', '/api/v1/incidents/INC-1')).body.status).toBe('merged');
  await shop.harness.advance('PT10M');
  expect(monitor.active()).toHaveLength(1);
});

test('[IMM-1] what somebody silences in Alertmanager does not page because Tocsin asks for it', async () => {
  await turnOn();
  await fire('DiskFull');
  await byAna();
  over();
  await shop.harness.advance('PT3M');
  await shop.command('resolve', { resolution: 'Grew the disk', ending: 'recovered' });
  const matchers = [{ name: 'alertname', value: 'DiskFull', isRegex: false, isEqual: true }];
  const theirs = { id: 'theirs', startsAt: '2031-03-03T09:00:00Z', createdBy: 'ben', comment: 'Works' };
  monitor.silences.set('theirs', { ...theirs, matchers, endsAt: '2031-03-03T10:00:00Z' });
  againUnheard();
  await shop.harness.advance('PT50M');
  expect(await open()).toEqual([]);
  await shop.harness.advance('PT20M');
  expect(await open()).toMatchObject([{ title: 'DiskFull' }]);
});
