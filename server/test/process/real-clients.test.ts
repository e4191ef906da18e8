import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { accessSync, constants } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { freePort, startProcess, type TocsinProcess } from '../harness/child.ts';
import { cloneDatabase } from '../harness/database.ts';

const TOKEN = 'a bootstrap token that is long enough to pass';
const run = promisify(execFile);

let database: { url: string; drop(): Promise<void> };
let tocsin: TocsinProcess;
let folder: string;
let key: string;

beforeAll(async () => {
  database = await cloneDatabase();
  tocsin = await startProcess({ DATABASE_URL: database.url, TOCSIN_BOOTSTRAP_TOKEN: TOKEN });
  folder = await mkdtemp(join(tmpdir(), 'tocsin-clients-'));
  const made = await api('POST', '/api/v1/integrations', { kind: 'prometheus', name: 'Prometheus' });
  key = made.key;
});
afterAll(async () => {
  await tocsin.dispose();
  await database.drop();
  await rm(folder, { recursive: true, force: true });
});

async function api(method: string, path: string, body?: object) {
  const response = await fetch(`${tocsin.url}${path}`, {
    method,
    headers: { authorization: `Bearer ${TOKEN}`, 'content-type': 'application/json' },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  return JSON.parse(await response.text());
}

const alerts = async (): Promise<{ title: string; status: string; silenced: boolean; labels: object }[]> =>
  (await api('GET', '/api/v1/alerts')).items;

/** The request as the client sends it, with its own headers. */
async function recorded(method: string, path: string, userAgent: string, body?: object) {
  const response = await fetch(`${tocsin.url}${path}`, {
    method,
    headers: { 'user-agent': userAgent, accept: 'application/json', 'content-type': 'application/json' },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  return { status: response.status, body: text === '' ? undefined : JSON.parse(text) };
}

/** Debian's, or one that the path has; undefined where there is none. */
function installed(name: string): string | undefined {
  for (const place of ['/usr/bin', ...(process.env.PATH ?? '').split(':')]) {
    try {
      accessSync(join(place, name), constants.X_OK);
      return join(place, name);
    } catch {}
  }
  return undefined;
}

/** Asks again, each time waiting for the answer, until it is so; the test's own time-out ends it. */
async function until<T>(ask: () => Promise<T>, isSo: (found: T) => boolean): Promise<T> {
  for (let found = await ask(); ; found = await ask()) if (isSo(found)) return found;
}

describe('[DET-1] Prometheus sends its alerts without an Alertmanager', () => {
  test('as recorded of Prometheus 2.42: the batch of an alert, its repeat, and its end', async () => {
    const send = (endsAt: string) =>
      recorded('POST', `/in/prometheus/${key}/api/v2/alerts`, 'Prometheus/2.42.0+ds', [
        {
          annotations: { summary: 'Recorded is down' },
          ...{ endsAt, startsAt: new Date(Date.now() - 60_000).toISOString() },
          generatorURL: 'http://vm:19090/graph?g0.expr=up+%3D%3D+0&g0.tab=1',
          labels: { alertname: 'RecordedDown', cluster: 'lab', instance: '127.0.0.1:1', severity: 'warning' },
        },
      ] as unknown as object);
    const later = new Date(Date.now() + 240_000).toISOString();
    for (const endsAt of [later, later, new Date(Date.now() - 1).toISOString()])
      expect(await send(endsAt)).toEqual({ status: 200, body: undefined });
    expect((await alerts()).find(({ title }) => title === 'Recorded is down')).toMatchObject({
      ...{ status: 'resolved', count: 2 },
    });
  });

  test('the one that is installed: its alert comes, and ends with what it was about', async () => {
    const prometheus = installed('prometheus');
    if (prometheus === undefined) return;
    let target: Server | undefined = createServer((_, response) => response.end('lab_broken 1\n'));
    await once(target.listen(0, '127.0.0.1'), 'listening');
    const { port } = target.address() as AddressInfo;
    const server = await startPrometheus(prometheus, port);
    try {
      const [firing] = await until(labBroken, (found) => found.length > 0);
      expect(firing).toMatchObject({
        ...{ title: 'The lab is broken', status: 'firing' },
        labels: { alertname: 'LabBroken', severity: 'warning', cluster: 'lab' },
      });
      target.close();
      target.closeAllConnections();
      target = undefined;
      await until(labBroken, ([alert]) => alert?.status === 'resolved');
    } finally {
      target?.close();
      server.kill('SIGKILL');
      await once(server, 'exit');
    }
  });

  const labBroken = async () => (await alerts()).filter(({ title }) => title === 'The lab is broken');

  async function startPrometheus(binary: string, target: number) {
    const { host, hostname, pathname } = new URL(`${tocsin.url}/in/prometheus/${key}`);
    expect(hostname).toBe('127.0.0.1');
    await writeFile(
      join(folder, 'prometheus.yml'),
      [
        'global: { scrape_interval: 1s, evaluation_interval: 1s, external_labels: { cluster: lab } }',
        'rule_files: [rules.yml]',
        `scrape_configs: [{ job_name: lab, static_configs: [{ targets: ['127.0.0.1:${target}'] }] }]`,
        `alerting: { alertmanagers: [{ path_prefix: '${pathname}', static_configs: [{ targets: ['${host}'] }] }] }`,
      ].join('\n'),
    );
    await writeFile(
      join(folder, 'rules.yml'),
      `groups: [{ name: lab, rules: [{ alert: LabBroken, expr: lab_broken == 1, labels: { severity: warning },
        annotations: { summary: The lab is broken } }] }]`,
    );
    const at = `127.0.0.1:${await freePort()}`;
    return spawn(
      binary,
      [
        `--config.file=${join(folder, 'prometheus.yml')}`,
        `--storage.tsdb.path=${join(folder, 'data')}`,
        `--web.listen-address=${at}`,
      ],
      { stdio: 'ignore' },
    );
  }
});

describe('[DET-1] amtool reads alerts and sets silences', () => {
  const base = () => `/alertmanager/${key}/api/v2`;

  test('as recorded of amtool 0.25: status before each command, an alert, a silence, its end', async () => {
    const ask = (method: string, path: string, body?: object) =>
      recorded(method, `${base()}${path}`, 'Go-http-client/1.1', body);
    const status = await ask('GET', '/status');
    // Without any of these it breaks.
    expect(status).toMatchObject({
      status: 200,
      body: {
        cluster: { status: 'ready' },
        config: { original: expect.any(String) },
        uptime: expect.any(String),
      },
    });
    expect(Object.keys(status.body.versionInfo).sort()).toEqual(
      ['branch', 'buildDate', 'buildUser', 'goVersion', 'revision', 'version'].sort(),
    );
    const unset = '0001-01-01T00:00:00.000Z';
    const alert = { labels: { alertname: 'RecordedTool', severity: 'info' }, annotations: {} };
    const posted = [{ ...alert, endsAt: unset, startsAt: unset }] as unknown as object;
    expect((await ask('POST', '/alerts', posted)).status).toBe(200);
    const shown = await ask(
      'GET',
      '/alerts?active=true&filter=alertname%3D%22RecordedTool%22&inhibited=true&silenced=true&unprocessed=true',
    );
    expect(shown.body).toMatchObject([
      { labels: alert.labels, status: { state: 'active' }, receivers: [{ name: 'tocsin' }] },
    ]);
    const silence = {
      ...{ comment: 'Recorded', createdBy: 'root', id: '' },
      ...{ startsAt: new Date().toISOString(), endsAt: new Date(Date.now() + 3_600_000).toISOString() },
      matchers: [{ isEqual: true, isRegex: false, name: 'alertname', value: 'RecordedTool' }],
    };
    const { silenceID } = (await ask('POST', '/silences', silence)).body;
    expect((await ask('GET', `/silence/${silenceID}`)).body.status).toEqual({ state: 'active' });
    expect(await ask('DELETE', `/silence/${silenceID}`)).toEqual({ status: 200, body: undefined });
    expect(
      (await ask('GET', '/silences')).body.find(({ id }: { id: string }) => id === silenceID).status,
    ).toEqual({
      state: 'expired',
    });
  });

  test('the one that is installed: each of its commands works unmodified', async () => {
    const binary = installed('amtool');
    if (binary === undefined) return;
    const amtool = async (...args: string[]) =>
      (
        await run(binary, ['--alertmanager.url', `${tocsin.url}/alertmanager/${key}`, ...args], {
          env: { HOME: folder },
        })
      ).stdout;
    await amtool(
      'alert',
      'add',
      'alertname=FromAmtool',
      'severity=warning',
      'instance=web1',
      '--annotation=summary=By hand',
    );
    expect(await amtool('alert', 'query', 'alertname=FromAmtool')).toMatch(/FromAmtool .*By hand +active/);
    expect(await amtool('alert', 'query', 'alertname=~From.*', '-o', 'json')).toContain('"fingerprint"');
    const id = (
      await amtool('silence', 'add', 'alertname=FromAmtool', '-c', 'Known', '-a', 'ana', '-d', '1h')
    ).trim();
    expect(id).toMatch(/^[0-9a-f-]{36}$/);
    expect(await amtool('silence', 'query')).toContain(id);
    await until(alerts, (all) => all.some((alert) => alert.title === 'By hand' && alert.silenced));
    expect(await amtool('alert', 'query', '--silenced', 'alertname=FromAmtool')).toMatch(/suppressed/);
    expect(await amtool('silence', 'update', '-d', '2h', '-c', 'Longer', id)).toContain(id);
    await amtool('silence', 'expire', id);
    expect(await amtool('silence', 'query', '--expired')).toContain(id);
    await until(alerts, (all) => all.some((alert) => alert.title === 'By hand' && !alert.silenced));
    expect(await amtool('cluster', 'show')).toContain('ready');
    expect(await amtool('config', 'show')).toContain('receiver: tocsin');
    await amtool(
      'alert',
      'add',
      'alertname=FromAmtool',
      'severity=warning',
      'instance=web1',
      `--end=${new Date(Date.now()).toISOString()}`,
      `--start=${new Date(Date.now() - 60_000).toISOString()}`,
    );
    await until(alerts, (all) =>
      all.some(({ title, status }) => title === 'By hand' && status === 'resolved'),
    );
  });
});
