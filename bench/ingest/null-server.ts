import type { FrontDoor, IntegrationRef } from '../../server/src/detection/index.ts';
import { inboundRoutes } from '../../server/src/inbound/index.ts';
import { createServer } from '../../server/src/platform/http/index.ts';
import { createLog } from '../../server/src/platform/log/index.ts';
import { createMetrics, observeRequests } from '../../server/src/platform/telemetry/index.ts';

/** The same server with the same parsing and the same answers, but behind the front door there is no database. */
const log = createLog('warn');
const metrics = createMetrics();
const ref: IntegrationRef = {
  id: 'bench',
  name: 'Bench',
  systemId: null,
  kind: 'alertmanager',
  options: { dedupe: 'fingerprint' },
};
const door: FrontDoor = {
  byKey: async (kind) => (kind === ref.kind ? (ref as never) : undefined),
  byAnyKey: async () => ref,
  accept: async (_integration, signals) => signals.map(() => 'opened'),
  ignore: async () => undefined,
  recordChange: async () => undefined,
};
const { server } = await createServer({
  log,
  authenticate: async () => undefined,
  trustedProxies: [],
  doors: (own) => {
    observeRequests(own, metrics);
    inboundRoutes({ door, log, metrics })(own);
  },
});
await server.listen({ host: '127.0.0.1', port: Number(process.env.PORT) });
console.log('"msg":"ready"');
