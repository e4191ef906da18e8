import { once } from 'node:events';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { get, type IncomingMessage } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createLog } from '../log/index.ts';
import { createServer } from './server.ts';
import { serveWeb } from './web.ts';

/** More than the buffers on the way take, so that the rest waits for its reader. */
const BYTES = 32 * 1024 * 1024;
let dist: string;
beforeEach(async () => {
  dist = `${await mkdtemp(join(tmpdir(), 'web-'))}/`;
  await mkdir(join(dist, 'assets'));
  await writeFile(join(dist, 'index.html'), '<!doctype html>');
  for (const file of ['assets/big.js', 'big.txt']) await writeFile(join(dist, file), Buffer.alloc(BYTES));
});
afterEach(() => rm(dist, { recursive: true }));

test.each(['/assets/big.js', '/big.txt'])(
  'a phone with a slow line gets the whole of %s, however long it takes',
  async (path) => {
    const log = createLog('silent');
    const options = { log, trustedProxies: [], authenticate: async () => undefined, answerWithinMs: 200 };
    const { server } = await createServer(options);
    server.get('/api/slow', { config: { permission: 'public' } }, () => new Promise(() => undefined));
    await serveWeb(server, dist);
    const url = await server.listen({ host: '127.0.0.1', port: 0 });
    const [download]: IncomingMessage[] = await once(get(`${url}${path}`), 'response');
    // By the time that this one is given up, the download has taken longer than an answer may.
    expect((await fetch(`${url}/api/slow`)).status).toBe(503);
    let received = 0;
    for await (const chunk of download ?? []) received += chunk.length;
    expect(received).toBe(BYTES);
    await server.close();
  },
);

describe('[DET-1] a path that nobody serves', () => {
  const BROWSER = 'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8';
  const ask = async (path: string, accept?: string, method: 'GET' | 'HEAD' | 'POST' = 'GET') => {
    const { server } = await createServer({
      log: createLog('silent'),
      trustedProxies: [],
      authenticate: async () => undefined,
    });
    await serveWeb(server, dist);
    const reply = await server.inject({ method, url: path, headers: accept === undefined ? {} : { accept } });
    await server.close();
    return reply;
  };

  test.each([
    ['/health', '*/*'],
    ['/ping', undefined],
    ['/health/live', 'application/json'],
    ['/swagger.json', 'application/json, text/plain, */*'],
    ['/favicon.ico', 'image/avif,image/webp,*/*;q=0.8'],
    ['/incidents/1', '*/*'],
  ])('%s is 404 for who takes %s, not a page that reads as a yes', async (path, accept) => {
    const reply = await ask(path, accept);
    expect(reply.statusCode).toBe(404);
    expect(reply.headers['content-type']).toContain('application/problem+json');
    expect(reply.json()).toMatchObject({ code: 'no_such_route' });
    expect((await ask(path, accept, 'HEAD')).statusCode).toBe(404);
  });

  test.each(['/incidents/1', '/health', '/'])('%s is the application for a browser', async (path) => {
    const reply = await ask(path, BROWSER);
    expect(reply.statusCode).toBe(200);
    expect(reply.body).toBe('<!doctype html>');
    expect(String(reply.headers.vary).toLowerCase()).toMatch(/\baccept\b(?!-)/);
  });

  test('the front page is for everybody; a machine’s path and a POST are not pages even to a browser', async () => {
    expect((await ask('/', '*/*')).statusCode).toBe(200);
    expect((await ask('/')).statusCode).toBe(200);
    expect((await ask('/api/v1/nothing', BROWSER)).statusCode).toBe(404);
    expect((await ask('/incidents', BROWSER, 'POST')).statusCode).toBe(404);
  });
});
