import { once } from 'node:events';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { get, type IncomingMessage } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
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
