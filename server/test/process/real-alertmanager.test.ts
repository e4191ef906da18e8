import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { expect, test, vi } from 'vitest';
import { Response } from '../harness/response.ts';

/** As Debian and Prometheus call it; undefined where none is installed: then the scenarios with the fake have to do. */
const installed = (process.env.PATH ?? '')
  .split(delimiter)
  .flatMap((folder) => ['prometheus-alertmanager', 'alertmanager'].map((name) => join(folder, name)))
  .find((path) => existsSync(path));

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

async function start(binary: string, webhook: string): Promise<{ url: string; stop: () => Promise<void> }> {
  const folder = await mkdtemp(join(tmpdir(), 'tocsin-real-alertmanager-'));
  const port = await freePort();
  const route = 'route: {receiver: tocsin, group_by: [alertname], group_wait: 100ms, group_interval: 500ms}';
  const receivers = `receivers: [{name: tocsin, webhook_configs: [{url: '${webhook}', send_resolved: true}]}]`;
  await writeFile(join(folder, 'config.yml'), `${route}\n${receivers}\n`);
  const child: ChildProcess = spawn(
    binary,
    [
      `--config.file=${join(folder, 'config.yml')}`,
      `--storage.path=${folder}`,
      `--web.listen-address=127.0.0.1:${port}`,
      '--cluster.listen-address=',
    ],
    { stdio: 'ignore' },
  );
  const url = `http://127.0.0.1:${port}`;
  const isReady = async () => (await fetch(`${url}/-/ready`)).ok;
  await vi.waitUntil(() => isReady().catch(() => false), { timeout: 30_000, interval: 50 });
  const stop = async () => {
    child.kill('SIGKILL');
    if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
    await rm(folder, { recursive: true, force: true });
  };
  return { url, stop };
}

test('[IMM-1] the Alertmanager that is installed: silenced while acknowledged, its end found by asking', async () => {
  if (installed === undefined) return;
  // Alertmanager has no other clock.
  const begin = new Date(Math.floor(Date.now() / 1000) * 1000).toISOString();
  const shop = await Response.begin(begin);
  shop.harness.othersMayWrite();
  const { key } = (
    await shop.must('POST', '/api/v1/integrations', {
      ...{ kind: 'alertmanager', name: 'Prometheus', id: 'am', systemId: 'checkout' },
    })
  ).body;
  const base = await shop.harness.app.server.listen({ port: 0, host: '127.0.0.1' });
  const real = await start(installed, `${base}/in/alertmanager/${key}`);
  try {
    await shop.must('PUT', '/api/v1/integrations/am/write-back', { url: real.url });
    const labels = { alertname: 'DiskFull', severity: 'critical', instance: 'db "1" \\ eu' };
    const at = (seconds: number) => new Date(Date.parse(begin) + seconds * 1_000);
    const send = (endsAfterSeconds: number) =>
      fetch(`${real.url}/api/v2/alerts`, {
        ...{ method: 'POST', headers: { 'content-type': 'application/json' } },
        body: JSON.stringify([{ labels, startsAt: at(-60), endsAt: at(endsAfterSeconds) }]),
      });
    const seen = async () => (await fetch(`${real.url}/api/v2/alerts`)).json() as Promise<Seen[]>;
    await send(3_600);
    await vi.waitUntil(
      async () => {
        await shop.harness.settle();
        return (await shop.must('GET', '/api/v1/incidents')).body.items.length === 1;
      },
      { timeout: 20_000, interval: 100 },
    );
    await shop.command('acknowledge');
    await shop.harness.settle();
    const [alert] = await seen();
    expect(alert?.status).toMatchObject({ state: 'suppressed', silencedBy: [expect.any(String)] });
    // Renewed, it is the same silence, which lasts longer.
    await shop.harness.advance('PT4M');
    expect((await seen())[0]?.status.silencedBy).toEqual(alert?.status.silencedBy);
    await send(-1);
    await shop.harness.advance('PT3M');
    const silences = (await (await fetch(`${real.url}/api/v2/silences`)).json()) as Seen[];
    expect(silences.map(({ status }) => status.state)).toEqual(['expired']);
    const told = (await shop.story()).filter((line) => line.startsWith('silences_ended'));
    expect(told).toEqual([
      expect.stringMatching(/no longer reports “DiskFull”: the silence was removed \(renewed [12] times?\)$/),
    ]);
    const clear = async () => (await shop.must('GET', '/api/v1/incidents/INC-1')).body.monitoringClearAt;
    expect(await clear()).not.toBeNull();
    // It takes the alert for one that it has told of: that it fires again is found by asking.
    await send(3_600);
    await shop.harness.advance('PT2M');
    expect(await clear()).toBeNull();
  } finally {
    await real.stop();
    await shop.close();
  }
});

interface Seen {
  readonly status: { readonly state: string; readonly silencedBy: readonly string[] };
}
