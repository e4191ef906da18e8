import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { SignalsServer } from '../fakes/signals-server.ts';
import { Response } from '../harness/response.ts';

let shop: Response;
let site: Server;
let answer: { status: number; text: string; location?: string };
let visits: number;
beforeEach(async () => {
  shop = await Response.begin('2031-03-03T09:00:00Z');
  shop.harness.othersMayWrite();
  [answer, visits] = [{ status: 200, text: 'all well' }, 0];
  site = createServer((_, response) => {
    visits += 1;
    const { status, text, location } = answer;
    response.writeHead(status, location === undefined ? {} : { location }).end(text);
  });
  await new Promise<void>((resolve) => site.listen(0, '127.0.0.1', resolve));
});
afterEach(async () => {
  await shop.close();
  await new Promise((resolve) => site.close(resolve));
});

const port = () => (site.address() as AddressInfo).port;
const put = (id: string, probe: object, more: object = {}) =>
  shop.harness.http('PUT', `/api/v1/checks/${id}`, {
    name: `The ${id}`,
    system: 'checkout',
    probe,
    everySeconds: 15,
    ...more,
  });
const check = async (id: string) => (await shop.must('GET', `/api/v1/checks/${id}`)).body;
const after = async (seconds: number) => {
  await shop.harness.advance(`PT${seconds}S`);
  await shop.harness.settle();
};

test('[DET-2] a check that fails three times in a row opens an incident of its system, and its recovery resolves the alert', async () => {
  const url = `http://127.0.0.1:${port()}/health`;
  expect((await put('shop', { kind: 'http', url, contains: 'well' })).status).toBe(200);
  await shop.harness.settle();
  expect(await check('shop')).toMatchObject({
    state: 'well',
    message: 'Answered with HTTP 200.',
    nextAt: '2031-03-03T09:00:15Z',
  });
  answer = { status: 503, text: 'down' };
  await after(15);
  await after(15);
  expect(await check('shop')).toMatchObject({ state: 'unsure', failed: 2 });
  expect((await shop.must('GET', '/api/v1/incidents')).body.items).toEqual([]);
  await after(15);
  expect(visits).toBe(4);
  const [incident] = (await shop.must('GET', '/api/v1/incidents')).body.items;
  expect(incident).toMatchObject({
    title: 'The shop is failing',
    severity: 'P2',
    systems: [{ id: 'checkout' }],
  });
  const alerts = async () => (await shop.must('GET', '/api/v1/alerts')).body.items;
  expect(await alerts()).toMatchObject([
    {
      status: 'firing',
      integrationName: 'The shop',
      description: expect.stringContaining('HTTP 503 instead of 200 to 299'),
    },
  ]);
  // Somebody resolves the incident while it still fails: the next look is an alert again, and the one after adds none.
  await shop.command('acknowledge');
  await shop.command('resolve', { resolution: 'Restarted it.', ending: 'recovered' });
  await shop.harness.settle();
  expect(await alerts()).toMatchObject([{ status: 'resolved' }]);
  await after(15);
  expect(await alerts()).toMatchObject([{ status: 'firing' }, { status: 'resolved' }]);
  expect((await shop.must('GET', '/api/v1/incidents/INC-1')).body.status).not.toBe('resolved');
  answer = { status: 302, text: '', location: 'http://169.254.169.254/latest' };
  await after(15);
  expect((await check('shop')).message).toContain('169.254.169.254 is in a private network');
  answer = { status: 200, text: 'all well again' };
  await after(15);
  expect(await alerts()).toMatchObject([{ status: 'resolved' }, { status: 'resolved' }]);
  expect(await check('shop')).toMatchObject({ state: 'well', failed: 0, changedAt: '2031-03-03T09:01:30Z' });
});

test('[DET-2] ports and Prometheus are checked too; private addresses only when allowed, and a file says what is checked', async () => {
  const signals = await SignalsServer.start('Bearer t');
  try {
    signals.series.set('queue', () => ({ '': '700' }));
    const connector = { kind: 'prometheus', name: 'P', url: signals.url, auth: 'bearer', secret: 't' };
    await shop.must('PUT', '/api/v1/connectors/p', connector);
    const config = (checks: object[]) => shop.harness.http('PUT', '/api/v1/config?prune=true', { checks });
    const file = [
      {
        id: 'port',
        system: 'checkout',
        probe: { kind: 'tcp', host: '127.0.0.1', port: port() },
        every: '30s',
      },
      {
        id: 'queue',
        system: 'checkout',
        probe: { kind: 'prometheus', connector: 'p', query: 'queue', above: 500 },
        failures: 1,
      },
      { id: 'private', system: 'checkout', probe: { kind: 'tcp', host: '10.0.0.7', port: 22 } },
    ];
    expect((await config(file)).body.items).toMatchObject([
      { action: 'create' },
      { action: 'create' },
      { action: 'create' },
    ]);
    await shop.harness.settle();
    const states = (await shop.must('GET', '/api/v1/checks')).body.items.map(
      ({ id, state, message }: Record<string, string>) => `${id} ${state}: ${message}`,
    );
    expect(states).toEqual([
      `port well: 127.0.0.1:${port()} accepts connections.`,
      'private unsure: 10.0.0.7 is in a private network, which is not allowed. To allow it, add 10.0.0.7:22 to the setting ALLOWED_HOSTS.',
      'queue failing: The value 700 is above 500.',
    ]);
    const again = (await config(file)).body.items;
    expect(again.every(({ action }: { action: string }) => action === 'unchanged')).toBe(true);
    expect(
      (await config(file.slice(0, 1))).body.items.map(({ action }: { action: string }) => action),
    ).toEqual(['unchanged', 'delete', 'delete']);
    await shop.harness.settle();
    expect((await shop.must('GET', '/api/v1/alerts')).body.items).toMatchObject([{ status: 'resolved' }]);
    expect(
      (await put('x', { kind: 'tcp', host: 'a b', port: 0 }, { everySeconds: 5 })).body.errors.map(
        ({ path }: { path: string }) => path,
      ),
    ).toEqual(expect.arrayContaining(['probe.host', 'probe.port', 'everySeconds']));
  } finally {
    await signals.close();
  }
});
