import { once } from 'node:events';
import { type AddressInfo, connect } from 'node:net';
import { Writable } from 'node:stream';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { Abandoned, assertWanted, callerSignal } from '../caller.ts';
import { createLog } from '../log/index.ts';
import { type AppServer, createServer, type ServerOptions } from './server.ts';

/** A server with routes that fail, and what it logs. */
async function failing(
  add: (server: AppServer) => void,
  options: Partial<ServerOptions> = {},
): Promise<{ server: AppServer; logged: string[] }> {
  const logged: string[] = [];
  const log = createLog(
    'info',
    new Writable({
      write(chunk, _encoding, done) {
        logged.push(String(chunk));
        done();
      },
    }),
  );
  const { server } = await createServer({
    log,
    trustedProxies: [],
    authenticate: async () => undefined,
    ...options,
  });
  add(server);
  await server.ready();
  return { server, logged };
}

test('a request that fails is logged by its route, never by its path, which may carry a key', async () => {
  const { server, logged } = await failing((app) =>
    app.get(
      '/a/:token',
      { config: { permission: 'public' }, schema: { params: z.object({ token: z.string() }) } },
      () => {
        throw new Error('a bug');
      },
    ),
  );
  const reply = await server.inject({ url: '/a/the-secret-token?key=the-secret-key' });
  expect(reply.statusCode).toBe(500);
  expect(logged.join()).toContain('"url":"/a/:token"');
  expect(logged.join()).not.toContain('the-secret');
});

test('a proxy that nobody has named is spoken of once', async () => {
  const { server, logged } = await failing((app) =>
    app.get('/x', { config: { permission: 'public' } }, () => 'fine'),
  );
  const viaProxy = { url: '/x', headers: { 'x-forwarded-for': '203.0.113.7' } };
  await server.inject({ url: '/x' });
  expect(logged).toEqual([]);
  for (let again = 0; again < 3; again += 1) await server.inject(viaProxy);
  expect(logged).toEqual([expect.stringContaining('TRUSTED_PROXIES')]);
});

test('a database that is away and an answer that takes too long are 503, and told apart', async () => {
  const { server } = await failing(
    (app) => {
      app.get('/slow', { config: { permission: 'public' } }, () => new Promise(() => undefined));
      app.post('/slow', { config: { permission: 'public' } }, () => new Promise(() => undefined));
      app.get('/gone', { config: { permission: 'public' } }, () => {
        throw Object.assign(new Error('connect ECONNREFUSED'), { code: 'ECONNREFUSED' });
      });
    },
    { answerWithinMs: 50 },
  );
  const codes = { 'GET /slow': 'timeout', 'POST /slow': 'timeout', 'GET /gone': 'database_unavailable' };
  for (const [asked, code] of Object.entries(codes)) {
    const [method = 'GET', url] = asked.split(' ') as ['GET' | 'POST', string];
    const reply = await server.inject({ method, url, ...(method === 'POST' ? { payload: { a: 1 } } : {}) });
    expect(reply.statusCode).toBe(503);
    expect(reply.json()).toMatchObject({ code });
    expect(reply.headers['retry-after']).toBe('5');
  }
});

test('what runs out of time is stopped: computation at its next pause, and nothing is logged as a bug', async () => {
  const stopped = Promise.withResolvers<unknown>();
  const { server, logged } = await failing(
    (app) =>
      app.post('/compute', { config: { permission: 'public' } }, async () => {
        try {
          for (;;) {
            await new Promise((resolve) => setImmediate(resolve));
            assertWanted();
          }
        } catch (error) {
          stopped.resolve(error);
          throw error;
        }
      }),
    { answerWithinMs: 50 },
  );
  const reply = await server.inject({ method: 'POST', url: '/compute', payload: { a: 1 } });
  expect(reply.json()).toMatchObject({ code: 'timeout' });
  expect(await stopped.promise).toBeInstanceOf(Abandoned);
  expect(logged.filter((line) => line.includes('"level":50'))).toEqual([]);
});

test('a reader who leaves stops the work; what somebody asked to change is done without them', async () => {
  const ends: Record<string, PromiseWithResolvers<string>> = {
    GET: Promise.withResolvers(),
    POST: Promise.withResolvers(),
  };
  const goOn = Promise.withResolvers<void>();
  const begun = { GET: Promise.withResolvers<void>(), POST: Promise.withResolvers<void>() };
  const { server } = await failing((app) =>
    app.route({
      method: ['GET', 'POST'],
      url: '/work',
      config: { permission: 'public' },
      handler: async ({ method }) => {
        begun[method as 'GET' | 'POST'].resolve();
        await goOn.promise;
        const signal = callerSignal();
        ends[method]?.resolve(signal?.aborted === true ? 'stopped' : 'done');
      },
    }),
  );
  const address = await server.listen({ host: '127.0.0.1', port: 0 });
  for (const method of ['GET', 'POST'] as const) {
    const leave = new AbortController();
    const asked = fetch(`${address}/work`, { method, signal: leave.signal }).catch(() => 'left');
    await begun[method].promise;
    leave.abort();
    expect(await asked).toBe('left');
  }
  await new Promise<void>((resolve) => {
    const look = () =>
      server.server.getConnections((_error, count) => (count === 0 ? resolve() : setImmediate(look)));
    look();
  });
  goOn.resolve();
  expect(await ends.GET?.promise).toBe('stopped');
  expect(await ends.POST?.promise).toBe('done');
  await server.close();
});

test('what the framework refuses is a problem document like any other', async () => {
  const { server } = await failing((app) =>
    app.post('/x', { config: { permission: 'public' } }, () => 'fine'),
  );
  const post = (type: string, payload: string) =>
    server.inject({ method: 'POST', url: '/x', headers: { 'content-type': type }, payload });
  expect((await post('text/csv', 'a')).json()).toMatchObject({
    status: 415,
    title: 'Unsupported Media Type',
    code: 'invalid_media_type',
  });
  expect((await post('application/json', '{')).json()).toMatchObject({ status: 400, title: 'Bad Request' });
});

test('the document names the permission of each operation, how one shows it, and what a refusal looks like', async () => {
  const { server } = await failing((app) =>
    app.get('/api/v1/x', { config: { permission: 'audit:read' }, schema: { operationId: 'x' } }, () => 'x'),
  );
  const document = server.swagger() as unknown as {
    paths: Record<string, { get: Record<string, unknown> }>;
    components: Record<string, Record<string, unknown>>;
  };
  expect(document.paths['/api/v1/x']?.get).toMatchObject({
    description: 'Requires the permission `audit:read`.',
    security: [{ token: [] }, { session: [] }],
    responses: { default: { $ref: '#/components/responses/Problem' } },
  });
  expect(Object.keys(document.components.securitySchemes ?? {})).toEqual(['token', 'session']);
});

test('a request that did not come in time is asked for again: a monitor would not repeat what is refused', async () => {
  const { server } = await createServer({
    log: createLog('silent'),
    authenticate: async () => undefined,
    trustedProxies: [],
  });
  await server.listen({ host: '127.0.0.1', port: 0 });
  const connected = once(server.server, 'connection');
  const client = connect((server.server.address() as AddressInfo).port, '127.0.0.1');
  const [socket] = await connected;
  const late = Object.assign(new Error('Request timeout'), { code: 'ERR_HTTP_REQUEST_TIMEOUT' });
  server.server.emit('clientError', late, socket);
  const [answer] = await once(client, 'data');
  expect(String(answer)).toMatch(/^HTTP\/1\.1 503 [\s\S]*Retry-After/);
  client.destroy();
  await server.close();
});
