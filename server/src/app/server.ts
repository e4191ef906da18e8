import { type InboundPorts, inboundRoutes } from '../inbound/index.ts';
import { createServer, type Routes } from '../platform/http/index.ts';
import { type AudienceOf, createLiveHub, streamRoutes } from '../platform/live/index.ts';
import {
  healthRoutes,
  type Metrics,
  metricsRoutes,
  observeRequests,
  type Waiting,
} from '../platform/telemetry/index.ts';
import { sharedThrottle } from '../platform/throttle/index.ts';
import type { wireAccounts } from './accounts.ts';
import type { BuildOptions } from './options.ts';

/** The monitors' own protocols. */
export const frontDoors =
  (ports: InboundPorts): Routes =>
  (own) => {
    observeRequests(own, ports.metrics);
    inboundRoutes(ports)(own);
  };

/** What is answered within this time at the end gets its answer; a client that reads slowly must not hold up the rest. */
const LAST_ANSWERS_MS = 2_000;

type Accounting = ReturnType<typeof wireAccounts>;

/** The server with what every deployment has, whatever the chapters add: health, metrics, live stream, accounts. */
export async function createPlatformServer(
  { config, clock, database, log }: BuildOptions,
  metrics: Metrics,
  {
    accounts,
    waiting,
    doors,
    audienceOf,
    addressFor,
  }: {
    accounts: Accounting;
    waiting: () => Promise<readonly Waiting[]>;
    doors: Routes;
    audienceOf: AudienceOf;
    addressFor: (host: string, url: string) => string;
  },
) {
  const { server, routes } = await createServer({
    log,
    authenticate: accounts.authenticate,
    throttle: sharedThrottle(database.db, clock),
    trustedProxies: config.trustedProxies,
    doors,
    addressFor,
  });
  const live = await createLiveHub(database, log);
  observeRequests(server, metrics);
  metricsRoutes(metrics)(server);
  healthRoutes({
    clock,
    ping: () => database.ping(),
    waiting,
  })(server);
  streamRoutes(live, accounts.authenticate, audienceOf)(server);
  server.get('/api/openapi.json', { config: { permission: 'public' }, schema: { hide: true } }, () =>
    server.swagger(),
  );
  // Where people and tools look for it first. Not served at both: one address has the document.
  server.get(
    '/openapi.json',
    { config: { permission: 'public' }, schema: { hide: true } },
    (_request, reply) => reply.redirect('/api/openapi.json', 308),
  );
  const stop = async () => {
    const limit = setTimeout(() => server.server.closeAllConnections(), LAST_ANSWERS_MS);
    await server.close();
    clearTimeout(limit);
    await live.close();
  };
  let stopped: Promise<void> | undefined;
  const stopServing = () => {
    stopped ??= stop();
    return stopped;
  };
  return { server, routes, live, stopServing };
}
