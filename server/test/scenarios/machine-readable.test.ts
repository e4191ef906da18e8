import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { Harness } from '../harness/index.ts';

let harness: Harness;
beforeAll(async () => {
  harness = await Harness.start();
});
afterAll(() => harness.close());

const get = (path: string) => harness.http('GET', path, undefined, { as: null });

interface Operation {
  readonly security?: readonly object[];
}
interface Document {
  readonly servers: readonly { readonly url: string }[];
  readonly paths: Record<string, Record<string, Operation>>;
}

test('the API’s document says where its server is, and of every operation what it takes to call it', async () => {
  const document = (await get('/api/openapi.json')).body as Document;
  expect(new URL(document.servers[0]?.url ?? '', 'https://tocsin.example.com/api/openapi.json').href).toBe(
    'https://tocsin.example.com/',
  );
  const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, { security }]) => ({ called: `${method} ${path}`, security })),
  );
  expect(operations.length).toBeGreaterThan(50);
  expect(operations.filter(({ security }) => security === undefined)).toEqual([]);
  const open = operations.filter(({ security }) => security?.length === 0).map(({ called }) => called);
  expect(open.sort()).toEqual([
    'get /api/v1/setup',
    'get /healthz',
    'get /readyz',
    'post /api/v1/password',
    'post /api/v1/password/recover',
    'post /api/v1/setup',
  ]);
});

test('what the document says is open is open, and nothing else is', async () => {
  const document = (await get('/api/openapi.json')).body as Document;
  const wrong: string[] = [];
  for (const [path, methods] of Object.entries(document.paths)) {
    const { get: operation } = methods;
    if (operation === undefined || path.endsWith('/stream')) continue;
    const { status } = await get(path.replaceAll(/\{\w+\}/g, 'x'));
    if ((status === 401) === (operation.security?.length === 0)) wrong.push(`${path}: ${status}`);
  }
  expect(wrong).toEqual([]);
});

test('the document is found where tools look first', async () => {
  const reply = await harness.app.server.inject({ method: 'GET', url: '/openapi.json' });
  expect(reply.statusCode).toBe(308);
  expect(reply.headers.location).toBe('/api/openapi.json');
});

test.each([
  ['br', brotliDecompressSync],
  ['gzip', gunzipSync],
])(
  'what people read leaves compressed where they take %s, unless it is short',
  async (encoding, decompress) => {
    const ask = (url: string) =>
      harness.app.server.inject({ method: 'GET', url, headers: { 'accept-encoding': encoding } });
    const plain = await harness.app.server.inject({ method: 'GET', url: '/api/openapi.json' });
    expect(plain.headers['content-encoding']).toBeUndefined();
    const packed = await ask('/api/openapi.json');
    expect(packed.headers).toMatchObject({
      'content-encoding': encoding,
      vary: expect.stringMatching(/accept-encoding/i),
    });
    expect(packed.rawPayload.length).toBeLessThan(plain.rawPayload.length / 4);
    expect(decompress(packed.rawPayload).toString()).toBe(plain.body);
    expect((await ask('/healthz')).headers['content-encoding']).toBeUndefined();
    expect((await ask('/api/v1/nothing')).headers['content-encoding']).toBeUndefined();
  },
);

/** The rules of `promtool check metrics` (prometheus.io/docs/practices/naming) that our names can break. */
test('metrics are named as Prometheus wants them', async () => {
  await harness.http('POST', '/v2/enqueue', { routing_key: 'x' }, { as: null });
  const { text } = await get('/metrics');
  const types = [...text.matchAll(/^# TYPE (\S+) (\S+)$/gm)].map(([, name = '', type]) => ({ name, type }));
  expect(types.length).toBeGreaterThan(20);
  for (const { name, type } of types) {
    expect(name).toMatch(/^[a-z][a-z0-9]*(_[a-z0-9]+)*$/);
    expect(name, 'base units: seconds and bytes').not.toMatch(
      /_(milliseconds|ms|minutes|kilobytes|mib|percent)(_|$)/,
    );
    expect(text).toMatch(new RegExp(`^# HELP ${name} \\S`, 'm'));
    if (type === 'counter') expect(name).toMatch(/_total$/);
    else expect(name, `a ${type} is no counter`).not.toMatch(/_(total|count|sum|bucket)$/);
  }
  expect(text).toMatch(/^nodejs_active_resources\{type="[^"]+"\} \d+$/m);
});
