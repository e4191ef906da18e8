import { Writable } from 'node:stream';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { createLog } from '../log/index.ts';
import { type AppServer, createServer } from './server.ts';

/** A server with routes that fail, and what it logs. */
async function failing(add: (server: AppServer) => void): Promise<{ server: AppServer; logged: string[] }> {
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
  const { server } = await createServer({ log, trustedProxies: [], authenticate: async () => undefined });
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
