import { expect, test } from 'vitest';
import { type Authenticate, createServer, type Principal, permissionsOf } from '../http/index.ts';
import { createLog } from '../log/index.ts';
import { streamRoutes } from './routes.ts';

test('a stream that is open ends when its reader is signed out', async () => {
  const ana: Principal = {
    actor: { kind: 'person', personId: 'ana', via: 'web' },
    personId: 'ana',
    role: 'responder',
    permissions: permissionsOf('responder'),
  };
  let signedIn = true;
  const authenticate: Authenticate = async () => (signedIn ? ana : undefined);
  const { server } = await createServer({ log: createLog('silent'), trustedProxies: [], authenticate });
  const hub = { subscribe: () => () => undefined, close: async () => undefined };
  streamRoutes(hub, authenticate, async () => () => true, 20)(server);
  const address = await server.listen({ port: 0, host: '127.0.0.1' });
  try {
    const stream = await fetch(`${address}/api/v1/stream`);
    expect(stream.status).toBe(200);
    signedIn = false;
    expect(await stream.text()).toContain('retry: 1000');
  } finally {
    await server.close();
  }
});
