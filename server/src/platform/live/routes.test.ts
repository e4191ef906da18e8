import { expect, test } from 'vitest';
import { type Authenticate, createServer, type Principal, permissionsOf } from '../http/index.ts';
import { createLog } from '../log/index.ts';
import type { LiveEvent } from './events.ts';
import type { LiveHub } from './hub.ts';
import { type AudienceOf, streamRoutes } from './routes.ts';

const ana: Principal = {
  actor: { kind: 'person', personId: 'ana', via: 'web' },
  personId: 'ana',
  role: 'responder',
  permissions: permissionsOf('responder'),
};

test('a stream that is open ends when its reader is signed out', async () => {
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
    // A page knows a line that hangs by its heartbeats; the first comes before anybody has waited.
    expect(await stream.text()).toMatch(/^retry: 1000\n\nevent: heartbeat\ndata: {}\n\n/);
  } finally {
    await server.close();
  }
});

/** A hub that a test tells what happened. */
function toldByHand(): LiveHub & { tell(event: LiveEvent): void } {
  const listeners = new Set<(event: LiveEvent | 'resync') => void>();
  return {
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    close: async () => undefined,
    tell: (event) => {
      for (const listener of listeners) listener(event);
    },
  };
}

async function serve(authenticate: Authenticate, audienceOf: AudienceOf) {
  const { server } = await createServer({ log: createLog('silent'), trustedProxies: [], authenticate });
  const hub = toldByHand();
  streamRoutes(hub, authenticate, audienceOf)(server);
  const address = await server.listen({ port: 0, host: '127.0.0.1' });
  return { server, hub, open: () => fetch(`${address}/api/v1/stream`) };
}

const incident = (id: string): LiveEvent => ({ topic: 'incident', id });
const everyone = (): boolean => true;

test('who may hear of an event is asked once, in order, and nothing is named when it cannot be found out', async () => {
  const asked: string[] = [];
  const late = Promise.withResolvers<typeof everyone>();
  const { server, hub, open } = await serve(
    async () => ana,
    async ({ id = '' }) => {
      asked.push(id);
      if (id === 'broken') throw new Error('no connection');
      return id === 'late' ? late.promise : () => id !== 'hidden';
    },
  );
  const readers = [await open(), await open()].map(({ body }) =>
    body?.pipeThrough(new TextDecoderStream()).getReader(),
  );
  for (const id of ['late', 'hidden', 'broken', 'seen']) hub.tell(incident(id));
  late.resolve(everyone);
  for (const reader of readers) {
    let text = '';
    while (!text.includes('seen')) text += (await reader?.read())?.value ?? '';
    expect(text.match(/late|hidden|broken|seen|resync/g)).toEqual(['late', 'resync', 'seen']);
  }
  expect(asked.sort()).toEqual(['broken', 'hidden', 'late', 'seen']);
  await server.close();
});
